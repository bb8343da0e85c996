#include "app/platform/outside.hpp"

// shellapi.h needs the names that windows.h makes.
#include <windows.h>

#include <shellapi.h>

#include <algorithm>

#include "app/platform/windows/files.hpp"

namespace amparo {

namespace {

using namespace windows;

Result<void> write_all(const Handle& file, Bytes bytes, Kept kept) {
    constexpr std::size_t kStep = std::size_t{1} << 20U;
    while (!bytes.empty()) {
        DWORD put = 0;
        if (::WriteFile(file.get(), bytes.data(), static_cast<DWORD>(std::min(bytes.size(), kStep)), &put, nullptr) == 0) return last_error();
        if (put == 0) return fail(Errc::Io, "nothing was written");
        bytes = bytes.subspan(put);
    }
    if (kept == Kept::Now && ::FlushFileBuffers(file.get()) == 0) return last_error();
    return {};
}

}  // namespace

Result<void> write_new_file(const std::string& path, Bytes bytes, Kept kept) {
    if (path.empty()) return fail(Errc::Usage, "no place was given");
    const std::wstring native = to_wide(path);
    const Handle file(::CreateFileW(native.c_str(), GENERIC_WRITE, 0, nullptr, CREATE_NEW, FILE_ATTRIBUTE_NORMAL, nullptr));
    if (!file.valid()) {
        const DWORD reason = ::GetLastError();
        if (reason == ERROR_FILE_EXISTS || reason == ERROR_ALREADY_EXISTS) return fail(Errc::Conflict, "something has that name");
        return system_error(reason);
    }
    auto written = write_all(file, bytes, kept);
    if (!written) ::DeleteFileW(native.c_str());
    return written;
}

Result<void> open_page(const std::string& link) {
    if (!is_page_link(link)) return fail(Errc::Usage, "not a page that can be opened");
    const auto code = reinterpret_cast<INT_PTR>(::ShellExecuteW(nullptr, L"open", to_wide(link).c_str(), nullptr, nullptr, SW_SHOWNORMAL));
    constexpr INT_PTR kFirstGood = 33;
    if (code < kFirstGood) return fail(Errc::NotFound, "nothing on this computer opens pages");
    return {};
}

}  // namespace amparo
