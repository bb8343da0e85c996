#pragma once
// The messages of a check: which id belongs to which part. Views and documents ask here, so that the ids are put
// together in one place.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/message.hpp"
#include "checks/check.hpp"
#include "localization/translator.hpp"

namespace amparo::models {

/// "checks.<id>.<part>": title, why, by_hand, watcher.
[[nodiscard]] Message check_message(std::string_view id, std::string_view part);

/// How to look without the program on the system of the finding; nothing when nobody has written that down.
[[nodiscard]] std::optional<Message> by_hand_message(const checks::Finding& finding, const localization::Translator& words);

/// The sentence that says what was found; if a person's account decided in a tree of several, it is an argument.
[[nodiscard]] Message reason_message(const checks::Finding& finding);

/// The steps of a remedy in order; empty when the check has none for this variant.
[[nodiscard]] std::vector<Message> remedy_steps(std::string_view id, const std::string& variant,
                                                const localization::Translator& words);

/// The message `id` with {count} minutes, or from one and a half hours on `id`.hours with so many hours.
[[nodiscard]] Message time_message(const std::string& id, std::int64_t minutes);

/// "about 20 minutes", "about 3 hours, needs a restart".
[[nodiscard]] Message effort_message(const checks::CheckInfo& info);

}  // namespace amparo::models
