#include "checks/probes/unattended_upgrades.hpp"

#include <algorithm>
#include <array>

#include "app/base/text.hpp"
#include "checks/probes/patterns.hpp"

namespace amparo::checks {

namespace {

constexpr std::int64_t kDaySeconds = 86'400;

/// What the Release file of an archive with security fixes says.
struct Release {
    std::string origin;
    std::string label;
    std::vector<std::string> suites;
    std::vector<std::string> codenames;
};

std::vector<Release> security_releases(std::string_view id, const std::string& codename) {
    const Release debian{
        "Debian",
        "Debian-Security",
        {"stable-security", "oldstable-security", "oldoldstable-security", "testing-security"},
        {codename + "-security"}};
    // Until Debian 10 the security archive had the names of the release itself.
    constexpr std::array<std::string_view, 4> kOld = {"wheezy", "jessie", "stretch", "buster"};
    const bool old = codename.empty() || std::ranges::find(kOld, codename) != kOld.end();
    const Release old_debian{
        "Debian", "Debian-Security", {"stable", "oldstable", "oldoldstable"}, {codename}};
    const Release ubuntu{"Ubuntu", "Ubuntu", {codename + "-security"}, {codename}};
    const Release kali{
        "Kali", "Kali", {"kali-rolling", "kali-last-snapshot"}, {"kali-rolling", "kali-last-snapshot"}};
    if (id == "kali") return {kali};
    if (id == "ubuntu") return {ubuntu};
    std::vector<Release> out = {debian};
    if (old) out.push_back(old_debian);
    if (id != "debian") out.push_back(ubuntu);
    return out;
}

std::string substitute(std::string value, std::string_view variable, const std::string& replacement) {
    for (const std::string& form : {"${" + std::string(variable) + "}", "$" + std::string(variable)}) {
        for (std::size_t at = value.find(form); at != std::string::npos;
             at = value.find(form, at + replacement.size())) {
            value.replace(at, form.size(), replacement);
        }
    }
    return value;
}

bool any_fits(const std::string& pattern, const std::vector<std::string>& names) {
    return std::ranges::any_of(names, [&](const std::string& name) { return fits_pattern(pattern, name); });
}

/// One "key=value" of a pattern against a release. Without a code name, any name fits: better to miss a fault
/// than to invent one.
bool fits(const Release& release, std::string_view key, const std::string& value, bool any_name) {
    if (key == "o" || key == "origin") return fits_pattern(value, release.origin);
    if (key == "l" || key == "label") return fits_pattern(value, release.label);
    if (key == "a" || key == "archive" || key == "suite") {
        return any_fits(value, release.suites) || (any_name && value.ends_with("-security"));
    }
    if (key == "n" || key == "codename") return any_name || any_fits(value, release.codenames);
    if (key == "c" || key == "component") return fits_pattern(value, "main");
    // Which host the packages come from cannot be told from here.
    return key == "site";
}

bool takes(std::string_view pattern, const Release& release, const std::string& codename) {
    pattern = text::trim(pattern);
    if (pattern.empty()) return false;
    for (const std::string_view token : text::split(pattern, ',')) {
        const std::size_t equals = token.find('=');
        if (equals == std::string_view::npos) return false;
        std::string value(text::trim(token.substr(equals + 1)));
        value = substitute(std::move(value), "distro_codename", codename);
        value = substitute(std::move(value), "distro_id", release.origin);
        if (!fits(release, text::trim(token.substr(0, equals)), value, codename.empty())) return false;
    }
    return true;
}

/// The short form "ID:ARCHIVE" or "ID ARCHIVE" as a pattern.
std::string as_pattern(std::string_view origin) {
    origin = text::trim(origin);
    if (origin.find('=') != std::string_view::npos) return std::string(origin);
    const std::size_t colon = origin.find(':');
    const std::size_t cut = colon == std::string_view::npos ? origin.find(' ') : colon;
    if (cut == std::string_view::npos) return {};
    return "o=" + std::string(text::trim(origin.substr(0, cut))) +
           ",a=" + std::string(text::trim(origin.substr(cut + 1)));
}

}  // namespace

std::optional<std::int64_t> periodic_days(std::string_view setting) {
    setting = text::trim(setting);
    if (setting == "0") return std::nullopt;
    std::int64_t unit = kDaySeconds;
    if (!setting.empty()) {
        const char ending = setting.back();
        unit = ending == 's' ? 1 : ending == 'm' ? 60 : ending == 'h' ? 3600 : kDaySeconds;
        if (ending == 's' || ending == 'm' || ending == 'h' || ending == 'd') setting.remove_suffix(1);
    }
    const auto count = text::to_integer(setting);
    constexpr std::int64_t kLongest = 1'000'000;
    if (!count || *count < 0) return 0;
    return std::min(*count, kLongest) * unit / kDaySeconds;
}

bool takes_security_fixes(const std::vector<std::string>& origins, std::string_view id,
                          std::string_view codename) {
    const std::string name(codename);
    for (const Release& release : security_releases(id, name)) {
        for (const std::string& origin : origins) {
            if (takes(as_pattern(origin), release, name)) return true;
        }
    }
    return false;
}

}  // namespace amparo::checks
