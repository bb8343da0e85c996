#pragma once
// A file that a person chose to be looked at, read piece by piece. It is opened for reading only; nothing is written, and no
// copy of what was read stays in a buffer of ours.

#include <memory>
#include <string>

#include "app/base/byte_source.hpp"

namespace amparo {

/// Errors: NotFound, Denied, NotRegular — a folder, pipe or device, Io.
[[nodiscard]] Result<std::unique_ptr<ByteSource>> open_input_file(const std::string& path);

}  // namespace amparo
