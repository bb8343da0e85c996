#include "app/text/text_blocks.hpp"

#include <random>

#include "app/text/clean.hpp"
#include "tests/app/text/noto.hpp"

using namespace amparo::text_layout;

namespace {

const FontSet& fonts() {
    static const FontSet kFonts = amparo::test::noto_fonts(false);
    return kFonts;
}

/// Every line once, from the top: together they are the text without its line ends.
void check_walk(TextBlocks& blocks, const std::string& text) {
    TextBlocks::Place place{};
    std::string seen;
    std::uint32_t at = 0;
    while (true) {
        const Stretch line = blocks.stretch(place);
        REQUIRE(line.start >= at);
        REQUIRE(line.start - at <= 1);
        if (line.start != at) {
            REQUIRE(text[at] == '\n');
            seen += '\n';
        }
        seen += text.substr(line.start, line.end - line.start);
        at = line.end;
        REQUIRE(blocks.place_of(line.start) == place);
        TextBlocks::Place there = place;
        if (!blocks.next(place)) break;
        TextBlocks::Place back = place;
        REQUIRE(blocks.previous(back));
        REQUIRE(back == there);
    }
    REQUIRE(seen == text);
    REQUIRE(at == text.size());
}

}  // namespace

TEST_CASE("blocks are the text, whatever is changed where") {
    std::mt19937 random(7);
    const auto pick = [&](std::size_t count) { return static_cast<std::size_t>(random() % count); };
    TextBlocks blocks;
    std::string text;
    const std::vector<std::string> pieces{"\n", "word ", "x", std::string(900, 'y'), "سلام ", "\n\n", std::string(5000, 'z'), "long text "};
    for (int i = 0; i < 120; ++i) {
        const std::size_t at = pick(text.size() + 1);
        if (pick(3) == 0) {
            text.erase(at, pick(i % 10 == 0 ? 9000 : 30));
        } else {
            text.insert(at, pieces[pick(pieces.size())]);
        }
        text = clean(text, LineEnds::Keep, text.size());  // a letter may have been cut
        blocks.sync(fonts(), text, "en", 30);
        check_walk(blocks, text);
        TextBlocks fresh;
        fresh.sync(fonts(), text, "en", 30);
        check_walk(fresh, text);
    }
}

TEST_CASE("a key pressed in a quarter megabyte lays out its own block alone") {
    for (const bool one_paragraph : {true, false}) {
        std::string text;
        while (text.size() < 256 * 1024) text += one_paragraph ? "several words and " : "several words and\n";
        TextBlocks blocks;
        blocks.sync(fonts(), text, "en", 40);
        CHECK(blocks.work().layouts == 0);
        const auto middle = static_cast<std::uint32_t>(text.size() / 2);
        const auto place = blocks.place_of(middle);
        CHECK(blocks.work().layouts <= 2);
        CHECK(blocks.stretch(place).start <= middle);
        const auto before = blocks.work();
        for (int i = 0; i < 20; ++i) {
            text.insert(middle, "q");
            blocks.sync(fonts(), text, "en", 40);
            static_cast<void>(blocks.place_of(middle));
        }
        CHECK(blocks.work().layouts - before.layouts <= 20);
        CHECK(blocks.work().laid_out_bytes - before.laid_out_bytes <= 20 * kBlockBytes);
    }
}

TEST_CASE("a paragraph that is cut goes on in the direction of its first word") {
    std::string text = "سلام ";
    while (text.size() < 3 * kBlockBytes) text += "latin words ";
    TextBlocks blocks;
    blocks.sync(fonts(), text, "ar", 40);
    REQUIRE(blocks.count() >= 3);
    for (std::size_t i = 0; i < blocks.count(); ++i) CHECK(blocks.layout(i)->lines.front().rtl);
    text.insert(0, "x ");
    blocks.sync(fonts(), text, "ar", 40);
    for (std::size_t i = 0; i < blocks.count(); ++i) CHECK_FALSE(blocks.layout(i)->lines.front().rtl);
}
