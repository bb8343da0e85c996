#pragma once
// What a profile holds: records with a type, an id and bytes. The vault does not know what is in them; records of types
// that this version does not know are kept as they are. FORMAT.md section 3. One thread at a time.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "app/base/bytes.hpp"
#include "app/base/result.hpp"

namespace amparo::vault {

using RecordId = std::array<std::uint8_t, 16>;

/// Types that are taken. The numbers are part of the format.
enum class RecordType : std::uint32_t {
    SlotWraps = 1,       ///< the vault's own: what is needed to wrap the profile's slots anew
    Profile = 2,         ///< the vault's own: when it was saved last
    Blob = 3,            ///< key and length of an evidence file beside the vault
    Outbox = 4,          ///< key of the outbox
    CheckHistory = 16,
    AccountNotes = 17,
    LessonProgress = 18,
    Case = 19,
    Settings = 20,
    TrustedPackKeys = 21,
    EmergencyCard = 22,
    ReportDraft = 23,
    Evidence = 24,       ///< an original of a case, as it is
};

/// Flags whose bits 0 to 15 a reader has to know; the others it may not.
inline constexpr std::uint32_t kFlagsToKnow = 0x0000FFFFU;
inline constexpr std::size_t kRecords = 20'000;
inline constexpr std::size_t kRecordBytes = std::size_t{8} << 20U;

struct Record {
    std::uint32_t type = 0;
    std::uint32_t flags = 0;
    RecordId id{};
    std::string bytes;
    bool operator==(const Record&) const = default;
};

/// Records in the order in which they came. Wiped when they go.
class Records {
  public:
    Records() = default;
    Records(const Records&) = default;
    Records& operator=(const Records&) = default;
    Records(Records&&) noexcept = default;
    Records& operator=(Records&&) noexcept = default;
    ~Records() { clear(); }

    [[nodiscard]] const Record* find(std::uint32_t type, const RecordId& id) const;
    /// Adds the record or takes the place of the one with its type and id. Errors: Limit — too long, or too many.
    [[nodiscard]] Result<void> put(Record record);
    /// The same for one that is known to be new.
    [[nodiscard]] Result<void> add(Record record);
    /// True when there was one.
    bool remove(std::uint32_t type, const RecordId& id);
    [[nodiscard]] const std::vector<Record>& all() const { return records_; }
    void clear();
    bool operator==(const Records&) const = default;

  private:
    std::vector<Record> records_;
};

/// The payload of a bay.
struct Payload {
    std::uint64_t counter = 0;  ///< of the save that wrote it
    Records records;
};

[[nodiscard]] std::string write_payload(const Payload& payload);
/// Errors: Corrupt — anything that write_payload does not write; Unsupported — a later version, or a flag to know.
[[nodiscard]] Result<Payload> parse_payload(Bytes bytes);
/// What is in it, one line a record, without the bytes themselves.
[[nodiscard]] std::string describe(const Payload& payload);

}  // namespace amparo::vault
