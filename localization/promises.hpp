#pragma once
// Promises that we do not make, because nobody can keep them. The lint looks for them in the English
// originals; the reasons and what to say instead are in README.md.

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::localization {

/// The phrases, in lower case. A "*" at the end stands for any ending of the word.
[[nodiscard]] std::span<const std::string_view> banned_promises();

/// Those that stand in `text` as whole words, whatever the case, the kind of hyphen and the line breaks.
[[nodiscard]] std::vector<std::string> promises_in(std::string_view text);

}  // namespace amparo::localization
