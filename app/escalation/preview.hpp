#pragma once
// What a person sees before anything leaves: to whom, how protected, the exact words, and what it shows about them. What
// is sent is what a Preview holds, byte for byte; its digest lets the sender prove it.

#include <string>
#include <vector>

#include "app/base/hash.hpp"
#include "app/base/message.hpp"
#include "app/escalation/rendering.hpp"

namespace amparo::escalation {

/// Who can read it on the way and at the other end.
enum class Protection : std::uint8_t {
    Sealed,     ///< only the desk: encrypted to a key that we know is theirs
    InTransit,  ///< the desk, and whoever runs the service between: a form, a mailbox
    Messenger,  ///< the desk, if the messenger keeps its promise
    Open,       ///< anybody on the way: a text message, a call, a printed page
};
[[nodiscard]] std::string_view protection_name(Protection protection);  ///< "sealed", "in-transit", "messenger", "open"

struct Recipient {
    std::string channel;  ///< id
    std::string name;
    std::string method;   ///< of the contact: "email", "webform", "signal", …
    std::string address;
    std::string fingerprint;  ///< of the key it is sealed to, or empty
    Protection protection = Protection::Open;
    bool operator==(const Recipient&) const = default;
};

struct Preview {
    Recipient to;
    Rendering rendering;
    std::vector<Message> shows;  ///< what it shows about the person, one sentence each
};

/// Over recipient, subject and text: two previews with the same digest send the same bytes to the same place.
[[nodiscard]] Digest digest_of(const Preview& preview);

/// Puts a preview together; `shows` follows from the method and the protection.
[[nodiscard]] Preview preview_of(Recipient to, Rendering rendering);

}  // namespace amparo::escalation
