// restart-pending: do installed fixes wait for a restart? See README.md for the facts and the rules.

#include <algorithm>

#include "app/base/text.hpp"
#include "checks/check.hpp"
#include "checks/probes/kernel_versions.hpp"

namespace amparo::checks {

namespace {

constexpr std::int64_t kLongUptimeDays = 14;
constexpr std::int64_t kSecondsPerDay = 86'400;
constexpr std::size_t kSmallFile = 4096;

/// Whether something exists; what only a running system knows stays "not running" on a tree.
void put_existence(const HostView& host, Facts& facts, const std::string& key, const std::string& path) {
    const auto info = host.info(path, Follow::No);
    if (info) {
        facts.put(key, true, path);
    } else if (info.error().code == Errc::NotFound) {
        facts.put(key, false, path);
    } else {
        facts.refuse(key, info.error(), path);
    }
}

void collect_uptime(const HostView& host, Facts& facts) {
    const std::string path = "/proc/uptime";
    const auto text = host.read_start(path, kSmallFile);
    if (!text) return facts.refuse("uptime_days", text.error(), path);
    const std::string_view first = std::string_view(*text).substr(0, text->find_first_of(". \n"));
    const auto seconds = text::to_integer(first);
    if (!seconds || *seconds < 0) return facts.refuse("uptime_days", Error{Errc::Corrupt, {}, {}}, path);
    facts.put("uptime_days", *seconds / kSecondsPerDay, path);
}

/// Arch and its relatives write beside each kernel which package it belongs to; a newer kernel of another
/// package is there on purpose.
void keep_same_package(const HostView& host, const std::string& running,
                       std::vector<std::string>& installed) {
    const auto package_of = [&](const std::string& release) {
        const auto text = host.read_start("/usr/lib/modules/" + release + "/pkgbase", kSmallFile);
        return text ? std::string(text::trim(*text)) : std::string{};
    };
    const std::string own = package_of(running);
    if (own.empty()) return;
    std::erase_if(installed, [&](const std::string& release) { return package_of(release) != own; });
}

void collect_kernels(const HostView& host, Facts& facts) {
    const std::string path = "/proc/sys/kernel/osrelease";
    const auto text = host.read_start(path, kSmallFile);
    if (!text) {
        facts.refuse("running_kernel", text.error(), path);
    } else if (const std::string release(text::trim(*text)); is_kernel_release(release)) {
        facts.put("running_kernel", release, path);
        put_existence(host, facts, "running_modules", "/usr/lib/modules/" + release);
        if (!facts.flag("running_modules"))
            put_existence(host, facts, "running_modules", "/lib/modules/" + release);
    } else {
        facts.refuse("running_kernel", Error{Errc::Corrupt, {}, {}}, path);
    }
    auto installed = installed_kernels(host);
    if (installed) keep_same_package(host, facts.text("running_kernel"), *installed);
    if (!installed) {
        facts.refuse("installed_kernels", installed.error(), "/boot");
    } else if (installed->empty()) {
        facts.miss("installed_kernels", "/boot");
    } else {
        facts.put("installed_kernels", *std::move(installed), "/boot");
    }
}

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    put_existence(host, facts, "restart_flag", "/run/reboot-required");
    // openSUSE's name for the same thing.
    if (!facts.flag("restart_flag") && host.info("/run/reboot-needed", Follow::No).has_value()) {
        facts.put("restart_flag", true, "/run/reboot-needed");
    }
    put_existence(host, facts, "staged_system", "/run/ostree/staged-deployment");
    put_existence(host, facts, "prepared_update", "/system-update");
    collect_kernels(host, facts);
    collect_uptime(host, facts);
    return {facts};
}

/// What the kernels say; nothing when the running one is as new as any of its kind.
std::optional<Judgement> judge_kernels(const Facts& facts) {
    const std::string running = facts.text("running_kernel");
    const std::vector<std::string> installed = facts.list("installed_kernels");
    const std::string newest = newest_kernel_like(running, installed);
    if (newest.empty() || !is_newer_kernel(newest, running)) return std::nullopt;
    // Where several series are kept side by side, an older one may run on purpose: only a running kernel
    // whose files are gone has certainly been replaced.
    const bool kept = std::ranges::find(installed, running) != installed.end();
    const bool gone = facts.known("running_modules") && !facts.flag("running_modules");
    if (!kept && !gone) return std::nullopt;
    return at_risk(Severity::Small, "kernel").with("running", Code{running}).with("newest", Code{newest});
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (facts.flag("restart_flag")) return at_risk(Severity::Small, "flagged");
    if (facts.flag("staged_system") || facts.flag("prepared_update"))
        return at_risk(Severity::Small, "prepared");
    if (facts.known("running_kernel") && facts.known("installed_kernels")) {
        if (const auto judgement = judge_kernels(facts)) return *judgement;
    }
    const std::int64_t days = facts.number("uptime_days");
    if (facts.known("uptime_days") && days > kLongUptimeDays) {
        return at_risk(Severity::Small, "long_uptime").with("count", days);
    }
    for (const char* key : {"restart_flag", "running_kernel", "uptime_days", "installed_kernels",
                            "running_modules", "staged_system", "prepared_update"}) {
        if (facts.unreadable(key)) return cannot_tell(facts.at(key));
    }
    for (const char* key : {"running_kernel", "uptime_days"}) {
        if (!facts.known(key)) return cannot_tell(facts.at(key));
    }
    if (!facts.known("installed_kernels"))
        return cannot_tell("no_kernel_seen").with("running", Code{facts.text("running_kernel")});
    if (newest_kernel_like(facts.text("running_kernel"), facts.list("installed_kernels")).empty()) {
        return cannot_tell("other_kernel").with("running", Code{facts.text("running_kernel")});
    }
    return good("nothing_waits").with("count", days);
}

}  // namespace

extern constinit const CheckDefinition check_restart_pending{"restart-pending", &collect, &judge};

}  // namespace amparo::checks
