// remote-login-off on macOS: may somebody work on this Mac from afar?

#include <array>

#include "app/base/text.hpp"
#include "checks/check.hpp"

namespace amparo::checks {

namespace {

constexpr const char* kSource = "launchctl print-disabled system";
struct Service {
    std::string_view label;
    std::string_view name;
};
constexpr std::array kServices = {Service{"com.openssh.sshd", "Remote Login"}, Service{"com.apple.screensharing", "Screen Sharing"},
                                  Service{"com.apple.AEServer", "Remote Apple Events"}};

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    const auto text = host.run(Command::DisabledServices);
    if (!text) {
        facts.refuse("on", text.error(), kSource);
        return {facts};
    }
    // Lines such as: "com.openssh.sshd" => disabled (older systems say true for that). One that is not named is off.
    if (text->find("disabled services") == std::string::npos) {
        facts.refuse("on", fail(Errc::Corrupt).error(), kSource);
        return {facts};
    }
    std::vector<std::string> on;
    for (const std::string_view line : text::lines(*text)) {
        for (const Service& service : kServices) {
            const bool named = line.find("\"" + std::string(service.label) + "\"") != std::string_view::npos;
            if (named && (line.ends_with("=> enabled") || line.ends_with("=> false"))) on.emplace_back(service.name);
        }
    }
    facts.put("on", on, kSource);
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (!facts.known("on")) return cannot_tell(facts.at("on"));
    const auto on = facts.list("on");
    if (on.empty()) return good("macos_off");
    return at_risk(Severity::Large, "macos_on").with("service", Code{text::join(on, ", ")}).fixed_by("macos");
}

}  // namespace

extern constinit const CheckDefinition check_remote_login_off_on_macos{"remote-login-off", &collect, &judge};

}  // namespace amparo::checks
