#pragma once
// Which channels fit what happened, best first, each with its reasons. Pure: the same question always gives the same
// answer. Nothing is hidden for being old; age changes order and wording.

#include <string>
#include <vector>

#include "app/base/message.hpp"
#include "app/escalation/channel.hpp"
#include "app/escalation/directory.hpp"
#include "app/escalation/regions.hpp"

namespace amparo::escalation {

struct Question {
    std::string incident;  ///< one of incident_ids()
    std::string region;    ///< country code, group id, or empty when the person did not say
    std::string language;  ///< BCP 47 tag, or empty
    std::string audience;  ///< "journalist", …, or empty
};

struct Suggestion {
    const Channel* channel = nullptr;  ///< lives as long as the directory
    Grade grade = Grade::Old;
    /// Why this one, most telling first: "channels.why.incident", …
    std::vector<Message> why;
};

/// Channels for the incident whose region fits, best first: help desks and emergency teams, then platforms, then bodies
/// that answer after weeks (UN and regional procedures, research, directories), then funds; within these the closest
/// region, the person's language, the grade, and round-the-clock desks. After an arrest or under a threat a desk that is
/// awake comes before one that is near. State bodies and files added by hand never come first.
[[nodiscard]] std::vector<Suggestion> suggest(const Directory& directory, const Regions& regions,
                                              const Question& question, Day today);

/// True when there are suggestions and not one of them is better than old; the page then says so once.
[[nodiscard]] bool all_old(const std::vector<Suggestion>& suggestions);

}  // namespace amparo::escalation
