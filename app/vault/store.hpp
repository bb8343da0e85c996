#pragma once
// What lies in the folder, before anything secret is known: two copies, each judged, and which of them counts.
// FORMAT.md section 7. Thread: any, not the window's: this reads the whole files.

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "app/platform/storage.hpp"
#include "app/vault/format.hpp"

namespace amparo::vault {

enum class CopyState {
    Missing,
    Whole,
    Torn,        ///< of a right size, but its checksum is wrong: a save was interrupted, or it was damaged
    Foreign,     ///< a file of another kind or size under our name; never overwritten unasked
    Later,       ///< made by a later version
    Unreadable,  ///< the medium or the system does not give it
};

enum class StoreState {
    Absent,      ///< nothing was ever saved here
    Ready,       ///< one copy counts; the other is the same, older by one, torn or missing
    Mixed,       ///< two whole copies that do not belong together: the person has to choose
    Torn,        ///< no copy is whole; what can be read is offered for reading
    Foreign,     ///< other files have our names
    Later,
    Unreadable,
};

struct Copy {
    CopyState state = CopyState::Missing;
    std::optional<Head> head;  ///< also of a torn copy, if its head can be understood
    std::string bytes;         ///< of whole and torn copies
};

struct Store {
    StoreState state = StoreState::Absent;
    std::array<Copy, 2> copies;
    std::size_t winner = 0;  ///< the copy that counts

    /// For which a passphrase has to be derived.
    [[nodiscard]] const Head* head() const;
    [[nodiscard]] const Copy& best() const { return copies[winner]; }
    [[nodiscard]] const Copy& other() const { return copies[1 - winner]; }
    /// Whether the copy that does not count may be rewritten without asking.
    [[nodiscard]] bool may_heal() const;
};

[[nodiscard]] Store look_at_store(Storage& storage, const Rules& rules);

}  // namespace amparo::vault
