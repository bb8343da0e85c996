// browser-forced-by-policy: does somebody make rules for the browsers of this computer? See README.md.

#include <algorithm>
#include <array>

#include "app/base/text.hpp"
#include "checks/probes/browsers.hpp"
#include "checks/probes/first_trouble.hpp"
#include "checks/probes/plist.hpp"
#include "checks/probes/system_there.hpp"

namespace amparo::checks {

namespace {

struct Found : FirstTrouble {
    std::vector<std::string> rules;
    std::vector<std::string> forced;

    /// Rules that put something between the person and the web.
    void add(const std::string& name, const std::string& place) {
        constexpr std::array<std::string_view, 9> kForcing = {"ExtensionInstallForcelist", "ExtensionSettings", "ProxySettings", "ProxyMode", "ProxyServer", "ProxyPacUrl", "Proxy", "Certificates", "CACertificates"};
        const bool forcing = std::ranges::any_of(kForcing, [&](std::string_view word) { return text::equals_ignoring_case(word, name); });
        (forcing ? forced : rules).push_back(name + " (" + place + ")");
    }
};

void json_file(const HostView& host, const std::string& path, bool mozilla, Found& found) {
    const auto json = read_browser_json(host, path);
    if (!json) return found.failed(json.error(), path);
    const Json* policies = mozilla ? json->find("policies") : &*json;
    if (policies == nullptr) return;
    for (const auto& [name, value] : policies->members()) found.add(name, path);
}

void linux_rules(const HostView& host, Found& found) {
    for (const char* folder : {"/etc/opt/chrome/policies/managed", "/etc/chromium/policies/managed", "/etc/brave/policies/managed", "/etc/opt/edge/policies/managed", "/etc/opt/vivaldi/policies/managed", "/etc/vivaldi/policies/managed"}) {
        const auto names = host.list(folder);
        if (!names) {
            found.failed(names.error(), folder);
            continue;
        }
        for (const std::string& name : *names) {
            if (name.ends_with(".json")) json_file(host, std::string(folder) + "/" + name, false, found);
        }
    }
    for (const char* path : {"/etc/firefox/policies/policies.json", "/usr/lib/firefox/distribution/policies.json", "/usr/lib64/firefox/distribution/policies.json", "/usr/lib/firefox-esr/distribution/policies.json", "/opt/firefox/distribution/policies.json"}) {
        json_file(host, path, true, found);
    }
}

void windows_rules(const HostView& host, Found& found) {
    for (const char* root : {"HKLM\\", "HKCU\\"}) {
        for (const char* below : {"Google\\Chrome", "Chromium", "Microsoft\\Edge", "BraveSoftware\\Brave", "Vivaldi", "Mozilla\\Firefox"}) {
            const std::string key = std::string(root) + "SOFTWARE\\Policies\\" + below;
            const auto names = host.registry_names(key);
            if (!names) {
                found.failed(names.error(), key);
                continue;
            }
            for (const std::string& name : names->values) found.add(name, key);
            for (const std::string& name : names->keys) {
                // An empty key forces nothing.
                const auto inside = host.registry_names(key + "\\" + name);
                if (!inside) found.failed(inside.error(), key);
                else if (!inside->values.empty() || !inside->keys.empty()) found.add(name, key);
            }
        }
    }
}

void macos_rules(const HostView& host, Found& found) {
    for (const char* name : {"com.google.Chrome", "org.chromium.Chromium", "com.microsoft.Edge", "com.brave.Browser", "com.vivaldi.Vivaldi", "org.mozilla.firefox"}) {
        const std::string path = std::string("/Library/Managed Preferences/") + name + ".plist";
        const auto list = read_plist(host, path);
        if (!list) {
            found.failed(list.error(), path);
            continue;
        }
        for (const auto& [key, value] : list->members()) found.add(key, path);
    }
}

std::vector<Facts> collect(const HostView& host) {
    Found found;
    if (host.system() == System::Windows) windows_rules(host, found);
    else if (host.system() == System::MacOs) macos_rules(host, found);
    else linux_rules(host, found);
    if (const auto error = no_system_there(host)) found.note(*error, kSettingsFolder);
    Facts facts;
    facts.put("forced", found.forced, "rules for browsers");
    facts.put("rules", found.rules, "rules for browsers");
    found.tell(facts, "looked", "rules for browsers");
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    const auto say = [&](Severity severity, const char* reason, const std::vector<std::string>& list) {
        return at_risk(severity, reason).with("count", static_cast<std::int64_t>(list.size())).with("setting", Code{list.front()});
    };
    if (const auto list = facts.list("forced"); !list.empty()) return say(Severity::Large, "forced", list);
    if (const auto list = facts.list("rules"); !list.empty()) return say(Severity::Small, "rules", list);
    for (const char* key : {"forced", "rules", "looked"}) {
        if (!facts.known(key)) return cannot_tell(facts.at(key));
    }
    return good("none");
}

}  // namespace

extern constinit const CheckDefinition check_browser_forced_by_policy{"browser-forced-by-policy", &collect, &judge};

}  // namespace amparo::checks
