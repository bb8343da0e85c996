#include "checks/accounts/csv.hpp"

#include <algorithm>
#include <utility>

namespace amparo::accounts {

CsvReader::CsvReader(char separator, Heard heard, const CsvLimits& limits)
    : separator_(separator), heard_(std::move(heard)), limits_(limits) {}

void CsvReader::put(char c) {
    if (text_.size() - cell_start_ >= limits_.cell || ends_.size() >= limits_.columns) {
        cut_ = true;
        return;
    }
    text_.push_back(c);
}

bool CsvReader::cell_is_blank() const {
    if (at_ != At::CellStart && at_ != At::Plain) return false;
    return std::all_of(text_.begin() + static_cast<std::ptrdiff_t>(cell_start_), text_.end(), [](char c) { return c == ' '; });
}

void CsvReader::end_cell() {
    at_ = At::CellStart;
    if (ends_.size() >= limits_.columns) return;
    ends_.push_back(text_.size());
    cell_start_ = text_.size();
}

void CsvReader::end_row() {
    if (any_) {
        end_cell();
        cells_.clear();
        std::size_t from = 0;
        for (const std::size_t end : ends_) {
            cells_.push_back(view_of(text_).substr(from, end - from));
            from = end;
        }
        stopped_ = !heard_({cells_, row_line_, row_offset_, stray_, cut_});
    }
    wipe_memory(text_.data(), text_.size());
    text_.clear();
    ends_.clear();
    cell_start_ = 0;
    at_ = At::CellStart;
    any_ = stray_ = cut_ = false;
}

Result<void> CsvReader::feed(std::string_view piece) {
    for (const char c : piece) {
        if (stopped_) return {};
        ++offset_;
        if (c == '\0') return fail(Errc::Corrupt, "line " + std::to_string(line_) + ": a NUL byte");
        const bool second_half = std::exchange(after_return_, c == '\r') && c == '\n';
        if ((c == '\n' && !second_half) || c == '\r') ++line_;
        if (at_ == At::Quoted) {
            if (c == '"') {
                at_ = At::QuoteInQuoted;
            } else {
                put(c);
            }
            continue;
        }
        if (at_ == At::QuoteInQuoted && c == '"') {
            put(c);
            at_ = At::Quoted;
            continue;
        }
        if (c == '\n' || c == '\r') {
            if (!second_half) end_row();
            row_line_ = line_;
            row_offset_ = offset_;
            continue;
        }
        any_ = true;
        if (c == separator_) {
            end_cell();
        } else if (c == '"' && quotes_ && cell_is_blank()) {
            text_.resize(cell_start_);  // some put a space between the separator and the quote
            at_ = At::Quoted;
        } else {
            stray_ = stray_ || at_ == At::QuoteInQuoted;
            if (at_ == At::CellStart) at_ = At::Plain;
            put(c);
        }
    }
    return {};
}

bool CsvReader::finish() {
    if (stopped_) return true;
    if (at_ == At::Quoted) return false;
    end_row();
    return true;
}

CsvStart csv_start(std::string_view head) {
    CsvStart start;
    if (head.starts_with("sep=") && head.size() > 5) {
        const std::size_t end = head.find('\n');
        if (end != std::string_view::npos && end <= 6) return {head[4], end + 1};
    }
    std::size_t most = 0;
    for (const char separator : {',', ';', '\t'}) {
        std::size_t count = 0;
        bool quoted = false;
        for (const char c : head) {
            if (c == '"') quoted = !quoted;
            if (!quoted && (c == '\n' || c == '\r')) break;
            count += !quoted && c == separator ? 1 : 0;
        }
        if (count > most) {
            most = count;
            start.separator = separator;
        }
    }
    return start;
}

}  // namespace amparo::accounts
