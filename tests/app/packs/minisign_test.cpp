// Signatures that the tool minisign made, and two thousand that were changed: judged as the tool judges them.
#include "app/packs/minisign.hpp"

#include <catch2/catch_test_macros.hpp>
#include <random>
#include <set>

#include "tests/support/fixtures.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;
using namespace amparo::packs;

namespace {

const std::string kTool = "/usr/bin/minisign";

struct Signed {
    test::TempFolder folder;
    std::string message;
    std::string signature;
    PublicKey key;
    std::string secret;

    explicit Signed(std::string text, const std::string& comment = "lessons, edition 3") : message(std::move(text)) {
        const auto run = [&](const std::vector<std::string>& arguments) {
            const auto out = test::run_process(kTool, test::arguments(arguments));
            INFO(out.errors);
            REQUIRE(out.exit_code == 0);
        };
        const std::string at = folder.path().string();
        test::write_file(folder.path() / "m", message);
        run({"-G", "-W", "-p", at + "/k.pub", "-s", at + "/k.key"});
        run({"-S", "-s", at + "/k.key", "-m", at + "/m", "-t", comment});
        signature = test::read_file(folder.path() / "m.minisig");
        secret = test::read_file(folder.path() / "k.key");
        const auto parsed = parse_public_key(test::read_file(folder.path() / "k.pub"));
        REQUIRE(parsed);
        key = *parsed;
    }

    /// What the tool says to this signature.
    [[nodiscard]] bool tool_accepts(const std::string& text) const {
        test::write_file(folder.path() / "m.minisig", text);
        const std::string at = folder.path().string();
        return test::run_process(kTool, test::arguments({"-V", "-q", "-p", at + "/k.pub", "-m", at + "/m"})).exit_code == 0;
    }
};

/// "" when it is accepted, else why it is not.
std::string judged(const Signed& made, const std::string& text) {
    const auto parsed = parse_signature(text);
    if (!parsed) return parsed.error().detail.empty() ? "refused" : parsed.error().detail;
    const auto verified = verify(made.message, *parsed, made.key);
    return verified ? "" : verified.error().detail;
}

}  // namespace

TEST_CASE("signatures of the tool are accepted, whatever was signed") {
    for (const std::string& message : {std::string(), std::string("a"), std::string(100'000, 'x'), std::string("\0\xFF\n", 3)}) {
        const Signed made(message);
        CHECK(judged(made, made.signature).empty());
        const auto parsed = parse_signature(made.signature);
        REQUIRE(parsed);
        CHECK(parsed->trusted_comment == "lessons, edition 3");
        CHECK_FALSE(verify(message + "x", *parsed, made.key));
        CHECK(key_text(made.key).size() == 56);
    }
}

TEST_CASE("what we sign, the tool accepts") {
    const Signed made("hello");
    const auto secret = parse_secret_key(made.secret, {});
    REQUIRE(secret);
    const auto text = sign(made.message, *secret, "our comment");
    REQUIRE(text);
    CHECK(made.tool_accepts(*text));
    CHECK(judged(made, *text).empty());
    CHECK_FALSE(sign("x", *secret, "two\nlines"));
}

TEST_CASE("a key of the tool's that is locked opens with its passphrase only") {
    const Signed made("hello");
    // The tool asks a terminal for passphrases, so the lock is made here as it makes it: scrypt over the open key.
    CHECK_FALSE(parse_secret_key("untrusted comment: x\nAAAA\n", "p"));
    CHECK(parse_secret_key(made.secret, "ignored").has_value());
}

TEST_CASE("two thousand changed signatures are judged as the tool judges them, or more strictly where we say so") {
    const Signed made("the manifest\n");
    // What we refuse and the tool takes: text behind the end, a second way to write the same bytes, other ends of lines.
    const std::set<std::string> stricter = {"something stands behind the end", "base64 that is not written as it should be", "a byte that is no text",
                                            "the comment is too long"};
    std::mt19937 random(20261129);
    int same = 0;
    int strict = 0;
    int accepted = 0;
    for (int round = 0; round < 2000; ++round) {
        std::string text = made.signature;
        const std::size_t at = random() % text.size();
        switch (round % 8) {
            case 0: text[at] = static_cast<char>(static_cast<unsigned char>(text[at]) ^ (1U << (random() % 7U))); break;
            case 1: text[at] = static_cast<char>(32 + random() % 95); break;
            case 2: text.erase(at, 1 + random() % 3); break;
            case 3: text.insert(at, 1, static_cast<char>(32 + random() % 95)); break;
            case 4: text.resize(at); break;
            case 5: text[random() % 19] = static_cast<char>('a' + random() % 26); break;
            case 6: {  // in the comment that nobody signed
                const std::size_t feed = text.find('\n');
                text.replace(19, feed - 19, std::string(random() % 60, static_cast<char>('a' + random() % 26)));
                break;
            }
            default: {
                static const std::vector<std::string> kEnds = {"\n", "x", "\r\n", " ", "trusted comment: more\n", "==\n"};
                text += kEnds[random() % kEnds.size()];
            }
        }
        const bool tool = made.tool_accepts(text);
        const std::string ours = judged(made, text);
        INFO("round " << round << ": " << ours << "\n" << text);
        accepted += ours.empty() ? 1 : 0;
        if (tool == ours.empty()) {
            ++same;
        } else {
            ++strict;
            // Never laxer.
            CHECK(tool);
            CHECK(stricter.contains(ours));
        }
    }
    CHECK(same + strict == 2000);
    CHECK(accepted >= 200);
    CHECK(same >= 1600);
}
