// camera-mic-apps: which programs use camera and microphone? See README.md.

#include <algorithm>
#include <array>

#include "app/base/text.hpp"
#include "checks/check.hpp"

namespace amparo::checks {

namespace {

constexpr const char* kStore = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\CapabilityAccessManager\\ConsentStore\\";

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    std::vector<std::string> used, now;
    std::optional<Error> trouble;
    std::string at;
    const auto look = [&](const std::string& key) {
        const auto names = host.registry_names(key);
        if (!names) {
            if (names.error().code != Errc::NotFound && !trouble) trouble = names.error(), at = key;
            return;
        }
        for (const std::string& name : names->keys) {
            if (text::lower(name) == "nonpackaged") continue;
            const auto stop = host.registry(key + "\\" + name, "LastUsedTimeStop");
            const auto* number = stop ? std::get_if<std::int64_t>(&*stop) : nullptr;
            if (!stop && stop.error().code != Errc::NotFound && !trouble) trouble = stop.error(), at = key;
            if (number == nullptr) continue;
            // "C:#Program Files#Zoom#Zoom.exe"
            const std::string shown = name.substr(name.rfind('#') == std::string::npos ? 0 : name.rfind('#') + 1);
            auto& list = *number == 0 ? now : used;
            if (std::ranges::find(list, shown) == list.end()) list.push_back(shown);
        }
    };
    for (const char* kind : {"webcam", "microphone"}) {
        look(std::string(kStore) + kind);
        look(std::string(kStore) + kind + "\\NonPackaged");
    }
    facts.put("in_use_now", now, kStore);
    facts.put("used", used, kStore);
    if (trouble) facts.refuse("looked", *trouble, at);
    else facts.put("looked", true, kStore);
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (const auto now = facts.list("in_use_now"); !now.empty()) return at_risk(Severity::Small, "now").with("programs", Code{text::join(now, ", ")});
    for (const char* key : {"in_use_now", "used", "looked"}) {
        if (!facts.known(key)) return cannot_tell(facts.at(key));
    }
    const auto used = facts.list("used");
    return used.empty() ? good("none") : good("listed").with("programs", Code{text::join(used, ", ")});
}

}  // namespace

extern constinit const CheckDefinition check_camera_mic_apps_on_windows{"camera-mic-apps", &collect, &judge};

}  // namespace amparo::checks
