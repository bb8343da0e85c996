// recovery-kit-left-behind: do recovery codes lie where anybody finds them? See README.md.

#include <algorithm>
#include <array>

#include "app/base/text.hpp"
#include "checks/check.hpp"
#include "checks/probes/installed_programs.hpp"
#include "checks/probes/user_dirs.hpp"

namespace amparo::checks {

namespace {

constexpr std::array<std::string_view, 8> kNames = {"*emergency kit*.pdf", "*backup-codes*", "*backup_codes*", "*recovery-codes*", "*recovery_codes*", "*2fa*codes*", "*bitlocker recovery key*", "*recovery kit*.pdf"};

Result<std::vector<std::string>> folders_of(const HostView& host, const Account& person) {
    if (host.system() == System::Linux) return landing_folders(host, person);
    std::vector<std::string> out;
    for (const char* name : {"Downloads", "Desktop", "Documents"}) {
        const std::string folder = person.home + "/" + name;
        const auto info = host.info(folder);
        if (info) out.push_back(folder);
        else if (info.error().code != Errc::NotFound) return std::unexpected(info.error());
    }
    return out;
}

std::vector<Facts> collect(const HostView& host) {
    const auto people = host.people();
    if (!people) {
        Facts nobody;
        nobody.refuse("files", people.error(), "/etc/passwd");
        return {nobody};
    }
    std::vector<Facts> out;
    for (const Account& person : *people) {
        Facts facts(person.name);
        std::vector<std::string> files;
        std::optional<Error> trouble;
        std::string at = person.home;
        const auto folders = folders_of(host, person);
        if (!folders) trouble = folders.error();
        for (const std::string& folder : folders ? *folders : std::vector<std::string>{}) {
            const auto names = host.list(folder);
            if (!names) {
                if (!trouble) trouble = names.error(), at = folder;
                continue;
            }
            for (const std::string& name : *names) {
                if (std::ranges::any_of(kNames, [&](std::string_view pattern) { return named_like(name, pattern); })) files.push_back(folder + "/" + name);
            }
        }
        facts.put("files", files, person.home);
        if (trouble) facts.refuse("looked", *trouble, at);
        else facts.put("looked", true, person.home);
        out.push_back(std::move(facts));
    }
    return out;
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (const auto files = facts.list("files"); !files.empty()) return at_risk(Severity::Small, "found").with("file", Code{files.front()}).with("count", static_cast<std::int64_t>(files.size()));
    for (const char* key : {"files", "looked"}) {
        if (!facts.known(key)) return cannot_tell(facts.at(key));
    }
    return good("none");
}

}  // namespace

extern constinit const CheckDefinition check_recovery_kit_left_behind{"recovery-kit-left-behind", &collect, &judge};

}  // namespace amparo::checks
