#pragma once
// "&amp;", "&#8217;" and the two thousand names of HTML 5. Used inside this room.

#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "lessons/text_tree.hpp"

namespace amparo::lessons {

/// What the reference stands for, with its "&" and ";"; the reference itself when nobody knows it.
[[nodiscard]] std::string reference(std::string_view text, References references);

/// Names without "&" and ";" and what they stand for, sorted; written while the program is built, from Python's table.
[[nodiscard]] std::span<const std::pair<std::string_view, std::string_view>> named_references();

}  // namespace amparo::lessons
