#pragma once
// Asking Pwned Passwords about the passwords of an export: five digits of a hash leave for each, nothing else, and only with a
// consent. Thread: any but that of the window; blocks.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/base/wiped.hpp"
#include "app/network/network.hpp"
#include "checks/accounts/leak_range.hpp"
#include "checks/accounts/login.hpp"

namespace amparo::models {

using DigestList = std::vector<Sha1Digest, WipingAllocator<Sha1Digest>>;

/// The hashes of all passwords that are used, each once, in the order of the hashes: it says nothing about where a password stands.
[[nodiscard]] DigestList digests_of(std::span<const accounts::Import> imports);

/// Somebody saw which service is asked and what leaves, and said yes with a press of their own: the permission, for one run.
[[nodiscard]] Result<network::Consent> consent_to_ask();

/// The service's name as a person knows it from a browser.
[[nodiscard]] std::string leak_service_host();
inline constexpr std::uint16_t kTorPort = 9050;
inline constexpr std::uint16_t kTorBrowserPort = 9150;

/// False in builds without network code.
[[nodiscard]] bool can_ask_anybody();

class LeakService {
  public:
    /// `network` outlives this; `consent` is for accounts::kLeakService.
    LeakService(network::Network& network, network::Consent consent, StopToken stop)
        : network_(&network), consent_(std::move(consent)), stop_(std::move(stop)) {}

    /// Asks about each. Passwords whose hashes begin alike share one question. After the first failure nobody is asked any more.
    /// `heard`: how many are done. Errors: Cancelled, and those of the network; Corrupt — the answer is of another kind.
    [[nodiscard]] Result<void> ask(const DigestList& digests, const std::function<void(std::size_t)>& heard);
    /// What ask() found.
    [[nodiscard]] bool leaked(const Sha1Digest& digest) const;
    /// How many questions were sent.
    [[nodiscard]] std::size_t questions() const { return questions_; }

  private:
    network::Network* network_;
    network::Consent consent_;
    StopToken stop_;
    DigestList leaked_;  // in order
    std::size_t questions_ = 0;
};

/// A way out and the service on it, for one run.
struct LeakAsking {
    std::unique_ptr<network::Network> network;
    std::unique_ptr<LeakService> service;
};

/// `tor_port`: of a Tor on this computer; nothing: directly, so that the service sees this connection. Errors: Unsupported — this
/// build contains no network code.
[[nodiscard]] Result<LeakAsking> open_leak_asking(network::Consent consent, std::optional<std::uint16_t> tor_port, StopToken stop);

}  // namespace amparo::models
