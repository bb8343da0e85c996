#include "app/models/leak_service.hpp"

#include <algorithm>
#include <chrono>
#include <string>

#include "app/base/sha1.hpp"
#include "app/delivery/send_gate.hpp"

namespace amparo::models {

namespace {

constexpr std::chrono::seconds kPatience{60};
constexpr int kFine = 200;

}  // namespace

DigestList digests_of(std::span<const accounts::Import> imports) {
    DigestList out;
    for (const accounts::Import& import : imports) {
        for (const accounts::Login& login : import.logins) {
            if (login.kind == accounts::EntryKind::Login && !login.put_away && !login.password.empty()) out.push_back(sha1(login.password));
        }
    }
    std::ranges::sort(out);
    out.erase(std::ranges::unique(out).begin(), out.end());
    return out;
}

Result<network::Consent> consent_to_ask() { return delivery::SendGate::press_to_contact(std::string(accounts::kLeakService)); }

std::string leak_service_host() {
    const auto address = network::parse_address(std::string(accounts::kLeakService));
    return address ? address->host : std::string{};
}

bool can_ask_anybody() { return network::has_network(); }

Result<void> LeakService::ask(const DigestList& digests, const std::function<void(std::size_t)>& heard) {
    leaked_.clear();
    for (std::size_t i = 0; i < digests.size();) {
        const std::string prefix = accounts::range_prefix(digests[i]);
        network::HttpRequest request;
        AMPARO_TRY(request.address, network::parse_address(std::string(accounts::kLeakService) + "/range/" + prefix));
        // The service turns away whoever names no program; this names none in particular.
        request.headers = {{std::string(accounts::kPaddingHeader), "true"}, {"User-Agent", "password-check"}};
        request.answer_limit = accounts::kRangeBytes;
        if (stop_.stop_requested()) return fail(Errc::Cancelled, "stopped");
        const CallLimit limit{std::chrono::steady_clock::now() + kPatience, stop_};
        ++questions_;
        AMPARO_TRY(const network::HttpAnswer answer, network_->http(consent_, request, limit));
        if (answer.status != kFine) return fail(Errc::Io, "status " + std::to_string(answer.status));
        for (; i < digests.size() && accounts::range_prefix(digests[i]) == prefix; ++i) {
            AMPARO_TRY(const bool held, accounts::range_holds(answer.body, digests[i]));
            if (held) leaked_.push_back(digests[i]);
        }
        if (heard) heard(i);
    }
    return {};
}

Result<LeakAsking> open_leak_asking(network::Consent consent, std::optional<std::uint16_t> tor_port, StopToken stop) {
    network::Travel travel;
    if (tor_port) {
        travel.route = network::Route::Socks;
        travel.proxy_port = *tor_port;
    }
    LeakAsking out;
    AMPARO_TRY(out.network, network::open_network(travel, {}));
    out.service = std::make_unique<LeakService>(*out.network, std::move(consent), std::move(stop));
    return out;
}

bool LeakService::leaked(const Sha1Digest& digest) const { return std::ranges::binary_search(leaked_, digest); }

}  // namespace amparo::models
