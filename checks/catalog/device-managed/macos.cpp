// device-managed on macOS: does an organisation steer this Mac?

#include "checks/check.hpp"

namespace amparo::checks {

namespace {

constexpr const char* kSource = "profiles status -type enrollment";

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    const auto text = host.run(Command::Enrollment);
    if (!text) facts.refuse("enrolled", text.error(), kSource);
    else if (text->find("MDM enrollment: Yes") != std::string::npos) facts.put("enrolled", true, kSource);
    else if (text->find("MDM enrollment: No") != std::string::npos) facts.put("enrolled", false, kSource);
    else facts.refuse("enrolled", fail(Errc::Corrupt).error(), kSource);
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (!facts.known("enrolled")) return cannot_tell(facts.at("enrolled"));
    if (!facts.flag("enrolled")) return good("none");
    return at_risk(Severity::Small, "managed_mac");
}

}  // namespace

extern constinit const CheckDefinition check_device_managed_on_macos{"device-managed", &collect, &judge};

}  // namespace amparo::checks
