#include "checks/probes/app_versions.hpp"

#include <algorithm>
#include <array>

#include "app/base/text.hpp"
#include "checks/probes/versions.hpp"

namespace amparo::checks {

namespace {

const Json* record_of(const DatedTable& table, std::string_view id) {
    for (const Json& record : table.records.elements()) {
        if (record.member_text("id") == id) return &record;
    }
    return nullptr;
}

/// Majors of Firefox that got fixes for about a year; the last ones that our table knows.
constexpr std::array<std::int64_t, 4> kLongLines = {115, 128, 140, 153};
constexpr std::int64_t kLastEnded = 140;
constexpr std::int64_t kOldSystems = 115;  // still looked after for old systems, see the table

}  // namespace

std::int64_t major_of(std::string_view version) {
    const std::string_view first = version.substr(0, version.find('.'));
    return text::to_integer(first).value_or(-1);
}

bool is_attacked(const Json& record, std::string_view version) {
    const std::string_view line = record.member_text("attacked_below");
    return !line.empty() && major_of(version) >= 0 && compare_versions(version, line) < 0;
}

void put_app_lines(Facts& facts, const DatedTable& table, std::string_view id, std::int64_t major) {
    const std::string source = "our own list";
    const Json* record = record_of(table, id);
    std::int64_t newest = 0;
    if (record != nullptr) {
        if (const Json* list = record->find("newest")) {
            for (const Json& item : list->elements()) {
                const std::string_view channel = item.member_text("channel");
                if (channel == "beta" || channel == "alpha" || channel == "nightly") continue;
                newest = std::max(newest, major_of(item.member_text("version")));
            }
        }
        const std::string line(record->member_text("attacked_below"));
        const Json* engine = record->find("attacked_below_engine");
        if (!line.empty()) facts.put("attacked_below", line, source);
        // Edge and Brave count as the engine does; Opera and Vivaldi have numbers of their own.
        else if (engine != nullptr && (id == "edge" || id == "brave")) facts.put("attacked_below", std::to_string(engine->integer_or(0)), source);
    }
    if (id == "brave") {
        // Brave's own number is another; its file gives the engine's first.
        const Json* chrome = record_of(table, "chrome");
        newest = 0;
        if (chrome != nullptr && chrome->find("newest") != nullptr) newest = major_of(chrome->find("newest")->elements().front().member_text("version"));
    }
    if (id == "vivaldi") newest = 0;
    facts.put("newest_major", std::max<std::int64_t>(newest, 0), source);
    const bool firefox = id == "firefox" || id == "tor-browser" || id == "librewolf";
    const bool long_line = firefox && std::ranges::find(kLongLines, major) != kLongLines.end();
    facts.put("long_line", long_line, source);
    facts.put("line_ended", long_line && major <= kLastEnded && major != kOldSystems && id == "firefox", source);
}

}  // namespace amparo::checks
