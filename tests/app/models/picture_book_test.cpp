#include "app/models/picture_book.hpp"

#include <catch2/catch_test_macros.hpp>

#include "app/shell/pins.hpp"
#include "lessons/picture_file.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;
using models::LessonBook;
using models::PictureBook;
using models::PictureState;

namespace {

std::string png(std::size_t width, std::size_t height, unsigned char value) {
    return pictures::write({width, height, 3, std::vector<unsigned char>(width * height * 3, value)}, pictures::Kind::Png).value();
}

/// A stick on which somebody put lessons of their own.
struct Stick {
    test::TempFolder folder;

    void lesson(const std::string& id) const {
        std::string info = test::read_file(test::source_folder() / "lessons/catalog/disk-encryption/lesson.json");
        info.replace(info.find("disk-encryption"), 15, id);
        put(id, "lesson.json", info);
        put(id, "en.md", test::read_file(test::source_folder() / "lessons/catalog/disk-encryption/en.md"));
    }
    void put(const std::string& id, const std::string& name, const std::string& bytes) const {
        test::write_file(folder.path() / "lessons" / id / name, bytes);
    }
    [[nodiscard]] ShippedData data() const { return {folder.path().string(), pinned_files(), {}}; }
};

}  // namespace

TEST_CASE("a picture of a lesson is there in its colours; what is missing, broken or too large says so") {
    const Stick stick;
    stick.lesson("our-own");
    stick.put("our-own", "good.png", png(30, 20, 77));
    stick.put("our-own", "broken.png", png(30, 20, 77).substr(0, 60));
    stick.put("our-own", "no-picture.png", "words in a file with the wrong ending");
    stick.put("our-own", "wide.png", png(lessons::kPictureSide + 1, 2, 77));
    const ShippedData data = stick.data();
    const LessonBook lessons = LessonBook::load(data);
    PictureBook book(lessons);
    const auto& good = book.picture("our-own", "good.png");
    CHECK(good.state == PictureState::Shown);
    CHECK(good.pixels.width == 30);
    CHECK(good.pixels.bytes == std::vector<unsigned char>(30 * 20 * 3, 77));
    CHECK(book.picture("our-own", "broken.png").state == PictureState::Broken);
    CHECK(book.picture("our-own", "no-picture.png").state == PictureState::Broken);
    CHECK(book.picture("our-own", "wide.png").state == PictureState::TooLarge);
    CHECK(book.picture("our-own", "none.png").state == PictureState::Missing);
    CHECK(book.picture("our-own", "../our-own/good.png").state == PictureState::Missing);
    CHECK(book.picture("no-such-lesson", "good.png").state == PictureState::Missing);
    CHECK(book.picture("", "good.png").state == PictureState::Missing);
    // Asked for again, it is the same one, not unpacked anew.
    CHECK(&book.picture("our-own", "good.png") == &good);
    CHECK(book.held() == 30 * 20 * 3);
}

TEST_CASE("a large picture is held as large as it is shown, and what is held has an end") {
    const Stick stick;
    stick.lesson("our-own");
    const std::string large = png(PictureBook::kShownSide + 100, PictureBook::kShownSide + 100, 200);
    for (const char* name : {"1.png", "2.png", "3.png", "4.png", "5.png", "6.png", "7.png"}) stick.put("our-own", name, large);
    for (const char* id : {"a-a", "b-b", "c-c"}) {
        stick.lesson(id);
        stick.put(id, "small.png", png(4, 4, 1));
    }
    const ShippedData data = stick.data();
    const LessonBook lessons = LessonBook::load(data);
    PictureBook book(lessons);
    const auto& first = book.picture("our-own", "1.png");
    REQUIRE(first.state == PictureState::Shown);
    CHECK(first.pixels.width == PictureBook::kShownSide);
    CHECK(first.pixels.height == PictureBook::kShownSide);
    CHECK(first.pixels.bytes.front() == 200);
    std::size_t shown = 1;
    for (const char* name : {"2.png", "3.png", "4.png", "5.png", "6.png", "7.png"}) shown += book.picture("our-own", name).state == PictureState::Shown ? 1U : 0U;
    CHECK(shown == PictureBook::kBytes / (PictureBook::kShownSide * PictureBook::kShownSide * 3));
    CHECK(book.picture("our-own", "7.png").state == PictureState::TooLarge);
    CHECK(book.held() <= PictureBook::kBytes);
    // Other lessons take its place.
    for (const char* id : {"a-a", "b-b", "c-c"}) CHECK(book.picture(id, "small.png").state == PictureState::Shown);
    CHECK(book.held() == 3 * 4 * 4 * 3);
}
