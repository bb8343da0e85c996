#include "localization/standing.hpp"

#include <algorithm>
#include <iterator>

#include "localization/placeholders.hpp"

namespace amparo::localization {

namespace {

bool is_complete(const CatalogEntry& entry) {
    const std::vector<std::string> texts = entry.texts();
    return !texts.empty() &&
           std::ranges::none_of(texts, [](const std::string& text) { return text.empty(); });
}

std::set<std::string> without(const std::set<std::string>& from, const std::set<std::string>& these) {
    std::set<std::string> out;
    std::ranges::set_difference(from, these, std::inserter(out, out.end()));
    return out;
}

}  // namespace

std::string_view state_name(State state) {
    switch (state) {
        case State::Source:
            return "source";
        case State::Draft:
            return "draft";
        case State::Translated:
            return "translated";
        case State::Reviewed:
            return "reviewed";
    }
    return "source";
}

std::vector<PlaceDifference> place_differences(const PoEntry& source, const CatalogEntry& entry) {
    std::set<std::string> wanted = place_names(parse_template(source.msgid));
    wanted.merge(place_names(parse_template(source.msgid_plural)));
    std::vector<PlaceDifference> out;
    const std::vector<std::string> texts = entry.texts();
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const std::set<std::string> found = place_names(parse_template(texts[i]));
        PlaceDifference difference{i, without(wanted, found), without(found, wanted)};
        if (entry.po.has_plural() && entry.file->rule.has_only_one_number(i))
            difference.missing.erase("count");
        if (!difference.missing.empty() || !difference.unknown.empty()) out.push_back(std::move(difference));
    }
    return out;
}

Standing standing(const CatalogEntry* source, const CatalogEntry& entry) {
    Standing out;
    if (!entry.file->source) {
        out.state = entry.po.review ? State::Reviewed : entry.po.machine ? State::Draft : State::Translated;
        out.stale = source == nullptr || source->po.msgid != entry.po.msgid ||
                    source->po.msgid_plural != entry.po.msgid_plural;
    }
    if (!is_complete(entry)) {
        out.obstacle = Obstacle::Untranslated;
    } else if (entry.po.fuzzy && !entry.file->source) {
        out.obstacle = Obstacle::Fuzzy;
    } else if (!place_differences(source != nullptr ? source->po : entry.po, entry).empty() &&
               !entry.file->source) {
        out.obstacle = Obstacle::Placeholders;
    }
    return out;
}

}  // namespace amparo::localization
