#pragma once
// Messages that were written and sealed while there was time, and go out with one held press while everything is
// locked: no passphrase, no vault, no key. Two files of one size; their content is put under a key that everybody has,
// so whoever holds the stick and this program can read that there is an SOS, and to which server it goes; never what it
// says. Only what can be delivered without a secret gets in, and only after a test delivery arrived there.

#include <optional>
#include <string>
#include <vector>

#include "app/delivery/outbox.hpp"
#include "app/platform/storage.hpp"
#include "app/vault/sealed.hpp"

namespace amparo::delivery {

inline constexpr std::size_t kSosBytes = 64 * 1024;
inline constexpr std::size_t kSosEntries = 3;
inline constexpr std::int64_t kSosDays = 30;

struct SosEntry {
    Parcel parcel;
    std::int64_t made = 0;
    std::int64_t tested = 0;     ///< when the test delivery arrived
    std::int64_t sent = 0;       ///< 0: not yet
    std::string proxy;           ///< "host:port" that it has to go through, or "": nothing goes around it then
    std::string sealed_receipt;  ///< for the person's report key; "" when there is none

    [[nodiscard]] bool old(std::int64_t now) const { return now - made > kSosDays * 86'400; }
};

class SosArea {
  public:
    /// Reads what is prepared; makes no file. An area that is not there is empty. `storage` outlives this.
    /// Errors: those of TwinFile; Corrupt.
    [[nodiscard]] static Result<SosArea> open(Storage& storage);

    [[nodiscard]] const std::vector<SosEntry>& entries() const { return entries_; }

    /// Adds an SOS, or replaces the one to the same address. `test`: a delivery to that address by the same way, that
    /// arrived. Errors: Unsupported — "delivery.sos.needs_secret": mail; "delivery.sos.readable": not sealed;
    /// "delivery.sos.untested": no test arrived there; Limit — too many, or too long ("delivery.sos.too_long").
    /// `proxy`: see SosEntry.
    [[nodiscard]] Result<void> prepare(Parcel parcel, const QueueItem& test, std::int64_t now, std::string proxy = {});
    /// Writes down that it went, with the receipt sealed for `reader`, if the person has a report key.
    [[nodiscard]] Result<void> note_sent(std::size_t entry, const Receipt& receipt, const std::optional<vault::InboxAddress>& reader);
    /// Overwrites and removes both files.
    [[nodiscard]] Result<void> erase();

    /// The opened content, for tests and for `selftest parse sos-area`. Errors: Corrupt, Limit.
    [[nodiscard]] static Result<std::vector<SosEntry>> read(std::string_view content);
    [[nodiscard]] static std::string write(const std::vector<SosEntry>& entries);

  private:
    explicit SosArea(Storage& storage) : storage_(&storage) {}
    [[nodiscard]] Result<void> keep(std::vector<SosEntry> entries);

    Storage* storage_;
    std::optional<TwinFile> file_;
    std::vector<SosEntry> entries_;
};

}  // namespace amparo::delivery
