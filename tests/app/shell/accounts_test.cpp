// Reviews of accounts in the terminal, from the program that people get; and that a planted password is nowhere afterwards.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <string>

#include "app/base/json.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;
namespace fs = std::filesystem;

namespace {

constexpr const char* kCanary = "Rb6!zeisig#kanarie";

test::ProcessResult run(std::vector<std::string> words, const std::string& folder = {}) {
    words.insert(words.begin(), {"--lang", "en"});
    return test::run_process(test::amparo_program(), test::arguments(std::move(words), folder));
}

std::string fixture(const char* name) { return (test::source_folder() / "tests/fixtures/accounts" / name).string(); }

}  // namespace

TEST_CASE("an export is judged in the terminal, three steps first, and the file becomes a task to delete") {
    const auto told = run({"accounts", "import", fixture("bitwarden-json.json")});
    INFO(told.errors);
    CHECK(told.exit_code == 1);
    const std::size_t first = told.output.find("Do these first");
    REQUIRE(first != std::string::npos);
    CHECK(first < told.output.find("Fix soon"));
    CHECK(told.output.find("Now delete the export and empty the bin") != std::string::npos);
    CHECK(told.output.find("correct-Horse") == std::string::npos);
    const auto json = Json::parse(run({"accounts", "import", "--json", fixture("bitwarden-json.json"), "/nowhere"}).output);
    REQUIRE(json.has_value());
    CHECK(json->find("files")->elements().size() == 2);
    CHECK(json->find("leak_service")->is_null());
}

TEST_CASE("a data export is told in the terminal, and what is nobody's export is named") {
    const test::TempFolder folder;
    test::write_file(folder.path() / "Mail/Forwarding Addresses.json", R"({"addresses":["copy@x.example"]})");
    const auto told = run({"accounts", "review", folder.path().string()});
    CHECK(told.exit_code == 1);
    CHECK(told.output.find("new mail is sent on to another address") != std::string::npos);
    CHECK(run({"accounts", "review", fixture("bitwarden-json.json")}).exit_code == 3);
    CHECK(run({"accounts", "review", "/nowhere"}).exit_code == 3);
}

TEST_CASE("a filter of leaked passwords is made, asked, and never written over") {
    const test::TempFolder folder;
    const std::string list = (folder.path() / "list.txt").string();
    const std::string filter = (folder.path() / "leaked.filter").string();
    // The hash of "password1" stands between two others.
    test::write_file(list, "0000000000000000000000000000000000000001:2\nE38AD214943DAAD1D64C102FAEC29DE4AFE9DA3D:2401761\nFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF:1\n");
    test::write_file(folder.path() / "p.csv", "name,url,username,password\nA,https://a.example,u,password1\n");
    CHECK(run({"accounts", "build-breach-filter", list, "--to", filter, "--bits", "16"}).exit_code == 0);
    const auto again = run({"accounts", "build-breach-filter", list, "--to", filter});
    CHECK(again.exit_code == 2);
    CHECK(again.errors.find("There is already a file") != std::string::npos);
    CHECK(run({"accounts", "build-breach-filter", list, "--to", filter + "2", "--bits", "7"}).exit_code == 2);
    const auto told = run({"accounts", "import", (folder.path() / "p.csv").string(), "--leaked", filter});
    CHECK(told.output.find("Accounts whose password is on the list of leaked ones: 1") != std::string::npos);
    CHECK(told.output.find("one in 65,536") != std::string::npos);
}

TEST_CASE("nothing is asked over the internet unless a person at a terminal says yes") {
    for (const std::vector<std::string>& more : {std::vector<std::string>{}, {"--offline"}, {"--tor", "9050"}}) {
        std::vector<std::string> words = {"accounts", "import", fixture("bitwarden-json.json"), "--ask-online"};
        words.insert(words.end(), more.begin(), more.end());
        const auto told = run(words);
        CHECK(told.exit_code == 2);
        CHECK(told.output.empty());
        CHECK(told.errors.find("needs a person at a terminal") != std::string::npos);
    }
}

TEST_CASE("planted passwords are in nothing that the terminal shows and in no file that was not there before") {
    const test::TempFolder folder;
    const std::string word = kCanary;
    test::write_file(folder.path() / "a.csv", "name,url,username,password\nA,https://a.example,u," + word + "\nB,http://b.example,u," + word + "\nC,https://c.example,u,\"" + word + "\n");
    test::write_file(folder.path() / "b.json", R"({"encrypted":false,"folders":[],"items":[{"type":1,"name":"A","login":{"username":"u","password":")" + word + R"("}},{"type":1,"na)");
    test::write_file(folder.path() / "c.xml", "<KeePassFile><Root><Group><Entry><String><Key>Password</Key><Value>" + word + "</Value></String></Entry></Group>");
    const std::vector<std::string> files = {"a.csv", "b.json", "c.xml"};
    for (const std::vector<std::string>& command : {std::vector<std::string>{"accounts", "import"}, {"accounts", "import", "--json"}, {"accounts", "review"}, {"accounts", "review", "--json"}}) {
        std::vector<std::string> words = command;
        words.insert(words.end(), files.begin(), files.end());
        const auto told = run(words, folder.path().string());
        INFO(told.errors);
        CHECK((told.exit_code == 1 || told.exit_code == 3));
        CHECK((told.output + told.errors).find(word) == std::string::npos);
        // Half of it would be too much.
        CHECK((told.output + told.errors).find("kanarie") == std::string::npos);
    }
    std::vector<std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator(folder.path())) found.push_back(entry.path().filename().string());
    std::ranges::sort(found);
    CHECK(found == files);
}
