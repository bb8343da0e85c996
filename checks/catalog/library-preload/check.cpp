// library-preload: is code put into every program that starts? See README.md.

#include "app/base/text.hpp"
#include "checks/check.hpp"
#include "checks/probes/system_there.hpp"

namespace amparo::checks {

namespace {

constexpr const char* kFile = "/etc/ld.so.preload";

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    const auto text = host.read(kFile);
    std::vector<std::string> entries;
    if (!text && (text.error().code != Errc::NotFound || no_system_there(host))) {
        facts.refuse("for_everybody", text.error(), kFile);
    } else {
        if (text) {
            for (const std::string_view line : text::lines(*text)) {
                for (const std::string_view word : text::words(line.substr(0, line.find('#')))) {
                    // The Raspberry Pi's own system puts its faster copying in here.
                    if (word.find("/libarmmem") == std::string_view::npos) entries.emplace_back(word);
                }
            }
        }
        facts.put("for_everybody", entries, kFile);
    }
    const auto own = host.environment("LD_PRELOAD");
    if (own && !text::trim(*own).empty()) facts.put("for_this_session", *own, "LD_PRELOAD");
    else if (own || own.error().code == Errc::NotFound) facts.put("for_this_session", "", "LD_PRELOAD");
    else facts.refuse("for_this_session", own.error(), "LD_PRELOAD");
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (const auto list = facts.list("for_everybody"); !list.empty()) return at_risk(Severity::Large, "everybody").with("file", Code{list.front()});
    if (!facts.text("for_this_session").empty()) return at_risk(Severity::Small, "session").with("file", Code{facts.text("for_this_session")});
    if (!facts.known("for_everybody")) return cannot_tell(facts.at("for_everybody"));
    // Below --root nobody's environment can be seen; the file is what lasts.
    if (facts.unreadable("for_this_session") && facts.at("for_this_session").why != Errc::NotRunning) return cannot_tell(facts.at("for_this_session"));
    return good("none");
}

}  // namespace

extern constinit const CheckDefinition check_library_preload{"library-preload", &collect, &judge};

}  // namespace amparo::checks
