#include "checks/host_view.hpp"

#include <algorithm>

#include "app/base/utf8.hpp"
#include "checks/probes/accounts.hpp"

namespace amparo::checks {

namespace {

/// The person who runs the program, by the names that Windows and macOS give every program.
Result<std::vector<Account>> person_who_runs(const HostView& host, const char* name_variable, const char* home_variable) {
    AMPARO_TRY(const std::string name, host.environment(name_variable));
    AMPARO_TRY(std::string home, host.environment(home_variable));
    std::ranges::replace(home, '\\', '/');
    return std::vector<Account>{Account{name, 0, 0, home, {}}};
}

}  // namespace

Result<std::vector<Account>> HostView::people() const {
    if (system() == System::Windows) return person_who_runs(*this, "USERNAME", "USERPROFILE");
    if (system() == System::MacOs) return person_who_runs(*this, "USER", "HOME");
    AMPARO_TRY(const std::string text, read("/etc/passwd"));
    // A table that was cut or damaged would lead to another home, where nothing is and all looks well.
    if (!text.ends_with('\n') || !utf8::is_valid(text)) return fail(Errc::Corrupt, "the table of accounts is not whole");
    AMPARO_TRY(const PasswdTable table, parse_passwd(text));
    const auto account = [](const PasswdEntry& entry) {
        return Account{entry.name, entry.user, entry.group, entry.home, entry.shell};
    };
    std::vector<Account> out;
    if (running()) {
        AMPARO_TRY(const Identity who, identity());
        for (const PasswdEntry& entry : table.entries) {
            if (entry.user == who.user) return std::vector<Account>{account(entry)};
        }
        return fail(Errc::NotFound, "the account that runs the program is not in /etc/passwd");
    }
    // A home behind a closed door is still somebody's home; only one that is not there belongs to nobody.
    const auto keep = [&](const PasswdEntry& entry) -> Result<void> {
        const auto home = info(entry.home);
        if (home || home.error().code == Errc::Denied) {
            out.push_back(account(entry));
        } else if (home.error().code == Errc::Timeout || home.error().code == Errc::Cancelled) {
            return std::unexpected(home.error());
        }
        return {};
    };
    for (const PasswdEntry& entry : table.entries) {
        if (is_person(entry) && can_log_in(entry)) AMPARO_TRY_VOID(keep(entry));
    }
    if (!out.empty()) return out;
    for (const PasswdEntry& entry : table.entries) {
        if (entry.user == 0 && can_log_in(entry)) AMPARO_TRY_VOID(keep(entry));
    }
    if (out.empty()) return fail(Errc::NotFound, "no account of a person");
    return out;
}

}  // namespace amparo::checks
