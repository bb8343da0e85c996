// What a person reads on the page of a question and on the wall, besides what the model knows.
#include <algorithm>

#include "tests/app/screens/house.hpp"

using namespace amparo;
using models::Place;
using test::House;

namespace {

std::size_t told(House& house, std::string_view name) {
    return static_cast<std::size_t>(std::ranges::count_if(house.nodes(), [&](const a11y::Node& node) { return node.name == name; }));
}

/// On the first question of a kind.
models::LessonPlayer& question(House& house, const std::string& lesson, lessons::QuizKind kind) {
    REQUIRE(house.model->open_lesson(lesson));
    models::LessonPlayer& player = *house.model->player();
    while (player.can_next() && (player.quiz() == nullptr || player.quiz()->kind != kind)) player.next();
    REQUIRE(player.quiz() != nullptr);
    return player;
}

}  // namespace

TEST_CASE("an answered order says of each step in words whether it stands in its place, and which its place is") {
    House house("en");
    house.model->finish_first_run();
    models::LessonPlayer& player = question(house, "deleting-safely", lessons::QuizKind::Order);
    const std::size_t steps = player.arranged().size();
    CHECK(house.draw(1280, 1600, ui::ThemeKind::Light, 1));
    CHECK(told(house, "In its place") == 0);
    player.reveal();
    CHECK(house.draw(1280, 1600, ui::ThemeKind::Light, 1));
    std::size_t right = 0;
    for (std::size_t place = 0; place < steps; ++place) {
        const std::size_t belongs = player.arranged()[place];
        if (belongs == place) ++right;
        CHECK(told(house, "Its place: " + std::to_string(belongs + 1)) == (belongs == place ? 0U : 1U));
    }
    CHECK(right < steps);
    CHECK(told(house, "In its place") == right);
}

TEST_CASE("the numbers on the wall are those of its language") {
    House house("ar");
    house.model->finish_first_run();
    models::Trainer& trainer = house.model->trainer();
    trainer.pick_half_day();
    trainer.make_plan();
    REQUIRE(trainer.start());
    models::Presenter& presenter = *trainer.presenter();
    const auto numbered = [](const models::WallCard& card) {
        return std::ranges::any_of(card.body, [](const lessons::Block& block) { return block.number == 3; });
    };
    while (!numbered(presenter.shown()) && presenter.following() != nullptr) presenter.next(trainer.now());
    REQUIRE(numbered(presenter.shown()));
    house.go(Place::Wall);
    CHECK(house.draw(1280, 800, ui::ThemeKind::Light, 1));
    CHECK(told(house, "\u0663") == 1);
    CHECK(told(house, "3.") == 0);
}

TEST_CASE("of many lessons that a check-up speaks for the first three stand above the others") {
    House house("en");
    house.model->finish_first_run();
    house.look_at_everything();
    std::size_t speaks = 0;
    for (const models::LessonEntry& entry : house.model->lesson_list()) speaks += house.model->why(entry.id) != nullptr ? 1U : 0U;
    REQUIRE(speaks > 3);
    house.go(Place::Lessons);
    CHECK(house.draw(1280, 800, ui::ThemeKind::Light, 1));
    const auto rows = [&] { return std::ranges::count_if(house.nodes(), [](const a11y::Node& node) { return node.id.starts_with("why."); }); };
    CHECK(rows() == 3);
}
