#include "checks/accounts/site.hpp"

#include <algorithm>
#include <array>

#include "app/base/text.hpp"

namespace amparo::accounts {

namespace {

bool is_number(std::string_view text, int most) {
    const auto number = text::to_integer(text);
    return number && *number >= 0 && *number <= most;
}

bool is_local(std::string_view host) {
    if (host.find('.') == std::string_view::npos) return true;  // "router", "localhost", IPv6 in brackets
    for (const std::string_view ending : {".local", ".localhost", ".lan", ".home", ".internal", ".home.arpa", ".test", ".onion"}) {
        if (host.ends_with(ending)) return true;
    }
    const auto parts = text::split(host, '.');
    if (parts.size() != 4 || !std::ranges::all_of(parts, [](std::string_view part) { return is_number(part, 255); })) return false;
    const auto second = text::to_integer(parts[1]).value_or(0);
    return parts[0] == "10" || parts[0] == "127" || (parts[0] == "192" && second == 168) || (parts[0] == "169" && second == 254) ||
           (parts[0] == "172" && second >= 16 && second <= 31) || (parts[0] == "100" && second >= 64 && second <= 127);
}

bool host_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

// Endings under which everybody registers a third part.
constexpr std::array<std::string_view, 16> kSecond = {"co", "com", "org", "net", "gov", "gob", "edu", "ac",
                                                      "or", "ne", "go", "nom", "gouv", "mil", "info", "ltd"};

}  // namespace

Site parse_site(std::string_view address) {
    Site site;
    address = text::trim(address);
    std::string whole = text::lower(address);
    std::string_view rest = whole;
    const std::size_t scheme_end = rest.find("://");
    if (scheme_end != std::string_view::npos) {
        const std::string_view scheme = rest.substr(0, scheme_end);
        rest.remove_prefix(scheme_end + 3);
        if (scheme == "androidapp" || scheme == "android" || scheme == "iosapp") {
            const std::size_t at = rest.rfind('@');
            if (at != std::string_view::npos) rest.remove_prefix(at + 1);
            site.app = rest.substr(0, rest.find_first_of("/?#"));
            return site;
        }
        site.http = scheme == "http";
        if (scheme != "http" && scheme != "https" && scheme != "ftp" && scheme != "ssh" && scheme != "imap" && scheme != "smtp") return site;
    }
    rest = rest.substr(0, rest.find_first_of("/?#"));
    const std::size_t at = rest.rfind('@');
    if (at != std::string_view::npos) rest.remove_prefix(at + 1);
    if (rest.starts_with('[')) {
        site.host = rest.substr(0, rest.find(']') + 1);
        site.local = true;
        return site;
    }
    rest = rest.substr(0, rest.find(':'));
    while (rest.ends_with('.')) rest.remove_suffix(1);
    if (rest.empty() || !std::ranges::all_of(rest, host_character)) return site;
    // "my bank" is a name that somebody typed, "bank.example" an address.
    if (scheme_end == std::string_view::npos && rest.find('.') == std::string_view::npos) return site;
    site.host = rest;
    site.local = is_local(rest);
    return site;
}

std::string service_of(std::string_view host) {
    const auto parts = text::split(host, '.');
    if (parts.size() <= 2) return std::string(host);
    const bool numbers = std::ranges::all_of(parts, [](std::string_view part) { return is_number(part, 255); });
    if (numbers || host.ends_with(".onion")) return std::string(host);
    const bool two = parts.back().size() == 2 && std::ranges::find(kSecond, parts[parts.size() - 2]) != kSecond.end();
    const std::size_t keep = std::min<std::size_t>(parts.size(), two ? 3 : 2);
    std::string out;
    for (std::size_t i = parts.size() - keep; i < parts.size(); ++i) out += (out.empty() ? "" : ".") + std::string(parts[i]);
    return out;
}

}  // namespace amparo::accounts
