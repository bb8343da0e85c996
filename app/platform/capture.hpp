#pragma once
// Keeps what a window shows out of pictures and recordings of the screen, where the system offers that.

namespace amparo {

/// `window` is the system's own handle of the window (HWND); null does nothing. Returns whether pictures now leave the
/// window out, which is false wherever the system does not know how. A camera sees the screen all the same, and so does
/// whoever can run programs as an administrator.
bool keep_out_of_captures(void* window, bool out);

}  // namespace amparo
