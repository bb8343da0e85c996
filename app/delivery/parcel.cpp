#include "app/delivery/parcel.hpp"

#include <algorithm>
#include <array>

#include "app/base/text.hpp"
#include "app/network/address.hpp"
#include "app/seal/digest.hpp"

namespace amparo::delivery {

namespace {

// Without 0 O 1 I L and U, which are read out wrongly.
constexpr std::string_view kRefLetters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

constexpr std::array<std::string_view, 3> kWays = {"mail", "drop", "globaleaks"};
constexpr std::array<std::string_view, 3> kProtections = {"openpgp", "box", "readable"};

template <typename T>
Result<T> named(const std::array<std::string_view, 3>& names, std::string_view name, const char* field) {
    const auto found = std::ranges::find(names, name);
    if (found == names.end()) return fail(Errc::Corrupt, std::string(field) + ": unknown");
    return static_cast<T>(found - names.begin());
}

}  // namespace

std::string_view way_name(Way way) { return kWays[static_cast<std::size_t>(way)]; }
std::string_view protection_name(Protection protection) { return kProtections[static_cast<std::size_t>(protection)]; }

Result<std::string> Parcel::origin() const {
    if (way == Way::Mail) {
        if (!network::is_mailbox(address)) return fail(Errc::Usage, "no mailbox", "network.address.mailbox");
        AMPARO_TRY(const auto place, network::parse_address(server));
        if (!place.mail()) return fail(Errc::Usage, "no mail server", "network.address.scheme");
        return place.origin();
    }
    AMPARO_TRY(const auto place, network::parse_address(address));
    if (place.mail()) return fail(Errc::Usage, "a mail server", "network.address.scheme");
    return place.origin();
}

Digest Parcel::digest() const {
    // Each field with its length, so that no two parcels can look the same.
    std::string all;
    for (const std::string_view field : {way_name(way), protection_name(protection), std::string_view(case_ref),
                                         std::string_view(recipient), std::string_view(address), std::string_view(server),
                                         std::string_view(from), std::string_view(body), std::string_view(pin),
                                         std::string_view(context)}) {
        all += std::to_string(field.size()) + ":";
        all += field;
    }
    return blake2b(as_bytes(all));
}

std::string Parcel::body_hash() const { return seal::sha256_hex(as_bytes(body)); }

std::string new_case_ref() {
    std::string out;
    for (std::size_t i = 0; i < kCaseRef; ++i) out += kRefLetters[seal::random_below(kRefLetters.size())];
    return out;
}

bool is_case_ref(std::string_view text) {
    return text.size() == kCaseRef && text.find_first_not_of(kRefLetters) == std::string_view::npos;
}

Json to_json(const Parcel& parcel) {
    Json out = Json::object();
    out.set("way", way_name(parcel.way)).set("protection", protection_name(parcel.protection));
    out.set("case_ref", parcel.case_ref).set("recipient", parcel.recipient).set("address", parcel.address);
    out.set("server", parcel.server).set("from", parcel.from).set("pin", parcel.pin).set("context", parcel.context);
    return out;
}

Result<Parcel> parcel_from(const Json& json) {
    Parcel out;
    AMPARO_TRY(const std::string way, json.require_text("way"));
    AMPARO_TRY(const std::string protection, json.require_text("protection"));
    AMPARO_TRY(out.way, named<Way>(kWays, way, "way"));
    AMPARO_TRY(out.protection, named<Protection>(kProtections, protection, "protection"));
    AMPARO_TRY(out.case_ref, json.require_text("case_ref"));
    AMPARO_TRY(out.address, json.require_text("address"));
    out.recipient = json.member_text("recipient");
    out.server = json.member_text("server");
    out.from = json.member_text("from");
    out.pin = json.member_text("pin");
    out.context = json.member_text("context");
    if (!is_case_ref(out.case_ref)) return fail(Errc::Corrupt, "case_ref");
    AMPARO_TRY(const std::string origin, out.origin());
    if (origin.empty()) return fail(Errc::Corrupt, "address");
    return out;
}

}  // namespace amparo::delivery
