#include "app/vault/letters.hpp"

#include <sodium.h>

#include <array>

namespace amparo::vault {

namespace {

constexpr std::string_view kLetters = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t kGroup = 4;
constexpr std::size_t kCheckLetters = 4;
constexpr unsigned kBitsPerLetter = 5;

std::size_t letters_for(std::size_t bytes) { return (bytes * 8 + kBitsPerLetter - 1) / kBitsPerLetter; }

/// Twenty bits of a hash over purpose and bytes.
std::uint32_t check_of(Bytes bytes, std::string_view purpose) {
    std::array<std::uint8_t, 32> hash{};
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, hash.size());
    crypto_generichash_update(&state, as_bytes(purpose).data(), purpose.size());
    crypto_generichash_update(&state, bytes.data(), bytes.size());
    crypto_generichash_final(&state, hash.data(), hash.size());
    const std::uint32_t check = (std::uint32_t{hash[0]} << 12U) | (std::uint32_t{hash[1]} << 4U) | (hash[2] >> 4U);
    sodium_memzero(&state, sizeof state);
    return check;
}

int value_of(char letter) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    if (letter == 'o') letter = '0';
    if (letter == 'i' || letter == 'l') letter = '1';
    const std::size_t at = kLetters.find(letter);
    return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

}  // namespace

Result<SecretString> to_letters(Bytes bytes, std::string_view purpose) {
    const std::size_t letters = letters_for(bytes.size());
    const std::size_t all = letters + kCheckLetters;
    AMPARO_TRY(SecretString text, SecretString::create(all + all / kGroup + 1));
    std::size_t written = 0;
    const auto put = [&](unsigned value) {
        const bool gap = written > 0 && written % kGroup == 0;
        ++written;
        return (!gap || text.append("-")) && text.append(kLetters.substr(value, 1));
    };
    for (std::size_t i = 0; i < letters; ++i) {
        unsigned value = 0;
        for (std::size_t bit = i * kBitsPerLetter; bit < (i + 1) * kBitsPerLetter; ++bit) {
            const bool set = bit / 8 < bytes.size() && ((bytes[bit / 8] >> (7 - bit % 8)) & 1U) != 0;
            value = (value << 1U) | (set ? 1U : 0U);
        }
        if (!put(value)) return fail(Errc::Bug, "no room for a code");
    }
    const std::uint32_t check = check_of(bytes, purpose);
    for (unsigned i = 0; i < kCheckLetters; ++i) {
        if (!put((check >> (kBitsPerLetter * (kCheckLetters - 1 - i))) & 31U)) return fail(Errc::Bug, "no room for a code");
    }
    return text;
}

Result<SecretBytes> from_letters(std::string_view text, std::size_t bytes, std::string_view purpose) {
    const std::size_t letters = letters_for(bytes);
    AMPARO_TRY(SecretBytes out, SecretBytes::create(bytes));
    const auto room = out.writable();
    std::size_t read = 0;
    std::uint32_t check = 0;
    for (const char c : text) {
        if (c == '-' || c == ' ' || c == '\n' || c == '\r' || c == '\t') continue;
        const int value = value_of(c);
        if (value < 0 || read >= letters + kCheckLetters) return fail(Errc::Corrupt, "not a code of this kind");
        for (unsigned i = 0; i < kBitsPerLetter; ++i) {
            const unsigned bit = (static_cast<unsigned>(value) >> (kBitsPerLetter - 1 - i)) & 1U;
            const std::size_t place = read * kBitsPerLetter + i;
            if (read >= letters) {
                check = (check << 1U) | bit;
            } else if (place / 8 < bytes) {
                room[place / 8] = static_cast<std::uint8_t>(room[place / 8] | (bit << (7 - place % 8)));
            } else if (bit != 0) {
                return fail(Errc::Corrupt, "not a code of this kind");
            }
        }
        ++read;
    }
    if (read != letters + kCheckLetters) return fail(Errc::Corrupt, "not a code of this kind");
    if (check != check_of(out.bytes(), purpose)) return fail(Errc::Corrupt, "a letter of the code is another");
    return out;
}

}  // namespace amparo::vault
