// chat-data-on-plain-disk on Windows: do message apps keep conversations on a disk that anybody can read?

#include <algorithm>
#include <array>

#include "app/base/text.hpp"
#include "checks/check.hpp"
#include "checks/probes/windows_facts.hpp"

namespace amparo::checks {

namespace {

struct Store {
    std::string_view app;
    const char* variable;
    std::string_view proof;
};
constexpr std::array<Store, 9> kStores = {{
    {"Signal", "APPDATA", "Signal/sql/db.sqlite"},
    {"Telegram", "APPDATA", "Telegram Desktop/tdata/key_datas"},
    {"Element", "APPDATA", "Element/IndexedDB"},
    {"Session", "APPDATA", "Session/sql/db.sqlite"},
    {"Wire", "APPDATA", "Wire/IndexedDB"},
    {"Thunderbird", "APPDATA", "Thunderbird/profiles.ini"},
    {"WhatsApp", "LOCALAPPDATA", "Packages/5319275A.WhatsAppDesktop_cv1g1gvanyjgm/LocalState"},
    {"WhatsApp", "APPDATA", "WhatsApp/IndexedDB"},
    {"Outlook", "LOCALAPPDATA", "Microsoft/Outlook"},
}};

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    std::vector<std::string> found;
    std::vector<std::string> drives;
    std::optional<Error> trouble;
    for (const Store& store : kStores) {
        auto base = host.environment(store.variable);
        if (!base) {
            facts.refuse("apps", base.error(), store.variable);
            return {facts};
        }
        std::ranges::replace(*base, '\\', '/');
        const auto info = host.info(*base + "/" + std::string(store.proof));
        if (!info && info.error().code != Errc::NotFound && !trouble) trouble = info.error();
        const auto drive = drive_of(*base);
        if (!info || !drive) continue;
        if (std::ranges::find(found, store.app) == found.end()) found.emplace_back(store.app);
        if (std::ranges::find(drives, *drive) == drives.end()) drives.push_back(*drive);
    }
    facts.put("apps", found, "APPDATA");
    facts.put("drives", static_cast<std::int64_t>(drives.size()), "APPDATA");
    if (!drives.empty()) put_drive(host, facts, "bitlocker", drives.front());
    if (trouble) {
        facts.refuse("looked_everywhere", *trouble, "APPDATA");
    } else {
        facts.put("looked_everywhere", true, "APPDATA");
    }
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (!facts.known("apps")) return cannot_tell(facts.at("apps"));
    const std::vector<std::string> apps = facts.list("apps");
    if (!facts.known("looked_everywhere")) return cannot_tell(facts.at("looked_everywhere"));
    if (apps.empty()) return does_not_apply("none_found");
    if (!facts.known("drives")) return cannot_tell(facts.at("drives"));
    const Code names{text::join(apps, ", ")};
    if (facts.number("drives") != 1) return cannot_tell("disk_unsettled");
    switch (drive_state(facts, "bitlocker")) {
        case DriveState::Encrypted: return good("encrypted").with("apps", names);
        case DriveState::Plain:
        case DriveState::Decrypting: return at_risk(Severity::Large, "plain").with("apps", names).fixed_by("windows");
        case DriveState::Encrypting:
        case DriveState::Other:
        case DriveState::Unclear: return cannot_tell("disk_unsettled");
        case DriveState::Unread: break;
    }
    return cannot_tell(unread_drive_fact(facts, "bitlocker"));
}

}  // namespace

extern constinit const CheckDefinition check_chat_data_on_plain_disk_on_windows{"chat-data-on-plain-disk", &collect, &judge};

}  // namespace amparo::checks
