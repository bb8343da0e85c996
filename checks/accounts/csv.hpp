#pragma once
// Tables as people have them: RFC 4180 and its relatives. Commas, semicolons or tabs, any line ends, quotes or none. Read
// piece by piece, so that size does not matter; cells are wiped when the next row comes.

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "app/base/result.hpp"
#include "app/base/wiped.hpp"

namespace amparo::accounts {

struct CsvLimits {
    std::size_t cell = 32 * 1024;
    std::size_t columns = 512;
};

struct CsvRow {
    std::span<const std::string_view> cells;
    std::uint64_t line = 1;    ///< where it begins
    std::uint64_t offset = 0;  ///< likewise, in bytes
    bool stray_quote = false;  ///< text stood behind a closing quote
    bool cut = false;          ///< a cell was longer, or the row wider, than allowed
};

class CsvReader {
  public:
    /// True to go on.
    using Heard = std::function<bool(const CsvRow&)>;

    CsvReader(char separator, Heard heard, const CsvLimits& limits = {});

    /// Errors: Corrupt — a NUL byte; "line L".
    [[nodiscard]] Result<void> feed(std::string_view piece);
    /// The end. False: it lies inside quotes that opened in the row at open_line(); that row was not heard.
    [[nodiscard]] bool finish();
    [[nodiscard]] bool stopped() const { return stopped_; }
    [[nodiscard]] std::uint64_t open_line() const { return row_line_; }
    [[nodiscard]] std::uint64_t open_offset() const { return row_offset_; }
    /// Quotes mean nothing from here on: for what follows a quote that nobody closed.
    void without_quotes() { quotes_ = false; }

  private:
    enum class At : std::uint8_t { CellStart, Plain, Quoted, QuoteInQuoted };
    void put(char c);
    [[nodiscard]] bool cell_is_blank() const;
    void end_cell();
    void end_row();

    char separator_;
    Heard heard_;
    CsvLimits limits_;
    At at_ = At::CellStart;
    bool quotes_ = true;
    bool after_return_ = false;
    bool any_ = false;  // something of this row was seen
    bool stray_ = false;
    bool cut_ = false;
    bool stopped_ = false;
    WipedBytes text_;
    std::vector<std::size_t> ends_;
    std::size_t cell_start_ = 0;
    std::uint64_t line_ = 1;
    std::uint64_t offset_ = 0;
    std::uint64_t row_line_ = 1;
    std::uint64_t row_offset_ = 0;
    std::vector<std::string_view> cells_;
};

/// Which separator the first line uses, and where the table begins (behind a line "sep=;").
struct CsvStart {
    char separator = ',';
    std::size_t offset = 0;
};
[[nodiscard]] CsvStart csv_start(std::string_view head);

}  // namespace amparo::accounts
