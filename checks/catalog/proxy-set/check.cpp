// proxy-set: does web traffic of this computer go through somebody's machine? See README.md.

#include <algorithm>
#include <array>

#include "app/base/text.hpp"
#include "checks/check.hpp"
#include "checks/probes/dconf.hpp"
#include "checks/probes/first_trouble.hpp"
#include "checks/probes/ini.hpp"
#include "checks/probes/xdg.hpp"

namespace amparo::checks {

namespace {

struct Found : FirstTrouble {
    std::vector<std::string> servers;
    std::vector<std::string> scripts;
};

/// "http://user:secret@host:8080/" to "host:8080": a password must not stand in a finding.
std::string host_of(std::string_view address) {
    if (const std::size_t scheme = address.find("://"); scheme != std::string_view::npos) address.remove_prefix(scheme + 3);
    if (const std::size_t at = address.rfind('@'); at != std::string_view::npos) address.remove_prefix(at + 1);
    return std::string(address.substr(0, address.find('/')));
}

std::string text_of(const Setting& setting) {
    return setting.value ? std::string(setting.value->as_text().value_or("")) : std::string{};
}

void gnome(const HostView& host, const Account& person, Found& found) {
    const SettingsReader settings = SettingsReader::open(host, person, {"GNOME"});
    const auto get = [&](const char* schema, const char* path, const char* key) {
        Setting setting = settings.get(schema, path, key);
        if (!setting.value) found.failed(setting.value.error(), setting.source);
        return setting;
    };
    const std::string mode = text_of(get("org.gnome.system.proxy", "/system/proxy/", "mode"));
    if (mode == "auto") {
        const std::string url = text_of(get("org.gnome.system.proxy", "/system/proxy/", "autoconfig-url"));
        found.scripts.push_back(url.empty() ? "wpad" : url);
    } else if (mode == "manual") {
        for (const char* kind : {"http", "https", "socks"}) {
            const std::string schema = std::string("org.gnome.system.proxy.") + kind;
            const std::string path = std::string("/system/proxy/") + kind + "/";
            const std::string server = text_of(get(schema.c_str(), path.c_str(), "host"));
            if (!server.empty()) found.servers.push_back(server);
        }
    }
}

void kde(const HostView& host, const Account& person, Found& found) {
    const std::string path = xdg_folders(host, person).config_home + "/kioslaverc";
    const auto text = host.read(path);
    if (!text) return found.failed(text.error(), path);
    const auto file = parse_ini(*text, IniDialect::Kde);
    if (!file) return found.failed(file.error(), path);
    const std::string kind = file->value("Proxy Settings", "ProxyType").value_or("0");
    if (kind == "1") {
        for (const char* key : {"httpProxy", "httpsProxy", "socksProxy"}) {
            const std::string value = file->value("Proxy Settings", key).value_or("");
            if (!value.empty()) found.servers.push_back(host_of(text::words(value).front()));
        }
    } else if (kind == "2") {
        found.scripts.push_back(file->value("Proxy Settings", "Proxy Config Script").value_or("wpad"));
    } else if (kind == "3") {
        found.scripts.emplace_back("wpad");
    }
}

void environment(const HostView& host, Found& found) {
    for (const char* name : {"http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"}) {
        const auto value = host.environment(name);
        if (value && !value->empty()) found.servers.push_back(host_of(*value));
        if (!value) found.failed(value.error(), name);
    }
}

void windows(const HostView& host, Found& found) {
    const std::string key = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings";
    const auto value = [&](const char* name) -> std::optional<RegistryValue> {
        auto got = host.registry(key, name);
        if (got) return *got;
        found.failed(got.error(), key);
        return std::nullopt;
    };
    const auto enabled = value("ProxyEnable");
    const auto server = value("ProxyServer");
    const auto script = value("AutoConfigURL");
    const auto* on = enabled ? std::get_if<std::int64_t>(&*enabled) : nullptr;
    const auto* name = server ? std::get_if<std::string>(&*server) : nullptr;
    const auto* url = script ? std::get_if<std::string>(&*script) : nullptr;
    if (on != nullptr && *on == 1 && name != nullptr && !name->empty()) found.servers.push_back(host_of(name->substr(name->rfind('=') + 1)));
    if (url != nullptr && !url->empty()) found.scripts.push_back(*url);
}

/// Lines "  HTTPEnable : 1" of `scutil --proxy`.
void macos(const HostView& host, Found& found) {
    const auto text = host.run(Command::Proxies);
    if (!text) {
        found.note(text.error(), "scutil --proxy");
        return;
    }
    const auto value = [&](const std::string& name) -> std::string {
        for (const std::string_view line : text::lines(*text)) {
            const auto words = text::words(line);
            if (words.size() == 3 && words[0] == name && words[1] == ":") return std::string(words[2]);
        }
        return "";
    };
    if (!text->starts_with("<dictionary>")) found.note(fail(Errc::Corrupt).error(), "scutil --proxy");
    for (const std::string kind : {"HTTP", "HTTPS", "SOCKS"}) {
        if (value(kind + "Enable") == "1") found.servers.push_back(value(kind + "Proxy"));
    }
    if (value("ProxyAutoConfigEnable") == "1") found.scripts.push_back(value("ProxyAutoConfigURLString"));
    if (value("ProxyAutoDiscoveryEnable") == "1") found.scripts.emplace_back("wpad");
}

std::vector<Facts> collect(const HostView& host) {
    const auto people = host.people();
    if (!people) {
        Facts nobody;
        nobody.refuse("servers", people.error(), "/etc/passwd");
        return {nobody};
    }
    std::vector<Facts> out;
    for (const Account& person : *people) {
        Found found;
        if (host.system() == System::Windows) windows(host, found);
        else if (host.system() == System::MacOs) macos(host, found);
        else gnome(host, person, found), kde(host, person, found);
        if (host.system() != System::MacOs && host.running()) environment(host, found);
        Facts facts(person.name);
        facts.put("servers", found.servers, "proxy settings");
        facts.put("scripts", found.scripts, "proxy settings");
        found.tell(facts, "looked_everywhere", "proxy settings");
        out.push_back(std::move(facts));
    }
    return out;
}

bool is_local(std::string_view server) {
    return server.starts_with("127.") || server.starts_with("localhost") || server.starts_with("[::1]") || server.starts_with("::1");
}

/// A script from a bare number, or one that travels readably, can be changed by whoever is on the way.
bool is_odd_script(std::string_view url) {
    if (url.starts_with("http://")) return true;
    const std::string name = host_of(url);
    return name.find_first_not_of("0123456789.:") == std::string::npos;
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    for (const std::string& script : facts.list("scripts")) {
        if (script == "wpad") return at_risk(Severity::Small, "finds_itself");
        return at_risk(is_odd_script(script) ? Severity::Large : Severity::Small, "script").with("entry", Code{host_of(script)});
    }
    const auto servers = facts.list("servers");
    const auto strange = std::ranges::find_if_not(servers, is_local);
    if (strange != servers.end()) return at_risk(Severity::Small, "server").with("host", Code{*strange});
    for (const char* key : {"servers", "scripts", "looked_everywhere"}) {
        if (!facts.known(key)) return cannot_tell(facts.at(key));
    }
    return servers.empty() ? good("none") : good("local");
}

}  // namespace

extern constinit const CheckDefinition check_proxy_set{"proxy-set", &collect, &judge};

}  // namespace amparo::checks
