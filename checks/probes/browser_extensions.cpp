#include "checks/probes/browser_extensions.hpp"

#include <algorithm>
#include <array>

namespace amparo::checks {

namespace {

bool is_wide_place(std::string_view pattern) {
    constexpr std::array<std::string_view, 5> kWide = {"<all_urls>", "*://*/*", "http://*/*", "https://*/*", "file:///*"};
    return std::ranges::find(kWide, pattern) != kWide.end();
}

bool is_wide_permission(std::string_view permission) {
    constexpr std::array<std::string_view, 4> kWide = {"nativeMessaging", "debugger", "proxy", "management"};
    return std::ranges::find(kWide, permission) != kWide.end() || is_wide_place(permission);
}

bool any_wide(const Json* list) {
    return list != nullptr && std::ranges::any_of(list->elements(), [](const Json& item) { return is_wide_permission(item.text_or()); });
}

bool flag(const Json& json, std::string_view key) {
    const Json* value = json.find(key);
    return value != nullptr && value->bool_or(false);
}

Result<std::vector<BrowserExtension>> firefox(const Json& document) {
    const Json* addons = document.find("addons");
    if (addons == nullptr || !addons->is_array()) return fail(Errc::Corrupt, "no list of extensions");
    std::vector<BrowserExtension> out;
    for (const Json& addon : addons->elements()) {
        const std::string_view location = addon.member_text("location");
        if (addon.member_text("type") != "extension" || location == "app-builtin" || location == "app-builtin-addons" ||
            location == "app-system-defaults" || location == "app-system-addons") {
            continue;
        }
        BrowserExtension next;
        next.id = addon.member_text("id");
        if (const Json* names = addon.find("defaultLocale")) next.name = names->member_text("name");
        if (next.name.empty()) next.name = next.id;
        next.version = addon.member_text("version");
        next.active = flag(addon, "active");
        const Json* permissions = addon.find("userPermissions");
        if (permissions != nullptr) next.wide_powers = any_wide(permissions->find("permissions")) || any_wide(permissions->find("origins"));
        const Json* signed_state = addon.find("signedState");
        // Packages of a distribution lie in folders of the system and bear no signature.
        const bool of_system = location.starts_with("app-system-") || location == "app-global";
        const std::string_view path = addon.member_text("path");
        if (of_system || path.starts_with("/usr/")) {
            next.origin = ExtensionOrigin::Administrator;
        } else if (location == "app-temporary" || (signed_state != nullptr && signed_state->is_integer() && signed_state->integer_or(1) <= 0)) {
            next.origin = ExtensionOrigin::Unsigned;
        } else if (flag(addon, "foreignInstall")) {
            next.origin = ExtensionOrigin::OtherProgram;
        }
        out.push_back(std::move(next));
    }
    return out;
}

/// Numbers of manifest.mojom.
constexpr std::array<std::int64_t, 2> kComponents = {5, 10};
constexpr std::array<std::int64_t, 2> kPolicies = {7, 9};
constexpr std::array<std::int64_t, 3> kExternals = {2, 3, 6};
constexpr std::array<std::int64_t, 2> kUnpacked = {4, 8};

bool among(const auto& numbers, std::int64_t number) { return std::ranges::find(numbers, number) != numbers.end(); }

void add_chromium(const Json& settings, std::vector<BrowserExtension>& out) {
    for (const auto& [id, entry] : settings.members()) {
        const Json* location = entry.find("location");
        const std::int64_t number = location == nullptr ? 0 : location->integer_or(0);
        // Entries without a place are leftovers of extensions that were removed.
        if (number == 0 || among(kComponents, number)) continue;
        BrowserExtension next;
        next.id = id;
        if (const Json* manifest = entry.find("manifest")) {
            next.name = manifest->member_text("name");
            next.version = manifest->member_text("version");
            if (manifest->find("theme") != nullptr) continue;
            next.wide_powers = any_wide(manifest->find("permissions")) || any_wide(manifest->find("host_permissions"));
        }
        if (next.name.empty() || next.name.starts_with("__MSG_")) next.name = id;
        const Json* state = entry.find("state");
        const Json* reasons = entry.find("disable_reasons");
        const bool disabled = reasons != nullptr && (reasons->integer_or(0) != 0 || !reasons->elements().empty());
        next.active = !disabled && (state == nullptr || state->integer_or(0) == 1);
        for (const char* kind : {"active_permissions", "granted_permissions"}) {
            const Json* permissions = entry.find(kind);
            if (permissions == nullptr) continue;
            for (const char* list : {"api", "explicit_host", "scriptable_host"}) next.wide_powers = next.wide_powers || any_wide(permissions->find(list));
        }
        if (among(kUnpacked, number)) next.origin = ExtensionOrigin::Unsigned;
        if (among(kExternals, number)) next.origin = ExtensionOrigin::OtherProgram;
        if (among(kPolicies, number)) next.origin = ExtensionOrigin::Administrator;
        out.push_back(std::move(next));
    }
}

}  // namespace

Result<std::vector<BrowserExtension>> read_extensions(const HostView& host, const BrowserProfile& profile, std::string& source) {
    if (profile.family == BrowserFamily::Firefox) {
        source = profile.folder + "/extensions.json";
        AMPARO_TRY(const Json document, read_browser_json(host, source));
        return firefox(document);
    }
    source = profile.folder + "/Preferences";
    AMPARO_TRY(const ChromiumPrefs prefs, read_chromium_prefs(host, profile));
    std::vector<BrowserExtension> out;
    for (const Json* file : {&prefs.plain, &prefs.secure}) {
        for (const char* path : {"extensions.settings", "extensions.opsettings"}) {
            if (const Json* settings = find_path(*file, path)) add_chromium(*settings, out);
        }
    }
    return out;
}

std::string known_kind(const DatedTable& table, std::string_view id) {
    for (const Json& record : table.records.elements()) {
        if (record.member_text("id") == id) return std::string(record.member_text("kind"));
    }
    return {};
}

}  // namespace amparo::checks
