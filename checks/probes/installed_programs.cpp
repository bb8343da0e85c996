#include "checks/probes/installed_programs.hpp"

#include <algorithm>
#include <array>

#include "app/base/text.hpp"
#include "app/base/utf8.hpp"
#include "checks/probes/plist.hpp"
#include "checks/probes/sqlite_copy.hpp"

namespace amparo::checks {

namespace {

constexpr const char* kDpkg = "/var/lib/dpkg/status";
constexpr std::array kRpm = {"/usr/lib/sysimage/rpm/rpmdb.sqlite", "/var/lib/rpm/rpmdb.sqlite"};
constexpr std::array kOldRpm = {"/var/lib/rpm/Packages", "/usr/lib/sysimage/rpm/Packages.db"};
constexpr const char* kPacman = "/var/lib/pacman/local";
constexpr const char* kApk = "/lib/apk/db/installed";

class Lister {
  public:
    explicit Lister(const HostView& host) : host_(&host) {}

    InstalledPrograms all() {
        if (host_->system() == System::Windows) {
            windows();
        } else if (host_->system() == System::MacOs) {
            macos();
        } else {
            linux_packages();
            flatpaks();
            snaps();
        }
        return std::move(out_);
    }

  private:
    void trouble(const Error& error, const std::string& at) {
        if (out_.trouble) return;
        out_.trouble = error;
        out_.trouble_at = at;
    }

    /// False when there is no such list.
    bool note(const Error& error, const std::string& at) {
        if (error.code == Errc::NotFound) return false;
        trouble(error, at);
        return true;
    }

    void linux_packages() {
        bool any = dpkg();
        any = rpm() || any;
        any = pacman() || any;
        any = apk() || any;
        if (!any) trouble(fail(Errc::NotFound, "no list of packages").error(), kDpkg);
    }

    bool dpkg() {
        const auto text = host_->read(kDpkg, limits::kHostTable);
        if (!text) return note(text.error(), kDpkg);
        auto programs = parse_dpkg_status(*text);
        if (!programs) return note(programs.error(), kDpkg);
        std::ranges::move(*programs, std::back_inserter(out_.found));
        return true;
    }

    bool rpm() {
        for (const char* path : kRpm) {
            const auto info = host_->info(path);
            if (!info && info.error().code == Errc::NotFound) continue;
            const auto copy = SqliteCopy::read(*host_, path);
            if (!copy) return note(copy.error(), path), true;
            const auto names = copy->rows("SELECT DISTINCT key FROM Name", limits::kHostEntries);
            if (!names) return note(names.error(), path), true;
            for (const auto& row : *names) out_.found.push_back({row.front(), "", "package"});
            return true;
        }
        for (const char* path : kOldRpm) {
            if (host_->info(path)) return trouble(fail(Errc::Unsupported, "an older form of rpm's list").error(), path), true;
        }
        return false;
    }

    bool pacman() {
        const auto names = host_->list(kPacman);
        if (!names) return note(names.error(), kPacman);
        for (const std::string& name : *names) {
            // "firefox-145.0-1": the last two parts are version and release.
            const std::size_t release = name.rfind('-');
            const std::size_t version = release == std::string::npos || release == 0 ? std::string::npos : name.rfind('-', release - 1);
            if (version == std::string::npos) continue;
            out_.found.push_back({name.substr(0, version), name.substr(version + 1, release - version - 1), "package"});
        }
        return true;
    }

    bool apk() {
        const auto text = host_->read(kApk, limits::kHostTable);
        if (!text) return note(text.error(), kApk);
        for (const std::string_view line : text::lines(*text)) {
            if (line.starts_with("P:")) out_.found.push_back({std::string(line.substr(2)), "", "package"});
            if (line.starts_with("V:") && !out_.found.empty()) out_.found.back().version = line.substr(2);
        }
        return true;
    }

    void folder(const std::string& path, const std::string& from) {
        const auto names = host_->list(path);
        if (!names) {
            note(names.error(), path);
            return;
        }
        for (const std::string& name : *names) out_.found.push_back({name, "", from});
    }

    void flatpaks() {
        folder("/var/lib/flatpak/app", "flatpak");
        const auto people = host_->people();
        if (!people) return trouble(people.error(), "/etc/passwd");
        for (const Account& person : *people) folder(person.home + "/.local/share/flatpak/app", "flatpak");
    }

    void snaps() {
        const auto names = host_->list("/var/lib/snapd/snaps");
        if (!names) {
            note(names.error(), "/var/lib/snapd/snaps");
            return;
        }
        for (const std::string& name : *names) {
            if (name.ends_with(".snap")) out_.found.push_back({name.substr(0, name.rfind('_')), "", "snap"});
        }
    }

    void windows() {
        bool any = false;
        for (const char* key : {"HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall",
                                "HKLM\\SOFTWARE\\WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\Uninstall",
                                "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall"}) {
            const auto names = host_->registry_names(key);
            if (!names) {
                note(names.error(), key);
                continue;
            }
            any = true;
            for (const std::string& name : names->keys) {
                const std::string entry = std::string(key) + "\\" + name;
                const auto shown = host_->registry(entry, "DisplayName");
                const auto* text = shown ? std::get_if<std::string>(&*shown) : nullptr;
                // Parts of Windows and updates have no name to show.
                if (!shown) note(shown.error(), entry);
                if (text == nullptr) continue;
                const auto version = host_->registry(entry, "DisplayVersion");
                if (!version) note(version.error(), entry);
                const auto* number = version ? std::get_if<std::string>(&*version) : nullptr;
                out_.found.push_back({*text, number == nullptr ? "" : *number, "windows"});
            }
        }
        if (!any) trouble(fail(Errc::NotFound, "no list of programs").error(), "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall");
    }

    void macos() {
        const std::string place = "/Applications";
        const auto names = host_->list(place);
        if (!names) return trouble(names.error(), place);
        for (const std::string& name : *names) {
            if (!name.ends_with(".app")) continue;
            const std::string path = place + "/" + name + "/Contents/Info.plist";
            const auto info = read_plist(*host_, path);
            if (!info) note(info.error(), path);
            const std::string version = info ? std::string(info->member_text("CFBundleShortVersionString")) : "";
            out_.found.push_back({name.substr(0, name.size() - 4), version, "macos"});
        }
    }

    const HostView* host_;
    InstalledPrograms out_;
};

}  // namespace

InstalledPrograms installed_programs(const HostView& host) { return Lister(host).all(); }

Result<std::vector<InstalledProgram>> parse_dpkg_status(std::string_view text) {
    if (text.size() > limits::kHostTable) return fail(Errc::Limit);
    if (text.find('\0') != std::string_view::npos) return fail(Errc::Corrupt, "NUL bytes");
    // Entries end in an empty line, so a file that was cut does not.
    if (!text.ends_with("\n\n")) return fail(Errc::Corrupt, "the last entry is cut");
    std::vector<InstalledProgram> out;
    InstalledProgram next;
    bool installed = false;
    for (const std::string_view line : text::lines(text)) {
        if (line.empty()) {
            if (installed && !next.name.empty()) out.push_back(next);
            next = {};
            installed = false;
        } else if (line.starts_with("Package: ")) {
            next.name = line.substr(9);
        } else if (line.starts_with("Version: ")) {
            next.version = line.substr(9);
        } else if (line.starts_with("Status: ")) {
            installed = line.ends_with(" installed");
            next.from = "package";
        }
        if (out.size() > 100'000) return fail(Errc::Limit);
    }
    if (out.empty()) return fail(Errc::Corrupt, "no package in it");
    return out;
}

std::string describe(const std::vector<InstalledProgram>& programs) {
    std::string out;
    for (const InstalledProgram& program : programs) {
        out += program.from + " " + utf8::displayable(program.name, 200) + " " + utf8::displayable(program.version, 100) + "\n";
    }
    return out;
}

Result<std::vector<std::string>> running_programs(const HostView& host) {
    std::vector<std::string> out;
    if (host.system() == System::Windows) {
        AMPARO_TRY(const std::string answer, host.ask(HostQuestion::Processes));
        for (const std::string_view line : text::lines(answer)) out.emplace_back(text::trim(line));
        return out;
    }
    if (host.system() != System::Linux) return fail(Errc::Unsupported);
    if (!host.running()) return fail(Errc::NotRunning);
    AMPARO_TRY(const std::vector<std::string> entries, host.list("/proc"));
    for (const std::string& entry : entries) {
        if (entry.find_first_not_of("0123456789") != std::string::npos) continue;
        if (const auto name = host.read_start("/proc/" + entry + "/comm", 64)) out.emplace_back(text::trim(*name));
    }
    AMPARO_TRY_VOID(host.still_allowed());
    if (out.empty()) return fail(Errc::Denied, "no program is shown");
    return out;
}

bool named_like(std::string_view text, std::string_view pattern) {
    const std::string small = text::lower(text);
    const std::string form = text::lower(pattern);
    std::size_t at = 0;
    std::size_t star = std::string::npos;
    std::size_t retry = 0;
    std::size_t i = 0;
    while (at < small.size()) {
        if (i < form.size() && form[i] == '*') {
            star = i++;
            retry = at;
        } else if (i < form.size() && form[i] == small[at]) {
            ++i;
            ++at;
        } else if (star != std::string::npos) {
            i = star + 1;
            at = ++retry;
        } else {
            return false;
        }
    }
    while (i < form.size() && form[i] == '*') ++i;
    return i == form.size();
}

}  // namespace amparo::checks
