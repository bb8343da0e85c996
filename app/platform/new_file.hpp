#pragma once
// Writes one file that a person named, such as a report. It must not exist yet: nothing is ever overwritten.

#include <string>
#include <string_view>

#include "app/base/result.hpp"

namespace amparo {

/// Only this account may read the file. Errors: Conflict — there is something already; NotFound — no such folder; Denied;
/// NoSpace; Io. After an error the file is removed again.
[[nodiscard]] Result<void> write_new_file(const std::string& path, std::string_view bytes);

}  // namespace amparo
