#pragma once
// The account tables: /etc/passwd, /etc/group, /etc/shadow. Reads text, touches nothing. Lines that do not fit the
// format are counted, not guessed at. Source: shadow-utils passwd(5), group(5), shadow(5).

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.hpp"

namespace amparo::checks {

struct PasswdEntry {
    std::string name;
    std::string password;  ///< second field: "x" points to shadow, "" means no password at all
    std::uint32_t user = 0;
    std::uint32_t group = 0;
    std::string home;
    std::string shell;
};

struct PasswdTable {
    std::vector<PasswdEntry> entries;
    std::size_t odd_lines = 0;
};

struct GroupEntry {
    std::string name;
    std::uint32_t group = 0;
    std::vector<std::string> members;
};

struct GroupTable {
    std::vector<GroupEntry> entries;
    std::size_t odd_lines = 0;
};

enum class PasswordField {
    Empty,   ///< no password is asked
    Locked,  ///< "!" or "*": no password opens it
    Set,     ///< a hash
};

struct ShadowEntry {
    std::string name;
    PasswordField password = PasswordField::Set;
};

struct ShadowTable {
    std::vector<ShadowEntry> entries;
    std::size_t odd_lines = 0;
};

/// Errors: Corrupt — NUL bytes, or a text without one usable line; Limit — a line over limits::kHostLine.
[[nodiscard]] Result<PasswdTable> parse_passwd(std::string_view text);
[[nodiscard]] Result<GroupTable> parse_group(std::string_view text);
[[nodiscard]] Result<ShadowTable> parse_shadow(std::string_view text);

/// False for the shells that end a session at once: nologin, false, sync, halt, shutdown, and an unset home.
[[nodiscard]] bool can_log_in(const PasswdEntry& entry);

/// True for the user ids that distributions give to people: 1000 to 59999.
[[nodiscard]] bool is_person(const PasswdEntry& entry);

/// Canonical text of what was understood; password fields are never printed.
[[nodiscard]] std::string describe(const PasswdTable& table);
[[nodiscard]] std::string describe(const GroupTable& table);
[[nodiscard]] std::string describe(const ShadowTable& table);

}  // namespace amparo::checks
