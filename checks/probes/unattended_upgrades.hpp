#pragma once
// How apt's daily run and unattended-upgrades read their settings. Pure. Sources: apt.systemd.daily of
// apt 2.6.2, unattended-upgrades 2.9.1.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::checks {

/// How often a step of apt's daily run is made, from the text of an APT::Periodic setting: nothing for "0",
/// which switches it off; else the whole days between two runs, 0 for "always", for less than a day, and for
/// text that is no number, which the shell takes for zero. Units: a bare number is days; the endings s, m, h,
/// d are understood.
[[nodiscard]] std::optional<std::int64_t> periodic_days(std::string_view setting);

/// The origins from which unattended-upgrades takes packages, in both forms that it knows:
/// "origin=Debian,codename=${distro_codename}-security,label=Debian-Security" and
/// "${distro_id}:${distro_codename}-security". True when one of them takes the security fixes of the
/// distribution `id` ("debian", "ubuntu", …; for any other the fixes of the two are meant, which it passes
/// on). `codename` may be "" when it is not known.
[[nodiscard]] bool takes_security_fixes(const std::vector<std::string>& origins, std::string_view id,
                                        std::string_view codename);

}  // namespace amparo::checks
