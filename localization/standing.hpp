#pragma once
// What a translation is worth: whether it may be shown at all, and what a person should know about it. The
// translator, the lint and the status all judge by this.

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "localization/catalog.hpp"

namespace amparo::localization {

/// Where the words that a person reads come from.
enum class State {
    Source,      ///< English, as we wrote it
    Draft,       ///< by a machine; nobody has read it
    Translated,  ///< by a person; nobody else has read it
    Reviewed,    ///< read by a named person or team after it was written
};

/// "source", "draft", "translated", "reviewed"
[[nodiscard]] std::string_view state_name(State state);

/// Why a translation is not shown.
enum class Obstacle {
    None,
    Untranslated,  ///< empty, or one of its forms is
    Fuzzy,         ///< a tool's guess
    Placeholders,  ///< a value would be missing, or a place could not be filled
};

struct Standing {
    State state = State::Source;
    Obstacle obstacle = Obstacle::None;
    bool stale = false;  ///< the English has changed since, or is unknown
    [[nodiscard]] bool usable() const { return obstacle == Obstacle::None; }
};

/// `source` is the English entry with the same id, or nullptr. Without it the translation's own msgid stands
/// in.
[[nodiscard]] Standing standing(const CatalogEntry* source, const CatalogEntry& entry);

struct PlaceDifference {
    std::size_t form = 0;
    std::set<std::string> missing;
    std::set<std::string> unknown;
};

/// Forms whose places differ from those of the English. A form that belongs to one number only may lack
/// {count}.
[[nodiscard]] std::vector<PlaceDifference> place_differences(const PoEntry& source,
                                                             const CatalogEntry& entry);

}  // namespace amparo::localization
