#pragma once
// File-name patterns as configuration files use them. Pure.

#include <string_view>

namespace amparo::checks {

/// True when `name` fits a pattern of "*" (any run of characters), "?" (any one) and plain characters. Any
/// bytes are accepted. Time: at most the product of the lengths.
[[nodiscard]] bool fits_pattern(std::string_view pattern, std::string_view name);

}  // namespace amparo::checks
