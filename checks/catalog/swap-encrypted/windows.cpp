// swap-encrypted on Windows: can what was in memory be read from the disk later?

#include "app/base/text.hpp"
#include "checks/check.hpp"
#include "checks/probes/windows_facts.hpp"

namespace amparo::checks {

namespace {

constexpr const char* kMemory = "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Memory Management";

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    put_registry(host, facts, "paging_files", kMemory, "PagingFiles");
    const auto drive = system_drive(host);
    if (!drive) {
        facts.refuse("system_drive", drive.error(), "SystemDrive");
        return {facts};
    }
    facts.put("system_drive", *drive, "SystemDrive");
    put_drive(host, facts, "system_bitlocker", *drive);
    return {facts};
}

/// "?:" is a place that Windows chooses, which is the system's drive.
bool is_elsewhere(const std::string& file, const std::string& system) {
    return !file.starts_with("?:") && text::lower(file.substr(0, 2)) != text::lower(system);
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (!facts.known("paging_files")) return cannot_tell(facts.at("paging_files"));
    if (!facts.known("system_drive")) return cannot_tell(facts.at("system_drive"));
    const std::vector<std::string> files = facts.list("paging_files");
    if (files.empty()) return does_not_apply("no_swap");
    for (const std::string& file : files) {
        if (is_elsewhere(file, facts.text("system_drive"))) return cannot_tell("windows_elsewhere").with("file", Code{file});
    }
    switch (drive_state(facts, "system_bitlocker")) {
        case DriveState::Encrypted: return good("windows_with_disk");
        case DriveState::Encrypting:
        case DriveState::Decrypting:
        case DriveState::Plain: return at_risk(Severity::Small, "windows_with_plain_disk").fixed_by("disk");
        case DriveState::Other:
        case DriveState::Unclear: return cannot_tell("windows_unclear");
        case DriveState::Unread: break;
    }
    return cannot_tell(unread_drive_fact(facts, "system_bitlocker"));
}

}  // namespace

extern constinit const CheckDefinition check_swap_encrypted_on_windows{"swap-encrypted", &collect, &judge};

}  // namespace amparo::checks
