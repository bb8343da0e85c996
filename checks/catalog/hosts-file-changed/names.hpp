#pragma once
// Names that nobody has a reason to send elsewhere, and names of a person's own network. Pure; only for this folder.

#include <algorithm>
#include <array>
#include <string_view>

#include "app/base/text.hpp"

namespace amparo::checks {

/// Where updates and protection against malware come from: a file that leads these nowhere keeps holes open.
[[nodiscard]] inline bool is_protection(std::string_view name) {
    constexpr std::array<std::string_view, 14> kEnds = {
        "windowsupdate.com", "update.microsoft.com", "wdcp.microsoft.com", "smartscreen.microsoft.com", "security.ubuntu.com",
        "archive.ubuntu.com", "swscan.apple.com", "ocsp.apple.com", "malwarebytes.com", "kaspersky.com", "avast.com", "eset.com",
        "bitdefender.com", "safebrowsing.googleapis.com"};
    return std::ranges::any_of(kEnds, [&](std::string_view end) { return name == end || name.ends_with("." + std::string(end)); });
}

/// Mail, messengers, banks of the web and platforms; with or without "www.".
[[nodiscard]] inline bool is_well_known(std::string_view name) {
    constexpr std::array<std::string_view, 30> kNames = {
        "google.com", "accounts.google.com", "mail.google.com", "gmail.com", "youtube.com", "facebook.com", "m.facebook.com",
        "instagram.com", "whatsapp.com", "web.whatsapp.com", "x.com", "twitter.com", "telegram.org", "web.telegram.org", "signal.org",
        "microsoft.com", "login.microsoftonline.com", "login.live.com", "outlook.com", "office.com", "apple.com", "icloud.com",
        "proton.me", "mail.proton.me", "paypal.com", "github.com", "wikipedia.org", "torproject.org", "linkedin.com", "tiktok.com"};
    if (name.starts_with("www.")) name.remove_prefix(4);
    return std::ranges::find(kNames, name) != kNames.end();
}

/// A name without a dot, or one that only means something at home or at work.
[[nodiscard]] inline bool is_home_name(std::string_view name) {
    constexpr std::array<std::string_view, 11> kEnds = {".local", ".localdomain", ".lan", ".home", ".internal", ".test", ".localhost", ".home.arpa", ".example", ".invalid", ".corp"};
    if (name.find('.') == std::string_view::npos) return true;
    return std::ranges::any_of(kEnds, [&](std::string_view end) { return name.ends_with(end); });
}

[[nodiscard]] inline bool looks_like_address(std::string_view word) {
    return word.find_first_not_of("0123456789abcdefABCDEF.:%") == std::string_view::npos || word.find('%') != std::string_view::npos;
}

/// This computer itself, or no place at all.
[[nodiscard]] inline bool leads_nowhere(std::string_view address) {
    return address.starts_with("127.") || address == "::1" || address == "0.0.0.0" || address == "::" || address == "0" || address.starts_with("ff0") ||
           address.starts_with("fe00::") || address.starts_with("fe80::") || address == "255.255.255.255";
}

}  // namespace amparo::checks
