#include "checks/probes/firefox_prefs.hpp"

#include <algorithm>

#include "app/base/limits.hpp"
#include "app/base/text.hpp"
#include "app/base/utf8.hpp"

namespace amparo::checks {

namespace {

/// A quoted text at the front of `rest`, which then stands behind it. Only what prefs.js escapes is unescaped.
std::optional<std::string> quoted(std::string_view& rest) {
    if (rest.empty() || (rest.front() != '"' && rest.front() != '\'')) return std::nullopt;
    const char quote = rest.front();
    std::string out;
    for (std::size_t i = 1; i < rest.size(); ++i) {
        if (rest[i] == quote) {
            rest = text::trim(rest.substr(i + 1));
            return out;
        }
        if (rest[i] != '\\') {
            out.push_back(rest[i]);
            continue;
        }
        if (++i == rest.size()) return std::nullopt;
        const char next = rest[i];
        out.push_back(next == 'n' ? '\n' : next == 'r' ? '\r' : next);
    }
    return std::nullopt;
}

bool understood(FirefoxPrefs& prefs, std::string_view rest) {
    rest = text::trim(rest);
    if (!rest.starts_with('(')) return false;
    rest = text::trim(rest.substr(1));
    const auto name = quoted(rest);
    if (!name || !rest.starts_with(',')) return false;
    rest = text::trim(rest.substr(1));
    FirefoxValue value;
    if (auto text = quoted(rest)) {
        value = *std::move(text);
    } else {
        const std::size_t end = rest.find(')');
        if (end == std::string_view::npos) return false;
        const std::string_view word = text::trim(rest.substr(0, end));
        const auto number = text::to_integer(word);
        if (word != "true" && word != "false" && !number) return false;
        value = number ? FirefoxValue(*number) : FirefoxValue(word == "true");
        rest.remove_prefix(end);
    }
    if (!rest.starts_with(')')) return false;
    prefs.values.insert_or_assign(*name, std::move(value));
    return true;
}

template <typename T>
std::optional<T> value_of(const FirefoxPrefs& prefs, std::string_view name) {
    const auto at = prefs.values.find(name);
    if (at == prefs.values.end()) return std::nullopt;
    const T* value = std::get_if<T>(&at->second);
    return value == nullptr ? std::nullopt : std::optional<T>(*value);
}

}  // namespace

std::optional<bool> FirefoxPrefs::flag(std::string_view name) const { return value_of<bool>(*this, name); }
std::optional<std::int64_t> FirefoxPrefs::number(std::string_view name) const { return value_of<std::int64_t>(*this, name); }
std::optional<std::string> FirefoxPrefs::text(std::string_view name) const { return value_of<std::string>(*this, name); }

Result<FirefoxPrefs> parse_firefox_prefs(std::string_view bytes) {
    constexpr std::string_view kStart = "user_pref";
    if (bytes.size() > limits::kHostTable) return fail(Errc::Limit);
    const bool odd = std::ranges::any_of(bytes, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t'; });
    if (odd || !utf8::is_valid(bytes)) return fail(Errc::Corrupt, "bytes that no text has");
    FirefoxPrefs prefs;
    for (const std::string_view line : text::lines(bytes)) {
        const std::string_view rest = text::trim(line);
        if (!rest.starts_with(kStart)) continue;
        if (!understood(prefs, rest.substr(kStart.size()))) ++prefs.odd_lines;
        if (prefs.values.size() > limits::kHostEntries) return fail(Errc::Limit);
    }
    return prefs;
}

std::string describe(const FirefoxPrefs& prefs) {
    std::string out;
    for (const auto& [name, value] : prefs.values) {
        out += utf8::displayable(name, limits::kEvidenceValue) + " = ";
        if (const bool* flag = std::get_if<bool>(&value)) out += *flag ? "true" : "false";
        if (const std::int64_t* number = std::get_if<std::int64_t>(&value)) out += std::to_string(*number);
        if (const std::string* text = std::get_if<std::string>(&value)) out += "\"" + utf8::displayable(*text, limits::kEvidenceValue) + "\"";
        out += "\n";
    }
    return out + std::to_string(prefs.odd_lines) + " odd lines\n";
}

Result<FirefoxPrefs> read_firefox_prefs(const HostView& host, const BrowserProfile& profile) {
    AMPARO_TRY(const std::string own, host.read(profile.folder + "/prefs.js", limits::kHostTable));
    AMPARO_TRY(FirefoxPrefs prefs, parse_firefox_prefs(own));
    // The browser writes whole lines: anything else is a file that was cut or damaged, and what is missing from it
    // would look like a setting that nobody changed.
    if (prefs.values.empty() || prefs.odd_lines > 0 || !own.ends_with('\n')) return fail(Errc::Corrupt, "not a whole file");
    const auto user = host.read(profile.folder + "/user.js", limits::kHostTable);
    if (!user && user.error().code != Errc::NotFound) return std::unexpected(user.error());
    if (!user) return prefs;
    AMPARO_TRY(const FirefoxPrefs above, parse_firefox_prefs(*user));
    for (const auto& [name, value] : above.values) prefs.values.insert_or_assign(name, value);
    prefs.odd_lines += above.odd_lines;
    return prefs;
}

}  // namespace amparo::checks
