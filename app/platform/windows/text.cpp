#include "app/platform/windows/text.hpp"

#include <algorithm>
#include <limits>

namespace amparo::windows {

namespace {

int length_of(std::size_t size) {
    return static_cast<int>(std::min<std::size_t>(size, static_cast<std::size_t>(std::numeric_limits<int>::max())));
}

}  // namespace

std::wstring to_wide(std::string_view utf8) {
    if (utf8.empty()) return {};
    const int size = ::MultiByteToWideChar(CP_UTF8, 0, utf8.data(), length_of(utf8.size()), nullptr, 0);
    std::wstring out(static_cast<std::size_t>(std::max(size, 0)), L'\0');
    ::MultiByteToWideChar(CP_UTF8, 0, utf8.data(), length_of(utf8.size()), out.data(), size);
    return out;
}

std::string to_utf8(std::wstring_view wide) {
    if (wide.empty()) return {};
    const int size = ::WideCharToMultiByte(CP_UTF8, 0, wide.data(), length_of(wide.size()), nullptr, 0, nullptr, nullptr);
    std::string out(static_cast<std::size_t>(std::max(size, 0)), '\0');
    ::WideCharToMultiByte(CP_UTF8, 0, wide.data(), length_of(wide.size()), out.data(), size, nullptr, nullptr);
    return out;
}

std::wstring to_native(const std::string& path) {
    std::wstring out = to_wide(path);
    std::ranges::replace(out, L'/', L'\\');
    const bool shared = out.starts_with(L"\\\\");
    if (out.starts_with(L"\\\\?\\")) return out;
    return shared ? L"\\\\?\\UNC" + out.substr(1) : L"\\\\?\\" + out;
}

std::string from_native(std::wstring_view path) {
    constexpr std::wstring_view kLong = L"\\\\?\\";
    constexpr std::wstring_view kShared = L"\\\\?\\UNC\\";
    std::wstring plain;
    if (path.starts_with(kShared)) {
        plain = L"\\\\" + std::wstring(path.substr(kShared.size()));
    } else {
        plain = path.starts_with(kLong) ? path.substr(kLong.size()) : path;
    }
    std::string out = to_utf8(plain);
    std::ranges::replace(out, '\\', '/');
    return out;
}

std::unexpected<Error> system_error(DWORD number) {
    switch (number) {
        case ERROR_FILE_NOT_FOUND:
        case ERROR_PATH_NOT_FOUND:
        case ERROR_INVALID_DRIVE:
        case ERROR_BAD_NETPATH:
        case ERROR_INVALID_NAME:
        case ERROR_DIRECTORY: return fail(Errc::NotFound);
        case ERROR_ACCESS_DENIED:
        case ERROR_PRIVILEGE_NOT_HELD: return fail(Errc::Denied);
        case ERROR_WRITE_PROTECT: return fail(Errc::Denied, "read-only medium");
        case ERROR_SHARING_VIOLATION:
        case ERROR_LOCK_VIOLATION:
        case ERROR_FILE_EXISTS:
        case ERROR_ALREADY_EXISTS: return fail(Errc::Conflict);
        case ERROR_DISK_FULL:
        case ERROR_HANDLE_DISK_FULL: return fail(Errc::NoSpace);
        case ERROR_FILENAME_EXCED_RANGE: return fail(Errc::Limit);
        default: return fail(Errc::Io, "error number " + std::to_string(number));
    }
}

std::unexpected<Error> last_error() { return system_error(::GetLastError()); }

}  // namespace amparo::windows
