// Windows as a source of facts. Paths are written "C:/Users/…".

#include <array>
#include <cctype>
#include <chrono>

#include "app/base/limits.hpp"
#include "app/platform/running_host.hpp"
#include "app/platform/windows/answers.hpp"
#include "app/platform/windows/files.hpp"

namespace amparo {

namespace {

using namespace windows;

Result<void> check_call(const std::string& path, const CallLimit& limit) {
    AMPARO_TRY_VOID(check_limit(limit));
    const bool drive = path.size() >= 3 && std::isalpha(static_cast<unsigned char>(path[0])) != 0 && path[1] == ':' && path[2] == '/';
    // A second colon would mean a hidden stream of the file.
    if (!drive || path.find(':', 2) != std::string::npos || path.find('\0') != std::string::npos) {
        return fail(Errc::NotFound, "not a path of this system");
    }
    return {};
}

class WindowsHost final : public Host {
  public:
    [[nodiscard]] System system() const override { return System::Windows; }
    [[nodiscard]] bool running() const override { return true; }
    [[nodiscard]] std::int64_t now() const override {
        return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
    }

    [[nodiscard]] Result<std::string> read(const std::string& path, std::size_t max_bytes, Longer longer,
                                           const CallLimit& limit) const override {
        AMPARO_TRY_VOID(check_call(path, limit));
        AMPARO_TRY(const Handle file, open_quietly(to_native(path), GENERIC_READ));
        return read_regular(file, max_bytes, longer, limit);
    }

    [[nodiscard]] Result<FileInfo> info(const std::string& path, Follow /*follow*/, const CallLimit& limit) const override {
        AMPARO_TRY_VOID(check_call(path, limit));
        AMPARO_TRY(const Handle file, open_quietly(to_native(path), FILE_READ_ATTRIBUTES));
        return info_of(file);
    }

    [[nodiscard]] Result<std::string> link(const std::string& /*path*/, const CallLimit& /*limit*/) const override {
        return fail(Errc::Unsupported);
    }

    [[nodiscard]] Result<std::vector<std::string>> list(const std::string& path, std::size_t max_entries,
                                                        const CallLimit& limit) const override {
        AMPARO_TRY_VOID(check_call(path, limit));
        AMPARO_TRY(const auto entries, list_folder(to_native(path), max_entries, limit));
        std::vector<std::string> names;
        for (const FolderEntry& entry : entries) names.push_back(entry.name);
        return names;
    }

    [[nodiscard]] Result<std::string> resolve(const std::string& path, const CallLimit& limit) const override {
        AMPARO_TRY_VOID(check_call(path, limit));
        AMPARO_TRY(const Handle file, open_quietly(to_native(path), FILE_READ_ATTRIBUTES));
        std::array<wchar_t, 4096> name{};
        const DWORD size = ::GetFinalPathNameByHandleW(file.get(), name.data(), static_cast<DWORD>(name.size()), 0);
        if (size == 0) return last_error();
        if (size >= name.size()) return fail(Errc::Limit);
        return from_native({name.data(), size});
    }

    [[nodiscard]] Result<std::string> run(Command /*command*/, const std::string& /*value*/,
                                          const CallLimit& /*limit*/) const override {
        return fail(Errc::Unsupported);
    }

    [[nodiscard]] Result<std::string> environment(const std::string& name) const override {
        std::wstring value(limits::kHostLine, L'\0');
        const DWORD size = ::GetEnvironmentVariableW(to_wide(name).c_str(), value.data(), static_cast<DWORD>(value.size()));
        if (size == 0 && ::GetLastError() == ERROR_ENVVAR_NOT_FOUND) return fail(Errc::NotFound);
        if (size >= value.size()) return fail(Errc::Limit);
        return to_utf8(std::wstring_view(value).substr(0, size));
    }

    /// People of Windows have no numbers of this kind.
    [[nodiscard]] Result<Identity> identity() const override { return fail(Errc::Unsupported); }

    [[nodiscard]] Result<RegistryValue> registry(const std::string& key, const std::string& name,
                                                 const CallLimit& limit) const override {
        AMPARO_TRY_VOID(check_limit(limit));
        return registry_value(key, name);
    }
    [[nodiscard]] Result<void> registry_key(const std::string& key, const CallLimit& limit) const override {
        AMPARO_TRY_VOID(check_limit(limit));
        return windows::registry_key(key);
    }
    [[nodiscard]] Result<RegistryNames> registry_names(const std::string& key, const CallLimit& limit) const override {
        AMPARO_TRY_VOID(check_limit(limit));
        return windows::registry_names(key);
    }
    [[nodiscard]] Result<std::string> ask(HostQuestion question, const std::string& value, const CallLimit& limit) const override {
        AMPARO_TRY_VOID(check_limit(limit));
        return answer(question, value);
    }
};

}  // namespace

std::unique_ptr<Host> make_running_host() { return std::make_unique<WindowsHost>(); }

}  // namespace amparo
