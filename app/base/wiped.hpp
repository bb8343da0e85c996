#pragma once
// Memory for many secrets at once, such as a file full of passwords: wiped when it is given back. SecretBytes
// (base/secret.hpp) guards a few keys; locked memory is scarce, so a pool starts guarded and goes on unlocked, wiped all
// the same. Anyone may use this header.

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "app/base/result.hpp"
#include "app/base/secret.hpp"

namespace amparo {

/// Overwrites memory in a way that the compiler does not leave out.
void wipe_memory(void* data, std::size_t size);
/// Overwrites what called functions may have left on the stack below.
void wipe_stack();

/// Wipes whatever a container gives back, also when it grows. Not for std::string, which keeps short texts inside itself.
template <typename T>
struct WipingAllocator {
    using value_type = T;
    WipingAllocator() = default;
    template <typename U>
    WipingAllocator(const WipingAllocator<U>&) {}
    [[nodiscard]] T* allocate(std::size_t count) { return std::allocator<T>().allocate(count); }
    void deallocate(T* data, std::size_t count) {
        wipe_memory(data, count * sizeof(T));
        std::allocator<T>().deallocate(data, count);
    }
    template <typename U>
    bool operator==(const WipingAllocator<U>&) const {
        return true;
    }
};

using WipedBytes = std::vector<char, WipingAllocator<char>>;

[[nodiscard]] inline std::string_view view_of(const WipedBytes& bytes) { return {bytes.data(), bytes.size()}; }

/// Texts that live as long as the pool and are wiped with it. Move-only; moving leaves the texts where they are.
class SecretPool {
  public:
    SecretPool() = default;
    SecretPool(const SecretPool&) = delete;
    SecretPool& operator=(const SecretPool&) = delete;
    SecretPool(SecretPool&&) noexcept = default;
    SecretPool& operator=(SecretPool&&) noexcept = default;

    /// A copy of `text` in the pool, followed by a NUL so that it can be handed to C.
    [[nodiscard]] std::string_view keep(std::string_view text);
    /// Wipes all texts now; views into the pool are dead.
    void clear();
    [[nodiscard]] std::size_t bytes() const { return bytes_; }

  private:
    [[nodiscard]] char* room(std::size_t size);

    std::vector<SecretBytes> guarded_;
    std::vector<WipedBytes> open_;
    char* at_ = nullptr;
    std::size_t left_ = 0;
    std::size_t bytes_ = 0;
};

}  // namespace amparo
