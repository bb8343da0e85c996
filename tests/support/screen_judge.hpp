#pragma once
// Looks at one drawn screen as a careful proof-reader would: text that is cut, shortened, without glyphs, laid over other
// text, or drawn without a node for screen readers; targets that are too small or lie on each other.

#include <string>
#include <vector>

#include "app/ui/inside_imgui.hpp"
#include "app/ui/ui.hpp"

namespace amparo::test {

/// One sentence for each thing that is wrong, with what and where; empty when nothing is. `ui` was told to watch its ink
/// and has finished a frame.
[[nodiscard]] std::vector<std::string> judge_screen(const ui::Ui& ui);

/// The same for what Dear ImGui itself took for an item in that frame: each is told to screen readers, and all that is
/// told as pressable can be reached with the pointer.
[[nodiscard]] std::vector<std::string> judge_items(const ui::Ui& ui, const std::vector<ui::SeenItem>& items);

/// True for what can be pressed, chosen or typed into.
[[nodiscard]] bool pressable(a11y::Role role);

}  // namespace amparo::test
