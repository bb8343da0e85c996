#include "app/packs/minisign.hpp"

#include <sodium.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <vector>

#include "app/base/text.hpp"
#include "app/base/utf8.hpp"

namespace amparo::packs {

namespace {

constexpr std::string_view kUntrusted = "untrusted comment: ";
constexpr std::string_view kTrusted = "trusted comment: ";
constexpr std::size_t kComment = 1024;
constexpr std::size_t kTrustedComment = 8192;
constexpr std::size_t kFile = 16 * 1024;
constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::unexpected<Error> bad(const std::string& reason) { return fail(Errc::Corrupt, reason); }

std::string to_base64(Bytes bytes) {
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 3; ++k) group = (group << 8U) | (k < count ? bytes[i + k] : 0U);
        for (std::size_t k = 0; k < 4; ++k) out += k <= count ? kDigits[(group >> (18U - 6U * static_cast<unsigned>(k))) & 63U] : '=';
    }
    return out;
}

/// Exactly `size` bytes, written in the one way in which we would write them.
Result<std::vector<std::uint8_t>> from_base64(std::string_view text, std::size_t size) {
    if (text.size() != (size + 2) / 3 * 4) return bad("a line of base64 has another length");
    std::vector<std::uint8_t> out;
    for (std::size_t i = 0; i < text.size(); i += 4) {
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 4; ++k) {
            const char c = text[i + k];
            const std::size_t digit = c == '=' ? 0 : kDigits.find(c);
            if (digit == std::string_view::npos) return bad("a line of base64 holds another character");
            group = (group << 6U) | static_cast<std::uint32_t>(digit);
        }
        for (const unsigned shift : {16U, 8U, 0U}) out.push_back(static_cast<std::uint8_t>((group >> shift) & 0xFFU));
    }
    out.resize(size);
    if (to_base64(out) != text) return bad("base64 that is not written as it should be");
    return out;
}

/// Lines without their ends; the last one may lack it. Errors: another number of lines.
Result<std::vector<std::string_view>> lines_of(std::string_view text, std::size_t count) {
    if (text.size() > kFile) return fail(Errc::Limit, "too long");
    if (text.find('\0') != std::string_view::npos) return bad("a byte that is no text");
    std::vector<std::string_view> lines = text::lines(text);
    if (lines.size() != count) return bad(lines.size() < count ? "the file ends too early" : "something stands behind the end");
    return lines;
}

Result<void> check_comment(std::string_view line) {
    if (!line.starts_with(kUntrusted)) return bad("the first line begins with \"untrusted comment: \"");
    if (line.size() > kComment) return fail(Errc::Limit, "the comment is too long");
    return {};
}

std::array<std::uint8_t, 64> prehash(std::string_view bytes) {
    std::array<std::uint8_t, 64> out{};
    const Bytes input = as_bytes(bytes);
    crypto_generichash(out.data(), out.size(), input.data(), input.size(), nullptr, 0);
    return out;
}

template <std::size_t Size>
std::array<std::uint8_t, Size> part(const std::vector<std::uint8_t>& bytes, std::size_t offset) {
    std::array<std::uint8_t, Size> out{};
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(offset), Size, out.begin());
    return out;
}

std::vector<std::uint8_t> with_comment(const std::array<std::uint8_t, 64>& signature, const std::string& comment) {
    std::vector<std::uint8_t> out(signature.begin(), signature.end());
    out.insert(out.end(), comment.begin(), comment.end());
    return out;
}

}  // namespace

Result<PublicKey> parse_public_key(std::string_view text) {
    AMPARO_TRY_VOID(start_sodium());
    if (text.size() > kFile) return fail(Errc::Limit, "too long");
    std::string_view line = text::trim(text);
    if (line.starts_with(kUntrusted)) {
        AMPARO_TRY(const auto lines, lines_of(text, 2));
        AMPARO_TRY_VOID(check_comment(lines[0]));
        line = lines[1];
    }
    AMPARO_TRY(const auto bytes, from_base64(line, 42));
    if (bytes[0] != 'E' || bytes[1] != 'd') return fail(Errc::Unsupported, "a key of another kind");
    PublicKey out;
    out.id = part<8>(bytes, 2);
    out.key = part<32>(bytes, 10);
    return out;
}

std::string key_text(const PublicKey& key) {
    std::vector<std::uint8_t> bytes = {'E', 'd'};
    bytes.insert(bytes.end(), key.id.begin(), key.id.end());
    bytes.insert(bytes.end(), key.key.begin(), key.key.end());
    return to_base64(bytes);
}

std::string key_name(const KeyId& id) {
    // The tool reads the eight bytes as one number whose first byte is the least.
    std::string reversed(id.rbegin(), id.rend());
    std::string out = text::to_hex(reversed);
    for (char& c : out) c = static_cast<char>(c >= 'a' && c <= 'f' ? c - 'a' + 'A' : c);
    return out;
}

Result<Signature> parse_signature(std::string_view text) {
    AMPARO_TRY(const auto lines, lines_of(text, 4));
    AMPARO_TRY_VOID(check_comment(lines[0]));
    AMPARO_TRY(const auto bytes, from_base64(lines[1], 74));
    if (bytes[0] == 'E' && bytes[1] == 'd') return fail(Errc::Unsupported, "a signature of the old kind; sign again with -H");
    if (bytes[0] != 'E' || bytes[1] != 'D') return fail(Errc::Unsupported, "a signature of another kind");
    if (!lines[2].starts_with(kTrusted)) return bad("the third line begins with \"trusted comment: \"");
    if (lines[2].size() > kTrustedComment) return fail(Errc::Limit, "the comment is too long");
    AMPARO_TRY(const auto global, from_base64(lines[3], 64));
    Signature out;
    out.id = part<8>(bytes, 2);
    out.signature = part<64>(bytes, 10);
    out.comment_signature = part<64>(global, 0);
    out.trusted_comment = std::string(lines[2].substr(kTrusted.size()));
    return out;
}

std::string describe(const Signature& signature) {
    return "signed by " + key_name(signature.id) + "\ncomment \"" + utf8::displayable(signature.trusted_comment, kTrustedComment) + "\"\n";
}

Result<void> verify(std::string_view bytes, const Signature& signature, const PublicKey& key) {
    AMPARO_TRY_VOID(start_sodium());
    if (signature.id != key.id) return fail(Errc::NotFound, "signed by the key " + key_name(signature.id) + ", not by " + key_name(key.id));
    const auto hash = prehash(bytes);
    if (crypto_sign_verify_detached(signature.signature.data(), hash.data(), hash.size(), key.key.data()) != 0) {
        return fail(Errc::Tampered, "the signature does not fit what was signed");
    }
    const auto commented = with_comment(signature.signature, signature.trusted_comment);
    if (crypto_sign_verify_detached(signature.comment_signature.data(), commented.data(), commented.size(), key.key.data()) != 0) {
        return fail(Errc::Tampered, "the comment is not the one that was signed");
    }
    return {};
}

Result<SecretKey> parse_secret_key(std::string_view text, std::string_view passphrase) {
    AMPARO_TRY_VOID(start_sodium());
    AMPARO_TRY(const auto lines, lines_of(text, 2));
    AMPARO_TRY_VOID(check_comment(lines[0]));
    // 2 kind, 2 way of locking, 2 way of checking, 32 salt, 8 and 8 effort, then 8 id, 64 key, 32 check.
    AMPARO_TRY(auto bytes, from_base64(lines[1], 158));
    const bool locked = bytes[2] == 'S' && bytes[3] == 'c';
    const bool open = bytes[2] == 0 && bytes[3] == 0;
    if (bytes[0] != 'E' || bytes[1] != 'd' || !(locked || open) || bytes[4] != 'B' || bytes[5] != '2') {
        sodium_memzero(bytes.data(), bytes.size());
        return fail(Errc::Unsupported, "a key of another kind");
    }
    AMPARO_TRY(SecretBytes body, SecretBytes::create(104));
    const auto target = body.writable();
    std::copy_n(bytes.begin() + 54, 104, target.begin());
    if (locked) {
        const auto opslimit = load_le<std::uint64_t>(bytes, 38);
        const auto memlimit = load_le<std::uint64_t>(bytes, 46);
        constexpr std::uint64_t kMostEffort = std::uint64_t{1} << 30U;
        if (opslimit > kMostEffort || memlimit > 2 * kMostEffort) return fail(Errc::Limit, "the key wants more effort than we spend");
        AMPARO_TRY(SecretBytes stream, SecretBytes::create(104));
        if (crypto_pwhash_scryptsalsa208sha256(stream.writable().data(), 104, passphrase.data(), passphrase.size(), bytes.data() + 6, opslimit,
                                               static_cast<std::size_t>(memlimit)) != 0) {
            return fail(Errc::Limit, "there is not enough memory to open the key");
        }
        for (std::size_t i = 0; i < 104; ++i) target[i] = static_cast<std::uint8_t>(target[i] ^ stream.bytes()[i]);
    }
    crypto_generichash_state state;
    std::array<std::uint8_t, 32> check{};
    crypto_generichash_init(&state, nullptr, 0, check.size());
    crypto_generichash_update(&state, bytes.data(), 2);
    crypto_generichash_update(&state, target.data(), 72);
    crypto_generichash_final(&state, check.data(), check.size());
    sodium_memzero(bytes.data(), bytes.size());
    // The tool writes no check into a key without a passphrase.
    const bool unchecked = open && sodium_is_zero(target.data() + 72, check.size()) == 1;
    if (!unchecked && sodium_memcmp(check.data(), target.data() + 72, check.size()) != 0) return fail(Errc::Denied, "the passphrase is another one");
    SecretKey out;
    std::copy_n(target.begin(), 8, out.id.begin());
    AMPARO_TRY(out.key, SecretBytes::create(64));
    std::copy_n(target.begin() + 8, 64, out.key.writable().begin());
    return out;
}

Result<std::string> sign(std::string_view bytes, const SecretKey& key, const std::string& trusted_comment) {
    AMPARO_TRY_VOID(start_sodium());
    const bool one_line = trusted_comment.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos;
    if (!one_line || trusted_comment.size() + kTrusted.size() > kTrustedComment) return fail(Errc::Usage, "the comment is one line");
    const auto hash = prehash(bytes);
    std::array<std::uint8_t, 64> signature{};
    crypto_sign_detached(signature.data(), nullptr, hash.data(), hash.size(), key.key.bytes().data());
    const auto commented = with_comment(signature, trusted_comment);
    std::array<std::uint8_t, 64> global{};
    crypto_sign_detached(global.data(), nullptr, commented.data(), commented.size(), key.key.bytes().data());
    std::vector<std::uint8_t> line = {'E', 'D'};
    line.insert(line.end(), key.id.begin(), key.id.end());
    line.insert(line.end(), signature.begin(), signature.end());
    return std::string(kUntrusted) + "signature of a pack of lessons\n" + to_base64(line) + "\n" + std::string(kTrusted) + trusted_comment + "\n" +
           to_base64(global) + "\n";
}

}  // namespace amparo::packs
