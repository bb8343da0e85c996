#pragma once
// A ZIP archive that somebody else made, read without writing a byte: its list through libzip, its contents through zlib with
// memory that is wiped. Names are only compared and shown, never used as paths. Guarded against archives that grow without
// end, that are locked, and that lie about themselves.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/base/byte_source.hpp"
#include "app/base/stop.hpp"
#include "app/base/wiped.hpp"

namespace amparo::accounts {

inline constexpr std::size_t kArchiveEntries = 1'000'000;

struct ArchiveEntry {
    std::string name;         ///< as stored, made UTF-8; may be anything
    std::uint64_t size = 0;   ///< as the archive says
    std::uint64_t packed = 0;
    std::size_t index = 0;
    bool locked = false;      ///< with a password
    bool readable = true;     ///< stored or deflated
    bool tricky = false;      ///< its name leads elsewhere: "..", absolute, a drive, a control character
};

/// True for names that a careless program would write outside of its folder.
[[nodiscard]] bool is_tricky_name(std::string_view name);

class Archive {
  public:
    /// `source` outlives this. Errors: Corrupt — no archive, or cut off; Limit — more than kArchiveEntries; Io.
    [[nodiscard]] static Result<Archive> open(const ByteSource& source);
    Archive(Archive&&) noexcept;
    Archive& operator=(Archive&&) noexcept;
    ~Archive();

    /// Files only, in the archive's order.
    [[nodiscard]] const std::vector<ArchiveEntry>& entries() const { return entries_; }

    /// False: that is enough.
    using Heard = std::function<bool(std::string_view piece)>;
    /// Hands the contents over piece by piece. Errors: Denied — locked; Unsupported — packed in another way; Limit — more
    /// than `most` bytes, or growing so much that it must be a trap; Corrupt — cut off or the checksum differs; Cancelled.
    [[nodiscard]] Result<void> read(const ArchiveEntry& entry, std::uint64_t most, const Heard& heard,
                                    const StopToken& stop = {}) const;

  private:
    struct Inside;
    explicit Archive(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
    std::vector<ArchiveEntry> entries_;
};

/// True when the bytes begin like an archive.
[[nodiscard]] bool looks_like_archive(std::string_view head);

}  // namespace amparo::accounts
