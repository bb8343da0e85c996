// os-updates-recent: when were fixes last installed? See README.md for the facts and what each of them
// proves.

#include <algorithm>
#include <array>
#include <optional>

#include "checks/check.hpp"
#include "checks/probes/os_release.hpp"
#include "checks/probes/update_logs.hpp"

namespace amparo::checks {

namespace {

constexpr std::int64_t kRecentDays = 30;
constexpr std::int64_t kTolerableDays = 60;
/// A clock and a log may stand in two time zones.
constexpr std::int64_t kZoneDays = 2;

struct LogPlace {
    const char* path;
    UpdateLogKind kind;
};

/// A family of package managers: where it writes, and what changes with every package.
struct Manager {
    const char* name;
    const char* marker;  ///< exists where this manager keeps the packages
    std::vector<LogPlace> logs;
    std::vector<std::string> database;
};

/// The first whose marker exists is looked at.
std::vector<Manager> managers() {
    return {
        {"apt",
         "/var/lib/dpkg/status",
         {{"/var/log/dpkg.log", UpdateLogKind::Dpkg},
          {"/var/log/dpkg.log.1", UpdateLogKind::Dpkg},
          {"/var/log/apt/history.log", UpdateLogKind::AptHistory}},
         {"/var/lib/dpkg/status"}},
        {"pacman",
         "/var/lib/pacman/local",
         {{"/var/log/pacman.log", UpdateLogKind::Pacman}},
         {"/var/lib/pacman/local"}},
        {"zypper",
         "/etc/zypp",
         {{"/var/log/zypp/history", UpdateLogKind::Zypp}},
         {"/usr/lib/sysimage/rpm/rpmdb.sqlite", "/usr/lib/sysimage/rpm/rpmdb.sqlite-wal",
          "/var/lib/rpm/rpmdb.sqlite", "/var/lib/rpm/Packages"}},
        {"dnf",
         "/etc/dnf",
         {{"/var/log/dnf.rpm.log", UpdateLogKind::Dnf},
          {"/var/log/dnf.rpm.log.1", UpdateLogKind::Dnf},
          {"/var/log/dnf5.log", UpdateLogKind::Dnf5},
          {"/var/log/dnf5.log.1", UpdateLogKind::Dnf5}},
         {"/usr/lib/sysimage/rpm/rpmdb.sqlite", "/usr/lib/sysimage/rpm/rpmdb.sqlite-wal",
          "/var/lib/rpm/rpmdb.sqlite", "/var/lib/rpm/Packages"}},
    };
}

void put_day(Facts& facts, const std::string& key, const std::optional<Day>& day, const std::string& source) {
    if (day) {
        facts.put(key, format_day(*day), source);
    } else {
        facts.miss(key, source);
    }
}

/// The newest time of change among `paths`; the facts name the file it came from.
void put_newest(const HostView& host, Facts& facts, const std::string& key,
                const std::vector<std::string>& paths) {
    std::optional<Day> newest;
    std::string source = paths.front();
    for (const std::string& path : paths) {
        const auto info = host.info(path);
        if (!info) {
            if (info.error().code == Errc::NotFound) continue;
            return facts.refuse(key, info.error(), path);
        }
        if (newest && day_of(info->changed) <= *newest) continue;
        newest = day_of(info->changed);
        source = path;
    }
    put_day(facts, key, newest, source);
}

void collect_logs(const HostView& host, const Manager& manager, Facts& facts) {
    std::optional<UpdateLog> all;
    std::string source = manager.logs.front().path;
    facts.miss("log_part", source);
    for (const LogPlace& place : manager.logs) {
        const auto refuse = [&](const Error& error) {
            if (error.code != Errc::NotFound) facts.refuse("log_part", error, place.path);
        };
        const auto text = host.read(place.path, limits::kHostTable);
        if (!text) {
            refuse(text.error());
            continue;
        }
        const auto log = parse_update_log(place.kind, *text);
        if (!log) {
            refuse(log.error());
            continue;
        }
        const bool newer =
            log->last_upgrade && (!all || !all->last_upgrade || *all->last_upgrade < *log->last_upgrade);
        if (!all || newer) source = place.path;
        all = all ? merge(*all, *log) : *log;
    }
    put_day(facts, "log_from", all ? all->first : std::nullopt, source);
    put_day(facts, "last_install", all ? all->last_install : std::nullopt, source);
    put_day(facts, "last_update", all ? all->last_upgrade : std::nullopt, source);
}

/// A second kernel is only ever put in by an update; the list of its modules is written at that moment.
void collect_kernels(const HostView& host, Facts& facts) {
    const std::string folder = "/usr/lib/modules";
    facts.miss("kernel_day", folder);
    const auto releases = host.list(folder);
    if (!releases) return facts.refuse("kernel_day", releases.error(), folder);
    std::vector<std::string> lists;
    for (const std::string& release : *releases) {
        std::string path = folder + "/" + release + "/modules.dep";
        if (host.info(path).has_value()) lists.push_back(std::move(path));
    }
    if (lists.size() >= 2) put_newest(host, facts, "kernel_day", lists);
}

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    std::optional<Day> built;
    std::string release_path = "/etc/os-release";
    bool tails = false;
    if (const auto release = read_os_release(host)) {
        const auto id = release->identity.find("ID");
        tails = id != release->identity.end() && id->second == "tails";
        built = image_day(release->release);
        release_path = release->path;
        put_day(facts, "image_day", built, release_path);
    } else {
        facts.refuse("image_day", release.error(), release_path);
    }
    // A system that is replaced as a whole keeps package logs of the day it was built, which say nothing.
    const bool by_image = built.has_value() || host.info("/run/ostree-booted").has_value();
    if (by_image || tails) {
        facts.put("manager", tails ? "tails" : "image", release_path);
        return {facts};
    }
    for (const Manager& manager : managers()) {
        const auto marker = host.info(manager.marker);
        if (!marker) {
            if (marker.error().code == Errc::NotFound) continue;
            facts.refuse("manager", marker.error(), manager.marker);
            return {facts};
        }
        const std::string name = manager.name;
        facts.put("manager", name, manager.marker);
        collect_logs(host, manager, facts);
        put_newest(host, facts, "database_day", manager.database);
        if (name == "apt") {
            put_newest(
                host, facts, "auto_install_day",
                {"/var/lib/apt/periodic/unattended-upgrades-stamp", "/var/lib/apt/periodic/upgrade-stamp"});
            put_newest(host, facts, "auto_look_day",
                       {"/var/lib/apt/periodic/update-stamp", "/var/lib/apt/periodic/update-success-stamp"});
        }
        if (name == "zypper" || name == "dnf") collect_kernels(host, facts);
        return {facts};
    }
    facts.miss("manager", "/var/lib/dpkg/status");
    return {facts};
}

std::optional<Day> day_fact(const Facts& facts, const char* key) { return parse_day(facts.text(key)); }

/// The last day of which we know that the system was brought up to date.
std::optional<Day> last_known_update(const Facts& facts) {
    std::optional<Day> newest;
    const auto consider = [&](const std::optional<Day>& day) {
        if (day && (!newest || *newest < *day)) newest = day;
    };
    for (const char* key : {"last_update", "image_day", "kernel_day"}) consider(day_fact(facts, key));
    // The automatic updater ran well even when it found nothing, but only lists that were renewed tell it the
    // truth.
    const auto installed = day_fact(facts, "auto_install_day");
    const auto looked = day_fact(facts, "auto_look_day");
    if (installed && looked) consider(std::min(*installed, *looked));
    return newest;
}

Judgement at_risk_since(Day since, const char* reason, const JudgeContext& context, const Facts& facts) {
    const std::int64_t days = days_between(since, context.today);
    return at_risk(days > kTolerableDays ? Severity::Large : Severity::Small, reason)
        .with("count", days)
        .with("date", Code{format_day(since)})
        .fixed_by(facts.text("manager"));
}

/// The first fact that could have shown a later update and could not be read.
const Fact* doubt(const Facts& facts) {
    constexpr std::array kKeys = {"last_update", "log_from",      "log_part",        "image_day",
                                  "kernel_day",  "auto_look_day", "auto_install_day"};
    for (const char* key : kKeys) {
        if (facts.unreadable(key)) return &facts.at(key);
    }
    return nullptr;
}

/// No package changed after the day of the database, so nothing that we could not read can be younger.
std::optional<Judgement> judge_by_database(const Facts& facts, const JudgeContext& context) {
    const bool stamps_unread = facts.unreadable("auto_look_day") || facts.unreadable("auto_install_day");
    const auto changed = day_fact(facts, "database_day");
    if (!changed || stamps_unread || days_between(*changed, context.today) <= kRecentDays)
        return std::nullopt;
    return at_risk_since(*changed, "nothing_changed", context, facts);
}

Judgement judge(const Facts& facts, const JudgeContext& context) {
    if (facts.unreadable("manager")) return cannot_tell(facts.at("manager"));
    if (!facts.known("manager")) return cannot_tell("unknown_manager");
    if (facts.text("manager") == "tails") return does_not_apply("whole_system");
    const Day today = context.today;
    const auto newest = last_known_update(facts);
    if (newest && days_between(today, *newest) > kZoneDays) {
        return cannot_tell("clock").with("date", Code{format_day(*newest)});
    }
    if (newest && days_between(*newest, today) <= kRecentDays) {
        return good("recent").with("date", Code{format_day(*newest)});
    }
    if (const Fact* unread = doubt(facts)) {
        if (const auto judgement = judge_by_database(facts, context)) return *judgement;
        return cannot_tell(*unread);
    }
    if (newest) return at_risk_since(*newest, "old", context, facts);

    const auto from = day_fact(facts, "log_from");
    if (from && days_between(*from, today) > kRecentDays)
        return at_risk_since(*from, "none_since", context, facts);
    if (from) return cannot_tell("short_log").with("date", Code{format_day(*from)});
    if (const auto judgement = judge_by_database(facts, context)) return *judgement;
    return facts.unreadable("database_day") ? cannot_tell(facts.at("database_day")) : cannot_tell("no_log");
}

}  // namespace

extern constinit const CheckDefinition check_os_updates_recent{"os-updates-recent", &collect, &judge};

}  // namespace amparo::checks
