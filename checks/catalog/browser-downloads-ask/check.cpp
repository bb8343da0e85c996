// browser-downloads-ask: does a browser open downloaded files by itself? See README.md.

#include <algorithm>
#include <array>

#include "checks/probes/browsers.hpp"

namespace amparo::checks {

namespace {

/// What Firefox does with a kind of file: 2 starts another program, 4 the system's own.
constexpr std::array<std::int64_t, 2> kStarts = {2, 4};
/// Kinds that a browser hands on anyway, and that carry no programs.
constexpr std::array<std::string_view, 5> kHarmless = {"mailto", "webcal", "irc", "ircs", "sms"};

void read(const HostView& host, const BrowserProfile& profile, Facts& facts) {
    std::vector<std::string> kinds;
    if (profile.family == BrowserFamily::Firefox) {
        const std::string source = profile.folder + "/handlers.json";
        const auto handlers = read_browser_json(host, source);
        if (!handlers && handlers.error().code == Errc::NotFound) return facts.put("opened_by_itself", kinds, source);
        if (!handlers) return facts.refuse("opened_by_itself", handlers.error(), source);
        const Json* types = handlers->find("mimeTypes");
        if (types != nullptr) {
            for (const auto& [kind, handler] : types->members()) {
                const Json* action = handler.find("action");
                const Json* ask = handler.find("ask");
                const bool starts = action != nullptr && std::ranges::find(kStarts, action->integer_or(0)) != kStarts.end();
                if (starts && !(ask != nullptr && ask->bool_or(false)) && std::ranges::find(kHarmless, kind) == kHarmless.end()) kinds.push_back(kind);
            }
        }
        return facts.put("opened_by_itself", kinds, source);
    }
    const std::string source = profile.folder + "/Preferences";
    const auto prefs = read_chromium_prefs(host, profile);
    if (!prefs) return facts.refuse("opened_by_itself", prefs.error(), source);
    const Json* list = prefs->find("download.extensions_to_open");
    std::string rest(list == nullptr ? "" : list->text_or());
    while (!rest.empty()) {
        const std::size_t colon = rest.find(':');
        if (colon != 0) kinds.push_back(rest.substr(0, colon));
        rest = colon == std::string::npos ? "" : rest.substr(colon + 1);
    }
    facts.put("opened_by_itself", kinds, source);
}

std::vector<Facts> collect(const HostView& host) { return facts_of_profiles(host, &read); }

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (auto nothing = without_profile(facts)) return *nothing;
    if (!facts.known("opened_by_itself")) return cannot_tell(facts.at("opened_by_itself"));
    const auto kinds = facts.list("opened_by_itself");
    const Code browser{facts.text("browser")};
    if (kinds.empty()) return good("asks").with("browser", browser);
    return at_risk(Severity::Small, "opens").with("browser", browser).with("entry", Code{kinds.front()}).fixed_by(facts.text("browser") == "Firefox" ? "firefox" : "chromium");
}

}  // namespace

extern constinit const CheckDefinition check_browser_downloads_ask{"browser-downloads-ask", &collect, &judge};

}  // namespace amparo::checks
