#pragma once
// The record with which a profile wraps its own slots anew: one entry for the passphrase, one for the recovery code. It
// opens neither. FORMAT.md section 3.

#include <array>
#include <optional>

#include "app/vault/keys.hpp"
#include "app/vault/records.hpp"

namespace amparo::vault {

using SlotWraps = std::array<std::optional<SlotWrap>, 2>;

/// Errors: Corrupt — the record is missing or not what we write.
[[nodiscard]] Result<SlotWraps> read_slot_wraps(const Records& records);
[[nodiscard]] Result<void> put_slot_wraps(Records& records, const SlotWraps& wraps);

}  // namespace amparo::vault
