// autologin-off on macOS: does this Mac open somebody's session without a password?

#include "checks/check.hpp"
#include "checks/probes/plist.hpp"

namespace amparo::checks {

namespace {

constexpr const char* kFile = "/Library/Preferences/com.apple.loginwindow.plist";

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    const auto list = read_plist(host, kFile);
    if (!list) facts.refuse("signs_in", list.error(), kFile);
    else facts.put("signs_in", std::string(list->member_text("autoLoginUser")), kFile);
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (!facts.known("signs_in")) return cannot_tell(facts.at("signs_in"));
    const std::string account = facts.text("signs_in");
    if (account.empty()) return good("macos_asks");
    return at_risk(Severity::Large, "opens").with("account", Code{account}).with("file", Code{kFile}).fixed_by("macos");
}

}  // namespace

extern constinit const CheckDefinition check_autologin_off_on_macos{"autologin-off", &collect, &judge};

}  // namespace amparo::checks
