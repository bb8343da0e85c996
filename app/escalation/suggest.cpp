#include "app/escalation/suggest.hpp"

#include <algorithm>
#include <tuple>

#include "app/base/text.hpp"

namespace amparo::escalation {

namespace {

bool contains(const std::vector<std::string>& list, const std::string& item) {
    return std::ranges::find(list, item) != list.end();
}

std::string first_subtag(std::string_view tag) { return text::lower(tag.substr(0, tag.find('-'))); }

/// "ar-EG" is served by a desk that writes "ar", and "pt" by one that writes "pt-BR".
bool speaks(const Channel& channel, const std::string& language) {
    const std::string wanted = first_subtag(language);
    return !wanted.empty() && std::ranges::any_of(channel.languages, [&](const std::string& theirs) {
        return first_subtag(theirs) == wanted;
    });
}

bool around_the_clock(const Channel& channel) {
    return channel.hours.find("24/7") != std::string::npos || channel.hours.find("24 hours") != std::string::npos;
}

/// Bodies that answer after weeks or months, however close they are.
bool slow(const Channel& channel) {
    static const std::vector<std::string> kSlow = {"un-mechanism", "regional-mechanism", "urgent-appeal", "research",
                                                   "directory",    "second-instance",    "prevention-programme"};
    return contains(kSlow, channel.subtype);
}

int kind_order(const Channel& channel) {
    if (slow(channel)) return 2;
    switch (channel.kind) {
        case ChannelKind::Helpline:
        case ChannelKind::Cert: return 0;
        case ChannelKind::Platform: return 1;
        case ChannelKind::Fund: return 3;
    }
    return 3;
}

/// Incidents in which the next hours count, so that a desk that is awake comes before one that is near.
bool hours_count(const std::string& incident) { return incident == "arrest" || incident == "physical-threat"; }

/// Smaller sorts first.
using Rank = std::tuple<bool, bool, int, int, int, int, int, int, int, std::string>;

Rank rank(const Suggestion& item, RegionFit fit, const Question& question) {
    const Channel& channel = *item.channel;
    const bool own_form = std::ranges::any_of(channel.contacts, [&](const Contact& contact) {
        return contact.incident == question.incident;
    });
    return {channel.added_by_hand,
            channel.state_body(),
            kind_order(channel),
            hours_count(question.incident) && !around_the_clock(channel) ? 1 : 0,
            -static_cast<int>(fit),
            speaks(channel, question.language) ? 0 : 1,
            static_cast<int>(item.grade),
            around_the_clock(channel) ? 0 : 1,
            (contains(channel.audiences, question.audience) ? 0 : 1) + (own_form ? 0 : 1),
            channel.id};
}

std::vector<Message> reasons(const Channel& channel, RegionFit fit, const Question& question, const Regions& regions) {
    std::vector<Message> why;
    why.push_back({"channels.why.incident", {{"incident", MessageRef{"incident." + question.incident}}}});
    if (fit == RegionFit::Country) {
        why.push_back({"channels.why.country", {{"region", regions.name(question.region)}}});
    } else if (fit == RegionFit::Group) {
        why.push_back({"channels.why.group", {{"region", regions.name(question.region)}}});
    } else if (fit == RegionFit::Everywhere) {
        why.push_back({"channels.why.everywhere", {}});
    }
    if (speaks(channel, question.language)) {
        why.push_back({"channels.why.language", {{"language", Code{question.language}}}});
    }
    if (around_the_clock(channel)) why.push_back({"channels.why.hours", {}});
    if (!question.audience.empty() && contains(channel.audiences, question.audience)) {
        why.push_back({"channels.why.audience", {}});
    }
    if (channel.state_body()) why.push_back({"channels.why.state_body", {}});
    if (channel.added_by_hand) why.push_back({"channels.why.by_hand", {}});
    return why;
}

}  // namespace

std::vector<Suggestion> suggest(const Directory& directory, const Regions& regions, const Question& question, Day today) {
    std::vector<std::pair<Rank, Suggestion>> ranked;
    for (const Channel& channel : directory.channels()) {
        if (!contains(channel.incidents, question.incident)) continue;
        RegionFit fit = RegionFit::No;
        if (question.region.empty() || question.region == "global") {
            // Nobody is sent to a desk for another part of the world because they did not say where they are.
            fit = contains(channel.regions, "global") ? RegionFit::Everywhere : RegionFit::No;
        } else {
            fit = regions.fit(channel.regions, question.region);
        }
        if (fit == RegionFit::No) continue;
        Suggestion item{&channel, channel.grade(today), reasons(channel, fit, question, regions)};
        Rank order = rank(item, fit, question);
        ranked.emplace_back(std::move(order), std::move(item));
    }
    std::ranges::sort(ranked, {}, [](const auto& item) -> const Rank& { return item.first; });
    std::vector<Suggestion> out;
    for (auto& [ignored, item] : ranked) out.push_back(std::move(item));
    return out;
}

bool all_old(const std::vector<Suggestion>& suggestions) {
    return !suggestions.empty() && std::ranges::all_of(suggestions, [](const Suggestion& item) { return item.grade == Grade::Old; });
}

}  // namespace amparo::escalation
