#include "app/ui/widgets/editor.hpp"

#include "app/ui/widgets/button.hpp"
#include "tests/app/ui/editing_support.hpp"

using namespace amparo;
using namespace amparo::ui;
using text_layout::Stretch;

namespace {

struct EditorPage {
    EditorState state;
    EditorOptions options{{}, 5};
    std::size_t cut = 0;
    int changes = 0;

    void operator()(Ui& ui) {
        Flow flow{20, ui.begin_scroll("page", {0, 0, 400, 300}) + 20, 300};
        const Edited done = editor(ui, "editor", flow, {"Label", "en"}, state, options);
        cut += done.cut;
        changes += done.changed ? 1 : 0;
        flow.skip(10);
        button(ui, "after", flow, {{"After", "en"}});
        flow.skip(400);
        ui.end_scroll(flow.y);
    }
    [[nodiscard]] std::uint32_t caret() const { return state.buffer.caret(); }
    [[nodiscard]] Stretch line() { return state.blocks.stretch(state.blocks.place_of(caret(), state.upstream)); }
};

std::string repeated(std::string_view part, std::size_t bytes) {
    std::string out;
    while (out.size() < bytes) out += part;
    return out;
}

}  // namespace

TEST_CASE("an editor takes lines, and Tab leaves it") {
    EditorPage page;
    test::Typist hand(false, [&](Ui& ui) { page(ui); });
    hand.press(Key::Tab);
    CHECK(hand.ui().focused_id() == "editor");
    hand.type("one");
    hand.press(Key::Enter);
    hand.type("two");
    hand.press(Key::Space);
    CHECK(page.state.text() == "one\ntwo");
    CHECK(hand.node("editor")->role == a11y::Role::Editor);
    CHECK(hand.node("editor")->value == "one\ntwo");
    CHECK(hand.node("editor")->text == a11y::TextState{7, 7, true});
    const auto where = hand.node("editor")->bounds;
    for (const Key key : {Key::PageDown, Key::Down, Key::Up, Key::Finish}) hand.press(key);
    CHECK(hand.node("editor")->bounds == where);
    hand.press(Key::Tab);
    CHECK(hand.ui().focused_id() == "after");
    hand.press(Key::BackTab);
    CHECK(hand.ui().focused_id() == "editor");
    hand.press(Key::Undo);
    CHECK(page.state.text() == "one\n");
}

TEST_CASE("Up and Down keep their column over short lines, Home and End stay on the line that is seen") {
    for (const bool mirrored : {false, true}) {
        EditorPage page;
        test::Typist hand(mirrored, [&](Ui& ui) { page(ui); });
        hand.press(Key::Tab);
        const bool arabic = mirrored;
        const std::string longer = arabic ? "ننننننننن" : "nnnnnnnnn";
        const std::uint32_t letter = arabic ? 2 : 1;
        page.state.buffer.reset(longer + "\n" + longer.substr(0, 2 * letter) + "\n\n" + longer);
        hand.press(Key::Home, false, true);
        for (int i = 0; i < 6; ++i) hand.press(arabic ? Key::Start : Key::End);
        CHECK(page.caret() == 6 * letter);
        hand.press(Key::Down);
        CHECK(page.caret() == 9 * letter + 1 + 2 * letter);
        hand.press(Key::Down);
        CHECK(page.caret() == 11 * letter + 2);
        hand.press(Key::Down);
        CHECK(page.caret() == 11 * letter + 3 + 6 * letter);
        hand.press(Key::Up, true);
        hand.press(Key::Up, true);
        hand.press(Key::Up, true);
        CHECK(page.state.buffer.selection() == Stretch{6 * letter, 17 * letter + 3});
        hand.press(Key::Up);
        CHECK(page.caret() == 0);
        hand.press(Key::Finish, false, true);
        CHECK(page.caret() == page.state.text().size());
        hand.press(Key::Down);
        CHECK(page.caret() == page.state.text().size());
    }
    EditorPage page;
    test::Typist hand(false, [&](Ui& ui) { page(ui); });
    hand.press(Key::Tab);
    page.state.buffer.reset(repeated("several words ", 200));
    hand.press(Key::Home, false, true);
    hand.press(Key::Finish);
    const std::uint32_t end = page.caret();
    CHECK(end > 10);
    CHECK(end < 80);
    CHECK(page.line() == Stretch{0, end});
    hand.press(Key::Finish);
    CHECK(page.caret() == end);
    hand.press(Key::Home);
    CHECK(page.caret() == 0);
    hand.press(Key::Finish);
    hand.press(Key::Down);
    CHECK(page.line().start == end);
    hand.press(Key::Home);
    CHECK(page.caret() == end);
    CHECK(page.line().start == end);
}

TEST_CASE("the caret is always seen: the lines that are drawn follow it") {
    EditorPage page;
    test::Typist hand(false, [&](Ui& ui) { page(ui); });
    hand.press(Key::Tab);
    for (int i = 0; i < 40; ++i) {
        hand.ui().feed_text("line");
        hand.ui().feed_key(Key::Enter);
    }
    for (int i = 0; i < 100; ++i) hand.frame();
    CHECK(page.state.text().size() == 200);
    const auto seen = [&] {
        return page.caret() >= page.state.window.top && page.caret() <= page.state.window.top + 5 * 5;
    };
    CHECK(seen());
    CHECK(page.state.window.top > 150);
    hand.press(Key::PageUp);
    CHECK(seen());
    CHECK(page.caret() == 200 - 4 * 5);
    hand.press(Key::Home, false, true);
    CHECK(page.state.window.top == 0);
    hand.press(Key::PageDown);
    CHECK(page.caret() == 4 * 5);
    CHECK(seen());
    const auto bounds = hand.node("editor")->bounds;
    hand.ui().feed_pointer(bounds.x0 + 40, bounds.y0 + 40);
    hand.ui().feed_wheel(0, -3);
    hand.settle();
    CHECK(page.state.window.top >= 8 * 5);
    CHECK(hand.node("editor")->bounds == bounds);  // the page around it stays
    CHECK(page.caret() == 4 * 5);
    hand.type("x");
    CHECK(seen());
}

TEST_CASE("the pointer selects over lines, scrolls beyond the edge, and takes words and paragraphs") {
    for (const bool mirrored : {false, true}) {
        EditorPage page;
        test::Typist hand(mirrored, [&](Ui& ui) { page(ui); });
        std::string text;
        for (int i = 0; i < 30; ++i) text += "word here\n";
        page.state.buffer.reset(text);
        hand.settle();
        hand.press(Key::Tab);
        hand.press(Key::Home, false, true);
        const auto bounds = hand.node("editor")->bounds;
        const float high = hand.ui().px(type(Style::Body).line);
        const float x = mirrored ? bounds.x1 - 14 - hand.ui().measure(Style::Body, {"word here", "en"}).width : bounds.x0 + 14;
        const float y = bounds.y0 + 8 + high / 2;
        hand.click(x + 4, y + high, 2);
        CHECK(page.state.buffer.selection() == Stretch{10, 14});
        hand.click(x + 4, y + high, 1);
        CHECK(page.state.buffer.selection() == Stretch{10, 19});
        hand.wait();
        hand.down(x - 2, y);
        hand.drag(x - 2, y + 2 * high);
        CHECK(page.state.buffer.selection() == Stretch{0, 20});
        hand.ui().feed_pointer(x, bounds.y1 + 60);
        for (int i = 0; i < 12; ++i) hand.frame();
        CHECK(page.state.window.top > 50);
        CHECK(page.state.buffer.selection().end > 100);
        CHECK(page.state.buffer.selection().start == 0);
        hand.up();
        hand.press(Key::Copy);
        CHECK(hand.clipboard.starts_with("word here\nword"));
        // The bar leads to the end.
        hand.wait();
        const float bar = mirrored ? bounds.x0 + 6 : bounds.x1 - 6;
        hand.down(bar, bounds.y1 - 2);
        hand.drag(bar, bounds.y1 + 200);
        hand.up();
        CHECK(page.state.window.top == 260);
        CHECK(page.state.buffer.selection().start == 0);
    }
}

TEST_CASE("a pasted megabyte is cut, said so, and costs a frame no more than what is seen") {
    for (const bool one_paragraph : {true, false}) {
        EditorPage page;
        test::Typist hand(false, [&](Ui& ui) { page(ui); });
        hand.press(Key::Tab);
        hand.clipboard = repeated(one_paragraph ? "many words and " : "many words and\n", 1024 * 1024);
        hand.press(Key::Paste);
        CHECK(page.state.text().size() <= kEditorBytes);
        CHECK(page.state.text().size() > kEditorBytes - 16);
        CHECK(page.cut >= 1024 * 1024 - kEditorBytes);
        CHECK(page.changes == 1);
        const auto bytes = [&] { return page.state.blocks.work().laid_out_bytes; };
        constexpr std::size_t kMost = 6 * text_layout::kBlockBytes;
        CHECK(bytes() <= 2 * kMost);
        for (const Key key : {Key::Home, Key::Finish, Key::Home}) {
            const std::size_t before = bytes();
            hand.press(key, false, true);
            CHECK(bytes() - before <= kMost);
            CHECK(page.state.window.drawn <= 7);
        }
        for (int i = 0; i < 20; ++i) {
            const std::size_t before = bytes();
            hand.type("q");
            CHECK(bytes() - before <= kMost);
        }
        const std::size_t before = bytes();
        for (int i = 0; i < 20; ++i) hand.frame();
        CHECK(bytes() == before);
        hand.press(Key::SelectAll);
        hand.press(Key::Cut);
        CHECK(page.state.text().empty());
        hand.press(Key::Undo);
        CHECK(page.state.text().size() > kEditorBytes - 16);
    }
}

TEST_CASE("editors of absurd sizes with hostile text are drawn without harm") {
    std::string hostile = "\xff\xfe";
    for (int i = 0; i < 400; ++i) hostile += "\u202e\u2066a\u0301\n\u2028";
    hostile += std::string(20'000, 'x') + repeated("\u0301", 9000);
    for (const bool mirrored : {false, true}) {
        for (const float width : {1.0F, 30.0F, 4000.0F}) {
            EditorState state;
            test::Typist hand(mirrored, [&](Ui& ui) {
                Flow flow{5, 5, width};
                static_cast<void>(editor(ui, "editor", flow, {"L", "ar"}, state));
            });
            hand.press(Key::Tab);
            hand.clipboard = hostile;
            hand.press(Key::Paste);
            for (const Key key : {Key::Up, Key::PageUp, Key::Home, Key::Finish, Key::PageDown, Key::Down, Key::Start, Key::End, Key::Backspace}) {
                hand.press(key);
                hand.press(key, true, true);
            }
            CHECK(state.text().size() > 20'000);
        }
    }
}
