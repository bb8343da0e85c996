#include "localization/tag.hpp"

#include <algorithm>
#include <array>

#include "app/base/text.hpp"

namespace amparo::localization {

namespace {

constexpr std::size_t kTagBytes = 64;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_letters(std::string_view text) { return std::ranges::all_of(text, is_letter); }
bool all_digits(std::string_view text) { return std::ranges::all_of(text, is_digit); }

std::string upper(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return out;
}

std::string title(std::string_view text) { return upper(text.substr(0, 1)) + text::lower(text.substr(1)); }

std::string script_of_modifier(std::string_view modifier) {
    if (modifier == "latin") return "Latn";
    if (modifier == "cyrillic") return "Cyrl";
    if (modifier == "devanagari") return "Deva";
    return {};
}

struct Alias {
    std::string_view old;
    std::string_view language;
    std::string_view region;
};
// Old and broad codes that systems still hand out. Source: the IANA registry of language subtags.
constexpr std::array<Alias, 10> kAliases = {{
    {"iw", "he", ""},
    {"in", "id", ""},
    {"ji", "yi", ""},
    {"mo", "ro", ""},
    {"no", "nb", ""},
    {"tl", "fil", ""},
    {"prs", "fa", "AF"},
    {"pes", "fa", "IR"},
    {"cmn", "zh", ""},
    {"arb", "ar", ""},
}};

struct Script {
    std::string_view language;
    std::string_view region;  ///< empty: every other region
    std::string_view script;
};
// Languages with readers in two scripts, by the likely subtags of CLDR; the first match counts.
constexpr std::array<Script, 25> kScripts = {{
    {"zh", "TW", "Hant"},  {"zh", "HK", "Hant"}, {"zh", "MO", "Hant"}, {"zh", "", "Hans"},
    {"yue", "CN", "Hans"}, {"yue", "", "Hant"},  {"sr", "ME", "Latn"}, {"sr", "", "Cyrl"},
    {"bs", "", "Latn"},    {"uz", "AF", "Arab"}, {"uz", "", "Latn"},   {"az", "IR", "Arab"},
    {"az", "", "Latn"},    {"pa", "PK", "Arab"}, {"pa", "", "Guru"},   {"ku", "IQ", "Arab"},
    {"ku", "IR", "Arab"},  {"ku", "", "Latn"},   {"kk", "CN", "Arab"}, {"kk", "", "Cyrl"},
    {"ky", "CN", "Arab"},  {"ky", "", "Cyrl"},   {"mn", "CN", "Mong"}, {"mn", "", "Cyrl"},
    {"sd", "", "Arab"},
}};

}  // namespace

std::string Tag::text() const {
    std::string out = language;
    for (const std::string* part : {&script, &region, &variant}) {
        if (!part->empty()) out += "-" + *part;
    }
    return out;
}

std::optional<Tag> parse_tag(std::string_view text) {
    if (text.size() > kTagBytes) return std::nullopt;
    Tag out;
    if (const std::size_t at = text.find('@'); at != std::string_view::npos) {
        out.script = script_of_modifier(text::lower(text.substr(at + 1)));
        text = text.substr(0, at);
    }
    text = text.substr(0, text.find('.'));
    std::string normal(text);
    std::ranges::replace(normal, '_', '-');
    const std::vector<std::string_view> parts = text::split(normal, '-');
    const std::string_view first = parts.front();
    if (first.size() < 2 || first.size() > 8 || !all_letters(first)) return std::nullopt;
    out.language = text::lower(first);
    if (out.language == "posix") return std::nullopt;
    // Private-use "qps" tags name our test languages; their second part is a name although it can have four
    // letters.
    const bool pseudo = out.language == "qps";
    for (std::size_t i = 1; i < parts.size(); ++i) {
        const std::string_view part = parts[i];
        const bool alphanumeric =
            std::ranges::all_of(part, [](char c) { return is_letter(c) || is_digit(c); });
        if (part.empty() || part.size() > 8 || !alphanumeric) return std::nullopt;
        if (part.size() == 1) break;
        const bool fresh = out.region.empty() && out.variant.empty() && !pseudo;
        if (part.size() == 4 && all_letters(part) && fresh && i == 1) {
            out.script = title(part);
        } else if (((part.size() == 2 && all_letters(part)) || (part.size() == 3 && all_digits(part))) &&
                   fresh) {
            out.region = upper(part);
        } else if (part.size() == 3 && all_letters(part) && fresh) {
            continue;  // an extended language, such as zh-yue: what it names stands in no file of ours
        } else if (part.size() >= 4) {
            out.variant += (out.variant.empty() ? "" : "-") + text::lower(part);
        } else {
            return std::nullopt;
        }
    }
    return out;
}

Tag reading_tag(const Tag& tag) {
    Tag out = tag;
    for (const Alias& alias : kAliases) {
        if (out.language != alias.old) continue;
        out.language = alias.language;
        if (out.region.empty()) out.region = alias.region;
        break;
    }
    for (const Script& candidate : kScripts) {
        if (!out.script.empty()) break;
        const bool region = candidate.region.empty() || candidate.region == out.region;
        if (candidate.language == out.language && region) out.script = candidate.script;
    }
    return out;
}

}  // namespace amparo::localization
