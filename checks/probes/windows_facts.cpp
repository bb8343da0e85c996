#include "checks/probes/windows_facts.hpp"

#include <cctype>

#include "app/base/text.hpp"

namespace amparo::checks {

namespace {

constexpr const char* kOtherEncryption = "other_encryption";
constexpr const char* kVeraCrypt = "HKLM\\SYSTEM\\CurrentControlSet\\Services\\veracrypt";

}  // namespace

void put_registry(const HostView& host, Facts& facts, const std::string& fact, const std::string& key, const std::string& name) {
    const std::string source = key + "\\" + name;
    const auto value = host.registry(key, name);
    if (!value) return facts.refuse(fact, value.error(), source);
    std::visit([&](const auto& known) { facts.put(fact, known, source); }, *value);
}

void put_registry_key(const HostView& host, Facts& facts, const std::string& fact, const std::string& key) {
    const auto there = host.registry_key(key);
    if (there) return facts.put(fact, true, key);
    facts.refuse(fact, there.error(), key);
}

void put_answer(const HostView& host, Facts& facts, const std::string& fact, HostQuestion question, const std::string& value,
                const std::string& source) {
    const auto answer = host.ask(question, value);
    if (answer) return facts.put(fact, *answer, source);
    facts.refuse(fact, answer.error(), source);
}

void put_power(const HostView& host, Facts& facts, const std::string& fact, const std::string& setting) {
    const std::string source = "power plan: " + setting;
    const auto answer = host.ask(HostQuestion::PowerSetting, setting);
    const Error error = answer ? fail(Errc::Corrupt, "two numbers expected").error() : answer.error();
    if (answer) {
        const auto numbers = text::words(*answer);
        const auto plugged = numbers.size() == 2 ? text::to_integer(numbers[0]) : std::nullopt;
        const auto battery = numbers.size() == 2 ? text::to_integer(numbers[1]) : std::nullopt;
        if (plugged && battery) {
            facts.put(fact + "_plugged", *plugged, source);
            facts.put(fact + "_battery", *battery, source);
            return;
        }
    }
    facts.refuse(fact + "_plugged", error, source);
    facts.refuse(fact + "_battery", error, source);
}

Result<std::string> drive_of(const std::string& path) {
    const bool shaped = path.size() >= 2 && std::isalpha(static_cast<unsigned char>(path[0])) != 0 && path[1] == ':';
    if (!shaped) return fail(Errc::Corrupt, "a path without a drive");
    return path.substr(0, 2);
}

Result<std::string> system_drive(const HostView& host) {
    AMPARO_TRY(const std::string drive, host.environment("SystemDrive"));
    return drive_of(drive);
}

void put_drive(const HostView& host, Facts& facts, const std::string& fact, const std::string& drive) {
    put_answer(host, facts, fact, HostQuestion::BitLocker, drive, "BitLocker (" + drive + ")");
    // 0 means that the driver is started by the loader, before Windows: so it is when the system's own disk is encrypted.
    const auto start = host.registry(kVeraCrypt, "Start");
    const std::string source = std::string(kVeraCrypt) + "\\Start";
    if (start) {
        const auto* number = std::get_if<std::int64_t>(&*start);
        facts.put(kOtherEncryption, number != nullptr && *number == 0, source);
    } else {
        facts.refuse(kOtherEncryption, start.error(), source);
    }
}

DriveState drive_state(const Facts& facts, const std::string& fact) {
    if (!facts.known(fact)) return DriveState::Unread;
    const std::string number = facts.text(fact);
    if (number == "1") return DriveState::Encrypted;
    if (number == "3") return DriveState::Encrypting;
    if (number == "4") return DriveState::Decrypting;
    if (number != "2") return DriveState::Unclear;
    if (facts.unreadable(kOtherEncryption)) return DriveState::Unread;
    return facts.flag(kOtherEncryption) ? DriveState::Other : DriveState::Plain;
}

const Fact& unread_drive_fact(const Facts& facts, const std::string& fact) {
    return facts.at(facts.known(fact) ? kOtherEncryption : fact);
}

}  // namespace amparo::checks
