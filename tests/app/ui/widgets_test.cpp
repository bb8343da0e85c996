// The widgets under real keys and a real pointer, in both kinds of window.
#include <algorithm>
#include <array>
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
#include "app/ui/widgets/progress.hpp"
#include "app/ui/widgets/toast.hpp"
#include "tests/app/ui/stage.hpp"

using namespace amparo;
using namespace amparo::ui;

namespace {

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
