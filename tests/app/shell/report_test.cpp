// Reports in the terminal, from the program that people get.
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "app/base/json.hpp"
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

}  // namespace

TEST_CASE("a report is made by questions, with three answers and the rest skipped, and shown as a desk reads it") {
    const auto made = run({"report", "new"}, "3\n1\n2\n+00 555 010 417\n\n\n");
    INFO(made.errors);
    REQUIRE(made.exit_code == 0);
    const auto json = Json::parse(made.output);
    REQUIRE(json);
    CHECK(json->member_text("danger") == "no");
    CHECK(json->member_texts("types") == std::vector<std::string>{"account-compromise"});
    const test::TempFolder folder;
    test::write_file(folder.path() / "r.json", made.output);
    const auto shown = run({"report", "show", (folder.path() / "r.json").string()});
    CHECK(shown.exit_code == 0);
    CHECK(shown.output.find("Please answer: by Signal, +00 555 010 417\n") != std::string::npos);
    CHECK(shown.output.find(std::string(json->member_text("case_ref"))) != std::string::npos);
}

TEST_CASE("questions that nobody answers end without a report") {
    const auto made = run({"report", "new"}, "3\n");
    CHECK(made.exit_code == 130);
    CHECK(made.output.empty());
}

TEST_CASE("a file may say as little as it likes, and a wrong one is named") {
    const auto made = run({"report", "new", "--from", "-"}, R"({"types": ["arrest"], "danger": "now"})");
    INFO(made.errors);
    CHECK(made.exit_code == 0);
    CHECK(made.output.find("\"schema\": \"amparo.report/1\"") != std::string::npos);
    const auto wrong = run({"report", "new", "--from", "-"}, R"({"types": ["boredom"]})");
    CHECK(wrong.exit_code == 2);
    CHECK(wrong.errors.find("boredom") != std::string::npos);
    CHECK(run({"report", "show", seed("unknown-type.json")}).exit_code == 2);
    CHECK(run({"report", "show", "/nonexistent"}).exit_code == 2);
}

TEST_CASE("forms, stages and lines left out are chosen by name, and what was noticed is told") {
    const auto notice = run({"report", "show", seed("good-full.json"), "--form", "dsa-notice", "--stage", "full"});
    CHECK(notice.output.find("Article 16") != std::string::npos);
    const auto less = run({"report", "show", seed("good-full.json"), "--stage", "full", "--leave-out", "alias,assets"});
    CHECK(less.output.find("I call myself") == std::string::npos);
    CHECK(less.output.find("@centre") == std::string::npos);
    CHECK(run({"report", "show", seed("good-full.json"), "--form", "poem"}).exit_code == 2);
    const auto json = Json::parse(run({"report", "show", seed("good-full.json"), "--json"}).output);
    REQUIRE(json);
    CHECK(json->member_text("schema") == "amparo.rendering/1");
    CHECK(json->member_text("subject") == "7K4Q-M6XT");
    // What a draft says never goes to a desk.
    const auto arabic = Json::parse(run({"report", "show", seed("good-first.json"), "--language", "ar", "--json"}).output);
    REQUIRE(arabic);
    CHECK(arabic->member_text("lang") == "en");
}
