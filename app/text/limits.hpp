#pragma once
// Every size cap of the text room, so that a reviewer can see what text and fonts from strangers may cost us.
// Bytes unless the name says otherwise.

#include <cstddef>

#include "app/base/limits.hpp"

namespace amparo::text_layout::limits {

using amparo::limits::kKiB;
using amparo::limits::kMiB;

inline constexpr std::size_t kLineBytes = 64 * kKiB;  // one label; the rest becomes an ellipsis
inline constexpr std::size_t kParagraphBytes =
    32 * kKiB;                                   // between two line ends; longer ones are cut into several
inline constexpr std::size_t kTextBytes = kMiB;  // one layout; the rest becomes an ellipsis

inline constexpr std::size_t kFontBytes = 32 * kMiB;  // the largest we know, all of East Asia, has 19.5 MB
inline constexpr std::size_t kFaces = 256;
inline constexpr std::size_t kFaceIndex = 63;  // faces inside one file
inline constexpr std::size_t kChains = 256;
inline constexpr std::size_t kChainFaces = 32;

inline constexpr std::size_t kCachedLines = 4096;
inline constexpr std::size_t kCachedParagraphs = 512;
inline constexpr std::size_t kCachedBytes = 16 * kMiB;  // for each of the two caches

}  // namespace amparo::text_layout::limits
