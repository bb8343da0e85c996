#include "app/escalation/report.hpp"

#include <catch2/catch_test_macros.hpp>
#include <random>
#include <set>

#include "app/escalation/channel.hpp"
#include "app/escalation/questions.hpp"
#include "tests/app/escalation/words_of_ours.hpp"
#include "tests/support/fixtures.hpp"

using namespace amparo;
using namespace amparo::escalation;

namespace {

std::string seed(const std::string& name) { return test::read_file(test::source_folder() / "tests/fuzz/seeds/report" / name); }

std::string changed(std::string text, const std::string& what, const std::string& with) {
    const std::size_t at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), with);
}

}  // namespace

TEST_CASE("a report is read whole, and written as it was read") {
    const auto report = parse_report(seed("good-full.json"));
    REQUIRE(report);
    CHECK(report->types == std::vector<std::string>{"censorship-takedown", "harassment"});
    CHECK(report->danger == Danger::Soon);
    CHECK(report->role == Role::Helper);
    CHECK(report->callback.size() == 2);
    CHECK(report->affected == 12);
    CHECK(report->minors == Minors::No);
    CHECK(report->consent.platform);
    CHECK_FALSE(report->consent.published);
    CHECK(report->evidence.front().size == 20480);
    const auto again = parse_report(to_json(*report).dump());
    REQUIRE(again);
    CHECK(*again == *report);
    CHECK(describe(*again) == describe(*report));
}

TEST_CASE("a report that says little needs little, and whoever may be told is nobody until somebody says yes") {
    const auto report = parse_report(R"({"schema":"amparo.report/1","case_ref":"7K4Q-M6XT","created":"2026-11-23T14:32Z","lang":"en","types":[]})");
    REQUIRE(report);
    CHECK(report->consent == Consent{});
    CHECK(report->danger == Danger::Unsure);
    CHECK(report->minors == Minors::Unknown);
}

TEST_CASE("what does not belong into a report is refused, and the field is named") {
    const std::string good = seed("good-full.json");
    const std::vector<std::array<std::string, 3>> cases = {
        {"amparo.report/1", "amparo.report/2", "schema"},
        {"7K4Q-M6XT", "7K4QM6XT", "case_ref"},
        {"7K4Q-M6XT", "0K4Q-M6XT", "case_ref"},
        {"2026-11-23T14:32Z", "2026-11-23T14:32:10Z", "created"},
        {"2026-11-23T14:32Z", "2026-11-23T14:32+03:00", "created"},
        {"\"lang\": \"ar\"", "\"lang\": \"../x\"", "lang"},
        {"\"soon\"", "\"maybe\"", "danger"},
        {"\"helper\"", "\"spy\"", "role"},
        {"\"when\": \"2026-11-09\", \"precision\": \"day\"", "\"when\": \"yesterday\", \"precision\": \"day\"", "when"},
        {"\"precision\": \"day\"", "\"precision\": \"week\"", "precision"},
        {"\"method\": \"email\"", "\"method\": \"pigeon\"", "pigeon"},
        {"\"count\": 12", "\"count\": -1", "count"},
        {"\"question\": \"decision\"", "\"question\": \"password\"", "password"},
        {"\"size\": 20480", "\"size\": \"big\"", "size"},
        {"0123456789abcdef0123456789abcdef", "0123456789ABCDEF0123456789ABCDEF", "sha256"},
        {"\"helpline\": true", "\"helpline\": 1", "helpline"},
        {"\"summary\"", "\"sumary\"", "\"summary\" is"},
        {"\"alias\": \"Centre\"", "\"alias\": \"Cen\\u202Etre\"", "alias"},
        {"\"alias\": \"Centre\"", "\"alias\": \"Cen\\ntre\"", "alias"},
        {"\"harassment\"", "\"censorship-takedown\"", "types"}};
    for (const auto& [what, with, named] : cases) {
        INFO(with);
        const auto report = parse_report(changed(good, what, with));
        REQUIRE_FALSE(report);
        CHECK(report.error().detail.find(named) != std::string::npos);
    }
}

TEST_CASE("texts and lists of a report have an end") {
    const std::string good = seed("good-full.json");
    CHECK(parse_report(changed(good, "Centre", std::string(2049, 'x'))).error().code == Errc::Limit);
    CHECK(parse_report(changed(good, "No rule was named.", std::string(70'000, 'x'))).error().code == Errc::Limit);
    std::string many;
    for (int i = 0; i < 201; ++i) many += "\"x\",";
    CHECK(parse_report(changed(good, "\"Get the page back\"", many + "\"x\"")).error().code == Errc::Limit);
    std::string long_summary;
    for (int i = 0; i < 281; ++i) long_summary += "ض";
    CHECK(parse_report(changed(good, "أُزيلت صفحة المركز بعد بلاغات جماعية.", long_summary)).error().code == Errc::Limit);
}

TEST_CASE("a case has eight characters that nobody confuses, and each case other ones") {
    std::mt19937 random(7);
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) {
        std::vector<unsigned char> bytes(9);
        for (auto& byte : bytes) byte = static_cast<unsigned char>(random());
        const std::string ref = make_case_ref(bytes);
        CHECK(is_case_ref(ref));
        CHECK(ref.find_first_of("0O1IL5S8B2ZUV") == std::string::npos);
        seen.insert(ref);
        const std::string word = make_code_word(bytes);
        CHECK((word.size() >= 5 && word.size() <= 10));
    }
    CHECK(seen.size() > 990);
}

TEST_CASE("a new report knows its case and its minute, and nothing of the computer") {
    const std::vector<unsigned char> bytes(9, 3);
    const Report report = new_report(1795444379, bytes);
    CHECK(report.created == "2026-11-23T14:32Z");
    const std::string json = to_json(report).dump();
    CHECK(json.find("reply") != std::string::npos);
    // Every key that is written without the person having said anything.
    const Json document = to_json(report);
    std::vector<std::string> keys;
    for (const auto& [key, value] : document.members()) keys.push_back(key);
    CHECK(keys == std::vector<std::string>{"schema", "case_ref", "created", "lang", "types", "danger", "reporter", "affected", "consent", "safe_reply"});
}

TEST_CASE("every incident has questions, each has a sentence, and none asks for a secret") {
    for (const std::string& incident : incident_ids()) {
        INFO(incident);
        CHECK(questions_of(incident).size() >= 3);
        CHECK(questions_of(incident).size() <= 8);
        CHECK(test::english_words().knows("report.type." + incident));
        for (const ReportQuestion& question : questions_of(incident)) {
            const std::string id = "report.question." + std::string(question.id);
            INFO(id);
            CHECK(test::english_words().knows(id));
            CHECK(is_question(question.id));
        }
    }
    CHECK_FALSE(is_question("password"));
    CHECK(questions_of("boredom").empty());
}
