#include "app/models/help_desk.hpp"

#include <algorithm>
#include <utility>

#include "app/base/text.hpp"
#include "app/models/channel_words.hpp"

namespace amparo::models {

namespace {

bool begins_a_word(std::string_view name, std::string_view typed) {
    for (std::size_t at = name.find(typed); at != std::string_view::npos; at = name.find(typed, at + 1)) {
        if (at == 0 || name[at - 1] == ' ' || name[at - 1] == '(' || name[at - 1] == '-') return true;
    }
    return false;
}

bool is_country(std::string_view region) { return region.size() == 2; }

}  // namespace

void HelpDesk::reset() {
    const std::string language = std::exchange(question_.language, {});
    question_ = {};
    anything_ = false;
    question_.language = language;
    only_mine_ = false;
    opened_.clear();
    look_up();
}

void HelpDesk::choose_incident(std::string id) {
    question_.incident = std::move(id);
    anything_ = false;
    opened_.clear();
    look_up();
}

void HelpDesk::choose_anything() {
    question_.incident.clear();
    anything_ = true;
    opened_.clear();
    look_up();
}

void HelpDesk::choose_region(std::string id) {
    question_.region = std::move(id);
    look_up();
}

void HelpDesk::set_language(std::string tag) {
    question_.language = std::move(tag);
    look_up();
}

void HelpDesk::only_my_language(bool only) {
    only_mine_ = only;
    look_up();
}

void HelpDesk::toggle(const std::string& channel) { opened_ = opened_ == channel ? std::string() : channel; }

void HelpDesk::look_up() {
    shown_.clear();
    hidden_ = 0;
    if (question_.incident.empty() && !anything_) return;
    shown_ = anything_ ? for_anything() : escalation::suggest(book_->directory(), book_->regions(), question_, today_);
    if (!only_mine_) return;
    const std::size_t before = shown_.size();
    std::erase_if(shown_, [&](const escalation::Suggestion& suggestion) {
        return std::ranges::find(suggestion.channel->languages, question_.language) == suggestion.channel->languages.end();
    });
    hidden_ = before - shown_.size();
}

std::vector<escalation::Suggestion> HelpDesk::for_anything() const {
    struct Fit {
        escalation::Suggestion suggestion;
        std::size_t incidents = 0;
    };
    std::vector<Fit> fits;
    for (const std::string& incident : escalation::incident_ids()) {
        escalation::Question question = question_;
        question.incident = incident;
        for (escalation::Suggestion& item : escalation::suggest(book_->directory(), book_->regions(), question, today_)) {
            if (item.channel->kind == escalation::ChannelKind::Platform || item.channel->kind == escalation::ChannelKind::Fund) continue;
            const auto found = std::ranges::find_if(fits, [&](const Fit& fit) { return fit.suggestion.channel == item.channel; });
            if (found != fits.end()) {
                ++found->incidents;
                continue;
            }
            // That it knows this one kind of incident is no reason here.
            std::erase_if(item.why, [](const Message& why) { return why.id == "channels.why.incident"; });
            fits.push_back({std::move(item), 1});
        }
    }
    // Whoever helps with more things comes first; a body of a state never does.
    std::ranges::stable_sort(fits, [](const Fit& a, const Fit& b) {
        const auto last = [](const Fit& fit) { return fit.suggestion.channel->state_body() || fit.suggestion.channel->added_by_hand; };
        if (last(a) != last(b)) return last(b);
        return a.incidents > b.incidents;
    });
    std::vector<escalation::Suggestion> out;
    for (Fit& fit : fits) out.push_back(std::move(fit.suggestion));
    return out;
}

std::vector<std::string> HelpDesk::find_regions(std::string_view typed, std::size_t most) const {
    const std::string wanted = text::lower(typed);
    std::vector<std::string> groups;
    std::vector<std::string> countries;
    for (const std::string& id : book_->regions().all()) {
        if (id == "global") continue;
        const bool country = is_country(id);
        if (wanted.empty() && country) continue;
        if (!wanted.empty() && text::lower(id) != wanted && !begins_a_word(text::lower(book_->regions().name(id)), wanted)) continue;
        (country ? countries : groups).push_back(id);
    }
    const auto by_name = [&](const std::string& a, const std::string& b) {
        return book_->regions().name(a) < book_->regions().name(b);
    };
    std::ranges::sort(groups, by_name);
    std::ranges::sort(countries, by_name);
    // Whoever types a name looks for a country; groups are for looking around.
    if (!wanted.empty()) std::swap(groups, countries);
    groups.insert(groups.end(), countries.begin(), countries.end());
    if (groups.size() > most) groups.resize(most);
    return groups;
}

Message grade_message(const escalation::Channel& channel, Day today) {
    const std::string id = "channels.grade." + std::string(escalation::grade_name(channel.grade(today)));
    if (channel.seen_text.empty()) return {id + ".no_date", {}};
    return {id, {{"date", Code{channel.seen_text}}}};
}

std::vector<Message> why_messages(const escalation::Suggestion& suggestion, const localization::Language& language) {
    std::vector<Message> out = suggestion.why;
    for (Message& message : out) {
        for (MessageArgument& argument : message.arguments) {
            if (argument.name == "language") argument.value = language.name;
        }
    }
    return out;
}

localization::Text channel_text(const localization::Translator& words, const escalation::Channel& channel,
                                const std::string& part, const std::string& english) {
    const std::string id = channel_message_id(channel, part);
    if (words.knows(id)) return words.tr(id);
    localization::Text own;
    own.text = english;
    return own;
}

}  // namespace amparo::models
