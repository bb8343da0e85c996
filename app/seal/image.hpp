#pragma once
// A file of fixed size that looks random to everybody without its key: encrypted and authenticated as a whole.
// Layout: nonce (24 bytes), ciphertext, tag (16 bytes); inside: length of the content (4 bytes), content, zeros.

#include <string>

#include "app/base/bytes.hpp"
#include "app/base/result.hpp"
#include "app/base/secret.hpp"

namespace amparo::seal {

inline constexpr std::size_t kImageKey = 32;
inline constexpr std::size_t kImageOverhead = 24 + 16 + 4;

/// `size` bytes around `content`; `what` is bound in and must be the same when it is opened. Errors: Limit — too long.
[[nodiscard]] Result<std::string> seal_image(const SecretBytes& key, std::string_view what, std::string_view content, std::size_t size);
/// Errors: Tampered — another key, another `what`, or any byte changed.
[[nodiscard]] Result<std::string> open_image(const SecretBytes& key, std::string_view what, Bytes image);

}  // namespace amparo::seal
