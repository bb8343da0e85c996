#include <algorithm>
#include <array>
#include <set>

#include "app/base/text.hpp"
#include "app/base/utf8.hpp"
#include "checks/accounts/csv.hpp"
#include "checks/accounts/export_reader.hpp"

namespace amparo::accounts {

namespace {

enum class Part : std::uint8_t { None, When, Since, Address, Agent, Device, Place, Subject, Detail };

struct ColumnWord {
    std::string_view word;
    bool whole;  ///< the column's whole name, else its beginning
    Part part;
};
// English names as public readers show them; other languages are told by what is in the columns.
constexpr std::array kColumns = {
    ColumnWord{"activity timestamp", true, Part::When}, ColumnWord{"login date", true, Part::When},
    ColumnWord{"challenge date", true, Part::When},     ColumnWord{"date", true, Part::When},
    ColumnWord{"updated on", true, Part::When},         ColumnWord{"timestamp", true, Part::When},
    ColumnWord{"last activity", false, Part::When},     ColumnWord{"first activity", false, Part::Since},
    ColumnWord{"ip address", true, Part::Address},      ColumnWord{"ip", true, Part::Address},
    ColumnWord{"ip_address", true, Part::Address},      ColumnWord{"user agent", false, Part::Agent},
    ColumnWord{"user_agent", true, Part::Agent},        ColumnWord{"brand", false, Part::Device},
    ColumnWord{"marketing name", true, Part::Device},   ColumnWord{"model", false, Part::Device},
    ColumnWord{"device model", false, Part::Device},    ColumnWord{"os", true, Part::Device},
    ColumnWord{"os version", true, Part::None},         ColumnWord{"operating system", false, Part::Device},
    ColumnWord{"device type", true, Part::Device},      ColumnWord{"country", false, Part::Place},
    ColumnWord{"last country", false, Part::Place},     ColumnWord{"device last location", true, Part::Place},
    ColumnWord{"activity country", true, Part::Place},  ColumnWord{"activity city", true, Part::Place},
    ColumnWord{"city", true, Part::Place},              ColumnWord{"email address", true, Part::Subject},
    ColumnWord{"number", true, Part::Subject},          ColumnWord{"product name", true, Part::Detail},
    ColumnWord{"login type", true, Part::Detail},       ColumnWord{"challenge type", true, Part::Detail}};

constexpr std::size_t kTrial = 12;  // rows that are looked at before a table is judged
constexpr std::size_t kCells = 64;

Part part_of(const std::string& column) {
    for (const ColumnWord& word : kColumns) {
        if (word.whole ? column == word.word : column.starts_with(word.word)) return word.part;
    }
    return Part::None;
}

class TableReader final : public ExportFileReader {
  public:
    TableReader(std::string_view name, RecordHeard heard) : name_(text::lower(name)), heard_(std::move(heard)) {}

    Result<bool> feed(std::string_view piece) override {
        if (!reader_) {
            head_ += std::string(piece);
            if (head_.find('\n') == std::string::npos && head_.size() < 64 * 1024) return true;
            return begin();
        }
        AMPARO_TRY_VOID(reader_->feed(piece));
        return !useless_;
    }
    Result<void> finish() override {
        if (!reader_) {
            const auto begun = begin();
            if (!begun) return std::unexpected(begun.error());
        }
        const bool closed = reader_->finish();
        if (!decided_) decide();
        if (!closed) return fail(Errc::Corrupt, "line " + std::to_string(reader_->open_line()) + ": a quotation mark that nothing closes");
        return {};
    }
    Platform platform() const override { return platform_; }
    bool understood() const override { return understood_; }
    std::uint64_t records() const override { return records_; }

  private:
    Result<bool> begin() {
        std::string_view text = head_;
        if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
        const CsvStart start = csv_start(text.substr(0, 64 * 1024));
        reader_ = std::make_unique<CsvReader>(start.separator, [this](const CsvRow& row) { return hear(row); }, CsvLimits{16 * 1024, kCells});
        AMPARO_TRY_VOID(reader_->feed(text.substr(start.offset)));
        head_.clear();
        head_.shrink_to_fit();
        return !useless_;
    }

    bool hear(const CsvRow& row) {
        std::vector<std::string> cells;
        for (const std::string_view cell : row.cells) cells.push_back(utf8::is_valid(cell) ? std::string(cell) : utf8::displayable(cell, 400));
        if (decided_) {
            record(cells);
            return true;
        }
        trial_.push_back(std::move(cells));
        if (trial_.size() < kTrial) return true;
        decide();
        return !useless_;
    }

    void decide() {
        decided_ = true;
        std::size_t first = by_names();
        if (first == 0) first = by_values();
        useless_ = !understood_;
        for (std::size_t i = first; understood_ && i < trial_.size(); ++i) record(trial_[i]);
        trial_.clear();
    }

    /// Tries the first rows as a heading, since some files begin with remarks. Gives the row behind it, or 0.
    std::size_t by_names() {
        for (std::size_t i = 0; i < std::min<std::size_t>(trial_.size(), 4); ++i) {
            std::set<std::string> names;
            parts_.clear();
            for (const std::string& cell : trial_[i]) {
                const std::string name = text::lower(text::trim(cell));
                names.insert(name);
                parts_.push_back(part_of(name));
            }
            if (judge(names)) return i + 1;
        }
        return 0;
    }
    bool judge(const std::set<std::string>& names) {
        const bool network = has(Part::Address);
        const bool time = has(Part::When);
        const bool google = names.contains("gaia id") || names.contains("activity timestamp");
        if (network && time) {
            kind_ = ActivityKind::LogIn;
            platform_ = google                       ? Platform::Google
                        : names.contains("login date") || names.contains("challenge date") ? Platform::LinkedIn
                        : names.size() <= 3          ? Platform::Reddit
                                                     : by_file_name();
        } else if (has(Part::Device) && (time || has(Part::Since))) {
            kind_ = ActivityKind::Device;
            platform_ = by_file_name() == Platform::Unknown ? Platform::Google : by_file_name();
        } else if (has(Part::Subject) && (names.contains("confirmed") || names.contains("extension"))) {
            kind_ = ActivityKind::RecoveryContact;
            platform_ = Platform::LinkedIn;
        } else {
            return false;
        }
        understood_ = true;
        return true;
    }
    /// Headings in a language that we do not know: the values say what their columns are.
    std::size_t by_values() {
        if (trial_.size() < 2) return 0;
        const std::size_t width = trial_[0].size();
        parts_.assign(width, Part::None);
        for (std::size_t column = 0; column < width; ++column) {
            std::size_t filled = 0;
            std::size_t networks = 0;
            std::size_t agents = 0;
            std::size_t moments = 0;
            for (std::size_t row = 1; row < trial_.size(); ++row) {
                if (column >= trial_[row].size() || trial_[row][column].empty()) continue;
                const std::string& value = trial_[row][column];
                ++filled;
                networks += is_network_address(value) ? 1U : 0U;
                agents += value.find("Mozilla/") != std::string::npos ? 1U : 0U;
                moments += value.size() >= 19 && any_moment(value) > 0 ? 1U : 0U;
            }
            if (filled == 0) continue;
            const auto most = [&](std::size_t count) { return count * 5 >= filled * 4; };
            if (most(networks) && !has(Part::Address)) parts_[column] = Part::Address;
            if (most(agents) && !has(Part::Agent)) parts_[column] = Part::Agent;
            if (most(moments) && !has(Part::When)) parts_[column] = Part::When;
        }
        if (!has(Part::Address) || !has(Part::When)) return 0;
        understood_ = true;
        kind_ = ActivityKind::LogIn;
        platform_ = by_file_name();
        if (platform_ == Platform::Unknown && has(Part::Agent)) platform_ = Platform::Google;
        return 1;
    }
    [[nodiscard]] bool has(Part part) const { return std::ranges::find(parts_, part) != parts_.end(); }
    [[nodiscard]] Platform by_file_name() const {
        if (name_.find("takeout") != std::string::npos || name_.find("google") != std::string::npos) return Platform::Google;
        if (name_.find("linkedin") != std::string::npos) return Platform::LinkedIn;
        return name_.find("reddit") != std::string::npos || name_.find("ip_logs") != std::string::npos ? Platform::Reddit : Platform::Unknown;
    }

    void record(const std::vector<std::string>& cells) {
        ActivityRecord out;
        out.platform = platform_;
        out.kind = kind_;
        bool any = false;
        for (std::size_t i = 0; i < std::min(cells.size(), parts_.size()); ++i) {
            const std::string& cell = cells[i];
            if (cell.empty() || parts_[i] == Part::None) continue;
            any = true;
            switch (parts_[i]) {
                case Part::When: out.when = std::max(out.when, any_moment(cell)); break;
                case Part::Since: out.since = any_moment(cell); break;
                case Part::Address: out.address = cell; break;
                case Part::Agent: out.agent = cell; break;
                case Part::Device: out.device += (out.device.empty() ? "" : ", ") + cell; break;
                case Part::Place: out.place += (out.place.empty() ? "" : ", ") + cell; break;
                case Part::Subject: out.subject = cell; break;
                default: out.detail = cell;
            }
        }
        if (!any) return;
        ++records_;
        heard_(out);
    }

    std::string name_;
    RecordHeard heard_;
    std::string head_;
    std::unique_ptr<CsvReader> reader_;
    std::vector<std::vector<std::string>> trial_;
    std::vector<Part> parts_;
    bool decided_ = false;
    bool useless_ = false;
    bool understood_ = false;
    Platform platform_ = Platform::Unknown;
    ActivityKind kind_ = ActivityKind::LogIn;
    std::uint64_t records_ = 0;
};

}  // namespace

std::unique_ptr<ExportFileReader> table_reader(std::string_view name, RecordHeard heard) {
    return std::make_unique<TableReader>(name, std::move(heard));
}

}  // namespace amparo::accounts
