#include <catch2/catch_test_macros.hpp>

#include "app/escalation/directory.hpp"

using namespace amparo;
using namespace amparo::escalation;

namespace {

std::string channel(const std::string& id, const std::string& name = "Desk") {
    return R"({"schema":"amparo.channel/1","id":")" + id + R"(","name":")" + name + R"(","kind":"helpline","operator":"O",
        "url":"https://example.org","contacts":[{"method":"phone","value":"112"}],"languages":[],"regions":["global"],
        "audiences":[],"incidents":["arrest"],"asks_at_intake":[],"source":["a"],"source_kind":"primary"})";
}

std::vector<std::string> ids(const Directory& directory) {
    std::vector<std::string> out;
    for (const Channel& item : directory.channels()) out.push_back(item.id);
    return out;
}

}  // namespace

TEST_CASE("channels stand in the order of their ids, ours before those added by hand") {
    Directory directory;
    directory.add("channels/c.json", channel("c"), ChannelOrigin::Shipped);
    directory.add("channels/a.json", channel("a"), ChannelOrigin::AddedByHand);
    directory.add("channels/b.json", channel("b"), ChannelOrigin::Shipped);
    directory.add("channels/z.json", channel("z"), ChannelOrigin::Shipped);
    CHECK(ids(directory) == std::vector<std::string>{"b", "c", "z", "hand:a"});
    CHECK(directory.problems().empty());
}

TEST_CASE("a channel added by hand can never pass for one of ours, whichever comes first") {
    for (const bool hand_first : {true, false}) {
        Directory directory;
        if (hand_first) directory.add("hand.json", channel("desk", "False desk"), ChannelOrigin::AddedByHand);
        directory.add("desk.json", channel("desk", "True desk"), ChannelOrigin::Shipped);
        if (!hand_first) directory.add("hand.json", channel("desk", "False desk"), ChannelOrigin::AddedByHand);
        REQUIRE(directory.find("desk") != nullptr);
        CHECK(directory.find("desk")->name == "True desk");
        CHECK_FALSE(directory.find("desk")->added_by_hand);
        REQUIRE(directory.find("hand:desk") != nullptr);
        CHECK(directory.find("hand:desk")->added_by_hand);
        CHECK(directory.channels().size() == 2);
    }
    Directory directory;
    directory.add("x.json", channel("hand:desk"), ChannelOrigin::Shipped);
    CHECK(directory.channels().empty());
    CHECK(directory.find("missing") == nullptr);
}

TEST_CASE("a second file with the same id is named and left out") {
    for (const auto origin : {ChannelOrigin::Shipped, ChannelOrigin::AddedByHand}) {
        Directory directory;
        directory.add("one.json", channel("desk", "First"), origin);
        directory.add("two.json", channel("desk", "Second"), origin);
        REQUIRE(directory.channels().size() == 1);
        CHECK(directory.channels().front().name == "First");
        REQUIRE(directory.problems().size() == 1);
        CHECK(directory.problems().front().path == "two.json");
        CHECK(directory.problems().front().code == Errc::Conflict);
    }
}

TEST_CASE("a broken file is named with what is wrong, and the others stay") {
    Directory directory;
    directory.add("good.json", channel("good"), ChannelOrigin::Shipped);
    directory.add("bad.json", "{\n\"id\": }", ChannelOrigin::AddedByHand);
    directory.add("large.json", std::string(70'000, ' '), ChannelOrigin::AddedByHand);
    directory.add_problem({"changed.json", Errc::Tampered, "was changed"});
    CHECK(ids(directory) == std::vector<std::string>{"good"});
    REQUIRE(directory.problems().size() == 3);
    CHECK(directory.problems()[0].path == "bad.json");
    CHECK(directory.problems()[0].detail.find("line 2") != std::string::npos);
    CHECK(directory.problems()[1].code == Errc::Limit);
    CHECK(directory.problems()[2].code == Errc::Tampered);
}
