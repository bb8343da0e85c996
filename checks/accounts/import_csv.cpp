#include <algorithm>
#include <optional>

#include "app/base/date.hpp"
#include "app/base/text.hpp"
#include "checks/accounts/csv.hpp"
#include "checks/accounts/import.hpp"
#include "checks/accounts/table.hpp"
#include "checks/accounts/text_encoding.hpp"

namespace amparo::accounts {

namespace {

constexpr std::int64_t kMilliseconds = 1000;

std::int64_t moment_of(std::string_view cell) {
    if (const auto number = text::to_integer(text::trim(cell))) return *number > 0 ? *number / kMilliseconds : 0;
    return parse_moment(text::trim(cell)).value_or(0);
}

bool says_yes(std::string_view cell) {
    const std::string word = text::lower(text::trim(cell));
    return !word.empty() && word != "0" && word != "false" && word != "no";
}

/// KeePass entries may only point at another one's field.
bool refers(std::string_view password) { return password.starts_with("{REF:"); }

class TableImport {
  public:
    TableImport(Import& import, SecretPool& pool) : import_(&import), pool_(&pool) {}

    bool hear(const CsvRow& row) {
        if (!shape_) return head(row);
        if (import_->logins.size() >= kLogins) {
            import_->cut = true;
            return false;
        }
        if (row.stray_quote) note(*import_, "quote", row.line);
        if (row.cut) note(*import_, "long", row.line);
        // Empty cells at the end do no harm; others mean that a value was torn apart.
        const auto over = row.cells.size() > columns_ ? row.cells.subspan(columns_) : std::span<const std::string_view>{};
        if (std::ranges::any_of(over, [](std::string_view cell) { return !cell.empty(); })) note(*import_, "columns", row.line);
        if (row.cells.size() < columns_ && needed_ >= row.cells.size()) note(*import_, "columns", row.line);
        Login login;
        login.place = row.line;
        login.title = pool_->keep(cell(row, Role::Title));
        login.user = pool_->keep(cell(row, Role::User));
        login.password = pool_->keep(cell(row, Role::Password));
        addresses(cell(row, Role::Address), login);
        login.code = !text::trim(cell(row, Role::Code)).empty();
        login.put_away = says_yes(cell(row, Role::Archived)) || refers(login.password);
        login.changed = moment_of(cell(row, Role::Changed));
        login.used = moment_of(cell(row, Role::Used));
        login.unused_known = login.used > 0;
        login.kind = kind(cell(row, Role::Type), login);
        if (login.kind == EntryKind::Login && login.password.empty() && login.user.empty() && login.addresses.empty()) return true;
        import_->logins.push_back(std::move(login));
        return true;
    }

    [[nodiscard]] bool understood() const { return shape_ && !shape_->format.empty(); }

  private:
    bool head(const CsvRow& row) {
        shape_ = recognise_table(row.cells);
        columns_ = row.cells.size();
        import_->format = shape_->format;
        for (const std::string& name : shape_->doubled) note(*import_, "doubled", row.line, name);
        for (const Role role : {Role::Title, Role::Address, Role::User, Role::Password}) {
            needed_ = std::max(needed_, static_cast<std::size_t>(std::max(shape_->at(role), 0)));
        }
        return !shape_->format.empty();
    }

    [[nodiscard]] std::string_view cell(const CsvRow& row, Role role) const {
        const int at = shape_->at(role);
        if (at < 0 || static_cast<std::size_t>(at) >= row.cells.size()) return {};
        return row.cells[static_cast<std::size_t>(at)];
    }

    /// Some put several addresses into one cell.
    void addresses(std::string_view all, Login& login) {
        for (std::string_view rest = all; !rest.empty();) {
            std::size_t end = rest.find_first_of("\n\r");
            const std::size_t comma = rest.find(",http");
            const std::size_t app = rest.find(",android");
            end = std::min({end, comma, app});
            const std::string_view one = text::trim(rest.substr(0, end));
            if (!one.empty()) login.addresses.push_back(pool_->keep(one));
            rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
        }
    }

    [[nodiscard]] EntryKind kind(std::string_view type, const Login& login) const {
        // LastPass marks its notes with an address of its own.
        if (!login.addresses.empty() && login.addresses.front() == "http://sn") return EntryKind::Note;
        const std::string word = text::lower(text::trim(type));
        if (word.empty() || word == "login" || word == "password" || word == "1") return EntryKind::Login;
        return word == "note" || word == "securenote" || word == "secure note" ? EntryKind::Note : EntryKind::Other;
    }

    Import* import_;
    SecretPool* pool_;
    std::optional<TableShape> shape_;
    std::size_t columns_ = 0;
    std::size_t needed_ = 0;  // the last column that matters
};

}  // namespace

Import import_table(WipedBytes bytes, SecretPool& pool) {
    Import import;
    const DecodedText decoded = decode_text(std::move(bytes));
    if (decoded.was == Encoding::Windows1252) note(import, "encoding");
    const std::string_view whole = view_of(decoded.text);
    const CsvStart start = csv_start(whole);
    TableImport table(import, pool);
    const auto hear = [&](const CsvRow& row) { return table.hear(row); };
    CsvReader reader(start.separator, hear, {kCell, kColumns});
    const std::string_view rows = whole.substr(start.offset);
    if (const auto fed = reader.feed(rows); !fed) {
        note(import, "nul", reader.open_line());
    } else if (!reader.finish()) {
        // Nobody closed that quote. What follows it is read line by line, so that no login is lost.
        note(import, "open-quote", reader.open_line());
        const std::uint64_t line = reader.open_line();
        CsvReader plain(start.separator, [&](const CsvRow& row) {
            CsvRow moved = row;
            moved.line += line - 1;
            return table.hear(moved);
        }, {kCell, kColumns});
        plain.without_quotes();
        if (!plain.feed(rows.substr(static_cast<std::size_t>(reader.open_offset()))) || !plain.finish()) note(import, "nul", line);
    }
    if (!table.understood()) import.format.clear();
    wipe_stack();
    return import;
}

}  // namespace amparo::accounts
