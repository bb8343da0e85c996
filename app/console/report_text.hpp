#pragma once
// The text of a report and its road as the options of a command ask for them. For the commands about reports only.

#include <optional>
#include <vector>

#include "app/console/session.hpp"
#include "app/escalation/channel.hpp"
#include "app/escalation/look_over.hpp"
#include "app/escalation/rendering.hpp"
#include "app/models/sending.hpp"

namespace amparo::console {

struct ChosenText {
    escalation::Rendering rendering;
    std::vector<escalation::Notice> noticed;  ///< what might be better left out
};

/// Reads the file that the first word names and renders it. Nothing, and a sentence on the error output, where it cannot.
[[nodiscard]] std::optional<ChosenText> chosen_text(const Session& session);
/// The fingerprint that a desk's file has, or "".
[[nodiscard]] std::string pinned_of(const escalation::Channel& channel);
/// On, directly or by the proxy that --proxy names as "HOST:PORT"; nothing when that is none.
[[nodiscard]] std::optional<models::NetworkChoice> road_of(const Session& session);
void write_noticed(const Session& session, const std::vector<escalation::Notice>& noticed);

}  // namespace amparo::console
