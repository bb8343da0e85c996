#include "app/escalation/flow.hpp"

#include <algorithm>
#include <map>

#include "app/base/json.hpp"
#include "app/base/limits.hpp"
#include "app/base/text.hpp"
#include "app/base/utf8.hpp"
#include "app/escalation/channel.hpp"

namespace amparo::escalation {

namespace {

constexpr std::size_t kMostNodes = 40;
constexpr std::size_t kMostActs = 8;
constexpr std::size_t kMostAnswers = 6;
constexpr std::size_t kLongest = 400;  // bytes of a sentence

Result<void> check_sentence(const std::string& where, const std::string& text) {
    if (text.size() > kLongest || text::words(text).size() > kFlowWords) return fail(Errc::Limit, where + " has more than 40 words");
    for (std::size_t i = 0; i < text.size();) {
        const auto next = utf8::decode(text, i);
        if (utf8::is_hidden_control(next.code) || next.code == U'\n' || next.code == U'\t') {
            return fail(Errc::Corrupt, where + " holds a hidden control character");
        }
        i += next.size;
    }
    return {};
}

/// A list of sentences that may be missing.
Result<std::vector<std::string>> sentences(const Json& json, const std::string& where, std::string_view key) {
    std::vector<std::string> out;
    if (json.find(key) == nullptr) return out;
    AMPARO_TRY(out, json.require_texts(key));
    const std::string name = where + ", \"" + std::string(key) + "\"";
    if (out.size() > kMostActs) return fail(Errc::Limit, name + " has too many entries");
    for (const std::string& text : out) {
        if (text.empty()) return fail(Errc::Corrupt, name + " has an empty entry");
        AMPARO_TRY_VOID(check_sentence(name, text));
    }
    return out;
}

using Places = std::map<std::string, std::size_t, std::less<>>;

Result<std::size_t> place_of(const Places& places, const std::string& where, std::string_view id) {
    const auto found = places.find(id);
    if (found == places.end()) return fail(Errc::Corrupt, where + " leads to \"" + utf8::displayable(id, 40) + "\", which is not there");
    return found->second;
}

Result<void> read_question(const Json& json, const std::string& where, const Places& places, FlowNode& node) {
    AMPARO_TRY(node.text, json.require_text("ask"));
    const Json* answers = json.find("answers");
    const std::size_t count = answers == nullptr ? 0 : answers->elements().size();
    if (count < 2 || count > kMostAnswers) return fail(Errc::Corrupt, where + " needs two to six answers");
    for (const Json& item : answers->elements()) {
        FlowAnswer answer;
        AMPARO_TRY(answer.text, item.require_text("text"));
        AMPARO_TRY_VOID(check_sentence(where, answer.text));
        AMPARO_TRY(answer.to, place_of(places, where, item.member_text("to")));
        node.answers.push_back(std::move(answer));
    }
    return {};
}

Result<void> read_advice(const Json& json, const std::string& where, const Places& places, FlowNode& node) {
    AMPARO_TRY(node.text, json.require_text("title"));
    AMPARO_TRY(node.do_now, sentences(json, where, "do"));
    AMPARO_TRY(node.do_not, sentences(json, where, "do_not"));
    AMPARO_TRY(node.keep, sentences(json, where, "keep"));
    if (node.do_now.empty()) return fail(Errc::Corrupt, where + " says nothing to do");
    if (json.find("who") != nullptr) {
        AMPARO_TRY(node.who, json.require_texts("who"));
    }
    for (const std::string& role : node.who) {
        if (std::ranges::find(flow_roles(), role) == flow_roles().end()) {
            return fail(Errc::Corrupt, where + ": nobody is \"" + utf8::displayable(role, 40) + "\"");
        }
    }
    if (node.who.size() > kMostActs) return fail(Errc::Limit, where + " names too many who can help");
    if (const Json* lawyer = json.find("ask_lawyer")) {
        if (!lawyer->is_bool()) return fail(Errc::Corrupt, where + ": \"ask_lawyer\" is true or false");
        node.ask_lawyer = lawyer->bool_or(false);
    }
    if (json.find("then") != nullptr) {
        AMPARO_TRY(node.then, place_of(places, where, json.member_text("then")));
    } else if (node.who.empty()) {
        return fail(Errc::Corrupt, where + " ends without anybody who can help");
    }
    return {};
}

/// Every node is reached, and every way comes to an end.
class Walk {
  public:
    explicit Walk(const Flow& flow) : flow_(&flow), state_(flow.nodes.size(), State::New) {}

    [[nodiscard]] Result<void> run() {
        AMPARO_TRY_VOID(visit(0));
        for (std::size_t i = 0; i < state_.size(); ++i) {
            if (state_[i] == State::New) return fail(Errc::Corrupt, "nobody reaches \"" + flow_->nodes[i].id + "\"");
        }
        return {};
    }

  private:
    enum class State : std::uint8_t { New, OnTheWay, Done };

    /// As deep as there are nodes, and those are few.
    Result<void> visit(std::size_t index) {
        if (state_[index] == State::Done) return {};
        const FlowNode& node = flow_->nodes[index];
        if (state_[index] == State::OnTheWay) return fail(Errc::Corrupt, "\"" + node.id + "\" leads back to itself");
        state_[index] = State::OnTheWay;
        for (const FlowAnswer& answer : node.answers) AMPARO_TRY_VOID(visit(answer.to));
        if (node.then != FlowNode::kEnd) AMPARO_TRY_VOID(visit(node.then));
        state_[index] = State::Done;
        return {};
    }

    const Flow* flow_;
    std::vector<State> state_;
};

Result<void> read_head(const Json& json, Flow& flow) {
    if (json.member_text("schema") != "amparo.flow/1") return fail(Errc::Corrupt, "\"schema\" must be \"amparo.flow/1\"");
    AMPARO_TRY(flow.id, json.require_text("id"));
    if (!text::is_id(flow.id)) return fail(Errc::Corrupt, "\"id\" is words of a-z and 0-9 joined by hyphens");
    AMPARO_TRY(flow.incidents, json.require_texts("incidents"));
    if (flow.incidents.empty() || flow.incidents.size() > incident_ids().size()) return fail(Errc::Corrupt, "\"incidents\" names at least one");
    for (const std::string& incident : flow.incidents) {
        if (std::ranges::find(incident_ids(), incident) == incident_ids().end()) {
            return fail(Errc::Corrupt, "\"" + utf8::displayable(incident, 40) + "\" is not an incident");
        }
    }
    AMPARO_TRY(flow.title, json.require_text("title"));
    AMPARO_TRY(flow.first, json.require_text("first"));
    AMPARO_TRY_VOID(check_sentence("\"title\"", flow.title));
    AMPARO_TRY_VOID(check_sentence("\"first\"", flow.first));
    AMPARO_TRY(const std::string reviewed, json.require_text("reviewed"));
    const auto day = parse_day(reviewed);
    if (!day) return fail(Errc::Corrupt, "\"reviewed\" is a date such as 2026-11-23");
    flow.reviewed = *day;
    AMPARO_TRY(flow.sources, json.require_texts("source"));
    if (flow.sources.empty()) return fail(Errc::Corrupt, "\"source\" names at least one");
    if (json.find("unconfirmed") != nullptr) {
        AMPARO_TRY(flow.unconfirmed, json.require_texts("unconfirmed"));
    }
    return {};
}

void add_list(std::vector<FlowSentence>& out, const std::string& id, const char* part, const std::vector<std::string>& texts) {
    for (std::size_t i = 0; i < texts.size(); ++i) out.push_back({id + part + std::to_string(i + 1), texts[i]});
}

}  // namespace

const std::vector<std::string>& flow_roles() {
    static const std::vector<std::string> kRoles = {"platform-hrd", "platform-form", "helpline-digital", "helpline-protection", "forensics",
                                                    "ncii",         "lawyer",        "care",             "org-lead",            "carrier",
                                                    "host-dns",     "network-measure"};
    return kRoles;
}

Result<Flow> parse_flow(std::string_view text) {
    JsonLimits bounds;
    bounds.bytes = limits::kFlowBytes;
    bounds.depth = 8;
    AMPARO_TRY(const Json json, Json::parse(text, bounds));
    Flow flow;
    AMPARO_TRY_VOID(read_head(json, flow));
    const Json* nodes = json.find("nodes");
    if (nodes == nullptr || nodes->elements().empty()) return fail(Errc::Corrupt, "\"nodes\" is empty");
    if (nodes->elements().size() > kMostNodes) return fail(Errc::Limit, "\"nodes\" has too many entries");
    Places places;
    for (const Json& item : nodes->elements()) {
        AMPARO_TRY(const std::string id, item.require_text("id"));
        if (!text::is_id(id)) return fail(Errc::Corrupt, "\"" + utf8::displayable(id, 40) + "\" is not the id of a node");
        if (!places.emplace(id, places.size()).second) return fail(Errc::Corrupt, "two nodes are called \"" + id + "\"");
    }
    for (const Json& item : nodes->elements()) {
        FlowNode node;
        node.id = std::string(item.member_text("id"));
        const std::string where = "node \"" + node.id + "\"";
        if (item.find("ask") != nullptr) {
            AMPARO_TRY_VOID(read_question(item, where, places, node));
        } else {
            AMPARO_TRY_VOID(read_advice(item, where, places, node));
        }
        AMPARO_TRY_VOID(check_sentence(where, node.text));
        flow.nodes.push_back(std::move(node));
    }
    AMPARO_TRY_VOID(Walk(flow).run());
    return flow;
}

std::vector<FlowSentence> flow_sentences(const Flow& flow) {
    const std::string start = "flows." + flow.id;
    std::vector<FlowSentence> out = {{start + ".title", flow.title}, {start + ".first", flow.first}};
    for (const FlowNode& node : flow.nodes) {
        const std::string id = start + "." + node.id;
        out.push_back({id, node.text});
        for (std::size_t i = 0; i < node.answers.size(); ++i) out.push_back({id + ".answer." + std::to_string(i + 1), node.answers[i].text});
        add_list(out, id, ".do.", node.do_now);
        add_list(out, id, ".not.", node.do_not);
        add_list(out, id, ".keep.", node.keep);
    }
    return out;
}

std::string describe(const Flow& flow) {
    std::string out = flow.id + " (" + text::join(flow.incidents, " ") + ")\n";
    for (const FlowSentence& sentence : flow_sentences(flow)) out += sentence.id + ": " + sentence.english + "\n";
    return out;
}

}  // namespace amparo::escalation
