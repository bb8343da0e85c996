#pragma once
// Reading files and folders on Windows. Only for this folder.

#include "app/platform/host.hpp"
#include "app/platform/windows/text.hpp"

namespace amparo::windows {

/// Opened so that others may go on reading and writing; a link is opened itself, never what it leads to. Folders, too.
[[nodiscard]] Result<Handle> open_quietly(const std::wstring& path, DWORD access);
[[nodiscard]] Result<FileInfo> info_of(const Handle& file);
[[nodiscard]] Result<std::string> read_regular(const Handle& file, std::size_t max_bytes, Longer longer, const CallLimit& limit);

struct FolderEntry {
    std::string name;
    FileType type = FileType::Other;
};
/// Sorted by name. Errors: Limit.
[[nodiscard]] Result<std::vector<FolderEntry>> list_folder(const std::wstring& path, std::size_t max_entries, const CallLimit& limit);

}  // namespace amparo::windows
