#include "app/models/parsers.hpp"

#include <algorithm>
#include <array>

#include "app/base/bytes.hpp"
#include "app/base/json.hpp"
#include "app/base/limits.hpp"
#include "app/base/utf8.hpp"
#include "app/cases/case_file.hpp"
#include "app/delivery/outbox.hpp"
#include "app/delivery/sos_area.hpp"
#include "app/escalation/channel.hpp"
#include "app/escalation/flow.hpp"
#include "app/escalation/regions.hpp"
#include "app/escalation/report.hpp"
#include "app/models/check_memory.hpp"
#include "app/models/emergency_card.hpp"
#include "app/models/look_file.hpp"
#include "app/models/pack_shelf.hpp"
#include "app/models/workshop.hpp"
#include "app/packs/manifest.hpp"
#include "app/packs/minisign.hpp"
#include "app/platform/tree.hpp"
#include "app/vault/describe.hpp"
#include "checks/accounts/archive.hpp"
#include "checks/accounts/breach.hpp"
#include "checks/accounts/directory.hpp"
#include "checks/accounts/export_reader.hpp"
#include "checks/accounts/import.hpp"
#include "checks/accounts/known_breaches.hpp"
#include "checks/accounts/leak_range.hpp"
#include "checks/accounts/vault_header.hpp"
#include "checks/check.hpp"
#include "checks/probes/accounts.hpp"
#include "checks/probes/apt_conf.hpp"
#include "checks/probes/dated_table.hpp"
#include "checks/probes/dconf.hpp"
#include "checks/probes/disk_settings.hpp"
#include "checks/probes/export_files.hpp"
#include "checks/probes/firefox_prefs.hpp"
#include "checks/probes/fstab.hpp"
#include "checks/probes/greetd_config.hpp"
#include "checks/probes/gvariant.hpp"
#include "checks/probes/gvdb.hpp"
#include "checks/probes/idle_daemons.hpp"
#include "checks/probes/ini.hpp"
#include "checks/probes/installed_programs.hpp"
#include "checks/probes/mounts.hpp"
#include "checks/probes/os_release.hpp"
#include "checks/probes/os_support.hpp"
#include "checks/probes/plist.hpp"
#include "checks/probes/shell_vars.hpp"
#include "checks/probes/sockets.hpp"
#include "checks/probes/sqlite_copy.hpp"
#include "checks/probes/ssh_keys.hpp"
#include "checks/probes/sshd_config.hpp"
#include "checks/probes/systemd_units.hpp"
#include "checks/probes/update_logs.hpp"
#include "checks/probes/user_dirs.hpp"
#include "checks/probes/wm_config.hpp"
#include "checks/probes/xfconf.hpp"
#include "checks/probes/xscreensaver.hpp"
#include "lessons/lesson.hpp"
#include "lessons/markdown.hpp"
#include "lessons/session.hpp"
#include "lessons/topics.hpp"
#include "lessons/yaml.hpp"
#include "localization/language.hpp"
#include "localization/plural.hpp"
#include "localization/po.hpp"

namespace amparo::models {

namespace {

/// Parses with `parse` and prints with the room's own `describe`.
template <auto Parse>
Result<std::string> described(std::string_view bytes) {
    const auto value = Parse(bytes);
    if (!value) return std::unexpected(value.error());
    return describe(*value);
}

Result<std::string> parse_json(std::string_view bytes) {
    AMPARO_TRY(const Json json, Json::parse(bytes));
    return json.dump() + "\n";
}

/// A document of a model, as it would be kept again.
template <class Document>
Result<std::string> parse_document(std::string_view bytes) {
    AMPARO_TRY(const Json json, Json::parse(bytes));
    AMPARO_TRY(const auto document, Document::from_json(json));
    return document.to_json().dump() + "\n";
}

Result<std::string> parse_look(std::string_view bytes) {
    Preferences look;
    AMPARO_TRY_VOID(read_look(bytes, look));
    return write_look(look);
}

Result<std::string> parse_card(std::string_view bytes) {
    EmergencyCard card;
    AMPARO_TRY_VOID(card.load(bytes));
    return card.to_json().dump() + "\n";
}

Result<std::string> parse_po(std::string_view bytes) {
    AMPARO_TRY(const localization::PoFile file, localization::parse_po(bytes));
    std::string out = localization::write_po(file);
    for (const auto& problem : file.problems) out += "# left out: " + problem.text() + "\n";
    return out;
}

Result<std::string> parse_plural(std::string_view bytes) {
    AMPARO_TRY(const auto rule, localization::PluralRule::parse(bytes));
    std::string out = std::to_string(rule.forms()) + " forms:";
    for (std::uint64_t n = 0; n <= 30; ++n) out += " " + std::to_string(rule.select(n));
    return out + "\n";
}

Result<std::string> parse_language(std::string_view bytes) {
    AMPARO_TRY(const auto language, localization::parse_language(bytes));
    return language.tag + " " + language.name + (language.right_to_left() ? " rtl" : " ltr") + " digits " + language.digits +
           " fallback " + (language.fallback.empty() ? "en" : language.fallback) + "\n";
}

Result<std::string> parse_regions(std::string_view bytes) {
    AMPARO_TRY(const auto regions, escalation::Regions::parse(bytes));
    std::string out;
    for (const std::string& id : regions.all()) out += id + " " + std::to_string(regions.countries_in(id).size()) + "\n";
    return out;
}

Result<std::string> parse_check_info(std::string_view bytes) {
    AMPARO_TRY(const auto info, checks::parse_check_info(bytes));
    return info.id + " tier " + std::to_string(info.tier) + ", reviewed " + format_day(info.reviewed) + "\n";
}

Result<std::string> parse_dated_table(std::string_view bytes) {
    AMPARO_TRY(const auto table, checks::parse_dated_table(bytes));
    return format_day(table.compiled) + " to " + format_day(table.last_good_day) + ", " + std::to_string(table.records.elements().size()) + " records\n";
}

Result<std::string> parse_plist(std::string_view bytes) {
    AMPARO_TRY(const Json list, checks::parse_plist(bytes));
    return list.dump() + "\n";
}

/// The tables that a database has.
Result<std::string> parse_sqlite(std::string_view bytes) {
    AMPARO_TRY(const auto copy, checks::SqliteCopy::open(std::string(bytes), {}));
    AMPARO_TRY(const auto rows, copy.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name", 1000));
    std::string out;
    for (const auto& row : rows) out += utf8::displayable(row.front(), limits::kEvidenceValue) + "\n";
    return out;
}

Result<std::string> parse_ssh_key(std::string_view bytes) {
    if (!checks::looks_like_private_key(bytes)) return fail(Errc::Corrupt, "not a private key");
    AMPARO_TRY(const auto protection, checks::private_key_protection(bytes));
    return std::string(protection == checks::KeyProtection::None ? "none" : protection == checks::KeyProtection::Token ? "token" : "passphrase") + "\n";
}

Result<std::string> parse_keys(std::string_view bytes) {
    AMPARO_TRY(const auto keys, parse_pack_keys(bytes));
    return write_pack_keys(keys);
}

Result<std::string> parse_plan(std::string_view bytes) {
    AMPARO_TRY(const Workshop workshop, parse_workshop(bytes));
    return workshop_document(workshop).dump() + "\n";
}

Result<std::string> parse_yaml(std::string_view bytes) {
    AMPARO_TRY(const Json json, lessons::parse_yaml(bytes));
    return json.dump() + "\n";
}

/// A translation begins with a header, an original does not.
lessons::TextKind kind_of(std::string_view bytes) {
    const bool translation = bytes.starts_with("---") || bytes.starts_with("\xEF\xBB\xBF---");
    return translation ? lessons::TextKind::Translation : lessons::TextKind::Source;
}

Result<std::string> parse_lesson(std::string_view bytes) {
    AMPARO_TRY(const auto text, lessons::parse_lesson_text(bytes, kind_of(bytes)));
    return lessons::describe(text);
}

Result<std::string> parse_topics(std::string_view bytes) {
    AMPARO_TRY(const auto topics, lessons::parse_topics(bytes, kind_of(bytes)));
    return lessons::describe(topics);
}

Result<std::string> parse_session(std::string_view bytes) {
    AMPARO_TRY(const auto session, lessons::parse_session(bytes, kind_of(bytes)));
    return lessons::describe(session);
}

Result<std::string> parse_lesson_info(std::string_view bytes) {
    AMPARO_TRY(const auto info, lessons::parse_lesson_info(bytes));
    return info.id + " " + std::to_string(info.minutes) + " minutes, " + std::string(lessons::level_name(info.level)) + ", " +
           std::to_string(info.sources.size()) + " sources, reviewed " + format_day(info.reviewed) + "\n";
}

Result<std::string> parse_markdown(std::string_view bytes) {
    AMPARO_TRY(const auto markdown, lessons::parse_markdown(bytes, 1, {.bytes = 64 * limits::kKiB, .blocks = 4096, .spans = 16'384, .nesting = 32}));
    return lessons::describe(markdown);
}

/// A password export of any kind; what is nobody's export is refused.
Result<std::string> parse_password_export(std::string_view bytes) {
    SecretPool pool;
    AMPARO_TRY(const accounts::Import import, accounts::read_import(MemorySource(bytes), pool));
    if (import.format.empty()) return fail(Errc::Corrupt, "no password export that we know");
    return accounts::describe(import);
}

/// The list of an archive, and how much each file in it comes to.
Result<std::string> parse_archive(std::string_view bytes) {
    const MemorySource source(bytes);
    AMPARO_TRY(const accounts::Archive archive, accounts::Archive::open(source));
    std::string out;
    for (const accounts::ArchiveEntry& entry : archive.entries()) {
        std::uint64_t size = 0;
        const auto read = archive.read(entry, 4 * limits::kMiB, [&](std::string_view piece) {
            size += piece.size();
            return true;
        });
        out += utf8::displayable(entry.name, 80) + ": " + (read ? std::to_string(size) + " bytes" : read.error().detail) + (entry.tricky ? ", tricky" : "") + "\n";
    }
    return out;
}

std::string parcel_line(const delivery::Parcel& parcel) {
    return std::string(delivery::way_name(parcel.way)) + " " + std::string(delivery::protection_name(parcel.protection)) + " " + parcel.case_ref + " to " +
           utf8::displayable(parcel.address, limits::kEvidenceValue) + ", " + std::to_string(parcel.body.size()) + " bytes";
}

Result<std::string> parse_outbox(std::string_view bytes) {
    AMPARO_TRY(const auto items, delivery::read_queue(bytes));
    std::string out;
    for (const delivery::QueueItem& item : items) {
        out += item.id + " " + std::string(delivery::state_name(item.state)) + " " + parcel_line(item.parcel) + ", " + std::to_string(item.tries) + " tries\n";
    }
    return out;
}

Result<std::string> parse_sos_area(std::string_view bytes) {
    AMPARO_TRY(const auto entries, delivery::SosArea::read(bytes));
    std::string out;
    for (const delivery::SosEntry& entry : entries) {
        out += parcel_line(entry.parcel) + (entry.proxy.empty() ? "" : ", through " + utf8::displayable(entry.proxy, limits::kEvidenceValue)) +
               (entry.sent == 0 ? "" : ", sent") + "\n";
    }
    return out;
}

template <typename T>
Result<std::string> shown(const Result<T>& value) {
    if (!value) return std::unexpected(value.error());
    return checks::describe(*value);
}

// Sorted by name; a test keeps it so.
constexpr std::array kKinds = {
    ParserKind{"apt-conf", "a file of /etc/apt/apt.conf.d", [](std::string_view bytes) -> Result<std::string> {
                   checks::AptConf conf;
                   AMPARO_TRY_VOID(conf.add(bytes));
                   return conf.describe();
               }},
    ParserKind{"archive", "a ZIP archive", &parse_archive},
    ParserKind{"boot-words", "a boot loader's configuration or a kernel command line", &described<&checks::parse_boot_words>},
    ParserKind{"breach-list", "a list of leaked passwords, or a filter made of one", &accounts::describe_breach_file},
    ParserKind{"case", "a case with its evidence", &described<&cases::parse_case>},
    ParserKind{"channel", "a channel file", &described<&escalation::parse_channel>},
    ParserKind{"check-info", "check.json of a check", &parse_check_info},
    ParserKind{"check-memory", "how the checks of the last look ended", &parse_document<CheckSnapshot>},
    ParserKind{"crypttab", "/etc/crypttab", &described<&checks::parse_crypttab>},
    ParserKind{"dated-table", "a list of checks/data with its date", &parse_dated_table},
    ParserKind{"dconf-profile", "a file of /etc/dconf/profile", &described<&checks::parse_dconf_profile>},
    ParserKind{"dpkg-status", "/var/lib/dpkg/status", &described<&checks::parse_dpkg_status>},
    ParserKind{"emergency-card", "card.json: the people on an emergency card", &parse_card},
    ParserKind{"export-head", "the beginning of a password manager's export", &described<&checks::parse_export_head>},
    ParserKind{"firefox-prefs", "prefs.js of a Firefox profile", &described<&checks::parse_firefox_prefs>},
    ParserKind{"flow", "a first-aid flow", &described<&escalation::parse_flow>},
    ParserKind{"fstab", "/etc/fstab", &described<&checks::parse_fstab>},
    ParserKind{"greetd", "/etc/greetd/config.toml", &described<&checks::parse_greetd>},
    ParserKind{"group", "/etc/group", &described<&checks::parse_group>},
    ParserKind{"gvariant", "a serialised GVariant of type v", [](std::string_view bytes) { return shown(checks::parse_gvariant(as_bytes(bytes))); }},
    ParserKind{"gvdb", "a dconf database or compiled schemas", [](std::string_view bytes) { return shown(checks::GvdbFile::parse(std::string(bytes))); }},
    ParserKind{"hypridle", "hypridle.conf", &described<&checks::parse_hypridle>},
    ParserKind{"idle-config", "a swayidle configuration", &described<&checks::parse_swayidle>},
    ParserKind{"ini", "key=value lines below [sections]", [](std::string_view bytes) { return shown(checks::parse_ini(bytes)); }},
    ParserKind{"json", "any JSON document", &parse_json},
    ParserKind{"keepass-head", "the head of a locked KeePass file", [](std::string_view bytes) -> Result<std::string> {
                   AMPARO_TRY(const auto vault, accounts::parse_keepass_head(as_bytes(bytes)));
                   return accounts::describe(vault);
               }},
    ParserKind{"known-breaches", "the table of services whose passwords leaked", &described<&accounts::KnownBreaches::parse>},
    ParserKind{"language", "language.json of a language", &parse_language},
    ParserKind{"leak-range", "an answer of the service that knows leaked passwords", &accounts::describe_leak_range},
    ParserKind{"lesson", "the words of a lesson", &parse_lesson},
    ParserKind{"lesson-info", "lesson.json of a lesson", &parse_lesson_info},
    ParserKind{"look", "look.json: language and look before anything is opened", &parse_look},
    ParserKind{"markdown", "Markdown as lessons use it", &parse_markdown},
    ParserKind{"minisig", "a signature that minisign made", &described<&packs::parse_signature>},
    ParserKind{"mountinfo", "/proc/self/mountinfo", &described<&checks::parse_mountinfo>},
    ParserKind{"os-release", "/etc/os-release", &described<&checks::parse_os_release>},
    ParserKind{"os-support", "the table of supported systems", [](std::string_view bytes) { return shown(checks::OsSupportTable::parse(bytes)); }},
    ParserKind{"outbox", "the opened inside of the outbox", &parse_outbox},
    ParserKind{"pack", "what a pack of lessons says about itself", &described<&packs::parse_manifest>},
    ParserKind{"pack-keys", "keys that this copy takes packs from", &parse_keys},
    ParserKind{"passwd", "/etc/passwd", &described<&checks::parse_passwd>},
    ParserKind{"password-export", "a password manager's or browser's export", &parse_password_export},
    ParserKind{"platform-export", "a file of a platform's data export", [](std::string_view bytes) { return accounts::describe_export_file("file", bytes); }},
    ParserKind{"plist", "a property list of macOS, XML or binary", &parse_plist},
    ParserKind{"plural", "a Plural-Forms header value", &parse_plural},
    ParserKind{"po", "a translation file", &parse_po},
    ParserKind{"proc-net", "/proc/net/tcp and its kin", [](std::string_view bytes) { return shown(checks::parse_proc_net(bytes)); }},
    ParserKind{"put-aside", "findings that a person put aside", &parse_document<PutAsideList>},
    ParserKind{"regions", "the table of regions", &parse_regions},
    ParserKind{"report", "a report of an incident", &described<&escalation::parse_report>},
    ParserKind{"sealed", "a file that was sealed for an inbox", &vault::describe_sealed},
    ParserKind{"second-factors", "the table of second factors", &described<&accounts::Directory::parse>},
    ParserKind{"session", "what a trainer does with a lesson", &parse_session},
    ParserKind{"shadow", "/etc/shadow", &described<&checks::parse_shadow>},
    ParserKind{"shell-vars", "NAME=value lines as a shell reads them", &described<&checks::parse_shell_vars>},
    ParserKind{"sos-area", "the opened inside of what lies ready as SOS", &parse_sos_area},
    ParserKind{"sqlite", "a database of a browser", &parse_sqlite},
    ParserKind{"ssh-key", "a private key of SSH; only its front is read", &parse_ssh_key},
    ParserKind{"sshd-config", "/etc/ssh/sshd_config", &described<&checks::parse_sshd_config>},
    ParserKind{"swaps", "/proc/swaps", &described<&checks::parse_swaps>},
    ParserKind{"topics", "words to look up, or paths through lessons", &parse_topics},
    ParserKind{"tree", "a recorded system", &described<&parse_tree>},
    ParserKind{"unit-file", "a systemd unit", &described<&checks::parse_unit_file>},
    ParserKind{"update-log", "a package manager's log", &described<&checks::parse_any_update_log>},
    ParserKind{"user-dirs", "user-dirs.dirs", &described<&checks::parse_user_dirs>},
    ParserKind{"vault", "a copy of what was saved, or its head", &vault::describe_vault},
    ParserKind{"vault-payload", "the opened inside of a vault", &vault::describe_payload},
    ParserKind{"wm-config", "the configuration of sway, i3 or Hyprland", [](std::string_view bytes) { return shown(checks::parse_wm_config(bytes, checks::WmDialect::Sway)); }},
    ParserKind{"workshop", "a plan of a workshop", &parse_plan},
    ParserKind{"xfconf", "an xfconf channel", &described<&checks::parse_xfconf>},
    ParserKind{"xscreensaver", "~/.xscreensaver", &described<&checks::parse_xscreensaver>},
    ParserKind{"yaml", "the part of YAML that collections of lessons use", &parse_yaml},
};

}  // namespace

std::span<const ParserKind> parser_kinds() { return kKinds; }

const ParserKind* find_parser(std::string_view name) {
    const auto found = std::ranges::find(kKinds, name, &ParserKind::name);
    return found == kKinds.end() ? nullptr : &*found;
}

}  // namespace amparo::models
