#include "app/models/flow_book.hpp"

#include <algorithm>
#include <utility>

namespace amparo::models {

using escalation::Flow;
using escalation::FlowNode;

FlowBook FlowBook::load(const ShippedData& shipped) {
    FlowBook out;
    for (const std::string& path : shipped.list("flows/")) {
        if (!path.ends_with(".json")) continue;
        const auto file = shipped.read(path);
        if (!file) {
            out.problems_.push_back(path + ": " + file.error().detail);
            continue;
        }
        if (file->origin == Origin::AddedByHand) {
            out.problems_.push_back(path + ": added by hand, and therefore not used");
            continue;
        }
        auto flow = escalation::parse_flow(file->bytes);
        if (!flow) {
            out.problems_.push_back(path + ": " + flow.error().detail);
            continue;
        }
        out.flows_.push_back(*std::move(flow));
    }
    return out;
}

std::vector<const Flow*> FlowBook::of(std::string_view incident) const {
    std::vector<std::pair<std::size_t, const Flow*>> found;
    for (const Flow& flow : flows_) {
        const auto at = std::ranges::find(flow.incidents, incident);
        if (at != flow.incidents.end()) found.emplace_back(at - flow.incidents.begin(), &flow);
    }
    std::ranges::stable_sort(found, {}, &std::pair<std::size_t, const Flow*>::first);
    std::vector<const Flow*> out;
    for (const auto& [rank, flow] : found) out.push_back(flow);
    return out;
}

const Flow* FlowBook::find(std::string_view id) const {
    const auto found = std::ranges::find(flows_, id, &Flow::id);
    return found == flows_.end() ? nullptr : &*found;
}

void FlowPlayer::answer(std::size_t index) {
    if (index < node().answers.size()) way_.push_back(node().answers[index].to);
}

void FlowPlayer::go_on() {
    if (node().then != FlowNode::kEnd) way_.push_back(node().then);
}

void FlowPlayer::back() {
    if (can_go_back()) way_.pop_back();
}

void FlowPlayer::tick(std::size_t act) {
    if (act >= node().do_now.size()) return;
    auto& ticks = ticked_[way_.back()];
    ticks.resize(node().do_now.size());
    ticks[act] = !ticks[act];
}

bool FlowPlayer::ticked(std::size_t act) const {
    const auto& ticks = ticked_[way_.back()];
    return act < ticks.size() && ticks[act];
}

std::vector<std::string> FlowPlayer::done() const {
    std::vector<std::string> out;
    for (const std::size_t index : way_) {
        const auto& ticks = ticked_[index];
        for (std::size_t i = 0; i < ticks.size(); ++i) {
            if (ticks[i]) out.push_back("flows." + flow_->id + "." + flow_->nodes[index].id + ".do." + std::to_string(i + 1));
        }
    }
    return out;
}

}  // namespace amparo::models
