// A lesson with a picture that somebody put beside the program: on its page, on the trainer's and on the wall.
#include <algorithm>
#include <filesystem>

#include "app/pictures/picture.hpp"
#include "tests/app/screens/house.hpp"

using namespace amparo;
using models::Place;
using test::House;

namespace {

constexpr const char* kWords = R"(# Where the door is

A lesson of our own.

## step:door The door

Look at the plan first.

![A plan with one door, at its left](plan.png)

Then walk there.

## step:photo A photo that is too large

![A street at night](street.png)

## step:lost A picture that is not there

![A lamp](lamp.png)

## quiz:which Which way?

![The same plan](plan.png)

- [x] To the left
  > It is at the left.
- [ ] To the right
  > It is at the left.
)";

std::string png(std::size_t width, std::size_t height) {
    return pictures::write({width, height, 3, std::vector<unsigned char>(width * height * 3, 60)}, pictures::Kind::Png).value();
}

/// A stick with the program's sentences, and one lesson that somebody put there.
struct Stick {
    test::TempFolder folder;
    Stick() {
        std::string info = test::read_file(test::source_folder() / "lessons/catalog/disk-encryption/lesson.json");
        info.replace(info.find("disk-encryption"), 15, "our-own");
        for (const char* language : {"en", "ar"}) {
            const auto sentences = folder.path() / "localization" / language;
            std::filesystem::create_directories(sentences);
            std::filesystem::copy(test::build_folder() / "localization" / language, sentences);
        }
        const auto lesson = folder.path() / "lessons/our-own";
        test::write_file(lesson / "lesson.json", info);
        test::write_file(lesson / "en.md", kWords);
        test::write_file(lesson / "plan.png", png(640, 400));
        test::write_file(lesson / "street.png", png(5000, 3));
    }
};

const a11y::Node* picture_on(House& house) {
    const auto at = std::ranges::find(house.nodes(), a11y::Role::Image, &a11y::Node::role);
    return at == house.nodes().end() ? nullptr : &*at;
}

bool says(House& house, std::string_view words) {
    return std::ranges::any_of(house.nodes(), [&](const a11y::Node& node) { return node.name.find(words) != std::string::npos; });
}

}  // namespace

TEST_CASE("a lesson with a picture, added by hand, appears without rebuilding, says so, and its picture is seen and read out") {
    const Stick stick;
    for (const char* language : {"en", "ar"}) {
        House house(language, stick.folder.path().string());
        house.model->finish_first_run();
        REQUIRE(house.model->lesson_list().size() == 1);
        REQUIRE(house.model->open_lesson("our-own"));
        models::LessonPlayer& player = *house.model->player();
        for (const float scale : {1.0F, 2.0F}) {
            for (const auto theme : {ui::ThemeKind::Light, ui::ThemeKind::Dark, ui::ThemeKind::HighContrast}) {
                INFO(language << " " << scale);
                const auto look_at = [&](std::size_t page) {
                    player.go_to(page);
                    CHECK(house.draw(1280, 800, theme, scale));
                    for (const std::string& problem : test::judge_screen(house.headless.ui())) FAIL_CHECK(language << ", page " << page << ": " << problem);
                    CHECK(says(house, language == std::string_view("en") ? "Added by hand" : "أُضيف يدويًا"));
                };
                look_at(1);
                const a11y::Node* seen = picture_on(house);
                REQUIRE(seen != nullptr);
                CHECK(seen->name == "A plan with one door, at its left");
                CHECK(seen->language == "en");
                CHECK(seen->bounds.x1 - seen->bounds.x0 >= 300);
                CHECK(house.headless.ui().image_count() == 1);
                look_at(2);
                CHECK(picture_on(house) == nullptr);
                CHECK(says(house, "A street at night"));
                if (language == std::string_view("en")) CHECK(says(house, "too large to be shown"));
                // What is not on the page any more is given back.
                CHECK(house.headless.ui().image_count() == 0);
                look_at(3);
                CHECK(picture_on(house) == nullptr);
                CHECK(says(house, "A lamp"));
                if (language == std::string_view("en")) CHECK(says(house, "not in the lesson's folder"));
                look_at(4);
                REQUIRE(picture_on(house) != nullptr);
                CHECK(picture_on(house)->name == "The same plan");
            }
        }
    }
}

TEST_CASE("a trainer's room sees the picture of a lesson on the wall, and the trainer sees it in small") {
    const Stick stick;
    House house("en", stick.folder.path().string());
    house.model->finish_first_run();
    models::Trainer& trainer = house.model->trainer();
    trainer.pick("our-own", true);
    trainer.make_plan();
    REQUIRE(trainer.start());
    models::Presenter& presenter = *trainer.presenter();
    const auto shows = [](const models::WallCard& card) {
        return std::ranges::any_of(card.body, [](const lessons::Block& block) { return block.picture == "plan.png"; });
    };
    while (!shows(presenter.shown()) && presenter.following() != nullptr) presenter.next(trainer.now());
    REQUIRE(shows(presenter.shown()));
    for (const Place place : {Place::Wall, Place::Presenter}) {
        house.go(place);
        for (const float scale : {1.0F, 2.0F}) {
            CHECK(house.draw(1280, 800, ui::ThemeKind::Dark, scale));
            for (const std::string& problem : test::judge_screen(house.headless.ui())) FAIL_CHECK(scale << ": " << problem);
            REQUIRE(picture_on(house) != nullptr);
            CHECK(picture_on(house)->name == "A plan with one door, at its left");
            CHECK(picture_on(house)->bounds.y1 - picture_on(house)->bounds.y0 >= 80);
            CHECK(says(house, "Look at the plan first."));
        }
    }
    // One that cannot be shown is there in words.
    while (presenter.shown().title != "A photo that is too large" && presenter.following() != nullptr) presenter.next(trainer.now());
    house.go(Place::Wall);
    CHECK(house.draw(1280, 800, ui::ThemeKind::Light, 1));
    CHECK(picture_on(house) == nullptr);
    CHECK(says(house, "A street at night"));
}
