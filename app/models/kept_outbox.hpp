#pragma once
// The outbox beside an open profile, for whoever has no window: look at what waits, try one now, take one back. Blocks.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "app/base/message.hpp"
#include "app/models/saved.hpp"
#include "app/models/sending.hpp"

namespace amparo::models {

/// What waits, travelled or arrived, oldest first; empty when the profile has no outbox. Writes nothing. Errors: those of
/// Outbox::look.
[[nodiscard]] Result<std::vector<delivery::QueueItem>> look_at_outbox(const OpenedVault& opened);

/// The same for changing it. `opened` outlives it. Errors: Conflict — the profile is open for reading only, `say` tells why;
/// NotFound — it has no outbox; those of Outbox::open.
[[nodiscard]] Result<std::unique_ptr<delivery::Outbox>> open_outbox(OpenedVault& opened);

/// The mail account that the profile keeps, or null.
[[nodiscard]] std::shared_ptr<const delivery::MailAccount> kept_account(const OpenedVault& opened);
/// Whether it can be tried with that account: all but mail from another one.
[[nodiscard]] bool can_be_tried(const delivery::QueueItem& item, const delivery::MailAccount* account);

/// One try, by the road of `choice`, of something that waits, failed, was stopped or is unsure. What came of it is in the
/// item. Errors: NotFound, Conflict — it arrived, or is under way; Unsupported — no network code; those of Outbox.
[[nodiscard]] Result<delivery::QueueItem> try_once(delivery::Outbox& outbox, const std::string& id, const NetworkChoice& choice,
                                                   std::shared_ptr<const delivery::MailAccount> account, const StopToken& stop, std::int64_t now);

/// Whom one item goes to and how it is protected, and what stays visible on its way.
[[nodiscard]] std::vector<Message> travel_messages(const delivery::QueueItem& item, bool through_proxy);

}  // namespace amparo::models
