#pragma once
// The text of a report as the options of a command ask for it. For the commands about reports only.

#include <optional>
#include <vector>

#include "app/console/session.hpp"
#include "app/escalation/look_over.hpp"
#include "app/escalation/rendering.hpp"

namespace amparo::console {

struct ChosenText {
    escalation::Rendering rendering;
    std::vector<escalation::Notice> noticed;  ///< what might be better left out
};

/// Reads the file that the first word names and renders it. Nothing, and a sentence on the error output, where it cannot.
[[nodiscard]] std::optional<ChosenText> chosen_text(const Session& session);
void write_noticed(const Session& session, const std::vector<escalation::Notice>& noticed);

}  // namespace amparo::console
