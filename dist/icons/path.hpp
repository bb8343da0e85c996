#pragma once
// Reads the text forms of SVG that hold several numbers: path data, point lists, dash patterns. Bad text
// gives Corrupt with a reason for the person who drew the icon.

#include <string_view>
#include <vector>

#include "app/base/result.hpp"
#include "dist/icons/geometry.hpp"

namespace amparo::icons {

/// Numbers separated by spaces, commas or nothing, as SVG allows: "1-.5.3" are three.
[[nodiscard]] Result<std::vector<double>> read_numbers(std::string_view text);

/// Path data with the commands M L H V A C S Q Z in both cases. Gives its parts, curves made straight.
[[nodiscard]] Result<std::vector<Outline>> read_path(std::string_view data);

}  // namespace amparo::icons
