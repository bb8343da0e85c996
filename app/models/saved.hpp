#pragma once
// Opening and making what is saved, in one step each: from a passphrase to an open vault. Console and window both come in
// here. Takes most of a second, so never on the window's thread.

#include <array>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "app/base/message.hpp"
#include "app/vault/vault.hpp"

namespace amparo::models {

/// Of a new container, and how soon an open one saves by itself.
struct SaveOptions {
    std::uint64_t bay_bytes = std::uint64_t{1} << 20U;
    vault::KdfCost cost;
    std::chrono::milliseconds pause{2000};
    std::chrono::milliseconds mirror_after{30'000};
};

/// The storage goes along, since the vault writes to it.
struct OpenedVault {
    std::unique_ptr<Storage> storage;
    vault::Vault vault;
};

/// The computer's clock.
[[nodiscard]] vault::Moment moment_now();

/// Errors: those of Vault::unlock and open_storage; NotFound — no such folder, or nothing in it.
[[nodiscard]] Result<OpenedVault> open_saved(const std::string& folder, std::string_view passphrase, const vault::Opening& how = {});
/// Makes the folder, too. Errors: those of judge_passphrase and Vault::create.
[[nodiscard]] Result<OpenedVault> create_saved(const std::string& folder, std::string_view passphrase, const SaveOptions& options);

/// From a passphrase to the root key of an open vault.
[[nodiscard]] Result<vault::RootKey> root_for(const vault::Vault& vault, std::string_view passphrase);

struct SavedLook {
    vault::StoreState state = vault::StoreState::Absent;
    std::array<vault::CopyState, 2> copies{};
    std::optional<vault::Head> head;
    bool equal = false;  ///< both copies hold the same
};
/// Without a passphrase. A folder that is not there has nothing in it.
[[nodiscard]] SavedLook look_at_saved(const std::string& folder);

/// Stable English names, for JSON and for the ids of sentences.
[[nodiscard]] std::string_view state_name(vault::StoreState state);
[[nodiscard]] std::string_view state_name(vault::CopyState state);
[[nodiscard]] std::string_view standing_name(vault::Standing standing);

/// A passphrase to offer.
[[nodiscard]] Result<SecretString> suggest_passphrase();
/// Whether it holds letters that some keyboards do not have, and whose strength we cannot judge.
[[nodiscard]] bool needs_warning(std::string_view passphrase);
/// Id of the sentence that says why an open profile is for reading.
[[nodiscard]] const char* standing_word(vault::Standing standing);

/// All records of a profile but the vault's own, sealed for an inbox. Errors: those of seal.
[[nodiscard]] Result<std::string> sealed_export(const vault::Records& records, std::string_view inbox_address);

}  // namespace amparo::models
