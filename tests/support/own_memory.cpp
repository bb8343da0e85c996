#include "tests/support/own_memory.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <random>
#include <stdexcept>

namespace amparo::test {

namespace {

constexpr unsigned char kMask = 0xA5;
constexpr std::size_t kPiece = std::size_t{1} << 20U;

/// How often the masked words stand in `bytes`, each letter `width` bytes wide.
std::size_t count_wide(const unsigned char* bytes, std::size_t size, const std::vector<unsigned char>& masked, std::size_t width) {
    const std::size_t length = masked.size() * width;
    std::size_t found = 0;
    const unsigned char first = masked[0] ^ kMask;
    for (std::size_t at = 0; at + length <= size; ++at) {
        const void* next = std::memchr(bytes + at, first, size - length - at + 1);
        if (next == nullptr) break;
        at = static_cast<std::size_t>(static_cast<const unsigned char*>(next) - bytes);
        bool same = true;
        for (std::size_t i = 0; same && i < masked.size(); ++i) {
            same = bytes[at + i * width] == (masked[i] ^ kMask);
            for (std::size_t zero = 1; same && zero < width; ++zero) same = bytes[at + i * width + zero] == 0;
        }
        if (same) ++found;
    }
    return found;
}

}  // namespace

Canary::Canary(std::string_view word) {
    std::random_device random;
    for (const char letter : word) masked_.push_back(static_cast<unsigned char>(letter) ^ kMask);
    for (int i = 0; i < 6; ++i) masked_.push_back(static_cast<unsigned char>('0' + random() % 10) ^ kMask);
}

std::string Canary::text() const {
    std::string out;
    out.reserve(masked_.size());
    for (const unsigned char letter : masked_) out.push_back(static_cast<char>(letter ^ kMask));
    return out;
}

std::size_t Canary::count_in(std::string_view bytes) const {
    std::size_t found = 0;
    for (const std::size_t width : {1U, 2U, 4U}) {
        found += count_wide(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), masked_, width);
    }
    return found;
}

std::size_t Canary::count() const {
    // A page of its own for what is read, so that it can be left out.
    static std::array<unsigned char, kPiece> piece;
    const int memory = ::open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
    std::FILE* maps = std::fopen("/proc/self/maps", "re");
    if (memory < 0 || maps == nullptr) throw std::runtime_error("this system does not show a process its own memory");
    std::size_t found = 0;
    std::array<char, 512> line{};
    const std::size_t overlap = masked_.size() * 4;
    const auto own = reinterpret_cast<std::uintptr_t>(piece.data());
    while (std::fgets(line.data(), static_cast<int>(line.size()), maps) != nullptr) {
        unsigned long from = 0;
        unsigned long to = 0;
        std::array<char, 5> rights{};
        if (std::sscanf(line.data(), "%lx-%lx %4s", &from, &to, rights.data()) != 3 || rights[0] != 'r' || rights[1] != 'w') continue;
        for (std::uintptr_t at = from; at < to;) {
            std::uintptr_t end = to < at + kPiece ? to : at + kPiece;
            if (at >= own && at < own + kPiece) {
                at = own + kPiece;
                continue;
            }
            if (at < own && end > own) end = own;
            const ssize_t got = ::pread(memory, piece.data(), end - at, static_cast<off_t>(at));
            // Guarded pages cannot be read by anybody, which is what they are for.
            if (got > 0) found += count_in({reinterpret_cast<const char*>(piece.data()), static_cast<std::size_t>(got)});
            at = end == to || end - at <= overlap || end == own ? end : end - overlap;
        }
    }
    piece.fill(0);
    std::fclose(maps);
    ::close(memory);
    return found;
}

}  // namespace amparo::test
