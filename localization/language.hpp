#pragma once
// What a language is, apart from its sentences: names, direction, digits, separators, and which language
// stands in for what it lacks. Read from localization/<tag>/language.json. Also chooses a language for a
// person from the list that their system names.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.hpp"

namespace amparo::localization {

/// Tag of the language in which every sentence exists.
inline constexpr std::string_view kSourceTag = "en";

enum class Direction { LeftToRight, RightToLeft };

struct Language {
    std::string tag = std::string(kSourceTag);
    std::string name = "English";          ///< in the language itself, for the language menu
    std::string english_name = "English";  ///< beside it, so that anybody finds the way back
    Direction direction = Direction::LeftToRight;
    std::string fallback;               ///< tag of the language that stands in before English; often empty
    std::string digits = "latn";        ///< CLDR name of the digits: latn, arab, arabext, deva…
    std::string list_separator = ", ";  ///< between items of a list
    std::string decimal = ".";          ///< between whole and fraction
    std::string group = ",";            ///< between groups of three digits
    bool preview = false;               ///< mostly draft: offered, never chosen unasked

    [[nodiscard]] bool right_to_left() const { return direction == Direction::RightToLeft; }
    bool operator==(const Language&) const = default;
};

/// Reads a language.json, schema "amparo.language/1": the members are those of Language, `direction` is "ltr"
/// or "rtl", `fallback` is a tag or null. Every member is required, so that nobody gets English separators by
/// accident. Errors: Limit, Corrupt — what and which member is in `detail`.
[[nodiscard]] Result<Language> parse_language(std::string_view json);

/// `tag`, its fallbacks one after the other, then English. A fallback that is not among `languages` ends the
/// way, and so does one that was passed already.
[[nodiscard]] std::vector<std::string> fallback_chain(std::string_view tag,
                                                      std::span<const Language> languages);

/// The first language that the person can read: for each wanted tag in turn the same tag, then the language
/// without its region, then another region of it. Never another script (zh-Hans for zh-Hant), never a
/// neighbour language. `wanted` in the spelling of any system; `available` as in language.json. Gives one of
/// `available`, or "en".
[[nodiscard]] std::string choose_language(std::span<const std::string> wanted,
                                          std::span<const std::string> available);

/// The wanted tags that the variables of a POSIX system name, best first. The first of `lc_all`,
/// `lc_messages` and `lang` that is set counts; when it is C or POSIX, nothing is wanted; otherwise
/// `language` ("ar:fr") goes before it.
[[nodiscard]] std::vector<std::string> wanted_languages(std::string_view language, std::string_view lc_all,
                                                        std::string_view lc_messages, std::string_view lang);

}  // namespace amparo::localization
