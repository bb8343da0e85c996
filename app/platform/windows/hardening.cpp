#include "app/platform/hardening.hpp"

#include "app/platform/windows/text.hpp"

#include <cstdlib>

namespace amparo {

namespace {

using namespace windows;

bool changes_libraries(std::string_view name) {
    return name == "SSLKEYLOGFILE" || name.starts_with("OPENSSL_") || name.starts_with("CURL_") || name.ends_with("_proxy") ||
           name.ends_with("_PROXY");
}

/// Windows tells programs that do not know it an older number; this call does not.
constexpr DWORD kOldestWindows = 10;
using AskVersion = LONG(WINAPI*)(OSVERSIONINFOW*);

/// What Windows has only since 8: asked for by name, so that an older one still starts the program and hears why not.
template <typename Call>
Call later(const wchar_t* library, const char* name) {
    const HMODULE loaded = ::GetModuleHandleW(library);
    if (loaded == nullptr) return nullptr;
    return reinterpret_cast<Call>(reinterpret_cast<void*>(::GetProcAddress(loaded, name)));  // NOLINT: its type is documented
}
using SetFolders = BOOL(WINAPI*)(DWORD);
using SetPolicy = BOOL(WINAPI*)(PROCESS_MITIGATION_POLICY, PVOID, SIZE_T);

}  // namespace

bool system_is_too_old() {
    const auto ask = later<AskVersion>(L"ntdll.dll", "RtlGetVersion");
    OSVERSIONINFOW version{};
    version.dwOSVersionInfoSize = sizeof version;
    return ask != nullptr && ask(&version) == 0 && version.dwMajorVersion < kOldestWindows;
}

HardeningReport harden_process() {
    HardeningReport report;
    // Before anything is loaded by name: libraries come from the system's folder, never from a stick or a download folder.
    const auto set_folders = later<SetFolders>(L"kernel32.dll", "SetDefaultDllDirectories");
    const bool system_only = set_folders != nullptr && set_folders(LOAD_LIBRARY_SEARCH_SYSTEM32) != 0;
    ::SetDllDirectoryW(L"");
    PROCESS_MITIGATION_IMAGE_LOAD_POLICY images{};
    images.NoRemoteImages = 1;
    images.PreferSystem32Images = 1;
    if (const auto set_policy = later<SetPolicy>(L"kernel32.dll", "SetProcessMitigationPolicy"); set_policy != nullptr) {
        set_policy(ProcessImageLoadPolicy, &images, sizeof images);
    }
    // No boxes of the system about a missing stick, and no report that carries our memory away.
    ::SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX | SEM_NOOPENFILEERRORBOX);
    report.core_dumps_off = true;
    report.memory_private = system_only;
    wchar_t* all = ::GetEnvironmentStringsW();
    for (const wchar_t* entry = all; entry != nullptr && *entry != L'\0'; entry += std::wstring_view(entry).size() + 1) {
        const std::wstring_view text(entry);
        const std::string name = to_utf8(text.substr(0, text.find(L'=', 1)));
        if (changes_libraries(name)) report.removed.push_back(name);
    }
    if (all != nullptr) ::FreeEnvironmentStringsW(all);
    for (const std::string& name : report.removed) ::SetEnvironmentVariableW(to_wide(name).c_str(), nullptr);
    return report;
}

// Drivers of Windows keep their caches where no program can say otherwise; the README says so.
void keep_graphics_from_writing() {}

}  // namespace amparo
