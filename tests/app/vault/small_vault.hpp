#pragma once
// Vaults small enough to be opened thousands of times: below the key derivation, with bays of 16 KiB. The format is the
// same; no file can ask for such sizes (store_test.cpp).

#include <catch2/catch_test_macros.hpp>

#include "app/vault/vault.hpp"
#include "tests/support/fault_storage.hpp"

namespace amparo::test {

inline const vault::Rules& small_rules() {
    static const vault::Rules kRules{{16'384, 65'536}, 4096};
    return kRules;
}

inline vault::RootKey root(char letter) {
    REQUIRE(start_sodium().has_value());
    auto key = vault::RootKey::from_bytes(as_bytes(std::string(32, letter)));
    REQUIRE(key.has_value());
    return *std::move(key);
}

template <typename T>
T must(Result<T> result) {
    if (!result) {
        INFO(errc_name(result.error().code) << ": " << result.error().detail);
        REQUIRE(result.has_value());
    }
    return *std::move(result);
}
inline void must(const Result<void>& result) {
    if (!result) {
        INFO(errc_name(result.error().code) << ": " << result.error().detail);
        REQUIRE(result.has_value());
    }
}

inline vault::Vault make_vault(Storage& storage, char letter = 'a') {
    return must(vault::Vault::create(storage, vault::new_head({}, 16'384), root(letter), 1000, small_rules()));
}

inline Result<vault::Vault> open_vault(Storage& storage, char letter = 'a', const vault::Opening& how = {}) {
    return vault::Vault::unlock(storage, root(letter), how, small_rules());
}

inline constexpr vault::RecordId kNote{7};
inline constexpr auto kNoteType = static_cast<std::uint32_t>(vault::RecordType::Case);

inline void write_note(vault::Records& records, const std::string& text) { must(records.put({kNoteType, 0, kNote, text})); }
inline std::string note_of(const vault::Records& records) {
    const vault::Record* note = records.find(kNoteType, kNote);
    return note == nullptr ? "" : note->bytes;
}

/// A stick with one saved note in both copies.
inline StickState stick_with(const std::string& note, char letter = 'a') {
    FaultStorage stick;
    {
        vault::Vault vault = make_vault(stick, letter);
        write_note(vault.change_records(), note);
        must(vault.save(2000));
        must(vault.mirror());
    }
    return stick.seen();
}

}  // namespace amparo::test
