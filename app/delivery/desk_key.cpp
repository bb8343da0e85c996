#include "app/delivery/desk_key.hpp"

#include "app/delivery/network_courier.hpp"

namespace amparo::delivery {

namespace {

constexpr std::string_view kBegin = "-----BEGIN PGP PUBLIC KEY BLOCK-----";
constexpr std::string_view kEnd = "-----END PGP PUBLIC KEY BLOCK-----";

/// What stands from the first beginning to the last end: two keys on one page stay two, and are refused as such.
std::string_view key_part(std::string_view page) {
    const std::size_t begin = page.find(kBegin);
    const std::size_t end = page.rfind(kEnd);
    if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return page;
    return page.substr(begin, end + kEnd.size() - begin);
}

}  // namespace

std::string own_host(std::string_view site) {
    const auto address = network::parse_address(site);
    if (!address || address->mail()) return {};
    return address->host.starts_with("www.") ? address->host.substr(4) : address->host;
}

Result<network::Address> key_address(std::string_view typed, std::string_view site) {
    AMPARO_TRY(network::Address address, network::parse_address(typed));
    const std::string own = own_host(site);
    const bool here = !own.empty() && (address.host == own || address.host.ends_with("." + own));
    if (address.mail() || !here) return fail(Errc::Usage, address.host, "sending.key.other_site");
    return address;
}

Result<seal::PublicKey> fetch_key(network::Network& network, const network::Consent& consent, const network::Address& address,
                                  std::string_view pinned, const network::Pin& pin, std::int64_t now, const CallLimit& limit) {
    network::HttpRequest request;
    request.address = address;
    request.answer_limit = seal::kKeyFileBytes;
    request.pin = pin;
    AMPARO_TRY(const network::HttpAnswer answer, network.http(consent, request, limit));
    if (answer.status != 200) return std::unexpected(status_error(answer.status));
    return seal::read_key(key_part(answer.body), pinned, now);
}

}  // namespace amparo::delivery
