#pragma once
// Two small areas beside the vault, of fixed size, in two copies each. The outbox is noise to anybody without the vault; the
// SOS lies open so that it can go out without unlocking. FORMAT.md section 8. Thread: one writer.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/platform/storage.hpp"
#include "app/vault/keys.hpp"
#include "app/vault/sealed.hpp"

namespace amparo::vault {

inline constexpr std::size_t kOutboxBytes = 262'144;
inline constexpr std::size_t kOutboxContent = kOutboxBytes - 24 - 16 - 18;
inline constexpr std::size_t kSosBytes = 131'072;

/// Reports that wait, as the models write them.
class Outbox {
  public:
    /// Makes both copies, empty. Errors: Conflict — there are some.
    [[nodiscard]] static Result<Outbox> create(Storage& storage, const SecretBytes& key);
    /// Errors: NotFound; Tampered — no copy opens with this key.
    [[nodiscard]] static Result<Outbox> open(Storage& storage, const SecretBytes& key);
    [[nodiscard]] const std::string& content() const { return content_; }
    /// Writes the older copy and then the other. Errors: Limit — longer than kOutboxContent; those of write_copy, and
    /// then the last content is still there.
    [[nodiscard]] Result<void> store(std::string content);

  private:
    explicit Outbox(Storage& storage) : storage_(&storage) {}
    [[nodiscard]] Result<std::string> seal(std::uint64_t counter, const std::string& content) const;
    Storage* storage_;
    SecretBytes key_;
    std::string content_;
    std::uint64_t counter_ = 0;
    std::size_t newest_ = 0;
};

/// An SOS that is ready to go.
struct Sos {
    std::string host;               ///< where it goes, in clear by the person's consent
    std::string sealed;             ///< a sealed file, FORMAT.md section 5
    InboxAddress person;            ///< receipts are sealed to this
    std::vector<std::string> receipts;  ///< each a sealed box
    bool operator==(const Sos&) const = default;
};

/// The file. Errors: Limit — it does not fit.
[[nodiscard]] Result<std::string> write_sos(const Sos& sos, std::uint64_t counter);
struct SosFile {
    Sos sos;
    std::uint64_t counter = 0;
};
/// Errors: Corrupt, Unsupported.
[[nodiscard]] Result<SosFile> parse_sos(Bytes bytes);
/// Errors: NotFound; Corrupt — no copy is whole.
[[nodiscard]] Result<SosFile> load_sos(Storage& storage);
/// Makes or rewrites both copies. Errors: those of write_copy.
[[nodiscard]] Result<void> store_sos(Storage& storage, const Sos& sos);
/// Random bytes over both copies, and then they are gone.
[[nodiscard]] Result<void> remove_sos(Storage& storage);
/// A receipt for the person alone.
[[nodiscard]] Result<std::string> seal_receipt(Bytes receipt, const InboxAddress& person);
[[nodiscard]] Result<std::string> open_receipt(Bytes sealed, const InboxKey& person);

}  // namespace amparo::vault
