#pragma once
// The authorities that may vouch for servers: Mozilla's list as Debian's package ca-certificates has it, put into the
// program when it is built. The list of the computer it runs on is never used.

#include <string_view>

namespace amparo::network {

/// PEM, one certificate after the other.
[[nodiscard]] std::string_view bundled_roots();
/// How many they are.
[[nodiscard]] std::size_t bundled_root_count();

}  // namespace amparo::network
