#include "app/models/case_book.hpp"

#include <catch2/catch_test_macros.hpp>
#include <map>

#include "app/shell/pins.hpp"
#include "tests/support/fixtures.hpp"

using namespace amparo;
using namespace amparo::models;

namespace {

struct Desk {
    ShippedData shipped{test::build_folder().string(), pinned_files(), embedded_files()};
    Languages languages = Languages::load(shipped);
    ChannelBook channels = ChannelBook::load(shipped).value();
    FlowBook flows = FlowBook::load(shipped);
    vault::MemoryRecords memory;
    std::int64_t now = 1795444379;
    Emergency help{{&channels, &flows, &languages, std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}, [this] { return now; },
                    [](std::size_t size) { return std::vector<unsigned char>(size, 5); }}};
    CaseBook book{memory, [this] { return now; }};

    Desk() {
        help.answer(escalation::Danger::No);
        help.choose_incident("account-compromise");
        help.write_to("accessnow-helpline");
        help.handed_over();
    }
};

/// A folder that is only remembered.
struct Paper {
    std::map<std::string, std::string> files;
    std::vector<std::string> folders;
    CaseBook::Outside outside() {
        return {[this](const std::string& path, Bytes bytes) -> Result<void> {
                    if (!files.emplace(path, std::string(as_text(bytes))).second) return fail(Errc::Conflict);
                    return {};
                },
                [this](const std::string& path) -> Result<void> {
                    folders.push_back(path);
                    return {};
                }};
    }
};

}  // namespace

TEST_CASE("what was handed over becomes a case with its date, and keeping it twice makes no second one") {
    Desk desk;
    REQUIRE(desk.book.keep(desk.help));
    REQUIRE(desk.book.keep(desk.help));
    REQUIRE(desk.book.files().size() == 1);
    const cases::CaseFile& file = *desk.book.chosen();
    CHECK(file.ref == desk.help.report().case_ref);
    CHECK(file.entries.size() == 2);
    CHECK(cases::state_of(file) == "waiting");
    CHECK(escalation::parse_report(file.report).has_value());
    CHECK(cases_headline(desk.book, std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}).id == "cases.headline.now");
}

TEST_CASE("cases outlive the model in the store they were put into, and move into a profile that is opened") {
    Desk desk;
    REQUIRE(desk.book.keep(desk.help));
    REQUIRE(desk.book.note("They called back"));
    CaseBook again(desk.memory, [] { return std::int64_t{0}; });
    REQUIRE(again.files().size() == 1);
    CHECK(again.chosen()->entries.back().text == "They called back");
    vault::MemoryRecords profile;
    again.use(profile);
    CHECK(profile.list(vault::RecordType::Case).size() == 1);
    again.remove();
    CHECK(again.files().empty());
    CHECK(profile.list(vault::RecordType::Case).empty());
}

TEST_CASE("a record that cannot be read is counted and left as it is") {
    Desk desk;
    REQUIRE(desk.memory.put(vault::RecordType::Case, vault::record_id("case x"), "{"));
    CaseBook book(desk.memory, [] { return std::int64_t{0}; });
    CHECK(book.broken() == 1);
    CHECK(book.files().empty());
    CHECK(desk.memory.get(vault::RecordType::Case, vault::record_id("case x")) == "{");
}

TEST_CASE("an export has the originals as they were, a list of their hashes, the timeline, and no file twice") {
    Desk desk;
    REQUIRE(desk.book.keep(desk.help));
    CHECK(desk.book.add_evidence("note.txt", "the very bytes").value() == "note.txt");
    CHECK(desk.book.add_evidence("note.txt", "others").value() == "note-2.txt");
    Paper paper;
    const auto top = desk.book.export_to("/stick", desk.languages.translator("en"), paper.outside());
    REQUIRE(top);
    CHECK(paper.files.at(*top + "/originals/note.txt") == "the very bytes");
    CHECK(paper.files.at(*top + "/originals/note-2.txt") == "others");
    CHECK(paper.files.at(*top + "/manifest.sha256").find("  originals/note-2.txt\n") != std::string::npos);
    CHECK(paper.files.at(*top + "/case.txt").find("Access Now") != std::string::npos);
    CHECK(paper.files.at(*top + "/custody.log").find(" exported ") != std::string::npos);
    CHECK_FALSE(cases::broken_custody(*desk.book.chosen()));
    // What lies there stays as it is.
    CHECK(desk.book.export_to("/stick", desk.languages.translator("en"), paper.outside()).error().code == Errc::Conflict);
}

TEST_CASE("steps are taken and taken back, a decision has a date, and a case closes and opens") {
    Desk desk;
    CHECK(desk.book.note("x").error().code == Errc::NotFound);
    REQUIRE(desk.book.keep(desk.help));
    REQUIRE(desk.book.take("ask-platform"));
    CHECK(desk.book.chosen()->steps.size() == 1);
    REQUIRE(desk.book.take("ask-platform"));
    CHECK(desk.book.chosen()->steps.empty());
    CHECK(desk.book.decided("soon", true).error().code == Errc::Usage);
    REQUIRE(desk.book.decided("2026-11-09", true));
    CHECK(desk.book.chosen()->in_eu);
    REQUIRE(desk.book.close("solved"));
    CHECK(cases::state_of(*desk.book.chosen()) == "closed");
    REQUIRE(desk.book.close({}));
    CHECK_FALSE(desk.book.chosen()->closed);
}
