// autologin-off: does this computer open somebody's session without asking for a password? See README.md for
// the facts.

#include "checks/check.hpp"
#include "checks/probes/console_login.hpp"
#include "checks/probes/display_managers.hpp"

namespace amparo::checks {

namespace {

constexpr const char* kUnitLink = "/etc/systemd/system/display-manager.service";
constexpr const char* kUnits = "/etc/systemd/system";

void put_manager_in_use(const HostView& host, LoginManager manager, Facts& facts) {
    std::string source;
    const auto login = read_autologin(host, manager, source);
    if (!login) {
        facts.refuse("login_account", login.error(), source);
    } else if (login->unclear) {
        facts.put("login_account", "", login->source);
        facts.put("session_account", login->account, login->source);
    } else {
        facts.put("login_account", login->account, login->source);
    }
}

/// Settings of programs that do not run decide nothing; the person still gets to see them.
void put_managers_not_in_use(const HostView& host, std::optional<LoginManager> used, Facts& facts) {
    std::vector<std::string> others;
    for (const LoginManager manager : kLoginManagers) {
        if (manager == used) continue;
        std::string source;
        const auto login = read_autologin(host, manager, source);
        if (!login || login->unclear || login->account.empty()) continue;
        others.push_back(std::string(login_manager_name(manager)) + ": " + login->account + " (" +
                         login->source + ")");
    }
    if (!others.empty()) facts.put("not_in_use", std::move(others));
}

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    const UnitIndex units = UnitIndex::scan(host);
    const auto manager = login_manager_in_use(host, units);
    std::optional<LoginManager> used;
    if (!manager) {
        facts.refuse("manager", manager.error(), kUnitLink);
    } else {
        facts.put("manager", manager->name, manager->source);
        used = login_manager_called(manager->name);
        if (used) put_manager_in_use(host, *used, facts);
    }
    if (const auto suse = read_suse_login(host)) {
        facts.put("common_account", suse->account, kSuseLoginFile);
        facts.put("name_is_enough", suse->no_password, kSuseLoginFile);
    } else if (suse.error().code != Errc::NotFound) {
        facts.refuse("common_account", suse.error(), kSuseLoginFile);
    }
    if (const auto consoles = read_console_logins(host, units)) {
        std::vector<std::string> list;
        for (const ConsoleLogin& login : *consoles) list.push_back(login.account + " (" + login.place + ")");
        facts.put("consoles", std::move(list), kUnits);
    } else {
        facts.refuse("consoles", consoles.error(), kUnits);
    }
    put_managers_not_in_use(host, used, facts);
    return {facts};
}

std::string steps_for(std::string_view manager) {
    if (manager == "gdm") return "gnome";
    if (manager == "sddm" || manager == "plasmalogin") return "kde";
    if (manager == "lightdm") return "lightdm";
    return "file";
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    const std::string manager = facts.text("manager");
    for (const char* key : {"login_account", "common_account"}) {
        const std::string account = facts.text(key);
        if (account.empty()) continue;
        const bool common = std::string_view(key) == "common_account";
        return at_risk(Severity::Large, "opens")
            .with("account", Code{account})
            .with("file", Code{facts.at(key).source})
            .fixed_by(common ? "file" : steps_for(manager));
    }
    if (facts.flag("name_is_enough")) {
        return at_risk(Severity::Large, "name_is_enough").with("file", Code{kSuseLoginFile}).fixed_by("suse");
    }
    if (const auto consoles = facts.list("consoles"); !consoles.empty()) {
        return at_risk(Severity::Large, "console")
            .with("consoles", Code{consoles.front()})
            .fixed_by("console");
    }
    if (facts.missing("manager")) return cannot_tell("manager_unknown");
    if (!facts.known("manager")) return cannot_tell(facts.at("manager"));
    if (manager != "none" && !login_manager_called(manager)) {
        return cannot_tell("manager_not_ours").with("program", Code{manager});
    }
    if (manager != "none" && !facts.known("login_account")) return cannot_tell(facts.at("login_account"));
    for (const char* key : {"login_account", "common_account", "name_is_enough", "session_account"}) {
        if (facts.unreadable(key)) return cannot_tell(facts.at(key));
    }
    if (!facts.known("consoles")) return cannot_tell(facts.at("consoles"));
    if (facts.known("session_account")) {
        return cannot_tell("session_starts").with("account", Code{facts.text("session_account")});
    }
    return good("asks");
}

}  // namespace

extern constinit const CheckDefinition check_autologin_off{"autologin-off", &collect, &judge};

}  // namespace amparo::checks
