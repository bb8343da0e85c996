#include "app/ui/widgets/text_view.hpp"

#include "app/ui/widgets/button.hpp"
#include "app/ui/widgets/field.hpp"
#include "tests/app/ui/editing_support.hpp"

using namespace amparo;
using namespace amparo::ui;

namespace {

struct ReadingPage {
    TextSelection selection;
    FieldState field_state;
    bool focusable = false;

    void operator()(Ui& ui) {
        Flow flow{20, 20, 300};
        text_view(ui, "one", flow, {"Keep a copy of your notes in a place that only you know.", "en"}, selection,
                  {Style::Body, Color::Text, focusable});
        flow.skip(10);
        text_view(ui, "two", flow, {"احتفظ بنسخة", "ar", text_layout::Direction::RightToLeft}, selection);
        flow.skip(10);
        field(ui, "field", flow, {"Label", "en"}, field_state);
    }
};

/// Where the text is that the node says, on its first line.
float first_line(test::Typist& hand, const char* start) {
    for (const a11y::Node& node : hand.ui().nodes()) {
        if (node.name.starts_with(start)) return node.bounds.y0 + 10;
    }
    return -1;
}

}  // namespace

TEST_CASE("text is selected with the pointer and copied as it is written, in both kinds of window") {
    for (const bool mirrored : {false, true}) {
        ReadingPage page;
        test::Typist hand(mirrored, [&](Ui& ui) { page(ui); });
        const auto side = [&](float x) { return mirrored ? test::Typist::kWidth - x : x; };
        hand.press(Key::Tab);
        CHECK(hand.ui().focused_id() == "field");
        // An English line begins at its own left, which in a mirrored window is inside of the column.
        const float y = first_line(hand, "Keep");
        hand.down(mirrored ? 81 : 21, y);
        hand.drag(mirrored ? 379 : 319, y);
        hand.up();
        CHECK(page.selection.id == "one");
        CHECK(hand.ui().focused_id().empty());
        hand.press(Key::Copy);
        CHECK(hand.clipboard.size() > 20);
        CHECK(std::string("Keep a copy of your notes in a place that only you know.").find(hand.clipboard) != std::string::npos);
        hand.press(Key::SelectAll);
        hand.press(Key::Copy);
        CHECK(hand.clipboard == "Keep a copy of your notes in a place that only you know.");
        hand.wait();
        const float arabic = first_line(hand, "احتفظ");
        const float wide = hand.ui().measure(Style::Body, {"احتفظ بنسخة", "ar"}).width;
        // The first word stands on the right of the text.
        hand.click(side(20 + (mirrored ? 6 : wide - 6)), arabic, 2);
        CHECK(page.selection.id == "two");
        hand.press(Key::Copy);
        CHECK(hand.clipboard == "احتفظ");
        hand.click(side(20 + (mirrored ? 6 : wide - 6)), arabic, 1);
        hand.press(Key::Copy);
        CHECK(hand.clipboard == "احتفظ بنسخة");
        hand.wait();
        hand.click(side(25), 250);
        CHECK(page.selection.id.empty());
        hand.press(Key::Copy);
        CHECK(hand.clipboard == "احتفظ بنسخة");
    }
}

TEST_CASE("a command that is copied out of a sentence brings no marks along") {
    TextSelection selection;
    test::Typist hand(false, [&](Ui& ui) {
        Flow flow{20, 20, 300};
        text_view(ui, "one", flow, {"Type \u2066ls -l\u2069 here\u200B.", "en"}, selection);
    });
    hand.click(40, 30);
    hand.press(Key::SelectAll);
    hand.press(Key::Copy);
    CHECK(hand.clipboard == "Type ls -l here.");
}

TEST_CASE("text takes part in the keyboard's order only where that is asked for") {
    ReadingPage page;
    test::Typist hand(false, [&](Ui& ui) { page(ui); });
    hand.press(Key::Tab);
    CHECK(hand.ui().focused_id() == "field");
    CHECK(hand.node("one") == nullptr);
    page.focusable = true;
    hand.settle();
    hand.press(Key::BackTab);
    CHECK(hand.ui().focused_id() == "one");
    REQUIRE(hand.node("one") != nullptr);
    CHECK(hand.node("one")->text == a11y::TextState{0, 0, false});
    hand.press(Key::End, true, true);
    hand.press(Key::End, true);
    hand.press(Key::Copy);
    CHECK(hand.clipboard == "Keep ");
    hand.type("x");
    CHECK(page.field_state.text().empty());
    hand.press(Key::Tab);
    hand.type("y");
    CHECK(page.field_state.text() == "y");
    hand.press(Key::SelectAll);
    CHECK(page.field_state.buffer.selected_text() == "y");
}
