// remote-login-off on Windows: can somebody work on this computer from afar?

#include "checks/check.hpp"
#include "checks/probes/windows_facts.hpp"

namespace amparo::checks {

namespace {

constexpr const char* kPolicy = "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\Terminal Services";
constexpr const char* kSetting = "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Terminal Server";
constexpr const char* kSsh = "HKLM\\SYSTEM\\CurrentControlSet\\Services\\sshd";
constexpr std::int64_t kStartsByItself = 2;

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    put_registry(host, facts, "desktop_denied_by_rule", kPolicy, "fDenyTSConnections");
    put_registry(host, facts, "desktop_denied", kSetting, "fDenyTSConnections");
    put_registry(host, facts, "ssh_start", kSsh, "Start");
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    for (const char* key : {"desktop_denied_by_rule", "desktop_denied", "ssh_start"}) {
        if (facts.unreadable(key)) return cannot_tell(facts.at(key));
    }
    // A rule of whoever looks after the computer outranks the setting.
    const std::string decisive = facts.known("desktop_denied_by_rule") ? "desktop_denied_by_rule" : "desktop_denied";
    if (!facts.known(decisive)) return cannot_tell(facts.at(decisive));
    if (facts.number(decisive, 1) == 0) return at_risk(Severity::Large, "windows_desktop").fixed_by("windows");
    if (facts.known("ssh_start") && facts.number("ssh_start") == kStartsByItself) {
        return at_risk(Severity::Large, "windows_ssh").fixed_by("windows_ssh");
    }
    return good("windows_off");
}

}  // namespace

extern constinit const CheckDefinition check_remote_login_off_on_windows{"remote-login-off", &collect, &judge};

}  // namespace amparo::checks
