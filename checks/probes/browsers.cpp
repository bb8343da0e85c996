#include "checks/probes/browsers.hpp"

#include <algorithm>
#include <array>

#include "app/base/text.hpp"
#include "checks/probes/ini.hpp"

namespace amparo::checks {

namespace {

constexpr std::size_t kMaxProfiles = 64;
constexpr std::size_t kBrowserFile = 16 * limits::kMiB;

/// Below which folder of the person a browser keeps its data.
enum class Base { Home, Config, Data, Roaming, Local, Support };
struct Place {
    System system;
    BrowserFamily family;
    std::string_view browser;
    Base base;
    std::string_view folder;
};

constexpr auto kL = System::Linux;
constexpr auto kW = System::Windows;
constexpr auto kM = System::MacOs;
constexpr auto kFox = BrowserFamily::Firefox;
constexpr auto kChr = BrowserFamily::Chromium;

constexpr std::array kPlaces = {
    Place{kL, kFox, "Firefox", Base::Home, ".mozilla/firefox"},
    Place{kL, kFox, "Firefox", Base::Config, "mozilla/firefox"},
    Place{kL, kFox, "Firefox", Base::Home, "snap/firefox/common/.mozilla/firefox"},
    Place{kL, kFox, "Firefox", Base::Home, ".var/app/org.mozilla.firefox/.mozilla/firefox"},
    Place{kL, kFox, "Firefox", Base::Home, ".var/app/org.mozilla.firefox/config/mozilla/firefox"},
    Place{kL, kFox, "LibreWolf", Base::Home, ".librewolf"},
    Place{kL, kFox, "LibreWolf", Base::Home, ".var/app/io.gitlab.librewolf-community/.librewolf"},
    Place{kW, kFox, "Firefox", Base::Roaming, "Mozilla/Firefox"},
    Place{kW, kFox, "LibreWolf", Base::Roaming, "librewolf"},
    Place{kM, kFox, "Firefox", Base::Support, "Firefox"},
    Place{kM, kFox, "LibreWolf", Base::Support, "librewolf"},
    Place{kL, kChr, "Chrome", Base::Config, "google-chrome"},
    Place{kL, kChr, "Chrome", Base::Config, "google-chrome-beta"},
    Place{kL, kChr, "Chrome", Base::Config, "google-chrome-unstable"},
    Place{kL, kChr, "Chrome", Base::Home, ".var/app/com.google.Chrome/config/google-chrome"},
    Place{kL, kChr, "Chromium", Base::Config, "chromium"},
    Place{kL, kChr, "Chromium", Base::Home, "snap/chromium/common/chromium"},
    Place{kL, kChr, "Chromium", Base::Home, ".var/app/org.chromium.Chromium/config/chromium"},
    Place{kL, kChr, "Brave", Base::Config, "BraveSoftware/Brave-Browser"},
    Place{kL, kChr, "Brave", Base::Home, "snap/brave/current/.config/BraveSoftware/Brave-Browser"},
    Place{kL, kChr, "Brave", Base::Home, ".var/app/com.brave.Browser/config/BraveSoftware/Brave-Browser"},
    Place{kL, kChr, "Edge", Base::Config, "microsoft-edge"},
    Place{kL, kChr, "Edge", Base::Home, ".var/app/com.microsoft.Edge/config/microsoft-edge"},
    Place{kL, kChr, "Vivaldi", Base::Config, "vivaldi"},
    Place{kL, kChr, "Vivaldi", Base::Home, ".var/app/com.vivaldi.Vivaldi/config/vivaldi"},
    Place{kL, kChr, "Opera", Base::Config, "opera"},
    Place{kL, kChr, "Opera", Base::Home, "snap/opera/current/.config/opera"},
    Place{kL, kChr, "Opera", Base::Home, ".var/app/com.opera.Opera/config/opera"},
    Place{kW, kChr, "Chrome", Base::Local, "Google/Chrome/User Data"},
    Place{kW, kChr, "Chromium", Base::Local, "Chromium/User Data"},
    Place{kW, kChr, "Brave", Base::Local, "BraveSoftware/Brave-Browser/User Data"},
    Place{kW, kChr, "Edge", Base::Local, "Microsoft/Edge/User Data"},
    Place{kW, kChr, "Vivaldi", Base::Local, "Vivaldi/User Data"},
    Place{kW, kChr, "Opera", Base::Roaming, "Opera Software/Opera Stable"},
    Place{kW, kChr, "Opera GX", Base::Roaming, "Opera Software/Opera GX Stable"},
    Place{kM, kChr, "Chrome", Base::Support, "Google/Chrome"},
    Place{kM, kChr, "Chromium", Base::Support, "Chromium"},
    Place{kM, kChr, "Brave", Base::Support, "BraveSoftware/Brave-Browser"},
    Place{kM, kChr, "Edge", Base::Support, "Microsoft Edge"},
    Place{kM, kChr, "Vivaldi", Base::Support, "Vivaldi"},
    Place{kM, kChr, "Opera", Base::Support, "com.operasoftware.Opera"},
};

/// Tor Browser keeps one profile below the folder it was unpacked into.
struct TorPlace {
    System system;
    Base base;
    std::string_view folder;
};
constexpr std::string_view kTorProfile = "/Browser/TorBrowser/Data/Browser/profile.default";
constexpr std::array kTorPlaces = {
    TorPlace{kL, Base::Data, "torbrowser/tbb/x86_64/tor-browser"},
    TorPlace{kL, Base::Data, "torbrowser/tbb/x86_64/tor-browser_en-US"},
    TorPlace{kL, Base::Home, ".var/app/org.torproject.torbrowser-launcher/data/torbrowser/tbb/x86_64/tor-browser"},
    TorPlace{kL, Base::Home, "tor-browser"},
    TorPlace{kL, Base::Home, "Downloads/tor-browser"},
    TorPlace{kL, Base::Home, "Desktop/tor-browser"},
    TorPlace{kW, Base::Home, "Desktop/Tor Browser"},
    TorPlace{kW, Base::Home, "OneDrive/Desktop/Tor Browser"},
    TorPlace{kW, Base::Home, "Downloads/Tor Browser"},
};

class Finder {
  public:
    Finder(const HostView& host, const Account& person) : host_(&host), person_(&person) {}

    BrowserProfiles find() {
        for (const Place& place : kPlaces) {
            if (place.system != host_->system()) continue;
            const auto base = folder(place.base);
            if (!base) continue;
            const std::string root = *base + "/" + std::string(place.folder);
            if (!there(root)) continue;
            if (place.family == kFox) {
                firefox(place, root);
            } else {
                chromium(place, root);
            }
        }
        for (const TorPlace& place : kTorPlaces) {
            if (place.system != host_->system()) continue;
            const auto base = folder(place.base);
            if (!base) continue;
            const std::string root = *base + "/" + std::string(place.folder);
            if (there(root + std::string(kTorProfile))) add({"Tor Browser", kFox, root, root + std::string(kTorProfile)});
        }
        return std::move(out_);
    }

  private:
    void trouble(const Error& error, const std::string& at) {
        if (error.code == Errc::NotFound || out_.trouble) return;
        out_.trouble = error;
        out_.trouble_at = at;
    }

    bool there(const std::string& path) {
        const auto info = host_->info(path);
        if (!info) trouble(info.error(), path);
        return info.has_value();
    }

    std::optional<std::string> folder(Base base) {
        switch (base) {
            case Base::Home: return person_->home;
            case Base::Support: return person_->home + "/Library/Application Support";
            case Base::Config: return from_environment("XDG_CONFIG_HOME", person_->home + "/.config");
            case Base::Data: return from_environment("XDG_DATA_HOME", person_->home + "/.local/share");
            case Base::Roaming: return from_environment("APPDATA", person_->home + "/AppData/Roaming");
            case Base::Local: return from_environment("LOCALAPPDATA", person_->home + "/AppData/Local");
        }
        return std::nullopt;
    }

    std::string from_environment(const char* name, std::string otherwise) {
        if (!host_->running()) return otherwise;
        auto value = host_->environment(name);
        if (!value || value->empty()) return otherwise;
        std::ranges::replace(*value, '\\', '/');
        return *value;
    }

    void add(BrowserProfile profile) {
        if (out_.found.size() >= kMaxProfiles) {
            trouble(fail(Errc::Limit, "more profiles than we look at").error(), profile.folder);
            return;
        }
        out_.found.push_back(std::move(profile));
    }

    void firefox(const Place& place, const std::string& root) {
        const std::string list = root + "/profiles.ini";
        const auto text = host_->read(list);
        const auto ini = text ? parse_ini(*text) : Result<IniFile>(std::unexpected(text.error()));
        if (!ini) return trouble(ini.error(), list);
        for (const IniSection& section : ini->sections) {
            if (!section.name.starts_with("Profile")) continue;
            std::string path;
            bool relative = true;
            for (const IniEntry& entry : section.entries) {
                if (entry.key == "Path") path = entry.value;
                if (entry.key == "IsRelative") relative = entry.value != "0";
            }
            if (path.empty() || path.find("..") != std::string::npos) continue;
            if (relative) path.insert(0, root + "/");
            std::ranges::replace(path, '\\', '/');
            // A profile that was made and never used has no settings yet.
            if (there(path + "/prefs.js")) add({std::string(place.browser), kFox, root, path});
        }
    }

    void chromium(const Place& place, const std::string& root) {
        // Opera has its one profile in the root itself.
        if (there(root + "/Preferences")) add({std::string(place.browser), kChr, root, root});
        const auto names = host_->list(root);
        if (!names) return trouble(names.error(), root);
        for (const std::string& name : *names) {
            if (name != "Default" && !name.starts_with("Profile ")) continue;
            const std::string folder = root + "/" + name;
            if (there(folder + "/Preferences")) add({std::string(place.browser), kChr, root, folder});
        }
    }

    const HostView* host_;
    const Account* person_;
    BrowserProfiles out_;
};

}  // namespace

BrowserProfiles find_browsers(const HostView& host, const Account& person) { return Finder(host, person).find(); }

std::vector<Facts> facts_of_profiles(const HostView& host, void (*read)(const HostView&, const BrowserProfile&, Facts&)) {
    const auto people = host.people();
    if (!people) {
        Facts nobody;
        nobody.refuse("browser", people.error(), "/etc/passwd");
        return {nobody};
    }
    std::vector<Facts> out;
    for (const Account& person : *people) {
        const BrowserProfiles profiles = find_browsers(host, person);
        for (const BrowserProfile& profile : profiles.found) {
            Facts facts(person.name);
            facts.put("browser", profile.browser, profile.folder);
            read(host, profile, facts);
            out.push_back(std::move(facts));
        }
        if (!profiles.trouble && !profiles.found.empty()) continue;
        Facts facts(person.name);
        if (profiles.trouble) {
            facts.refuse("browser", *profiles.trouble, profiles.trouble_at);
        } else {
            facts.put("browser", "", person.home);
        }
        out.push_back(std::move(facts));
    }
    return out;
}

std::optional<Judgement> without_profile(const Facts& facts) {
    if (!facts.known("browser")) return cannot_tell(facts.at("browser"));
    if (facts.text("browser").empty()) return does_not_apply("no_browser");
    return std::nullopt;
}

Result<Json> read_browser_json(const HostView& host, const std::string& path) {
    AMPARO_TRY(const std::string text, host.read(path, kBrowserFile));
    JsonLimits limits;
    limits.bytes = kBrowserFile;
    limits.depth = 64;
    limits.nodes = 1'000'000;
    limits.string_bytes = 4 * limits::kMiB;
    limits.key_bytes = 64 * limits::kKiB;  // names of sites are keys
    return Json::parse(text, limits);
}

const Json* find_path(const Json& json, std::string_view path) {
    const Json* at = &json;
    for (const std::string_view part : text::split(path, '.')) {
        at = at->find(part);
        if (at == nullptr) return nullptr;
    }
    return at;
}

const Json* ChromiumPrefs::find(std::string_view path) const {
    const Json* at = find_path(plain, path);
    return at != nullptr ? at : find_path(secure, path);
}

Result<ChromiumPrefs> read_chromium_prefs(const HostView& host, const BrowserProfile& profile) {
    ChromiumPrefs prefs;
    AMPARO_TRY(prefs.plain, read_browser_json(host, profile.folder + "/Preferences"));
    auto secure = read_browser_json(host, profile.folder + "/Secure Preferences");
    if (!secure && secure.error().code != Errc::NotFound) return std::unexpected(secure.error());
    if (secure) prefs.secure = *std::move(secure);
    return prefs;
}

}  // namespace amparo::checks
