#include "app/escalation/preview.hpp"

#include <array>

#include "app/base/bytes.hpp"

namespace amparo::escalation {

namespace {

/// Parts that cannot run into each other, whatever they hold.
void put(std::string& out, std::string_view part) {
    out += std::to_string(part.size());
    out += ':';
    out += part;
}

}  // namespace

std::string_view protection_name(Protection protection) {
    constexpr std::array<std::string_view, 4> kNames = {"sealed", "in-transit", "messenger", "open"};
    return kNames[static_cast<std::size_t>(protection)];
}

Digest digest_of(const Preview& preview) {
    std::string all;
    put(all, preview.to.channel);
    put(all, preview.to.method);
    put(all, preview.to.address);
    put(all, preview.to.fingerprint);
    put(all, protection_name(preview.to.protection));
    put(all, preview.rendering.subject);
    put(all, preview.rendering.media_type);
    put(all, preview.rendering.text);
    return blake2b(as_bytes(all));
}

Preview preview_of(Recipient to, Rendering rendering) {
    Preview out{std::move(to), std::move(rendering), {}};
    // One sentence for each way: who sees that something was sent, and whether they can read it.
    const bool mail = out.to.method == "email";
    const bool messenger = out.to.method == "signal" || out.to.method == "whatsapp" || out.to.method == "telegram";
    std::string id = "emergency.shows.open";
    if (out.to.protection == Protection::Sealed) {
        id = mail ? "emergency.shows.sealed_mail" : "emergency.shows.sealed";
    } else if (mail) {
        id = "emergency.shows.mail";
    } else if (messenger) {
        id = "emergency.shows.messenger";
    } else if (out.to.method == "globaleaks") {
        id = "emergency.shows.site";
    } else if (out.to.method == "webform" || out.to.method == "web") {
        id = "emergency.shows.form";
    }
    out.shows.push_back({std::move(id), {}});
    out.shows.push_back({"emergency.shows.not_in_it", {}});
    return out;
}

}  // namespace amparo::escalation
