#include "app/platform/windows/files.hpp"

#include <algorithm>

#include "app/base/limits.hpp"

namespace amparo::windows {

namespace {

constexpr std::uint32_t kReadable = 0444;
constexpr std::uint32_t kWritable = 0222;
// Windows counts steps of 100 nanoseconds from 1601.
constexpr std::int64_t kStepsPerSecond = 10'000'000;
constexpr std::int64_t kSecondsTo1970 = 11'644'473'600;

FileType type_of(DWORD attributes) {
    if ((attributes & FILE_ATTRIBUTE_REPARSE_POINT) != 0) return FileType::Link;
    if ((attributes & FILE_ATTRIBUTE_DIRECTORY) != 0) return FileType::Folder;
    if ((attributes & FILE_ATTRIBUTE_DEVICE) != 0) return FileType::Device;
    return FileType::Regular;
}

std::int64_t joined(DWORD high, DWORD low) {
    return static_cast<std::int64_t>((static_cast<std::uint64_t>(high) << 32U) | low);
}

}  // namespace

Result<Handle> open_quietly(const std::wstring& path, DWORD access) {
    Handle file(::CreateFileW(path.c_str(), access, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr,
                              OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS | FILE_FLAG_OPEN_REPARSE_POINT, nullptr));
    if (!file.valid()) return last_error();
    return file;
}

Result<FileInfo> info_of(const Handle& file) {
    if (::GetFileType(file.get()) != FILE_TYPE_DISK) return fail(Errc::NotRegular);
    BY_HANDLE_FILE_INFORMATION got{};
    if (::GetFileInformationByHandle(file.get(), &got) == 0) return last_error();
    FileInfo info;
    info.type = type_of(got.dwFileAttributes);
    info.mode = kReadable | ((got.dwFileAttributes & FILE_ATTRIBUTE_READONLY) != 0 ? 0 : kWritable);
    info.size = joined(got.nFileSizeHigh, got.nFileSizeLow);
    info.changed = joined(got.ftLastWriteTime.dwHighDateTime, got.ftLastWriteTime.dwLowDateTime) / kStepsPerSecond - kSecondsTo1970;
    info.device = got.dwVolumeSerialNumber;
    return info;
}

Result<std::string> read_regular(const Handle& file, std::size_t max_bytes, Longer longer, const CallLimit& limit) {
    AMPARO_TRY(const FileInfo info, info_of(file));
    if (info.type == FileType::Link) return fail(Errc::Loop, "a link where a file was expected");
    if (info.type != FileType::Regular) return fail(Errc::NotRegular);
    if (longer == Longer::Refuse && static_cast<std::uint64_t>(info.size) > max_bytes) return fail(Errc::Limit, "larger than allowed");
    std::string out;
    constexpr std::size_t kStep = 64 * limits::kKiB;
    while (true) {
        AMPARO_TRY_VOID(check_limit(limit));
        // One byte more than allowed tells a full file from one that goes on.
        const std::size_t want = std::min(kStep, max_bytes + 1 - out.size());
        const std::size_t before = out.size();
        out.resize(before + want);
        DWORD got = 0;
        if (::ReadFile(file.get(), out.data() + before, static_cast<DWORD>(want), &got, nullptr) == 0) return last_error();
        out.resize(before + got);
        if (got == 0) return out;
        if (out.size() > max_bytes) {
            if (longer == Longer::Refuse) return fail(Errc::Limit, "larger than allowed");
            out.resize(max_bytes);
            return out;
        }
    }
}

Result<std::vector<FolderEntry>> list_folder(const std::wstring& path, std::size_t max_entries, const CallLimit& limit) {
    WIN32_FIND_DATAW entry{};
    const HANDLE search = ::FindFirstFileExW((path + L"\\*").c_str(), FindExInfoBasic, &entry, FindExSearchNameMatch, nullptr, 0);
    if (search == INVALID_HANDLE_VALUE) return last_error();
    std::vector<FolderEntry> out;
    Result<void> going{};
    do {
        const std::string name = to_utf8(entry.cFileName);
        if (name == "." || name == "..") continue;
        if (out.size() % 256 == 0) going = check_limit(limit);
        if (out.size() >= max_entries) going = fail(Errc::Limit, "more entries than allowed");
        if (!going) break;
        out.push_back({name, type_of(entry.dwFileAttributes)});
    } while (::FindNextFileW(search, &entry) != 0);
    const DWORD end = ::GetLastError();
    ::FindClose(search);
    AMPARO_TRY_VOID(going);
    if (end != ERROR_NO_MORE_FILES) return system_error(end);
    std::ranges::sort(out, {}, &FolderEntry::name);
    return out;
}

}  // namespace amparo::windows
