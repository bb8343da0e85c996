#include "app/platform/capture.hpp"

#include "app/platform/windows/text.hpp"

namespace amparo {

namespace {

constexpr DWORD kLeftOut = 0x11;  // WDA_EXCLUDEFROMCAPTURE, which the headers of our compiler do not have yet

}  // namespace

bool keep_out_of_captures(void* window, bool out) {
    if (window == nullptr) return false;
    const auto handle = static_cast<HWND>(window);
    if (!out) {
        ::SetWindowDisplayAffinity(handle, WDA_NONE);
        return false;
    }
    // Windows before version 2004 cannot leave a window out of a picture; there it is drawn black.
    return ::SetWindowDisplayAffinity(handle, kLeftOut) != 0 || ::SetWindowDisplayAffinity(handle, WDA_MONITOR) != 0;
}

}  // namespace amparo
