#pragma once
// A picture's file as pixels, and pixels as a file. Pure; a stranger may have made the file. Any thread; decoding takes up to half a
// second for the largest that is allowed.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "app/base/bytes.hpp"
#include "app/base/result.hpp"

namespace amparo::pictures {

enum class Kind : std::uint8_t { None, Jpeg, Png };
[[nodiscard]] Kind kind_of(Bytes bytes);

/// Rows from the top, pixels from the left, without gaps.
struct Pixels {
    std::size_t width = 0;
    std::size_t height = 0;
    std::size_t channels = 3;  ///< 1 grey, 3 red green blue, 4 with how opaque it is
    std::vector<unsigned char> bytes;
};

/// What is not even unpacked.
struct Bounds {
    std::uint64_t side = 65'535;  ///< pixels each way
    std::uint64_t pixels = 64'000'000;
};

/// A JPEG the way the camera meant it to be seen (Orientation); a PNG always with four channels. Errors: Unsupported —
/// neither JPEG nor PNG; Limit — larger than `bounds`, said before anything is unpacked; Corrupt — not whole.
[[nodiscard]] Result<Pixels> read(Bytes bytes, const Bounds& bounds = {});

/// The pixels and nothing else. Errors: Bug.
[[nodiscard]] Result<std::string> write(const Pixels& pixels, Kind kind);

/// Red, green and blue alone: what can be seen through is seen on white, as on paper.
[[nodiscard]] Pixels on_white(const Pixels& pixels);

/// As wide and high as asked for, each at least 1 and at most what there is: every new pixel is the mean of those it stands for.
[[nodiscard]] Pixels reduced(const Pixels& pixels, std::size_t width, std::size_t height);

}  // namespace amparo::pictures
