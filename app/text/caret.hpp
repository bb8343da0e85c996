#pragma once
// Carets and selections on a shaped line: from a byte to a place and back. Pure; any thread. Places are in em
// from the left edge of the line, offsets are bytes of the text that the line speaks of.

#include <cstdint>
#include <vector>

#include "app/text/line.hpp"

namespace amparo::text_layout {

struct Span {
    float x0 = 0;
    float x1 = 0;
    bool operator==(const Span&) const = default;
};

/// Where a caret stands that is before the byte at `offset`: on the side where that character begins. At the
/// end of the line: behind its last character.
[[nodiscard]] float caret_x(const Line& line, std::uint32_t offset);

/// The place in the text that is nearest to `x`.
[[nodiscard]] std::uint32_t offset_at(const Line& line, float x);

/// What is coloured when the bytes from `start` to `end` are selected, from left to right; neighbours are
/// joined.
[[nodiscard]] std::vector<Span> selection(const Line& line, std::uint32_t start, std::uint32_t end);

/// The offsets where a caret may stand, rising, with both ends of the line.
[[nodiscard]] std::vector<std::uint32_t> caret_stops(const Line& line);

/// The stop after `offset`, or the end of the line; and the one before it, or its start.
[[nodiscard]] std::uint32_t next_stop(const Line& line, std::uint32_t offset);
[[nodiscard]] std::uint32_t previous_stop(const Line& line, std::uint32_t offset);

}  // namespace amparo::text_layout
