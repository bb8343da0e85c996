#pragma once
// Where a message may go: https, mail servers that speak TLS, and plain http to onion services of 56 characters, whose
// name is a key. Everything else is refused here, before any library sees it.

#include <cstdint>
#include <string>
#include <string_view>

#include "app/base/result.hpp"

namespace amparo::network {

enum class Scheme {
    Https,
    OnionHttp,  ///< only through a SOCKS proxy
    Smtp,       ///< begins in clear and must turn to TLS before anything is said
    Smtps,
};

struct Address {
    Scheme scheme = Scheme::Https;
    std::string host;  ///< small letters, no dot at the end
    std::uint16_t port = 0;
    std::string path;  ///< begins with "/"; empty for mail servers

    [[nodiscard]] bool onion() const { return host.ends_with(".onion"); }
    [[nodiscard]] bool mail() const { return scheme == Scheme::Smtp || scheme == Scheme::Smtps; }
    /// Scheme, host and port: what a consent is for, and what a redirect may not leave.
    [[nodiscard]] std::string origin() const;
    [[nodiscard]] std::string text() const { return origin() + path; }
    bool operator==(const Address&) const = default;
};

/// Reads an address as a person or a channel file gives it. Errors: Usage — `say` names the sentence: not one of the
/// four schemes, a user name inside, a letter outside of ASCII, an onion name of another length, a fragment.
[[nodiscard]] Result<Address> parse_address(std::string_view text);

/// True for "name@host" made of plain letters, digits and "._%+-", with a host as above. Nothing that could end a line
/// or begin an option gets through.
[[nodiscard]] bool is_mailbox(std::string_view text);
/// What follows the "@" of a mailbox.
[[nodiscard]] std::string mailbox_host(std::string_view mailbox);

}  // namespace amparo::network
