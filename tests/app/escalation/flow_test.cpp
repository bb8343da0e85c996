#include "app/escalation/flow.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <functional>
#include <set>

#include "app/base/text.hpp"
#include "app/escalation/channel.hpp"
#include "tests/app/escalation/words_of_ours.hpp"
#include "tests/support/fixtures.hpp"

using namespace amparo;
using namespace amparo::escalation;
namespace fs = std::filesystem;

namespace {

std::string seed(const std::string& name) { return test::read_file(test::source_folder() / "tests/fuzz/seeds/flow" / name); }

std::vector<std::pair<std::string, Flow>> shipped() {
    std::vector<std::pair<std::string, Flow>> out;
    for (const auto& entry : fs::directory_iterator(test::source_folder() / "app/escalation/flows")) {
        auto flow = parse_flow(test::read_file(entry.path()));
        INFO(entry.path() << ": " << (flow ? "" : flow.error().detail));
        REQUIRE(flow);
        out.emplace_back(entry.path().stem().string(), *std::move(flow));
    }
    return out;
}

std::string refusal(std::string text, const std::string& what, const std::string& with) {
    const std::size_t at = text.find(what);
    REQUIRE(at != std::string::npos);
    const auto flow = parse_flow(text.replace(at, what.size(), with));
    return flow ? "" : flow.error().detail;
}

}  // namespace

TEST_CASE("a flow is read with its questions, its acts and who can help") {
    const auto flow = parse_flow(seed("good.json"));
    REQUIRE(flow);
    CHECK(flow->id == "lost-key");
    REQUIRE(flow->nodes.size() == 3);
    CHECK(flow->nodes[0].question());
    CHECK(flow->nodes[0].answers[1].to == 2);
    CHECK(flow->nodes[1].then == 2);
    CHECK(flow->nodes[2].ask_lawyer);
    CHECK(flow_sentences(*flow).size() == 9);
}

TEST_CASE("a flow that could leave somebody without an act is refused, and it says where") {
    const std::string good = seed("good.json");
    const std::vector<std::array<std::string, 3>> cases = {
        {"\"to\": \"spare\"", "\"to\": \"nowhere\"", "nowhere"},
        {"\"then\": \"lock\"", "\"then\": \"where\"", "leads back to itself"},
        {"\"do\": [\"Change the lock.\"]", "\"do\": []", "nothing to do"},
        {"\"do\": [\"Change the lock.\"]", "\"do\": [\"\"]", "empty entry"},
        {"\"to\": \"spare\"", "\"to\": \"lock\"", "nobody reaches \"spare\""},
        {"\"who\": [\"lawyer\"]", "\"who\": []", "without anybody"},
        {"\"lawyer\"]", "\"wizard\"]", "wizard"},
        {"\"id\": \"spare\"", "\"id\": \"lock\"", "two nodes"},
        {"\"doxxing\"", "\"boredom\"", "boredom"},
        {"2026-11-23", "soon", "reviewed"},
        {"Change the lock.", std::string("w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w w"), "more than 40 words"},
        {"Change the lock.", "Change\\u202E the lock.", "hidden control"},
        {"\"ask_lawyer\": true", "\"ask_lawyer\": \"yes\"", "ask_lawyer"},
        {"\"amparo.flow/1\"", "\"amparo.flow/2\"", "schema"}};
    for (const auto& [what, with, named] : cases) {
        INFO(with);
        CHECK(refusal(good, what, with).find(named) != std::string::npos);
    }
}

TEST_CASE("every flow that we ship is called like its file, and every incident has at least one of its own") {
    const auto flows = shipped();
    CHECK(flows.size() >= 20);
    std::set<std::string> led;
    for (const auto& [name, flow] : flows) {
        CHECK(flow.id == name);
        led.insert(flow.incidents.front());
    }
    for (const std::string& incident : incident_ids()) {
        INFO(incident);
        CHECK(led.contains(incident));
    }
}

TEST_CASE("whatever a person answers in any flow, every way ends in acts and in somebody who can help, in at most six steps") {
    for (const auto& [name, flow] : shipped()) {
        std::size_t ends = 0;
        const std::function<void(std::size_t, std::size_t)> walk = [&](std::size_t index, std::size_t steps) {
            const FlowNode& node = flow.nodes[index];
            INFO(name << " " << node.id);
            REQUIRE(steps <= 6);
            if (node.question()) {
                for (const FlowAnswer& answer : node.answers) walk(answer.to, steps + 1);
                return;
            }
            CHECK_FALSE(node.do_now.empty());
            if (node.then != FlowNode::kEnd) return walk(node.then, steps + 1);
            CHECK_FALSE(node.who.empty());
            CHECK_FALSE(node.do_not.empty());
            CHECK_FALSE(node.keep.empty());
            ++ends;
        };
        walk(0, 1);
        CHECK(ends >= 1);
    }
}

TEST_CASE("no sentence of first aid has 40 words or more, in English or in the Arabic draft, and none is missing there") {
    const auto arabic = test::catalog_of("ar");
    for (const auto& [name, flow] : shipped()) {
        for (const FlowSentence& sentence : flow_sentences(flow)) {
            INFO(sentence.id);
            CHECK(text::words(sentence.english).size() < kFlowWords);
            const auto* entry = arabic->find(sentence.id);
            REQUIRE(entry != nullptr);
            CHECK(entry->po.msgid == sentence.english);
            CHECK(text::words(entry->texts().front()).size() < kFlowWords);
        }
    }
}

TEST_CASE("every role that flows name has words") {
    for (const std::string& role : flow_roles()) {
        INFO(role);
        CHECK(test::english_words().knows("emergency.who." + role));
    }
}
