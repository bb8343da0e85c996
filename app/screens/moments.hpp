#pragma once
// Moments as a person reads them.

#include <string>

namespace amparo::screens {

/// "2026-11-23 14:32 UTC" for 2026-11-23T14:32Z and 2026-11-23T14:32:59Z, which are forms of files. Whatever else is
/// given comes back as it is.
[[nodiscard]] inline std::string readable_moment(std::string moment) {
    constexpr std::size_t kMinutes = 16;
    if (moment.size() <= kMinutes || moment[10] != 'T' || moment.back() != 'Z') return moment;
    moment.resize(kMinutes);
    moment[10] = ' ';
    return moment + " UTC";
}

}  // namespace amparo::screens
