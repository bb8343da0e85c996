#pragma once
// Private code points for glyphs, so that a toolkit that knows one character, one glyph can show any script:
// every distinct glyph gets a code, and the loader of the fonts asks back which glyph a code means. There are
// two banks of codes. When one is nearly full the other is cleared and taken, and the full one can still be
// read until the next switch, because a toolkit may draw last frame's text once more. Knows no fonts; one
// thread at a time.

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "app/text/line.hpp"

namespace amparo::text_layout {

/// What is drawn for one code. Lengths are in font units.
struct GlyphKey {
    FaceId face = 0;
    std::uint32_t glyph = 0;
    std::int32_t dx = 0;
    std::int32_t dy = 0;
    std::int32_t advance = 0;

    bool operator==(const GlyphKey&) const = default;
};

class GlyphCodes {
  public:
    static constexpr std::size_t kBankSize = 6400;
    static constexpr std::array<char32_t, 2> kBankStart{0xE000, 0x10000};
    /// What a glyph is shown as when the bank is full; see overflowed().
    static constexpr char32_t kNoCode = 0xFFFD;

    /// The code of a glyph, a new one if need be; kNoCode when the bank is full.
    [[nodiscard]] char32_t code_of(const GlyphKey& key);
    /// The glyph of a code of either bank; nothing for every other code and for one that was cleared.
    [[nodiscard]] std::optional<GlyphKey> key_of(char32_t code) const;

    /// True for the codes of both banks, used or not. No text may bring such a character along as itself.
    [[nodiscard]] static bool is_private(char32_t code);
    /// True for a character that may stand for itself in shown text: not private, and neither # nor %, which
    /// mean something to widgets.
    [[nodiscard]] static bool may_pass(char32_t code);

    [[nodiscard]] std::size_t used() const { return banks_[current_].keys.size(); }
    [[nodiscard]] std::size_t current_bank() const { return current_; }
    /// Time to switch at the next edge between two frames.
    [[nodiscard]] bool nearly_full() const { return used() >= kBankSize * 3 / 4; }
    /// A glyph went without a code since the last switch: finish the frame, switch, draw again.
    [[nodiscard]] bool overflowed() const { return overflowed_; }

    /// Clears the bank that is not in use and takes it. All text encoded before has to be encoded anew.
    void switch_bank();
    /// Counts the switches: text encoded at another count is stale.
    [[nodiscard]] std::uint64_t generation() const { return generation_; }

  private:
    struct Hash {
        std::size_t operator()(const GlyphKey& key) const noexcept;
    };
    struct Bank {
        std::vector<GlyphKey> keys;
        std::unordered_map<GlyphKey, char32_t, Hash> codes;
    };
    std::array<Bank, 2> banks_;
    std::size_t current_ = 0;
    std::uint64_t generation_ = 0;
    bool overflowed_ = false;
};

/// True when `face` is the one that the loader takes for a character that stands for itself.
using IsOwnFace = std::function<bool(FaceId face, char32_t code)>;

enum class GlyphOrder {
    LeftToRight,
    RightToLeft,  ///< for a window whose finished picture is mirrored
};

/// The glyphs of a line as UTF-8, one character each: the character itself where it may pass, else its
/// private code.
[[nodiscard]] std::string encode(const Line& line, GlyphCodes& codes, const IsOwnFace& is_own_face,
                                 GlyphOrder order = GlyphOrder::LeftToRight);

}  // namespace amparo::text_layout
