#pragma once
// Bytes that lie somewhere and are read piece by piece, such as a large file that a person chose. Anyone may use this.

#include <cstdint>
#include <span>
#include <string_view>

#include "app/base/bytes.hpp"
#include "app/base/result.hpp"

namespace amparo {

/// Thread: one reader at a time.
class ByteSource {
  public:
    virtual ~ByteSource() = default;
    [[nodiscard]] virtual std::uint64_t size() const = 0;
    /// Fills `into` from `offset` as far as there are bytes, straight into the caller's memory, and says how many it were;
    /// fewer than asked for only at the end. Errors: Io — the medium refuses; Denied.
    [[nodiscard]] virtual Result<std::size_t> read(std::uint64_t offset, std::span<char> into) const = 0;
};

/// Bytes in memory; they must outlive this.
class MemorySource final : public ByteSource {
  public:
    explicit MemorySource(std::string_view bytes) : bytes_(bytes) {}
    [[nodiscard]] std::uint64_t size() const override { return bytes_.size(); }
    [[nodiscard]] Result<std::size_t> read(std::uint64_t offset, std::span<char> into) const override {
        if (offset >= bytes_.size()) return std::size_t{0};
        return bytes_.substr(static_cast<std::size_t>(offset)).copy(into.data(), into.size());
    }

  private:
    std::string_view bytes_;
};

}  // namespace amparo
