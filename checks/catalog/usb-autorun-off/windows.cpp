// usb-autorun-off on Windows: does anything happen by itself when somebody plugs in a stick?

#include "checks/check.hpp"
#include "checks/probes/windows_facts.hpp"

namespace amparo::checks {

namespace {

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    put_registry(host, facts, "switched_off", "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\AutoplayHandlers", "DisableAutoplay");
    put_registry(host, facts, "rule", "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Policies\\Explorer", "NoDriveTypeAutoRun");
    facts.put("looked", true, "AutoPlay");
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    constexpr std::int64_t kAllDrives = 0xFF;
    if (facts.number("switched_off") == 1 || facts.number("rule") == kAllDrives) return good("never");
    for (const char* key : {"switched_off", "rule"}) {
        if (facts.unreadable(key)) return cannot_tell(facts.at(key));
    }
    if (!facts.flag("looked")) return cannot_tell(facts.at("looked"));
    return at_risk(Severity::Small, "on").fixed_by("windows");
}

}  // namespace

extern constinit const CheckDefinition check_usb_autorun_off_on_windows{"usb-autorun-off", &collect, &judge};

}  // namespace amparo::checks
