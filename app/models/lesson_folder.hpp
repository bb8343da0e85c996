#pragma once
// Lessons of others in a folder, made into ours in another. Used by the console. Reads what the person named and writes where
// they said.

#include <string>

#include "app/base/json.hpp"
#include "lessons/import.hpp"

namespace amparo::models {

inline constexpr std::size_t kImportFiles = 50'000;

/// Reads the whole collection. Errors: those of list_named_folder().
[[nodiscard]] Result<lessons::Import> import_lesson_folder(const std::string& folder, const lessons::ImportOptions& options);

/// Into a folder that does not exist yet. Errors: those of write_new_tree().
[[nodiscard]] Result<void> write_import(const std::string& folder, const lessons::Import& import);

/// `{schema: "amparo.lessons-import/1", counts, broken_links, defects}`: the same collection gives the same document.
[[nodiscard]] Json import_document(const lessons::Import& import);

}  // namespace amparo::models
