// What Windows says when it is asked. Libraries that the program does not import are taken from the system's folder at
// the moment of the question; one that is not there makes the answer Unsupported. Sources: the pages of each function in
// Microsoft's Win32 reference, and the numbers of the mingw-w64 headers.

#include "app/platform/windows/answers.hpp"

#include <winsock2.h>

#include <aclapi.h>
#include <iphlpapi.h>
#include <powrprof.h>
#include <propsys.h>
#include <shobjidl.h>
#include <tlhelp32.h>

#include <array>
#include <optional>

#include "app/base/limits.hpp"

namespace amparo::windows {

namespace {

/// One library of the system for as long as a question lasts.
class Library {
  public:
    explicit Library(const wchar_t* name) : module_(::LoadLibraryExW(name, nullptr, LOAD_LIBRARY_SEARCH_SYSTEM32)) {}
    Library(const Library&) = delete;
    Library& operator=(const Library&) = delete;
    ~Library() {
        if (module_ != nullptr) ::FreeLibrary(module_);
    }
    /// The function of that name with the type of `like`, or nullptr.
    template <typename Function>
    [[nodiscard]] Function* find(const char* name) const {
        if (module_ == nullptr) return nullptr;
        return reinterpret_cast<Function*>(reinterpret_cast<void*>(::GetProcAddress(module_, name)));
    }

  private:
    HMODULE module_;
};

std::unexpected<Error> not_known() { return fail(Errc::Unsupported, "this Windows does not answer"); }

Result<std::string> bitlocker(const std::string& drive) {
    if (drive.size() != 2 || drive[1] != ':') return fail(Errc::Usage);
    const Library ole(L"ole32.dll");
    const Library properties(L"propsys.dll");
    const auto start = ole.find<decltype(::CoInitializeEx)>("CoInitializeEx");
    const auto end = ole.find<decltype(::CoUninitialize)>("CoUninitialize");
    const auto clear = ole.find<decltype(::PropVariantClear)>("PropVariantClear");
    const auto key_of = properties.find<decltype(::PSGetPropertyKeyFromName)>("PSGetPropertyKeyFromName");
    if (start == nullptr || end == nullptr || clear == nullptr || key_of == nullptr) return not_known();
    PROPERTYKEY key{};
    if (FAILED(start(nullptr, COINIT_APARTMENTTHREADED | COINIT_DISABLE_OLE1DDE))) return not_known();
    Result<std::string> out = not_known();
    IPropertyStore* store = nullptr;
    // IID_IPropertyStore, written here because the library that holds it is not linked.
    constexpr GUID kStore = {0x886d8eeb, 0x8cf2, 0x4446, {0x8d, 0x02, 0xcd, 0xba, 0x1d, 0xbd, 0xcf, 0x99}};
    if (SUCCEEDED(key_of(L"System.Volume.BitLockerProtection", &key)) &&
        SUCCEEDED(::SHGetPropertyStoreFromParsingName(to_wide(drive + "\\").c_str(), nullptr, GPS_DEFAULT, kStore,
                                                      reinterpret_cast<void**>(&store)))) {
        PROPVARIANT value{};
        if (SUCCEEDED(store->GetValue(key, &value))) {
            if (value.vt == VT_I4 || value.vt == VT_UI4) out = std::to_string(value.lVal);
            clear(&value);
        }
        store->Release();
    }
    end();
    return out;
}

Result<std::string> security_center(const std::string& provider) {
    DWORD wanted = 0;
    if (provider == "firewall") wanted = 1;
    if (provider == "auto_update") wanted = 2;
    if (provider == "antivirus") wanted = 4;
    if (wanted == 0) return fail(Errc::Usage);
    const Library library(L"wscapi.dll");
    using Ask = HRESULT WINAPI(DWORD providers, int* health);
    const auto ask = library.find<Ask>("WscGetSecurityProviderHealth");
    int health = -1;
    // S_FALSE means that the service does not run, and the answer counts for nothing.
    if (ask == nullptr || ask(wanted, &health) != S_OK) return not_known();
    constexpr std::array kNames = {"good", "not_monitored", "poor", "snoozed"};
    if (health < 0 || static_cast<std::size_t>(health) >= kNames.size()) return not_known();
    return kNames.at(static_cast<std::size_t>(health));
}

std::string program_of(DWORD process) {
    const Handle opened(::OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, process));
    std::array<wchar_t, 1024> path{};
    auto size = static_cast<DWORD>(path.size());
    if (!opened.valid() || ::QueryFullProcessImageNameW(opened.get(), 0, path.data(), &size) == 0) return "-";
    const std::string whole = from_native({path.data(), size});
    std::string name = whole.substr(whole.rfind('/') + 1);
    for (char& c : name) {
        if (c >= 0 && c <= ' ') c = '_';
    }
    return name.empty() ? "-" : name;
}

std::string address_of(const unsigned char* bytes, bool six) {
    std::string out;
    char part[8];
    for (int i = 0; i < (six ? 16 : 4); i += six ? 2 : 1) {
        if (!out.empty()) out.push_back(six ? ':' : '.');
        std::snprintf(part, sizeof part, six ? "%x" : "%u", six ? static_cast<unsigned>(bytes[i] << 8 | bytes[i + 1]) : bytes[i]);
        out += part;
    }
    if (!six) return out;
    if (out == "0:0:0:0:0:0:0:0") return "::";
    return out == "0:0:0:0:0:0:0:1" ? "::1" : out;
}

/// One of the four tables, asked again while it grows. `Table` is its type, `fill` gets the raw bytes.
template <typename Table, typename Fill, typename Row>
Result<void> table_lines(const char* name, Fill fill, Row row, std::string& out) {
    std::vector<unsigned char> bytes(64 * limits::kKiB);
    for (int attempt = 0; attempt < 5; ++attempt) {
        auto size = static_cast<DWORD>(bytes.size());
        const DWORD status = fill(bytes.data(), &size);
        if (status == ERROR_INSUFFICIENT_BUFFER && size <= limits::kHostTable) {
            bytes.resize(size + 4 * limits::kKiB);
            continue;
        }
        if (status != NO_ERROR) return system_error(status);
        const auto* table = reinterpret_cast<const Table*>(bytes.data());
        for (DWORD i = 0; i < table->dwNumEntries; ++i) row(name, table->table[i], out);
        return {};
    }
    return fail(Errc::Limit);
}

/// Ports stand in network order in the lower half of a number.
std::string port_of(DWORD port) { return std::to_string(((port & 0xFFU) << 8U) | ((port >> 8U) & 0xFFU)); }

Result<std::string> listeners() {
    const Library library(L"iphlpapi.dll");
    const auto tcp = library.find<decltype(::GetExtendedTcpTable)>("GetExtendedTcpTable");
    const auto udp = library.find<decltype(::GetExtendedUdpTable)>("GetExtendedUdpTable");
    if (tcp == nullptr || udp == nullptr) return not_known();
    std::string out;
    const auto four = [](const char* name, const auto& row, std::string& text) {
        text += std::string(name) + " " + address_of(reinterpret_cast<const unsigned char*>(&row.dwLocalAddr), false) + " " +
                port_of(row.dwLocalPort) + " " + program_of(row.dwOwningPid) + "\n";
    };
    const auto six = [](const char* name, const auto& row, std::string& text) {
        text += std::string(name) + " " + address_of(row.ucLocalAddr, true) + " " + port_of(row.dwLocalPort) + " " +
                program_of(row.dwOwningPid) + "\n";
    };
    const auto ask_tcp = [&](ULONG family) {
        return [&, family](void* to, DWORD* size) { return tcp(to, size, FALSE, family, TCP_TABLE_OWNER_PID_LISTENER, 0); };
    };
    const auto ask_udp = [&](ULONG family) {
        return [&, family](void* to, DWORD* size) { return udp(to, size, FALSE, family, UDP_TABLE_OWNER_PID, 0); };
    };
    AMPARO_TRY_VOID(table_lines<MIB_TCPTABLE_OWNER_PID>("tcp", ask_tcp(AF_INET), four, out));
    AMPARO_TRY_VOID(table_lines<MIB_TCP6TABLE_OWNER_PID>("tcp6", ask_tcp(AF_INET6), six, out));
    AMPARO_TRY_VOID(table_lines<MIB_UDPTABLE_OWNER_PID>("udp", ask_udp(AF_INET), four, out));
    AMPARO_TRY_VOID(table_lines<MIB_UDP6TABLE_OWNER_PID>("udp6", ask_udp(AF_INET6), six, out));
    return out;
}

/// The well-known identity in `out`, which holds SECURITY_MAX_SID_SIZE bytes.
bool well_known(WELL_KNOWN_SID_TYPE which, std::array<BYTE, SECURITY_MAX_SID_SIZE>& out) {
    auto size = static_cast<DWORD>(out.size());
    return ::CreateWellKnownSid(which, nullptr, out.data(), &size) != 0;
}

Result<std::string> processes() {
    const Handle list(::CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0));
    if (!list.valid()) return last_error();
    PROCESSENTRY32W entry{};
    entry.dwSize = sizeof(entry);
    std::string out;
    std::size_t count = 0;
    for (BOOL more = ::Process32FirstW(list.get(), &entry); more != 0; more = ::Process32NextW(list.get(), &entry)) {
        if (++count > limits::kHostEntries) return fail(Errc::Limit);
        out += to_utf8(std::wstring_view(entry.szExeFile)) + "\n";
    }
    return out;
}

Result<std::string> administrator() {
    HANDLE raw = nullptr;
    if (::OpenProcessToken(::GetCurrentProcess(), TOKEN_QUERY, &raw) == 0) return last_error();
    const Handle token(raw);
    TOKEN_ELEVATION_TYPE kind{};
    DWORD size = 0;
    if (::GetTokenInformation(token.get(), TokenElevationType, &kind, sizeof kind, &size) == 0) return last_error();
    if (kind == TokenElevationTypeLimited) return "asks";
    if (kind == TokenElevationTypeFull) return "yes";
    // Without a pair of tokens the groups decide: an ordinary account, or one that Windows never asks.
    std::array<BYTE, SECURITY_MAX_SID_SIZE> group{};
    BOOL member = FALSE;
    if (!well_known(WinBuiltinAdministratorsSid, group) || ::CheckTokenMembership(nullptr, group.data(), &member) == 0) {
        return last_error();
    }
    return member != FALSE ? "yes" : "no";
}

Result<std::string> folder_access(const std::string& folder) {
    PACL list = nullptr;
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    std::wstring path = to_native(folder);
    const DWORD status = ::GetNamedSecurityInfoW(path.data(), SE_FILE_OBJECT, DACL_SECURITY_INFORMATION, nullptr, nullptr, &list,
                                                 nullptr, &descriptor);
    if (status != ERROR_SUCCESS) return system_error(status);
    std::string out = list == nullptr ? "write" : "none";
    for (const WELL_KNOWN_SID_TYPE which : {WinWorldSid, WinAuthenticatedUserSid, WinBuiltinUsersSid, WinBuiltinGuestsSid}) {
        std::array<BYTE, SECURITY_MAX_SID_SIZE> group{};
        if (list == nullptr || !well_known(which, group)) continue;
        // What was granted, whatever else was refused: we would rather name a folder that is closed after all.
        for (DWORD i = 0; i < list->AceCount; ++i) {
            void* entry = nullptr;
            if (::GetAce(list, i, &entry) == 0) continue;
            const auto* allowed = static_cast<const ACCESS_ALLOWED_ACE*>(entry);
            const bool counts = allowed->Header.AceType == ACCESS_ALLOWED_ACE_TYPE && (allowed->Header.AceFlags & INHERIT_ONLY_ACE) == 0;
            if (!counts || ::EqualSid(const_cast<DWORD*>(&allowed->SidStart), group.data()) == 0) continue;
            constexpr ACCESS_MASK kWrite = FILE_WRITE_DATA | FILE_APPEND_DATA | FILE_DELETE_CHILD | WRITE_DAC | WRITE_OWNER |
                                           GENERIC_WRITE | GENERIC_ALL;
            constexpr ACCESS_MASK kRead = FILE_READ_DATA | FILE_EXECUTE | GENERIC_READ | GENERIC_EXECUTE;
            if ((allowed->Mask & kWrite) != 0) {
                out = "write";
            } else if ((allowed->Mask & kRead) != 0 && out == "none") {
                out = "read";
            }
        }
    }
    ::LocalFree(descriptor);
    return out;
}

Result<std::string> power_setting(const std::string& name) {
    const GUID* group = nullptr;
    const GUID* setting = nullptr;
    constexpr GUID kNoGroup = {0xfea3413e, 0x7e05, 0x4911, {0x9a, 0x71, 0x70, 0x03, 0x31, 0xf1, 0xc2, 0x94}};
    constexpr GUID kVideo = {0x7516b95f, 0xf776, 0x4464, {0x8c, 0x53, 0x06, 0x16, 0x7f, 0x40, 0xcc, 0x99}};
    constexpr GUID kSleep = {0x238c9fa8, 0x0aad, 0x41ed, {0x83, 0xf4, 0x97, 0xbe, 0x24, 0x2c, 0x8f, 0x20}};
    constexpr GUID kLockOnWake = {0x0e796bdb, 0x100d, 0x47d6, {0xa2, 0xd5, 0xf7, 0xd2, 0xda, 0xa5, 0x1f, 0x51}};
    constexpr GUID kDisplayOff = {0x3c0bc021, 0xc8a8, 0x4e07, {0xa9, 0x73, 0x6b, 0x14, 0xcb, 0xcb, 0x2b, 0x7e}};
    constexpr GUID kStandby = {0x29f6c1db, 0x86da, 0x48c5, {0x9f, 0xdb, 0xf2, 0xb6, 0x7b, 0x1f, 0x44, 0xda}};
    if (name == "lock_on_wake") group = &kNoGroup, setting = &kLockOnWake;
    if (name == "display_off") group = &kVideo, setting = &kDisplayOff;
    if (name == "sleep") group = &kSleep, setting = &kStandby;
    if (setting == nullptr) return fail(Errc::Usage);
    const Library library(L"powrprof.dll");
    const auto active = library.find<decltype(::PowerGetActiveScheme)>("PowerGetActiveScheme");
    using Read = DWORD WINAPI(HKEY root, const GUID* scheme, const GUID* subgroup, const GUID* power_setting, DWORD* value);
    const auto plugged = library.find<Read>("PowerReadACValueIndex");
    const auto battery = library.find<Read>("PowerReadDCValueIndex");
    if (active == nullptr || plugged == nullptr || battery == nullptr) return not_known();
    GUID* scheme = nullptr;
    if (active(nullptr, &scheme) != ERROR_SUCCESS) return not_known();
    DWORD on_mains = 0;
    DWORD on_battery = 0;
    const bool read = plugged(nullptr, scheme, group, setting, &on_mains) == ERROR_SUCCESS &&
                      battery(nullptr, scheme, group, setting, &on_battery) == ERROR_SUCCESS;
    ::LocalFree(scheme);
    if (!read) return not_known();
    return std::to_string(on_mains) + " " + std::to_string(on_battery);
}

}  // namespace

Result<std::string> answer(HostQuestion question, const std::string& value) {
    switch (question) {
        case HostQuestion::BitLocker: return bitlocker(value);
        case HostQuestion::SecurityCenter: return security_center(value);
        case HostQuestion::Listeners: return listeners();
        case HostQuestion::Administrator: return administrator();
        case HostQuestion::Processes: return processes();
        case HostQuestion::FolderAccess: return folder_access(value);
        case HostQuestion::Uptime: return std::to_string(::GetTickCount64() / 1000);
        case HostQuestion::PowerSetting: return power_setting(value);
    }
    return not_known();
}

}  // namespace amparo::windows
