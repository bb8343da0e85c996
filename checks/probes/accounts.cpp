#include "checks/probes/accounts.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

#include "app/base/limits.hpp"
#include "app/base/text.hpp"
#include "app/base/utf8.hpp"

namespace amparo::checks {

namespace {

/// Splits every line at ":" and hands it to `take`, which says whether the line fits.
template <typename Table, typename Take>
Result<Table> parse_table(std::string_view text, Take take) {
    if (text.find('\0') != std::string_view::npos) return fail(Errc::Corrupt, "NUL byte in an account table");
    Table table;
    std::size_t number = 0;
    for (const std::string_view line : text::lines(text)) {
        ++number;
        if (line.size() > limits::kHostLine) {
            return fail(Errc::Limit, "line " + std::to_string(number) + " is longer than allowed");
        }
        if (line.empty() || line.front() == '#') continue;
        // "+" and "-" lines pull entries in from a network directory; they describe no account here.
        if (line.front() == '+' || line.front() == '-') continue;
        if (!take(table, text::split(line, ':'))) ++table.odd_lines;
    }
    if (table.entries.empty()) return fail(Errc::Corrupt, "no usable line in an account table");
    return table;
}

std::optional<std::uint32_t> number(std::string_view text) {
    const auto value = text::to_integer(text);
    if (!value || *value < 0 || *value > std::numeric_limits<std::uint32_t>::max()) return std::nullopt;
    return static_cast<std::uint32_t>(*value);
}

std::string odd(std::size_t count) { return count == 0 ? "" : "odd lines: " + std::to_string(count) + "\n"; }
std::string shown(std::string_view text) { return utf8::displayable(text, 200); }

}  // namespace

Result<PasswdTable> parse_passwd(std::string_view text) {
    return parse_table<PasswdTable>(text, [](PasswdTable& table, const std::vector<std::string_view>& fields) {
        if (fields.size() != 7 || fields[0].empty()) return false;
        const auto user = number(fields[2]);
        const auto group = number(fields[3]);
        if (!user || !group) return false;
        table.entries.push_back({std::string(fields[0]), std::string(fields[1]), *user, *group, std::string(fields[5]),
                                 std::string(text::trim(fields[6]))});
        return true;
    });
}

Result<GroupTable> parse_group(std::string_view text) {
    return parse_table<GroupTable>(text, [](GroupTable& table, const std::vector<std::string_view>& fields) {
        if (fields.size() != 4 || fields[0].empty()) return false;
        const auto group = number(fields[2]);
        if (!group) return false;
        GroupEntry entry{std::string(fields[0]), *group, {}};
        for (const std::string_view member : text::split(fields[3], ',')) {
            if (!text::trim(member).empty()) entry.members.emplace_back(text::trim(member));
        }
        table.entries.push_back(std::move(entry));
        return true;
    });
}

Result<ShadowTable> parse_shadow(std::string_view text) {
    return parse_table<ShadowTable>(text, [](ShadowTable& table, const std::vector<std::string_view>& fields) {
        if (fields.size() != 9 || fields[0].empty()) return false;
        const std::string_view field = fields[1];
        PasswordField password = PasswordField::Set;
        if (field.empty()) password = PasswordField::Empty;
        if (field.starts_with('!') || field.starts_with('*')) password = PasswordField::Locked;
        table.entries.push_back({std::string(fields[0]), password});
        return true;
    });
}

bool can_log_in(const PasswdEntry& entry) {
    constexpr std::array<std::string_view, 5> kNoSession = {"nologin", "false", "sync", "halt", "shutdown"};
    const std::string_view name = std::string_view(entry.shell).substr(entry.shell.rfind('/') + 1);
    // An empty shell field means /bin/sh.
    return !entry.home.empty() && std::ranges::find(kNoSession, name) == kNoSession.end();
}

bool is_person(const PasswdEntry& entry) { return entry.user >= 1000 && entry.user <= 59999; }

std::string describe(const PasswdTable& table) {
    std::string out;
    for (const PasswdEntry& entry : table.entries) {
        out += shown(entry.name) + " " + std::to_string(entry.user) + ":" + std::to_string(entry.group) + " " +
               shown(entry.home) + " " + shown(entry.shell) + (entry.password.empty() ? " no password" : "") + "\n";
    }
    return out + odd(table.odd_lines);
}

std::string describe(const GroupTable& table) {
    std::string out;
    for (const GroupEntry& entry : table.entries) {
        out += shown(entry.name) + " " + std::to_string(entry.group) + " " + shown(text::join(entry.members, ",")) + "\n";
    }
    return out + odd(table.odd_lines);
}

std::string describe(const ShadowTable& table) {
    std::string out;
    for (const ShadowEntry& entry : table.entries) {
        const char* state = entry.password == PasswordField::Empty    ? " empty"
                            : entry.password == PasswordField::Locked ? " locked"
                                                                      : " set";
        out += shown(entry.name) + state + "\n";
    }
    return out + odd(table.odd_lines);
}

}  // namespace amparo::checks
