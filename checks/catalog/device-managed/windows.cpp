// device-managed on Windows: does an organisation steer this computer?

#include "app/base/text.hpp"
#include "checks/check.hpp"

namespace amparo::checks {

namespace {

constexpr const char* kEnrollments = "HKLM\\SOFTWARE\\Microsoft\\Enrollments";
constexpr const char* kParameters = "HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters";

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    std::vector<std::string> managers;
    const auto names = host.registry_names(kEnrollments);
    if (names) {
        for (const std::string& name : names->keys) {
            const auto url = host.registry(std::string(kEnrollments) + "\\" + name, "DiscoveryServiceFullURL");
            const auto* text = url ? std::get_if<std::string>(&*url) : nullptr;
            if (text != nullptr && !text->empty()) managers.push_back(*text);
        }
        facts.put("managers", managers, kEnrollments);
    } else if (names.error().code == Errc::NotFound) {
        facts.put("managers", managers, kEnrollments);
    } else {
        facts.refuse("managers", names.error(), kEnrollments);
    }
    const auto domain = host.registry(kParameters, "Domain");
    const auto* text = domain ? std::get_if<std::string>(&*domain) : nullptr;
    if (text != nullptr) facts.put("domain", *text, kParameters);
    else if (!domain) facts.refuse("domain", domain.error(), kParameters);
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (const auto list = facts.list("managers"); !list.empty()) return at_risk(Severity::Small, "managed").with("manager", Code{list.front()});
    if (!facts.text("domain").empty()) return at_risk(Severity::Small, "managed").with("manager", Code{facts.text("domain")});
    if (!facts.known("managers")) return cannot_tell(facts.at("managers"));
    if (!facts.known("domain")) return cannot_tell(facts.at("domain"));
    return good("none");
}

}  // namespace

extern constinit const CheckDefinition check_device_managed_on_windows{"device-managed", &collect, &judge};

}  // namespace amparo::checks
