#pragma once
// The Unicode bidirectional algorithm for one paragraph: which way it runs, the level of every byte, and the
// order in which the pieces of a line are seen. Knows no fonts. Pure; any thread. Source: Unicode Standard
// Annex 9, through SheenBidi.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::text_layout {

enum class Direction {
    Auto,  ///< as the first strong character says; left to right when there is none
    LeftToRight,
    RightToLeft,
};

/// Bytes `start` to `end` of the text, all of one level. Odd levels run from right to left.
struct BidiRun {
    std::uint32_t start = 0;
    std::uint32_t end = 0;
    std::uint8_t level = 0;

    [[nodiscard]] bool rtl() const { return (level & 1U) != 0; }
    bool operator==(const BidiRun&) const = default;
};

class BidiParagraph {
  public:
    /// `text` is cleaned, without line ends. Should a paragraph separator be there all the same, the
    /// algorithm ends with it and what follows takes the level of the paragraph.
    BidiParagraph(std::string_view text, Direction direction);

    [[nodiscard]] std::uint8_t base_level() const { return base_level_; }
    [[nodiscard]] bool rtl() const { return (base_level_ & 1U) != 0; }

    /// One level for each byte, before the rule about spaces at the end of a line (L1).
    [[nodiscard]] const std::vector<std::uint8_t>& levels() const { return levels_; }

    /// The pieces of the line from byte `start` to `end`, from left to right as they are seen, after rules L1
    /// and L2.
    [[nodiscard]] std::vector<BidiRun> visual_runs(std::size_t start, std::size_t end) const;

  private:
    enum class Kind : std::uint8_t { Other, Space, Separator };
    [[nodiscard]] std::vector<BidiRun> logical_runs(std::size_t start, std::size_t end) const;

    std::uint8_t base_level_ = 0;
    std::vector<Kind> kinds_;  // of the character that each byte belongs to
    std::vector<std::uint8_t> levels_;
};

/// `value` between U+2068, U+2066 or U+2067 (as `direction` says) and U+2069, so that it neither reorders its
/// surroundings nor is reordered by them. Isolates inside are balanced first; embeddings and overrides are
/// left out.
[[nodiscard]] std::string isolate(std::string_view value, Direction direction = Direction::Auto);

/// The marks that close what `text` leaves open (isolates, embeddings, overrides), in order.
[[nodiscard]] std::string closing_marks(std::string_view text);

}  // namespace amparo::text_layout
