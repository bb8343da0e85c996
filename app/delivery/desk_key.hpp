#pragma once
// The OpenPGP key of a desk, fetched from the desk's own site: one question, no redirect to elsewhere, and what comes back is
// judged like a key from a file. Kept only if it matches the pinned fingerprint; where none is pinned a person compares.

#include <string>
#include <string_view>

#include "app/network/network.hpp"
#include "app/seal/openpgp.hpp"

namespace amparo::delivery {

/// The address to ask, from what a person typed. `site`: the page of the operator as its channel file has it; the key lies on
/// the same host or below it. Errors: those of network::parse_address; Usage — "sending.key.other_site": another host, or mail.
[[nodiscard]] Result<network::Address> key_address(std::string_view typed, std::string_view site);
/// The host whose pages are the operator's own, without "www."; "" when `site` is no page.
[[nodiscard]] std::string own_host(std::string_view site);

/// Asks once. A page that shows the key among other words will do. `pinned`: the fingerprint to expect, or "". Errors: those of
/// Network::http and of seal::read_key, Tampered — "seal.key.other" among them; status_error() for what is not 200.
/// Thread: any but that of the window.
[[nodiscard]] Result<seal::PublicKey> fetch_key(network::Network& network, const network::Consent& consent, const network::Address& address,
                                                std::string_view pinned, const network::Pin& pin, std::int64_t now, const CallLimit& limit);

}  // namespace amparo::delivery
