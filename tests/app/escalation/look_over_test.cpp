#include "app/escalation/look_over.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace amparo::escalation;

namespace {

std::vector<std::string> found(std::string_view text) {
    std::vector<std::string> out;
    for (const Notice& notice : look_over_text("details", text)) out.push_back(std::string(noticed_name(notice.kind)) + " " + notice.text);
    return out;
}

}  // namespace

TEST_CASE("what may be a secret or somebody else is noticed, and what is neither is left alone") {
    struct Case {
        const char* text;
        std::vector<std::string> found;
    };
    const std::vector<Case> cases = {
        {"My password is hunter22", {"secret hunter22"}},
        {"the code: 834211.", {"secret 834211"}},
        {"they typed Tr0ub4dor&3 into it", {"secret Tr0ub4dor&3"}},
        {"I changed the password yesterday", {}},
        {"كلمة المرور 12345678", {"secret 12345678"}},
        {"write to sara@example.org please", {"mail sara@example.org"}},
        {"call (202) 555-0147 or +961 1 234 567", {"number 202) 555-0147", "number +961 1 234 567"}},
        {"on 2026-11-23 at 14:32", {}},
        {"we saw 12 people", {}},
        {"@bad_account posted it", {"handle @bad_account"}},
        {"He met Sara Haddad there", {"person Sara Haddad"}},
        {"Yesterday they came. Then Layla Ben Youssef left.", {"person Then Layla Ben Youssef"}},
        {"at 33.8938, 35.5018 near the sea", {"place 33.8938, 35.5018"}},
        {"see https://maps.app.goo.gl/abcDEF12", {"place https://maps.app.goo.gl/abcDEF12"}},
        {"https://example.org/Page1Abc was removed", {}},
        {"", {}},
        {"   \n\t ", {}}};
    for (const Case& item : cases) {
        INFO(item.text);
        CHECK(found(item.text) == item.found);
    }
}

TEST_CASE("what a person says about themselves is not noticed, the same about others is") {
    Report report;
    report.alias = "Amal Desk";
    report.callback = {{"email", "amal@example.org", ""}};
    report.assets = {{"account", "Example", "@amal", "", ""}};
    report.details = "Amal Desk, amal@example.org, @amal and @other";
    const auto notices = look_over(report);
    REQUIRE(notices.size() == 1);
    CHECK(notices.front() == Notice{"details", Noticed::Handle, "@other"});
}

TEST_CASE("covering takes a word out everywhere the person wrote it, and nothing else") {
    Report report;
    report.summary = "Sara Haddad was taken";
    report.details = "They came for Sara Haddad. Sara stayed calm.";
    report.timeline = {{"2026-11-23", "day", "Sara Haddad called"}};
    report.answers = {{"lawyer", "Sara Haddad knows one"}};
    report.case_ref = "7K4Q-M6XT";
    const Report less = covered(report, "Sara Haddad");
    CHECK(less.summary == "[…] was taken");
    CHECK(less.details == "They came for […]. Sara stayed calm.");
    CHECK(less.timeline.front().what == "[…] called");
    CHECK(less.answers.front().value == "[…] knows one");
    CHECK(covered(report, "") == report);
    CHECK(look_over(less).empty());
}

TEST_CASE("a text of nothing but names ends") {
    std::string text;
    for (int i = 0; i < 5000; ++i) text += "Aa Bb cc ";
    CHECK(look_over_text("details", text).size() == 50);
}
