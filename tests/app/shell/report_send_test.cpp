// Sealing and sending from a terminal, with the program that people get.
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <filesystem>
#include <string>

#include "tests/support/fixtures.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;

namespace {

test::ProcessResult run(std::vector<std::string> words, std::string input = {}) {
    words.insert(words.begin(), {"--lang", "en"});
    test::ProcessOptions options = test::arguments(std::move(words));
    options.input = std::move(input);
    return test::run_process(test::amparo_program(), options);
}

std::string seed(const std::string& name) { return (test::source_folder() / "tests/fuzz/seeds/report" / name).string(); }

test::ProcessResult gpg(const std::string& home, std::vector<std::string> words, std::string input = {}) {
    words.insert(words.begin(), {"--homedir", home, "--batch", "--quiet", "--pinentry-mode", "loopback", "--passphrase", ""});
    test::ProcessOptions options = test::arguments(std::move(words));
    options.input = std::move(input);
    return test::run_process("/usr/bin/gpg", options);
}

}  // namespace

TEST_CASE("a report that was sealed for a key opens in GnuPG as it was shown, byte for byte") {
    const test::TempFolder home;
    const std::string folder = home.path().string();
    const auto made = gpg(folder, {"--quick-gen-key", "Desk <desk@example.org>", "default", "default", "never"});
    INFO(made.errors);
    REQUIRE(made.exit_code == 0);
    const auto key = gpg(folder, {"--armor", "--export", "desk@example.org"});
    REQUIRE(key.output.find("BEGIN PGP PUBLIC KEY") != std::string::npos);
    test::write_file(home.path() / "desk.asc", key.output);
    const std::string path = (home.path() / "desk.asc").string();

    const auto sealed = run({"report", "seal", seed("good-first.json"), "--key", path});
    INFO(sealed.errors);
    CHECK(sealed.output.starts_with("-----BEGIN PGP MESSAGE-----"));
    // No fingerprint of theirs is known, so the person is told to compare.
    CHECK(sealed.errors.find("Compare this one with them by phone") != std::string::npos);
    const auto opened = gpg(folder, {"--decrypt"}, sealed.output);
    CHECK(opened.output == run({"report", "show", seed("good-first.json")}).output);

    const auto other = run({"report", "seal", seed("good-first.json"), "--key", path, "--to", "accessnow-helpline"});
    CHECK(other.exit_code == 1);
    CHECK(other.output.empty());
    const std::string file = (home.path() / "out.asc").string();
    CHECK(run({"report", "seal", seed("good-first.json"), "--key", path, "--out", file}).output.empty());
    CHECK(test::read_file(file).starts_with("-----BEGIN PGP MESSAGE-----"));
    CHECK(run({"report", "seal", seed("good-first.json"), "--key", path, "--out", file}).exit_code == 1);
    static_cast<void>(test::run_process("/usr/bin/gpgconf", test::arguments({"--homedir", folder, "--kill", "all"})));
}

TEST_CASE("sealing for nobody, for a wrong key and without a place is refused with a sentence") {
    CHECK(run({"report", "seal", seed("good-first.json")}).errors.find("Say for whom") != std::string::npos);
    CHECK(run({"report", "seal", seed("good-first.json"), "--inbox", "inbox1-abc"}).errors.find("inbox key") != std::string::npos);
    CHECK(run({"report", "seal", seed("good-first.json"), "--key", seed("good-first.json")}).exit_code == 1);
    CHECK(run({"report", "seal", seed("good-first.json"), "--key", "/nonexistent"}).exit_code == 2);
    CHECK(run({"report", "seal", seed("good-first.json"), "--to", "nobody"}).exit_code == 2);
}

TEST_CASE("a desk makes a key, verifies, opens and answers a report, with files and commands alone") {
    const test::TempFolder folder;
    const auto at = [&](const std::string& name) { return (folder.path() / name).string(); };
    const auto made = run({"inbox", "keygen", "--out", at("key")});
    REQUIRE(made.exit_code == 0);
    const std::string inbox = made.output.substr(0, made.output.find('\n'));
    const auto sealed = run({"report", "seal", seed("good-first.json"), "--inbox", inbox, "--out", at("arrived")});
    INFO(sealed.errors);
    REQUIRE(sealed.exit_code == 0);
    const std::string text = run({"report", "show", seed("good-first.json")}).output;
    CHECK(test::read_file(at("arrived")).find("7K4Q") == std::string::npos);
    const auto looked = run({"inbox", "verify", at("arrived"), "--key", at("key")});
    CHECK(looked.exit_code == 0);
    CHECK(looked.output.find("7K4QM6XT") != std::string::npos);
    CHECK(looked.output.find("What happened") == std::string::npos);
    CHECK(run({"inbox", "answer", at("arrived"), "--key", at("key")}).output.starts_with("7K4QM6XT  "));
    CHECK(run({"inbox", "open", at("arrived"), "--key", at("key"), "--out", at("opened")}).exit_code == 0);
    CHECK(test::read_file(at("opened") + "/text.txt") == text);
    CHECK(run({"inbox", "open", at("arrived"), "--key", at("key"), "--out", at("opened")}).exit_code == 1);
    // A byte that was changed on its way is told, and nothing is written.
    std::string changed = test::read_file(at("arrived"));
    changed[changed.size() / 2] = static_cast<char>(changed[changed.size() / 2] ^ 1);
    test::write_file(folder.path() / "changed", changed);
    CHECK(run({"inbox", "verify", at("changed"), "--key", at("key")}).exit_code != 0);
    CHECK(run({"inbox", "open", at("changed"), "--key", at("key"), "--out", at("none")}).exit_code != 0);
    CHECK_FALSE(std::filesystem::exists(at("none")));
}

TEST_CASE("a script cannot send: without a terminal nothing is even read") {
    const auto sent = run({"report", "send", seed("good-first.json"), "--address", "https://127.0.0.1:1/", "--inbox", "x"}, "7K4Q-M6XT\n");
    CHECK(sent.exit_code == 2);
    CHECK(sent.errors.find("Only a person sends") != std::string::npos);
    CHECK(sent.output.empty());
}

TEST_CASE("a script cannot fetch a key either") {
    const test::TempFolder folder;
    const std::string out = (folder.path() / "key.asc").string();
    const auto fetched = run({"report", "key", "--to", "accessnow-helpline", "--address", "https://www.accessnow.org/key.asc", "--out", out}, "www.accessnow.org\n");
    CHECK(fetched.exit_code == 2);
    CHECK(fetched.errors.find("Only a person sends") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(out));
}

TEST_CASE("the desk's commands name what they lack") {
    CHECK(run({"inbox", "verify", "/nonexistent"}).errors.find("--key") != std::string::npos);
    CHECK(run({"inbox", "answer", "/nonexistent", "--key", "/nonexistent"}).exit_code == 2);
    const auto none = run({"inbox", "verify", seed("good-first.json"), "--key", seed("good-first.json")});
    CHECK(none.errors.find("holds no inbox key") != std::string::npos);
}

TEST_CASE("in a terminal only the case reference starts the seconds, Ctrl+C stops them, and the end is told as it is") {
    // The key is that of the public vectors; nobody listens at the address.
    const std::string inbox = "inbox1-8ztc-c6rr-bc7r-j0q1-9ddd-b267-53dj-hgdz-cz7h-wg5d-tmrk-cqj0-e0bg-fq0y";
    const std::string script = (test::source_folder() / "tests/app/shell/send_terminal.py").string();
    test::ProcessOptions options = test::arguments({script, test::amparo_program(), seed("good-first.json"), inbox});
    options.limit = std::chrono::milliseconds(120'000);
    const auto told = test::run_process("/usr/bin/python3", options);
    INFO(told.errors);
    CHECK(told.output ==
          "other words 130 False True\n"
          "stopped 130 True True False\n"
          "gone through 1 True True True True\n");
}
