// For the Windows package: the two calls that libcurl and Mbed TLS take from libraries that Windows does not keep on its
// list of known ones. Imported the usual way, those would be looked for beside the program first; here they are loaded when
// they are needed, after hardening.cpp has said that libraries come from the system's folder alone. Only in the program itself, before the libraries, so
// that the linker never looks for the real ones.

#include <windows.h>

namespace {

template <typename Call>
Call from(const wchar_t* library, const char* name) {
    const HMODULE loaded = ::LoadLibraryExW(library, nullptr, LOAD_LIBRARY_SEARCH_SYSTEM32);
    if (loaded == nullptr) return nullptr;
    return reinterpret_cast<Call>(reinterpret_cast<void*>(::GetProcAddress(loaded, name)));
}

using GenRandom = LONG(WINAPI*)(void*, unsigned char*, ULONG, ULONG);
using NameToIndex = ULONG(WINAPI*)(const char*);

constexpr LONG kNotFound = static_cast<LONG>(0xC0000225U);  // STATUS_NOT_FOUND: whoever asked for random numbers stops

}  // namespace

extern "C" {

LONG WINAPI BCryptGenRandom(void* algorithm, unsigned char* buffer, ULONG size, ULONG flags) {
    static const auto call = from<GenRandom>(L"bcrypt.dll", "BCryptGenRandom");
    return call == nullptr ? kNotFound : call(algorithm, buffer, size, flags);
}

// 0 is "no such interface". NOLINTNEXTLINE(readability-identifier-naming): the name is Windows' own
ULONG WINAPI if_nametoindex(const char* name) {
    static const auto call = from<NameToIndex>(L"iphlpapi.dll", "if_nametoindex");
    return call == nullptr ? 0 : call(name);
}

}  // extern "C"
