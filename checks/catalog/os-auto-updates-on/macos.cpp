// os-auto-updates-on on macOS: do security fixes install by themselves?

#include <array>

#include "checks/check.hpp"
#include "checks/probes/plist.hpp"

namespace amparo::checks {

namespace {

constexpr const char* kFile = "/Library/Preferences/com.apple.SoftwareUpdate.plist";
constexpr std::array kSecurity = {"AutomaticCheckEnabled", "CriticalUpdateInstall", "ConfigDataInstall"};

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    const auto list = read_plist(host, kFile);
    for (const char* key : {"AutomaticCheckEnabled", "CriticalUpdateInstall", "ConfigDataInstall", "AutomaticallyInstallMacOSUpdates"}) {
        const Json* value = list ? list->find(key) : nullptr;
        // A Mac that nobody has changed has no such value, and installs fixes.
        if (!list) facts.refuse(key, list.error(), kFile);
        else if (value == nullptr) facts.put(key, true, "default of macOS");
        else facts.put(key, value->is_bool() ? value->bool_or(true) : value->integer_or(1) != 0, kFile);
    }
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    for (const char* key : kSecurity) {
        if (facts.known(key) && !facts.flag(key)) return at_risk(Severity::Large, "macos_off").with("setting", Code{key}).fixed_by("macos");
    }
    for (const char* key : kSecurity) {
        if (!facts.known(key)) return cannot_tell(facts.at(key));
    }
    if (!facts.known("AutomaticallyInstallMacOSUpdates")) return cannot_tell(facts.at("AutomaticallyInstallMacOSUpdates"));
    if (!facts.flag("AutomaticallyInstallMacOSUpdates")) return at_risk(Severity::Small, "macos_only_security").fixed_by("macos");
    return good("macos_on");
}

}  // namespace

extern constinit const CheckDefinition check_os_auto_updates_on_on_macos{"os-auto-updates-on", &collect, &judge};

}  // namespace amparo::checks
