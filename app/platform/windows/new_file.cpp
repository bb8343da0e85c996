#include "app/platform/new_file.hpp"

#include <algorithm>

#include "app/platform/windows/text.hpp"

namespace amparo {

Result<void> write_new_file(const std::string& path, std::string_view bytes) {
    const std::wstring name = windows::to_wide(path);
    const windows::Handle file(::CreateFileW(name.c_str(), GENERIC_WRITE | DELETE, 0, nullptr, CREATE_NEW, FILE_ATTRIBUTE_NORMAL, nullptr));
    if (!file.valid()) return ::GetLastError() == ERROR_FILE_EXISTS ? fail(Errc::Conflict) : windows::last_error();
    while (!bytes.empty()) {
        DWORD written = 0;
        const auto size = static_cast<DWORD>(std::min<std::size_t>(bytes.size(), 1U << 20U));
        if (::WriteFile(file.get(), bytes.data(), size, &written, nullptr) == 0) {
            const DWORD problem = ::GetLastError();
            ::DeleteFileW(name.c_str());
            return windows::system_error(problem);
        }
        bytes.remove_prefix(written);
    }
    return {};
}

}  // namespace amparo
