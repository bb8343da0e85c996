// The small parts: addresses, stems, heads of locked files, JSON in pieces, hashes, memory.

#include <catch2/catch_test_macros.hpp>

#include "app/base/json_stream.hpp"
#include "app/base/text.hpp"
#include "checks/accounts/site.hpp"
#include "checks/accounts/variants.hpp"
#include "checks/accounts/vault_header.hpp"
#include "tests/checks/accounts/support.hpp"

using namespace amparo;
using accounts::VaultGrade;
using accounts::VaultStrength;

namespace {

std::string le(std::uint64_t value, int bytes) {
    std::string out;
    for (int i = 0; i < bytes; ++i) out.push_back(static_cast<char>((value >> (8 * i)) & 0xFFU));
    return out;
}

std::string unhex(std::string_view hex) {
    std::string out;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) out.push_back(static_cast<char>(*text::from_hex(hex.substr(i, 2))));
    return out;
}

std::string item(char type, std::string_view name, const std::string& value) {
    return std::string(1, type) + le(name.size(), 4) + std::string(name) + le(value.size(), 4) + value;
}

/// A head of version 4 with these parameters.
std::string head4(const std::string& parameters) {
    const std::string dictionary = le(0x100, 2) + parameters + std::string(1, '\0');
    return le(0x9AA2D903, 4) + le(0xB54BFB67, 4) + le(1, 2) + le(4, 2) + std::string("\x0B", 1) + le(dictionary.size(), 4) + dictionary +
           std::string(1, '\0') + le(4, 4) + "\r\n\r\n";
}

std::string head3(std::uint64_t rounds) {
    return le(0x9AA2D903, 4) + le(0xB54BFB67, 4) + le(1, 2) + le(3, 2) + std::string("\x06", 1) + le(8, 2) + le(rounds, 8) + std::string(1, '\0') +
           le(4, 2) + "\r\n\r\n";
}

/// Writes down what it hears.
class Witness final : public JsonListener {
  public:
    std::string heard;
    void begin_object() override { heard += "{"; }
    void end_object() override { heard += "}"; }
    void begin_array() override { heard += "["; }
    void end_array() override { heard += "]"; }
    void key(std::string_view name) override { heard += std::string(name) + ":"; }
    void string(std::string_view text, bool cut) override { heard += "'" + std::string(text) + (cut ? "…" : "") + "' "; }
    void number(std::string_view text) override { heard += std::string(text) + " "; }
    void boolean(bool yes) override { heard += yes ? "yes " : "no "; }
    void null() override { heard += "null "; }
};

std::string heard(std::string_view json, std::size_t step, const JsonStreamLimits& limits = {}) {
    Witness witness;
    JsonStream stream(witness, limits);
    for (std::size_t at = 0; at < json.size(); at += step) {
        if (const auto fed = stream.feed(json.substr(at, step)); !fed) return fed.error().detail;
    }
    if (const auto done = stream.finish(); !done) return done.error().detail;
    return witness.heard;
}

}  // namespace

TEST_CASE("addresses are read as people and programs write them") {
    using accounts::parse_site;
    CHECK(parse_site("https://User:pw@Mail.Example.org:8443/a?b#c").host == "mail.example.org");
    CHECK(parse_site("mail.example.org/login").host == "mail.example.org");
    CHECK(parse_site("my bank").host.empty());
    CHECK(parse_site("androidapp://org.telegram.messenger").app == "org.telegram.messenger");
    CHECK(parse_site("android://hash@org.app/").app == "org.app");
    CHECK(parse_site("http://[::1]/").local);
    CHECK(parse_site("http://172.20.0.1").local);
    CHECK_FALSE(parse_site("http://172.32.0.1").local);
    CHECK(parse_site("http://abc.onion").local);
    CHECK(parse_site("javascript:alert(1)").host.empty());
    CHECK(accounts::service_of("login.shop.co.uk") == "shop.co.uk");
    CHECK(accounts::service_of("a.b.example.org") == "example.org");
    CHECK(accounts::service_of("10.0.0.1") == "10.0.0.1");
}

TEST_CASE("stems take the decoration off and leave too little alone") {
    const auto stem = [](std::string_view text) { return std::string(view_of(accounts::stem_of(text))); };
    CHECK(stem("Summer2024!") == "summer");
    CHECK(stem("sUmm3r25") == "summer");
    CHECK(stem("!!p@ssw0rd1") == "password");
    CHECK(stem("abc123").empty());
    CHECK(stem("a1b2c3d4e5f6g7h8").size() != 8);
    CHECK(stem("12345678").empty());
}

TEST_CASE("the head of a KeePass file says how it resists guessing") {
    const auto strength = [](const std::string& head) { return accounts::parse_keepass_head(as_bytes(head)).value_or(VaultStrength{}); };
    const std::string argon = head4(item('\x42', "$UUID", unhex("9e298b1956db4773b23dfc3ec6f0a1e6")) + item('\x05', "I", le(10, 8)) +
                                    item('\x05', "M", le(64 * 1024 * 1024, 8)) + item('\x04', "P", le(2, 4)));
    CHECK(strength(argon).method == VaultStrength::Method::Argon2);
    CHECK(strength(argon).memory_kib == 64 * 1024);
    CHECK(strength(argon).rounds == 10);
    CHECK(strength(argon).lanes == 2);
    CHECK(strength(argon).version == "KDBX 4.1");
    CHECK(accounts::grade(strength(argon)) == VaultGrade::Good);
    const std::string little = head4(item('\x42', "$UUID", unhex("ef636ddf8c29444b91f7a9a403e30a0c")) + item('\x05', "M", le(1024 * 1024, 8)));
    CHECK(accounts::grade(strength(little)) == VaultGrade::Low);
    CHECK(accounts::grade(strength(head3(6000))) == VaultGrade::Weak);
    CHECK(accounts::grade(strength(head3(10'000'000))) == VaultGrade::Low);
    CHECK(accounts::grade(strength(le(0x9AA2D903, 4) + le(0xB54BFB65, 4) + std::string(200, 'x'))) == VaultGrade::Weak);
    CHECK(accounts::grade({VaultStrength::Method::Pbkdf2, "", 600'000, 0, 0}) == VaultGrade::Good);
    CHECK(accounts::grade({VaultStrength::Method::Pbkdf2, "", 100'000, 0, 0}) == VaultGrade::Low);
    CHECK(accounts::grade({VaultStrength::Method::Pbkdf2, "", 5'000, 0, 0}) == VaultGrade::Weak);
    for (std::size_t cut = 8; cut < argon.size(); ++cut) CHECK_FALSE(accounts::parse_keepass_head(as_bytes(argon).first(cut)).has_value());
    const auto read = test::imported(argon + std::string(1000, 'x'));
    CHECK(read.import.format == "keepass-vault");
    REQUIRE(read.import.vault.has_value());
}

TEST_CASE("JSON in pieces is heard as a whole, wherever it is cut") {
    const std::string json = R"( {"a":[1,-2.5e3,true,false,null,"x\"\n\u00e9\ud83d\ude00"],"b":{},"c":[]} )";
    const std::string whole = heard(json, json.size());
    CHECK(whole == "{a:[1 -2.5e3 yes no null 'x\"\n\xC3\xA9\xF0\x9F\x98\x80' ]b:{}c:[]}");
    for (const std::size_t step : {1U, 2U, 3U, 7U}) CHECK(heard(json, step) == whole);
    CHECK(heard("12", 1) == "12 ");
    CHECK(heard(R"("\ud83dx")", 1) == "'\xEF\xBF\xBDx' ");
    CHECK(heard(R"(["abcdef"])", 1, {64, 3}) == "['abc…' ]");
}

TEST_CASE("JSON that is off is refused with its place") {
    CHECK(heard("{\"a\":1,\n}", 1) == "line 2, column 1: a name in quotes was expected");
    CHECK(heard("[1,]", 4) == "line 1, column 4: a value was expected");
    CHECK(heard("[1", 1) == "line 1, column 2: the document ends in the middle");
    CHECK(heard("[01]", 1).find("no value") != std::string::npos);
    CHECK(heard("[1}", 1).find("fits nothing") != std::string::npos);
    CHECK(heard("{} x", 1).find("follows") != std::string::npos);
    CHECK(heard("\"\xFF\"", 1).find("UTF-8") != std::string::npos);
    CHECK(heard(std::string(100, '['), 1).find("too deep") != std::string::npos);
    CHECK(heard(std::string("[\0]", 3), 1).find("NUL") != std::string::npos);
    CHECK(heard(R"(["\x"])", 1).find("escape") != std::string::npos);
}

TEST_CASE("SHA-1 gives what its standard says") {
    const auto hex = [](std::string_view text) {
        const Sha1Digest digest = sha1(text);
        return text::to_hex({reinterpret_cast<const char*>(digest.data()), digest.size()});
    };
    CHECK(hex("") == "da39a3ee5e6b4b0d3255bfef95601890afd80709");
    CHECK(hex("abc") == "a9993e364706816aba3e25717850c26c9cd0d89d");
    CHECK(hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") == "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
    CHECK(hex(std::string(1'000'000, 'a')) == "34aa973cd4c4daa4f61eeb2bdbad27316534016f");
}

TEST_CASE("a pool keeps what it was given, however much, and ends each text in a NUL") {
    SecretPool pool;
    std::vector<std::string_view> kept;
    for (int i = 0; i < 3000; ++i) kept.push_back(pool.keep("text " + std::to_string(i) + std::string(static_cast<std::size_t>(i), 'x')));
    for (int i = 0; i < 3000; ++i) {
        const std::string_view text = kept[static_cast<std::size_t>(i)];
        REQUIRE(text == "text " + std::to_string(i) + std::string(static_cast<std::size_t>(i), 'x'));
        REQUIRE(*(text.data() + text.size()) == '\0');
    }
    CHECK(pool.keep({}).empty());
    pool.clear();
    CHECK(pool.bytes() == 0);
}
