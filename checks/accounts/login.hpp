#pragma once
// What a password manager's export holds, as far as we look at it. Every text lies in a pool that is wiped when the review is
// over; nothing here is copied elsewhere. Knows no files and no screens.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/wiped.hpp"

namespace amparo::accounts {

enum class EntryKind : std::uint8_t { Login, Note, Other };

/// One entry. Views live as long as the pool of its import.
struct Login {
    EntryKind kind = EntryKind::Login;
    std::string_view title;
    std::string_view user;
    std::string_view password;
    std::vector<std::string_view> addresses;  ///< as written: "https://a.example/login", "androidapp://…"
    bool code = false;       ///< a secret for one-time codes lies beside the password
    bool passkey = false;
    bool put_away = false;   ///< archived, in the bin, or only refers to another entry
    bool unused_known = false;  ///< `used` is what the program really knows
    std::int64_t changed = 0;   ///< when the password was last changed, seconds since 1970; 0 unknown
    std::int64_t used = 0;      ///< likewise
    std::uint64_t place = 0;    ///< line of the file, or number of the entry; for messages
};

/// What is off with a file or a place in it. Never holds what stood there.
struct ImportProblem {
    std::string what;         ///< a short stable word: "nul", "quote", "columns", …
    std::uint64_t line = 0;   ///< 0: the whole file
    std::string detail;       ///< a name of ours or of a column; may be empty
    bool operator==(const ImportProblem&) const = default;
};

/// How a locked vault file resists guessing, read from its head without opening it.
struct VaultStrength {
    enum class Method : std::uint8_t { Argon2, AesRounds, Pbkdf2, Old, Unknown };
    Method method = Method::Unknown;
    std::string version;           ///< "KDBX 4.1"
    std::uint64_t rounds = 0;      ///< passes or iterations
    std::uint64_t memory_kib = 0;  ///< of Argon2
    std::uint32_t lanes = 0;
    bool operator==(const VaultStrength&) const = default;
};

/// One file, understood.
struct Import {
    std::string format;   ///< stable id: "bitwarden-csv"; "" when nobody knows it
    std::vector<Login> logins;
    std::vector<ImportProblem> problems;
    std::optional<VaultStrength> vault;  ///< of a locked file; then there are no logins
    bool cut = false;  ///< there is more than may be read
};

/// At most so many problems are kept of one file.
inline constexpr std::size_t kProblems = 50;
inline constexpr std::size_t kImportBytes = 64 * 1024 * 1024;
inline constexpr std::size_t kLogins = 100'000;
inline constexpr std::size_t kCell = 32 * 1024;
inline constexpr std::size_t kColumns = 512;

void note(Import& import, std::string what, std::uint64_t line = 0, std::string detail = {});

}  // namespace amparo::accounts
