#pragma once
// A long secret in pieces: libsodium's secretstream over chunks of 64 KiB, with its length hidden by padding. Sealed files
// and evidence blobs are made of it; FORMAT.md section 4. Chunks cannot be left out, swapped or taken from elsewhere.

#include <cstdint>
#include <memory>
#include <string>

#include "app/base/bytes.hpp"
#include "app/base/hash.hpp"
#include "app/base/result.hpp"
#include "app/base/secret.hpp"

namespace amparo::vault {

inline constexpr std::size_t kStreamChunk = 65536;
inline constexpr std::size_t kStreamHead = 24;
inline constexpr std::size_t kChunkExtra = 17;

/// The length that `length` bytes are padded to: Padmé, which hides all but the magnitude and costs at most 12 %.
[[nodiscard]] std::uint64_t padded_length(std::uint64_t length);
/// How many bytes a stream of `content` bytes has.
[[nodiscard]] std::uint64_t stream_length(std::uint64_t content);

/// Makes a stream. `bound` is what it belongs to; a reader has to name the same.
class StreamWriter {
  public:
    /// Errors: Usage — the key has not 32 bytes.
    [[nodiscard]] static Result<StreamWriter> start(const SecretBytes& key, const Digest& bound, std::uint64_t content);
    StreamWriter(StreamWriter&&) noexcept;
    StreamWriter& operator=(StreamWriter&&) noexcept;
    ~StreamWriter();

    /// Takes the next bytes of the content and adds what is finished of the stream to `out`.
    /// Errors: Usage — more than was announced.
    [[nodiscard]] Result<void> add(Bytes content, std::string& out);
    /// Adds the end. Errors: Usage — less than was announced.
    [[nodiscard]] Result<void> finish(std::string& out);

  private:
    struct State;
    explicit StreamWriter(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

/// Reads a stream. What it gives back before `finish` is genuine, but there may be more.
class StreamReader {
  public:
    [[nodiscard]] static Result<StreamReader> start(const SecretBytes& key, const Digest& bound);
    StreamReader(StreamReader&&) noexcept;
    StreamReader& operator=(StreamReader&&) noexcept;
    ~StreamReader();

    /// Takes the next bytes of the stream and adds the content that they hold to `out`.
    /// Errors: Tampered — a chunk is not what was written, or the key is another; Corrupt — bytes after the end.
    [[nodiscard]] Result<void> add(Bytes stream, std::string& out);
    /// Errors: Corrupt — the stream was cut.
    [[nodiscard]] Result<void> finish(std::string& out);

  private:
    struct State;
    explicit StreamReader(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace amparo::vault
