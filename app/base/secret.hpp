#pragma once
// Memory for keys and passphrases: guarded pages from libsodium, locked where the system allows, wiped when released.
// A secret cannot be copied, compared with ==, printed, or turned into a std::string by accident.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "app/base/result.hpp"

namespace amparo {

/// Must run once before any secret exists; safe to call again. Errors: Bug — libsodium could not start.
[[nodiscard]] Result<void> start_sodium();

/// A fixed number of secret bytes. Move-only. Thread: one owner at a time.
class SecretBytes {
  public:
    SecretBytes() = default;
    /// `size` zero bytes. Errors: Limit — the system gave no guarded memory.
    [[nodiscard]] static Result<SecretBytes> create(std::size_t size);

    SecretBytes(const SecretBytes&) = delete;
    SecretBytes& operator=(const SecretBytes&) = delete;
    SecretBytes(SecretBytes&& other) noexcept;
    SecretBytes& operator=(SecretBytes&& other) noexcept;
    ~SecretBytes();

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }
    [[nodiscard]] std::span<std::uint8_t> writable() { return {data_, size_}; }
    [[nodiscard]] std::span<const std::uint8_t> bytes() const { return {data_, size_}; }
    /// Compares in constant time for equal sizes.
    [[nodiscard]] bool equals(const SecretBytes& other) const;
    /// Wipes and releases now.
    void clear();

  private:
    std::uint8_t* data_ = nullptr;
    std::size_t size_ = 0;
};

/// Text that grows one character at a time, such as a passphrase being typed; capacity is fixed so that no copy is
/// ever left behind by growing. Move-only.
class SecretString {
  public:
    /// `capacity` in bytes of UTF-8. Errors: Limit — the system gave no guarded memory.
    [[nodiscard]] static Result<SecretString> create(std::size_t capacity);

    SecretString() = default;
    SecretString(const SecretString&) = delete;
    SecretString& operator=(const SecretString&) = delete;
    SecretString(SecretString&& other) noexcept;
    SecretString& operator=(SecretString&& other) noexcept;
    ~SecretString() = default;

    /// Adds text; false and unchanged when it would not fit.
    [[nodiscard]] bool append(std::string_view text);
    /// Removes the last character (a whole code point) and wipes its bytes.
    void remove_last();
    /// Removes the first `bytes`, or all if there are fewer; nothing of them is left behind the end.
    void remove_first(std::size_t bytes);
    void clear();
    [[nodiscard]] std::string_view view() const;
    [[nodiscard]] std::size_t size() const { return used_; }

  private:
    SecretBytes bytes_;
    std::size_t used_ = 0;
};

/// Wipes what a string holds, and may have held before it became shorter; then it is empty. For secrets that a library
/// hands over in a string.
void wipe(std::string& text);

}  // namespace amparo
