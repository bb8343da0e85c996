#pragma once
// The first-aid flows of this copy of the program. Only what was shipped, and as it was shipped: first aid that somebody
// added or changed is listed and never shown. Built once; reading is safe from several threads.

#include <string>
#include <string_view>
#include <vector>

#include "app/escalation/flow.hpp"
#include "app/platform/shipped_data.hpp"
#include "localization/translator.hpp"

namespace amparo::models {

class FlowBook {
  public:
    [[nodiscard]] static FlowBook load(const ShippedData& shipped);

    [[nodiscard]] const std::vector<escalation::Flow>& flows() const { return flows_; }
    /// Flows of an incident, those that belong to it most first.
    [[nodiscard]] std::vector<const escalation::Flow*> of(std::string_view incident) const;
    [[nodiscard]] const escalation::Flow* find(std::string_view id) const;
    /// Files that are not used, as "path: why".
    [[nodiscard]] const std::vector<std::string>& problems() const { return problems_; }

  private:
    std::vector<escalation::Flow> flows_;
    std::vector<std::string> problems_;
};

/// One flow being gone through. Where the person is, and what they ticked; kept while the window is open and nowhere else.
class FlowPlayer {
  public:
    /// `flow` outlives this.
    explicit FlowPlayer(const escalation::Flow& flow) : flow_(&flow), way_{0}, ticked_(flow.nodes.size()) {}

    [[nodiscard]] const escalation::Flow& flow() const { return *flow_; }
    [[nodiscard]] const escalation::FlowNode& node() const { return flow_->nodes[way_.back()]; }
    /// "flows.<id>.<node>"
    [[nodiscard]] std::string node_id() const { return "flows." + flow_->id + "." + node().id; }
    [[nodiscard]] std::size_t step() const { return way_.size(); }
    [[nodiscard]] bool ended() const { return !node().question() && node().then == escalation::FlowNode::kEnd; }

    /// On a question; beyond the last answer nothing happens.
    void answer(std::size_t index);
    /// From advice to what follows it.
    void go_on();
    [[nodiscard]] bool can_go_back() const { return way_.size() > 1; }
    void back();

    void tick(std::size_t act);
    [[nodiscard]] bool ticked(std::size_t act) const;
    /// Ids of the sentences of everything ticked on this way, in order.
    [[nodiscard]] std::vector<std::string> done() const;

  private:
    const escalation::Flow* flow_;
    std::vector<std::size_t> way_;
    std::vector<std::vector<bool>> ticked_;  ///< by node
};

}  // namespace amparo::models
