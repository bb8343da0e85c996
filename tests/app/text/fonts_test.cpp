#include "app/text/fonts.hpp"

#include <fstream>
#include <iterator>
#include <random>

#include "app/text/limits.hpp"
#include "app/text/shape.hpp"
#include "tests/app/text/noto.hpp"

using namespace amparo::text_layout;
using namespace amparo::test;
using amparo::Errc;

namespace {

std::vector<std::uint8_t> file_bytes(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

FontBytes shared(std::vector<std::uint8_t> bytes) {
    return std::make_shared<const std::vector<std::uint8_t>>(std::move(bytes));
}

/// Shapes with a font that may be damaged in any way; true when it was taken for a font at all.
bool try_font(std::vector<std::uint8_t> bytes) {
    FontSet fonts;
    const auto id = fonts.add("damaged", shared(std::move(bytes)));
    if (!id) {
        CHECK((id.error().code == Errc::Corrupt));
        return false;
    }
    REQUIRE(fonts.set_chain("", {*id}).has_value());
    const std::string text = "שִׁמְרוּ abc 12";
    const ShapedText shaped(fonts, text, "he", Direction::Auto);
    const Line line = shaped.line(0, text.size());
    CHECK(line.cells.size() > 0);
    CHECK(fonts.line_metrics("he").height() <= 9.0);
    return true;
}

}  // namespace

TEST_CASE("bytes that are no font give an error and never a face") {
    FontSet fonts;
    CHECK(fonts.add("nothing", nullptr).error().code == Errc::Corrupt);
    CHECK(fonts.add("empty", shared({})).error().code == Errc::Corrupt);
    CHECK(fonts.add("words", shared(std::vector<std::uint8_t>(5000, 'x'))).error().code == Errc::Corrupt);
    CHECK(fonts.add("huge", shared(std::vector<std::uint8_t>(limits::kFontBytes + 1))).error().code ==
          Errc::Limit);
    CHECK(fonts.add_file("/nowhere/at/all.ttf").error().code == Errc::NotFound);
    CHECK(fonts.add_file("/").error().code == Errc::NotRegular);
    CHECK(fonts.add_file("/dev/zero").error().code == Errc::NotRegular);
    const auto hebrew = shared(file_bytes(noto_path("NotoSansHebrew-Regular.ttf")));
    CHECK(fonts.add("no such face", hebrew, 1).error().code == Errc::Corrupt);
    CHECK(fonts.add("no such face", hebrew, 65'537).error().code == Errc::Limit);
    CHECK(fonts.face_count() == 0);
}

TEST_CASE("a font that is cut off or damaged is refused or used without harm") {
    const auto bytes = file_bytes(noto_path("NotoSansHebrew-Regular.ttf"));
    REQUIRE(bytes.size() > 20'000);
    CHECK(try_font(bytes));
    int refused = 0;
    for (std::size_t size = 0; size < bytes.size(); size += 211) {
        if (!try_font({bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size)})) ++refused;
    }
    CHECK(refused > 10);
    std::mt19937 random(20260101);
    for (int round = 0; round < 400; ++round) {
        auto damaged = bytes;
        for (int i = 0; i < 8; ++i) damaged[random() % damaged.size()] = static_cast<std::uint8_t>(random());
        // The directory of tables, where one byte moves a whole table.
        damaged[random() % 300] = static_cast<std::uint8_t>(random());
        static_cast<void>(try_font(std::move(damaged)));
    }
}

TEST_CASE("a language asks its own faces first, then those of everybody") {
    const FontSet fonts = noto_fonts(false);
    const auto name_for = [&](std::string_view language, char32_t code) {
        const auto id = fonts.face_for(language, code);
        return id ? fonts.name(*id) : std::string();
    };
    CHECK(name_for("ur", U'ا') == "NotoNastaliqUrdu-Regular.ttf");
    CHECK(name_for("ar", U'ا') == "NotoNaskhArabic-Regular.ttf");
    CHECK(name_for("ar-EG", U'ا') == "NotoNaskhArabic-Regular.ttf");
    CHECK(name_for("ar-Latn-EG", U'x') == "NotoSans-Regular.ttf");
    CHECK(name_for("xx", U'ש') == "NotoSansHebrew-Regular.ttf");
    CHECK(name_for("en", U'\U00013000').empty());
    CHECK(&fonts.chain("ar-EG") == &fonts.chain("ar"));
}

TEST_CASE("a chain names faces that exist, and not too many") {
    FontSet fonts;
    CHECK(fonts.set_chain("en", {0}).error().code == Errc::Usage);
    CHECK(fonts.set_chain("en", std::vector<FaceId>(limits::kChainFaces + 1, 0)).error().code == Errc::Limit);
    for (std::size_t i = 0; i < limits::kChains; ++i) REQUIRE(fonts.set_chain("x-" + std::to_string(i), {}));
    CHECK(fonts.set_chain("one-more", {}).error().code == Errc::Limit);
    CHECK(fonts.set_chain("x-7", {}).has_value());
}

TEST_CASE("lines are as tall as their language needs") {
    const FontSet fonts = noto_fonts(false);
    const LineMetrics english = fonts.line_metrics("en");
    CHECK(english.height() > 1.2);
    CHECK(english.height() < 1.5);
    const LineMetrics urdu = fonts.line_metrics("ur");
    CHECK(urdu.height() > 1.4 * english.height());
    CHECK(urdu.ascent >= english.ascent);
    CHECK(FontSet().line_metrics("en").height() > 0.9);
}

TEST_CASE("whoever keeps shaped text learns that the fonts changed") {
    FontSet fonts = noto_fonts(false);
    const auto before = fonts.generation();
    REQUIRE(fonts.set_chain("en", {0}).has_value());
    CHECK(fonts.generation() != before);
    const auto later = fonts.generation();
    fonts.mark_as_emoji(0);
    CHECK(fonts.generation() != later);
    CHECK(fonts.is_emoji(0));
}
