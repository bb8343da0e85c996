#pragma once
// Sealing a text for somebody, and the desk's side of it: whether what arrived is whole, for us, and what proves that we
// opened it. For the console, on a computer without a network, too. Nothing is stored here. Any thread.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/bytes.hpp"
#include "app/base/result.hpp"

namespace amparo::models {

/// What a text is sealed with: an OpenPGP key file, or the key of an inbox.
struct SealFor {
    std::string key_file;  ///< content of the file; empty: `inbox`
    std::string pinned;    ///< the fingerprint to expect, or empty
    std::string inbox;     ///< "inbox1…"
};

struct SealedText {
    std::string bytes;
    bool armoured = false;    ///< can be pasted
    std::string fingerprint;  ///< of the OpenPGP key, in groups; empty for an inbox
};

/// Errors: those of seal::read_key and seal::encrypt; Corrupt — "sending.contact.key": not an inbox key; Usage — neither
/// or both.
[[nodiscard]] Result<SealedText> seal_text(std::string_view text, std::string_view case_ref, const SealFor& reader, std::int64_t now);

/// What a desk can say of a file that arrived.
struct Arrived {
    std::string sha256;                 ///< of the file; the name under which a drop keeps it
    std::optional<bool> name_fits;      ///< whether its name says the same; nothing when its name is no hash
    std::string case_ref;
    std::int64_t created = 0;
    std::string text;
    struct File {
        std::string name;
        std::string content;
    };
    std::vector<File> files;
    std::string answer;  ///< the code that shows the sender that it was opened
};

/// Opens it in memory. `name`: of the file, without folders. Errors: those of seal::open_report; Corrupt —
/// "inbox.desk.key": the key file is none.
[[nodiscard]] Result<Arrived> look_at_arrival(Bytes sealed, std::string_view name, std::string_view key_file);

}  // namespace amparo::models
