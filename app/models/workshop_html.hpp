#pragma once
// A workshop on paper: the trainer's plan with notes, handouts for the group, and the cards A to D. Each is one file without
// scripts and without anything from elsewhere. Pure functions; any thread.

#include <string>

#include "app/models/handout.hpp"
#include "app/models/workshop.hpp"

namespace amparo::models {

/// The whole plan for the trainer: times, notes, materials, what may upset people, what the wall shows.
[[nodiscard]] std::string plan_page(const Workshop& workshop, const TeachBook& book);

/// All lessons of the plan, each from its beginning; the words of any workshop are not in it.
[[nodiscard]] std::string handout_page(const Workshop& workshop, const TeachBook& book, const HandoutParts& parts);

/// Two sheets with two letters each, to be cut: A, B, C, D.
[[nodiscard]] std::string answer_cards_page(const localization::Translator& words);

/// The plan as text for a terminal or a message: one line for each block.
[[nodiscard]] std::string plan_text(const Workshop& workshop, const TeachBook& book);

/// The message with the name of a kind of block.
[[nodiscard]] Message role_message(lessons::BlockRole role);
/// The sentence of a remark.
[[nodiscard]] Message remark_message(const PlanRemark& remark, const Workshop& workshop, const TeachBook& book);

}  // namespace amparo::models
