#pragma once
// Looks at one drawn screen as a careful proof-reader would: text that is cut, shortened, without glyphs, laid over other
// text, or drawn without a node for screen readers; targets that are too small or lie on each other.

#include <string>
#include <vector>

#include "app/ui/ui.hpp"

namespace amparo::test {

/// One sentence for each thing that is wrong, with what and where; empty when nothing is. `ui` was told to watch its ink
/// and has finished a frame.
[[nodiscard]] std::vector<std::string> judge_screen(const ui::Ui& ui);

/// True for what can be pressed, chosen or typed into.
[[nodiscard]] bool pressable(a11y::Role role);

}  // namespace amparo::test
