// ssh-keys-protected: could somebody who copies a private key use it? See README.md.

#include "app/base/text.hpp"
#include "app/base/utf8.hpp"
#include "checks/check.hpp"
#include "checks/probes/ssh_keys.hpp"

namespace amparo::checks {

namespace {

constexpr std::size_t kKeyFile = 64 * limits::kKiB;

std::vector<Facts> collect(const HostView& host) {
    const auto people = host.people();
    if (!people) {
        Facts nobody;
        nobody.refuse("open_keys", people.error(), "/etc/passwd");
        return {nobody};
    }
    std::vector<Facts> out;
    for (const Account& person : *people) {
        Facts facts(person.name);
        const std::string folder = person.home + "/.ssh";
        const auto names = host.list(folder);
        if (!names && names.error().code != Errc::NotFound) {
            facts.refuse("open_keys", names.error(), folder);
            out.push_back(std::move(facts));
            continue;
        }
        std::vector<std::string> open, closed, weak;
        std::optional<Error> trouble;
        std::string at;
        for (const std::string& name : names ? *names : std::vector<std::string>{}) {
            const std::string path = folder + "/" + name;
            const auto text = host.read_start(path, kKeyFile);
            if (!text) {
                if (text.error().code != Errc::NotRegular && text.error().code != Errc::NotFound && !trouble) trouble = text.error(), at = path;
                continue;
            }
            if (name.ends_with(".pub")) {
                if (is_weak_public_key(*text)) weak.push_back(name);
                continue;
            }
            // What begins as a key does and is none, or holds bytes that no text has, may be a key that was damaged.
            const bool broken = !utf8::is_valid(*text) || text->find('\0') != std::string::npos || (text->starts_with("-") && !looks_like_private_key(*text));
            if (broken && !trouble) trouble = fail(Errc::Corrupt).error(), at = path;
            if (!looks_like_private_key(*text)) continue;
            const auto protection = private_key_protection(*text);
            if (!protection) {
                if (!trouble) trouble = protection.error(), at = path;
            } else {
                (*protection == KeyProtection::None ? open : closed).push_back(name);
            }
        }
        facts.put("open_keys", open, folder);
        facts.put("closed_keys", closed, folder);
        facts.put("weak_keys", weak, folder);
        if (trouble) facts.refuse("looked", *trouble, at);
        else facts.put("looked", true, folder);
        out.push_back(std::move(facts));
    }
    return out;
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (const auto keys = facts.list("open_keys"); !keys.empty()) return at_risk(Severity::Large, "open").with("keys", Code{text::join(keys, ", ")});
    if (const auto keys = facts.list("weak_keys"); !keys.empty()) return at_risk(Severity::Small, "weak").with("keys", Code{text::join(keys, ", ")}).fixed_by("weak");
    for (const char* key : {"open_keys", "closed_keys", "weak_keys", "looked"}) {
        if (!facts.known(key)) return cannot_tell(facts.at(key));
    }
    return facts.list("closed_keys").empty() ? does_not_apply("no_keys") : good("closed");
}

}  // namespace

extern constinit const CheckDefinition check_ssh_keys_protected{"ssh-keys-protected", &collect, &judge};

}  // namespace amparo::checks
