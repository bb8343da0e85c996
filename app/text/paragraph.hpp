#pragma once
// Text as lines: cut in logical order where the width ends, then each line put into the order in which it is
// seen. And one line made to fit, with an ellipsis at its logical end. Most callers want shaper.hpp, which
// remembers results. One thread at a time, as FontSet. Widths are in em.

#include <string>
#include <string_view>

#include "app/text/bidi.hpp"
#include "app/text/line.hpp"

namespace amparo::text_layout {

/// One line, whatever the text holds: line ends become spaces, and at most limits::kLineBytes are taken.
[[nodiscard]] Label shape_label(const FontSet& fonts, std::string_view text, std::string_view language,
                                Direction direction = Direction::Auto);

/// The label, or as much of its beginning as fits into `width` with an ellipsis behind it. The offsets speak
/// of the shortened text. Less than the ellipsis is never given, even if that is wider.
[[nodiscard]] Label fit(const FontSet& fonts, std::string_view text, std::string_view language, double width,
                        Direction direction = Direction::Auto);

/// The text in lines no wider than `width` (spaces may hang over). A word that is too long is cut between
/// clusters; a single cluster that is too wide stands alone. Every line end in the text starts a paragraph
/// with a direction of its own when `direction` is Auto; text that ends with a line end has an empty last
/// line. Never without a line.
[[nodiscard]] Paragraph lay_out(const FontSet& fonts, std::string_view text, std::string_view language,
                                double width, Direction direction = Direction::Auto);

}  // namespace amparo::text_layout
