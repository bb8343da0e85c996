#include "app/models/parsers.hpp"

#include <algorithm>
#include <array>

#include "app/base/json.hpp"
#include "app/escalation/channel.hpp"
#include "app/escalation/regions.hpp"
#include "app/platform/tree.hpp"
#include "checks/check.hpp"
#include "checks/probes/accounts.hpp"
#include "localization/language.hpp"
#include "localization/plural.hpp"
#include "localization/po.hpp"

namespace amparo::models {

namespace {

/// Parses with `parse` and prints with the room's own `describe`.
template <auto Parse>
Result<std::string> described(std::string_view bytes) {
    const auto value = Parse(bytes);
    if (!value) return std::unexpected(value.error());
    return describe(*value);
}

Result<std::string> parse_json(std::string_view bytes) {
    AMPARO_TRY(const Json json, Json::parse(bytes));
    return json.dump() + "\n";
}

Result<std::string> parse_po(std::string_view bytes) {
    AMPARO_TRY(const localization::PoFile file, localization::parse_po(bytes));
    std::string out = localization::write_po(file);
    for (const auto& problem : file.problems) out += "# left out: " + problem.text() + "\n";
    return out;
}

Result<std::string> parse_plural(std::string_view bytes) {
    AMPARO_TRY(const auto rule, localization::PluralRule::parse(bytes));
    std::string out = std::to_string(rule.forms()) + " forms:";
    for (std::uint64_t n = 0; n <= 30; ++n) out += " " + std::to_string(rule.select(n));
    return out + "\n";
}

Result<std::string> parse_language(std::string_view bytes) {
    AMPARO_TRY(const auto language, localization::parse_language(bytes));
    return language.tag + " " + language.name + (language.right_to_left() ? " rtl" : " ltr") + " digits " + language.digits +
           " fallback " + (language.fallback.empty() ? "en" : language.fallback) + "\n";
}

Result<std::string> parse_regions(std::string_view bytes) {
    AMPARO_TRY(const auto regions, escalation::Regions::parse(bytes));
    std::string out;
    for (const std::string& id : regions.all()) out += id + " " + std::to_string(regions.countries_in(id).size()) + "\n";
    return out;
}

Result<std::string> parse_check_info(std::string_view bytes) {
    AMPARO_TRY(const auto info, checks::parse_check_info(bytes));
    return info.id + " tier " + std::to_string(info.tier) + ", reviewed " + format_day(info.reviewed) + "\n";
}

// Sorted by name; a test keeps it so.
constexpr std::array kKinds = {
    ParserKind{"channel", "a channel file", &described<&escalation::parse_channel>},
    ParserKind{"check-info", "check.json of a check", &parse_check_info},
    ParserKind{"group", "/etc/group", &described<&checks::parse_group>},
    ParserKind{"json", "any JSON document", &parse_json},
    ParserKind{"language", "language.json of a language", &parse_language},
    ParserKind{"passwd", "/etc/passwd", &described<&checks::parse_passwd>},
    ParserKind{"plural", "a Plural-Forms header value", &parse_plural},
    ParserKind{"po", "a translation file", &parse_po},
    ParserKind{"regions", "the table of regions", &parse_regions},
    ParserKind{"shadow", "/etc/shadow", &described<&checks::parse_shadow>},
    ParserKind{"tree", "a recorded system", &described<&parse_tree>},
};

}  // namespace

std::span<const ParserKind> parser_kinds() { return kKinds; }

const ParserKind* find_parser(std::string_view name) {
    const auto found = std::ranges::find(kKinds, name, &ParserKind::name);
    return found == kKinds.end() ? nullptr : &*found;
}

}  // namespace amparo::models
