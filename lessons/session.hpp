#pragma once
// What a trainer does with a group: blocks with minutes, notes for the trainer, and words for the wall. A lesson may have
// a session beside it ("session.md"); the file "workshop/en.md" holds blocks that fit any workshop, such as opening,
// break and closing. README.md tells how to write them. Minutes, kinds and slides of the English original count.

#include <string>
#include <string_view>
#include <vector>

#include "lessons/lesson.hpp"

namespace amparo::lessons {

/// The five steps in which people learn (ADIDS), and what a day needs besides.
enum class BlockRole { Opening, Agreements, Activity, Discussion, Input, Deepening, Synthesis, Energiser, Break, Closing };
[[nodiscard]] std::string_view role_name(BlockRole role);  ///< "opening", "activity", …

struct TeachBlock {
    BlockRole role = BlockRole::Activity;
    std::string id;
    std::string title;
    int minutes = 0;
    Blocks notes;              ///< for the trainer
    Blocks wall;               ///< what the group sees; may be empty, like all that follow
    Blocks materials;
    Blocks without_projector;  ///< how it goes without a wall or electricity
    Blocks careful;            ///< what may upset people, and what to do then
    std::vector<std::string> slides;  ///< Input: steps of the lesson; empty for all
    Wording wording;
};

struct SessionText {
    std::string title;
    Blocks summary;
    std::vector<TeachBlock> blocks;
    std::string source;  ///< only in translations: source_hash() of the English
    localization::State state = localization::State::Source;
    std::string reviewed_by;
    std::vector<std::string> left_out;
    std::map<std::string, std::size_t, std::less<>> lines;  ///< of the headings, by the ids of blocks
};

/// Errors: Limit, Corrupt — `detail` is "line N: reason".
[[nodiscard]] Result<SessionText> parse_session(std::string_view markdown, TextKind kind);

/// Canonical text, for `amparo selftest parse session` and for reviewers.
[[nodiscard]] std::string describe(const SessionText& session);

}  // namespace amparo::lessons
