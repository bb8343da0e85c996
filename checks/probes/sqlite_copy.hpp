#pragma once
// A database of another program, read from a copy in memory: the file and its "-wal" are read as bytes, the committed
// pages of the second are laid over the first, and SQLite opens the result read-only in memory. Nothing is locked,
// nothing is written, and a writer at work disturbs at most our answer. Sources: sqlite.org, "Database File Format".

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.hpp"
#include "checks/host_view.hpp"

struct sqlite3;

namespace amparo::checks {

/// The database as it is after every whole transaction of `wal`. Frames after the first that does not fit are left out,
/// as SQLite does. Pure. Errors: Corrupt — no database, or page sizes that differ; Limit — a page beyond kDatabase.
[[nodiscard]] Result<std::string> apply_wal(std::string database, std::string_view wal);

class SqliteCopy {
  public:
    /// Errors: Corrupt — not a database; Limit — larger than 32 MiB.
    [[nodiscard]] static Result<SqliteCopy> open(std::string database, std::string_view wal);
    /// Reads the file and its "-wal". Errors: as reading; Conflict — an unfinished transaction of the old kind lies beside it.
    [[nodiscard]] static Result<SqliteCopy> read(const HostView& host, const std::string& path);

    /// Rows of texts; numbers as decimal text, NULL as "". `sql` is ours, never a person's. Errors: Corrupt — also when a
    /// table or column is not there; Limit — more than `max_rows`, or more work than a look should cost.
    [[nodiscard]] Result<std::vector<std::vector<std::string>>> rows(const char* sql, std::size_t max_rows) const;
    /// The single number that `sql` asks for. Errors: as rows().
    [[nodiscard]] Result<std::int64_t> number(const char* sql) const;

  private:
    struct Close {
        void operator()(sqlite3* database) const;
    };
    SqliteCopy() = default;
    std::shared_ptr<std::string> bytes_;  ///< SQLite reads from here; must outlive database_
    std::unique_ptr<sqlite3, Close> database_;
};

}  // namespace amparo::checks
