#include <fcntl.h>
#include <sys/stat.h>

#include "app/platform/below.hpp"
#include "app/platform/descriptor.hpp"

namespace amparo {

namespace {

Result<Descriptor> open_folders(const std::string& top, std::span<const std::string> parts) {
    AMPARO_TRY(Descriptor folder, open_folder(AT_FDCWD, top.c_str(), true));
    for (const std::string& part : parts) {
        AMPARO_TRY(folder, open_folder(folder.get(), part.c_str(), false));
    }
    return folder;
}

}  // namespace

Result<std::string> read_below(const std::string& top, std::span<const std::string> parts, std::size_t max_bytes) {
    AMPARO_TRY(const Descriptor folder, open_folders(top, parts.first(parts.size() - 1)));
    AMPARO_TRY(const Descriptor file, open_for_reading(folder.get(), parts.back().c_str(), false));
    return read_regular(file, max_bytes, Longer::Refuse, {});
}

Result<std::vector<NamedEntry>> list_below(const std::string& top, std::span<const std::string> parts,
                                           std::size_t max_entries) {
    AMPARO_TRY(const Descriptor folder, open_folders(top, parts));
    AMPARO_TRY(Descriptor listed, open_folders(top, parts));
    AMPARO_TRY(const std::vector<std::string> names, list_folder(std::move(listed), max_entries, {}));
    std::vector<NamedEntry> entries;
    for (const std::string& name : names) {
        struct stat status {};
        if (::fstatat(folder.get(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) continue;
        entries.push_back({name, to_file_info(status).type});
    }
    return entries;
}

}  // namespace amparo
