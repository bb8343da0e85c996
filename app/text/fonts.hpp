#pragma once
// The fonts that text is drawn with: faces, the order in which a language asks them, what they cover, how
// tall their lines are. Faces come from bytes that the caller vouches for or not: bytes that are no font give
// an error. One thread at a time. Lengths are in em unless a name says font units.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.hpp"

namespace amparo::text_layout {

using FaceId = std::uint16_t;
using FontBytes = std::shared_ptr<const std::vector<std::uint8_t>>;

struct LineMetrics {
    double ascent = 0;   ///< above the baseline
    double descent = 0;  ///< below the baseline, a positive number
    double gap = 0;      ///< between two lines

    [[nodiscard]] double height() const { return ascent + descent + gap; }
};

/// What the shaper and the rasteriser know about one face; only this room looks inside.
struct Face;

class FontSet {
  public:
    FontSet();
    FontSet(const FontSet&) = delete;
    FontSet& operator=(const FontSet&) = delete;
    FontSet(FontSet&&) noexcept;
    FontSet& operator=(FontSet&&) noexcept;
    ~FontSet();

    /// Adds face `index` of a font file. `name` is for messages. A face with colours counts as an emoji face.
    /// Errors: Corrupt: not a font we can use; Limit: too large, or too many faces.
    [[nodiscard]] Result<FaceId> add(std::string name, FontBytes bytes, unsigned index = 0);
    /// The same for a file, which is read whole. Errors also: NotFound, NotRegular, Io.
    [[nodiscard]] Result<FaceId> add_file(const std::string& path, unsigned index = 0);

    /// From now on the face draws only what is to be seen as emoji: a font without colours can be one, too.
    void mark_as_emoji(FaceId face);

    /// The faces that `language` (a BCP 47 tag) asks, in order. The chain of "" is asked after every other
    /// one. Errors: Usage: no such face; Limit.
    [[nodiscard]] Result<void> set_chain(std::string_view language, const std::vector<FaceId>& faces);

    /// The whole chain: of the tag, or of the tag with its last parts cut off, then that of "".
    [[nodiscard]] const std::vector<FaceId>& chain(std::string_view language) const;

    [[nodiscard]] std::size_t face_count() const;
    [[nodiscard]] const std::string& name(FaceId face) const;
    [[nodiscard]] int units_per_em(FaceId face) const;
    [[nodiscard]] bool is_emoji(FaceId face) const;
    [[nodiscard]] bool covers(FaceId face, char32_t code) const;

    /// The first face that has the character. Emoji faces are left out unless it is seen as an emoji by
    /// itself.
    [[nodiscard]] std::optional<FaceId> face_for(std::string_view language, char32_t code) const;
    /// The characters of `text` that would be shown as an empty box, each once, in order of appearance.
    [[nodiscard]] std::vector<char32_t> missing(std::string_view text, std::string_view language) const;

    /// Tall enough for the first face of the language and for the face of its Latin letters and digits.
    [[nodiscard]] LineMetrics line_metrics(std::string_view language) const;

    /// Changes whenever faces or chains do, so that whoever keeps shaped text knows when it is stale.
    [[nodiscard]] std::uint64_t generation() const;

    /// For this room alone.
    [[nodiscard]] const Face& face(FaceId face) const;

  private:
    struct Inner;
    std::unique_ptr<Inner> inner_;
};

}  // namespace amparo::text_layout
