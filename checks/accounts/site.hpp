#pragma once
// What an address in a password entry says: which host, whether it is read in the clear, whether it is on one's own network.

#include <string>
#include <string_view>

namespace amparo::accounts {

struct Site {
    std::string host;     ///< lower case, without port; "" for apps and what is no address
    std::string app;      ///< "org.example.app" of androidapp:// and ios addresses
    bool http = false;    ///< written with http://
    bool local = false;   ///< this computer, a private network, a name without a dot, an onion
};

[[nodiscard]] Site parse_site(std::string_view address);

/// The name without "www." and the like: two entries with the same one belong to the same service. Knows the commonest
/// two-part endings ("co.uk"); keeps a host whole when unsure.
[[nodiscard]] std::string service_of(std::string_view host);

}  // namespace amparo::accounts
