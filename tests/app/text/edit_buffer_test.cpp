#include "app/text/edit_buffer.hpp"

#include <catch2/catch_test_macros.hpp>
#include <random>
#include <vector>

#include "app/base/utf8.hpp"
#include "app/text/segment.hpp"

using namespace amparo::text_layout;

namespace {

EditBuffer buffer_with(std::string_view text, LineEnds ends = LineEnds::Keep, std::size_t bytes = 4096) {
    EditBuffer buffer(bytes, ends);
    buffer.reset(text);
    return buffer;
}

/// What each language calls one character takes one Backspace and one arrow.
struct Sample {
    const char* language;
    std::vector<std::string> graphemes;
};
const std::vector<Sample> kSamples{
    {"en", {"c", "a", "f", "e\u0301", " ", "!"}},
    {"ar", {"م", "ُ" "ـ", "ع", "ل", "ا", " ", "٤"}},
    {"fa", {"م", "ی" "\u200C", "خ", "و", "ا", "ه", "م"}},
    {"he", {"שָׁ", "ל", "וֹ", "ם"}},
    {"my", {"မြ", "န်", "မာ"}},
    {"th", {"ที่", "นี่", "ดี"}},
    {"hi", {"न", "म", "स्ते"}},
    {"emoji", {"👩‍👩‍👧‍👦", "👍🏽", "🇸🇾", "🏴‍☠️", "1️⃣"}},
    {"mixed", {"a", "ש", "1", " ", "ب", "\n", "z"}},
};

std::string joined(const std::vector<std::string>& parts) {
    std::string out;
    for (const std::string& part : parts) out += part;
    return out;
}

void check_edges(const EditBuffer& buffer) {
    const auto starts = grapheme_starts(buffer.text());
    REQUIRE(buffer.caret() <= buffer.text().size());
    REQUIRE(buffer.anchor() <= buffer.text().size());
    REQUIRE(starts[buffer.caret()] == 1);
    REQUIRE(starts[buffer.anchor()] == 1);
    REQUIRE(amparo::utf8::is_valid(buffer.text()));
}

}  // namespace

TEST_CASE("arrows and Backspace take what each script calls one character, in nine scripts") {
    for (const Sample& sample : kSamples) {
        INFO(sample.language);
        // The standard decides what one character is; the samples say which text.
        const std::string text = joined(sample.graphemes);
        const auto starts = grapheme_starts(text);
        EditBuffer buffer = buffer_with(text);
        std::vector<std::uint32_t> stops;
        while (buffer.caret() > 0) {
            buffer.move(Towards::Start, Unit::Grapheme);
            stops.push_back(buffer.caret());
            REQUIRE(stops.size() <= text.size());
        }
        std::vector<std::uint32_t> wanted;
        for (std::size_t i = text.size(); i-- > 0;) {
            if (starts[i] != 0) wanted.push_back(static_cast<std::uint32_t>(i));
        }
        CHECK(stops == wanted);
        for (std::size_t i = wanted.size(); i-- > 0;) {
            CHECK(buffer.caret() == wanted[i]);
            buffer.move(Towards::End, Unit::Grapheme);
        }
        for (const std::uint32_t stop : wanted) {
            buffer.erase(Towards::Start, Unit::Grapheme);
            CHECK(buffer.text() == text.substr(0, stop));
        }
        while (buffer.undo()) check_edges(buffer);
        CHECK(buffer.text() == text);
        buffer.move_to(0);
        while (!buffer.text().empty()) buffer.erase(Towards::End, Unit::Grapheme), check_edges(buffer);
    }
    const auto emoji = buffer_with("👩‍👩‍👧‍👦👍🏽🇸🇾");
    CHECK(grapheme_before(emoji.text(), 41) == 33);
    CHECK(grapheme_before(emoji.text(), 33) == 25);
    CHECK(grapheme_before(emoji.text(), 25) == 0);
}

TEST_CASE("words are stepped over and deleted whole, to the end of the next and the beginning of the one before") {
    struct Case {
        const char* text;
        std::vector<std::uint32_t> forward;
        std::vector<std::uint32_t> backward;
    };
    const std::vector<Case> cases{
        {"one, two  three", {3, 8, 15}, {10, 5, 0}},
        {"don't 3.14 a_b", {5, 10, 14}, {11, 6, 0}},
        {"سلام، دنیا", {8, 19}, {11, 0}},
        {"می\u200Cخواهم بروم", {17, 26}, {18, 0}},
        {"שלום עולם", {8, 17}, {9, 0}},
        {"call סלום +1 202", {4, 13, 16, 20}, {17, 15, 5, 0}},
        {"a\n\nb", {1, 2, 3, 4}, {3, 2, 1, 0}},
        {"  ", {2}, {0}},
        {"👩‍👩‍👧‍👦 hi", {25, 28}, {26, 0}},
    };
    for (const Case& item : cases) {
        INFO(item.text);
        EditBuffer buffer = buffer_with(item.text);
        const std::string all = buffer.text();
        for (const std::uint32_t stop : item.backward) {
            buffer.move(Towards::Start, Unit::Word);
            CHECK(buffer.caret() == stop);
        }
        CHECK(buffer.caret() == 0);
        for (const std::uint32_t stop : item.forward) {
            buffer.move(Towards::End, Unit::Word, true);
            CHECK(buffer.caret() == stop);
            CHECK(buffer.anchor() == 0);
        }
        CHECK(buffer.caret() == all.size());
        buffer.move_to(static_cast<std::uint32_t>(all.size()));
        buffer.erase(Towards::Start, Unit::Word);
        CHECK(buffer.text() == all.substr(0, item.backward.front()));
        REQUIRE(buffer.undo());
        buffer.move_to(0);
        buffer.erase(Towards::End, Unit::Word);
        CHECK(buffer.text() == all.substr(item.forward.front()));
    }
}

TEST_CASE("a double click takes the word, the spaces or the mark; a triple click the line") {
    const std::string text = "one,  two\nשלום עולם\n";
    CHECK(word_at(text, 0) == Stretch{0, 3});
    CHECK(word_at(text, 2) == Stretch{0, 3});
    CHECK(word_at(text, 3) == Stretch{3, 4});
    CHECK(word_at(text, 5) == Stretch{4, 6});
    CHECK(word_at(text, 9) == Stretch{6, 9});
    CHECK(word_at(text, 10) == Stretch{10, 18});
    CHECK(word_at(text, static_cast<std::uint32_t>(text.size())) == Stretch{28, 28});
    CHECK(line_at(text, 4) == Stretch{0, 9});
    CHECK(line_at(text, 9) == Stretch{0, 9});
    CHECK(line_at(text, 10) == Stretch{10, 27});
    CHECK(line_at(text, 28) == Stretch{28, 28});
    CHECK(line_at("", 0) == Stretch{0, 0});
    CHECK(word_at("", 0) == Stretch{0, 0});
}

TEST_CASE("typing is undone word by word, deleting run by run, and moving the caret ends a run") {
    EditBuffer buffer(4096, LineEnds::Keep);
    for (const char* letter : {"h", "i", " ", "y", "o", "u"}) buffer.insert(letter, EditBuffer::Kind::Typed);
    CHECK(buffer.text() == "hi you");
    CHECK(buffer.undo());
    CHECK(buffer.text() == "hi ");
    CHECK(buffer.undo());
    CHECK(buffer.text().empty());
    CHECK_FALSE(buffer.undo());
    CHECK(buffer.redo());
    CHECK(buffer.redo());
    CHECK(buffer.text() == "hi you");
    CHECK(buffer.caret() == 6);
    CHECK_FALSE(buffer.redo());
    for (int i = 0; i < 3; ++i) buffer.erase(Towards::Start, Unit::Grapheme);
    CHECK(buffer.text() == "hi ");
    CHECK(buffer.undo());
    CHECK(buffer.text() == "hi you");
    buffer.move_to(0);
    for (int i = 0; i < 2; ++i) buffer.erase(Towards::End, Unit::Grapheme);
    CHECK(buffer.text() == " you");
    buffer.insert("x", EditBuffer::Kind::Typed);
    buffer.move_to(0);
    buffer.insert("y", EditBuffer::Kind::Typed);
    CHECK(buffer.undo());
    CHECK(buffer.text() == "x you");
    CHECK(buffer.undo());
    CHECK(buffer.text() == " you");
    CHECK(buffer.undo());
    CHECK(buffer.text() == "hi you");
    CHECK(buffer.caret() == 0);
    // Something new forgets what could be done again.
    buffer.insert("z", EditBuffer::Kind::Typed);
    CHECK_FALSE(buffer.can_redo());
    buffer.select_all();
    buffer.insert("a\nb", EditBuffer::Kind::Whole);
    CHECK(buffer.text() == "a\nb");
    CHECK(buffer.undo());
    CHECK(buffer.selection() == Stretch{0, 7});
}

TEST_CASE("what comes in is cleaned, and cut between graphemes where the room ends") {
    EditBuffer one_line(32, LineEnds::Space);
    CHECK(one_line.insert("a\r\nb\tc\xff\u2028", EditBuffer::Kind::Whole) == 0);
    CHECK(one_line.text() == "a  b c\uFFFD ");
    EditBuffer lines(32, LineEnds::Keep);
    CHECK(lines.insert("a\r\nb\rc\nd", EditBuffer::Kind::Whole) == 0);
    CHECK(lines.text() == "a\nb\nc\nd");
    lines.reset(std::string(30, 'x'));
    CHECK(lines.insert("👍🏽", EditBuffer::Kind::Whole) == 8);
    CHECK(lines.text() == std::string(30, 'x'));
    CHECK(lines.insert("e\u0301", EditBuffer::Kind::Whole) == 3);
    CHECK(lines.insert("yy", EditBuffer::Kind::Typed) == 0);
    CHECK(lines.insert("z", EditBuffer::Kind::Typed) == 1);
    CHECK(lines.text() == std::string(30, 'x') + "yy");
    lines.select(0, 30);
    CHECK(lines.insert(std::string(1'000'000, 'q'), EditBuffer::Kind::Whole) == 1'000'000 - 30);
    CHECK(lines.text() == std::string(30, 'q') + "yy");
    CHECK(lines.caret() == 30);
    CHECK(lines.reset(std::string(40, 'r')) == 8);
    CHECK(lines.replace_all("") == 0);
    CHECK(lines.text().empty());
    CHECK(lines.undo());
    CHECK(lines.text() == std::string(32, 'r'));
}

TEST_CASE("undo remembers a bounded number of steps and bytes") {
    EditBuffer buffer(4096, LineEnds::Keep);
    for (std::size_t i = 0; i < kUndoSteps + 50; ++i) buffer.insert("x", EditBuffer::Kind::Whole);
    std::size_t undone = 0;
    while (buffer.undo()) ++undone;
    CHECK(undone == kUndoSteps);
    CHECK(buffer.text() == std::string(50, 'x'));
    EditBuffer large(512 * 1024, LineEnds::Keep);
    for (int i = 0; i < 10; ++i) large.replace_all(std::string(400 * 1024, static_cast<char>('a' + i)));
    undone = 0;
    while (large.undo()) ++undone;
    CHECK(undone >= 1);
    CHECK(undone <= 2);
}

TEST_CASE("whatever is done in whatever order, the caret is at an edge, and undo leads back to the start") {
    const std::vector<std::string> pieces{"a", " ", "\n", "e\u0301", "\u0301", "م", "ُ", "\u200D", "👩", "👩‍👩‍👧‍👦", "🇸", "🇾", "မြ", "န်",
                                          "ที่", "क", "्", "ष", "\u202E", "\u2066", "שָׁ", "1️⃣", "\xff", "one two", "\r\n"};
    for (unsigned seed = 0; seed < 60; ++seed) {
        std::mt19937 random(seed);
        const auto pick = [&](std::size_t count) { return static_cast<std::uint32_t>(random() % count); };
        EditBuffer buffer(300, LineEnds::Keep);
        std::string start;
        for (int i = 0; i < 8; ++i) start += pieces[pick(pieces.size())];
        buffer.reset(start);
        start = buffer.text();
        check_edges(buffer);
        for (int i = 0; i < 150; ++i) {
            const auto towards = pick(2) == 0 ? Towards::Start : Towards::End;
            const auto unit = pick(3) == 0 ? Unit::Word : Unit::Grapheme;
            const auto any = pick(buffer.text().size() + 4);
            switch (pick(9)) {
                case 0:
                case 1:
                case 2: buffer.insert(pieces[pick(pieces.size())], EditBuffer::Kind::Typed); break;
                case 3: buffer.insert(pieces[pick(pieces.size())] + pieces[pick(pieces.size())], EditBuffer::Kind::Whole); break;
                case 4: buffer.erase(towards, unit); break;
                case 5: buffer.move(towards, unit, pick(2) == 0); break;
                case 6: buffer.select(any, pick(buffer.text().size() + 4)); break;
                case 7: buffer.move_to(any, pick(2) == 0); break;
                default:
                    if (pick(2) == 0) {
                        buffer.undo();
                    } else {
                        buffer.redo();
                    }
            }
            check_edges(buffer);
            REQUIRE(buffer.text().size() <= 300);
        }
        const std::string last = buffer.text();
        std::size_t steps = 0;
        while (buffer.undo()) check_edges(buffer), ++steps;
        CHECK(buffer.text() == start);
        for (std::size_t i = 0; i < steps; ++i) REQUIRE(buffer.redo());
        while (buffer.redo()) check_edges(buffer);
        CHECK(buffer.text().size() <= 300);
        if (steps > 0) CHECK(buffer.undo());
    }
}

TEST_CASE("in a text without any nearby edge a step stays small and ends in time") {
    const std::string marks = "a" + [] {
        std::string out;
        for (int i = 0; i < 100'000; ++i) out += "\u0301";
        return out;
    }();
    EditBuffer buffer(marks.size(), LineEnds::Keep);
    buffer.reset(marks);
    for (int i = 0; i < 200; ++i) buffer.erase(Towards::Start, Unit::Grapheme);
    CHECK(buffer.text().size() < marks.size());
    for (int i = 0; i < 200; ++i) buffer.move(Towards::Start, Unit::Word);
    CHECK(amparo::utf8::is_valid(buffer.text()));
}
