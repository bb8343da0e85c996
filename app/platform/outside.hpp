#pragma once
// What reaches beyond the program's own folder, only after a person said so: files at places that they chose, and a page
// opened in the browser of this computer.

#include <map>
#include <string>
#include <vector>

#include "app/base/bytes.hpp"
#include "app/base/result.hpp"

namespace amparo {

/// Makes a file that only this account reads, and returns when the medium says it is kept; one that could not be finished
/// is removed. Errors: Conflict — something has that name; NotFound — no such folder; Denied; NoSpace; Usage — empty path; Io.
enum class Kept {
    Now,    ///< the medium says so before the call returns
    Later,  ///< some time after it: for many small files that can be made again
};
[[nodiscard]] Result<void> write_new_file(const std::string& path, Bytes bytes, Kept kept = Kept::Now);

/// Makes a folder and in it all these files, by their paths with "/" between; each path has parts of [a-z0-9._-] that do not
/// begin with a dot. What was written before an error stays. Errors: Usage — another path; as write_new_file().
[[nodiscard]] Result<void> write_new_tree(const std::string& folder, const std::map<std::string, std::string>& files, Kept kept);

/// Paths of the regular files below a folder that the person named, sorted, with "/" between; links are not followed and not
/// told. Errors: NotFound; NotRegular — no folder; Limit — more than `most`; Denied; Io.
[[nodiscard]] Result<std::vector<std::string>> list_named_folder(const std::string& folder, std::size_t most);

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
