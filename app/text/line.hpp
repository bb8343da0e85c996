#pragma once
// What shaped text looks like: plain values that whoever draws, edits or selects text may read. Horizontal
// positions are in em from the left edge of the line; a glyph's own numbers are in the font units of its
// face. Offsets are bytes of the cleaned text.

#include <cstdint>
#include <string>
#include <vector>

#include "app/text/fonts.hpp"

namespace amparo::text_layout {

struct Glyph {
    std::uint32_t glyph = 0;    ///< index in the face
    std::int32_t advance = 0;   ///< font units
    std::int32_t dx = 0;        ///< font units, to the right
    std::int32_t dy = 0;        ///< font units, upwards
    std::uint32_t cluster = 0;  ///< byte where its cluster starts
    /// The one character that this glyph stands for, unmoved and with its own advance; 0 when it is more than
    /// that.
    char32_t nominal = 0;

    bool operator==(const Glyph&) const = default;
};

/// Neighbouring glyphs of one face and one direction, from left to right.
struct GlyphRun {
    FaceId face = 0;
    bool rtl = false;
    std::uint32_t start = 0;  ///< bytes
    std::uint32_t end = 0;
    std::uint32_t first_glyph = 0;  ///< in Line::glyphs
    std::uint32_t glyph_count = 0;
    float x0 = 0;
    float x1 = 0;
};

/// One place that a caret can stand before or behind: a grapheme. Graphemes that share a ligature share its
/// width.
struct Cell {
    std::uint32_t start = 0;  ///< bytes
    std::uint32_t end = 0;
    float x0 = 0;
    float x1 = 0;
    bool rtl = false;
    bool starts_cluster = true;  ///< false inside a ligature
};

/// Bytes `start` to `end` of a text as one line.
struct Line {
    std::uint32_t start = 0;
    std::uint32_t end = 0;
    bool rtl = false;             ///< of the paragraph
    bool ends_paragraph = false;  ///< a line end or the end of the text follows
    float width = 0;
    /// Where the line is without the spaces that hang over its end.
    float content_x0 = 0;
    float content_x1 = 0;
    std::vector<Glyph> glyphs;   ///< from left to right
    std::vector<GlyphRun> runs;  ///< from left to right
    std::vector<Cell> cells;     ///< from left to right; together they are every byte of the line once
};

/// One line of text with the text that its offsets speak of.
struct Label {
    std::string text;
    Line line;
};

/// Text in lines of a given width, with the text that its offsets speak of; line ends are LF there.
struct Paragraph {
    std::string text;
    std::vector<Line> lines;
    float width = 0;  ///< of the widest content
};

}  // namespace amparo::text_layout
