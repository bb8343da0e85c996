#include "app/platform/portable_root.hpp"

#include "app/platform/windows/files.hpp"

namespace amparo {

namespace {

using namespace windows;

Result<std::string> full_path(const std::string& path) {
    std::wstring out(32'768, L'\0');
    const DWORD size = ::GetFullPathNameW(to_wide(path).c_str(), static_cast<DWORD>(out.size()), out.data(), nullptr);
    if (size == 0) return last_error();
    if (size >= out.size()) return fail(Errc::Limit);
    std::string full = from_native(std::wstring_view(out).substr(0, size));
    while (full.size() > 3 && full.ends_with('/')) full.pop_back();
    return full;
}

Result<std::string> folder_at(const std::string& path) {
    AMPARO_TRY(const std::string full, full_path(path));
    const DWORD attributes = ::GetFileAttributesW(to_native(full).c_str());
    if (attributes == INVALID_FILE_ATTRIBUTES) return last_error();
    if ((attributes & FILE_ATTRIBUTE_DIRECTORY) == 0) return fail(Errc::NotRegular);
    return full;
}

}  // namespace

Result<PortableRoot> find_portable_root(const std::optional<std::string>& data) {
    PortableRoot root;
    std::wstring self(32'768, L'\0');
    const DWORD size = ::GetModuleFileNameW(nullptr, self.data(), static_cast<DWORD>(self.size()));
    if (size == 0 || size >= self.size()) return fail(Errc::NotFound, "the program cannot find its own folder");
    const std::string path = from_native(std::wstring_view(self).substr(0, size));
    root.program_folder = path.substr(0, path.rfind('/'));
    if (data) {
        AMPARO_TRY(root.data_folder, folder_at(*data));
    }
    return root;
}

}  // namespace amparo
