// Random bytes through the whole room. Under the sanitizers this is the test that finds an index past an end.
#include <algorithm>
#include <random>

#include "app/base/utf8.hpp"
#include "app/text/caret.hpp"
#include "app/text/glyph_codes.hpp"
#include "app/text/paragraph.hpp"
#include "tests/app/text/noto.hpp"

using namespace amparo::text_layout;
using namespace amparo::test;

namespace {

/// Bytes, characters of all scripts, marks of direction and joiners in any order.
std::string random_text(std::mt19937& random) {
    static constexpr char32_t kBlocks[] = {0x20,    0x5D0,   0x591,  0x627,   0x64B,   0x900,  0x980,
                                           0xE00,   0x1000,  0x1200, 0x2000,  0x2060,  0x200B, 0x202A,
                                           0x2066,  0x300,   0x4E00, 0x1F600, 0x1F1E6, 0xFE00, 0xE000,
                                           0x1F3FB, 0xE0100, 0x600,  0x1780,  0x10000, 0xFFF0};
    std::string out;
    const auto pick = [&](std::size_t count) { return static_cast<std::size_t>(random()) % count; };
    const std::size_t length = pick(60);
    for (std::size_t i = 0; i < length; ++i) {
        switch (pick(8)) {
            case 0:
                out.push_back(static_cast<char>(static_cast<unsigned char>(random())));
                break;
            case 1:
                out.push_back(static_cast<char>(' ' + static_cast<char>(pick(95))));
                break;
            case 2:
                amparo::utf8::append(out, static_cast<char32_t>(random() % 0x110000));
                break;
            default:
                amparo::utf8::append(out,
                                     kBlocks[pick(std::size(kBlocks))] + static_cast<char32_t>(pick(48)));
        }
    }
    return out;
}

/// Every byte of every line once, and no number that is not one.
bool is_sound(const Line& line) {
    std::vector<Cell> cells = line.cells;
    for (const Cell& cell : cells) {
        if (!(cell.x0 > -1e4F && cell.x1 < 1e4F) || cell.end <= cell.start) return false;
    }
    std::sort(cells.begin(), cells.end(), [](const Cell& a, const Cell& b) { return a.start < b.start; });
    std::uint32_t at = line.start;
    for (const Cell& cell : cells) {
        if (cell.start != at) return false;
        at = cell.end;
    }
    return at == line.end;
}

}  // namespace

TEST_CASE("20,000 random texts are laid out without losing a byte") {
    const FontSet fonts = noto_fonts();
    const std::vector<std::string> languages{"en", "ar", "fa", "ur", "he", "hi",
                                             "bn", "my", "th", "am", "zh", "xx"};
    std::mt19937 random(20261123);
    GlyphCodes codes;
    std::string unsound;
    for (int round = 0; round < 20'000; ++round) {
        const std::string text = random_text(random);
        const std::string& language = languages[random() % languages.size()];
        const double width = static_cast<double>(random() % 200) / 10.0;
        const auto direction = static_cast<Direction>(random() % 3);
        const Paragraph paragraph = lay_out(fonts, text, language, width, direction);
        std::uint32_t at = 0;
        bool sound = true;
        for (const Line& line : paragraph.lines) {
            sound = sound && is_sound(line) && line.start == at;
            at = line.end + (line.end < paragraph.text.size() && paragraph.text[line.end] == '\n' ? 1U : 0U);
            const std::uint32_t place = offset_at(line, static_cast<float>(width) / 2);
            sound = sound && place >= line.start && place <= line.end;
            static_cast<void>(caret_x(line, place));
            if (codes.nearly_full()) codes.switch_bank();
            const std::string shown = encode(line, codes, [&](FaceId face, char32_t code) {
                return fonts.face_for(language, code) == face;
            });
            sound =
                sound && amparo::utf8::is_valid(shown) && amparo::utf8::length(shown) == line.glyphs.size();
        }
        sound = sound && at == paragraph.text.size();
        if (round % 4 == 0) sound = sound && is_sound(fit(fonts, text, language, width, direction).line);
        if (!sound && unsound.size() < 2'000) unsound += "round " + std::to_string(round) + "\n";
    }
    CHECK(unsound == "");
}
