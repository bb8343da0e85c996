#pragma once
// Name and version of the program. The version is the one of CMakeLists.txt; a test compares them.

#include <string>
#include <string_view>

namespace amparo {

inline constexpr std::string_view kVersion = "0.1.0";

/// "Amparo", or what those who made this copy call it (`dist/package --name`).
[[nodiscard]] std::string_view product_name();
/// The same as one word of small letters, for the command, the window's class and names of files. Ends in a zero.
[[nodiscard]] std::string_view program_word();
/// `text` with our name, in each spelling that our sentences use, replaced by that of this copy.
[[nodiscard]] std::string in_own_name(std::string text);
/// The same for any name: what in_own_name() does in a copy called `name`, whose command is `word`.
[[nodiscard]] std::string renamed(std::string text, std::string_view name, std::string_view word);

}  // namespace amparo
