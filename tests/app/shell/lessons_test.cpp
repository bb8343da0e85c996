// Lessons, workshops and packs in the built program: what is written, what is refused, and what a browser makes of the pages.

#include <unistd.h>

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <set>

#include "app/base/json.hpp"
#include "app/base/text.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;
namespace fs = std::filesystem;

namespace {

/// A copy of the program with its data, to which packs and lessons can be added.
class Copy {
  public:
    Copy() {
        const fs::path from = fs::path(test::amparo_program()).parent_path();
        fs::copy(test::amparo_program(), at("amparo"));
        for (const char* part : {"channels", "lessons", "localization", "tables"}) fs::copy(from / part, folder_.path() / part, fs::copy_options::recursive);
    }
    [[nodiscard]] std::string at(const std::string& path) const { return (folder_.path() / path).string(); }
    [[nodiscard]] test::ProcessResult run(std::vector<std::string> arguments) const {
        test::ProcessOptions options;
        options.arguments = std::move(arguments);
        options.environment = {{"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8"}};
        return test::run_process(at("amparo"), options);
    }
    [[nodiscard]] Json document(std::vector<std::string> arguments) const {
        const auto result = run(std::move(arguments));
        INFO(result.output.substr(0, 400) << result.errors);
        auto json = Json::parse(result.output);
        REQUIRE(json);
        return *std::move(json);
    }

  private:
    test::TempFolder folder_;
};

const std::string kInfo = R"({"id": "ngo-first", "order": 1, "minutes": 5, "level": "everyone", "reviewed": "2026-11-23",
  "checks": [], "incidents": [], "sources": [{"title": "Ours", "url": "", "seen": "2026-11-23"}], "unconfirmed": []})";

void write_pack(const std::string& folder, const std::string& title) {
    test::write_file(folder + "/lessons/ngo-first/lesson.json", kInfo);
    test::write_file(folder + "/lessons/ngo-first/en.md", "# " + title + "\n\nWhat it is about.\n\n## step:one One\n\nWords.\n");
}

test::ProcessResult minisign(const std::vector<std::string>& arguments) { return test::run_process("/usr/bin/minisign", test::arguments(arguments)); }

/// What a browser asks for while it shows a page: addresses in its own log of the network.
std::set<std::string> asked_for(const std::string& page, const test::TempFolder& folder) {
    const std::string log = (folder.path() / "net.json").string();
    test::ProcessOptions options;
    options.arguments = {"--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=" + (folder.path() / "profile").string(), "--log-net-log=" + log, "--dump-dom", "file://" + page};
    options.environment = {{"PATH=/usr/bin:/bin", "HOME=" + folder.path().string()}};
    options.limit = std::chrono::milliseconds(60'000);
    const auto shown = test::run_process("/usr/bin/chromium-headless-shell", options);
    INFO(shown.errors.substr(0, 600));
    REQUIRE(shown.exit_code == 0);
    REQUIRE(shown.output.find("</html>") != std::string::npos);
    std::set<std::string> out;
    const std::string text = test::read_file(log);
    for (const char* start : {"\"url\":\"http", "\"host\":\"http"}) {
        for (std::size_t at = text.find(start); at != std::string::npos; at = text.find(start, at + 1)) {
            const std::size_t begin = text.find(":\"", at) + 2;
            out.insert(text.substr(begin, text.find('"', begin) - begin));
        }
    }
    return out;
}

}  // namespace

TEST_CASE("the lint names file, line, rule and remedy, and leaves with 1 for what has to be changed") {
    const Copy copy;
    const test::TempFolder folder;
    write_pack(folder.path().string(), "First");
    CHECK(copy.run({"lessons", "lint", folder.path().string()}).exit_code == 0);
    test::write_file(folder.path() / "lessons/ngo-first/en.md", "# First\n\nWhat it is about.\n\n## step:one One\n\nSee [it](amparo:lesson/none).\n");
    const auto told = copy.run({"lessons", "lint", folder.path().string()});
    CHECK(told.exit_code == 1);
    CHECK(told.output.find("lessons/ngo-first/en.md:5: error: nothing lies behind amparo:lesson/none [dead-link]\n    Correct the id") != std::string::npos);
    const Json document = copy.document({"lessons", "lint", folder.path().string(), "--json"});
    CHECK(document.find("items")->elements().back().member_text("rule") == "dead-link");
    CHECK(document.find("items")->elements().back().find("line")->integer_or(0) == 5);
}

TEST_CASE("a lesson that somebody wrote with a text editor, with a picture, is there at the next start and says it was added by hand") {
    const Copy copy;
    test::write_file(copy.at("lessons/ours/lesson.json"), [] {
        std::string info = kInfo;
        return info.replace(info.find("ngo-first"), 9, "ours");
    }());
    test::write_file(copy.at("lessons/ours/en.md"), "# Ours\n\nWhat it is about.\n\n## goals\n\n- know it\n\n## step:one One\n\n![a lock](lock.png)\n");
    test::write_file(copy.at("lessons/ours/lock.png"), "\x89PNG\r\n\x1a\n and more");
    const Json list = copy.document({"lessons", "list", "--json"});
    const auto& all = list.find("lessons")->elements();
    const auto found = std::ranges::find_if(all, [](const Json& item) { return item.member_text("id") == "ours"; });
    REQUIRE(found != all.end());
    CHECK(found->find("added_by_hand")->bool_or(false));
    const std::string page = copy.at("ours.html");
    CHECK(copy.run({"lessons", "export", "ours", "--html", page}).exit_code == 0);
    const std::string html = test::read_file(page);
    CHECK(html.find("Added to this copy by hand") != std::string::npos);
    CHECK(html.find("data:image/png;base64,") != std::string::npos);
    // Nothing is written over.
    CHECK(copy.run({"lessons", "export", "ours", "--html", page}).exit_code == 2);
    CHECK(copy.run({"lessons", "export", "no-such", "--html", copy.at("x.html")}).exit_code == 2);
    CHECK(copy.run({"lessons", "export", "ours"}).exit_code == 2);
}

TEST_CASE("a pack is built, signed, looked at with the tool, accepted and installed, and an older one is refused") {
    const Copy copy;
    const std::string key = copy.at("ngo.key");
    REQUIRE(minisign({"-G", "-W", "-p", copy.at("ngo.pub"), "-s", key}).exit_code == 0);
    const auto make = [&](const std::string& name, const std::string& edition, const std::string& title) {
        write_pack(copy.at(name), title);
        REQUIRE(copy.run({"pack", "build", copy.at(name), "--id", "ngo-basics", "--edition", edition, "--title", "Basics"}).exit_code == 0);
        const auto signed_now = copy.run({"pack", "sign", copy.at(name), "--key", key});
        INFO(signed_now.errors);
        REQUIRE(signed_now.exit_code == 0);
    };
    make("one", "1", "First");
    make("two", "2", "Second");
    CHECK(minisign({"-V", "-p", copy.at("ngo.pub"), "-m", copy.at("two/manifest.json")}).exit_code == 0);
    // Nobody has accepted the key yet.
    const auto unknown = copy.run({"pack", "install", copy.at("two")});
    CHECK(unknown.exit_code == 1);
    CHECK(unknown.output.find("--accept KEY") != std::string::npos);
    CHECK(copy.run({"pack", "verify", copy.at("two")}).exit_code == 1);
    CHECK(copy.run({"pack", "install", copy.at("two"), "--accept", copy.at("ngo.pub"), "--prefix", "amparo-"}).exit_code == 2);
    CHECK(copy.run({"pack", "install", copy.at("two"), "--accept", copy.at("ngo.pub")}).exit_code == 2);
    // A prefix that is not the pack's.
    CHECK(copy.run({"pack", "install", copy.at("two"), "--accept", copy.at("ngo.pub"), "--prefix", "other-"}).exit_code == 1);
    CHECK(copy.run({"pack", "list", "--json"}).exit_code == 0);
    REQUIRE(copy.run({"pack", "install", copy.at("two"), "--accept", copy.at("ngo.pub"), "--prefix", "ngo-"}).exit_code == 0);
    CHECK(copy.run({"pack", "verify", copy.at("two")}).exit_code == 0);
    const Json list = copy.document({"pack", "list", "--json"});
    REQUIRE(list.find("packs")->elements().size() == 1);
    CHECK(list.find("packs")->elements()[0].member_text("fault") == "none");
    CHECK(copy.run({"lessons", "show", "ngo-first"}).output.find("Second") != std::string::npos);
    // Back to the edition before: no.
    CHECK(copy.run({"pack", "install", copy.at("one")}).exit_code == 1);
    CHECK(copy.run({"pack", "install", copy.at("two")}).exit_code == 1);
    // A byte changed on the stick: the pack is not used, and everything else is.
    test::write_file(copy.at("packs/ngo-basics-v2/lessons/ngo-first/en.md"), "# Changed\n");
    CHECK(copy.run({"pack", "list"}).exit_code == 1);
    CHECK(copy.run({"lessons", "show", "ngo-first"}).exit_code == 2);
    CHECK(copy.run({"lessons", "show", "passwords"}).exit_code == 0);
    // What changed after it was built is not signed.
    write_pack(copy.at("three"), "Third");
    REQUIRE(copy.run({"pack", "build", copy.at("three"), "--id", "ngo-basics", "--edition", "3", "--title", "Basics"}).exit_code == 0);
    write_pack(copy.at("three"), "Another");
    CHECK(copy.run({"pack", "sign", copy.at("three"), "--key", key}).exit_code == 1);
    // An old one only when it is asked for.
    write_pack(copy.at("old"), "Old");
    REQUIRE(copy.run({"pack", "build", copy.at("old"), "--id", "ngo-old", "--edition", "1", "--title", "Old", "--expires", "2999-01-01"}).exit_code == 0);
    std::string manifest = test::read_file(copy.at("old/manifest.json"));
    const std::size_t at = manifest.find("\"created\": \"");
    manifest.replace(at + 12, 10, "2020-01-01");
    manifest.replace(manifest.find("2999-01-01"), 10, "2020-02-01");
    test::write_file(copy.at("old/manifest.json"), manifest);
    REQUIRE(copy.run({"pack", "sign", copy.at("old"), "--key", key}).exit_code == 0);
    CHECK(copy.run({"pack", "install", copy.at("old")}).exit_code == 1);
    CHECK(copy.run({"pack", "install", copy.at("old"), "--expired-is-fine"}).exit_code == 0);
}

TEST_CASE("a collection of others becomes a folder that the lint takes, and its report says what was left") {
    const Copy copy;
    test::write_file(copy.at("theirs/en/field/.category.yml"), "title: Field\n");
    test::write_file(copy.at("theirs/en/field/beginner/s_bag.md"), "---\ntitle: Bag\nindex: 1\n---\nTake water, and [this](umbrella://none).\n");
    const auto text = copy.run({"lessons", "import", copy.at("theirs"), "--to", copy.at("made")});
    CHECK(text.exit_code == 1);
    CHECK(text.output.find("umbrella://none") != std::string::npos);
    CHECK(fs::exists(copy.at("made/lessons/imported-field-beginner/en.md")));
    CHECK(copy.run({"lessons", "lint", copy.at("made")}).exit_code == 1);  // the link that leads nowhere
    CHECK(copy.run({"lessons", "import", copy.at("theirs"), "--to", copy.at("made")}).exit_code == 2);
    CHECK(copy.run({"lessons", "import", copy.at("nowhere"), "--to", copy.at("other")}).exit_code == 2);
    const Json report = copy.document({"lessons", "import", copy.at("theirs"), "--to", copy.at("again"), "--prefix", "ngo-", "--json"});
    CHECK(report.member_text("schema") == "amparo.lessons-import/1");
    CHECK(report.find("counts")->find("segments")->integer_or(0) == 1);
    CHECK(report.find("broken_links")->elements().size() == 1);
    CHECK(fs::exists(copy.at("again/lessons/ngo-field-beginner/lesson.json")));
}

TEST_CASE("a half day is planned and printed from the terminal, and a browser opens its pages without asking for anything") {
    const Copy copy;
    const auto plan = copy.run({"trainer", "plan", "--minutes", "240", "--title", "Tuesday", "--json"});
    REQUIRE(plan.exit_code == 0);
    test::write_file(copy.at("plan.json"), plan.output);
    CHECK(copy.run({"trainer", "plan"}).output.starts_with("Workshop\n"));
    CHECK(copy.run({"trainer", "plan", "--lessons", "no-such"}).exit_code == 2);
    CHECK(copy.run({"trainer", "plan", "--minutes", "5"}).exit_code == 2);
    for (const std::string language : {"en", "ar"}) {
        const std::string to = copy.at("pages-" + language);
        REQUIRE(copy.run({"--lang", language, "trainer", "export", copy.at("plan.json"), "--to", to}).exit_code == 0);
        std::array<char, 256> host{};
        REQUIRE(gethostname(host.data(), host.size() - 1) == 0);
        for (const char* page : {"plan", "handout", "answers", "cards"}) {
            const std::string file = to + "/workshop-" + page + "." + language + ".html";
            const std::string html = test::read_file(file);
            INFO(file);
            CHECK(html.find(copy.at("")) == std::string::npos);
            CHECK(html.find(std::string("/") + host.data()) == std::string::npos);
            const test::TempFolder folder;
            for (const std::string& address : asked_for(file, folder)) FAIL_CHECK(address);
        }
    }
    CHECK(copy.run({"trainer", "export", copy.at("nothing.json"), "--to", copy.at("x")}).exit_code == 2);
    // The witness would notice: a page with a picture from elsewhere.
    const test::TempFolder folder;
    test::write_file(folder.path() / "asks.html", "<!doctype html><html><body><img src=\"http://127.0.0.1:9/x.png\"></body></html>");
    CHECK_FALSE(asked_for((folder.path() / "asks.html").string(), folder).empty());
}
