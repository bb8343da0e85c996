#include "checks/probes/windows_lock.hpp"

#include <array>
#include <optional>

#include "app/base/text.hpp"
#include "checks/probes/windows_facts.hpp"

namespace amparo::checks {

namespace {

constexpr const char* kRule = "HKCU\\Software\\Policies\\Microsoft\\Windows\\Control Panel\\Desktop";
constexpr const char* kSetting = "HKCU\\Control Panel\\Desktop";
constexpr const char* kSystem = "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\System";
constexpr std::int64_t kNever = 0xFFFFFFFF;

/// The rule's value, else the setting's; both are texts or numbers.
Result<std::int64_t> number(const HostView& host, const char* name, std::string& source) {
    for (const char* key : {kRule, kSetting}) {
        source = std::string(key) + "\\" + name;
        const auto value = host.registry(key, name);
        if (!value && value.error().code == Errc::NotFound) continue;
        if (!value) return std::unexpected(value.error());
        if (const auto* whole = std::get_if<std::int64_t>(&*value)) return *whole;
        const auto* words = std::get_if<std::string>(&*value);
        const auto parsed = words == nullptr ? std::nullopt : text::to_integer(*words);
        if (!parsed) return fail(Errc::Corrupt, "not a number");
        return *parsed;
    }
    return fail(Errc::NotFound);
}

void put_number(const HostView& host, Facts& facts, const char* fact, const char* name) {
    std::string source;
    const auto value = number(host, name, source);
    if (value) {
        facts.put(fact, *value, source);
    } else {
        facts.refuse(fact, value.error(), source);
    }
}

/// A screen saver that is switched on, but has no program, never starts.
void put_saver_program(const HostView& host, Facts& facts) {
    for (const char* key : {kRule, kSetting}) {
        const auto program = host.registry(key, "SCRNSAVE.EXE");
        const std::string source = std::string(key) + "\\SCRNSAVE.EXE";
        if (!program && program.error().code == Errc::NotFound) continue;
        if (!program) return facts.refuse("saver_program", program.error(), source);
        const auto* path = std::get_if<std::string>(&*program);
        return facts.put("saver_program", path != nullptr && !path->empty(), source);
    }
    facts.put("saver_program", false, kSetting);
}

}  // namespace

std::vector<Facts> collect_windows_lock(const HostView& host) {
    Facts facts;
    put_number(host, facts, "saver_on", "ScreenSaveActive");
    put_number(host, facts, "saver_asks", "ScreenSaverIsSecure");
    put_number(host, facts, "saver_seconds", "ScreenSaveTimeOut");
    put_saver_program(host, facts);
    put_registry(host, facts, "idle_seconds", kSystem, "InactivityTimeoutSecs");
    put_registry(host, facts, "wait_after_sleep", kSetting, "DelayLockInterval");
    put_power(host, facts, "wake_asks", "lock_on_wake");
    put_power(host, facts, "sleep", "sleep");
    put_power(host, facts, "display", "display_off");
    return {facts};
}

namespace {

constexpr std::array kWakeFacts = {"wake_asks_plugged", "wake_asks_battery"};

}  // namespace

std::optional<bool> wake_asks(const Facts& facts) {
    if (facts.unreadable("wait_after_sleep")) return std::nullopt;
    for (const char* key : kWakeFacts) {
        if (!facts.known(key)) return std::nullopt;
    }
    if (facts.number("wait_after_sleep") == kNever) return false;
    return facts.number("wake_asks_plugged") == 1 && facts.number("wake_asks_battery") == 1;
}

const Fact& unread_wake_fact(const Facts& facts) {
    for (const char* key : kWakeFacts) {
        if (!facts.known(key)) return facts.at(key);
    }
    return facts.at("wait_after_sleep");
}

}  // namespace amparo::checks
