#include "checks/probes/systemd_units.hpp"

#include <algorithm>
#include <array>

#include "app/base/limits.hpp"
#include "app/base/text.hpp"
#include "app/base/utf8.hpp"

namespace amparo::checks {

namespace {

constexpr std::size_t kMaxFolders = 2000;
constexpr std::size_t kMaxAliases = 8;

/// Highest first: what stands in a higher folder hides the same name in a lower one.
constexpr std::array kSystemPlaces = {
    "/etc/systemd/system.control",  "/run/systemd/system.control",   "/run/systemd/transient",
    "/run/systemd/generator.early", "/etc/systemd/system",           "/run/systemd/system",
    "/run/systemd/generator",       "/usr/local/lib/systemd/system", "/usr/lib/systemd/system",
    "/lib/systemd/system",          "/run/systemd/generator.late"};

std::string base_name(std::string_view path) {
    while (path.ends_with('/')) path.remove_suffix(1);
    return std::string(path.substr(path.rfind('/') + 1));
}

bool is_unit_name(std::string_view name) {
    constexpr std::array<std::string_view, 11> kKinds = {".service",   ".timer",  ".socket", ".target",
                                                         ".mount",     ".path",   ".slice",  ".swap",
                                                         ".automount", ".device", ".scope"};
    return std::ranges::any_of(kKinds, [&](std::string_view kind) { return name.ends_with(kind); });
}

/// "getty@.service" of "getty@tty1.service", "" for a name without an instance.
std::string template_of(std::string_view unit) {
    const std::size_t at = unit.find('@');
    const std::size_t dot = unit.rfind('.');
    if (at == std::string_view::npos || dot == std::string_view::npos || dot <= at + 1) return {};
    return std::string(unit.substr(0, at + 1)) + std::string(unit.substr(dot));
}

bool leads_to_nothing(std::string_view target) {
    // A tree below --root may carry the link as /dev/null or as a relative path to it.
    return target == "/dev/null" || target.ends_with("/dev/null");
}

bool is_absence(const Error& error) { return error.code == Errc::NotFound || error.code == Errc::NotRunning; }

}  // namespace

std::vector<std::string> UnitFile::values(std::string_view section, std::string_view key) const {
    std::vector<std::string> out;
    for (const UnitSetting& setting : settings) {
        if (setting.section != section || setting.key != key) continue;
        if (setting.value.empty()) {
            out.clear();
        } else {
            out.push_back(setting.value);
        }
    }
    return out;
}

std::optional<std::string> UnitFile::value(std::string_view section, std::string_view key) const {
    std::optional<std::string> out;
    for (const UnitSetting& setting : settings) {
        if (setting.section == section && setting.key == key) out = setting.value;
    }
    return out;
}

Result<UnitFile> parse_unit_file(std::string_view text) {
    if (text.size() > limits::kHostFile) return fail(Errc::Limit, "the unit file is larger than allowed");
    if (text.find('\0') != std::string_view::npos)
        return fail(Errc::Corrupt, "line 1: NUL byte in a unit file");
    UnitFile unit;
    std::string section;
    std::string joined;
    std::size_t number = 0;
    std::size_t start = 0;
    const auto finish = [&] {
        const std::string_view whole = text::trim(joined);
        const std::size_t equals = whole.find('=');
        if (whole.size() >= 2 && whole.front() == '[' && whole.back() == ']') {
            section = whole.substr(1, whole.size() - 2);
        } else if (equals == std::string_view::npos || equals == 0) {
            ++unit.odd_lines;
        } else {
            unit.settings.push_back({section, std::string(text::trim(whole.substr(0, equals))),
                                     std::string(text::trim(whole.substr(equals + 1))), start});
        }
        joined.clear();
    };
    for (const std::string_view raw : text::lines(text)) {
        ++number;
        if (raw.size() > limits::kHostLine) {
            return fail(Errc::Limit, "line " + std::to_string(number) + " is longer than allowed");
        }
        const std::string_view line = text::trim(raw);
        // Comments may stand between the parts of a continued line; an empty line ends it.
        if (!line.empty() && (line.front() == '#' || line.front() == ';')) continue;
        if (line.empty() && joined.empty()) continue;
        if (joined.empty()) start = number;
        joined +=
            line.ends_with('\\') ? std::string(line.substr(0, line.size() - 1)) + " " : std::string(line);
        if (joined.size() > limits::kHostLine) {
            return fail(Errc::Limit, "line " + std::to_string(start) + " is longer than allowed");
        }
        if (!line.ends_with('\\')) finish();
        if (unit.settings.size() > limits::kHostEntries)
            return fail(Errc::Limit, "more settings than allowed");
    }
    if (!joined.empty()) finish();
    return unit;
}

std::string describe(const UnitFile& unit) {
    std::string out;
    for (const UnitSetting& setting : unit.settings) {
        out += std::to_string(setting.line) + " [" + utf8::displayable(setting.section, 100) + "] " +
               utf8::displayable(setting.key, 100) + "=" +
               utf8::displayable(setting.value, limits::kEvidenceValue) + "\n";
    }
    return out + (unit.odd_lines == 0 ? "" : "odd lines: " + std::to_string(unit.odd_lines) + "\n");
}

UnitIndex UnitIndex::scan(const HostView& host) {
    UnitIndex index;
    // Where /lib is a link to /usr/lib, one look is enough.
    const auto lib = host.resolve("/lib/systemd/system");
    for (const char* place : kSystemPlaces) {
        if (std::string_view(place) == "/lib/systemd/system" && lib && *lib == "/usr/lib/systemd/system")
            continue;
        index.scan_place(host, place);
    }
    return index;
}

UnitIndex UnitIndex::scan_user(const HostView& host, const std::string& home) {
    UnitIndex index;
    for (const std::string& place :
         {home + "/.config/systemd/user", std::string("/etc/systemd/user"), std::string("/run/systemd/user"),
          home + "/.local/share/systemd/user", std::string("/usr/local/lib/systemd/user"),
          std::string("/usr/lib/systemd/user")}) {
        index.scan_place(host, place);
    }
    return index;
}

void UnitIndex::scan_place(const HostView& host, const std::string& place) {
    const auto names = host.list(place);
    if (!names) {
        if (!is_absence(names.error()) && !trouble_) trouble_ = names.error();
        return;
    }
    for (const std::string& name : *names) {
        if (name.ends_with(".wants") || name.ends_with(".requires")) {
            scan_wishes(host, place, name);
        } else if (name.ends_with(".d")) {
            scan_drop_ins(host, place, name);
        } else if (is_unit_name(name) && !units_.contains(name)) {
            const std::string path = place + "/" + name;
            const auto info = host.info(path, Follow::No);
            if (!info) continue;
            Entry entry{place, false, {}};
            if (info->type == FileType::Link) {
                const auto target = host.link(path);
                if (!target) continue;
                entry.masked = leads_to_nothing(*target);
                const std::string other = base_name(*target);
                if (!entry.masked && other != name && is_unit_name(other)) entry.target = other;
            } else {
                entry.masked = info->type == FileType::Regular && info->size == 0;
            }
            units_.emplace(name, std::move(entry));
        }
    }
}

void UnitIndex::scan_wishes(const HostView& host, const std::string& place, const std::string& folder) {
    if (++folders_ > kMaxFolders) return;
    const auto names = host.list(place + "/" + folder);
    if (!names) {
        if (!is_absence(names.error()) && !trouble_) trouble_ = names.error();
        return;
    }
    for (const std::string& name : *names) {
        if (!is_unit_name(name) || !seen_wishes_.insert(folder + "/" + name).second) continue;
        const std::string path = place + "/" + folder + "/" + name;
        const auto target = host.link(path);
        if (target && leads_to_nothing(*target)) continue;
        wishes_.push_back({path, name, target ? base_name(*target) : name});
    }
}

void UnitIndex::scan_drop_ins(const HostView& host, const std::string& place, const std::string& folder) {
    if (++folders_ > kMaxFolders) return;
    const auto names = host.list(place + "/" + folder);
    if (!names) {
        if (!is_absence(names.error()) && !trouble_) trouble_ = names.error();
        return;
    }
    for (const std::string& name : *names) {
        if (!name.ends_with(".conf")) continue;
        const std::string path = place + "/" + folder + "/" + name;
        const auto target = host.link(path);
        drop_ins_[folder].try_emplace(name, target && leads_to_nothing(*target) ? std::string{} : path);
    }
}

const UnitIndex::Entry* UnitIndex::entry(const std::string& unit) const {
    if (const auto found = units_.find(unit); found != units_.end()) return &found->second;
    const std::string general = template_of(unit);
    const auto found = general.empty() ? units_.end() : units_.find(general);
    return found == units_.end() ? nullptr : &found->second;
}

std::string UnitIndex::own_name(const std::string& unit) const {
    std::string name = unit;
    for (std::size_t step = 0; step < kMaxAliases; ++step) {
        const Entry* here = entry(name);
        if (here == nullptr || here->target.empty()) return name;
        const std::size_t at = name.find('@');
        const std::size_t dot = name.rfind('.');
        const bool instance = at != std::string::npos && dot != std::string::npos && dot > at + 1;
        // autovt@tty1.service -> getty@.service means getty@tty1.service.
        const std::size_t general = here->target.find("@.");
        name = instance && general != std::string::npos
                   ? here->target.substr(0, general + 1) + name.substr(at + 1, dot - at - 1) +
                         here->target.substr(general + 1)
                   : here->target;
    }
    return name;
}

UnitStatus UnitIndex::status(const std::string& unit) const {
    UnitStatus status;
    status.name = own_name(unit);
    const Entry* here = entry(status.name);
    // The name that was asked for may be masked by itself.
    if (const auto asked = units_.find(unit); asked != units_.end() && asked->second.masked)
        here = &asked->second;
    if (here == nullptr) return status;
    const std::string general = template_of(status.name);
    const bool by_template = !units_.contains(status.name) && !general.empty();
    status.path = here->place + "/" +
                  (here->masked && units_.contains(unit) ? unit
                   : by_template                         ? general
                                                         : status.name);
    status.masked = here->masked;
    for (const Wish& wish : wishes_) {
        const bool same = wish.unit == unit || wish.unit == status.name || wish.target == status.name ||
                          own_name(wish.unit) == status.name;
        if (same) status.enabled_by.push_back(wish.path);
    }
    for (const auto& [name, other] : units_) {
        // An alias that the vendor ships is there whether or not somebody enabled the unit.
        const bool shipped = other.place.starts_with("/usr/") || other.place.starts_with("/lib/");
        if (!shipped && !other.target.empty() && name != status.name && own_name(name) == status.name) {
            status.enabled_by.push_back(other.place + "/" + name);
        }
    }
    return status;
}

std::vector<std::string> UnitIndex::names(std::string_view prefix) const {
    std::set<std::string> found;
    for (const auto& [name, here] : units_) {
        if (name.starts_with(prefix)) found.insert(name);
    }
    for (const Wish& wish : wishes_) {
        if (wish.unit.starts_with(prefix)) found.insert(wish.unit);
    }
    for (const auto& [folder, files] : drop_ins_) {
        const std::string name = folder.substr(0, folder.size() - 2);
        if (name.starts_with(prefix) && is_unit_name(name)) found.insert(name);
    }
    return {found.begin(), found.end()};
}

std::vector<std::string> UnitIndex::drop_ins(const std::string& unit) const {
    // From the most general folder to the unit's own: service.d, foo-.service.d, foo-bar@.service.d,
    // foo-bar@x.service.d.
    const std::string name = own_name(unit);
    const std::size_t dot = name.rfind('.');
    if (dot == std::string::npos) return {};
    std::vector<std::string> folders = {name.substr(dot + 1) + ".d"};
    const std::string stem = name.substr(0, std::min(name.find('@'), dot));
    for (std::size_t dash = stem.find('-'); dash != std::string::npos && dash + 1 < stem.size();
         dash = stem.find('-', dash + 1)) {
        folders.push_back(stem.substr(0, dash + 1) + name.substr(dot) + ".d");
    }
    if (const std::string general = template_of(name); !general.empty()) folders.push_back(general + ".d");
    folders.push_back(name + ".d");
    if (unit != name) folders.push_back(unit + ".d");
    // Files are read in the order of their names, whatever folder they lie in; one name in a closer folder
    // hides the same name in a more general one.
    std::map<std::string, std::string> files;
    for (const std::string& folder : folders) {
        const auto found = drop_ins_.find(folder);
        if (found == drop_ins_.end()) continue;
        for (const auto& [file, path] : found->second) files.insert_or_assign(file, path);
    }
    std::vector<std::string> out;
    for (const auto& [file, path] : files) {
        if (!path.empty()) out.push_back(path);
    }
    return out;
}

Result<UnitFile> UnitIndex::load(const HostView& host, const std::string& unit) const {
    const UnitStatus here = status(unit);
    if (!here.found())
        return trouble_ ? fail(trouble_->code, trouble_->detail) : fail(Errc::NotFound, "no unit " + unit);
    AMPARO_TRY(const std::string text, host.read(here.path));
    AMPARO_TRY(UnitFile whole, parse_unit_file(text));
    for (const std::string& path : drop_ins(unit)) {
        AMPARO_TRY(const std::string more, host.read(path));
        AMPARO_TRY(const UnitFile part, parse_unit_file(more));
        whole.settings.insert(whole.settings.end(), part.settings.begin(), part.settings.end());
        whole.odd_lines += part.odd_lines;
        if (whole.settings.size() > limits::kHostEntries)
            return fail(Errc::Limit, "more settings than allowed");
    }
    return whole;
}

Result<bool> unit_is_active(const HostView& host, const std::string& unit) {
    const auto units = host.info("/run/systemd/units");
    if (!units && units.error().code != Errc::NotFound) return fail(units.error().code);
    if (!units && !host.info("/run/systemd/system").has_value()) return fail(Errc::Unsupported);
    // The link's target is an invocation id and no path, so it must not be followed.
    if (host.info("/run/systemd/units/invocation:" + unit, Follow::No).has_value()) return true;
    const auto processes = host.read_start("/sys/fs/cgroup/system.slice/" + unit + "/cgroup.procs", 4096);
    return processes && !text::trim(*processes).empty();
}

}  // namespace amparo::checks
