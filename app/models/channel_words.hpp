#pragma once
// The sentences inside channel files as messages, so that they can be translated like all others. The English stands in
// the channel file; an id is "channels.<channel>.<part>".

#include <string>
#include <vector>

#include "app/escalation/channel.hpp"

namespace amparo::models {

struct ChannelSentence {
    std::string id;
    std::string english;
};

/// Notes, hours, response time, intake questions ("asks.1") and contact notes ("contact.1"), in that order.
[[nodiscard]] std::vector<ChannelSentence> channel_sentences(const escalation::Channel& channel);

/// "channels.<id>.<part>"
[[nodiscard]] std::string channel_message_id(const escalation::Channel& channel, const std::string& part);

}  // namespace amparo::models
