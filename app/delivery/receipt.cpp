#include "app/delivery/receipt.hpp"

#include <algorithm>
#include <array>

#include "app/base/date.hpp"
#include "app/base/utf8.hpp"

namespace amparo::delivery {

namespace {

constexpr std::array<std::string_view, 11> kStates = {"draft",    "sealed",          "queued",   "sending", "unsure",   "accepted",
                                                      "delivered-proof", "answered", "closed", "failed", "cancelled"};
constexpr std::array<std::string_view, 7> kProofs = {"none", "mail-accepted", "stored", "confirmed", "site-receipt", "by-hand", "practice"};
constexpr std::size_t kReference = 300;

template <typename T, std::size_t kCount>
Result<T> named(const std::array<std::string_view, kCount>& names, std::string_view name) {
    const auto found = std::ranges::find(names, name);
    if (found == names.end()) return fail(Errc::Corrupt, "unknown word");
    return static_cast<T>(found - names.begin());
}

}  // namespace

std::string_view state_name(State state) { return kStates[static_cast<std::size_t>(state)]; }
Result<State> state_from(std::string_view name) { return named<State>(kStates, name); }
std::string_view proof_name(Proof proof) { return kProofs[static_cast<std::size_t>(proof)]; }
Result<Proof> proof_from(std::string_view name) { return named<Proof>(kProofs, name); }

State state_after(Proof proof) {
    switch (proof) {
        case Proof::None: return State::Unsure;
        case Proof::Confirmed: return State::DeliveredProof;
        case Proof::MailAccepted:
        case Proof::Stored:
        case Proof::SiteReceipt:
        case Proof::ByHand:
        case Proof::Practice: return State::Accepted;
    }
    return State::Unsure;
}

Message receipt_message(const Receipt& receipt) {
    return {"delivery.receipt." + std::string(proof_name(receipt.proof)),
            {{"reference", Code{utf8::displayable(receipt.reference, kReference)}}, {"when", Code{format_moment(receipt.when)}}}};
}

Json to_json(const Receipt& receipt) {
    Json out = Json::object();
    out.set("proof", proof_name(receipt.proof)).set("reference", receipt.reference).set("when", receipt.when);
    return out;
}

Result<Receipt> receipt_from(const Json& json) {
    Receipt out;
    AMPARO_TRY(const std::string proof, json.require_text("proof"));
    AMPARO_TRY(out.proof, proof_from(proof));
    out.reference = json.member_text("reference");
    const Json* when = json.find("when");
    out.when = when == nullptr ? 0 : when->integer_or(0);
    if (out.reference.size() > 4 * kReference) return fail(Errc::Corrupt, "reference");
    return out;
}

}  // namespace amparo::delivery
