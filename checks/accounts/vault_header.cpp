#include "checks/accounts/vault_header.hpp"

#include "app/base/text.hpp"

namespace amparo::accounts {

namespace {

constexpr std::uint32_t kFirst = 0x9AA2D903;
constexpr std::uint32_t kSecondOld = 0xB54BFB65;
constexpr std::uint32_t kSecondBeta = 0xB54BFB66;
constexpr std::uint32_t kSecond = 0xB54BFB67;

// As other readers of the format name them: header fields, and keys of the dictionary of version 4.
constexpr std::uint8_t kFieldRounds = 6;
constexpr std::uint8_t kFieldKdf = 11;
constexpr std::string_view kAes = "c9d9f39a628a4460bf740d08c18a4fea";
constexpr std::string_view kAesNew = "7c02bb8279a74ac0927d114a00648238";
constexpr std::string_view kArgon2d = "ef636ddf8c29444b91f7a9a403e30a0c";
constexpr std::string_view kArgon2id = "9e298b1956db4773b23dfc3ec6f0a1e6";

std::uint64_t number_of(Bytes bytes) {
    if (bytes.size() == 8) return load_le<std::uint64_t>(bytes, 0);
    if (bytes.size() == 4) return load_le<std::uint32_t>(bytes, 0);
    return 0;
}

Result<void> read_kdf(Bytes dictionary, VaultStrength& out) {
    if (!fits(dictionary.size(), 0, 2)) return fail(Errc::Corrupt, "the parameters end too early");
    std::size_t at = 2;
    std::string method;
    std::uint64_t aes_rounds = 0;
    while (fits(dictionary.size(), at, 1) && dictionary[at] != 0) {
        ++at;
        Bytes part[2];
        for (Bytes& piece : part) {
            if (!fits(dictionary.size(), at, 4)) return fail(Errc::Corrupt, "the parameters end too early");
            const std::size_t length = load_le<std::uint32_t>(dictionary, at);
            at += 4;
            if (!fits(dictionary.size(), at, length)) return fail(Errc::Corrupt, "a parameter is longer than the head");
            piece = dictionary.subspan(at, length);
            at += length;
        }
        const std::string_view name = as_text(part[0]);
        if (name == "$UUID") method = text::to_hex(as_text(part[1]));
        if (name == "I") out.rounds = number_of(part[1]);
        if (name == "R") aes_rounds = number_of(part[1]);
        if (name == "M") out.memory_kib = number_of(part[1]) / 1024;
        if (name == "P") out.lanes = static_cast<std::uint32_t>(number_of(part[1]));
    }
    if (method == kArgon2d || method == kArgon2id) out.method = VaultStrength::Method::Argon2;
    if (method == kAes || method == kAesNew) {
        out.method = VaultStrength::Method::AesRounds;
        out.rounds = aes_rounds;
    }
    return {};
}

}  // namespace

bool is_keepass_vault(Bytes head) {
    if (!fits(head.size(), 0, 8) || load_le<std::uint32_t>(head, 0) != kFirst) return false;
    const auto second = load_le<std::uint32_t>(head, 4);
    return second == kSecondOld || second == kSecondBeta || second == kSecond;
}

Result<VaultStrength> parse_keepass_head(Bytes head) {
    if (!is_keepass_vault(head)) return fail(Errc::Corrupt, "no KeePass file");
    VaultStrength out;
    const auto second = load_le<std::uint32_t>(head, 4);
    if (second != kSecond) {
        out.method = VaultStrength::Method::Old;
        out.version = second == kSecondOld ? "KDB 1.x" : "KDBX 2 beta";
        return out;
    }
    if (!fits(head.size(), 8, 4)) return fail(Errc::Corrupt, "the head ends too early");
    const unsigned minor = load_le<std::uint16_t>(head, 8);
    const unsigned major = load_le<std::uint16_t>(head, 10);
    out.version = "KDBX " + std::to_string(major) + "." + std::to_string(minor);
    if (major < 2 || major > 4) return fail(Errc::Unsupported, "version " + std::to_string(major));
    const std::size_t length_bytes = major == 4 ? 4 : 2;
    std::size_t at = 12;
    while (true) {
        if (!fits(head.size(), at, 1 + length_bytes)) return fail(Errc::Corrupt, "the head ends too early");
        const std::uint8_t id = head[at];
        const std::size_t length = major == 4 ? load_le<std::uint32_t>(head, at + 1) : load_le<std::uint16_t>(head, at + 1);
        at += 1 + length_bytes;
        if (!fits(head.size(), at, length)) return fail(Errc::Corrupt, "a field is longer than the file");
        const Bytes value = head.subspan(at, length);
        at += length;
        if (id == 0) return out;
        if (id == kFieldRounds && major < 4) {
            out.method = VaultStrength::Method::AesRounds;
            out.rounds = number_of(value);
        }
        if (id == kFieldKdf && major == 4) {
            if (const auto read = read_kdf(value, out); !read) return std::unexpected(read.error());
        }
    }
}

VaultGrade grade(const VaultStrength& vault) {
    // Argon2 is made to be slow where memory is; with next to none it is only as slow as it is long.
    constexpr std::uint64_t kLeastMemory = 8 * 1024;
    constexpr std::uint64_t kGoodRounds = 600'000;
    constexpr std::uint64_t kLeastRounds = 100'000;
    switch (vault.method) {
        case VaultStrength::Method::Argon2: return vault.memory_kib >= kLeastMemory ? VaultGrade::Good : VaultGrade::Low;
        case VaultStrength::Method::Pbkdf2:
            return vault.rounds >= kGoodRounds ? VaultGrade::Good : vault.rounds >= kLeastRounds ? VaultGrade::Low : VaultGrade::Weak;
        // Many rounds help, but graphics cards do them fast; Argon2 is what replaces them.
        case VaultStrength::Method::AesRounds: return vault.rounds >= kLeastRounds ? VaultGrade::Low : VaultGrade::Weak;
        case VaultStrength::Method::Old: return VaultGrade::Weak;
        case VaultStrength::Method::Unknown: break;
    }
    return VaultGrade::Unknown;
}

std::string describe(const VaultStrength& vault) {
    constexpr const char* kNames[] = {"argon2", "aes-rounds", "pbkdf2", "old", "unknown"};
    constexpr const char* kGrades[] = {"good", "low", "weak", "unknown"};
    return vault.version + " " + kNames[static_cast<std::size_t>(vault.method)] + " rounds " + std::to_string(vault.rounds) +
           " memory " + std::to_string(vault.memory_kib) + " KiB lanes " + std::to_string(vault.lanes) + " grade " +
           kGrades[static_cast<std::size_t>(grade(vault))] + "\n";
}

}  // namespace amparo::accounts
