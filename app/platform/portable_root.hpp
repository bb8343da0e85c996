#pragma once
// Where the program lies and where it may keep things. Shipped data lie beside the program; what a person saves goes
// into one data folder. Without a choice nothing is kept: the program is ephemeral.

#include <optional>
#include <string>

#include "app/base/result.hpp"

namespace amparo {

struct PortableRoot {
    std::string program_folder;              ///< absolute, no final slash
    std::optional<std::string> data_folder;  ///< set only if the person named one
};

/// Finds the program's folder: PROGRAM_FOLDER if a starter script set it (a program started through the loader cannot
/// know its own place), else the folder of the executable.
/// `data` is the folder a person named, or nothing. Errors: NotFound, NotRegular — `data` is no folder.
[[nodiscard]] Result<PortableRoot> find_portable_root(const std::optional<std::string>& data);

}  // namespace amparo
