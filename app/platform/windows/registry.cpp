// The registry, opened for reading only and in the view of 64-bit programs.

#include <optional>

#include "app/base/limits.hpp"
#include "app/platform/windows/answers.hpp"

namespace amparo::windows {

namespace {

/// An open key that closes itself.
class Key {
  public:
    explicit Key(HKEY key) : key_(key) {}
    Key(const Key&) = delete;
    Key& operator=(const Key&) = delete;
    Key(Key&& other) noexcept : key_(std::exchange(other.key_, nullptr)) {}
    Key& operator=(Key&&) = delete;
    ~Key() {
        if (key_ != nullptr) ::RegCloseKey(key_);
    }
    [[nodiscard]] HKEY get() const { return key_; }

  private:
    HKEY key_;
};

Result<Key> open(const std::string& key, REGSAM access = KEY_QUERY_VALUE) {
    const std::string_view root = std::string_view(key).substr(0, 5);
    if (root != "HKLM\\" && root != "HKCU\\") return fail(Errc::Usage, "not a key that is looked at");
    HKEY found = nullptr;
    const LSTATUS status = ::RegOpenKeyExW(root == "HKLM\\" ? HKEY_LOCAL_MACHINE : HKEY_CURRENT_USER,
                                           to_wide(std::string_view(key).substr(root.size())).c_str(), 0,
                                           access | KEY_WOW64_64KEY, &found);
    if (status != ERROR_SUCCESS) return system_error(static_cast<DWORD>(status));
    return Key(found);
}

/// Texts may or may not end in zeros, and lists end in two.
RegistryValue text_value(const std::wstring& text, bool list) {
    if (!list) return to_utf8(std::wstring_view(text.c_str()));
    std::vector<std::string> out;
    for (std::size_t at = 0; at < text.size() && text[at] != L'\0';) {
        const std::wstring_view item(text.c_str() + at);
        out.push_back(to_utf8(item));
        at += item.size() + 1;
    }
    return out;
}

}  // namespace

Result<RegistryValue> registry_value(const std::string& key, const std::string& name) {
    AMPARO_TRY(const Key open_key, open(key));
    DWORD type = REG_NONE;
    std::wstring text(limits::kHostLine / sizeof(wchar_t), L'\0');
    auto size = static_cast<DWORD>(text.size() * sizeof(wchar_t));
    const LSTATUS status = ::RegQueryValueExW(open_key.get(), to_wide(name).c_str(), nullptr, &type,
                                              reinterpret_cast<BYTE*>(text.data()), &size);
    if (status == ERROR_MORE_DATA) return fail(Errc::Limit);
    if (status != ERROR_SUCCESS) return system_error(static_cast<DWORD>(status));
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    const auto number = [&](std::size_t width) {
        std::uint64_t value = 0;
        for (std::size_t i = width; i > 0; --i) value = (value << 8U) | bytes[i - 1];
        return static_cast<std::int64_t>(value);
    };
    if (type == REG_DWORD && size == sizeof(DWORD)) return number(sizeof(DWORD));
    if (type == REG_QWORD && size == sizeof(std::uint64_t)) return number(sizeof(std::uint64_t));
    text.resize(size / sizeof(wchar_t));
    if (type == REG_SZ || type == REG_EXPAND_SZ || type == REG_MULTI_SZ) return text_value(text, type == REG_MULTI_SZ);
    return fail(Errc::Corrupt, "a value of another kind");
}

Result<void> registry_key(const std::string& key) {
    AMPARO_TRY_VOID(open(key));
    return {};
}

Result<RegistryNames> registry_names(const std::string& key) {
    AMPARO_TRY(const Key open_key, open(key, KEY_QUERY_VALUE | KEY_ENUMERATE_SUB_KEYS));
    // The longest name of a key has 255 characters, of a value 16,383.
    std::wstring name(16384, L'\0');
    RegistryNames names;
    const auto collect = [&](std::vector<std::string>& out, const auto& call) -> Result<void> {
        for (DWORD index = 0; index < limits::kHostEntries; ++index) {
            auto size = static_cast<DWORD>(name.size());
            const LSTATUS status = call(index, &size);
            if (status == ERROR_NO_MORE_ITEMS) return {};
            if (status != ERROR_SUCCESS) return system_error(static_cast<DWORD>(status));
            out.push_back(to_utf8(std::wstring_view(name).substr(0, size)));
        }
        return fail(Errc::Limit);
    };
    AMPARO_TRY_VOID(collect(names.keys, [&](DWORD index, DWORD* size) {
        return ::RegEnumKeyExW(open_key.get(), index, name.data(), size, nullptr, nullptr, nullptr, nullptr);
    }));
    AMPARO_TRY_VOID(collect(names.values, [&](DWORD index, DWORD* size) {
        return ::RegEnumValueW(open_key.get(), index, name.data(), size, nullptr, nullptr, nullptr, nullptr);
    }));
    return names;
}

}  // namespace amparo::windows
