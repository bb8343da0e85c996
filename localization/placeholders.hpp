#pragma once
// Sentences with places for values: "{name}" is a place, "{{" and "}}" are braces. Nothing else in a sentence
// has a meaning, so that no translation can do more than move its places around. In particular "%s" is just
// text.

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::localization {

struct TemplatePart {
    bool place = false;
    std::string text;  ///< the name of a place, or words
    bool operator==(const TemplatePart&) const = default;
};

struct Template {
    std::vector<TemplatePart> parts;
    /// False when a brace stands alone or around something that is no name; such braces are kept as words.
    bool well_formed = true;
};

/// Reads a sentence. Every text has a reading. A name is a small letter, then small letters, digits and "_",
/// at most 32 characters.
[[nodiscard]] Template parse_template(std::string_view text);

/// Names of the places, each once.
[[nodiscard]] std::set<std::string> place_names(const Template& sentence);

/// The value of a place, or nothing when there is none.
using ValueOf = std::function<std::optional<std::string>(const std::string& name)>;

/// The sentence with its values. A place without a value stays visible as "{name}".
[[nodiscard]] std::string fill(const Template& sentence, const ValueOf& value_of);

}  // namespace amparo::localization
