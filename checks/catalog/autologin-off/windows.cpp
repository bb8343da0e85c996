// autologin-off on Windows: does the computer open a session by itself?

#include "checks/check.hpp"
#include "checks/probes/windows_facts.hpp"

namespace amparo::checks {

namespace {

constexpr const char* kLogon = "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon";

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    put_registry(host, facts, "automatic", kLogon, "AutoAdminLogon");
    put_registry(host, facts, "account", kLogon, "DefaultUserName");
    // Whether a password lies there in readable form, never which.
    const auto stored = host.registry(kLogon, "DefaultPassword");
    const std::string source = std::string(kLogon) + "\\DefaultPassword";
    if (stored) {
        const auto* text = std::get_if<std::string>(&*stored);
        facts.put("password_is_stored", text == nullptr || !text->empty(), source);
    } else {
        facts.refuse("password_is_stored", stored.error(), source);
    }
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (facts.unreadable("automatic")) return cannot_tell(facts.at("automatic"));
    if (facts.all().empty()) return cannot_tell(facts.at("automatic"));
    const bool on = facts.text("automatic") == "1" || facts.number("automatic") == 1;
    if (!on) return good("asks");
    if (facts.flag("password_is_stored")) return at_risk(Severity::Large, "windows_stored").fixed_by("windows");
    return at_risk(Severity::Large, "windows_opens").fixed_by("windows");
}

}  // namespace

extern constinit const CheckDefinition check_autologin_off_on_windows{"autologin-off", &collect, &judge};

}  // namespace amparo::checks
