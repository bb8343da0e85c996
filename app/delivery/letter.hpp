#pragma once
// From the words of a report to a parcel: who gets it, sealed how. The parcel is made before the preview, so that what
// is shown is what goes.

#include <optional>
#include <string>
#include <vector>

#include "app/base/message.hpp"
#include "app/delivery/parcel.hpp"
#include "app/seal/box.hpp"
#include "app/seal/openpgp.hpp"
#include "app/seal/report.hpp"

namespace amparo::delivery {

struct Letter {
    Way way = Way::Drop;
    std::string case_ref;
    std::string recipient;  ///< name of the desk or person
    std::string address;    ///< mailbox, drop folder or site
    std::string server;     ///< for mail: the person's own server
    std::string from;       ///< for mail: the person's own mailbox
    std::string pin;        ///< PEM of the channel, or ""
    std::string context;    ///< for GlobaLeaks
    std::string text;       ///< exactly what will be read
    std::vector<seal::ReportFile> files;
    /// Whom it is sealed to: keys of one kind. None of either: it stays readable, and the preview says by whom.
    std::vector<seal::PublicKey> openpgp;
    std::vector<vault::InboxAddress> boxes;
};

struct Packed {
    Parcel parcel;
    std::string reply_secret;  ///< with this an answer is checked later; empty unless sealed to a box
};

/// Seals and wraps. Adds the person's own report key if there is one of the same kind. Errors: Usage — no case
/// reference, no address, keys of both kinds; those of seal::encrypt and seal::seal_report; Limit — too long.
struct OwnKeys {
    std::optional<seal::PublicKey> openpgp;
    std::optional<vault::InboxAddress> box;
};
[[nodiscard]] Result<Packed> pack(const Letter& letter, const OwnKeys& own, std::int64_t now);

[[nodiscard]] Protection protection_of(const Letter& letter);
/// One sentence: how it is protected, and by whom it can be read.
[[nodiscard]] Message protection_message(const Letter& letter);
/// What stays visible to others on the way, one sentence each.
[[nodiscard]] std::vector<Message> visible_messages(const Letter& letter, bool through_proxy);

}  // namespace amparo::delivery
