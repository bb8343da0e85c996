#pragma once
// The look of the window in a file that anybody can read, if the person wants it before anything is opened: language, text
// size, theme, motion. Nothing else is ever in it. And the same as a record of an open profile.

#include <optional>
#include <string>
#include <string_view>

#include "app/base/result.hpp"
#include "app/models/preferences.hpp"

namespace amparo::models {

/// What is kept of the look, one JSON document.
[[nodiscard]] std::string write_look(const Preferences& look);
/// Takes what it understands over into `look`. Errors: Corrupt — no such document.
[[nodiscard]] Result<void> read_look(std::string_view json, Preferences& look);

/// Files of the data folder that anybody can read, each only if the person wants it. FORMAT.md section 10.
inline constexpr const char* kLookFile = "look.json";
inline constexpr const char* kCardFile = "card.json";

/// The file; nothing when there is none or it cannot be read.
[[nodiscard]] std::optional<std::string> load_open_file(const std::string& folder, const char* name);
[[nodiscard]] Result<void> store_open_file(const std::string& folder, const char* name, const std::string& json);
[[nodiscard]] Result<void> remove_open_file(const std::string& folder, const char* name);

}  // namespace amparo::models
