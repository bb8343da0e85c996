#pragma once
// Comparing version texts the way package managers do: numbers by value, words by letters. Reads text,
// touches nothing.

#include <compare>
#include <string_view>

namespace amparo::checks {

/// "9" < "10", "2.10" > "2.9", "6.11.0-rc5" < "6.11.0", "1.0~beta" < "1.0". Separators only separate. Never
/// fails; any bytes are accepted. Time: linear.
[[nodiscard]] std::strong_ordering compare_versions(std::string_view a, std::string_view b);

/// The part before the first "." or the whole text: "9" of "9.4".
[[nodiscard]] std::string_view major_version(std::string_view version);

}  // namespace amparo::checks
