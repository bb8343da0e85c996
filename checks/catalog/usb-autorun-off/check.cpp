// usb-autorun-off: does anything happen by itself when somebody plugs in a stick? See README.md.

#include "checks/check.hpp"
#include "checks/probes/dconf.hpp"

namespace amparo::checks {

namespace {

std::vector<Facts> collect(const HostView& host) {
    const auto people = host.people();
    if (!people) {
        Facts nobody;
        nobody.refuse("never_runs", people.error(), "/etc/passwd");
        return {nobody};
    }
    std::vector<Facts> out;
    for (const Account& person : *people) {
        Facts facts(person.name);
        const SettingsReader settings = SettingsReader::open(host, person, {"GNOME"});
        const Setting setting = settings.get("org.gnome.desktop.media-handling", "/org/gnome/desktop/media-handling/", "autorun-never");
        const auto value = setting.value ? setting.value->as_bool() : std::nullopt;
        if (!setting.value) facts.refuse("never_runs", setting.value.error(), setting.source);
        else if (!value) facts.refuse("never_runs", fail(Errc::Corrupt).error(), setting.source);
        else facts.put("never_runs", *value, setting.source);
        out.push_back(std::move(facts));
    }
    return out;
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    // Without GNOME's settings there is another desktop, and none that we know starts programs of a stick unasked.
    if (facts.missing("never_runs")) return cannot_tell("other_desktop");
    if (!facts.known("never_runs")) return cannot_tell(facts.at("never_runs"));
    return facts.flag("never_runs") ? good("never") : good("asks");
}

}  // namespace

extern constinit const CheckDefinition check_usb_autorun_off{"usb-autorun-off", &collect, &judge};

}  // namespace amparo::checks
