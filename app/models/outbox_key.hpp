#pragma once
// Where a profile keeps the key of its outbox. For the models that open one only.

#include <string_view>

#include "app/base/secret.hpp"
#include "app/vault/record_store.hpp"

namespace amparo::models {

[[nodiscard]] inline vault::RecordId outbox_record() { return vault::record_id("outbox"); }
/// Errors: Corrupt — it has another length; those of SecretBytes.
[[nodiscard]] Result<SecretBytes> outbox_key(std::string_view kept);

}  // namespace amparo::models
