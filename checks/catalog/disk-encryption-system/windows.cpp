// disk-encryption-system on Windows: can somebody who takes the disk out read it?

#include "checks/check.hpp"
#include "checks/probes/windows_facts.hpp"

namespace amparo::checks {

namespace {

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    const auto system = system_drive(host);
    if (!system) {
        facts.refuse("system_drive", system.error(), "SystemDrive");
        return {facts};
    }
    facts.put("system_drive", *system, "SystemDrive");
    put_drive(host, facts, "system_bitlocker", *system);
    const auto people = host.people();
    const auto home = people ? drive_of(people->front().home) : Result<std::string>(std::unexpected(people.error()));
    if (!home) {
        facts.refuse("home_drive", home.error(), "USERPROFILE");
        return {facts};
    }
    facts.put("home_drive", *home, "USERPROFILE");
    if (*home != *system) put_drive(host, facts, "home_bitlocker", *home);
    return {facts};
}

Judgement judge_drive(const Facts& facts, const std::string& fact, const Code& drive) {
    switch (drive_state(facts, fact)) {
        case DriveState::Encrypted: return good("windows_on").with("drive", drive);
        case DriveState::Encrypting: return at_risk(Severity::Small, "windows_encrypting").with("drive", drive).fixed_by("windows_wait");
        case DriveState::Decrypting: return at_risk(Severity::Large, "windows_decrypting").with("drive", drive).fixed_by("windows");
        case DriveState::Plain: return at_risk(Severity::Large, "windows_off").with("drive", drive).fixed_by("windows");
        case DriveState::Other: return cannot_tell("windows_other").with("drive", drive);
        case DriveState::Unclear: return cannot_tell("windows_unclear").with("drive", drive);
        case DriveState::Unread: break;
    }
    return cannot_tell(unread_drive_fact(facts, fact));
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (!facts.known("system_drive")) return cannot_tell(facts.at("system_drive"));
    const Judgement system = judge_drive(facts, "system_bitlocker", Code{facts.text("system_drive")});
    if (system.verdict != Verdict::Good) return system;
    if (!facts.known("home_drive")) return cannot_tell(facts.at("home_drive"));
    if (facts.text("home_drive") == facts.text("system_drive")) return system;
    return judge_drive(facts, "home_bitlocker", Code{facts.text("home_drive")});
}

}  // namespace

extern constinit const CheckDefinition check_disk_encryption_system_on_windows{"disk-encryption-system", &collect, &judge};

}  // namespace amparo::checks
