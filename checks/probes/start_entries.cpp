#include "checks/probes/start_entries.hpp"

#include <algorithm>
#include <array>

#include "app/base/text.hpp"
#include "app/base/utf8.hpp"
#include "checks/probes/ini.hpp"
#include "checks/probes/plist.hpp"
#include "checks/probes/systemd_units.hpp"
#include "checks/probes/xdg.hpp"

namespace amparo::checks {

namespace {

class Collector {
  public:
    explicit Collector(const HostView& host) : host_(&host) {}

    StartEntries all() {
        if (host_->system() == System::Windows) {
            for (const char* key : {"HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run", "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\RunOnce",
                                    "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run", "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\RunOnce",
                                    "HKLM\\SOFTWARE\\WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\Run"}) {
                run_key(key);
            }
            return std::move(out_);
        }
        const auto people = host_->people();
        if (!people) {
            out_.note(people.error(), "/etc/passwd");
            return std::move(out_);
        }
        if (host_->system() == System::MacOs) {
            launch_folder("/Library/LaunchAgents");
            launch_folder("/Library/LaunchDaemons");
            for (const Account& person : *people) launch_folder(person.home + "/Library/LaunchAgents");
            return std::move(out_);
        }
        desktop_folder("/etc/xdg/autostart");
        for (const Account& person : *people) {
            desktop_folder(xdg_folders(*host_, person).config_home + "/autostart");
            unit_folder(person.home + "/.config/systemd/user");
        }
        return std::move(out_);
    }

  private:
    void failed(const Error& error, const std::string& at) { out_.failed(error, at); }

    void run_key(const std::string& key) {
        const auto names = host_->registry_names(key);
        if (!names) return failed(names.error(), key);
        for (const std::string& name : names->values) {
            const auto value = host_->registry(key, name);
            const auto* command = value ? std::get_if<std::string>(&*value) : nullptr;
            if (command != nullptr) out_.found.push_back({name, *command, key});
            else if (!value) failed(value.error(), key);
        }
    }

    void launch_folder(const std::string& folder) {
        const auto names = host_->list(folder);
        if (!names) return failed(names.error(), folder);
        for (const std::string& name : *names) {
            if (!name.ends_with(".plist")) continue;
            const std::string path = folder + "/" + name;
            const auto list = read_plist(*host_, path);
            if (!list) {
                failed(list.error(), path);
                continue;
            }
            std::string command(list->member_text("Program"));
            const auto words = list->member_texts("ProgramArguments");
            if (!words.empty()) command = text::join(words, " ");
            out_.found.push_back({name, command, path});
        }
    }

    void desktop_folder(const std::string& folder) {
        const auto names = host_->list(folder);
        if (!names) return failed(names.error(), folder);
        for (const std::string& name : *names) {
            if (!name.ends_with(".desktop")) continue;
            const std::string path = folder + "/" + name;
            const auto content = host_->read(path);
            const auto file = content ? parse_ini(*content, IniDialect::KeyFile) : Result<IniFile>(std::unexpected(content.error()));
            if (!file) {
                failed(file.error(), path);
                continue;
            }
            if (file->value("Desktop Entry", "Hidden") == "true") continue;
            const IniEntry* command = file->find("Desktop Entry", "Exec");
            const bool by_bus = file->value("Desktop Entry", "DBusActivatable") == "true";
            // An entry that does not say what it starts, or whose command may be cut, is damaged.
            const bool cut = command != nullptr && !content->ends_with('\n') && command->line >= text::lines(*content).size();
            if (!utf8::is_valid(*content) || cut || (command == nullptr && !by_bus)) {
                failed(fail(Errc::Corrupt).error(), path);
                continue;
            }
            out_.found.push_back({name, command == nullptr ? std::string() : command->value, path});
        }
    }

    void unit_folder(const std::string& folder) {
        const auto names = host_->list(folder);
        if (!names) return failed(names.error(), folder);
        for (const std::string& name : *names) {
            if (!name.ends_with(".service")) continue;
            const std::string path = folder + "/" + name;
            const auto content = host_->read(path);
            // A unit that is switched off for good is empty or leads to no file.
            if (content ? content->empty() : content.error().code == Errc::NotRegular) continue;
            if (!content) {
                failed(content.error(), path);
                continue;
            }
            const auto unit = parse_unit_file(*content);
            if (!unit) failed(unit.error(), path);
            else if (!utf8::is_valid(*content) || !content->ends_with('\n') || unit->values("Service", "ExecStart").empty()) failed(fail(Errc::Corrupt).error(), path);
            else if (const auto commands = unit->values("Service", "ExecStart"); !commands.empty()) out_.found.push_back({name, commands.front(), path});
        }
    }

    const HostView* host_;
    StartEntries out_;
};

bool contains(const std::string& text, std::string_view piece) { return text.find(piece) != std::string::npos; }

/// Programs that run what they are handed.
bool is_script_host(const std::string& small) {
    constexpr std::array<std::string_view, 11> kHosts = {"powershell", "pwsh", "wscript", "cscript", "mshta", "regsvr32", "rundll32", "bash -c", "sh -c", "curl ", "osascript"};
    return std::ranges::any_of(kHosts, [&](std::string_view host) { return contains(small, host); });
}

bool in_temporary_folder(const std::string& small, System system) {
    if (system == System::Windows) {
        constexpr std::array<std::string_view, 5> kFolders = {"\\temp\\", "\\tmp\\", "\\downloads\\", "\\users\\public\\", "%temp%"};
        return std::ranges::any_of(kFolders, [&](std::string_view folder) { return contains(small, folder); });
    }
    constexpr std::array<std::string_view, 5> kFolders = {"/tmp/", "/var/tmp/", "/dev/shm/", "/downloads/", "/private/tmp/"};
    return std::ranges::any_of(kFolders, [&](std::string_view folder) { return contains(small, folder); });
}

/// A name of Windows' own outside of its folder.
bool has_false_name(const std::string& small) {
    constexpr std::array<std::string_view, 7> kNames = {"svchost.exe", "lsass.exe", "csrss.exe", "winlogon.exe", "services.exe", "smss.exe", "explorer.exe"};
    if (contains(small, "\\windows\\") || contains(small, "%systemroot%") || contains(small, "%windir%")) return false;
    return std::ranges::any_of(kNames, [&](std::string_view name) { return contains(small, "\\" + std::string(name)); });
}

}  // namespace

StartEntries start_entries(const HostView& host) { return Collector(host).all(); }

std::string_view strange_start(std::string_view command, System system) {
    const std::string small = text::lower(command);
    const bool from_web = contains(small, "http://") || contains(small, "https://");
    const bool concealed = contains(small, "-enc") || contains(small, "frombase64") || contains(small, "base64 -d");
    if (is_script_host(small) && (from_web || concealed)) return "script-from-web";
    if (in_temporary_folder(small, system)) return "temporary-folder";
    if (system == System::Windows && has_false_name(small)) return "false-name";
    return {};
}

}  // namespace amparo::checks
