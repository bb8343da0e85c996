#pragma once
// Between our UTF-8 and the 16-bit text of Windows, and what its error numbers mean. Only for this folder.

#ifndef NOMINMAX
#define NOMINMAX
#endif
#ifndef WIN32_LEAN_AND_MEAN
#define WIN32_LEAN_AND_MEAN
#endif
#include <windows.h>

#include <string>
#include <string_view>

#include "app/base/result.hpp"

namespace amparo::windows {

/// What is not UTF-8 becomes the replacement character, which no file name of ours has.
[[nodiscard]] std::wstring to_wide(std::string_view utf8);
[[nodiscard]] std::string to_utf8(std::wstring_view wide);
/// A path with "/" as Windows writes it, prefixed so that it may be longer than 260 characters. `path` is absolute.
[[nodiscard]] std::wstring to_native(const std::string& path);
/// The other way: "/" between parts, no prefix.
[[nodiscard]] std::string from_native(std::wstring_view path);

[[nodiscard]] std::unexpected<Error> system_error(DWORD number);
/// Of the last call.
[[nodiscard]] std::unexpected<Error> last_error();

/// A handle that closes itself.
class Handle {
  public:
    explicit Handle(HANDLE handle = INVALID_HANDLE_VALUE) : handle_(handle) {}
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    Handle(Handle&& other) noexcept : handle_(std::exchange(other.handle_, INVALID_HANDLE_VALUE)) {}
    Handle& operator=(Handle&& other) noexcept {
        std::swap(handle_, other.handle_);
        return *this;
    }
    ~Handle() {
        if (valid()) ::CloseHandle(handle_);
    }
    [[nodiscard]] HANDLE get() const { return handle_; }
    [[nodiscard]] bool valid() const { return handle_ != INVALID_HANDLE_VALUE && handle_ != nullptr; }

  private:
    HANDLE handle_;
};

}  // namespace amparo::windows
