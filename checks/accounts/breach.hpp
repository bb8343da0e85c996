#pragma once
// Lists of leaked passwords that a person brings, asked offline: the sorted list of hashes that Pwned Passwords offers, or a
// filter made of it that fits on a stick. Files are read in place, a few kilobytes for each question.
//
// The filter: one binary fuse filter for every run of hashes with the same beginning, so that it is made of a sorted list in
// one pass and little memory, and asked with three short reads. Source: Graf and Lemire, "Binary Fuse Filters", 2022.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/base/byte_source.hpp"
#include "app/base/sha1.hpp"
#include "app/base/stop.hpp"

namespace amparo::accounts {

enum class BreachKind : std::uint8_t { HashList, Filter };

class BreachList {
  public:
    /// `source` outlives this. Errors: Unsupported — hashes of another kind; Corrupt — no list, or out of order and too large to
    /// be put in order; Io.
    [[nodiscard]] static Result<BreachList> open(const ByteSource& source, const StopToken& stop = {});
    BreachList(BreachList&&) noexcept;
    BreachList& operator=(BreachList&&) noexcept;
    ~BreachList();

    [[nodiscard]] BreachKind kind() const;
    /// One in so many that are not on the list is taken for one that is; 0 for a list, which does not err.
    [[nodiscard]] std::uint64_t false_alarm_in() const;
    /// How many hashes a filter holds; 0 for a list, which is not counted.
    [[nodiscard]] std::uint64_t entries() const;
    /// Errors: Io, Corrupt — the place that was read is damaged.
    [[nodiscard]] Result<bool> holds(const Sha1Digest& digest) const;

  private:
    struct Inside;
    explicit BreachList(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

struct FilterOptions {
    unsigned bits = 12;           ///< 8 to 16: one false alarm in 2^bits
    std::uint64_t least_count = 1;  ///< hashes seen less often are left out
    StopToken stop;
    std::function<void(std::uint64_t, std::uint64_t)> progress;  ///< bytes read, and all
};

struct FilterReport {
    std::uint64_t entries = 0;
    std::uint64_t left_out = 0;
    std::uint64_t bytes = 0;
    unsigned bits = 0;
    [[nodiscard]] double bits_per_entry() const;
};

/// Writes at a place of the new file.
using WriteAt = std::function<Result<void>(std::uint64_t, std::string_view)>;

/// Errors: Corrupt — "line L": not a hash, or not in order; Unsupported; Limit — a part that cannot be made; Cancelled; those of
/// `write` and the source.
[[nodiscard]] Result<FilterReport> build_breach_filter(const ByteSource& list, const FilterOptions& options, const WriteAt& write);

/// "breach-filter" head, for `selftest parse`. Errors: Corrupt.
[[nodiscard]] Result<std::string> describe_breach_file(std::string_view bytes);

}  // namespace amparo::accounts
