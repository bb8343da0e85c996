// Saving from the console, with the built program: a script can make, open, change and hand out what is saved, and every
// mistake has its sentence and its exit code.

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <sys/stat.h>

#include "app/base/json.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;
namespace fs = std::filesystem;

namespace {

struct Stick {
    test::TempFolder folder;
    fs::path data = folder.path() / "data";

    /// A folder that is named has to be there.
    Stick() { fs::create_directories(data); }

    test::ProcessResult run(std::vector<std::string> words, std::string input = {}) const {
        test::ProcessOptions options;
        options.arguments = {"--data", data.string()};
        options.arguments.insert(options.arguments.end(), words.begin(), words.end());
        options.environment = {{"PATH=/usr/bin:/bin", "HOME=" + (folder.path() / "home").string(), "LC_ALL=C.UTF-8"}};
        options.input = std::move(input);
        options.limit = std::chrono::seconds(60);
        return test::run_process(test::amparo_program(), options);
    }
    std::string file(const std::string& name, const std::string& content) const {
        test::write_file(folder.path() / name, content);
        return (folder.path() / name).string();
    }
    void make() const {
        const auto made = run({"vault", "create", "--low-memory"}, "a passphrase of mine\n");
        INFO(made.errors);
        REQUIRE(made.exit_code == 0);
    }
};

Json document(const test::ProcessResult& result) {
    auto json = Json::parse(result.output);
    INFO(result.output << result.errors);
    REQUIRE(json.has_value());
    return *std::move(json);
}

}  // namespace

TEST_CASE("a passphrase through a pipe makes a container, and it tells how it is without one") {
    const Stick stick;
    CHECK(document(stick.run({"vault", "info", "--json"})).member_text("state") == "absent");
    stick.make();
    CHECK(fs::file_size(stick.data / "store.1") == 4096 + 2 * (1U << 20U));
    CHECK(test::read_file(stick.data / "store.1") == test::read_file(stick.data / "store.2"));
    struct stat about {};
    REQUIRE(::stat((stick.data / "store.1").c_str(), &about) == 0);
    CHECK((about.st_mode & 0777U) == 0600U);
    const Json info = document(stick.run({"vault", "info", "--json"}));
    CHECK(info.member_text("schema") == "amparo.vault/1");
    CHECK(info.member_text("state") == "ready");
    CHECK(info.find("equal")->bool_or(false));
    CHECK(info.find("records") == nullptr);
    // Nothing that lies there is overwritten.
    const std::string before = test::read_file(stick.data / "store.1");
    const auto again = stick.run({"vault", "create"}, "another passphrase\n");
    CHECK(again.exit_code == 1);
    CHECK(again.errors.find("Nothing was overwritten") != std::string::npos);
    CHECK(test::read_file(stick.data / "store.1") == before);
}

TEST_CASE("a passphrase in a file opens; a wrong one, a short one and none at all each have their sentence") {
    const Stick stick;
    const std::string right = stick.file("right", "a passphrase of mine\n");
    const std::string wrong = stick.file("wrong", "a passphrase of yours\n");
    const std::string brief = stick.file("short", "short\n");
    CHECK(stick.run({"vault", "create", "--passphrase-file", brief}).exit_code == 2);
    CHECK(fs::is_empty(stick.data));
    stick.make();
    const Json info = document(stick.run({"vault", "info", "--json", "--passphrase-file", right}));
    CHECK(info.find("records")->integer_or(-1) == 0);
    CHECK(info.member_text("last_saved").size() > 10);
    const auto refused = stick.run({"vault", "check", "--passphrase-file", wrong});
    CHECK(refused.exit_code == 1);
    CHECK(refused.errors.find("opens nothing here") != std::string::npos);
    CHECK(stick.run({"vault", "check"}).exit_code == 1);
    const auto missing = stick.run({"vault", "check", "--passphrase-file", "/nonexistent/file"});
    CHECK(missing.exit_code == 1);
    CHECK(missing.errors.find("/nonexistent/file") != std::string::npos);
    CHECK(stick.run({"vault", "check", "--passphrase-file", right}).exit_code == 0);
    CHECK(stick.run({"vault", "create", "--size", "3"}).exit_code == 2);
}

TEST_CASE("after a change only the new passphrase opens, and a copy that is damaged is named") {
    const Stick stick;
    stick.make();
    const std::string before = stick.file("before", "a passphrase of mine\n");
    const std::string after = stick.file("after", "and now another one\n");
    CHECK(stick.run({"vault", "change-passphrase", "--passphrase-file", before, "--new-passphrase-file", before}).exit_code == 1);
    const auto changed = stick.run({"vault", "change-passphrase", "--passphrase-file", before, "--new-passphrase-file", after});
    INFO(changed.errors);
    CHECK(changed.exit_code == 0);
    CHECK(stick.run({"vault", "check", "--passphrase-file", before}).exit_code == 1);
    CHECK(stick.run({"vault", "check", "--passphrase-file", after}).exit_code == 0);
    std::string torn = test::read_file(stick.data / "store.2");
    torn[100'000] = static_cast<char>(torn[100'000] ^ 1);
    test::write_file(stick.data / "store.2", torn);
    const auto info = stick.run({"vault", "info", "--json"});
    CHECK(info.exit_code == 1);
    CHECK(document(info).find("copies")->elements()[1].text_or() == "torn");
    // Looking mends nothing.
    CHECK(stick.run({"vault", "check", "--passphrase-file", after}).exit_code == 1);
    CHECK(test::read_file(stick.data / "store.2") == torn);
}

TEST_CASE("what is sealed for an inbox opens with its key and with no other, and no file is overwritten") {
    const Stick stick;
    stick.make();
    const std::string passphrase = stick.file("right", "a passphrase of mine\n");
    const std::string key = (stick.folder.path() / "desk.key").string();
    const auto made = stick.run({"inbox", "keygen", "--out", key});
    CHECK(made.exit_code == 0);
    const std::string address = made.output.substr(0, made.output.find('\n'));
    CHECK(address.starts_with("inbox1-"));
    CHECK(stick.run({"inbox", "keygen", "--out", key}).exit_code == 1);
    const std::string stranger = (stick.folder.path() / "stranger.key").string();
    CHECK(stick.run({"inbox", "keygen", "--out", stranger, "--json"}).exit_code == 0);

    const std::string sealed = (stick.folder.path() / "sealed").string();
    CHECK(stick.run({"vault", "export", "--passphrase-file", passphrase}).exit_code == 2);
    CHECK(stick.run({"vault", "export", "--to", "inbox1-abc", "--out", sealed, "--passphrase-file", passphrase}).exit_code == 2);
    CHECK_FALSE(fs::exists(sealed));
    CHECK(stick.run({"vault", "export", "--to", address, "--out", sealed, "--passphrase-file", passphrase}).exit_code == 0);
    CHECK(stick.run({"vault", "export", "--to", address, "--out", sealed, "--passphrase-file", passphrase}).exit_code == 1);

    const std::string opened = (stick.folder.path() / "opened").string();
    const auto other = stick.run({"inbox", "open", sealed, "--key", stranger, "--out", opened});
    CHECK(other.exit_code == 1);
    CHECK(other.errors.find("another inbox") != std::string::npos);
    CHECK_FALSE(fs::exists(opened));
    CHECK(stick.run({"inbox", "open", sealed, "--key", passphrase, "--out", opened}).exit_code == 1);
    CHECK(stick.run({"inbox", "open", sealed, "--key", key, "--out", opened}).exit_code == 0);
    CHECK(test::read_file(opened).substr(0, 4) == "AMPL");
    std::string cut = test::read_file(sealed);
    cut.pop_back();
    CHECK(stick.run({"inbox", "open", stick.file("cut", cut), "--key", key, "--out", opened + "2"}).exit_code == 1);
}

TEST_CASE("a session of saving touches nothing but the data folder and the files that were named") {
    const Stick stick;
    fs::create_directory(stick.folder.path() / "home");
    stick.make();
    CHECK(fs::is_empty(stick.folder.path() / "home"));
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(stick.data)) names.push_back(entry.path().filename().string());
    std::ranges::sort(names);
    CHECK(names == std::vector<std::string>{"lock", "store.1", "store.2"});
}
