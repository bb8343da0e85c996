#pragma once
// A pack of lessons as a folder: whether it is what somebody signed, whether we know who that is, and whether it may be
// installed. Nothing of it is read but its manifest before the signature is known to fit. It opens no files: it is handed
// names and a way to get their bytes. Thread: all of it may be used from several threads.

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/packs/manifest.hpp"
#include "app/packs/minisign.hpp"

namespace amparo::packs {

/// A key that we take packs from, and which: those whose id, and whose lessons' ids, begin with the prefix.
struct TrustedKey {
    PublicKey key;
    std::string prefix;     ///< never empty
    std::optional<Day> until{};  ///< packs made later are not taken
    bool by_hand = false;   ///< accepted by a person of this copy, not by us
};

/// The keys that are part of the program. None exists yet.
[[nodiscard]] std::span<const TrustedKey> built_in_keys();

/// True for a prefix that a key accepted by hand may have: an id that ends with "-", is not ours, and has letters.
[[nodiscard]] bool is_own_prefix(std::string_view prefix);

struct PackFolder {
    std::vector<std::string> paths;  ///< of all files, "/" between
    std::function<Result<std::string>(const std::string& path)> read;
};

enum class PackFault {
    NotSigned,       ///< there is no signature, or no manifest
    BrokenSignature, ///< the signature's file cannot be read
    UnknownKey,      ///< signed by a key that we do not know
    WrongSignature,  ///< the manifest is not what was signed
    BrokenManifest,  ///< it is, and still cannot be used
    WrongScope,      ///< the key may not sign a pack or a lesson of that name
    KeyEnded,        ///< made after the key's last day
    Incomplete,      ///< a file is missing, or cannot be read: a half-copied stick
    Changed,         ///< a file is not what the manifest says
    Stray,           ///< a file that the manifest does not know
    FromTheFuture,   ///< made on a day that has not come
};
[[nodiscard]] std::string_view fault_name(PackFault fault);

struct PackVerdict {
    std::optional<PackFault> fault;  ///< nothing: all is well
    std::string detail;              ///< English
    std::optional<Manifest> manifest;     ///< when the signature fits
    std::optional<TrustedKey> signer;     ///< the same
    std::string signer_name;              ///< as the signature gives it, even if unknown; may be empty
    bool expired = false;
};

/// Looks at a whole pack. `today` is compared with the days in the manifest.
[[nodiscard]] PackVerdict check_pack(const PackFolder& folder, std::span<const TrustedKey> keys, Day today);

/// What is installed already, for the floor below which no pack of that id goes.
struct Installed {
    std::string id;
    std::uint32_t version = 0;
};

enum class InstallFault { NotVerified, RolledBack, Expired };
/// Whether a pack that was checked may be installed; `expired_is_fine` when the person said so.
[[nodiscard]] std::optional<InstallFault> may_install(const PackVerdict& verdict, std::span<const Installed> installed, bool expired_is_fine);

/// The name of the folder of one edition: "ngo-basics-v3".
[[nodiscard]] std::string folder_name(const Manifest& manifest);

struct BuildRequest {
    std::string id;
    std::uint32_t version = 1;
    std::string title;
    std::string licence;
    Day created{};
    Day expires{};
};
/// A manifest of what lies in a folder; manifest and signature themselves are passed over. Errors: Usage — a name that
/// may not be; Corrupt, Limit — a file that may not be in a pack.
[[nodiscard]] Result<Manifest> build_manifest(const PackFolder& folder, const BuildRequest& request);

}  // namespace amparo::packs
