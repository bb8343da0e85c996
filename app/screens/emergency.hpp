#pragma once
// The pages of the emergency way, which share a bar at the top and one column. For the files of this screen only.

#include "app/models/emergency.hpp"
#include "app/screens/view.hpp"

namespace amparo::screens {

/// Scroll area of every page of the way.
inline constexpr const char* kHelpScroll = "emergency";

void draw_danger(View& view, ui::Flow& flow, models::Emergency& help);
void draw_numbers(View& view, ui::Flow& flow, models::Emergency& help);
void draw_what(View& view, ui::Flow& flow, models::Emergency& help);
void draw_who(View& view, ui::Flow& flow, models::Emergency& help);
void draw_first_aid(View& view, ui::Flow& flow, models::Emergency& help);
void draw_review(View& view, ui::Flow& flow, models::Emergency& help);
void draw_help_words(View& view, ui::Flow& flow, models::Emergency& help);
void draw_phone(View& view, ui::Flow& flow, models::Emergency& help);
void draw_keep(View& view, ui::Flow& flow, models::Emergency& help);
void draw_key(View& view, ui::Flow& flow, models::Emergency& help);
void draw_road(View& view, ui::Flow& flow, models::Emergency& help);
void draw_going(View& view, ui::Flow& flow, models::Emergency& help);
void draw_after(View& view, ui::Flow& flow, models::Emergency& help);
/// Questions above the page, behind it and outside of its scroll area.
void draw_help_over(View& view, models::Emergency& help);

// Parts that several of them have.

/// Goes to a page and to its top.
void go_to(View& view, models::Emergency& help, models::HelpStep step);
/// Title and the line below it.
void help_title(View& view, ui::Flow& flow, const Message& title, const Message& lead);
/// The row that says where, and below it the list to choose from.
void region_row(View& view, ui::Flow& flow, models::Emergency& help);
/// The addresses and numbers of a desk with a button to copy each.
void contact_list(View& view, ui::Flow& flow, const escalation::Channel& channel, const std::string& incident);
/// A button as wide as the column and high enough not to be missed.
bool wide_button(View& view, ui::Flow& flow, std::string_view id, const ui::Button& button);
/// Words of a first-aid flow.
[[nodiscard]] ui::Words flow_words(const View& view, const std::string& id, const std::string& english);

}  // namespace amparo::screens
