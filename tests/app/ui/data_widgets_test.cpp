// Long lists, codes, slides.
#include <cmath>
#include <optional>
#include <vector>

#include "app/ui/widgets/button.hpp"
#include "app/ui/widgets/long_list.hpp"
#include "app/ui/widgets/qr_view.hpp"
#include "app/ui/widgets/slide.hpp"
#include "tests/app/ui/stage.hpp"

using namespace amparo;
using namespace amparo::ui;

TEST_CASE("a list of ten thousand rows draws only those that are seen") {
    for (const Look& look : kLooks) {
        LongListState state;
        std::optional<std::size_t> pressed;
        std::size_t asked = 0;
        Stage stage([&](Ui& ui) {
            Flow flow{20, ui.begin_scroll("page", {0, 0, ui.width(), ui.height()}), 400};
            button(ui, "before", flow, {words("Before")});
            LongList list;
            list.name = words("Cases");
            list.count = 10'000;
            list.row_height = ui.px(size::kTarget);
            list.name_of = [&](std::size_t row) { return Words{"Row " + std::to_string(row), "en"}; };
            list.draw = [&](std::size_t row, const Rect& rect, const Interaction&) {
                ++asked;
                ui.draw_label(rect.x0, rect.middle_y(), rect.width(), Style::Body, Color::Text, list.name_of(row));
            };
            const float height = 5 * list.row_height;
            if (const auto at = long_list(ui, "list", {20, flow.y, 420, flow.y + height}, list, state)) pressed = at;
            flow.skip(height);
            button(ui, "after", flow, {words("After")});
            ui.end_scroll(flow.y + 1000);
        }, look);
        const auto row = [&](std::size_t index) { return stage.node("list/" + std::to_string(index)); };
        const auto in_view = [&](std::size_t index) {
            const a11y::Node* list = stage.node("list");
            return row(index) != nullptr && row(index)->bounds.y0 >= list->bounds.y0 - 1 && row(index)->bounds.y1 <= list->bounds.y1 + 1;
        };
        CHECK(state.drawn <= 7);
        CHECK(row(0)->position == 1);
        CHECK(row(0)->count == 10'000);
        CHECK(stage.ui().nodes()[static_cast<std::size_t>(row(3)->parent)].id == "list");
        stage.judge();
        // One stop for Tab, the arrows within it.
        stage.key(Key::Tab);
        stage.key(Key::Tab);
        CHECK(stage.ui().focused_id() == "list/0");
        stage.key(Key::Tab);
        CHECK(stage.ui().focused_id() == "after");
        stage.key(Key::BackTab);
        const float page = stage.node("before")->bounds.y0;
        for (const auto& [pressed_key, expected] : {std::pair<Key, std::size_t>{Key::Down, 1}, {Key::PageDown, 5}, {Key::Finish, 9999},
                                                    {Key::Down, 9999}, {Key::Up, 9998}, {Key::PageUp, 9994}, {Key::Home, 0}, {Key::Up, 0}}) {
            stage.key(pressed_key);
            INFO(expected);
            CHECK(stage.ui().focused_id() == "list/" + std::to_string(expected));
            CHECK(in_view(expected));
            CHECK(row(expected)->position == static_cast<int>(expected + 1));
            CHECK(state.drawn <= 8);
        }
        CHECK(stage.node("before")->bounds.y0 == page);
        // Scrolled away by the wheel, Tab still comes back to where it was.
        stage.key(Key::Finish);
        const a11y::Bounds list = stage.node("list")->bounds;
        stage.ui().feed_pointer((list.x0 + list.x1) / 2, (list.y0 + list.y1) / 2);
        stage.ui().feed_wheel(0, 50);
        stage.settle();
        CHECK(stage.node("before")->bounds.y0 == page);
        CHECK_FALSE(in_view(9999));
        CHECK(stage.ui().focused_id() == "list/9999");
        CHECK(state.drawn <= 8);
        stage.key(Key::Up);
        CHECK(in_view(9998));
        stage.key(Key::Enter);
        CHECK(pressed == std::optional<std::size_t>(9998));
        stage.click("list/9997");
        CHECK(pressed == std::optional<std::size_t>(9997));
        CHECK(state.current == 9997);
        stage.ui().request({a11y::Request::Kind::Focus, "list/9996"});
        stage.settle();
        CHECK(stage.ui().focused_id() == "list/9996");
        asked = 0;
        stage.frame();
        CHECK(asked <= 8);
    }
}

TEST_CASE("a list without rows, or of one, is drawn without harm") {
    for (const std::size_t count : {std::size_t{0}, std::size_t{1}}) {
        LongListState state{50, 0};
        Stage stage([&](Ui& ui) {
            LongList list;
            list.name = words("Cases");
            list.count = count;
            list.row_height = ui.px(size::kTarget);
            list.name_of = [](std::size_t) { return words("Row"); };
            list.draw = [](std::size_t, const Rect&, const Interaction&) {};
            static_cast<void>(long_list(ui, "list", {0, 0, 300, 300}, list, state));
        });
        for (const Key pressed : {Key::Tab, Key::Down, Key::Up, Key::PageDown, Key::Finish, Key::Home}) stage.key(pressed);
        CHECK(state.drawn == count);
    }
}

namespace {

/// Not a code that can be read, but one whose every module is known.
QrCode sample_code() {
    QrCode code{21, {}};
    for (std::size_t i = 0; i < 21 * 21; ++i) code.modules.push_back((i * 7 + i / 21 * 3) % 5 < 2 || i < 7);
    return code;
}

}  // namespace

TEST_CASE("a square code is dark on white in every theme and never mirrored, and its text stands with it") {
    const QrCode code = sample_code();
    for (const Look& look : kLooks) {
        test::HeadlessUi headless;
        headless.ui().set_look(look);
        headless.ui().watch_ink(true);
        const test::Picture picture = headless.picture(kWidth, kHeight, [&](Ui& ui) {
            Flow flow{20, 20, 800};
            qr_view(ui, flow, code, words("Code with an address"), words("help@example.org"));
        });
        for (const std::string& problem : test::judge_screen(headless.ui())) FAIL_CHECK(problem);
        const a11y::Node& image = headless.ui().nodes().front();
        CHECK(image.role == a11y::Role::Image);
        CHECK(image.name == "Code with an address");
        const float module = (image.bounds.x1 - image.bounds.x0) / 29;
        CHECK(module == std::floor(module));
        int wrong = 0;
        for (std::size_t row = 0; row < 29; ++row) {
            for (std::size_t column = 0; column < 29; ++column) {
                const bool inside = row >= 4 && row < 25 && column >= 4 && column < 25;
                const bool dark = inside && code.modules[(row - 4) * 21 + column - 4];
                const auto x = static_cast<int>(image.bounds.x0 + module * (static_cast<float>(column) + 0.5F));
                const auto y = static_cast<int>(image.bounds.y0 + module * (static_cast<float>(row) + 0.5F));
                if ((picture.at(x, y)[0] < 128) != dark) ++wrong;
            }
        }
        CHECK(wrong == 0);
    }
}

TEST_CASE("a code that is no square, or has no room, leaves its text") {
    const auto images = [](const QrCode& code, float width) {
        test::HeadlessUi headless;
        headless.settle(kWidth, kHeight, [&](Ui& ui) {
            Flow flow{20, 20, width};
            qr_view(ui, flow, code, words("Code"), words("help@example.org"));
        });
        CHECK(headless.ui().nodes().back().name == "help@example.org");
        return std::ranges::count(headless.ui().nodes(), a11y::Role::Image, &a11y::Node::role);
    };
    CHECK(images(sample_code(), 300) == 1);
    CHECK(images(sample_code(), 20) == 0);
    CHECK(images({21, std::vector<bool>(440)}, 300) == 0);
    CHECK(images({0, {}}, 300) == 0);
    CHECK(images({178, std::vector<bool>(178 * 178)}, 3000) == 0);
}

TEST_CASE("a slide is as large as its area allows and never loses words") {
    const auto size_of = [](float width, float height, int lines, const Look& look) {
        Slide content{words("Before the border"), {}};
        for (int i = 0; i < lines; ++i) content.lines.push_back(words("Switch the telephone off, not only its screen."));
        Stage stage([&](Ui& ui) { slide(ui, "slide", {20, 20, 20 + width, 20 + height}, content); }, look);
        stage.judge();
        const a11y::Node* heading = &stage.ui().nodes().front();
        CHECK(heading->role == a11y::Role::Heading);
        CHECK(stage.ui().nodes().size() == static_cast<std::size_t>(lines) + 1);
        return heading->bounds.y1 - heading->bounds.y0;
    };
    for (const Look& look : kLooks) {
        const float large = size_of(860, 560, 2, look);
        CHECK(size_of(860, 560, 7, look) < large);
        CHECK(size_of(400, 300, 2, look) < large);
        static_cast<void>(size_of(860, 560, 60, look));
    }
}
