#pragma once
// From a paragraph of cleaned text to glyphs: cut into pieces of one direction, one script and one font,
// shape every piece once, then put lines together from them in the order in which they are seen. The layer
// below labels, paragraphs and caches; most callers want shaper.hpp. One thread at a time, as FontSet.
// Source: HarfBuzz for shapes, SheenBidi for scripts.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/text/bidi.hpp"
#include "app/text/fonts.hpp"
#include "app/text/line.hpp"

namespace amparo::text_layout {

/// Bytes of one bidi level, one script and one face.
struct Piece {
    std::uint32_t start = 0;
    std::uint32_t end = 0;
    bool rtl = false;
    std::uint32_t script = 0;  ///< ISO 15924 tag
    FaceId face = 0;
};

struct ShapedGlyph {
    Glyph glyph;
    bool unsafe_to_break = false;  ///< cutting before its cluster changes shapes
    bool hidden = false;           ///< a joiner or a mark without a shape: has a cluster, is not drawn
};

/// The smallest amount of text that lines are cut from, in logical order.
struct Cluster {
    std::uint32_t start = 0;
    std::uint32_t end = 0;
    double advance = 0;  ///< em
};

class ShapedText {
  public:
    /// `text` is one paragraph, cleaned, without line ends. `fonts` outlives this.
    ShapedText(const FontSet& fonts, std::string text, std::string language, Direction direction);

    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] bool rtl() const { return bidi_.rtl(); }
    [[nodiscard]] const std::vector<Piece>& pieces() const { return pieces_; }
    [[nodiscard]] std::vector<Cluster> clusters() const;

    /// The bytes from `start` to `end`, which lie between two clusters, as one line.
    [[nodiscard]] Line line(std::size_t start, std::size_t end) const;

  private:
    using Glyphs = std::vector<ShapedGlyph>;

    [[nodiscard]] Glyphs shape(const Piece& piece) const;
    [[nodiscard]] Glyphs part_of(std::size_t piece, const Piece& part) const;
    [[nodiscard]] std::vector<Cluster> clusters_of(const Piece& piece, const Glyphs& glyphs) const;
    [[nodiscard]] double append_run(Line& line, const Piece& piece, const Glyphs& glyphs, double pen) const;
    void append_cells(Line& line, const Piece& piece, const Glyphs& glyphs, double pen) const;
    void find_content(Line& line) const;

    const FontSet* fonts_;
    std::string text_;
    std::string language_;
    BidiParagraph bidi_;
    std::vector<std::uint8_t> grapheme_starts_;
    std::vector<Piece> pieces_;   // in logical order
    std::vector<Glyphs> shaped_;  // of each piece
};

/// Cuts a paragraph into pieces, in logical order.
[[nodiscard]] std::vector<Piece> itemise(const FontSet& fonts, std::string_view text,
                                         std::string_view language, const BidiParagraph& bidi,
                                         const std::vector<std::uint8_t>& grapheme_starts);

}  // namespace amparo::text_layout
