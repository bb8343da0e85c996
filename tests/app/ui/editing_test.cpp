#include "app/ui/widgets/field.hpp"
#include "tests/app/ui/editing_support.hpp"

using namespace amparo;
using namespace amparo::ui;
using text_layout::Stretch;

namespace {

struct FieldPage {
    FieldState state;
    FieldOptions options;
    Edited last;
    std::size_t cut = 0;

    void operator()(Ui& ui) {
        Flow flow{20, 20, 300};
        last = field(ui, "field", flow, {"Label", "en"}, state, options);
        cut += last.cut;
    }
};

/// In the middle of the field, so many pixels from the side where reading starts in a window that runs to the right.
float middle_of(const a11y::Node& node) { return (node.bounds.y0 + node.bounds.y1) / 2; }

}  // namespace

TEST_CASE("a field goes over words and deletes them, in the direction of its text, in both kinds of window") {
    for (const bool mirrored : {false, true}) {
        FieldPage page;
        test::Typist hand(mirrored, [&](Ui& ui) { page(ui); });
        hand.press(Key::Tab);
        hand.type("one two سلام");
        CHECK(page.state.text() == "one two سلام");
        const Key left = Key::Start;
        const Key right = Key::End;
        hand.press(left, false, true);
        CHECK(page.state.buffer.caret() == 8);
        hand.press(left, true, true);
        CHECK(page.state.buffer.selection() == Stretch{4, 8});
        hand.press(right, false, true);
        CHECK(page.state.buffer.caret() == 7);
        CHECK_FALSE(page.state.buffer.has_selection());
        hand.press(Key::Backspace, false, true);
        CHECK(page.state.text() == "one  سلام");
        hand.press(Key::Delete, false, true);
        CHECK(page.state.text() == "one ");
        hand.press(Key::Undo);
        hand.press(Key::Undo);
        CHECK(page.state.text() == "one two سلام");
        hand.press(Key::Redo);
        CHECK(page.state.text() == "one  سلام");
        page.state = {};
        hand.type("سلام دنیا");
        hand.press(Key::Home);
        hand.press(left, false, true);
        CHECK(page.state.buffer.caret() == 8);
        hand.press(right, false, true);
        CHECK(page.state.buffer.caret() == 0);
    }
}

TEST_CASE("a click sets the caret, a drag and Shift select, a double click a word, a triple click the line") {
    for (const bool mirrored : {false, true}) {
        FieldPage page;
        test::Typist hand(mirrored, [&](Ui& ui) { page(ui); });
        hand.press(Key::Tab);
        hand.type("one two three");
        const a11y::Bounds bounds = hand.node("field")->bounds;
        const float y = middle_of(*hand.node("field"));
        // English text in a mirrored window ends where the window begins, which is on the right.
        const float wide = hand.ui().measure(Style::Body, {"one two three", "en"}).width;
        const float from = mirrored ? bounds.x1 - hand.ui().gap(Gap::M) - wide : bounds.x0 + hand.ui().gap(Gap::M);
        hand.wait();
        hand.click(from - 10, y);
        CHECK(page.state.buffer.caret() <= 1);
        CHECK_FALSE(page.state.buffer.has_selection());
        hand.wait();
        hand.click(from + 42, y, 2);
        CHECK(page.state.buffer.selected_text() == "two");
        hand.wait();
        hand.click(from + 42, y, 3);
        CHECK(page.state.buffer.selected_text() == "one two three");
        hand.wait();
        hand.down(from - 8, y);
        CHECK(hand.node("field")->focused);
        hand.drag(from + 42, y);
        const std::string part = page.state.buffer.selected_text();
        CHECK(part.starts_with("one t"));
        CHECK(part.size() < 8);
        hand.up();
        hand.wait();
        hand.click(from + wide - 2, y, 1, true);
        CHECK(page.state.buffer.selected_text().size() > part.size());
        hand.wait();
        // After a double click the pointer selects whole words.
        hand.click(from + 42, y);
        hand.down(from + 42, y);
        hand.drag(from - 8, y);
        CHECK(page.state.buffer.selected_text() == "one two");
        hand.up();
    }
}

TEST_CASE("a field tells screen readers its text and caret, and does what they ask for") {
    FieldPage page;
    test::Typist hand(false, [&](Ui& ui) { page(ui); });
    hand.press(Key::Tab);
    hand.type("سلام");
    REQUIRE(hand.node("field") != nullptr);
    CHECK(hand.node("field")->role == a11y::Role::Field);
    CHECK(hand.node("field")->value == "سلام");
    CHECK(hand.node("field")->text == a11y::TextState{8, 8, true});
    hand.ui().request({a11y::Request::Kind::SetText, "field", "e\u0301a\nb", 2, 2});
    hand.settle();
    CHECK(page.state.text() == "e\u0301a b");
    CHECK(page.state.buffer.caret() == 3);
    hand.ui().request({a11y::Request::Kind::SetCaret, "field", {}, 4, 0});
    hand.settle();
    CHECK(page.state.buffer.selection() == Stretch{0, 4});
    hand.press(Key::Undo);
    CHECK(page.state.text() == "سلام");
}

TEST_CASE("a field that is off says why to whoever gets there with Tab, and takes no text") {
    FieldPage page;
    page.state.buffer.reset("fixed");
    page.options = {{"Off, since nothing is open", "en"}, false};
    test::Typist hand(false, [&](Ui& ui) { page(ui); });
    hand.press(Key::Tab);
    CHECK(hand.ui().focused_id() == "field");
    hand.type("y");
    const a11y::Bounds bounds = hand.node("field")->bounds;
    hand.click(bounds.x0 + 30, middle_of(*hand.node("field")), 2);
    hand.type("x");
    hand.ui().request({a11y::Request::Kind::SetText, "field", "x", 0, 0});
    hand.settle();
    CHECK(page.state.text() == "fixed");
    CHECK_FALSE(hand.node("field")->enabled);
    CHECK_FALSE(hand.node("field")->text->editable);
    CHECK(hand.node("field")->description == "Off, since nothing is open");
}

TEST_CASE("what finds no room in a field is counted") {
    FieldPage page;
    test::Typist hand(false, [&](Ui& ui) { page(ui); });
    hand.press(Key::Tab);
    hand.clipboard = std::string(kFieldBytes + 10, 'x');
    hand.press(Key::Paste);
    CHECK(page.state.text().size() == kFieldBytes);
    CHECK(page.cut == 10);
}
