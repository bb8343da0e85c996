#include "checks/probes/home_disk.hpp"

#include "checks/probes/disk_of_path.hpp"
#include "checks/probes/windows_facts.hpp"

namespace amparo::checks {

namespace {

std::string on_windows(const HostView& host, const std::string& folder) {
    const auto drive = drive_of(folder);
    if (!drive) return "unknown";
    Facts facts;
    put_drive(host, facts, "drive", *drive);
    switch (drive_state(facts, "drive")) {
        case DriveState::Encrypted: return "encrypted";
        case DriveState::Plain:
        case DriveState::Decrypting: return "plain";
        default: return "unknown";
    }
}

std::string on_macos(const HostView& host) {
    const auto text = host.run(Command::FileVault);
    if (!text) return "unknown";
    if (text->starts_with("FileVault is On")) return "encrypted";
    return text->starts_with("FileVault is Off") ? "plain" : "unknown";
}

}  // namespace

void put_disk_of(const HostView& host, Facts& facts, const std::string& fact, const std::string& folder) {
    std::string state = "unknown";
    if (host.system() == System::Windows) {
        state = on_windows(host, folder);
    } else if (host.system() == System::MacOs) {
        state = on_macos(host);
    } else if (host.system() == System::Linux) {
        const DiskAnswer answer = DiskReader(host).of_path(folder);
        if (answer.state == DiskState::Plain) state = "plain";
        else if (answer.state != DiskState::Unknown) state = "encrypted";
    }
    facts.put(fact, state, folder);
}

}  // namespace amparo::checks
