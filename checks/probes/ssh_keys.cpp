#include "checks/probes/ssh_keys.hpp"

#include <optional>
#include <string>

#include "app/base/text.hpp"

namespace amparo::checks {

namespace {

constexpr std::string_view kMagic = std::string_view("openssh-key-v1\0", 15);

/// Bytes of base64, white space ignored; nothing for anything else.
std::optional<std::string> from_base64(std::string_view text) {
    std::string out;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        if (c == '\n' || c == '\r' || c == ' ') continue;
        if (c == '=') break;
        int value = -1;
        if (c >= 'A' && c <= 'Z') value = c - 'A';
        if (c >= 'a' && c <= 'z') value = c - 'a' + 26;
        if (c >= '0' && c <= '9') value = c - '0' + 52;
        if (c == '+') value = 62;
        if (c == '/') value = 63;
        if (value < 0) return std::nullopt;
        bits = (bits << 6U) | static_cast<std::uint32_t>(value);
        count += 6;
        if (count >= 8) {
            count -= 8;
            out.push_back(static_cast<char>((bits >> static_cast<unsigned>(count)) & 0xFFU));
        }
    }
    return out;
}

/// A length of four bytes and as many bytes, taken off the front.
std::optional<std::string_view> field(std::string_view& bytes) {
    if (bytes.size() < 4) return std::nullopt;
    std::size_t size = 0;
    for (std::size_t i = 0; i < 4; ++i) size = (size << 8U) | static_cast<unsigned char>(bytes[i]);
    if (size > bytes.size() - 4) return std::nullopt;
    const std::string_view out = bytes.substr(4, size);
    bytes.remove_prefix(4 + size);
    return out;
}

Result<KeyProtection> openssh(std::string_view body) {
    const auto bytes = from_base64(body);
    if (!bytes || !bytes->starts_with(kMagic)) return fail(Errc::Corrupt, "not the form of OpenSSH");
    std::string_view rest = std::string_view(*bytes).substr(kMagic.size());
    const auto cipher = field(rest);
    const auto derivation = field(rest);
    const auto options = field(rest);
    if (!cipher || !derivation || !options || rest.size() < 4) return fail(Errc::Corrupt, "cut");
    rest.remove_prefix(4);
    auto public_part = field(rest);
    if (!public_part) return fail(Errc::Corrupt, "cut");
    const auto kind = field(*public_part);
    if (!kind) return fail(Errc::Corrupt, "cut");
    if (kind->starts_with("sk-")) return KeyProtection::Token;
    return *cipher == "none" ? KeyProtection::None : KeyProtection::Passphrase;
}

}  // namespace

bool looks_like_private_key(std::string_view text) {
    const std::string_view first = text.substr(0, text.find('\n'));
    return first.starts_with("-----BEGIN ") && first.find("PRIVATE KEY") != std::string_view::npos;
}

Result<KeyProtection> private_key_protection(std::string_view text) {
    const std::size_t first = text.find('\n');
    const std::size_t last = text.find("-----END ");
    if (first == std::string_view::npos || last == std::string_view::npos || last < first) return fail(Errc::Corrupt, "a key that does not end");
    const std::string_view head = text.substr(0, first);
    const std::string_view body = text.substr(first + 1, last - first - 1);
    if (head.find("OPENSSH") != std::string_view::npos) return openssh(body);
    if (head.find("ENCRYPTED") != std::string_view::npos) return KeyProtection::Passphrase;
    if (body.substr(0, 200).find("ENCRYPTED") != std::string_view::npos) return KeyProtection::Passphrase;
    return from_base64(body) ? Result<KeyProtection>(KeyProtection::None) : fail(Errc::Corrupt, "an odd form");
}

bool is_weak_public_key(std::string_view line) {
    constexpr std::size_t kBits = 3072;
    const auto words = text::words(line.substr(0, line.find('\n')));
    if (words.size() < 2) return false;
    if (words[0] == "ssh-dss") return true;
    if (words[0] != "ssh-rsa") return false;
    const auto bytes = from_base64(words[1]);
    if (!bytes) return false;
    std::string_view rest = *bytes;
    const auto kind = field(rest);
    const auto exponent = field(rest);
    auto modulus = field(rest);
    if (!kind || !exponent || !modulus) return false;
    while (!modulus->empty() && modulus->front() == '\0') modulus->remove_prefix(1);
    return modulus->size() * 8 < kBits;
}

}  // namespace amparo::checks
