#include "localization/language.hpp"

#include <algorithm>
#include <array>

#include "app/base/json.hpp"
#include "app/base/limits.hpp"
#include "app/base/text.hpp"
#include "localization/characters.hpp"
#include "localization/numbers.hpp"
#include "localization/tag.hpp"

namespace amparo::localization {

namespace {

constexpr std::size_t kLanguageBytes = 4 * limits::kKiB;
constexpr std::size_t kNameBytes = 64;
constexpr std::size_t kSeparatorBytes = 8;
constexpr std::array<std::string_view, 11> kMembers = {"schema",    "tag",      "name",   "english_name",
                                                       "direction", "fallback", "digits", "list_separator",
                                                       "decimal",   "group",    "preview"};

std::unexpected<Error> off(std::string_view member, std::string_view reason) {
    return fail(Errc::Corrupt, "\"" + std::string(member) + "\" " + std::string(reason));
}

/// A short text without controls.
Result<std::string> short_text(const Json& json, std::string_view member, std::size_t max_bytes) {
    AMPARO_TRY(std::string out, json.require_text(member));
    if (out.size() > max_bytes) return off(member, "is too long");
    if (first_refused(out) || out.find_first_of("\n\t{}") != std::string::npos) {
        return off(member, "has a character that does not belong there");
    }
    return out;
}

Result<std::string> tag_text(const Json& json, std::string_view member) {
    AMPARO_TRY(std::string out, short_text(json, member, kNameBytes));
    const auto tag = parse_tag(out);
    if (!tag || tag->text() != out) return off(member, "is not a language tag such as \"pt-BR\"");
    return out;
}

}  // namespace

Result<Language> parse_language(std::string_view text) {
    JsonLimits small;
    small.bytes = kLanguageBytes;
    AMPARO_TRY(const Json json, Json::parse(text, small));
    if (!json.is_object()) return fail(Errc::Corrupt, "the file does not hold one object");
    for (const auto& [key, value] : json.members()) {
        if (std::ranges::find(kMembers, key) == kMembers.end()) {
            const std::string meant = text::nearest(key, {kMembers.begin(), kMembers.end()});
            return off(key, meant.empty() ? "is unknown" : "is unknown; did you mean \"" + meant + "\"");
        }
    }
    AMPARO_TRY(const std::string schema, json.require_text("schema"));
    if (schema != "amparo.language/1") return off("schema", "is not \"amparo.language/1\"");
    Language out;
    AMPARO_TRY(out.tag, tag_text(json, "tag"));
    AMPARO_TRY(out.name, short_text(json, "name", kNameBytes));
    AMPARO_TRY(out.english_name, short_text(json, "english_name", kNameBytes));
    AMPARO_TRY(const std::string direction, json.require_text("direction"));
    if (direction != "ltr" && direction != "rtl") return off("direction", "is neither \"ltr\" nor \"rtl\"");
    out.direction = direction == "rtl" ? Direction::RightToLeft : Direction::LeftToRight;
    const Json* const fallback = json.find("fallback");
    if (fallback == nullptr) return off("fallback", "is missing; null means English");
    if (!fallback->is_null()) {
        AMPARO_TRY(out.fallback, tag_text(json, "fallback"));
        if (out.fallback == out.tag) return off("fallback", "is the language itself");
        // The chain ends in English anyway, so that naming it says nothing more.
        if (out.fallback == kSourceTag) out.fallback.clear();
    }
    AMPARO_TRY(out.digits, json.require_text("digits"));
    if (!has_digits(out.digits)) return off("digits", "is not a set of digits that we know");
    AMPARO_TRY(out.list_separator, short_text(json, "list_separator", kSeparatorBytes));
    AMPARO_TRY(out.decimal, short_text(json, "decimal", kSeparatorBytes));
    AMPARO_TRY(out.group, short_text(json, "group", kSeparatorBytes));
    const Json* const preview = json.find("preview");
    if (preview == nullptr || !preview->is_bool()) return off("preview", "is neither true nor false");
    out.preview = preview->bool_or(false);
    return out;
}

}  // namespace amparo::localization
