// hosts-file-changed: does this computer look up well-known names in a file instead of asking? See README.md.

#include <algorithm>

#include "app/base/text.hpp"
#include "app/base/utf8.hpp"
#include "checks/catalog/hosts-file-changed/names.hpp"
#include "checks/check.hpp"
#include "checks/probes/system_there.hpp"

namespace amparo::checks {

namespace {

std::string hosts_path(const HostView& host) {
    if (host.system() != System::Windows) return "/etc/hosts";
    const auto root = host.environment("SystemRoot");
    std::string path = root ? *root : host.environment("SystemDrive").value_or("C:") + "/Windows";
    std::ranges::replace(path, '\\', '/');
    return path + "/System32/drivers/etc/hosts";
}

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    const std::string path = hosts_path(host);
    const auto text = host.read(path);
    if (!text && text.error().code == Errc::NotFound && !no_system_there(host)) {
        facts.put("file_there", false, path);
        return {facts};
    }
    if (!text) {
        facts.refuse("redirected", text.error(), path);
        return {facts};
    }
    std::vector<std::string> known, blocked, other;
    std::size_t odd = text->find('\0') == std::string::npos && utf8::is_valid(*text) ? 0 : 1;
    const auto lines = text::lines(*text);
    // An entry in a last line that does not end may be a piece of one.
    const std::string_view last = lines.empty() ? std::string_view() : lines.back();
    if (!text->ends_with('\n') && !text::words(last.substr(0, last.find('#'))).empty()) ++odd;
    for (std::string_view line : lines) {
        line = line.substr(0, line.find('#'));
        const auto words = text::words(line);
        if (words.empty()) continue;
        if (words.size() < 2 || !looks_like_address(words.front())) {
            ++odd;
            continue;
        }
        const bool nowhere = leads_nowhere(words.front());
        for (std::size_t i = 1; i < words.size(); ++i) {
            const std::string entry = std::string(words[i]) + " -> " + std::string(words.front());
            if (is_home_name(words[i])) continue;
            if (is_protection(words[i])) (nowhere ? blocked : known).push_back(entry);
            else if (nowhere) continue;  // lists that block advertising look like this
            else if (is_well_known(words[i])) known.push_back(entry);
            else other.push_back(entry);
        }
    }
    facts.put("redirected", known, path);
    facts.put("blocked_protection", blocked, path);
    facts.put("other", other, path);
    facts.put("odd_lines", static_cast<std::int64_t>(odd), path);
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (facts.known("file_there") && !facts.flag("file_there")) return good("no_file");
    for (const char* key : {"redirected", "blocked_protection", "other", "odd_lines"}) {
        if (facts.unreadable(key) || facts.missing(key)) {
            if (facts.list("redirected").empty()) return cannot_tell(facts.at(key));
        }
    }
    if (const auto list = facts.list("redirected"); !list.empty()) return at_risk(Severity::Large, "redirected").with("entry", Code{list.front()});
    if (const auto list = facts.list("blocked_protection"); !list.empty()) return at_risk(Severity::Large, "blocked").with("entry", Code{list.front()});
    if (const auto list = facts.list("other"); !list.empty()) {
        return at_risk(Severity::Small, "other").with("count", static_cast<std::int64_t>(list.size())).with("entry", Code{list.front()});
    }
    if (facts.number("odd_lines") > 0) return cannot_tell("odd");
    return good("clean");
}

}  // namespace

extern constinit const CheckDefinition check_hosts_file_changed{"hosts-file-changed", &collect, &judge};

}  // namespace amparo::checks
