// password-manager-present: is a password manager in use on this computer? See README.md.

#include <algorithm>
#include <array>

#include "app/base/text.hpp"
#include "checks/probes/browser_extensions.hpp"
#include "checks/probes/dated_table.hpp"
#include "checks/probes/installed_programs.hpp"

namespace amparo::checks {

namespace {

constexpr std::array<std::string_view, 21> kPrograms = {
    "keepassxc", "keepassxc-full", "keepassxc-minimal", "keepass2", "org.keepassxc.KeePassXC", "bitwarden", "com.bitwarden.desktop",
    "1password", "com.onepassword.OnePassword", "proton-pass", "me.proton.Pass", "pass", "gopass", "org.gnome.World.Secrets", "gnome-passwordsafe",
    "enpass", "KeePassXC", "Bitwarden", "1Password", "Proton Pass", "KeePass Password Safe"};

/// True for the name itself and for the name with a version behind it, as Windows lists it. A name that only begins or ends
/// alike belongs to something else: a theme, a helper, a library.
bool is_program(std::string_view name, std::string_view known) {
    if (text::equals_ignoring_case(name, known)) return true;
    if (name.size() <= known.size() + 1 || name[known.size()] != ' ') return false;
    const char next = name[known.size() + 1];
    return text::equals_ignoring_case(name.substr(0, known.size()), known) && ((next >= '0' && next <= '9') || next == '(');
}

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    std::vector<std::string> found;
    const auto add = [&](const std::string& name) {
        if (std::ranges::find(found, name) == found.end()) found.push_back(name);
    };
    const InstalledPrograms installed = installed_programs(host);
    for (const InstalledProgram& program : installed.found) {
        if (std::ranges::any_of(kPrograms, [&](std::string_view known) { return is_program(program.name, known); })) add(program.name);
    }
    const auto table = load_dated_table("browser-extensions");
    const auto people = host.people();
    if (table && people) {
        for (const Account& person : *people) {
            for (const BrowserProfile& profile : find_browsers(host, person).found) {
                std::string source;
                const auto extensions = read_extensions(host, profile, source);
                if (!extensions) continue;
                for (const BrowserExtension& extension : *extensions) {
                    if (extension.active && known_kind(*table, extension.id) == "password-manager") add(extension.name);
                }
            }
        }
    }
    facts.put("managers", found, "programs and extensions");
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (!facts.known("managers")) return cannot_tell(facts.at("managers"));
    const auto names = facts.list("managers");
    // Not to have found one is no proof: it may be on the phone, on paper, or unknown to us.
    if (names.empty()) return cannot_tell("none_found");
    return good("found").with("programs", text::join(names, ", "));
}

}  // namespace

extern constinit const CheckDefinition check_password_manager_present{"password-manager-present", &collect, &judge};

}  // namespace amparo::checks
