#pragma once
// Where a profile keeps what sending needs: the key of its outbox, and the mail account if the person wants that. For the
// models that open them only.

#include <memory>
#include <string_view>

#include "app/base/secret.hpp"
#include "app/delivery/mail_account.hpp"
#include "app/vault/record_store.hpp"

namespace amparo::models {

[[nodiscard]] inline vault::RecordId outbox_record() { return vault::record_id("outbox"); }
/// Errors: Corrupt — it has another length; those of SecretBytes.
[[nodiscard]] Result<SecretBytes> outbox_key(std::string_view kept);

inline constexpr const char* kAccountRecord = "mail account";
/// Null when there is none in it.
[[nodiscard]] std::shared_ptr<const delivery::MailAccount> account_in(std::string_view document);

}  // namespace amparo::models
