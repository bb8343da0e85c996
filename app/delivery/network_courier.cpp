#include "app/delivery/network_courier.hpp"

#include <algorithm>

#include "app/seal/digest.hpp"

namespace amparo::delivery {

Error status_error(int status) {
    const std::string detail = "HTTP " + std::to_string(status);
    if (status == 401 || status == 403) return {Errc::Denied, "delivery.error.not_allowed", detail};
    if (status == 404 || status == 409 || status == 410) return {Errc::NotFound, "delivery.error.no_place", detail};
    if (status == 413) return {Errc::Limit, "delivery.error.too_large", detail};
    if (status == 507) return {Errc::NoSpace, "delivery.error.server_full", detail};
    if (status == 408 || status == 425 || status == 429 || status >= 500) return {Errc::Offline, "network.error.later", detail};
    return {Errc::Unsupported, "delivery.error.status", detail};
}

Result<Receipt> NetworkCourier::carry(const Parcel& parcel, const network::Consent& consent, const CallLimit& limit) {
    // The bytes that leave are the bytes that were shown.
    if (consent.what() != parcel.digest()) return fail(Errc::Usage, "consent for something else");
    if (limit.stop.stop_requested()) return fail(Errc::Cancelled, "", "network.error.stopped");
    switch (parcel.way) {
        case Way::Mail:
            if (!account_ || account_->server() != parcel.server || account_->mailbox() != parcel.from) {
                return fail(Errc::Denied, "no such account", "delivery.error.no_account");
            }
            return carry_by_mail(*network_, *account_, parcel, consent, limit);
        case Way::Drop: return carry_to_drop(*network_, parcel, consent, limit);
        case Way::GlobaLeaks: return carry_to_globaleaks(*network_, parcel, consent, limit);
    }
    return fail(Errc::Bug, "way");
}

Result<Receipt> carry_by_mail(network::Network& network, const MailAccount& account, const Parcel& parcel, const network::Consent& consent,
                              const CallLimit& limit) {
    network::MailRequest request;
    AMPARO_TRY(request.server, network::parse_address(parcel.server));
    request.user = account.user();
    request.password = &account.password();
    request.from = parcel.from;
    request.to = {parcel.address};
    request.message = parcel.body;
    request.pin.pem = account.pin();
    AMPARO_TRY(const network::MailAnswer answer, network.mail(consent, request, limit));
    // Without the server's word after the last line nothing is called accepted.
    if (answer.code < 200 || answer.code >= 300) return fail(Errc::Io, std::to_string(answer.code), "delivery.error.unsure");
    return Receipt{Proof::MailAccepted, answer.last_line, 0};
}

Result<network::Address> drop_address(const std::string& folder, const std::string& name) {
    AMPARO_TRY(network::Address address, network::parse_address(folder));
    if (address.mail()) return fail(Errc::Usage, "a mail server", "network.address.scheme");
    const std::size_t query = std::min(address.path.find('?'), address.path.size());
    std::string path = address.path.substr(0, query);
    if (!path.ends_with('/')) path += '/';
    address.path = path + name + address.path.substr(query);
    return address;
}

namespace {

/// True when the answer says the hash of what was sent, in one of the ways that servers have.
bool says_hash(const network::HttpAnswer& answer, const Parcel& parcel) {
    const std::string name = parcel.body_hash();
    const std::string base64 = seal::base64(as_bytes(seal::sha256(as_bytes(parcel.body))));
    for (const char* header : {"repr-digest", "content-digest", "digest", "x-amz-checksum-sha256", "etag", "x-sha256"}) {
        const std::string value = answer.header(header);
        if (value.find(base64) != std::string::npos || value.find(name) != std::string::npos) return true;
    }
    return answer.body.find(name) != std::string::npos;
}

}  // namespace

Result<Receipt> carry_to_drop(network::Network& network, const Parcel& parcel, const network::Consent& consent, const CallLimit& limit) {
    const std::string name = parcel.body_hash();
    network::HttpRequest request;
    request.method = network::Method::Put;
    AMPARO_TRY(request.address, drop_address(parcel.address, name));
    // The first keeps what is there, on servers that know it; the second is what Nextcloud asks of whoever has no account.
    request.headers = {{"If-None-Match", "*"}, {"X-Requested-With", "XMLHttpRequest"}};
    request.body = parcel.body;
    request.answer_limit = 64 * 1024;
    request.pin.pem = parcel.pin;
    AMPARO_TRY(const network::HttpAnswer answer, network.http(consent, request, limit));
    // Nobody else can have made a file of that name: it is there from an earlier try.
    const bool there = answer.status == 412;
    if (!there && answer.status != 200 && answer.status != 201 && answer.status != 204) return std::unexpected(status_error(answer.status));
    return Receipt{!there && says_hash(answer, parcel) ? Proof::Confirmed : Proof::Stored, name, 0};
}

}  // namespace amparo::delivery
