#include "app/vault/passphrase.hpp"

#include <sodium.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>

#include "app/base/utf8.hpp"
#include "app/vault/letters.hpp"

namespace amparo::vault {

namespace {

constexpr std::string_view kPurpose = "recovery";
constexpr std::size_t kCodeBytes = 20;
constexpr std::size_t kCodeLetters = 32;

// Sixteen consonants and four vowels: six bits a syllable, in letters that are heard and typed alike in many languages.
constexpr std::string_view kConsonants = "bdfgjklmnprstvzh";
constexpr std::string_view kVowels = "aeio";
constexpr int kWords = 6;
constexpr int kSyllables = 2;
static_assert(kConsonants.size() == 16 && kVowels.size() == 4);
// Six words of two syllables: 6 × 2 × 6 = 72 bits.

}  // namespace

Result<SecretString> normalised(std::string_view typed) {
    if (typed.size() > kMostPassphraseBytes) return fail(Errc::Limit, "a passphrase is too long", "vault.error.long");
    if (!utf8::is_valid(typed)) return fail(Errc::Corrupt, "a passphrase that is no text");
    const auto code = from_letters(typed, kCodeBytes, kPurpose);
    // Without memory nobody knows whether it is a code.
    if (!code && code.error().code == Errc::Limit) return std::unexpected(code.error());
    if (code) {
        AMPARO_TRY(const SecretString printed, to_letters(code->bytes(), kPurpose));
        AMPARO_TRY(SecretString out, SecretString::create(kCodeLetters));
        for (const char c : printed.view()) {
            if (c != '-' && out.size() < kCodeLetters && !out.append({&c, 1})) return fail(Errc::Bug, "no room for a code");
        }
        return out;
    }
    // Canonical decomposition makes of one character at most four, and composition works in place; the library is given
    // room of ours, so that it keeps no copy.
    AMPARO_TRY(SecretBytes room, SecretBytes::create((4 * typed.size() + 1) * sizeof(utf8proc_int32_t)));
    auto* codes = reinterpret_cast<utf8proc_int32_t*>(room.writable().data());
    const auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    const auto* text = reinterpret_cast<const utf8proc_uint8_t*>(typed.data());
    const auto size = static_cast<utf8proc_ssize_t>(typed.size());
    const auto most = static_cast<utf8proc_ssize_t>(4 * typed.size());
    const utf8proc_ssize_t count = utf8proc_decompose(text, size, codes, most, options);
    if (count < 0 || count > most) return fail(Errc::Corrupt, "a passphrase that is no text");
    const utf8proc_ssize_t bytes = utf8proc_reencode(codes, count, options);
    if (bytes < 0) return fail(Errc::Corrupt, "a passphrase that is no text");
    AMPARO_TRY(SecretString out, SecretString::create(static_cast<std::size_t>(bytes)));
    if (!out.append({reinterpret_cast<const char*>(codes), static_cast<std::size_t>(bytes)})) return fail(Errc::Bug, "no room for a passphrase");
    return out;
}

Result<void> judge_passphrase(std::string_view typed) {
    if (utf8::length(typed) < kLeastPassphrase) return fail(Errc::Usage, "a passphrase is too short", "vault.error.short");
    AMPARO_TRY(const SecretString normal, normalised(typed));
    static_cast<void>(normal);
    return {};
}

Result<SecretString> make_passphrase() {
    AMPARO_TRY(SecretString out, SecretString::create(kWords * (2 * kSyllables + 1)));
    const auto put = [&](std::string_view letters) {
        const std::size_t at = randombytes_uniform(static_cast<std::uint32_t>(letters.size()));
        return out.append(letters.substr(at, 1));
    };
    for (int word = 0; word < kWords; ++word) {
        bool room = word == 0 || out.append("-");
        for (int syllable = 0; syllable < kSyllables; ++syllable) room = room && put(kConsonants) && put(kVowels);
        if (!room) return fail(Errc::Bug, "no room for a passphrase");
    }
    return out;
}

Result<SecretString> make_recovery_code() {
    AMPARO_TRY(SecretBytes bytes, SecretBytes::create(kCodeBytes));
    randombytes_buf(bytes.writable().data(), bytes.size());
    return to_letters(bytes.bytes(), kPurpose);
}

bool is_recovery_code(std::string_view typed) { return from_letters(typed, kCodeBytes, kPurpose).has_value(); }

bool has_other_letters(std::string_view typed) {
    return std::ranges::any_of(typed, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

}  // namespace amparo::vault
