#pragma once

#include <string>
#include <string_view>

#include "app/base/text.hpp"

namespace amparo::text {

/// The bytes that to_hex() wrote; empty when a pair of digits is none. A last digit without its second counts for nothing.
[[nodiscard]] inline std::string bytes_of_hex(std::string_view hex) {
    std::string out;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
        const auto value = from_hex(hex.substr(i, 2));
        if (!value) return {};
        out += static_cast<char>(*value);
    }
    return out;
}

}  // namespace amparo::text
