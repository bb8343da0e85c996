#pragma once
// First aid for one kind of trouble: a few questions that lead to what to do now, what not to do, what to keep, and who can
// help. Read from one JSON file of ours; a flow that could leave somebody without an act is refused.

#include <string>
#include <string_view>
#include <vector>

#include "app/base/date.hpp"
#include "app/base/result.hpp"

namespace amparo::escalation {

struct FlowAnswer {
    std::string text;
    std::size_t to = 0;  ///< index of a node
};

/// A question with answers, or advice. Advice may lead on to another node; where it does not, the flow ends there.
struct FlowNode {
    std::string id;
    std::string text;  ///< the question, or the title of the advice
    std::vector<FlowAnswer> answers;  ///< of a question, two to six
    std::vector<std::string> do_now;  ///< of advice, at least one, in this order
    std::vector<std::string> do_not;
    std::vector<std::string> keep;  ///< as evidence
    std::vector<std::string> who;   ///< flow_roles()
    bool ask_lawyer = false;        ///< laws differ: ask before acting
    std::size_t then = kEnd;

    static constexpr std::size_t kEnd = static_cast<std::size_t>(-1);
    [[nodiscard]] bool question() const { return !answers.empty(); }
};

struct Flow {
    std::string id;
    std::vector<std::string> incidents;  ///< the first is the one that it belongs to most
    std::string title;
    std::string first;  ///< the one sentence that cannot wait
    std::vector<FlowNode> nodes;  ///< begins with the first
    Day reviewed;
    std::vector<std::string> sources;
    std::vector<std::string> unconfirmed;  ///< what we could not see in a source
};

inline constexpr std::size_t kFlowWords = 40;  ///< of one sentence at most

/// Who can help, by part rather than by name: "platform-form", "helpline-digital", …
[[nodiscard]] const std::vector<std::string>& flow_roles();

/// Reads one flow. Errors: Limit — over limits::kFlowBytes or too many parts; Corrupt — names the node and what is wrong: a
/// sentence of more than kFlowWords, an answer that leads nowhere or in a circle, an end without an act, a node that
/// nobody reaches.
[[nodiscard]] Result<Flow> parse_flow(std::string_view json);
[[nodiscard]] std::string describe(const Flow& flow);

/// The sentences of a flow with their ids, "flows.<id>.title", "flows.<id>.<node>.do.1", … as they are translated.
struct FlowSentence {
    std::string id;
    std::string english;
};
[[nodiscard]] std::vector<FlowSentence> flow_sentences(const Flow& flow);

}  // namespace amparo::escalation
