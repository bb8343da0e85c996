#include "app/base/wiped.hpp"

#include <sodium.h>

#include <algorithm>

namespace amparo {

namespace {

constexpr std::size_t kChunk = 64 * 1024;
// Systems often lock no more than 8 MiB for a process, and keys come first.
constexpr std::size_t kGuardedChunks = 16;
constexpr std::size_t kStack = 128 * 1024;

}  // namespace

void wipe_memory(void* data, std::size_t size) {
    if (size > 0) sodium_memzero(data, size);
}

void wipe_stack() { sodium_stackzero(kStack); }

char* SecretPool::room(std::size_t size) {
    if (size > left_) {
        const std::size_t wanted = std::max(size, kChunk);
        char* start = nullptr;
        if (wanted == kChunk && guarded_.size() < kGuardedChunks && start_sodium()) {
            if (auto chunk = SecretBytes::create(wanted)) {
                start = reinterpret_cast<char*>(chunk->writable().data());
                guarded_.push_back(*std::move(chunk));
            }
        }
        if (start == nullptr) start = open_.emplace_back(wanted).data();
        at_ = start;
        left_ = wanted;
    }
    char* const out = at_;
    at_ += size;
    left_ -= size;
    bytes_ += size;
    return out;
}

std::string_view SecretPool::keep(std::string_view text) {
    if (text.empty()) return {};
    char* const place = room(text.size() + 1);
    std::ranges::copy(text, place);
    place[text.size()] = '\0';
    return {place, text.size()};
}

void SecretPool::clear() {
    guarded_.clear();
    open_.clear();
    at_ = nullptr;
    left_ = 0;
    bytes_ = 0;
}

}  // namespace amparo
