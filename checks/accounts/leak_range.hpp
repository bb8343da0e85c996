#pragma once
// Asking a service whether a password leaked without telling it which: five hexadecimal digits of a SHA-1 leave, and the
// answer holds every leaked hash that begins with them. Pure: makes the question and reads the answer; sends nothing.
// Source: the description of Pwned Passwords' range search, with padding.

#include <string>
#include <string_view>

#include "app/base/result.hpp"
#include "app/base/sha1.hpp"

namespace amparo::accounts {

inline constexpr std::string_view kLeakService = "https://api.pwnedpasswords.com";
/// With it every answer is filled up to about the same length, so that its size tells nothing to who watches the line.
inline constexpr std::string_view kPaddingHeader = "Add-Padding";
/// Real answers have about a thousand lines.
inline constexpr std::size_t kRangeBytes = 256 * 1024;

/// The five digits, in capitals: 1 in 1,048,576 of all passwords begins with the same.
[[nodiscard]] std::string range_prefix(const Sha1Digest& digest);

/// Whether an answer holds the rest of the hash. Lines with a count of 0 are padding and are on no list. Errors: Corrupt —
/// "line L", the answer is of another kind; Limit.
[[nodiscard]] Result<bool> range_holds(std::string_view answer, const Sha1Digest& digest);

/// "leak-range", for `selftest parse`: how many lines are real and how many padding. Errors: those of range_holds().
[[nodiscard]] Result<std::string> describe_leak_range(std::string_view answer);

}  // namespace amparo::accounts
