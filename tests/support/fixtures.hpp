#pragma once
// Files of the source tree, and recorded systems laid out in a folder.

#include <filesystem>
#include <string>
#include <vector>

#include "app/platform/tree.hpp"

namespace amparo::test {

/// The top of the source tree.
[[nodiscard]] std::filesystem::path source_folder();
/// Where this build has its program, data and fonts.
[[nodiscard]] std::filesystem::path build_folder();

/// The whole file; the test fails when it cannot be read.
[[nodiscard]] std::string read_file(const std::filesystem::path& path);
void write_file(const std::filesystem::path& path, const std::string& content);

/// Names (without ending) of all tests/fixtures/*.tree, sorted.
[[nodiscard]] std::vector<std::string> fixture_names();
[[nodiscard]] Tree load_fixture(const std::string& name);

/// Lays a tree out below `folder` for --root: files, links, pipes, modes, times, and owners where the account may set
/// them. Refused entries lose their read permission.
void lay_out(const Tree& tree, const std::filesystem::path& folder);

}  // namespace amparo::test
