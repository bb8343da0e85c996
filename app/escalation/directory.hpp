#pragma once
// All channels that may be shown: those that came with the program, and those that somebody added by hand, kept apart.

#include <string>
#include <string_view>
#include <vector>

#include "app/escalation/channel.hpp"

namespace amparo::escalation {

/// A file that was left out, and why; `code` is Tampered for a changed one.
struct ChannelProblem {
    std::string path;
    Errc code = Errc::Corrupt;
    std::string detail;
};

enum class ChannelOrigin { Shipped, AddedByHand };

class Directory {
  public:
    /// Adds one file. A channel added by hand gets the id "hand:<id>", so that it can never pass for one of ours.
    /// A broken file, and a second one with the same id, becomes a problem instead.
    void add(const std::string& path, std::string_view json, ChannelOrigin origin);
    void add_problem(ChannelProblem problem) { problems_.push_back(std::move(problem)); }

    /// In the order of their ids, ours first.
    [[nodiscard]] const std::vector<Channel>& channels() const { return channels_; }
    [[nodiscard]] const std::vector<ChannelProblem>& problems() const { return problems_; }
    [[nodiscard]] const Channel* find(std::string_view id) const;

  private:
    std::vector<Channel> channels_;
    std::vector<ChannelProblem> problems_;
};

}  // namespace amparo::escalation
