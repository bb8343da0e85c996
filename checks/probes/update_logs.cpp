#include "checks/probes/update_logs.hpp"

#include <algorithm>
#include <set>

#include "app/base/limits.hpp"
#include "app/base/text.hpp"

namespace amparo::checks {

namespace {

constexpr std::size_t kNamesOfOneTransaction = 50'000;

/// Calls `take` for each line. Lines may be very long: apt writes a whole upgrade into one.
template <typename Take>
void each_line(std::string_view text, Take take) {
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        std::string_view line = text.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        take(line);
        if (end == std::string_view::npos) return;
        text.remove_prefix(end + 1);
    }
}

/// The day at the start of a text, when something that ends a date follows it.
std::optional<Day> leading_day(std::string_view text, char after) {
    if (text.size() < 11 || text[10] != after || text < "1995") return std::nullopt;
    return parse_day(text.substr(0, 10));
}

void later(std::optional<Day>& kept, Day day) {
    if (!kept || *kept < day) kept = day;
}

/// Collects what the readers below find in one log.
struct Collected {
    UpdateLog log;
    std::size_t usable = 0;

    void dated(Day day) {
        ++usable;
        if (!log.first || day < *log.first) log.first = day;
    }
    void odd(std::string_view line) {
        if (!text::trim(line).empty()) ++log.odd_lines;
    }
};

/// "2026-11-01 10:00:00 upgrade libc6:amd64 2.36-9 2.36-10"
void read_dpkg(std::string_view text, Collected& out) {
    each_line(text, [&](std::string_view line) {
        const auto day = leading_day(line, ' ');
        const std::size_t clock_end = line.size() > 11 ? line.find(' ', 11) : std::string_view::npos;
        if (!day || clock_end == std::string_view::npos) return out.odd(line);
        out.dated(*day);
        const std::string_view rest = line.substr(clock_end + 1);
        if (rest.starts_with("install ")) later(out.log.last_install, *day);
        if (!rest.starts_with("upgrade ") || rest.size() > limits::kHostLine) return;
        // Installing a version over itself is logged with the same word and renews nothing.
        const auto words = text::words(rest);
        if (words.size() == 4 && words[2] != words[3]) later(out.log.last_upgrade, *day);
    });
}

/// Blocks from "Start-Date: 2026-11-01  10:00:00" to "End-Date:".
void read_apt_history(std::string_view text, Collected& out) {
    std::optional<Day> start;
    bool installed = false;
    bool upgraded = false;
    bool broken = false;
    each_line(text, [&](std::string_view line) {
        if (line.starts_with("Start-Date: ")) {
            start = leading_day(line.substr(12), ' ');
            installed = upgraded = broken = false;
            if (!start) return out.odd(line);
            return out.dated(*start);
        }
        if (line.starts_with("End-Date: ")) {
            if (start && installed && !broken) later(out.log.last_install, *start);
            if (start && upgraded && !broken) later(out.log.last_upgrade, *start);
            start.reset();
            return;
        }
        if (line.starts_with("Install: ")) {
            installed = true;
        } else if (line.starts_with("Upgrade: ")) {
            upgraded = true;
        } else if (line.starts_with("Error: ")) {
            broken = true;
        } else if (line.find(": ") == std::string_view::npos) {
            out.odd(line);
        }
    });
}

/// "[2026-04-09T11:48:57+0200] [ALPM] upgraded linux (6.8-1 -> 6.9-1)", before 2019 "[2018-04-09 11:48]
/// [ALPM] …"
void read_pacman(std::string_view text, Collected& out) {
    each_line(text, [&](std::string_view line) {
        const std::size_t close = line.find("] ");
        const auto day = line.starts_with('[') && line.size() > 11
                             ? leading_day(line.substr(1), line[11] == 'T' ? 'T' : ' ')
                             : std::nullopt;
        if (!day || close == std::string_view::npos) return out.odd(line);
        out.dated(*day);
        std::string_view rest = line.substr(close + 2);
        if (rest.starts_with("[ALPM] ")) rest.remove_prefix(7);
        if (rest.starts_with("installed ")) later(out.log.last_install, *day);
        if (rest.starts_with("upgraded ")) later(out.log.last_upgrade, *day);
    });
}

/// "2026-11-01 10:00:00|install|MozillaFirefox|…": the second field is padded with blanks.
void read_zypp(std::string_view text, Collected& out) {
    each_line(text, [&](std::string_view line) {
        if (line.starts_with('#')) return;
        const auto day = leading_day(line, ' ');
        const std::size_t bar = line.find('|');
        if (!day || bar == std::string_view::npos) return out.odd(line);
        out.dated(*day);
        const std::string_view rest = line.substr(bar + 1);
        const std::string_view action = text::trim(rest.substr(0, std::min<std::size_t>(rest.find('|'), 20)));
        if (action == "install" || action == "patch") later(out.log.last_upgrade, *day);
    });
}

/// "2026-11-01T10:00:00+0000 SUBDEBUG Upgrade: openssl-libs-1:3.2.2-6.el9.x86_64"
void read_dnf(std::string_view text, Collected& out) {
    each_line(text, [&](std::string_view line) {
        const auto day = leading_day(line, 'T');
        if (!day) return out.odd(line);
        out.dated(*day);
        const std::size_t level = line.find(' ');
        const std::size_t word = level == std::string_view::npos ? level : line.find(' ', level + 1);
        if (word == std::string_view::npos) return;
        const std::string_view rest = text::trim(line.substr(word + 1));
        if (rest.starts_with("Installed: ")) later(out.log.last_install, *day);
        if (rest.starts_with("Upgrade: ") || rest.starts_with("Upgraded: "))
            later(out.log.last_upgrade, *day);
    });
}

/// The name in a quoted "acpi-0:1.7-21.fc39.x86_64": two hyphens from the end.
std::string_view quoted_name(std::string_view text) {
    const std::size_t open = text.find('"');
    const std::size_t close = open == std::string_view::npos ? open : text.find('"', open + 1);
    if (close == std::string_view::npos) return {};
    std::string_view name = text.substr(open + 1, close - open - 1);
    for (int part = 0; part < 2; ++part) {
        const std::size_t hyphen = name.rfind('-');
        if (hyphen == std::string_view::npos) return {};
        name = name.substr(0, hyphen);
    }
    return name;
}

/// "2026-11-01T10:00:00+0000 [1346] INFO RPM callback install start "acpi-0:1.7-21.fc39.x86_64" total 54172".
/// Renewing is putting in the new package and then taking the old one of that name out.
void read_dnf5(std::string_view text, Collected& out) {
    std::set<std::string_view> installed;
    each_line(text, [&](std::string_view line) {
        const auto day = leading_day(line, 'T');
        if (!day) return out.odd(line);
        out.dated(*day);
        const std::size_t at = line.find(" RPM callback ");
        if (at == std::string_view::npos) {
            if (line.find(" launched with arguments") != std::string_view::npos) installed.clear();
            return;
        }
        const std::string_view rest = line.substr(at + 14);
        if (rest.starts_with("install start ")) {
            later(out.log.last_install, *day);
            if (installed.size() < kNamesOfOneTransaction) installed.insert(quoted_name(rest));
        }
        if (rest.starts_with("uninstall start ")) {
            const std::string_view name = quoted_name(rest);
            if (!name.empty() && installed.contains(name)) later(out.log.last_upgrade, *day);
        }
    });
}

}  // namespace

Result<UpdateLog> parse_update_log(UpdateLogKind kind, std::string_view text) {
    if (text.size() > limits::kHostTable) return fail(Errc::Limit, "the log is larger than allowed");
    Collected out;
    switch (kind) {
        case UpdateLogKind::Dpkg:
            read_dpkg(text, out);
            break;
        case UpdateLogKind::AptHistory:
            read_apt_history(text, out);
            break;
        case UpdateLogKind::Pacman:
            read_pacman(text, out);
            break;
        case UpdateLogKind::Zypp:
            read_zypp(text, out);
            break;
        case UpdateLogKind::Dnf:
            read_dnf(text, out);
            break;
        case UpdateLogKind::Dnf5:
            read_dnf5(text, out);
            break;
    }
    if (out.usable == 0 && out.log.odd_lines > 0)
        return fail(Errc::Corrupt, "line 1: no line of the log is readable");
    return out.log;
}

std::optional<UpdateLogKind> guess_update_log(std::string_view text) {
    std::optional<UpdateLogKind> kind;
    std::size_t looked = 0;
    each_line(text.substr(0, std::min<std::size_t>(text.size(), 64 * limits::kKiB)),
              [&](std::string_view line) {
                  if (kind || ++looked > 50) return;
                  if (line.starts_with("Start-Date: ")) kind = UpdateLogKind::AptHistory;
                  if (line.size() > 11 && line.starts_with('[') && leading_day(line.substr(1), line[11]))
                      kind = UpdateLogKind::Pacman;
                  if (leading_day(line, ' ')) {
                      const std::size_t bar = line.find('|');
                      kind = bar < 40 ? UpdateLogKind::Zypp : UpdateLogKind::Dpkg;
                  }
                  if (leading_day(line, 'T')) {
                      const std::size_t blank = line.find(' ');
                      const bool numbered =
                          blank != std::string_view::npos && line.substr(blank + 1).starts_with('[');
                      kind = numbered ? UpdateLogKind::Dnf5 : UpdateLogKind::Dnf;
                  }
              });
    return kind;
}

Result<UpdateLog> parse_any_update_log(std::string_view text) {
    const auto kind = guess_update_log(text);
    if (!kind) return fail(Errc::Corrupt, "line 1: not a log of a package manager that is known here");
    return parse_update_log(*kind, text);
}

UpdateLog merge(const UpdateLog& a, const UpdateLog& b) {
    UpdateLog out = a;
    if (b.first && (!out.first || *b.first < *out.first)) out.first = b.first;
    if (b.last_install) later(out.last_install, *b.last_install);
    if (b.last_upgrade) later(out.last_upgrade, *b.last_upgrade);
    out.odd_lines += b.odd_lines;
    return out;
}

std::string describe(const UpdateLog& log) {
    const auto shown = [](const std::optional<Day>& day) {
        return day ? format_day(*day) : std::string("-");
    };
    return "first " + shown(log.first) + "\ninstalled " + shown(log.last_install) + "\nupgraded " +
           shown(log.last_upgrade) + "\nodd lines " + std::to_string(log.odd_lines) + "\n";
}

}  // namespace amparo::checks
