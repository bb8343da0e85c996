#include "app/models/channel_words.hpp"

namespace amparo::models {

std::string channel_message_id(const escalation::Channel& channel, const std::string& part) {
    return "channels." + channel.id + "." + part;
}

std::vector<ChannelSentence> channel_sentences(const escalation::Channel& channel) {
    std::vector<ChannelSentence> out;
    const auto add = [&](const std::string& part, const std::string& english) {
        if (!english.empty()) out.push_back({channel_message_id(channel, part), english});
    };
    add("notes", channel.notes);
    add("hours", channel.hours);
    add("response_time", channel.response_time);
    for (std::size_t i = 0; i < channel.asks_at_intake.size(); ++i) add("asks." + std::to_string(i + 1), channel.asks_at_intake[i]);
    for (std::size_t i = 0; i < channel.contacts.size(); ++i) add("contact." + std::to_string(i + 1), channel.contacts[i].note);
    return out;
}

}  // namespace amparo::models
