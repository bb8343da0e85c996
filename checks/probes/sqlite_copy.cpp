#include "checks/probes/sqlite_copy.hpp"

#include <sqlite3.h>

#include <map>

#include "app/base/limits.hpp"
#include "app/base/text.hpp"

namespace amparo::checks {

namespace {

constexpr std::size_t kDatabase = 32 * limits::kMiB;
constexpr std::size_t kHeader = 100;
constexpr std::size_t kWalHeader = 32;
constexpr std::size_t kFrameHeader = 24;
constexpr std::string_view kMagic = std::string_view("SQLite format 3\0", 16);
constexpr std::uint32_t kWalMagic = 0x377f0682;  // the last bit says in which order checksums read bytes

std::uint32_t big(std::string_view bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) value = (value << 8U) | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

std::uint32_t little(std::string_view bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 4; i > 0; --i) value = (value << 8U) | static_cast<unsigned char>(bytes[at + i - 1]);
    return value;
}

struct Checksum {
    std::uint32_t first = 0;
    std::uint32_t second = 0;
    bool big_endian = false;

    void add(std::string_view bytes) {
        for (std::size_t at = 0; at + 8 <= bytes.size(); at += 8) {
            first += (big_endian ? big(bytes, at) : little(bytes, at)) + second;
            second += (big_endian ? big(bytes, at + 4) : little(bytes, at + 4)) + first;
        }
    }
    [[nodiscard]] bool is(std::string_view bytes, std::size_t at) const { return first == big(bytes, at) && second == big(bytes, at + 4); }
};

std::size_t page_size_of(std::string_view database) {
    const auto size = static_cast<std::size_t>((static_cast<unsigned char>(database[16]) << 8U) | static_cast<unsigned char>(database[17]));
    return size == 1 ? 65536 : size;
}

bool is_page_size(std::size_t size) { return size >= 512 && size <= 65536 && (size & (size - 1)) == 0; }

/// How many steps of SQLite's machine one look may cost.
constexpr int kSteps = 10'000;
constexpr int kTurns = 2'000;
int out_of_patience(void* turns) { return --*static_cast<int*>(turns) < 0 ? 1 : 0; }

}  // namespace

Result<std::string> apply_wal(std::string database, std::string_view wal) {
    if (database.size() > kDatabase || wal.size() > kDatabase) return fail(Errc::Limit);
    if (database.size() < kHeader || !database.starts_with(kMagic)) return fail(Errc::Corrupt, "not a database");
    const std::size_t page = page_size_of(database);
    if (!is_page_size(page)) return fail(Errc::Corrupt, "a page size that no database has");
    // From here on the copy says of itself that it has no log, or SQLite would look for one.
    database[18] = database[19] = 1;
    if (wal.size() < kWalHeader) return database;
    if ((big(wal, 0) & ~1U) != kWalMagic) return database;
    if (big(wal, 8) != page) return fail(Errc::Corrupt, "a log of another page size");
    Checksum sum;
    sum.big_endian = (big(wal, 0) & 1U) != 0;
    sum.add(wal.substr(0, 24));
    if (!sum.is(wal, 24)) return database;
    std::map<std::uint32_t, std::string_view> pending;
    for (std::size_t at = kWalHeader; at + kFrameHeader + page <= wal.size(); at += kFrameHeader + page) {
        const std::string_view frame = wal.substr(at, kFrameHeader + page);
        if (frame.substr(8, 8) != wal.substr(16, 8)) break;  // of an earlier use of the log
        sum.add(frame.substr(0, 8));
        sum.add(frame.substr(kFrameHeader));
        if (!sum.is(frame, 16)) break;
        const std::uint32_t number = big(frame, 0);
        const std::uint32_t pages = big(frame, 4);
        if (number == 0 || number > kDatabase / page || pages > kDatabase / page) return fail(Errc::Limit);
        pending[number] = frame.substr(kFrameHeader);
        if (pages == 0) continue;
        database.resize(pages * page);
        for (const auto& [index, bytes] : pending) {
            if (index <= pages) database.replace((index - 1) * page, page, bytes);
        }
        pending.clear();
    }
    database[18] = database[19] = 1;
    return database;
}

void SqliteCopy::Close::operator()(sqlite3* database) const { sqlite3_close(database); }

Result<SqliteCopy> SqliteCopy::open(std::string database, std::string_view wal) {
    AMPARO_TRY(std::string whole, apply_wal(std::move(database), wal));
    SqliteCopy copy;
    copy.bytes_ = std::make_shared<std::string>(std::move(whole));
    sqlite3* opened = nullptr;
    const int status = sqlite3_open_v2(":memory:", &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX, nullptr);
    copy.database_.reset(opened);
    if (status != SQLITE_OK) return fail(Errc::Limit);
    // A schema is somebody else's words: no functions from it, no changes, no way to another file.
    sqlite3_db_config(opened, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(opened, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_limit(opened, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(opened, SQLITE_LIMIT_LENGTH, static_cast<int>(limits::kMiB));
    auto* bytes = reinterpret_cast<unsigned char*>(copy.bytes_->data());
    const auto size = static_cast<sqlite3_int64>(copy.bytes_->size());
    if (sqlite3_deserialize(opened, "main", bytes, size, size, SQLITE_DESERIALIZE_READONLY) != SQLITE_OK) return fail(Errc::Corrupt);
    return copy;
}

Result<SqliteCopy> SqliteCopy::read(const HostView& host, const std::string& path) {
    // The log first: pages that a writer moves into the database meanwhile are then in both, not in neither.
    auto wal = host.read(path + "-wal", kDatabase);
    if (!wal && wal.error().code != Errc::NotFound) return std::unexpected(wal.error());
    const auto journal = host.info(path + "-journal");
    if (!journal && journal.error().code != Errc::NotFound) return std::unexpected(journal.error());
    if (journal && journal->size > 0) return fail(Errc::Conflict, "an unfinished change lies beside it");
    AMPARO_TRY(std::string database, host.read(path, kDatabase));
    return open(std::move(database), wal ? std::string_view(*wal) : std::string_view());
}

Result<std::vector<std::vector<std::string>>> SqliteCopy::rows(const char* sql, std::size_t max_rows) const {
    int turns = kTurns;
    sqlite3_progress_handler(database_.get(), kSteps, &out_of_patience, &turns);
    sqlite3_stmt* prepared = nullptr;
    if (sqlite3_prepare_v2(database_.get(), sql, -1, &prepared, nullptr) != SQLITE_OK) {
        return fail(turns < 0 ? Errc::Limit : Errc::Corrupt, "not the tables we know");
    }
    const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> statement(prepared, &sqlite3_finalize);
    std::vector<std::vector<std::string>> out;
    int status = SQLITE_ROW;
    while ((status = sqlite3_step(prepared)) == SQLITE_ROW) {
        if (out.size() == max_rows) return fail(Errc::Limit, "more rows than we look at");
        std::vector<std::string> row;
        for (int column = 0; column < sqlite3_column_count(prepared); ++column) {
            const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(prepared, column));
            row.emplace_back(text == nullptr ? "" : text);
        }
        out.push_back(std::move(row));
    }
    if (status == SQLITE_INTERRUPT) return fail(Errc::Limit);
    if (status != SQLITE_DONE) return fail(Errc::Corrupt);
    return out;
}

Result<std::int64_t> SqliteCopy::number(const char* sql) const {
    AMPARO_TRY(const auto found, rows(sql, 1));
    const auto value = found.size() == 1 && found.front().size() == 1 ? text::to_integer(found.front().front()) : std::nullopt;
    if (!value) return fail(Errc::Corrupt);
    return *value;
}

}  // namespace amparo::checks
