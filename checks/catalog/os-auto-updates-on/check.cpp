// os-auto-updates-on: do security fixes install themselves? See README.md for the facts and the rules.

#include <algorithm>
#include <array>

#include "app/base/text.hpp"
#include "checks/check.hpp"
#include "checks/probes/apt_conf.hpp"
#include "checks/probes/dconf.hpp"
#include "checks/probes/ini.hpp"
#include "checks/probes/kconfig.hpp"
#include "checks/probes/os_release.hpp"
#include "checks/probes/systemd_units.hpp"
#include "checks/probes/unattended_upgrades.hpp"
#include "checks/probes/xdg.hpp"

namespace amparo::checks {

namespace {

constexpr std::int64_t kSeldomDays = 7;

bool exists(const HostView& host, const std::string& path) { return host.info(path).has_value(); }

void put_text(Facts& facts, const std::string& key, const std::optional<std::string>& value,
              const std::string& source) {
    if (value && !value->empty()) {
        facts.put(key, *value, source);
    } else {
        facts.miss(key, source);
    }
}

// ------------------------------------------------------------------------------------------------ timers

void put_timer(const UnitIndex& units, Facts& facts, const std::string& key, const std::string& unit) {
    const UnitStatus status = units.status(unit);
    const std::string source = status.path.empty() ? "/usr/lib/systemd/system/" + unit : status.path;
    if (status.masked) return facts.put(key, "masked", source);
    if (status.enabled()) return facts.put(key, "on", status.enabled_by.front());
    if (units.trouble()) return facts.refuse(key, *units.trouble(), "/etc/systemd/system");
    facts.put(key, status.found() ? "off" : "absent", source);
}

void put_enabled(const UnitIndex& units, Facts& facts, const std::string& key,
                 const std::vector<std::string>& names) {
    std::vector<std::string> on;
    for (const std::string& name : names) {
        if (units.status(name).enabled()) on.push_back(name);
    }
    if (on.empty() && units.trouble()) return facts.refuse(key, *units.trouble(), "/etc/systemd/system");
    facts.put(key, on, "/etc/systemd/system");
}

// ------------------------------------------------------------------------------------------------ one reader
// a family

void collect_apt(const HostView& host, const UnitIndex& units, Facts& facts) {
    const auto conf = read_apt_conf(host);
    if (!conf) return facts.refuse("apt_conf", conf.error(), "/etc/apt/apt.conf.d");
    facts.put("apt_conf", true, "/etc/apt/apt.conf.d");
    const auto put = [&](const std::string& key, const std::string& name) {
        const std::string source = conf->source_of(name);
        put_text(facts, key, conf->value(name), source.empty() ? "/etc/apt/apt.conf.d" : source);
    };
    put("apt_enable", "APT::Periodic::Enable");
    put("apt_lists", "APT::Periodic::Update-Package-Lists");
    put("apt_upgrade", "APT::Periodic::Unattended-Upgrade");
    std::vector<std::string> origins = conf->list("Unattended-Upgrade::Allowed-Origins");
    for (std::string& pattern : conf->list("Unattended-Upgrade::Origins-Pattern"))
        origins.push_back(std::move(pattern));
    facts.put("apt_origins", origins, "/etc/apt/apt.conf.d");

    // Of a tree without programs nothing can be said about one that is missing.
    facts.miss("apt_program", "/usr/bin/unattended-upgrade");
    if (exists(host, "/usr/bin/apt-get") || exists(host, "/usr/lib/apt/apt.systemd.daily")) {
        const bool there =
            exists(host, "/usr/bin/unattended-upgrade") || exists(host, "/usr/bin/unattended-upgrades");
        facts.put("apt_program", there, "/usr/bin/unattended-upgrade");
    }
    put_timer(units, facts, "apt_timer", "apt-daily-upgrade.timer");
    put_timer(units, facts, "apt_list_timer", "apt-daily.timer");
    facts.put("apt_cron", exists(host, "/etc/cron.daily/apt-compat") || exists(host, "/etc/cron.daily/apt"),
              "/etc/cron.daily/apt-compat");
    const std::string mint = "/var/lib/linuxmint/mintupdate-automatic-upgrades-enabled";
    if (exists(host, mint)) {
        facts.put("mint_automation", units.status("mintupdate-automation-upgrade.timer").enabled(), mint);
    }
}

void collect_dnf(const HostView& host, const UnitIndex& units, Facts& facts) {
    put_enabled(units, facts, "dnf_timers",
                {"dnf-automatic.timer", "dnf5-automatic.timer", "dnf-automatic-install.timer",
                 "dnf5-automatic-install.timer"});
    facts.miss("dnf_apply", "/etc/dnf/automatic.conf");
    for (const char* path : {"/etc/dnf/dnf5-plugins/automatic.conf", "/etc/dnf/automatic.conf",
                             "/usr/share/dnf5/dnf5-plugins/automatic.conf"}) {
        const auto text = host.read(path);
        if (!text && text.error().code == Errc::NotFound) continue;
        if (!text) return facts.refuse("dnf_apply", text.error(), path);
        const auto file = parse_ini(*text);
        if (!file) return facts.refuse("dnf_apply", file.error(), path);
        const auto value = file->value("commands", "apply_updates");
        if (!value) continue;
        const auto yes = ini_bool(*value);
        if (yes) return facts.put("dnf_apply", *yes, path);
        return facts.refuse("dnf_apply", Error{Errc::Corrupt, {}, {}}, path);
    }
}

void collect_images(const HostView& host, const UnitIndex& units, Facts& facts) {
    put_enabled(units, facts, "image_timers",
                {"bootc-fetch-apply-updates.timer", "uupd.timer", "ublue-update.timer",
                 "transactional-update.timer"});
    put_timer(units, facts, "ostree_timer", "rpm-ostreed-automatic.timer");
    const std::string path = "/etc/rpm-ostreed.conf";
    facts.miss("ostree_policy", path);
    const auto text = host.read(path);
    if (!text) return facts.refuse("ostree_policy", text.error(), path);
    const auto file = parse_ini(*text, IniDialect::KeyFile);
    if (!file) return facts.refuse("ostree_policy", file.error(), path);
    put_text(facts, "ostree_policy", file->value("Daemon", "AutomaticUpdatePolicy"), path);
}

void collect_suse(const HostView& host, Facts& facts) {
    std::string found;
    for (const char* often : {"daily", "weekly", "monthly"}) {
        const std::string path = std::string("/etc/cron.") + often + "/opensuse.org-online_update";
        const auto info = host.info(path, Follow::No);
        if (!info && info.error().code != Errc::NotFound)
            return facts.refuse("suse_online_update", info.error(), path);
        if (info && found.empty()) found = often;
    }
    put_text(facts, "suse_online_update", found, "/etc/cron.daily/opensuse.org-online_update");
}

// ------------------------------------------------------------------------------------------------ the
// desktop

/// Desktop programs that look for updates and then ask, and the one that can be told to install without
/// asking.
void collect_desktop(const HostView& host, Facts& facts) {
    const std::string current = environment_or_empty(host, "XDG_CURRENT_DESKTOP");
    const auto desktops = text::split(current, ':');
    const auto in_use = [&](std::initializer_list<std::string_view> names) {
        if (!host.running()) return true;
        return std::ranges::any_of(names, [&](std::string_view name) {
            return std::ranges::find(desktops, name) != desktops.end();
        });
    };
    const auto autostart = [&](const char* name) {
        return exists(host, std::string("/etc/xdg/autostart/") + name);
    };
    for (const char* reminder : {"mintupdate.desktop", "update-notifier.desktop"}) {
        if (autostart(reminder))
            facts.put("desktop_asks", true, std::string("/etc/xdg/autostart/") + reminder);
    }
    const bool gnome = autostart("org.gnome.Software.desktop") && in_use({"GNOME", "Unity"});
    const bool kde = autostart("org.kde.discover.notifier.desktop") && in_use({"KDE"});
    if (!gnome && !kde) return;
    if (kde) facts.put("desktop_asks", true, "/etc/xdg/autostart/org.kde.discover.notifier.desktop");
    const auto people = host.people();
    if (!people) return;
    for (const Account& person : *people) {
        if (gnome) {
            std::vector<std::string> names(desktops.begin(), desktops.end());
            const auto settings = SettingsReader::open(host, person, std::move(names));
            const Setting downloads =
                settings.get("org.gnome.software", "/org/gnome/software/", "download-updates");
            if (!facts.flag("desktop_asks")) put_flag(facts, "desktop_asks", downloads);
        }
        if (kde && !facts.flag("desktop_installs")) {
            const auto config = KdeConfig::read(host, xdg_folders(host, person), "PlasmaDiscoverUpdates");
            const KdeSetting setting = config.get("Global", "UseUnattendedUpdates");
            if (!setting.value) {
                facts.refuse("desktop_installs", setting.value.error(), setting.source);
            } else {
                const bool yes = *setting.value && ini_bool(**setting.value).value_or(false);
                facts.put("desktop_installs", yes, setting.source);
            }
        }
    }
}

/// What openSUSE calls itself differs; all of its systems name their family.
bool is_suse(const OsRelease& release) { return release.is_like("suse") || release.is_like("opensuse"); }

bool is_image_based(const HostView& host, const OsRelease& release) {
    return !release.value("OSTREE_VERSION").empty() || exists(host, "/run/ostree-booted") ||
           exists(host, "/ostree/deploy") || exists(host, "/usr/sbin/transactional-update");
}

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    const auto found = read_os_release(host);
    if (!found) {
        facts.refuse("id", found.error(), "/etc/os-release");
        return {facts};
    }
    const auto id = found->identity.find("ID");
    put_text(facts, "id", id == found->identity.end() ? std::string{} : id->second, found->path);
    put_text(facts, "id_like", found->release.value("ID_LIKE"), found->path);
    const std::string base = found->release.value("UBUNTU_CODENAME");
    put_text(facts, "codename", base.empty() ? found->release.value("VERSION_CODENAME") : base, found->path);
    put_text(facts, "pretty_name", found->release.value("PRETTY_NAME"), found->path);
    const bool image = is_image_based(host, found->release);
    facts.put("image_based", image, found->path);

    // Only what this system uses: the person reads these facts under "How we know".
    const UnitIndex units = UnitIndex::scan(host);
    const bool suse = is_suse(found->release);
    if (image || suse) collect_images(host, units, facts);
    if (!image && suse) collect_suse(host, facts);
    if (!image && (found->release.is_like("fedora") || found->release.is_like("rhel")))
        collect_dnf(host, units, facts);
    if (!image && exists(host, "/etc/apt")) collect_apt(host, units, facts);
    if (!image && !exists(host, "/etc/apt") && found->release.is_like("debian"))
        facts.miss("apt_conf", "/etc/apt");
    collect_desktop(host, facts);
    return {facts};
}

// ------------------------------------------------------------------------------------------------ judging

/// How a family of systems installs updates.
enum class Way { Apt, Dnf, Suse, Image, ByHand, Tails, Unknown };

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& list) {
    return std::ranges::find(list, word) != list.end();
}

Way way_of(const Facts& facts) {
    const std::string id = facts.text("id");
    const std::string like_text = facts.text("id_like");
    const auto like_words = text::words(like_text);
    const auto like = [&](std::string_view name) {
        return id == name || std::ranges::find(like_words, name) != like_words.end();
    };
    constexpr std::array<std::string_view, 4> kByHand = {"opensuse-tumbleweed", "gentoo", "void",
                                                         "slackware"};
    if (id == "tails") return Way::Tails;
    if (facts.flag("image_based")) return Way::Image;
    // Systems whose makers ask people to watch each update; a program that did it alone would break them.
    if (is_one_of(id, kByHand) || like("arch") || id == "manjaro") return Way::ByHand;
    if (like("debian") || like("ubuntu")) return Way::Apt;
    if (like("fedora") || like("rhel")) return Way::Dnf;
    if (like("suse") || like("opensuse")) return Way::Suse;
    return Way::Unknown;
}

/// Nothing installs fixes by itself. A desktop that fetches them and asks is the smaller fault.
Judgement off(const Facts& facts, const char* reason, const char* steps) {
    const bool asks = facts.flag("desktop_asks");
    return at_risk(asks ? Severity::Small : Severity::Large, asks ? "asks_first" : reason).fixed_by(steps);
}

const char* apt_steps(const Facts& facts) {
    const std::string id = facts.text("id");
    return id == "ubuntu" ? "ubuntu" : id == "linuxmint" ? "mint" : "apt";
}

Judgement judge_apt(const Facts& facts) {
    for (const char* key :
         {"apt_conf", "apt_enable", "apt_lists", "apt_upgrade", "apt_origins", "apt_program", "apt_timer",
          "apt_list_timer", "apt_cron", "mint_automation", "desktop_installs"}) {
        if (facts.unreadable(key)) return cannot_tell(facts.at(key));
    }
    if (facts.flag("mint_automation")) return good("on");
    if (facts.flag("desktop_installs")) return good("on_desktop");
    if (!facts.known("apt_conf")) return cannot_tell(facts.at("apt_conf"));

    const std::string id = facts.text("id");
    const char* const steps = apt_steps(facts);
    // Some relatives of Debian and Ubuntu have a way of their own, which may be on.
    constexpr std::array<std::string_view, 8> kKnown = {"debian", "ubuntu", "linuxmint", "kali",
                                                        "devuan", "mx",     "raspbian",  "zorin"};
    const auto off_here = [&](const char* reason, const char* with) {
        return is_one_of(id, kKnown) ? off(facts, reason, with) : cannot_tell("own_way");
    };
    const auto every = periodic_days(facts.known("apt_upgrade") ? facts.text("apt_upgrade") : "0");
    const bool enabled = !facts.known("apt_enable") || text::trim(facts.text("apt_enable")) != "0";
    if (!enabled || !every) return off_here("off", steps);
    const bool seen = facts.known("apt_program");
    if (seen && !facts.flag("apt_program")) return off_here("no_program", steps);
    const std::string timer = facts.text("apt_timer");
    const std::string list_timer = facts.text("apt_list_timer");
    if (timer == "off" || timer == "masked") return off_here("timer_off", "timer");
    if (seen && timer != "on" && !facts.flag("apt_cron")) return cannot_tell("no_timer");
    if (seen && !takes_security_fixes(facts.list("apt_origins"), id, facts.text("codename"))) {
        return off_here("security_left_out", "origins");
    }
    const bool lists = periodic_days(facts.known("apt_lists") ? facts.text("apt_lists") : "0").has_value();
    if (!lists || list_timer == "off" || list_timer == "masked") {
        return at_risk(Severity::Small, "lists_off").fixed_by(lists ? "timer" : steps);
    }
    if (*every > kSeldomDays) return at_risk(Severity::Small, "seldom").with("count", *every).fixed_by(steps);
    return good("on");
}

Judgement judge_dnf(const Facts& facts) {
    for (const char* key : {"dnf_timers", "desktop_installs"}) {
        if (facts.unreadable(key)) return cannot_tell(facts.at(key));
    }
    const std::vector<std::string> timers = facts.list("dnf_timers");
    if (std::ranges::any_of(timers, [](const std::string& name) { return name.ends_with("-install.timer"); }))
        return good("on");
    if (!timers.empty()) {
        if (facts.unreadable("dnf_apply")) return cannot_tell(facts.at("dnf_apply"));
        if (facts.flag("dnf_apply")) return good("on");
    }
    if (facts.flag("desktop_installs")) return good("on_desktop");
    if (!facts.known("dnf_timers")) return cannot_tell(facts.at("dnf_timers"));
    if (!timers.empty()) return at_risk(Severity::Small, "download_only").fixed_by("dnf");
    return off(facts, "off", "dnf");
}

Judgement judge_image(const Facts& facts) {
    for (const char* key : {"image_timers", "ostree_timer", "ostree_policy", "desktop_installs"}) {
        if (facts.unreadable(key)) return cannot_tell(facts.at(key));
    }
    if (!facts.list("image_timers").empty()) return good("on");
    const std::string policy = facts.text("ostree_policy");
    const bool timer = facts.text("ostree_timer") == "on";
    if (timer && (policy == "stage" || policy == "apply")) return good("on");
    if (facts.flag("desktop_installs")) return good("on_desktop");
    if (!facts.known("image_timers")) return cannot_tell(facts.at("image_timers"));
    const bool suse = (facts.text("id") + " " + facts.text("id_like")).find("suse") != std::string::npos;
    const char* const steps = suse ? "transactional" : "ostree";
    if (timer && policy == "check") return at_risk(Severity::Small, "download_only").fixed_by(steps);
    return off(facts, "off", steps);
}

Judgement judge_suse(const Facts& facts) {
    for (const char* key : {"suse_online_update", "desktop_installs", "image_timers"}) {
        if (facts.unreadable(key)) return cannot_tell(facts.at(key));
    }
    if (!facts.list("image_timers").empty()) return good("on");
    if (facts.text("suse_online_update") == "monthly") {
        return at_risk(Severity::Small, "seldom").with("count", std::int64_t{30}).fixed_by("suse");
    }
    if (facts.known("suse_online_update")) return good("on");
    if (facts.flag("desktop_installs")) return good("on_desktop");
    if (!facts.known("image_timers")) return cannot_tell(facts.at("image_timers"));
    return off(facts, "off", "suse");
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    for (const char* key : {"id", "id_like", "image_based", "codename"}) {
        if (facts.unreadable(key)) return cannot_tell(facts.at(key));
    }
    switch (way_of(facts)) {
        case Way::Apt:
            return judge_apt(facts);
        case Way::Dnf:
            return judge_dnf(facts);
        case Way::Suse:
            return judge_suse(facts);
        case Way::Image:
            return judge_image(facts);
        case Way::ByHand:
            return does_not_apply("by_hand_system");
        case Way::Tails:
            return does_not_apply("tails");
        case Way::Unknown:
            break;
    }
    if (!facts.known("id")) return cannot_tell(facts.at("id"));
    return cannot_tell("unknown_system")
        .with("system", Code{facts.known("pretty_name") ? facts.text("pretty_name") : facts.text("id")});
}

}  // namespace

extern constinit const CheckDefinition check_os_auto_updates_on{"os-auto-updates-on", &collect, &judge};

}  // namespace amparo::checks
