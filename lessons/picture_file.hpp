#pragma once
// What can be told about a picture's file from its first bytes, without decoding it. Pure; a stranger may have made the file.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace amparo::lessons {

inline constexpr std::size_t kPictureBytes = 4 * 1024 * 1024;  ///< of a file
inline constexpr std::uint32_t kPictureSide = 4096;            ///< pixels each way

struct PictureFacts {
    std::uint32_t width = 0;  ///< pixels
    std::uint32_t height = 0;
    std::string metadata;     ///< English: what it tells besides the picture; empty when nothing
};

/// Nothing for what is no PNG or JPEG file, or ends before its size is known.
[[nodiscard]] std::optional<PictureFacts> picture_facts(std::string_view bytes);

}  // namespace amparo::lessons
