#include "app/platform/below.hpp"

#include "app/platform/windows/files.hpp"

namespace amparo {

namespace {

using namespace windows;

/// The folder in the way Windows writes it, after every part on the way was seen to be a folder itself and no link.
Result<std::wstring> folder_below(const std::string& top, std::span<const std::string> parts) {
    std::string path = top;
    for (const std::string& part : parts) {
        path += "/" + part;
        AMPARO_TRY(const Handle folder, open_quietly(to_native(path), FILE_READ_ATTRIBUTES));
        AMPARO_TRY(const FileInfo info, info_of(folder));
        if (info.type == FileType::Link) return fail(Errc::Loop, "a link where a folder was expected");
        if (info.type != FileType::Folder) return fail(Errc::NotFound);
    }
    return to_native(path);
}

}  // namespace

Result<std::string> read_below(const std::string& top, std::span<const std::string> parts, std::size_t max_bytes) {
    AMPARO_TRY(const std::wstring folder, folder_below(top, parts.first(parts.size() - 1)));
    AMPARO_TRY(const Handle file, open_quietly(folder + L"\\" + to_wide(parts.back()), GENERIC_READ));
    return read_regular(file, max_bytes, Longer::Refuse, {});
}

Result<std::vector<NamedEntry>> list_below(const std::string& top, std::span<const std::string> parts,
                                           std::size_t max_entries) {
    AMPARO_TRY(const std::wstring folder, folder_below(top, parts));
    AMPARO_TRY(const auto entries, list_folder(folder, max_entries, {}));
    std::vector<NamedEntry> out;
    for (const FolderEntry& entry : entries) out.push_back({entry.name, entry.type});
    return out;
}

}  // namespace amparo
