#pragma once
// What the checks read on Windows, as facts. Each function reads one thing and names its place; none of them judges,
// apart from the two at the end, which several checks share. Thread: the check's.

#include <string>

#include "checks/facts.hpp"
#include "checks/host_view.hpp"

namespace amparo::checks {

/// A registry value: a number, a text or a list. Missing when the key or the value is not there.
void put_registry(const HostView& host, Facts& facts, const std::string& fact, const std::string& key, const std::string& name);
/// Whether a key is there: true, or missing.
void put_registry_key(const HostView& host, Facts& facts, const std::string& fact, const std::string& key);
/// The answer to a question. `source` is what a person sees as its place.
void put_answer(const HostView& host, Facts& facts, const std::string& fact, HostQuestion question, const std::string& value,
                const std::string& source);
/// Two numbers of a power setting, `fact`_plugged and `fact`_battery.
void put_power(const HostView& host, Facts& facts, const std::string& fact, const std::string& setting);

/// "C:", where Windows is installed. Errors: of the environment; Corrupt.
[[nodiscard]] Result<std::string> system_drive(const HostView& host);
/// "C:" of "C:/Users/ana". Errors: Corrupt.
[[nodiscard]] Result<std::string> drive_of(const std::string& path);

/// Puts `fact` (the shell's number for BitLocker on this drive, as text) and "other_encryption": whether a program that
/// encrypts whole systems starts before Windows does.
void put_drive(const HostView& host, Facts& facts, const std::string& fact, const std::string& drive);

enum class DriveState { Encrypted, Encrypting, Decrypting, Plain, Other, Unclear, Unread };
/// What put_drive() amounts to. Other: BitLocker is off, and another program may encrypt the drive. Unclear: a number
/// whose meaning our sources do not agree on.
[[nodiscard]] DriveState drive_state(const Facts& facts, const std::string& fact);
/// The fact that drive_state() could not do without, of Unread.
[[nodiscard]] const Fact& unread_drive_fact(const Facts& facts, const std::string& fact);

}  // namespace amparo::checks
