// package-sources-trusted: does software come from places that sign it? See README.md.

#include <array>

#include "app/base/text.hpp"
#include "app/base/utf8.hpp"
#include "checks/check.hpp"
#include "checks/probes/first_trouble.hpp"
#include "checks/probes/ini.hpp"

namespace amparo::checks {

namespace {

struct Found : FirstTrouble {
    std::vector<std::string> unsigned_sources;
    bool any = false;
};

/// A disc or a folder of this computer was checked when it was made.
bool is_local(std::string_view line) { return line.find("cdrom:") != std::string_view::npos || line.find("file:") != std::string_view::npos || line.find("copy:") != std::string_view::npos; }

/// "deb [ trusted=yes ] https://…" and, in the newer form, "Trusted: yes".
void apt_file(const HostView& host, const std::string& path, Found& found) {
    const auto text = host.read(path);
    if (!text) return found.failed(text.error(), path);
    const auto damaged = [&] { found.failed(fail(Errc::Corrupt).error(), path); };
    if (!utf8::is_valid(*text) || text->find('\0') != std::string::npos) return damaged();
    found.any = true;
    std::string entry;
    bool trusted = false;
    const auto close = [&] {
        if (trusted && !is_local(entry)) found.unsigned_sources.push_back(path);
        entry.clear();
        trusted = false;
    };
    for (const std::string_view raw : text::lines(*text)) {
        const std::string line = text::lower(text::trim(raw));
        if (line.starts_with('#')) continue;
        if (path.ends_with(".sources")) {
            if (line.empty()) close();
            entry += line + " ";
            const auto words = text::words(line);
            if (!line.empty() && line.find(':') == std::string::npos && !raw.starts_with(' ') && !raw.starts_with('\t')) damaged();
            if (words.size() == 2 && (words[0] == "trusted:" || words[0] == "allow-insecure:") && words[1] == "yes") trusted = true;
        } else if (!line.empty()) {
            const bool bracket = line.find('[') != std::string::npos;
            if (!line.starts_with("deb") || text::words(line).size() < 3 || (bracket && line.find(']') == std::string::npos)) damaged();
            const std::string_view options = std::string_view(line).substr(0, line.find(']'));
            entry = line;
            trusted = bracket && (options.find("trusted=yes") != std::string_view::npos || options.find("allow-insecure=yes") != std::string_view::npos);
            close();
        }
    }
    close();
}

/// Sections of dnf and zypper: "gpgcheck=0" in a source that is switched on.
void rpm_file(const HostView& host, const std::string& path, Found& found) {
    const auto text = host.read(path);
    if (!text) return found.failed(text.error(), path);
    const auto file = parse_ini(*text);
    if (!file) return found.failed(file.error(), path);
    found.any = true;
    for (const IniSection& section : file->sections) {
        const auto value = [&](const char* key) { return ini_bool(file->value(section.name, key).value_or("")); };
        const bool enabled = value("enabled").value_or(true);
        const bool local = is_local(file->value(section.name, "baseurl").value_or(""));
        if (!section.name.empty() && section.name != "main" && enabled && !local && value("gpgcheck") == false) found.unsigned_sources.push_back(section.name + " (" + path + ")");
    }
}

std::vector<Facts> collect(const HostView& host) {
    Found found;
    apt_file(host, "/etc/apt/sources.list", found);
    const auto each = [&](const char* folder, auto read, std::initializer_list<std::string_view> ends) {
        const auto names = host.list(folder);
        if (!names) return found.failed(names.error(), folder);
        for (const std::string& name : *names) {
            for (const std::string_view end : ends) {
                if (name.ends_with(end)) read(host, std::string(folder) + "/" + name, found);
            }
        }
    };
    each("/etc/apt/sources.list.d", apt_file, {".list", ".sources"});
    each("/etc/yum.repos.d", rpm_file, {".repo"});
    each("/etc/zypp/repos.d", rpm_file, {".repo"});
    if (const auto text = host.read("/etc/pacman.conf")) {
        found.any = true;
        for (const std::string_view line : text::lines(*text)) {
            const auto words = text::words(line);
            if (words.size() < 3 || words[0] != "SigLevel") continue;
            for (const std::string_view word : words) {
                if (word == "Never" || word == "TrustAll") found.unsigned_sources.push_back("/etc/pacman.conf");
            }
        }
    } else {
        found.failed(text.error(), "/etc/pacman.conf");
    }
    Facts facts;
    facts.put("unsigned", found.unsigned_sources, "sources of packages");
    if (!found.trouble && !found.any) facts.miss("looked", "/etc/apt/sources.list");
    else found.tell(facts, "looked", "sources of packages");
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (const auto list = facts.list("unsigned"); !list.empty()) return at_risk(Severity::Large, "unsigned").with("file", Code{list.front()}).with("count", static_cast<std::int64_t>(list.size()));
    for (const char* key : {"unsigned", "looked"}) {
        if (!facts.known(key)) return cannot_tell(facts.at(key));
    }
    return good("signed");
}

}  // namespace

extern constinit const CheckDefinition check_package_sources_trusted{"package-sources-trusted", &collect, &judge};

}  // namespace amparo::checks
