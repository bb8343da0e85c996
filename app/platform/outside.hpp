#pragma once
// The two things that leave the program's own folder, both only after a person said so: a new file at a place that they
// chose, and a page opened in the browser of this computer.

#include <string>

#include "app/base/bytes.hpp"
#include "app/base/result.hpp"

namespace amparo {

/// Makes a file that only this account reads, and returns when the medium says it is kept; one that could not be finished
/// is removed. Errors: Conflict — something has that name; NotFound — no such folder; Denied; NoSpace; Usage — empty path; Io.
[[nodiscard]] Result<void> write_new_file(const std::string& path, Bytes bytes);

/// Hands a link to the system; what the browser does with it is not waited for. `link` begins with https:// or, for onion
/// addresses, http://, and has visible ASCII only. Errors: Usage — another kind of link; NotFound — nothing to open it with.
[[nodiscard]] Result<void> open_page(const std::string& link);

/// True for what open_page() takes.
[[nodiscard]] bool is_page_link(const std::string& link);

}  // namespace amparo
