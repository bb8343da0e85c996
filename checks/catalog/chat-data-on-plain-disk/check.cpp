// chat-data-on-plain-disk: do message apps keep conversations on a disk that anybody can read? Only whether a
// store is there is looked at, never what is in it. See README.md for the facts.

#include <algorithm>
#include <array>

#include "app/base/text.hpp"
#include "checks/check.hpp"
#include "checks/probes/disk_of_path.hpp"

namespace amparo::checks {

namespace {

/// Where an app keeps its messages: below the settings folder, the data folder or the home, and the thing in
/// it that an app which was used leaves behind. An empty folder stays after an app was removed.
enum class Base { Home, Settings, Data };
struct Store {
    std::string_view app;
    Base base;
    std::string_view folder;
    std::string_view proof;
};

constexpr std::array<Store, 20> kStores = {{
    {"Signal", Base::Settings, "Signal", "sql/db.sqlite"},
    {"Signal", Base::Settings, "Signal Beta", "sql/db.sqlite"},
    {"Signal", Base::Home, ".var/app/org.signal.Signal/config/Signal", "sql/db.sqlite"},
    {"Signal", Base::Home, "snap/signal-desktop/current/.config/Signal", "sql/db.sqlite"},
    {"Telegram", Base::Data, "TelegramDesktop/tdata", "key_datas"},
    {"Telegram", Base::Home, ".var/app/org.telegram.desktop/data/TelegramDesktop/tdata", "key_datas"},
    {"Telegram", Base::Home, "snap/telegram-desktop/current/.local/share/TelegramDesktop/tdata", "key_datas"},
    {"Element", Base::Settings, "Element", "IndexedDB"},
    {"Element", Base::Settings, "Element-Nightly", "IndexedDB"},
    {"Element", Base::Settings, "Riot", "IndexedDB"},
    {"Element", Base::Home, ".var/app/im.riot.Riot/config/Element", "IndexedDB"},
    {"Element", Base::Home, "snap/element-desktop/current/.config/Element", "IndexedDB"},
    {"Session", Base::Settings, "Session", "sql/db.sqlite"},
    {"Wire", Base::Settings, "Wire", "IndexedDB"},
    {"Wire", Base::Home, ".var/app/com.wire.WireDesktop/config/Wire", "IndexedDB"},
    {"Thunderbird", Base::Home, ".thunderbird", "profiles.ini"},
    {"Thunderbird", Base::Home, ".icedove", "profiles.ini"},
    {"Thunderbird", Base::Home, ".var/app/org.mozilla.Thunderbird/.thunderbird", "profiles.ini"},
    {"Thunderbird", Base::Home, ".var/app/net.thunderbird.Thunderbird/.thunderbird", "profiles.ini"},
    {"Thunderbird", Base::Home, "snap/thunderbird/common/.thunderbird", "profiles.ini"},
}};

std::string base_folder(const HostView& host, const Account& person, Base base) {
    if (base == Base::Home) return person.home;
    const char* variable = base == Base::Settings ? "XDG_CONFIG_HOME" : "XDG_DATA_HOME";
    const auto own =
        host.running() ? host.environment(variable) : Result<std::string>(std::unexpected(Error{}));
    if (own && own->starts_with('/')) return *own;
    return person.home + (base == Base::Settings ? "/.config" : "/.local/share");
}

void add_once(std::vector<std::string>& list, std::string_view value) {
    if (std::ranges::find(list, value) == list.end()) list.emplace_back(value);
}

Facts look(const HostView& host, const DiskReader& disks, const Account& person) {
    Facts facts(person.name);
    std::vector<std::string> found;
    std::vector<std::string> plain;
    std::vector<std::string> closed;  // encrypted, or on no disk at all
    std::vector<std::string> unsettled;
    std::string why;
    std::optional<Error> not_looked;
    std::optional<Error> trouble;
    std::string place;
    bool settings = false;
    int stores = 0;
    for (const Store& store : kStores) {
        const std::string folder = base_folder(host, person, store.base) + "/" + std::string(store.folder);
        const auto proof = host.info(folder + "/" + std::string(store.proof));
        if (!proof && proof.error().code == Errc::NotFound) continue;
        if (!proof) {
            if (!not_looked) not_looked = proof.error(), place = folder;
            continue;
        }
        add_once(found, store.app);
        const DiskAnswer answer = disks.of_folder(person, folder);
        settings = settings || answer.from_settings;
        facts.put("store_" + std::to_string(++stores),
                  std::string(store.app) + " on " + std::string(disk_state_name(answer.state)), folder);
        if (answer.state == DiskState::Plain) {
            add_once(plain, store.app);
        } else if (answer.state != DiskState::Unknown) {
            add_once(closed, store.app);
        } else {
            add_once(unsettled, store.app);
            if (answer.trouble && !trouble) trouble = answer.trouble;
            if (why.empty()) why = answer.why;
        }
    }
    facts.put("apps", found, person.home);
    facts.put("apps_on_plain_disk", plain, person.home);
    if (trouble) {
        facts.refuse("apps_on_unsettled_disk", *trouble, person.home);
    } else {
        facts.put("apps_on_unsettled_disk", unsettled, person.home);
    }
    if (!unsettled.empty()) facts.put("unsettled_why", unsettled_reason(why), person.home);
    facts.put("apps_on_closed_disk", closed, person.home);
    if (settings) facts.put("disk_from", "settings", person.home);
    if (not_looked) {
        facts.refuse("looked_everywhere", *not_looked, place);
    } else {
        facts.put("looked_everywhere", true, person.home);
    }
    return facts;
}

std::vector<Facts> collect(const HostView& host) {
    const auto people = host.people();
    if (!people) {
        Facts nobody;
        nobody.refuse("apps", people.error(), "/etc/passwd");
        return {nobody};
    }
    const DiskReader disks(host);
    std::vector<Facts> out;
    for (const Account& person : *people) out.push_back(look(host, disks, person));
    return out;
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (!facts.known("apps")) return cannot_tell(facts.at("apps"));
    if (!facts.known("apps_on_plain_disk")) return cannot_tell(facts.at("apps_on_plain_disk"));
    const std::vector<std::string> plain = facts.list("apps_on_plain_disk");
    if (!plain.empty()) return at_risk(Severity::Large, "plain").with("apps", Code{text::join(plain, ", ")});
    if (!facts.known("apps_on_unsettled_disk")) return cannot_tell(facts.at("apps_on_unsettled_disk"));
    if (!facts.list("apps_on_unsettled_disk").empty()) return cannot_tell("disk_unsettled");
    if (!facts.known("looked_everywhere")) return cannot_tell(facts.at("looked_everywhere"));
    const std::vector<std::string> apps = facts.list("apps");
    if (apps.empty()) return does_not_apply("none_found");
    if (!facts.known("apps_on_closed_disk")) return cannot_tell(facts.at("apps_on_closed_disk"));
    const std::string reason = facts.text("disk_from") == "settings" ? "configured_encrypted" : "encrypted";
    return good(reason).with("apps", Code{text::join(apps, ", ")});
}

}  // namespace

extern constinit const CheckDefinition check_chat_data_on_plain_disk{"chat-data-on-plain-disk", &collect,
                                                                     &judge};

}  // namespace amparo::checks
