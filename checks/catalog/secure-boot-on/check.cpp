// secure-boot-on: does this computer start only systems that its maker's keys vouch for? See README.md.

#include "checks/check.hpp"

namespace amparo::checks {

namespace {

constexpr const char* kEfi = "/sys/firmware/efi";
constexpr const char* kSecureBoot = "/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c";

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    // A kernel that shows nothing of the firmware says nothing of its kind either.
    if (const auto firmware = host.info("/sys/firmware"); !firmware) {
        facts.refuse("modern_firmware", firmware.error(), "/sys/firmware");
        return {facts};
    }
    const auto efi = host.info(kEfi);
    if (!efi && efi.error().code == Errc::NotFound) {
        facts.put("modern_firmware", false, kEfi);
        return {facts};
    }
    if (!efi) {
        facts.refuse("modern_firmware", efi.error(), kEfi);
        return {facts};
    }
    facts.put("modern_firmware", true, kEfi);
    // Four bytes of attributes, then the value.
    const auto bytes = host.read(kSecureBoot, 64);
    if (!bytes) facts.refuse("on", bytes.error(), kSecureBoot);
    else if (bytes->size() != 5 || (bytes->back() != 0 && bytes->back() != 1)) facts.refuse("on", fail(Errc::Corrupt).error(), kSecureBoot);
    else facts.put("on", bytes->back() == 1, kSecureBoot);
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (!facts.known("modern_firmware")) return cannot_tell(facts.at("modern_firmware"));
    if (!facts.flag("modern_firmware")) return does_not_apply("older");
    if (!facts.known("on")) return cannot_tell(facts.at("on"));
    return facts.flag("on") ? good("on") : at_risk(Severity::Small, "off");
}

}  // namespace

extern constinit const CheckDefinition check_secure_boot_on{"secure-boot-on", &collect, &judge};

}  // namespace amparo::checks
