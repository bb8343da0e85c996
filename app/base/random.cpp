#include "app/base/random.hpp"

#include <sodium.h>

namespace amparo {

std::vector<unsigned char> random_bytes(std::size_t size) {
    std::vector<unsigned char> out(size);
    randombytes_buf(out.data(), out.size());
    return out;
}

}  // namespace amparo
