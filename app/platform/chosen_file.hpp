#pragma once
// Files that a person named: read whole, or made new. Nothing that exists is ever overwritten. Paths are UTF-8.

#include <string>

#include "app/base/bytes.hpp"
#include "app/base/result.hpp"

namespace amparo {

/// Errors: NotFound; Denied; NotRegular; Limit — longer than `most`; Io.
[[nodiscard]] Result<std::string> read_chosen_file(const std::string& path, std::size_t most);

/// A new file, for this account alone where the system knows such a thing. Errors: Conflict — there is one; NotFound — the
/// folder is not there; Io — it could not be written whole, and is removed again.
[[nodiscard]] Result<void> write_new_file(const std::string& path, Bytes bytes);

}  // namespace amparo
