#pragma once
// Name and version of the program. The version is the one of CMakeLists.txt; a test compares them.

#include <string_view>

namespace amparo {

inline constexpr std::string_view kProgramName = "amparo";
inline constexpr std::string_view kVersion = "0.1.0";

}  // namespace amparo
