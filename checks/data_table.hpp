#pragma once
// Dated tables that checks compare with; each file of checks/data is carried inside the program.

#include <string_view>

namespace amparo::checks {

/// The JSON text of checks/data/<name>.json, or "" when there is none. Written by the build.
[[nodiscard]] std::string_view data_table(std::string_view name);

}  // namespace amparo::checks
