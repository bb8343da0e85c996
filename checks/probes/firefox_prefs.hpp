#pragma once
// prefs.js and user.js of a Firefox profile: lines `user_pref("name", value);`. Reads text, touches nothing; what is no
// such line is left alone, as comments are. Source: Mozilla, modules/libpref/parser.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "app/base/result.hpp"
#include "checks/probes/browsers.hpp"

namespace amparo::checks {

using FirefoxValue = std::variant<bool, std::int64_t, std::string>;

struct FirefoxPrefs {
    std::map<std::string, FirefoxValue, std::less<>> values;  ///< the last line of a name counts
    std::size_t odd_lines = 0;  ///< lines that begin with user_pref and could not be understood

    [[nodiscard]] std::optional<bool> flag(std::string_view name) const;
    [[nodiscard]] std::optional<std::int64_t> number(std::string_view name) const;
    [[nodiscard]] std::optional<std::string> text(std::string_view name) const;
};

/// Errors: Corrupt — bytes that no text has; Limit — larger than limits::kHostTable, or more than limits::kHostEntries values.
[[nodiscard]] Result<FirefoxPrefs> parse_firefox_prefs(std::string_view text);
[[nodiscard]] std::string describe(const FirefoxPrefs& prefs);

/// prefs.js, and above it user.js, which the browser copies over it at each start.
[[nodiscard]] Result<FirefoxPrefs> read_firefox_prefs(const HostView& host, const BrowserProfile& profile);

}  // namespace amparo::checks
