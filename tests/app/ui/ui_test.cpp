#include "app/ui/ui.hpp"

#include <algorithm>
#include <map>

#include "app/ui/widgets/button.hpp"
#include "app/ui/widgets/field.hpp"
#include "app/ui/widgets/flow.hpp"
#include "tests/support/headless_ui.hpp"
#include "tests/support/screen_judge.hpp"

using namespace amparo;
using namespace amparo::ui;

namespace {

constexpr int kWidth = 400;
constexpr int kHeight = 300;

struct ThreeButtons {
    std::map<std::string, int> pressed;
    void operator()(Ui& ui) {
        Flow flow{20, 20, 200};
        for (const char* id : {"first", "second", "third"}) {
            if (button(ui, id, flow, {{id, "en"}})) ++pressed[id];
            flow.skip(10);
        }
    }
};

const a11y::Node* node(const Ui& ui, std::string_view id) {
    const auto at = std::ranges::find(ui.nodes(), id, &a11y::Node::id);
    return at == ui.nodes().end() ? nullptr : &*at;
}

void click(test::HeadlessUi& headless, float x, float y, const std::function<void(Ui&)>& draw) {
    headless.ui().feed_pointer(x, y);
    headless.ui().feed_button(0, true);
    headless.ui().feed_button(0, false);
    headless.settle(kWidth, kHeight, draw);
}

}  // namespace

TEST_CASE("a quick click presses a button exactly once") {
    test::HeadlessUi headless;
    ThreeButtons page;
    const auto draw = [&](Ui& ui) { page(ui); };
    headless.settle(kWidth, kHeight, draw);
    const auto bounds = node(headless.ui(), "second")->bounds;
    click(headless, bounds.x0 + 5, bounds.y0 + 5, draw);
    CHECK(page.pressed["second"] == 1);
    CHECK(page.pressed.size() == 1);
    click(headless, bounds.x1 + 50, bounds.y0 + 5, draw);
    CHECK(page.pressed["second"] == 1);
}

TEST_CASE("Tab walks in the order of drawing and around, Shift+Tab back, Enter and Space press") {
    test::HeadlessUi headless;
    ThreeButtons page;
    const auto draw = [&](Ui& ui) { page(ui); };
    headless.settle(kWidth, kHeight, draw);
    CHECK(headless.ui().focused_id().empty());
    for (const char* expected : {"first", "second", "third", "first"}) {
        headless.ui().feed_key(Key::Tab);
        headless.settle(kWidth, kHeight, draw);
        CHECK(headless.ui().focused_id() == expected);
        CHECK(node(headless.ui(), expected)->focused);
    }
    headless.ui().feed_key(Key::BackTab);
    headless.settle(kWidth, kHeight, draw);
    CHECK(headless.ui().focused_id() == "third");
    headless.ui().feed_key(Key::Enter);
    headless.settle(kWidth, kHeight, draw);
    headless.ui().feed_key(Key::Space);
    headless.settle(kWidth, kHeight, draw);
    CHECK(page.pressed["third"] == 2);
    CHECK(page.pressed.size() == 1);
}

TEST_CASE("keys that come together are heard in their order") {
    test::HeadlessUi headless;
    ThreeButtons page;
    const auto draw = [&](Ui& ui) { page(ui); };
    headless.settle(kWidth, kHeight, draw);
    for (const Key key : {Key::Tab, Key::Enter, Key::Tab, Key::Enter, Key::Enter}) headless.ui().feed_key(key);
    headless.settle(kWidth, kHeight, draw);
    CHECK(page.pressed["first"] == 1);
    CHECK(page.pressed["second"] == 2);
}

TEST_CASE("a window that runs from right to left is the same window turned around, for the eye and for the pointer") {
    test::HeadlessUi headless;
    ThreeButtons page;
    const auto draw = [&](Ui& ui) { page(ui); };
    headless.settle(kWidth, kHeight, draw);
    const auto before = node(headless.ui(), "second")->bounds;
    headless.ui().set_look({ThemeKind::Light, 1, true});
    headless.settle(kWidth, kHeight, draw);
    const auto after = node(headless.ui(), "second")->bounds;
    CHECK(after.x0 == kWidth - before.x1);
    CHECK(after.x1 == kWidth - before.x0);
    CHECK(after.y0 == before.y0);
    click(headless, after.x1 - 5, after.y0 + 5, draw);
    CHECK(page.pressed["second"] == 1);
    click(headless, before.x0 + 5, before.y0 + 5, draw);
    CHECK(page.pressed["second"] == 1);
}

TEST_CASE("mirrored text is the same picture at the other side, not a mirror image of its letters") {
    test::HeadlessUi headless;
    const Words words{"كل الناس أحرار Amparo 42", "ar", text_layout::Direction::RightToLeft};
    const auto draw = [&](Ui& ui) {
        ui.fill({0, 0, kWidth, kHeight}, Color::Surface);
        ui.draw_text(20, 20, 360, Style::Title, Color::Text, words);
    };
    const test::Picture before = headless.picture(kWidth, kHeight, draw);
    const auto straight = test::ink_of(before);
    headless.ui().set_look({ThemeKind::Light, 1, true});
    const test::Picture after = headless.picture(kWidth, kHeight, draw);
    const auto mirrored = test::ink_of(after);
    REQUIRE(straight.width > 100);
    CHECK(std::abs(straight.width - mirrored.width) <= 1);
    CHECK(test::correlation(straight, mirrored, 1) > 0.9);
}

TEST_CASE("changing the bank of glyph codes leaves the picture as it was") {
    test::HeadlessUi headless;
    const Words arabic{"احتفظ بنسخة من ملاحظاتك في مكان آمن", "ar", text_layout::Direction::RightToLeft};
    const Words english{"Keep a copy of your notes, 100 % offline #1", "en", text_layout::Direction::LeftToRight};
    const auto draw = [&](Ui& ui) {
        ui.fill({0, 0, kWidth, kHeight}, Color::Surface);
        ui.draw_text(10, 10, 380, Style::Body, Color::Text, arabic);
        ui.draw_text(10, 60, 380, Style::Heading, Color::Text, english);
    };
    const test::Picture before = headless.picture(kWidth, kHeight, draw);
    const auto bank = headless.ui().text_engine().face(Face::Regular).codes.current_bank();
    headless.ui().text_engine().force_bank_switch();
    const test::Picture after = headless.picture(kWidth, kHeight, draw);
    CHECK(headless.ui().text_engine().face(Face::Regular).codes.current_bank() != bank);
    REQUIRE(before.rgb.size() == after.rgb.size());
    int worst = 0;
    for (std::size_t i = 0; i < before.rgb.size(); ++i) worst = std::max(worst, std::abs(before.rgb[i] - after.rgb[i]));
    CHECK(worst <= 2);
    CHECK(test::ink_of(before).width > 200);
}

TEST_CASE("more different glyphs than a bank holds are shown after one more frame") {
    test::HeadlessUi headless;
    int first = 0;
    const auto draw = [&](Ui& ui) {
        for (int i = 0; i < 40; ++i) {
            std::string text;
            for (int j = 0; j < 60; ++j) {
                const int code = 0x621 + (first + i * 7 + j * 3) % 40;
                text += static_cast<char>(0xC0 | (code >> 6));
                text += static_cast<char>(0x80 | (code & 0x3F));
            }
            ui.draw_text(10, 5.0F * static_cast<float>(i), 380, Style::Caption, Color::Text,
                         {text, "ar", text_layout::Direction::RightToLeft});
        }
    };
    for (first = 0; first < 40; ++first) CHECK(headless.settle(kWidth, kHeight, draw));
    CHECK(headless.ui().text_engine().face(Face::Regular).codes.used() > 50);
}

TEST_CASE("windows of absurd sizes and hostile text are drawn without harm") {
    test::HeadlessUi headless;
    std::string hostile = "\xff\xfe\xc0\x80";
    for (int i = 0; i < 3000; ++i) hostile += "\u202e\u2066a\u0301";
    hostile += std::string(30'000, 'x');
    const std::string label = hostile.substr(hostile.size() - 32'000, 4'000);
    const auto draw = [&](Ui& ui) {
        Flow flow{10, ui.begin_scroll("all", {0, 0, ui.width(), ui.height()}), std::max(ui.width() - 20, 1.0F)};
        text(ui, flow, Style::Body, {hostile, "en"});
        button(ui, "a", flow, {{label, "ar"}});
        ui.end_scroll(flow.y);
    };
    for (const auto& [width, height] : {std::pair{1, 1}, std::pair{200, 150}, std::pair{7680, 4320}}) {
        for (const bool mirrored : {false, true}) {
            for (const float scale : {0.5F, 1.0F, 4.0F}) {
                headless.ui().set_look({ThemeKind::Dark, scale, mirrored});
                headless.settle(width, height, draw);
                CHECK(node(headless.ui(), "a") != nullptr);
            }
        }
    }
}

namespace {

struct FieldPage {
    FieldState state;
    void operator()(Ui& ui) {
        Flow flow{20, 20, 300};
        field(ui, "field", flow, {"Label", "en"}, state);
    }
};

void press(test::HeadlessUi& headless, FieldPage& page, Key key, bool shift = false) {
    // Tab goes to what was drawn before.
    headless.settle(kWidth, kHeight, [&](Ui& ui) { page(ui); });
    headless.ui().feed_key(key, shift);
    headless.settle(kWidth, kHeight, [&](Ui& ui) { page(ui); });
}

void type_text(test::HeadlessUi& headless, FieldPage& page, std::string_view text) {
    headless.ui().feed_text(text);
    headless.settle(kWidth, kHeight, [&](Ui& ui) { page(ui); });
}

}  // namespace

TEST_CASE("a field takes text of any script, and deletes a letter with its marks as one") {
    test::HeadlessUi headless;
    FieldPage page;
    press(headless, page, Key::Tab);
    type_text(headless, page, "سلام e\u0301");
    CHECK(page.state.text() == "سلام e\u0301");
    CHECK(page.state.buffer.caret() == page.state.text().size());
    press(headless, page, Key::Backspace);
    CHECK(page.state.text() == "سلام ");
    press(headless, page, Key::Home);
    press(headless, page, Key::Delete);
    CHECK(page.state.text() == "لام ");
    type_text(headless, page, " ");
    CHECK(page.state.text() == " لام ");
    headless.ui().feed_text("a");
    headless.ui().feed_key(Key::Backspace);
    headless.ui().feed_text("b");
    headless.settle(kWidth, kHeight, [&](Ui& ui) { page(ui); });
    CHECK(page.state.text() == " bلام ");
}

TEST_CASE("the left arrow goes left: forward in Arabic, back in English, in both kinds of window") {
    for (const bool mirrored : {false, true}) {
        test::HeadlessUi headless;
        headless.ui().set_look({ThemeKind::Light, 1, mirrored});
        FieldPage page;
        press(headless, page, Key::Tab);
        type_text(headless, page, "سلام");
        press(headless, page, Key::Home);
        press(headless, page, Key::Start);
        CHECK(page.state.buffer.caret() == 2);
        press(headless, page, Key::End);
        CHECK(page.state.buffer.caret() == 0);
        page.state = {};
        type_text(headless, page, "abc");
        press(headless, page, Key::Start);
        CHECK(page.state.buffer.caret() == 2);
    }
}

TEST_CASE("selecting, cutting and pasting carry the text as it is written") {
    test::HeadlessUi headless;
    std::string clipboard;
    headless.ui().set_clipboard({[&](const std::string& text) { clipboard = text; }, [&] { return clipboard; }});
    FieldPage page;
    press(headless, page, Key::Tab);
    type_text(headless, page, "Call +1 202-555-0147");
    press(headless, page, Key::SelectAll);
    press(headless, page, Key::Cut);
    CHECK(page.state.text().empty());
    CHECK(clipboard == "Call +1 202-555-0147");
    press(headless, page, Key::Paste);
    CHECK(page.state.text() == "Call +1 202-555-0147");
    clipboard = "a\nb\xff" + std::string(100'000, 'z');
    press(headless, page, Key::SelectAll);
    press(headless, page, Key::Paste);
    CHECK(page.state.text().starts_with("a b\xef\xbf\xbd"));
    CHECK(page.state.text().size() <= kFieldBytes);
}

TEST_CASE("a screen reader reads what is in a field, types into it, and moves its caret to the edge of a letter") {
    test::HeadlessUi headless;
    FieldPage page;
    const auto settle = [&] { headless.settle(kWidth, kHeight, [&](Ui& ui) { page(ui); }); };
    headless.ui().request({.kind = a11y::Request::Kind::SetText, .id = "field", .text = "cafe\u0301\n!", .caret = 6, .anchor = 6});
    settle();
    CHECK(page.state.text() == "cafe\u0301 !");
    const a11y::Node* field = node(headless.ui(), "field");
    REQUIRE(field != nullptr);
    CHECK(field->focused);
    CHECK(field->value == page.state.text());
    REQUIRE(field->text.has_value());
    CHECK(field->text->editable);
    CHECK(field->text->caret == 6);
    // Between a letter and its mark nothing can stand.
    headless.ui().request({.kind = a11y::Request::Kind::SetCaret, .id = "field", .caret = 4, .anchor = 900});
    settle();
    CHECK(page.state.buffer.caret() == 6);
    CHECK(page.state.buffer.anchor() == page.state.text().size());
    headless.ui().request({.kind = a11y::Request::Kind::SetText, .id = "field", .text = std::string(10'000, 'x'), .caret = 10'000});
    settle();
    CHECK(page.state.text().size() == kFieldBytes);
    CHECK(page.state.buffer.caret() == kFieldBytes);
}

TEST_CASE("what a screen reader typed is told by the time that the window rests") {
    test::HeadlessUi headless;
    FieldPage page;
    // As the window does it: as long as frames are asked for, and no longer.
    const auto rest = [&] {
        bool again = true;
        while (again) headless.frame(kWidth, kHeight, [&](Ui& ui) { page(ui); }, again);
    };
    const auto told = [&] { return node(headless.ui(), "field")->value; };
    for (int i = 0; i < 3; ++i) rest();
    headless.ui().set_focus("field");
    rest();
    headless.ui().request({.kind = a11y::Request::Kind::SetText, .id = "field", .text = "Lebon", .caret = 5, .anchor = 5});
    rest();
    CHECK(told() == "Lebon");
    headless.ui().request({.kind = a11y::Request::Kind::SetCaret, .id = "field", .caret = 2, .anchor = 2});
    rest();
    CHECK(node(headless.ui(), "field")->text->caret == 2);
    headless.ui().feed_text("x");
    rest();
    CHECK(told() == "Lexbon");
}

TEST_CASE("an item that no reader is told of is found, and so is a button that the pointer does not reach") {
    test::HeadlessUi headless;
    std::vector<SeenItem> items;
    watch_items(&items);
    const auto draw = [&](bool silent, bool unreachable) {
        headless.settle(kWidth, kHeight, [&](Ui& ui) {
            items.clear();
            Flow flow{20, 20, 300};
            button(ui, "honest", flow, {{"Label", "en"}});
            if (silent) static_cast<void>(ui.touch("silent", {20, 200, 100, 250}));
            if (unreachable) ui.note({.role = a11y::Role::Button, .id = "painted", .name = "Painted"}, {20, 300, 100, 350});
        });
        return test::judge_items(headless.ui(), items);
    };
    CHECK(draw(false, false).empty());
    CHECK(draw(true, false).size() == 1);
    CHECK(draw(false, true).size() == 1);
    watch_items(nullptr);
}
