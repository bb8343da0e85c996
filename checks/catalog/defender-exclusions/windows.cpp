// defender-exclusions: which places is the protection of Windows told not to look at? See README.md.

#include <algorithm>
#include <array>

#include "app/base/text.hpp"
#include "checks/check.hpp"

namespace amparo::checks {

namespace {

constexpr std::array kKeys = {"HKLM\\SOFTWARE\\Microsoft\\Windows Defender\\Exclusions\\Paths",
                              "HKLM\\SOFTWARE\\Microsoft\\Windows Defender\\Exclusions\\Extensions",
                              "HKLM\\SOFTWARE\\Microsoft\\Windows Defender\\Exclusions\\Processes",
                              "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows Defender\\Exclusions\\Paths",
                              "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows Defender\\Exclusions\\Extensions",
                              "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows Defender\\Exclusions\\Processes"};

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    std::vector<std::string> all;
    std::optional<Error> trouble;
    std::string at;
    std::size_t seen = 0;
    for (const char* key : kKeys) {
        const auto names = host.registry_names(key);
        if (names) ++seen;
        if (!names && names.error().code != Errc::NotFound && !trouble) trouble = names.error(), at = key;
        if (names) all.insert(all.end(), names->values.begin(), names->values.end());
    }
    facts.put("exclusions", all, kKeys.front());
    // Newer versions of Windows keep the list from ordinary accounts; no list at all is not an empty one.
    if (trouble) facts.refuse("looked_everywhere", *trouble, at);
    else if (seen == 0) facts.miss("looked_everywhere", kKeys.front());
    else facts.put("looked_everywhere", true, kKeys.front());
    return {facts};
}

/// Places where downloads and malware land, whole drives, and programs that run scripts.
bool is_dangerous(std::string_view entry) {
    constexpr std::array<std::string_view, 11> kPieces = {"\\temp", "\\downloads", "\\appdata", "\\users\\public", "\\programdata", "powershell", "wscript", "cscript", "mshta", "cmd.exe", "rundll32"};
    const std::string small = text::lower(entry);
    if (small.size() <= 3 && small.size() >= 2 && small[1] == ':') return true;
    if (small == "exe" || small == "*") return true;
    return std::ranges::any_of(kPieces, [&](std::string_view piece) { return small.find(piece) != std::string::npos; });
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    const auto all = facts.list("exclusions");
    const auto worst = std::ranges::find_if(all, is_dangerous);
    if (worst != all.end()) return at_risk(Severity::Large, "dangerous").with("entry", Code{*worst});
    if (!all.empty()) return at_risk(Severity::Small, "some").with("entry", Code{all.front()}).with("count", static_cast<std::int64_t>(all.size()));
    if (!facts.known("exclusions")) return cannot_tell(facts.at("exclusions"));
    if (facts.missing("looked_everywhere")) return cannot_tell("kept_back");
    if (!facts.known("looked_everywhere")) return cannot_tell(facts.at("looked_everywhere"));
    return good("none");
}

}  // namespace

extern constinit const CheckDefinition check_defender_exclusions_on_windows{"defender-exclusions", &collect, &judge};

}  // namespace amparo::checks
