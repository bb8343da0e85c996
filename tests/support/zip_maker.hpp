#pragma once
// Archives as bytes, good ones and bad ones: the format is small enough to be written out, and only so can it be broken on
// purpose.

#include <cstdint>
#include <string>
#include <vector>

namespace amparo::test {

struct ZipItem {
    std::string name;
    std::string content{};
    bool deflate = false;
    std::uint16_t flags = 0;    ///< 1: locked
    std::uint16_t method = 0xFFFF;  ///< another one than stored or deflated
    bool wrong_checksum = false;
};

[[nodiscard]] std::string zip(const std::vector<ZipItem>& items);

}  // namespace amparo::test
