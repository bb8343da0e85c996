#pragma once
// Random bytes from the system, through libsodium. Anyone may use it; keys have their own type (secret.hpp).

#include <cstddef>
#include <vector>

namespace amparo {

/// `size` bytes that nobody can guess.
[[nodiscard]] std::vector<unsigned char> random_bytes(std::size_t size);

}  // namespace amparo
