// Keys are made by GnuPG; what we seal is opened by GnuPG and by Sequoia's sq. Both must give back every byte.
#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <filesystem>

#include "app/base/text.hpp"
#include "app/base/secret.hpp"
#include "app/seal/mime.hpp"
#include "app/seal/openpgp.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;
using namespace amparo::seal;
namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kNow = 1'800'000'000;  // keys are made in 2026; some of them end before this

/// A folder of keys. GnuPG's time is held, so that the keys are always of one age.
class KeyHome {
  public:
    KeyHome() {
        fs::permissions(folder_.path(), fs::perms::owner_all);
        REQUIRE(start_sodium().has_value());
    }
    ~KeyHome() { (void)test::run_process("/usr/bin/gpgconf", options({"--homedir", home(), "--kill", "all"})); }
    KeyHome(const KeyHome&) = delete;
    KeyHome& operator=(const KeyHome&) = delete;

    std::string gpg(std::vector<std::string> arguments, const std::string& input = {}) const {
        std::vector<std::string> all = {"--homedir", home(), "--batch", "--quiet", "--no-tty", "--pinentry-mode", "loopback",
                                        "--passphrase", "", "--faked-system-time", "1780000000!"};
        all.insert(all.end(), arguments.begin(), arguments.end());
        const auto result = test::run_process("/usr/bin/gpg", options(all, input));
        INFO(result.errors);
        REQUIRE(result.exit_code == 0);
        return result.output;
    }
    /// Makes a key from lines of GnuPG's parameter file; gives the public part.
    std::string make(const std::string& name, const std::string& lines) const {
        (void)gpg({"--gen-key"}, "%no-protection\n" + lines + "\nName-Real: " + name + "\n%commit\n");
        return exported(name);
    }
    std::string exported(const std::string& name) const { return gpg({"--armor", "--export", name}); }
    std::string fingerprint(const std::string& name) const {
        const std::string listed = gpg({"--with-colons", "--list-keys", name});  // lines are pieces of it
        for (const std::string_view line : text::lines(listed)) {
            if (line.starts_with("fpr:")) return std::string(text::split(line, ':')[9]);
        }
        return {};
    }
    std::string home() const { return folder_.path().string(); }

  private:
    static test::ProcessOptions options(std::vector<std::string> arguments, std::string input = {}) {
        test::ProcessOptions out;
        out.arguments = std::move(arguments);
        out.input = std::move(input);
        return out;
    }
    test::TempFolder folder_;
};

constexpr const char* kCurve = "Key-Type: eddsa\nKey-Curve: ed25519\nSubkey-Type: ecdh\nSubkey-Curve: cv25519";
constexpr const char* kRsa = "Key-Type: rsa\nKey-Length: 2048\nSubkey-Type: rsa\nSubkey-Length: 2048";

std::string why(const std::string& file, std::string_view pinned = {}, std::int64_t now = kNow) {
    const auto key = read_key(file, pinned, now);
    return key ? "" : key.error().message_id();
}

}  // namespace

TEST_CASE("what is sealed to a key is opened by GnuPG and by sq, byte for byte") {
    const KeyHome keys;
    const std::string curve = keys.make("Desk One", kCurve);
    const std::string rsa = keys.make("Desk Two", kRsa);
    const auto one = read_key(curve, keys.fingerprint("Desk One"), kNow);
    REQUIRE(one.has_value());
    CHECK(one->name == "Desk One");
    CHECK(one->fingerprint == keys.fingerprint("Desk One"));
    CHECK(one->created == 1'780'000'000);
    CHECK_FALSE(one->expires.has_value());
    CHECK(fingerprint_groups(one->fingerprint).size() == 49);
    // The pin may be written as people write it.
    CHECK(why(curve, text::lower(fingerprint_groups(one->fingerprint))).empty());
    const auto two = read_key(rsa, {}, kNow);
    REQUIRE(two.has_value());

    std::string all;
    for (int i = 0; i < 70'000; ++i) all += static_cast<char>(i * 7 % 256);
    CHECK(encrypt({*one}, {}, kNow).error().code == Errc::Usage);
    for (const std::string& plain : {std::string("أخذوا هاتفي\r\nlast line"), all}) {
        const auto sealed = encrypt({*one, *two}, as_bytes(plain), kNow);
        REQUIRE(sealed.has_value());
        // No line between these two: such lines name the program and its version.
        CHECK(sealed->starts_with("-----BEGIN PGP MESSAGE-----\r\n\r\n"));
        for (const char* name : {"Desk One", "Desk Two"}) {
            CHECK(keys.gpg({"--decrypt", "--try-secret-key", name}, *sealed) == plain);
            const test::TempFolder folder;
            test::write_file(folder.path() / "secret.asc", keys.gpg({"--armor", "--export-secret-keys", name}));
            test::ProcessOptions options;
            options.arguments = {"decrypt", "--recipient-key", (folder.path() / "secret.asc").string()};
            options.input = *sealed;
            const auto result = test::run_process("/usr/bin/sq", options);
            INFO(result.errors);
            CHECK(result.exit_code == 0);
            CHECK(result.output == plain);
        }
    }
}

TEST_CASE("keys that must not be used are refused with the reason") {
    const KeyHome keys;
    const std::string curve = keys.make("Desk One", kCurve);
    CHECK(why(curve, std::string(40, 'A')) == "seal.key.other");
    CHECK(why("") == "seal.key.none");
    CHECK(why("-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA\n-----END PGP PUBLIC KEY BLOCK-----\n") == "seal.key.none");
    CHECK(why(curve.substr(0, curve.size() / 2)) == "seal.key.none");
    CHECK(read_key(std::string(kKeyFileBytes + 1, 'a'), {}, kNow).error().code == Errc::Limit);
    // A clock that was set years back makes every key look as if it came from the future.
    CHECK(why(curve, {}, 1'000'000'000) == "seal.key.early");

    CHECK(why(keys.gpg({"--armor", "--export-secret-keys", "Desk One"})) == "seal.key.secret");
    CHECK(why(keys.make("Signer", "Key-Type: eddsa\nKey-Curve: ed25519\nKey-Usage: sign")) == "seal.key.sign_only");
    CHECK(why(keys.make("Brief", std::string(kCurve) + "\nExpire-Date: 30")) == "seal.key.expired");
    CHECK(why(keys.make("Weak", "Key-Type: rsa\nKey-Length: 1024\nSubkey-Type: rsa\nSubkey-Length: 1024")) == "seal.key.weak");
    const auto brief = read_key(keys.exported("Brief"), {}, 1'780'000'100);
    REQUIRE(brief.has_value());
    CHECK(brief->expires == 1'780'000'000 + 30 * 86'400);
    // Fine when it was read, ended when it is used.
    CHECK(encrypt({*brief}, as_bytes("a"), kNow).error().message_id() == "seal.key.expired");

    const std::string two = keys.gpg({"--armor", "--export", "Desk One", "Signer"});
    CHECK(why(two) == "seal.key.several");

    const std::string certificate = test::read_file(fs::path(keys.home()) / "openpgp-revocs.d" / (keys.fingerprint("Desk One") + ".rev"));
    const std::size_t begin = certificate.find(":-----BEGIN") + 1;
    (void)keys.gpg({"--import"}, certificate.substr(begin));
    CHECK(why(keys.exported("Desk One")) == "seal.key.revoked");
    // An old copy of the key does not know of it: that is what fresh channel data is for.
    CHECK(why(curve).empty());
}

TEST_CASE("a mail around a sealed part has the parts that RFC 3156 asks for, and tells nothing more") {
    REQUIRE(start_sodium().has_value());
    const MailHead head = mail_head("me@example.net", "help@example.org", "7KQ2M9XA", 1'790'000'040);
    const std::string mail = pgp_mime_mail(head, "-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----\n");
    const std::string expected = "Date: Mon, 21 Sep 2026 14:14:00 +0000\r\nFrom: <me@example.net>\r\nTo: <help@example.org>\r\nSubject: "
                                 "7KQ2M9XA\r\nMessage-ID: <" + head.message_id + ">\r\nMIME-Version: 1.0\r\nContent-Type: multipart/encrypted; "
                                 "protocol=\"application/pgp-encrypted\"; boundary=\"" + head.boundary + "\"\r\n\r\n--" + head.boundary +
                                 "\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--" + head.boundary +
                                 "\r\nContent-Type: application/octet-stream; name=\"encrypted.asc\"\r\nContent-Disposition: inline; "
                                 "filename=\"encrypted.asc\"\r\n\r\n-----BEGIN PGP MESSAGE-----\r\n\r\nabc\r\n-----END PGP MESSAGE-----\r\n--" +
                                 head.boundary + "--\r\n";
    CHECK(mail == expected);
    CHECK(head.message_id.ends_with("@example.net"));
    CHECK(mail_head("a@b.example", "", "", 0).message_id != mail_head("a@b.example", "", "", 0).message_id);

    const std::string part = mime_part("Zeile\nسطر", {{"صورة.png", "image/png", "bytes"}, {"a.bin", "no type\r\n", "x"}}, "edge");
    CHECK(part.find("filename*=utf-8''%D8%B5%D9%88%D8%B1%D8%A9.png\r\n") != std::string::npos);
    CHECK(part.find("Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename*=utf-8''a.bin") != std::string::npos);
    CHECK(part.find("no type") == std::string::npos);
    for (const std::string_view line : text::split(part, '\n')) CHECK(line.size() <= 200);
}
