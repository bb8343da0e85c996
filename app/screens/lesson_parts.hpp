#pragma once
// What the pages of a lesson are made of. Used by the screens of lessons and of trainer mode.

#include "app/screens/view.hpp"

namespace amparo::screens {

/// Spans as one text; what is code stays left to right and apart from the words around it.
[[nodiscard]] std::string joined(const std::vector<lessons::Span>& spans);

/// The picture of a block, from the folder of `lesson`; nothing when it cannot be shown. Valid for this frame.
[[nodiscard]] std::optional<ui::Image> picture_of(View& view, const std::string& lesson, const lessons::Block& block);

/// A way to what a link speaks of; an address elsewhere is shown as it is, to be copied.
void link_button(View& view, ui::Flow& flow, const lessons::Span& span);

/// Words in the language `lang` and pictures of View::lesson, with ways to what they speak of.
void blocks(View& view, ui::Flow& flow, const lessons::Blocks& list, const std::string& lang, ui::Style style,
            ui::Color color = ui::Color::Text);

/// Who has read these words; drafts say so where they stand.
void wording_note(View& view, ui::Flow& flow, const lessons::Wording& wording);

/// A card with an icon, a heading and words; nothing when there are none.
void box(View& view, ui::Flow& flow, ui::CardTone tone, std::string_view icon, const char* title, const lessons::Blocks& body,
         const std::string& lang);

/// The picture of a lesson in lists.
[[nodiscard]] std::string lesson_icon(const View& view, std::string_view id);

/// The page of a question.
void draw_question(View& view, ui::Flow& flow, models::LessonPlayer& player);

}  // namespace amparo::screens
