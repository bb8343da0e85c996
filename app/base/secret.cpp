#include "app/base/secret.hpp"

#include <sodium.h>

#include <algorithm>
#include <utility>

#include "app/base/bytes.hpp"

namespace amparo {

Result<void> start_sodium() {
    if (sodium_init() < 0) return fail(Errc::Bug, "libsodium could not start");
    return {};
}

Result<SecretBytes> SecretBytes::create(std::size_t size) {
    SecretBytes secret;
    if (size == 0) return secret;
    // Guarded memory before the start would end the program; starting twice costs nothing.
    AMPARO_TRY_VOID(start_sodium());
    secret.data_ = static_cast<std::uint8_t*>(sodium_malloc(size));
    if (secret.data_ == nullptr) return fail(Errc::Limit, "no guarded memory");
    secret.size_ = size;
    sodium_memzero(secret.data_, size);
    return secret;
}

SecretBytes::SecretBytes(SecretBytes&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept {
    if (this != &other) {
        clear();
        data_ = std::exchange(other.data_, nullptr);
        size_ = std::exchange(other.size_, 0);
    }
    return *this;
}

SecretBytes::~SecretBytes() { clear(); }

bool SecretBytes::equals(const SecretBytes& other) const {
    return size_ == other.size_ && (size_ == 0 || sodium_memcmp(data_, other.data_, size_) == 0);
}

void SecretBytes::clear() {
    if (data_ != nullptr) sodium_free(data_);  // wipes first
    data_ = nullptr;
    size_ = 0;
}

Result<SecretString> SecretString::create(std::size_t capacity) {
    SecretString secret;
    AMPARO_TRY(secret.bytes_, SecretBytes::create(capacity));
    return secret;
}

SecretString::SecretString(SecretString&& other) noexcept
    : bytes_(std::move(other.bytes_)), used_(std::exchange(other.used_, 0)) {}

SecretString& SecretString::operator=(SecretString&& other) noexcept {
    if (this != &other) {
        bytes_ = std::move(other.bytes_);
        used_ = std::exchange(other.used_, 0);
    }
    return *this;
}

bool SecretString::append(std::string_view text) {
    if (text.size() > bytes_.size() - used_) return false;
    std::ranges::copy(as_bytes(text), bytes_.writable().begin() + static_cast<std::ptrdiff_t>(used_));
    used_ += text.size();
    return true;
}

void SecretString::remove_last() {
    const auto bytes = bytes_.writable();
    while (used_ > 0) {
        --used_;
        const bool continuation = (bytes[used_] & 0xC0U) == 0x80U;
        bytes[used_] = 0;
        if (!continuation) return;
    }
}

void SecretString::remove_first(std::size_t bytes) {
    if (bytes >= used_) return clear();
    const auto all = bytes_.writable();
    const auto kept = static_cast<std::ptrdiff_t>(used_ - bytes);
    std::copy_n(all.begin() + static_cast<std::ptrdiff_t>(bytes), kept, all.begin());
    used_ -= bytes;
    sodium_memzero(all.data() + used_, bytes);
}

void SecretString::clear() {
    if (!bytes_.empty()) sodium_memzero(bytes_.writable().data(), bytes_.size());
    used_ = 0;
}

std::string_view SecretString::view() const { return as_text(bytes_.bytes().first(used_)); }

void wipe(std::string& text) {
    // Within its capacity a string may be written to; growing to it moves nothing.
    text.resize(text.capacity());
    sodium_memzero(text.data(), text.size());
    text.clear();
}

}  // namespace amparo
