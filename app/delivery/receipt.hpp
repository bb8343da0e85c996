#pragma once
// What is known of a parcel after it left, or did not: states and proofs. Nothing is called sent without a proof.

#include <cstdint>
#include <string>
#include <string_view>

#include "app/base/json.hpp"
#include "app/base/message.hpp"
#include "app/base/result.hpp"

namespace amparo::delivery {

enum class State {
    Draft,           ///< text that can still change
    Sealed,          ///< finished, not yet to be sent
    Queued,          ///< waits for its next try
    Sending,         ///< a try is under way, or was when the program ended
    Unsure,          ///< a try was cut off at its end: it may have arrived
    Accepted,        ///< the other side has it, by the proof in the receipt
    DeliveredProof,  ///< the desk showed that it could open it, or the server gave back our hash
    Answered,
    Closed,
    Failed,          ///< will not be tried again by itself; it can be sent elsewhere
    Cancelled,
};
[[nodiscard]] std::string_view state_name(State state);  ///< "draft", "delivered-proof", …
[[nodiscard]] Result<State> state_from(std::string_view name);

enum class Proof {
    None,
    MailAccepted,  ///< the person's own mail server took it; reference: what it said, with its queue id
    Stored,        ///< 200, 201 or 204; reference: the name it is stored under
    Confirmed,     ///< and our hash came back
    SiteReceipt,   ///< GlobaLeaks; reference: the sixteen digits, the only key to the case
    ByHand,        ///< the person says so
    Practice,      ///< nothing left this computer
};
[[nodiscard]] std::string_view proof_name(Proof proof);
[[nodiscard]] Result<Proof> proof_from(std::string_view name);

struct Receipt {
    Proof proof = Proof::None;
    std::string reference;
    std::int64_t when = 0;
    bool operator==(const Receipt&) const = default;
};

/// The state that a proof leads to.
[[nodiscard]] State state_after(Proof proof);
/// "delivery.receipt.stored" and so on, filled.
[[nodiscard]] Message receipt_message(const Receipt& receipt);

[[nodiscard]] Json to_json(const Receipt& receipt);
[[nodiscard]] Result<Receipt> receipt_from(const Json& json);

}  // namespace amparo::delivery
