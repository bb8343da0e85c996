#include "app/escalation/directory.hpp"

#include <algorithm>

namespace amparo::escalation {

void Directory::add(const std::string& path, std::string_view json, ChannelOrigin origin) {
    auto channel = parse_channel(json);
    if (!channel) {
        problems_.push_back({path, channel.error().code, channel.error().detail});
        return;
    }
    if (origin == ChannelOrigin::AddedByHand) {
        channel->added_by_hand = true;
        channel->id = "hand:" + channel->id;
    }
    const auto at = std::ranges::lower_bound(channels_, *channel, [](const Channel& a, const Channel& b) {
        return std::pair(a.added_by_hand, a.id) < std::pair(b.added_by_hand, b.id);
    });
    if (at != channels_.end() && at->id == channel->id) {
        problems_.push_back({path, Errc::Conflict, "another file has the id \"" + channel->id + "\""});
        return;
    }
    channels_.insert(at, *std::move(channel));
}

const Channel* Directory::find(std::string_view id) const {
    const auto found = std::ranges::find(channels_, id, &Channel::id);
    return found == channels_.end() ? nullptr : &*found;
}

}  // namespace amparo::escalation
