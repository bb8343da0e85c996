#include "app/models/saved.hpp"

#include <ctime>
#include <vector>

#include "app/vault/passphrase.hpp"
#include "app/vault/sealed.hpp"

namespace amparo::models {

vault::Moment moment_now() { return static_cast<vault::Moment>(std::time(nullptr)); }

Result<OpenedVault> open_saved(const std::string& folder, std::string_view passphrase, const vault::Opening& how) {
    AMPARO_TRY_VOID(start_sodium());
    auto storage = open_storage(folder, CreateFolder::No);
    if (!storage && storage.error().code == Errc::NotFound) return fail(Errc::NotFound, "nothing is saved here", "vault.error.nothing");
    if (!storage) return std::unexpected(storage.error());
    const vault::Store store = vault::look_at_store(**storage, {});
    const vault::Head* head = how.choose && *how.choose < store.copies.size() && store.copies[*how.choose].head ? &*store.copies[*how.choose].head : store.head();
    // Without a head there is nothing to derive for; what lies there says what is wrong.
    vault::Salt salt{};
    vault::KdfCost cost = vault::kLowMemoryCost;
    if (head != nullptr) {
        salt = head->salt;
        cost = head->cost;
    }
    AMPARO_TRY(const SecretString plain, vault::normalised(passphrase));
    if (head == nullptr) {
        AMPARO_TRY(const auto none, vault::RootKey::from_bytes(as_bytes(std::string(vault::kKeyBytes, '\0'))));
        AMPARO_TRY(vault::Vault opened, vault::Vault::unlock(**storage, none, how));
        return OpenedVault{*std::move(storage), std::move(opened)};
    }
    AMPARO_TRY(const vault::RootKey root, vault::RootKey::derive(plain.view(), salt, cost));
    AMPARO_TRY(vault::Vault opened, vault::Vault::unlock(**storage, root, how));
    return OpenedVault{*std::move(storage), std::move(opened)};
}

Result<OpenedVault> create_saved(const std::string& folder, std::string_view passphrase, const SaveOptions& options) {
    AMPARO_TRY_VOID(start_sodium());
    AMPARO_TRY_VOID(vault::judge_passphrase(passphrase));
    AMPARO_TRY(auto storage, open_storage(folder, CreateFolder::Yes));
    const vault::Head head = vault::new_head(options.cost, options.bay_bytes);
    AMPARO_TRY(const SecretString plain, vault::normalised(passphrase));
    AMPARO_TRY(const vault::RootKey root, vault::RootKey::derive(plain.view(), head.salt, head.cost));
    AMPARO_TRY(vault::Vault made, vault::Vault::create(*storage, head, root, moment_now()));
    return OpenedVault{std::move(storage), std::move(made)};
}

Result<vault::RootKey> root_for(const vault::Vault& vault, std::string_view passphrase) {
    AMPARO_TRY(const SecretString plain, vault::normalised(passphrase));
    return vault::RootKey::derive(plain.view(), vault.head().salt, vault.head().cost);
}

SavedLook look_at_saved(const std::string& folder) {
    const auto storage = open_storage(folder, CreateFolder::No);
    if (!storage) return {storage.error().code == Errc::NotFound ? vault::StoreState::Absent : vault::StoreState::Unreadable, {}, {}, false};
    const vault::Store store = vault::look_at_store(**storage, {});
    SavedLook look{store.state, {store.copies[0].state, store.copies[1].state}, {}, store.copies[0].bytes == store.copies[1].bytes};
    if (store.head() != nullptr) look.head = *store.head();
    return look;
}

std::string_view state_name(vault::StoreState state) {
    switch (state) {
        case vault::StoreState::Absent: return "absent";
        case vault::StoreState::Ready: return "ready";
        case vault::StoreState::Mixed: return "mixed";
        case vault::StoreState::Torn: return "torn";
        case vault::StoreState::Foreign: return "foreign";
        case vault::StoreState::Later: return "later";
        case vault::StoreState::Unreadable: return "unreadable";
    }
    return "unreadable";
}

std::string_view state_name(vault::CopyState state) {
    switch (state) {
        case vault::CopyState::Missing: return "missing";
        case vault::CopyState::Whole: return "whole";
        case vault::CopyState::Torn: return "torn";
        case vault::CopyState::Foreign: return "foreign";
        case vault::CopyState::Later: return "later";
        case vault::CopyState::Unreadable: return "unreadable";
    }
    return "unreadable";
}

std::string_view standing_name(vault::Standing standing) {
    switch (standing) {
        case vault::Standing::Writer: return "writer";
        case vault::Standing::Asked: return "reading";
        case vault::Standing::OtherProgram: return "other-program";
        case vault::Standing::NoWriting: return "no-writing";
        case vault::Standing::MixedCopies: return "mixed-copies";
        case vault::Standing::OlderCopy: return "older-copy";
        case vault::Standing::Salvaged: return "salvaged";
    }
    return "reading";
}

Result<SecretString> suggest_passphrase() { return vault::make_passphrase(); }

bool needs_warning(std::string_view passphrase) { return vault::has_other_letters(passphrase); }

const char* standing_word(vault::Standing standing) {
    switch (standing) {
        case vault::Standing::OtherProgram: return "vault.standing.other_program";
        case vault::Standing::NoWriting: return "vault.standing.no_writing";
        case vault::Standing::MixedCopies: return "vault.standing.mixed";
        case vault::Standing::OlderCopy: return "vault.standing.older";
        case vault::Standing::Salvaged: return "vault.standing.salvaged";
        case vault::Standing::Writer:
        case vault::Standing::Asked: break;
    }
    return "vault.standing.asked";
}

Result<std::string> sealed_export(const vault::Records& records, std::string_view inbox_address) {
    AMPARO_TRY(const vault::InboxAddress reader, vault::InboxAddress::parse(inbox_address));
    vault::Payload payload;
    for (const vault::Record& record : records.all()) {
        // What wraps slots is of no use elsewhere.
        if (record.type != static_cast<std::uint32_t>(vault::RecordType::SlotWraps)) AMPARO_TRY_VOID(payload.records.add(record));
    }
    std::string plain = vault::write_payload(payload);
    const std::vector<vault::InboxAddress> readers{reader};
    auto sealed = vault::seal(as_bytes(plain), readers);
    wipe(plain);
    return sealed;
}

}  // namespace amparo::models
