#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>

#include "app/cases/case_file.hpp"
#include "app/cases/evidence.hpp"
#include "app/cases/ladder.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;
using namespace amparo::cases;

namespace {

std::string seed(const std::string& name) { return test::read_file(test::source_folder() / "tests/fuzz/seeds/case" / name); }

CaseFile sample(const std::string& incident) {
    CaseFile file;
    file.ref = "7K4Q-M6XT";
    file.begun = "2026-11-23T13:40Z";
    file.incident = incident;
    return file;
}

std::optional<Day> due_of(const CaseFile& file, const std::string& id) {
    for (const Rung& rung : ladder_of(file)) {
        if (rung.id == id) return rung.due;
    }
    return std::nullopt;
}

EvidenceFile named(const std::string& name) {
    EvidenceFile file;
    file.name = name;
    return file;
}

Day day(const char* text) { return parse_day(text).value(); }

}  // namespace

TEST_CASE("a case is read whole and written as it was read") {
    const auto file = parse_case(seed("good.json"));
    REQUIRE(file);
    CHECK(file->entries.size() == 3);
    CHECK(file->evidence.front().name == "notice.png");
    CHECK(parse_case(to_json(*file).dump()).value() == *file);
    CHECK_FALSE(broken_custody(*file));
}

TEST_CASE("a case with a field that is off is refused, and the field is named") {
    const std::string good = seed("good.json");
    const std::vector<std::array<std::string, 3>> cases = {{"amparo.case/1", "amparo.case/9", "schema"},
                                                           {"2026-11-23T13:40Z", "2026-11-23", "begun"},
                                                           {"\"kind\": \"noticed\"", "\"kind\": \"dreamt\"", "kind"},
                                                           {"\"name\": \"notice.png\"", "\"name\": \"../notice.png\"", "notice.png"},
                                                           {"\"size\": 5", "\"size\": -5", "size"},
                                                           {"\"closed\": false", "\"closed\": \"no\"", "closed"},
                                                           {"\"due\": \"2026-11-26\"", "\"due\": \"soon\"", "due"}};
    for (const auto& [what, with, named] : cases) {
        std::string text = good;
        const std::size_t at = text.find(what);
        INFO(what);
        REQUIRE(at != std::string::npos);
        const auto file = parse_case(text.replace(at, what.size(), with));
        REQUIRE_FALSE(file);
        CHECK(file.error().detail.find(named) != std::string::npos);
    }
}

TEST_CASE("a platform is asked again after three days and passed over after seven, counted from when it was asked") {
    CaseFile file = sample("censorship-takedown");
    CHECK(due_of(file, "ask-again") == day("2026-11-26"));
    file.entries.push_back({"2026-11-25T08:00Z", EntryKind::HandedOver, "A platform", {}, {}, {}});
    CHECK(due_of(file, "ask-again") == day("2026-11-28"));
    CHECK(due_of(file, "trusted-desk") == day("2026-12-02"));
    CHECK_FALSE(due_of(file, "dsa-complaint"));
    CHECK(next_date(file)->rung == "ask-platform");
    file.steps.push_back({"ask-platform", "2026-11-25T08:00Z"});
    CHECK(next_date(file)->rung == "ask-again");
}

TEST_CASE("a complaint under the Digital Services Act can be made for six calendar months after the decision, in the Union alone") {
    CaseFile file = sample("censorship-takedown");
    file.decision = "2026-08-31";
    CHECK_FALSE(due_of(file, "dsa-complaint"));
    file.in_eu = true;
    CHECK(due_of(file, "dsa-complaint") == day("2027-02-28"));
    file.decision = "2026-11-09";
    CHECK(due_of(file, "dsa-complaint") == day("2027-05-09"));
    const auto rungs = ladder_of(file);
    CHECK(std::ranges::find(rungs, "dsa-body", &Rung::id) != rungs.end());
}

TEST_CASE("after an arrest a lawyer comes first, and a State has sixty days to answer the United Nations") {
    const CaseFile file = sample("arrest");
    CHECK(ladder_of(file).front().id == "lawyer");
    CHECK(due_of(file, "un-news") == day("2027-01-22"));
}

TEST_CASE("who owes an answer is the next date until they answer, and a closed case has none") {
    CaseFile file = sample("phishing");
    file.steps = {{"ask-desk", "2026-11-23T14:00Z"}, {"ask-again", "2026-11-24T14:00Z"}, {"other-desk", "2026-11-24T14:00Z"}};
    CHECK_FALSE(next_date(file));
    CHECK(state_of(file) == "drafted");
    file.entries.push_back({"2026-11-23T14:32Z", EntryKind::HandedOver, "A desk", {}, {}, "2026-11-24"});
    REQUIRE(next_date(file));
    CHECK(next_date(file)->who == "A desk");
    CHECK(state_of(file) == "waiting");
    file.entries.push_back({"2026-11-23T15:58Z", EntryKind::Answered, "A desk", {}, {}, {}});
    CHECK_FALSE(next_date(file));
    CHECK(state_of(file) == "answered");
    file.entries.push_back({"2026-11-23T16:00Z", EntryKind::HandedOver, "Another", {}, {}, "2026-11-25"});
    file.closed = true;
    CHECK_FALSE(next_date(file));
    CHECK(state_of(file) == "closed");
}

TEST_CASE("sha256sum agrees with the manifest, and names the file of which one byte was changed") {
    CaseFile file = sample("doxxing");
    const std::vector<std::pair<std::string, std::string>> originals = {{"a.txt", "first"}, {"b c.png", "second\n"}, {"صورة.jpg", "third"}};
    for (const auto& [name, bytes] : originals) REQUIRE(add_evidence(file, named(name), as_bytes(bytes), "2026-11-23T16:20Z"));
    const test::TempFolder folder;
    for (const auto& [name, bytes] : originals) test::write_file(folder.path() / "originals" / name, bytes);
    for (const BundleFile& item : bundle_of(file, {{"public/a.txt", "copy"}}, "timeline\n")) test::write_file(folder.path() / item.path, item.bytes);
    test::write_file(folder.path() / "public/a.txt", "copy");
    const auto check = [&] {
        return test::run_process("/usr/bin/sha256sum", test::arguments({"--strict", "-c", "manifest.sha256"}, folder.path().string()));
    };
    CHECK(check().exit_code == 0);
    test::write_file(folder.path() / "originals/b c.png", "sEcond\n");
    const auto after = check();
    CHECK(after.exit_code == 1);
    CHECK(after.output.find("originals/b c.png: FAILED") != std::string::npos);
    CHECK(after.output.find("originals/a.txt: OK") != std::string::npos);
    CHECK(changed_files(file, {{"a.txt", "first"}, {"b c.png", "sEcond\n"}, {"صورة.jpg", "third"}}) == std::vector<std::string>{"b c.png"});
}

TEST_CASE("no line of the custody log can be changed, taken out or put elsewhere unseen") {
    CaseFile file = sample("doxxing");
    for (const char* name : {"a", "b", "c", "d"}) log_custody(file, "2026-11-23T16:20Z", "added", name);
    CHECK_FALSE(broken_custody(file));
    CaseFile other = file;
    other.custody[1].file = "x";
    CHECK(broken_custody(other) == 1);
    other = file;
    other.custody.erase(other.custody.begin() + 1);
    CHECK(broken_custody(other) == 1);
    other = file;
    std::swap(other.custody[2], other.custody[3]);
    CHECK(broken_custody(other) == 2);
}

TEST_CASE("evidence keeps its name, a second one of that name gets a number, and no name leads out of the folder") {
    CaseFile file = sample("doxxing");
    CHECK(add_evidence(file, named("a.png"), as_bytes("1"), "2026-11-23T16:20Z").value() == "a.png");
    CHECK(add_evidence(file, named("a.png"), as_bytes("2"), "2026-11-23T16:20Z").value() == "a-2.png");
    for (const char* name : {"", "..", "../a", "a/b", "a\\b", ".hidden", "con:", "a\n", "a "}) {
        INFO(name);
        CHECK_FALSE(add_evidence(file, named(name), as_bytes("1"), "2026-11-23T16:20Z"));
    }
    CHECK(file.evidence.size() == 2);
}
