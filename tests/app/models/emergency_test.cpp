#include "app/models/emergency.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "app/shell/pins.hpp"
#include "tests/support/fixtures.hpp"

using namespace amparo;
using namespace amparo::models;
using escalation::Danger;

namespace {

/// The way with the data of this build, or with none but what is inside the program.
struct Way {
    ShippedData shipped;
    Languages languages;
    ChannelBook channels;
    FlowBook flows;
    Emergency help;

    explicit Way(const std::string& data = test::build_folder().string())
        : shipped(data, pinned_files(), embedded_files()),
          languages(Languages::load(shipped)),
          channels(ChannelBook::load(shipped).value()),
          flows(FlowBook::load(shipped)),
          help({&channels, &flows, &languages, std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}, [] { return std::int64_t{1795444379}; },
                [](std::size_t size) { return std::vector<unsigned char>(size, 5); }}) {}
};

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("three answers lead to the exact words for a desk, whatever happened, with data and without") {
    for (const std::string& data : {test::build_folder().string(), std::string("/nonexistent")}) {
        Way way(data);
        for (const std::string& incident : escalation::incident_ids()) {
            INFO(data << " " << incident);
            way.help.start();
            CHECK(way.help.number() == 1);
            way.help.answer(Danger::No);
            CHECK(way.help.number() == 2);
            way.help.choose_incident(incident);
            CHECK(way.help.number() == 3);
            REQUIRE_FALSE(way.help.desk().suggestions().empty());
            way.help.write_to(way.help.desk().suggestions().front().channel->id);
            CHECK(way.help.number() == 4);
            CHECK_FALSE(way.help.preview().rendering.text.empty());
            CHECK_FALSE(way.help.flows().empty());
        }
    }
}

TEST_CASE("who is in danger or not sure sees numbers without a question, and no number of a state among them") {
    Way way;
    for (const Danger danger : {Danger::Now, Danger::Unsure}) {
        way.help.start();
        way.help.answer(danger);
        CHECK(way.help.step() == HelpStep::Numbers);
        CHECK(way.help.protection().size() >= 2);
    }
    for (const std::string& region : {std::string(), std::string("GE"), std::string("PH"), std::string("MX"), std::string("KE")}) {
        way.help.choose_region(region);
        for (const auto& item : way.help.protection()) CHECK_FALSE(item.channel->state_body());
        for (const auto& item : way.help.state_bodies()) CHECK(item.channel->state_body());
    }
}

TEST_CASE("somebody who does not know what it is gets desks that help with most things, and no form of a platform") {
    Way way;
    way.help.answer(Danger::No);
    way.help.choose_unknown();
    const auto& found = way.help.desk().suggestions();
    REQUIRE(found.size() >= 3);
    CHECK(found.front().channel->incidents.size() >= 6);
    CHECK_FALSE(found.front().channel->state_body());
    std::set<std::string> once;
    for (const auto& item : found) {
        CHECK(item.channel->kind != escalation::ChannelKind::Platform);
        CHECK(once.insert(item.channel->id).second);
    }
}

TEST_CASE("back leads the way one came, question by question inside first aid, and out of the page at the end") {
    Way way;
    way.help.answer(Danger::No);
    way.help.choose_incident("account-compromise");
    way.help.open_flow("account-takeover");
    REQUIRE(way.help.player() != nullptr);
    way.help.player()->answer(2);
    way.help.player()->go_on();
    CHECK(way.help.player()->step() == 3);
    CHECK(way.help.back());
    CHECK(way.help.back());
    CHECK(way.help.step() == HelpStep::FirstAid);
    CHECK(way.help.back());
    CHECK(way.help.step() == HelpStep::Who);
    CHECK(way.help.back());
    CHECK(way.help.step() == HelpStep::What);
    CHECK(way.help.desk().incident().empty());
    CHECK(way.help.back());
    CHECK(way.help.step() == HelpStep::Danger);
    CHECK_FALSE(way.help.back());
}

TEST_CASE("what is left out is gone from what leaves and still shown, and comes back when asked") {
    Way way;
    way.help.answer(Danger::No);
    way.help.choose_incident("account-compromise");
    way.help.write_to("accessnow-helpline");
    way.help.change([](escalation::Report& report) { report.alias = "Amal"; });
    const Digest before = digest_of(way.help.preview());
    CHECK(has(way.help.preview().rendering.text, "Amal"));
    way.help.leave_out("alias", true);
    CHECK_FALSE(has(way.help.preview().rendering.text, "Amal"));
    CHECK(std::ranges::find(way.help.shown(), "alias", &escalation::Line::id) != way.help.shown().end());
    CHECK(digest_of(way.help.preview()) != before);
    way.help.leave_out("alias", false);
    CHECK(digest_of(way.help.preview()) == before);
    // What a desk cannot do without cannot be left out.
    way.help.leave_out("what", true);
    CHECK(has(way.help.preview().rendering.text, "An account was taken over"));
}

TEST_CASE("words for a desk are never a draft that nobody has read, and what is shown beside them is in the person's language") {
    Way way;
    way.help.set_language("ar");
    way.help.answer(Danger::No);
    way.help.choose_incident("harassment");
    way.help.write_to("smex-helpdesk");
    REQUIRE(way.help.chosen() != nullptr);
    CHECK(way.help.preview().rendering.lang == "en");
    CHECK(has(way.help.preview().rendering.text, "Harassment or threats online"));
    CHECK_FALSE(has(way.help.preview().rendering.text, "مضايقات"));
    REQUIRE_FALSE(way.help.shown().empty());
    CHECK(has(way.help.shown().front().value, "مضايقات"));
}

TEST_CASE("what the person typed about others is noticed and can be covered in one press") {
    Way way;
    way.help.answer(Danger::No);
    way.help.choose_incident("arrest");
    way.help.write_to("frontline-defenders");
    way.help.choose_stage(escalation::Stage::Full);
    way.help.change([](escalation::Report& report) { report.summary = "They took Sara Haddad"; });
    REQUIRE(way.help.noticed().size() == 1);
    way.help.cover(way.help.noticed().front().text);
    CHECK(way.help.noticed().empty());
    CHECK_FALSE(has(way.help.preview().rendering.text, "Haddad"));
}

TEST_CASE("what was handed over is told with its time, and the same case says later that the person is safe") {
    Way way;
    way.help.answer(Danger::Now);
    way.help.go(HelpStep::What);
    way.help.choose_incident("physical-threat");
    way.help.write_to("frontline-defenders");
    const std::string ref = way.help.report().case_ref;
    way.help.handed_over();
    CHECK(way.help.step() == HelpStep::After);
    REQUIRE(way.help.handed().size() == 1);
    CHECK(way.help.handed().front().when == "2026-11-23T14:32Z");
    way.help.say_safe();
    CHECK(way.help.step() == HelpStep::Review);
    CHECK(has(way.help.preview().rendering.text, "I am safe now"));
    CHECK(has(way.help.preview().rendering.text, ref));
    CHECK(has(way.help.preview().rendering.text, "Not at this moment"));
}

TEST_CASE("beginning anew forgets what was said") {
    Way way;
    way.help.answer(Danger::No);
    way.help.choose_incident("doxxing");
    way.help.change([](escalation::Report& report) { report.alias = "Amal"; });
    way.help.start();
    CHECK(way.help.report().alias.empty());
    CHECK(way.help.report().types.empty());
    CHECK(way.help.step() == HelpStep::Danger);
}

TEST_CASE("every flow that we ship is in the book, first those that belong to an incident most") {
    Way way;
    CHECK(way.flows.problems().empty());
    CHECK(way.flows.flows().size() >= 20);
    for (const std::string& incident : escalation::incident_ids()) {
        const auto flows = way.flows.of(incident);
        INFO(incident);
        REQUIRE_FALSE(flows.empty());
        CHECK(flows.front()->incidents.front() == incident);
    }
    Way bare("/nonexistent");
    for (const std::string& incident : escalation::incident_ids()) CHECK_FALSE(bare.flows.of(incident).empty());
}

TEST_CASE("ticks stay while one turns the pages of a flow, and say what was done") {
    Way way;
    way.help.answer(Danger::No);
    way.help.choose_incident("data-loss");
    way.help.open_flow("data-leak");
    FlowPlayer& player = *way.help.player();
    player.answer(0);
    player.tick(1);
    player.tick(99);
    player.go_on();
    player.tick(0);
    CHECK(player.done() == std::vector<std::string>{"flows.data-leak.close.do.2", "flows.data-leak.tell.do.1"});
    player.back();
    CHECK(player.ticked(1));
    player.tick(1);
    CHECK_FALSE(player.ticked(1));
}
