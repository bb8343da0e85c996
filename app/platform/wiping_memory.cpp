#include "app/platform/wiping_memory.hpp"

#ifndef AMPARO_SANITIZED
#ifdef _WIN32
#include <malloc.h>
#include <windows.h>
#elif defined(__APPLE__)
#include <malloc/malloc.h>
#include <string.h>
#else
#include <malloc.h>
#include <string.h>
#endif

#include <cstdint>
#include <cstdlib>
#include <new>
#endif

namespace amparo {

#ifdef AMPARO_SANITIZED

bool memory_is_wiped() { return false; }

#else

bool memory_is_wiped() { return true; }

namespace {

#ifdef _WIN32
void wipe_block(void* block, std::size_t size) { ::SecureZeroMemory(block, size); }
void* take(std::size_t size) { return std::malloc(size); }
void give_back(void* block) {
    if (block == nullptr) return;
    wipe_block(block, ::_msize(block));
    std::free(block);
}
// Inside a larger block, whose beginning stands before it.
void* take_aligned(std::size_t size, std::size_t alignment) {
    auto* whole = static_cast<char*>(std::malloc(size + alignment + sizeof(void*)));
    if (whole == nullptr) return nullptr;
    const auto least = reinterpret_cast<std::uintptr_t>(whole) + sizeof(void*);
    auto* block = reinterpret_cast<void**>((least + alignment - 1) / alignment * alignment);
    block[-1] = whole;
    return block;
}
void give_back_aligned(void* block, std::size_t) {
    if (block != nullptr) give_back(static_cast<void**>(block)[-1]);
}
#else
void* take(std::size_t size) { return std::malloc(size); }
void give_back(void* block) {
    if (block == nullptr) return;
    // All of the block, which may be longer than what was asked for.
#ifdef __APPLE__
    static_cast<void>(::memset_s(block, ::malloc_size(block), 0, ::malloc_size(block)));
#else
    ::explicit_bzero(block, ::malloc_usable_size(block));
#endif
    std::free(block);
}
void* take_aligned(std::size_t size, std::size_t alignment) {
    void* block = nullptr;
    return ::posix_memalign(&block, alignment < sizeof(void*) ? sizeof(void*) : alignment, size) == 0 ? block : nullptr;
}
void give_back_aligned(void* block, std::size_t) { give_back(block); }
#endif

/// As the language wants it: the new-handler is asked until it has nothing more to give.
template <class Take>
void* take_or_throw(const Take& take_one) {
    for (;;) {
        if (void* block = take_one()) return block;
        const std::new_handler handler = std::get_new_handler();
        if (handler == nullptr) throw std::bad_alloc();
        handler();
    }
}

}  // namespace

#endif

}  // namespace amparo

#ifndef AMPARO_SANITIZED
void* operator new(std::size_t size) {
    return amparo::take_or_throw([&] { return amparo::take(size == 0 ? 1 : size); });
}
void* operator new(std::size_t size, std::align_val_t alignment) {
    return amparo::take_or_throw([&] { return amparo::take_aligned(size == 0 ? 1 : size, static_cast<std::size_t>(alignment)); });
}
void operator delete(void* block) noexcept { amparo::give_back(block); }
void operator delete(void* block, std::size_t) noexcept { amparo::give_back(block); }
void operator delete(void* block, std::align_val_t alignment) noexcept { amparo::give_back_aligned(block, static_cast<std::size_t>(alignment)); }
void operator delete(void* block, std::size_t, std::align_val_t alignment) noexcept {
    amparo::give_back_aligned(block, static_cast<std::size_t>(alignment));
}
#endif
