#include "app/network/address.hpp"

#include <algorithm>
#include <array>

#include "app/base/text.hpp"

namespace amparo::network {

namespace {

constexpr std::size_t kLongestHost = 253;
constexpr std::size_t kLongestPath = 1024;
constexpr std::size_t kOnionName = 56;

struct SchemeName {
    std::string_view text;
    Scheme scheme;
    std::uint16_t port;
};
constexpr std::array<SchemeName, 4> kSchemes = {{{"https://", Scheme::Https, 443},
                                                 {"http://", Scheme::OnionHttp, 80},
                                                 {"smtp://", Scheme::Smtp, 587},
                                                 {"smtps://", Scheme::Smtps, 465}}};

const SchemeName& of(Scheme scheme) { return *std::ranges::find(kSchemes, scheme, &SchemeName::scheme); }

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

bool is_label(std::string_view label) {
    return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
           std::ranges::all_of(label, [](char c) { return is_letter_or_digit(c) || c == '-'; });
}

bool is_onion_name(std::string_view label) {
    return label.size() == kOnionName &&
           std::ranges::all_of(label, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '2' && c <= '7'); });
}

bool is_host(std::string_view host) {
    if (host == "localhost") return true;
    const auto labels = text::split(host, '.');
    if (host.size() > kLongestHost || labels.size() < 2 || !std::ranges::all_of(labels, is_label)) return false;
    return labels.back() != "onion" || (labels.size() == 2 && is_onion_name(labels.front()));
}

std::unexpected<Error> off(std::string say, std::string why) { return fail(Errc::Usage, std::move(why), std::move(say)); }

}  // namespace

std::string Address::origin() const {
    const SchemeName& name = of(scheme);
    std::string out = std::string(name.text) + host;
    if (port != name.port) out += ":" + std::to_string(port);
    return out;
}

Result<Address> parse_address(std::string_view text) {
    const auto name = std::ranges::find_if(kSchemes, [&](const SchemeName& item) { return text.starts_with(item.text); });
    if (name == kSchemes.end()) return off("network.address.scheme", "not https, smtp, smtps or http to an onion");
    text.remove_prefix(name->text.size());
    // Whatever is not a plain visible character can make an address look like another one.
    if (!std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7f; })) {
        return off("network.address.letters", "a character that addresses do not have");
    }
    if (text.find_first_of("\\#\"<>^`{|}") != std::string_view::npos) return off("network.address.letters", "a character in excess");

    Address out;
    out.scheme = name->scheme;
    const std::size_t slash = std::min(text.find_first_of("/?"), text.size());
    std::string_view authority = text.substr(0, slash);
    out.path = text.substr(slash);
    if (authority.find('@') != std::string_view::npos) return off("network.address.user", "a user name inside an address");
    const std::size_t colon = authority.find(':');
    out.port = name->port;
    if (colon != std::string_view::npos) {
        const auto port = text::to_integer(authority.substr(colon + 1));
        if (!port || *port < 1 || *port > 65535) return off("network.address.host", "no port number");
        out.port = static_cast<std::uint16_t>(*port);
        authority = authority.substr(0, colon);
    }
    out.host = text::lower(authority);
    if (!is_host(out.host)) {
        const bool onion = out.host.ends_with(".onion");
        return off(onion ? "network.address.onion" : "network.address.host", "no host name that we accept");
    }
    if (out.scheme == Scheme::OnionHttp && !out.onion()) {
        return off("network.address.plain", "http without TLS is for onion services only");
    }
    if (out.mail() && out.path != "/" && !out.path.empty()) return off("network.address.host", "a path behind a mail server");
    if (out.mail()) {
        out.path.clear();
    } else if (out.path.empty() || out.path.front() != '/') {
        out.path.insert(0, "/");
    }
    if (out.path.size() > kLongestPath) return off("network.address.host", "a path that is too long");
    for (const std::string_view part : text::split(std::string_view(out.path).substr(0, out.path.find('?')), '/')) {
        if (part == "." || part == "..") return off("network.address.host", "a path that leads upwards");
    }
    return out;
}

bool is_mailbox(std::string_view text) {
    const std::size_t at = text.find('@');
    if (at == std::string_view::npos || at == 0 || at > 64) return false;
    const std::string_view name = text.substr(0, at);
    const bool plain = std::ranges::all_of(name, [](char c) {
        return is_letter_or_digit(c) || (c >= 'A' && c <= 'Z') || std::string_view("._%+-").find(c) != std::string_view::npos;
    });
    const std::string host = text::lower(text.substr(at + 1));
    return plain && name.front() != '-' && name.front() != '.' && name.back() != '.' && is_host(host);
}

std::string mailbox_host(std::string_view mailbox) {
    const std::size_t at = mailbox.find('@');
    return at == std::string_view::npos ? std::string{} : text::lower(mailbox.substr(at + 1));
}

}  // namespace amparo::network
