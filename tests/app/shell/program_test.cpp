// The built program as a person or a script meets it: exit codes, documents, sentences.

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <unistd.h>

#include "app/base/json.hpp"
#include "app/base/version.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;
namespace fs = std::filesystem;

namespace {

test::ProcessResult run(std::vector<std::string> arguments, std::string input = {}) {
    test::ProcessOptions options;
    options.arguments = std::move(arguments);
    options.environment = {{"PATH=/usr/bin:/bin", "HOME=/nonexistent", "LC_ALL=C.UTF-8"}};
    options.input = std::move(input);
    return test::run_process(test::amparo_program(), options);
}

Json document(const test::ProcessResult& result) {
    auto json = Json::parse(result.output);
    INFO(result.output.substr(0, 400) << result.errors);
    REQUIRE(json.has_value());
    return *std::move(json);
}

const Json* finding(const Json& report, std::string_view id) {
    for (const Json& item : report.find("findings")->elements()) {
        if (item.member_text("id") == id) return &item;
    }
    return nullptr;
}

/// A copy of the program with its data, that a test may damage.
class Copy {
  public:
    Copy() {
        const fs::path from = fs::path(test::amparo_program()).parent_path();
        fs::copy(test::amparo_program(), folder_.path() / "amparo");
        for (const char* part : {"channels", "lessons", "localization", "tables"}) {
            fs::copy(from / part, folder_.path() / part, fs::copy_options::recursive);
        }
    }
    [[nodiscard]] const fs::path& path() const { return folder_.path(); }
    [[nodiscard]] test::ProcessResult run(std::vector<std::string> arguments) const {
        test::ProcessOptions options;
        options.arguments = std::move(arguments);
        options.environment = {{"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8"}};
        return test::run_process((folder_.path() / "amparo").string(), options);
    }

  private:
    test::TempFolder folder_;
};

std::string with_id(std::string channel, const std::string& id) {
    const std::string old = "\"id\": \"cpj-emergencies\"";
    const std::size_t at = channel.find(old);
    REQUIRE(at != std::string::npos);
    return channel.replace(at, old.size(), "\"id\": \"" + id + "\"");
}

}  // namespace

TEST_CASE("a check-up of this machine gives a whole document and an honest exit code") {
    const auto result = run({"check", "--json"});
    const Json report = document(result);
    CHECK(report.member_text("schema") == "amparo.check/1");
    REQUIRE(report.find("findings") != nullptr);
    CHECK(report.find("findings")->elements().size() >= 17);
    bool open = false;
    bool unseen = false;
    for (const Json& item : report.find("findings")->elements()) {
        INFO(item.dump());
        CHECK_FALSE(item.member_text("title").empty());
        CHECK_FALSE(item.member_text("reason_text").empty());
        CHECK(item.member_text("reason_text").find('[') == std::string_view::npos);
        CHECK(item.member_text("reason_text").find('{') == std::string_view::npos);
        CHECK_FALSE(item.find("evidence")->elements().empty());
        open = open || item.member_text("verdict") == "at_risk";
        unseen = unseen || item.member_text("verdict") == "cannot_tell";
        if (item.member_text("verdict") == "at_risk") CHECK_FALSE(item.find("remedy")->find("steps")->elements().empty());
    }
    CHECK(result.exit_code == (open ? 1 : unseen ? 3 : 0));
    CHECK(result.errors.empty());
}

TEST_CASE("without a command and without a display the check-up runs in the terminal and says why") {
    const auto result = run({});
    CHECK(result.errors.find("No window could be opened here") != std::string::npos);
    CHECK_FALSE(result.output.empty());
    CHECK((result.exit_code == 0 || result.exit_code == 1 || result.exit_code == 3));
}

TEST_CASE("the text report has one next step, no colour outside a terminal, and no id in place of a sentence") {
    const auto result = run({"check"});
    CHECK(result.output.find('\x1b') == std::string::npos);
    CHECK(result.output.find("[checks.") == std::string::npos);
    const std::size_t first = result.output.find("One thing to do next");
    if (result.exit_code == 1) CHECK(first != std::string::npos);
    if (first != std::string::npos) CHECK(result.output.find("One thing to do next", first + 1) == std::string::npos);
}

TEST_CASE("every format of the same check-up ends with the same exit code") {
    CHECK(run({"check", "--json"}).exit_code == run({"check", "--text"}).exit_code);
}

TEST_CASE("one check alone shows its evidence") {
    const auto result = run({"check", "--only", "home-folder-private"});
    CHECK(result.output.find("home_mode = 0") != std::string::npos);
}

TEST_CASE("wrong usage ends with 2, a sentence and nothing on the output") {
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"chek"}, {"check", "--jsn"}, {"check", "--only", "no-such-check"}, {"channels"},
          {"check", "show"}, {"--lang", "xx", "check"}, {"--data", "/no/such/folder", "check"}, {"check", "--root", "/no/such"},
          {"check", "--root", "/etc/passwd"}, {"channels", "suggest"}, {"channels", "suggest", "--incident", "arest"},
          {"channels", "suggest", "--incident", "arrest", "--region", "Egypt"}, {"channels", "show", "accesnow"},
          {"selftest", "parse", "no-such-kind", "/etc/passwd"}, {"selftest", "parse", "json", "/no/such"},
          {"--data", "/", "--ephemeral", "check"}, {"check", "--json", "--text"}, {"--a11y", "loud"}, {"--a11y", "loud", "check"}, {"help", "dance"}}) {
        const auto result = run(words);
        INFO(words.front() << (words.size() > 1 ? " " + words[1] : "") << ": " << result.errors);
        CHECK(result.exit_code == 2);
        CHECK(result.errors.find("amparo: ") == 0);
        CHECK(result.errors.find('[') == std::string::npos);
        CHECK(result.output.find("schema") == std::string::npos);
    }
}

TEST_CASE("a tree below --root is judged in place of this machine") {
    const test::TempFolder folder;
    test::lay_out(*parse_tree("amparo.tree/1\nnow 2026-11-23\n"
                              "f /etc/os-release 0644 0:0 2026-11-01\n| ID=debian\n| VERSION_ID=\"9\"\n| PRETTY_NAME=\"Debian GNU/Linux 9 (stretch)\"\n"
                              "f /etc/passwd 0644 0:0 2026-11-01\n| root:x:0:0:root:/root:/bin/bash\n| ana:x:1000:1000:Ana:/home/ana:/bin/bash\n"
                              "f /etc/group 0644 0:0 2026-11-01\n| ana:x:1000:\n"
                              "d /home/ana 0755 1000:1000 2026-11-01\n"),
                  folder.path());
    const auto result = run({"check", "--root", folder.path().string(), "--json"});
    const Json report = document(result);
    CHECK(report.find("host")->member_text("source") == "root");
    CHECK(report.find("host")->member_text("name") == "Debian GNU/Linux 9 (stretch)");
    REQUIRE(finding(report, "os-supported") != nullptr);
    CHECK(finding(report, "os-supported")->member_text("verdict") == "at_risk");
    CHECK(finding(report, "os-supported")->member_text("severity") == "large");
    CHECK(finding(report, "home-folder-private")->member_text("verdict") == "at_risk");
    CHECK(finding(report, "open-services")->member_text("verdict") == "cannot_tell");
    CHECK(result.exit_code == 1);
}

TEST_CASE("an empty tree is not a safe computer") {
    const test::TempFolder folder;
    const auto result = run({"check", "--root", folder.path().string(), "--json"});
    const Json report = document(result);
    for (const Json& item : report.find("findings")->elements()) {
        INFO(item.dump());
        CHECK(item.member_text("verdict") != "good");
        CHECK(item.member_text("verdict") != "at_risk");
    }
    CHECK(result.exit_code == 3);
}

TEST_CASE("one changed byte in a telephone number shows, and the number is not used") {
    const Copy copy;
    const fs::path file = copy.path() / "channels/hrln.json";
    std::string text = test::read_file(file);
    const std::size_t digit = text.find("+91 11 2437 4501") + 15;
    REQUIRE(digit != std::string::npos + 15);
    text[digit] = '2';
    test::write_file(file, text);
    const auto listed = copy.run({"channels", "list", "--json"});
    CHECK(listed.exit_code == 1);
    const Json report = document(listed);
    bool named = false;
    for (const Json& problem : report.find("problems")->elements()) {
        named = named || (problem.member_text("path") == "channels/hrln.json" && problem.member_text("problem") == "changed");
    }
    CHECK(named);
    CHECK(listed.output.find("+91 11 2437 4502") == std::string::npos);
    CHECK(copy.run({"channels", "list"}).output.find("channels/hrln.json was changed") != std::string::npos);
    CHECK(copy.run({"selftest"}).exit_code == 1);
}

TEST_CASE("a changed file that is also inside the program is named, and the inner one is used") {
    const Copy copy;
    const fs::path file = copy.path() / "channels/frontline-defenders.json";
    std::string text = test::read_file(file);
    const std::size_t at = text.find("+353 1 210 0489");
    text[at + 14] = '8';
    test::write_file(file, text);
    const auto shown = copy.run({"channels", "show", "frontline-defenders"});
    CHECK(shown.output.find("+353 1 210 0489") != std::string::npos);
    CHECK(copy.run({"channels", "list"}).output.find("channels/frontline-defenders.json was changed") != std::string::npos);
}

TEST_CASE("a channel added by hand is found, labelled, and never passes for one of ours") {
    const Copy copy;
    test::write_file(copy.path() / "channels/my-desk.json", with_id(test::read_file(copy.path() / "channels/cpj-emergencies.json"), "my-desk"));
    const auto shown = copy.run({"channels", "show", "hand:my-desk"});
    CHECK(shown.exit_code == 0);
    CHECK(shown.output.find("added by hand") != std::string::npos);
    test::write_file(copy.path() / "channels/broken.json", "{ \"schema\": \"amparo.channel/1\", }");
    const auto listed = copy.run({"channels", "list"});
    CHECK(listed.output.find("channels/broken.json is left out: line 1, column") != std::string::npos);
    CHECK(listed.output.find("accessnow-helpline") != std::string::npos);
}

TEST_CASE("a language folder added by hand is offered, and a broken file in it is named with its line") {
    const Copy copy;
    test::write_file(copy.path() / "localization/eo/language.json",
                     R"({"schema":"amparo.language/1","tag":"eo","name":"Esperanto","english_name":"Esperanto","direction":"ltr",)"
                     R"("fallback":null,"digits":"latn","list_separator":", ","decimal":",","group":" ","preview":true})");
    test::write_file(copy.path() / "localization/eo/app.po",
                     "msgid \"\"\nmsgstr \"\"\n\"Language: eo\\n\"\n\"Plural-Forms: nplurals=2; plural=(n != 1);\\n\"\n\n"
                     "msgctxt \"check.group.good\"\nmsgid \"Looks good\"\nmsgstr \"Aspektas bone\"\n");
    const auto report = copy.run({"--lang", "eo", "check"});
    CHECK((report.exit_code == 0 || report.exit_code == 1 || report.exit_code == 3));
    CHECK(report.output.find("Aspektas bone") != std::string::npos);
    test::write_file(copy.path() / "localization/eo/checks.po", "msgid \"\"\nmsgstr \"\"\n\nmsgctxt \"a.b\"\nthis is no PO line\n");
    const auto self = copy.run({"selftest"});
    CHECK(self.output.find("eo/checks.po, line 5") != std::string::npos);
    CHECK(copy.run({"--lang", "eo", "check"}).output.find("Aspektas bone") != std::string::npos);
}

TEST_CASE("with every data file gone the program still speaks English and knows ten channels") {
    const test::TempFolder folder;
    fs::copy(test::amparo_program(), folder.path() / "amparo");
    test::ProcessOptions options;
    options.environment = {{"LC_ALL=C.UTF-8"}};
    options.arguments = {"channels", "suggest", "--incident", "arrest", "--json"};
    const auto result = test::run_process((folder.path() / "amparo").string(), options);
    CHECK(document(result).find("channels")->elements().size() >= 3);
    options.arguments = {"channels", "list", "--json"};
    CHECK(document(test::run_process((folder.path() / "amparo").string(), options)).find("channels")->elements().size() == 10);
    options.arguments = {"check", "--only", "home-folder-private"};
    CHECK(test::run_process((folder.path() / "amparo").string(), options).output.find("home folder") != std::string::npos);
}

TEST_CASE("Arabic output is marked as a draft and keeps telephone numbers in their own order") {
    const auto report = run({"--lang", "ar", "check"});
    CHECK(report.output.find("\xD8\xA3") != std::string::npos);
    const auto shown = run({"--lang", "ar", "channels", "show", "frontline-defenders"});
    CHECK(shown.output.find("\u2066+353 1 210 0489\u2069") != std::string::npos);
}

TEST_CASE("the version is the build's") {
    CHECK(run({"version"}).output == "amparo " + std::string(kVersion) + "\n");
    CHECK(test::read_file(test::source_folder() / "CMakeLists.txt").find("VERSION " + std::string(kVersion)) != std::string::npos);
}

TEST_CASE("selftest parse prints what was understood, or the reason, from a file and from a pipe") {
    CHECK(run({"selftest", "parse", "json", "-"}, "{\"a\": [1]}").output == "{\n  \"a\": [\n    1\n  ]\n}\n");
    const auto refused = run({"selftest", "parse", "json", "-"}, "{\"a\":1,\"a\":2}");
    CHECK(refused.exit_code == 1);
    CHECK(refused.output.empty());
    CHECK(refused.errors.find("line 1, column") != std::string::npos);
    CHECK(run({"selftest", "parse", "json", "-"}, "").exit_code == 1);
}

TEST_CASE("output that cannot be written is not silence") {
    test::ProcessOptions options;
    options.arguments = {"-c", test::amparo_program() + " version > /dev/full"};
    const auto result = test::run_process("/bin/sh", options);
    CHECK(result.exit_code == 4);
    CHECK(result.errors.find("could not be written") != std::string::npos);
}

TEST_CASE("a lesson is listed, read and checked without a window, in the language that is asked for") {
    const Json list = document(run({"lessons", "list", "--json", "--lang", "ar"}));
    CHECK(list.member_text("schema") == "amparo.lessons/1");
    const std::string id = "disk-encryption";
    const auto& all = list.find("lessons")->elements();
    const auto found = std::ranges::find_if(all, [&](const Json& item) { return item.member_text("id") == id; });
    REQUIRE(found != all.end());
    CHECK(found->member_text("lang") == "ar");
    const auto shown = run({"lessons", "show", id});
    CHECK(shown.exit_code == 0);
    CHECK(shown.output.find("This one") != std::string::npos);
    CHECK(document(run({"lessons", "show", id, "--json"})).member_text("id") == id);
    CHECK(run({"lessons", "lint"}).exit_code == 0);
    CHECK(run({"lessons", "lint", test::source_folder().string()}).exit_code == 0);
    CHECK(run({"lessons", "show", "no-such-lesson"}).exit_code == 2);
    CHECK(run({"lessons", "lint", "/nonexistent"}).exit_code == 2);
}

TEST_CASE("a lesson that somebody changed is left out and named, and the lint of a folder of one's own finds its line") {
    const Copy copy;
    const fs::path file = copy.path() / "lessons/disk-encryption/en.md";
    test::write_file(file, test::read_file(file) + "\nchanged\n");
    const auto listed = copy.run({"lessons", "list"});
    CHECK(listed.exit_code == 1);
    CHECK(listed.output.find("lessons/disk-encryption/en.md is left out: changed since") != std::string::npos);
    CHECK(copy.run({"lessons", "show", "disk-encryption"}).exit_code == 2);
    const test::TempFolder folder;
    test::write_file(folder.path() / "lessons/catalog/ours/lesson.json", "{");
    test::write_file(folder.path() / "lessons/catalog/ours/en.md", "# Ours\n");
    const auto lint = copy.run({"lessons", "lint", folder.path().string()});
    CHECK(lint.exit_code == 1);
    CHECK(lint.output.find("lessons/catalog/ours/lesson.json:1: error:") != std::string::npos);
}
