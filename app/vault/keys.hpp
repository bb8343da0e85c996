#pragma once
// From a passphrase to the keys of a profile. One derivation for an attempt, four slots tried without an early end.
// Inside its outer seal a slot is a sealed box for a key that only the passphrase gives: what a profile keeps to wrap its
// slots anew opens none of them. FORMAT.md section 2 and decision 14. Thread: any; deriving takes most of a second.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "app/base/secret.hpp"
#include "app/vault/format.hpp"

namespace amparo::vault {

inline constexpr std::size_t kKeyBytes = 32;

/// What an attempt to open cost; tests compare it, so that the work never tells which slot opened.
struct Work {
    std::size_t slots_tried = 0;
    std::size_t bays_tried = 0;
    bool operator==(const Work&) const = default;
};

/// What a passphrase or a recovery code becomes.
class RootKey {
  public:
    /// Derives with Argon2id. `secret` is normalised already, see passphrase.hpp.
    /// Errors: Limit — the computer did not give the memory; say so, and never try with less.
    [[nodiscard]] static Result<RootKey> derive(std::string_view secret, const Salt& salt, const KdfCost& cost);
    /// For tests, which enter below the derivation. Errors: Usage — not 32 bytes.
    [[nodiscard]] static Result<RootKey> from_bytes(Bytes bytes);
    [[nodiscard]] const SecretBytes& bytes() const { return bytes_; }

  private:
    SecretBytes bytes_;
};

/// All that is needed to write a slot and nothing that opens it.
struct SlotWrap {
    SecretBytes seal;
    SecretBytes commit;
    std::array<std::uint8_t, kKeyBytes> box{};
};
[[nodiscard]] Result<SlotWrap> slot_wrap(const RootKey& root, std::size_t slot);

/// What a slot holds.
struct SlotContent {
    SecretBytes key;        ///< of the profile's own bay
    std::uint8_t bay = 0;
    std::uint8_t flags = 1;
    SecretBytes other_key;  ///< of the other bay, or random bytes; nobody can tell which by looking
};

[[nodiscard]] Result<std::string> seal_slot(const SlotWrap& wrap, const Digest& bound, std::size_t slot, const SlotContent& content);

struct OpenSlot {
    std::size_t slot = 0;
    SlotContent content;
};
/// Tries all four slots of a head; the lowest that opens counts. Errors: WrongPassphrase — none does.
[[nodiscard]] Result<OpenSlot> open_slots(const RootKey& root, const Digest& bound, Bytes head, Work& work);
/// Whether the outer seal of a slot is the one of `wrap`.
[[nodiscard]] bool wraps(const SlotWrap& wrap, const Digest& bound, std::size_t slot, Bytes bytes);

/// A key of `size` bytes, random.
[[nodiscard]] Result<SecretBytes> random_secret(std::size_t size);
[[nodiscard]] Result<SecretBytes> copy_of(const SecretBytes& secret);

/// Bytes of payload that fit into a bay.
[[nodiscard]] std::size_t bay_capacity(std::uint64_t bay_bytes, const Rules& rules);
/// A whole bay around `payload`, always of the same size. Errors: Limit — the payload does not fit.
[[nodiscard]] Result<std::string> seal_bay(const SecretBytes& key, const Head& head, std::size_t bay, Bytes payload, const Rules& rules);
/// The payload. Errors: Tampered — the bay is not what was written, or the key is another.
[[nodiscard]] Result<std::string> open_bay(const SecretBytes& key, const Head& head, std::size_t bay, Bytes bytes, const Rules& rules);

}  // namespace amparo::vault
