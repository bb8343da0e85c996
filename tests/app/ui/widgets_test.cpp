// The widgets under real keys and a real pointer, in both kinds of window.
#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "app/ui/widgets/banner.hpp"
#include "app/ui/widgets/checklist.hpp"
#include "app/ui/widgets/dialog.hpp"
#include "app/ui/widgets/disclosure.hpp"
#include "app/ui/widgets/empty_state.hpp"
#include "app/ui/widgets/exit_button.hpp"
#include "app/ui/widgets/icon_button.hpp"
#include "app/ui/widgets/long_list.hpp"
#include "app/ui/widgets/progress.hpp"
#include "app/ui/widgets/qr_view.hpp"
#include "app/ui/widgets/slide.hpp"
#include "app/ui/widgets/toast.hpp"
#include "tests/support/headless_ui.hpp"
#include "tests/support/screen_judge.hpp"

using namespace amparo;
using namespace amparo::ui;

namespace {

constexpr int kWidth = 900;
constexpr int kHeight = 600;

/// A page under test, with what drives it.
class Stage {
  public:
    explicit Stage(std::function<void(Ui&)> draw, const Look& look = {}) : draw_(std::move(draw)) {
        headless_.ui().set_look(look);
        headless_.ui().watch_ink(true);
        settle();
    }
    [[nodiscard]] Ui& ui() { return headless_.ui(); }
    void settle() { REQUIRE(headless_.settle(kWidth, kHeight, draw_)); }
    void key(Key pressed) {
        ui().feed_key(pressed);
        settle();
    }
    void click(float x, float y) {
        ui().feed_pointer(x, y);
        ui().feed_button(0, true);
        ui().feed_button(0, false);
        settle();
    }
    void click(std::string_view id) {
        const a11y::Bounds at = node(id)->bounds;
        click((at.x0 + at.x1) / 2, (at.y0 + at.y1) / 2);
    }
    /// One frame; true when it wants another at once.
    bool frame(float seconds = 0.016F) {
        bool again = false;
        test::accept_textures(*headless_.frame(kWidth, kHeight, draw_, again, seconds));
        return again;
    }
    /// Frames that follow each other until the picture stands still.
    int frames_until_still() {
        int count = 0;
        for (bool again = true; count < 100 && (again || headless_.moves()); ++count) again = frame();
        return count;
    }
    [[nodiscard]] const a11y::Node* node(std::string_view id) {
        const auto at = std::ranges::find(ui().nodes(), id, &a11y::Node::id);
        return at == ui().nodes().end() ? nullptr : &*at;
    }
    void judge() {
        for (const std::string& problem : test::judge_screen(ui())) FAIL_CHECK(problem);
    }
    [[nodiscard]] bool shows(std::string_view words) {
        return std::ranges::any_of(ui().ink(), [&](const Ui::Ink& ink) { return ink.text.find(words) != std::string::npos; });
    }

  private:
    test::HeadlessUi headless_;
    std::function<void(Ui&)> draw_;
};

const std::array<Look, 3> kLooks{{{ThemeKind::Light, 1, false}, {ThemeKind::Dark, 1, true}, {ThemeKind::HighContrast, 2, true}}};

Words words(const char* text) { return {text, "en", text_layout::Direction::LeftToRight}; }

/// Two buttons on a page, a dialog that the first opens, and Hide now.
struct Asking {
    bool open = false;
    std::map<std::string, int> pressed;
    std::optional<std::size_t> answer;

    void operator()(Ui& ui) {
        const float top = ui.begin_scroll("page", {0, ui.gap(Gap::Huge) * 2, ui.width(), ui.height()});
        Flow flow{20, top, 300};
        if (ui.take_key(Key::Escape)) ++pressed["escape"];
        if (button(ui, "ask", flow, {words("Ask")})) {
            open = true;
            ++pressed["ask"];
        }
        if (button(ui, "other", flow, {words("Other")})) ++pressed["other"];
        flow.skip(2000);
        ui.end_scroll(flow.y);
        if (open) {
            const Dialog question{words("Forget this list?"), words("It cannot be brought back."),
                                  {{words("Keep it"), ButtonKind::Primary}, {words("Forget it")}}, 0};
            answer = dialog(ui, "sure", question);
            if (answer) open = false;
        }
        if (exit_button(ui, "hide", words("Hide now"), 0)) ++pressed["hide"];
    }
};

}  // namespace

TEST_CASE("a dialog keeps the focus, gives it back, and nothing beneath it can be reached") {
    for (const Look& look : kLooks) {
        Asking page;
        Stage stage([&](Ui& ui) { page(ui); }, look);
        const a11y::Bounds other = stage.node("other")->bounds;
        stage.key(Key::Tab);
        stage.key(Key::Enter);
        REQUIRE(page.open);
        CHECK(stage.ui().focused_id() == "sure/0");
        stage.judge();
        // What is read out is the question and what to do; the page is not there.
        CHECK(stage.node("ask") == nullptr);
        REQUIRE(stage.node("sure") != nullptr);
        CHECK(stage.node("sure")->role == a11y::Role::Dialog);
        CHECK(stage.node("sure")->name == "Forget this list?");
        const auto parent = stage.node("sure/1")->parent;
        CHECK(stage.ui().nodes()[static_cast<std::size_t>(parent)].id == "sure");
        for (const char* expected : {"sure/1", "hide", "sure/0"}) {
            stage.key(Key::Tab);
            CHECK(stage.ui().focused_id() == expected);
        }
        stage.click((other.x0 + other.x1) / 2, (other.y0 + other.y1) / 2);
        stage.ui().request({a11y::Request::Kind::Press, "other"});
        stage.settle();
        CHECK(page.pressed["other"] == 0);
        CHECK(page.open);
        stage.ui().set_focus("sure/1");
        stage.key(Key::Enter);
        CHECK_FALSE(page.open);
        CHECK(stage.ui().focused_id() == "ask");
        stage.key(Key::Tab);
        CHECK(stage.ui().focused_id() == "other");
        stage.key(Key::Enter);
        CHECK(page.pressed["other"] == 1);
        CHECK(page.pressed["ask"] == 1);
    }
}

TEST_CASE("Escape takes the safe answer of a dialog and does not reach the page") {
    Asking page;
    Stage stage([&](Ui& ui) { page(ui); });
    std::optional<std::size_t> answered;
    stage.click("ask");
    REQUIRE(page.open);
    stage.ui().set_focus("sure/1");
    stage.ui().feed_key(Key::Escape);
    stage.frame();
    answered = page.answer;
    stage.settle();
    CHECK(answered == std::optional<std::size_t>(0));
    CHECK_FALSE(page.open);
    CHECK(page.pressed["escape"] == 0);
    stage.key(Key::Escape);
    CHECK(page.pressed["escape"] == 1);
}

TEST_CASE("keys that come together open a dialog, answer it and go on") {
    Asking page;
    Stage stage([&](Ui& ui) { page(ui); });
    for (const Key pressed : {Key::Tab, Key::Enter, Key::Tab, Key::Enter, Key::Tab, Key::Enter}) stage.ui().feed_key(pressed);
    stage.settle();
    CHECK_FALSE(page.open);
    CHECK(page.pressed["other"] == 1);
}

TEST_CASE("Hide now stays within reach of the pointer above a dialog, and a page left with its dialog hears again") {
    Asking page;
    bool elsewhere = false;
    Stage stage([&](Ui& ui) {
        if (!elsewhere) return page(ui);
        Flow flow{20, 20, 300};
        if (button(ui, "new", flow, {words("New")})) ++page.pressed["new"];
    });
    stage.click("ask");
    REQUIRE(page.open);
    stage.click("hide");
    CHECK(page.pressed["hide"] == 1);
    CHECK(page.open);
    elsewhere = true;
    stage.settle();
    CHECK_FALSE(stage.ui().dialog_open());
    stage.click("new");
    CHECK(page.pressed["new"] == 1);
}

TEST_CASE("the wheel and the keys that scroll leave a page beneath a dialog where it is") {
    Asking page;
    Stage stage([&](Ui& ui) { page(ui); });
    const float before = stage.node("ask")->bounds.y0;
    stage.click("ask");
    stage.ui().feed_pointer(300, 550);
    stage.ui().feed_wheel(0, -3);
    stage.settle();
    stage.key(Key::PageDown);
    stage.key(Key::Escape);
    CHECK(stage.node("ask")->bounds.y0 == before);
    stage.ui().feed_wheel(0, -3);
    stage.settle();
    CHECK(stage.node("ask")->bounds.y0 < before);
}

TEST_CASE("a dialog with more words than the window is high scrolls, and its last answer is reached") {
    std::string long_text;
    for (int i = 0; i < 120; ++i) long_text += "A sentence of a few words. ";
    std::optional<std::size_t> answer;
    Stage stage([&](Ui& ui) {
        if (!answer) {
            answer = dialog(ui, "long", {words("Really?"), {long_text, "en"}, {{words("No")}, {words("Yes")}}, 0});
        }
        static_cast<void>(exit_button(ui, "hide", words("Hide now"), 0));
    }, {ThemeKind::Light, 2, false});
    const a11y::Bounds hide = stage.node("hide")->bounds;
    CHECK(stage.node("long")->bounds.y0 >= hide.y1);
    CHECK(stage.node("long")->bounds.y1 <= kHeight);
    stage.key(Key::Tab);
    CHECK_FALSE(stage.node("long/1")->clipped);
    CHECK(stage.node("long/1")->bounds.y1 <= kHeight);
    stage.judge();
    stage.key(Key::Enter);
    CHECK(answer == std::optional<std::size_t>(1));
}

TEST_CASE("a disclosure says whether it is open, and opens with Enter") {
    for (const Look& look : kLooks) {
        bool open = false;
        Stage stage([&](Ui& ui) {
            Flow flow{20, 20, 400};
            disclosure(ui, "fold", flow, words("How we know"), words("Two facts"), open,
                       [&](Flow& inner) { text(ui, inner, Style::Body, words("Read in a file.")); });
        }, look);
        REQUIRE(stage.node("fold")->expanded.has_value());
        CHECK_FALSE(*stage.node("fold")->expanded);
        CHECK_FALSE(stage.shows("Read"));
        stage.key(Key::Tab);
        stage.key(Key::Enter);
        CHECK(*stage.node("fold")->expanded);
        CHECK(stage.shows("Read"));
        stage.judge();
        stage.key(Key::Space);
        CHECK_FALSE(*stage.node("fold")->expanded);
    }
}

TEST_CASE("a button that is off says why: below it, and to the keyboard, which gets there but cannot press it") {
    for (const Look& look : kLooks) {
        int pressed = 0;
        Stage stage([&](Ui& ui) {
            Flow flow{20, 20, 400};
            Button off{words("Send"), ButtonKind::Primary};
            off.enabled = false;
            off.reason = words("Write an address first.");
            if (button(ui, "send", flow, off)) ++pressed;
            off.reason = {};
            if (button(ui, "mute", flow, off)) ++pressed;
        }, look);
        CHECK_FALSE(stage.node("send")->enabled);
        CHECK(stage.node("send")->description == "Write an address first.");
        CHECK(stage.shows("Write an address"));
        stage.judge();
        stage.key(Key::Tab);
        CHECK(stage.ui().focused_id() == "send");
        CHECK(stage.node("send")->focused);
        stage.key(Key::Enter);
        stage.click("send");
        stage.ui().request({a11y::Request::Kind::Press, "send"});
        stage.key(Key::Tab);
        CHECK(stage.ui().focused_id() == "send");
        CHECK(pressed == 0);
    }
}

TEST_CASE("the name of a button without a word is shown when the keyboard gets there, and when the pointer rests") {
    for (const Look& look : kLooks) {
        Stage stage([&](Ui& ui) {
            const float side = ui.px(size::kTarget);
            icon_button(ui, "plus", {20, 20, 20 + side, 20 + side}, {words("Larger"), ButtonKind::Secondary, "ui/plus"});
        }, look);
        CHECK(stage.node("plus")->name == "Larger");
        CHECK_FALSE(stage.shows("Larger"));
        stage.key(Key::Tab);
        CHECK(stage.shows("Larger"));
        stage.judge();
        stage.ui().set_focus("");
        stage.settle();
        CHECK_FALSE(stage.shows("Larger"));
        const a11y::Bounds at = stage.node("plus")->bounds;
        stage.ui().feed_pointer(at.x0 + 5, at.y0 + 5);
        stage.settle();
        CHECK_FALSE(stage.shows("Larger"));
        const auto due = stage.ui().next_due();
        REQUIRE(due.has_value());
        CHECK(*due < motion::kTooltip + 0.01F);
        stage.frame(*due);
        CHECK(stage.shows("Larger"));
        stage.frame();
        CHECK_FALSE(stage.ui().next_due().has_value());
    }
}

TEST_CASE("a checklist is toggled with Space, Enter and the pointer, and says which of how many it is") {
    for (const Look& look : kLooks) {
        std::array<bool, 3> done{};
        Stage stage([&](Ui& ui) {
            Flow flow{20, 20, 400};
            std::array<CheckItem, 3> items{{{"a", words("First"), words("A note")}, {"b", words("Second")}, {"c", words("Third")}}};
            for (std::size_t i = 0; i < items.size(); ++i) items[i].checked = done[i];
            items[2].enabled = false;
            items[2].reason = words("After the second.");
            if (const auto at = checklist(ui, "list", flow, words("To do"), items)) done[*at] = !done[*at];
        }, look);
        stage.judge();
        CHECK(stage.node("list")->role == a11y::Role::List);
        CHECK(stage.node("list/b")->role == a11y::Role::Checkbox);
        CHECK(stage.node("list/b")->position == 2);
        CHECK(stage.node("list/b")->count == 3);
        CHECK(stage.node("list/c")->description == "After the second.");
        stage.key(Key::Tab);
        stage.key(Key::Space);
        CHECK(done == std::array{true, false, false});
        CHECK(stage.node("list/a")->selected);
        stage.key(Key::Space);
        stage.key(Key::Tab);
        stage.key(Key::Enter);
        CHECK(done == std::array{false, true, false});
        stage.click("list/a");
        stage.click("list/c");
        CHECK(done == std::array{true, true, false});
    }
}

TEST_CASE("progress and steps tell readers how far they are") {
    for (const Look& look : kLooks) {
        Stage stage([&](Ui& ui) {
            Flow flow{20, 20, 400};
            progress(ui, "bar", flow, 0.25F, words("3 of 12"));
            flow.skip(20);
            stepper(ui, flow, {words("Step 2 of 5"), 2, 5});
            flow.skip(20);
            stepper(ui, flow, {words("Step 9 of 900"), 9, 900});
        }, look);
        stage.judge();
        REQUIRE(stage.node("bar")->range.has_value());
        CHECK(*stage.node("bar")->range == a11y::Range{0.25, 0, 1});
        const auto at = std::ranges::find(stage.ui().nodes(), "Step 2 of 5", &a11y::Node::name);
        REQUIRE(at != stage.ui().nodes().end());
        CHECK(at->position == 2);
        CHECK(at->count == 5);
    }
}

TEST_CASE("a banner has one action and a way to put it aside, and an empty place has one action") {
    for (const Look& look : kLooks) {
        BannerAnswer answer = BannerAnswer::None;
        int acted = 0;
        Stage stage([&](Ui& ui) {
            Flow flow{20, ui.begin_scroll("page", {0, 0, ui.width(), ui.height()}), ui.width() - 40};
            const auto now = banner(ui, "old", flow, {CardTone::Warn, "ui/info", words("This list is old."), words("Bring a new one"), words("Put aside")});
            if (now != BannerAnswer::None) answer = now;
            flow.skip(20);
            if (empty_state(ui, "note", flow, {"nav/cases", words("Nothing here"), words("You can note things."), words("Note"), {}})) ++acted;
            ui.end_scroll(flow.y);
        }, look);
        stage.judge();
        CHECK(stage.node("old")->role == a11y::Role::Alert);
        stage.key(Key::Tab);
        stage.key(Key::Enter);
        CHECK(answer == BannerAnswer::Action);
        stage.click("old/dismiss");
        CHECK(answer == BannerAnswer::Dismiss);
        stage.key(Key::Tab);
        stage.key(Key::Enter);
        CHECK(acted == 1);
    }
}

TEST_CASE("what moves ends where it belongs, draws no frame afterwards, and none at all with reduced motion") {
    for (const bool reduced : {false, true}) {
        bool on = false;
        float now = 0;
        bool shown = true;
        Stage stage([&](Ui& ui) {
            if (shown) now = ui.animate("a", on ? 1.0F : 0.0F, motion::kSlow);
        }, {ThemeKind::Light, 1, false, reduced});
        CHECK(now == 0);
        on = true;
        const int frames = stage.frames_until_still();
        CHECK(now == 1);
        CHECK_FALSE(stage.ui().next_due().has_value());
        if (reduced) {
            CHECK(frames == 1);
        } else {
            // 0.2 s at 0.016 s a frame: no more, and enough to be seen.
            CHECK(frames >= 10);
            CHECK(frames <= 16);
        }
        // Turned around halfway it goes back from where it is.
        on = false;
        stage.frame();
        stage.frame();
        stage.frame();
        const float halfway = now;
        if (!reduced) CHECK((halfway > 0.2F && halfway < 1));
        on = true;
        stage.frame();
        CHECK(now >= halfway);
        stage.frames_until_still();
        // What was away is where it belongs at once.
        shown = false;
        stage.frame();
        shown = true;
        on = false;
        stage.frame();
        CHECK(now == 0);
        CHECK_FALSE(stage.ui().next_due().has_value());
    }
}

TEST_CASE("a toast is announced once, goes by itself, and draws no frame afterwards") {
    for (const bool reduced : {false, true}) {
        ToastState state;
        bool show = false;
        int announced = 0;
        Stage stage([&](Ui& ui) {
            if (std::exchange(show, false)) show_toast(ui, state, words("Copied"));
            toast(ui, state);
            announced += static_cast<int>(ui.announcements().size());
        }, {ThemeKind::Light, 1, false, reduced});
        show = true;
        stage.frames_until_still();
        CHECK(stage.shows("Copied"));
        CHECK(stage.ui().nodes().back().role == a11y::Role::Status);
        stage.judge();
        // It asks to be drawn again when its time is over, not before.
        const auto due = stage.ui().next_due();
        REQUIRE(due.has_value());
        CHECK(*due > motion::kToast - 1);
        stage.frame(*due);
        CHECK(stage.frames_until_still() <= 20);
        CHECK_FALSE(stage.shows("Copied"));
        CHECK_FALSE(stage.ui().next_due().has_value());
        CHECK(announced == 1);
    }
}

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
