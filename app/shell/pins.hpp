#pragma once
// What the build wrote about the shipped files; see dist/pin.

#include <span>

#include "app/platform/shipped_data.hpp"

namespace amparo {

[[nodiscard]] std::span<const Pin> pinned_files();
[[nodiscard]] std::span<const EmbeddedFile> embedded_files();
/// The one file that holds all pinned ones, or nothing when they lie in folders.
[[nodiscard]] std::string_view data_file();

}  // namespace amparo
