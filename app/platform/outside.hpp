#pragma once
// What reaches beyond the program's own folder, only after a person said so: files at places that they chose, and a page
// opened in the browser of this computer.

#include <string>

#include "app/base/bytes.hpp"
#include "app/base/result.hpp"

namespace amparo {

/// Makes a file that only this account reads, and returns when the medium says it is kept; one that could not be finished
/// is removed. Errors: Conflict — something has that name; NotFound — no such folder; Denied; NoSpace; Usage — empty path; Io.
[[nodiscard]] Result<void> write_new_file(const std::string& path, Bytes bytes);

/// Errors: Conflict — something has that name; NotFound; Denied; Io.
[[nodiscard]] Result<void> make_new_folder(const std::string& path);

/// A regular file that the person named, whole. Errors: NotFound; NotRegular; Limit — more than `most` bytes; Denied; Io.
[[nodiscard]] Result<std::string> read_named_file(const std::string& path, std::size_t most);

/// Hands a link to the system; what the browser does with it is not waited for. `link` begins with https:// or, for onion
/// addresses, http://, and has visible ASCII only. Errors: Usage — another kind of link; NotFound — nothing to open it with.
[[nodiscard]] Result<void> open_page(const std::string& link);

/// True for what open_page() takes.
[[nodiscard]] bool is_page_link(const std::string& link);

}  // namespace amparo
