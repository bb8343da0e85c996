#pragma once
// The vault's own two records of a profile. One wraps the profile's slots anew: an entry for the passphrase, one for the
// recovery code; it opens neither. The other says when the profile was saved. FORMAT.md section 3.

#include <array>
#include <optional>

#include "app/vault/keys.hpp"
#include "app/vault/records.hpp"

namespace amparo::vault {

using SlotWraps = std::array<std::optional<SlotWrap>, 2>;

/// Errors: Corrupt — the record is missing or not what we write.
[[nodiscard]] Result<SlotWraps> read_slot_wraps(const Records& records);
[[nodiscard]] Result<void> put_slot_wraps(Records& records, const SlotWraps& wraps);

/// Seconds since 1970, as the computer has it; shown, never relied on.
using Moment = std::int64_t;
[[nodiscard]] Result<void> note_saved(Records& records, Moment now);
[[nodiscard]] std::optional<Moment> saved_moment(const Records& records);

}  // namespace amparo::vault
