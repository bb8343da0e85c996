// ssh-authorized-keys: whose keys open this account from afar? See README.md.

#include "app/base/text.hpp"
#include "checks/check.hpp"

namespace amparo::checks {

namespace {

std::vector<Facts> collect(const HostView& host) {
    const auto people = host.people();
    if (!people) {
        Facts nobody;
        nobody.refuse("keys", people.error(), "/etc/passwd");
        return {nobody};
    }
    std::vector<Facts> out;
    for (const Account& person : *people) {
        Facts facts(person.name);
        std::vector<std::string> keys;
        std::string at;
        std::optional<Error> trouble;
        std::vector<std::string> files = {person.home + "/.ssh/authorized_keys", person.home + "/.ssh/authorized_keys2"};
        if (host.system() == System::Windows) files.push_back(host.environment("ProgramData").value_or("C:/ProgramData") + "/ssh/administrators_authorized_keys");
        for (std::string path : files) {
            for (char& c : path) c = c == '\\' ? '/' : c;
            const auto text = host.read(path);
            if (!text) {
                if (text.error().code != Errc::NotFound && !trouble) trouble = text.error(), at = path;
                continue;
            }
            for (const std::string_view line : text::lines(*text)) {
                const auto words = text::words(line);
                if (words.empty() || words.front().starts_with('#')) continue;
                // The key itself says nothing to a person; what stands behind it often does.
                keys.emplace_back(words.size() > 2 ? std::string(words.back()) : std::string(words.front()));
            }
            if (at.empty()) at = path;
        }
        facts.put("keys", keys, at.empty() ? files.front() : at);
        if (trouble) facts.refuse("looked", *trouble, at);
        else facts.put("looked", true, files.front());
        out.push_back(std::move(facts));
    }
    return out;
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (const auto keys = facts.list("keys"); !keys.empty()) return at_risk(Severity::Small, "some").with("count", static_cast<std::int64_t>(keys.size())).with("names", Code{text::join(keys, ", ")});
    for (const char* key : {"keys", "looked"}) {
        if (!facts.known(key)) return cannot_tell(facts.at(key));
    }
    return good("none");
}

}  // namespace

extern constinit const CheckDefinition check_ssh_authorized_keys{"ssh-authorized-keys", &collect, &judge};

}  // namespace amparo::checks
