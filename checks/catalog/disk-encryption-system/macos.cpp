// disk-encryption-system on macOS: is the disk of this Mac encrypted?

#include "checks/check.hpp"

namespace amparo::checks {

namespace {

constexpr const char* kSource = "fdesetup status";

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    const auto text = host.run(Command::FileVault);
    if (!text) {
        facts.refuse("filevault", text.error(), kSource);
    } else if (text->starts_with("FileVault is On")) {
        facts.put("filevault", text->find("Encryption in progress") == std::string::npos ? "on" : "turning_on", kSource);
    } else if (text->starts_with("FileVault is Off")) {
        facts.put("filevault", text->find("Encryption in progress") == std::string::npos ? "off" : "turning_on", kSource);
    } else {
        facts.refuse("filevault", fail(Errc::Corrupt).error(), kSource);
    }
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (!facts.known("filevault")) return cannot_tell(facts.at("filevault"));
    const std::string state = facts.text("filevault");
    if (state == "on") return good("macos_on");
    return at_risk(state == "off" ? Severity::Large : Severity::Small, state == "off" ? "macos_off" : "macos_turning_on").fixed_by("macos");
}

}  // namespace

extern constinit const CheckDefinition check_disk_encryption_system_on_macos{"disk-encryption-system", &collect, &judge};

}  // namespace amparo::checks
