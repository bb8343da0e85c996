#pragma once
// Memory that is given back is overwritten first: whatever text a string, a list or a page held is gone when its owner is.
// Linking this room replaces the program's operator new and delete, Dear ImGui's memory included; memory that C libraries
// take for themselves is theirs. Builds with a sanitizer keep its own.

namespace amparo {

/// Whether this build does so.
[[nodiscard]] bool memory_is_wiped();

}  // namespace amparo
