#include "app/vault/stream.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

#include "app/vault/wire.hpp"

namespace amparo::vault {

static_assert(kStreamHead == crypto_secretstream_xchacha20poly1305_HEADERBYTES);
static_assert(kChunkExtra == crypto_secretstream_xchacha20poly1305_ABYTES);

namespace {

constexpr std::uint64_t kLengthField = 8;
constexpr std::uint64_t kMostContent = std::uint64_t{1} << 50U;

std::array<std::uint8_t, 40> chunk_place(const Digest& bound, std::uint64_t number) {
    std::array<std::uint8_t, 40> place{};
    std::ranges::copy(bound, place.begin());
    for (std::size_t i = 0; i < 8; ++i) place[32 + i] = static_cast<std::uint8_t>(number >> (8 * i));
    return place;
}

}  // namespace

std::uint64_t padded_length(std::uint64_t length) {
    if (length < 2) return length;
    const auto magnitude = static_cast<unsigned>(std::bit_width(length) - 1);
    const auto kept = static_cast<unsigned>(std::bit_width(magnitude));
    const std::uint64_t mask = (std::uint64_t{1} << (magnitude - std::min(kept, magnitude))) - 1;
    return (length + mask) & ~mask;
}

std::uint64_t stream_length(std::uint64_t content) {
    const std::uint64_t plain = padded_length(kLengthField + content);
    const std::uint64_t chunks = (plain + kStreamChunk - 1) / kStreamChunk;
    return kStreamHead + plain + chunks * kChunkExtra;
}

struct StreamWriter::State {
    crypto_secretstream_xchacha20poly1305_state stream{};
    Digest bound{};
    std::array<std::uint8_t, kStreamHead> head{};
    bool head_given = false;
    std::string waiting;           // plain bytes of the chunk that is being filled
    std::uint64_t content_left = 0;
    std::uint64_t plain_left = 0;  // of everything, padding included
    std::uint64_t chunk = 0;

    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() {
        sodium_memzero(&stream, sizeof stream);
        wipe(waiting);
    }

    void push(std::string& out) {
        if (!std::exchange(head_given, true)) append(out, head);
        plain_left -= waiting.size();
        const auto place = chunk_place(bound, chunk++);
        const auto tag = plain_left == 0 ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
                                         : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
        const std::size_t start = out.size();
        out.resize(start + waiting.size() + kChunkExtra);
        crypto_secretstream_xchacha20poly1305_push(&stream, reinterpret_cast<unsigned char*>(out.data() + start), nullptr,
                                                   as_bytes(waiting).data(), waiting.size(), place.data(), place.size(),
                                                   static_cast<unsigned char>(tag));
        sodium_memzero(waiting.data(), waiting.size());
        waiting.clear();
    }

    void take(Bytes bytes, std::string& out) {
        while (!bytes.empty()) {
            const std::size_t room = std::min<std::size_t>(kStreamChunk - waiting.size(), bytes.size());
            append(waiting, bytes.first(room));
            bytes = bytes.subspan(room);
            if (waiting.size() == kStreamChunk) push(out);
        }
    }
};

StreamWriter::StreamWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
StreamWriter::StreamWriter(StreamWriter&&) noexcept = default;
StreamWriter& StreamWriter::operator=(StreamWriter&&) noexcept = default;
StreamWriter::~StreamWriter() = default;

Result<StreamWriter> StreamWriter::start(const SecretBytes& key, const Digest& bound, std::uint64_t content) {
    if (key.size() != crypto_secretstream_xchacha20poly1305_KEYBYTES) return fail(Errc::Usage, "not a key");
    if (content > kMostContent) return fail(Errc::Limit, "too long for one stream");
    auto state = std::make_unique<State>();
    state->bound = bound;
    state->content_left = content;
    state->plain_left = padded_length(kLengthField + content);
    state->waiting.reserve(kStreamChunk);
    crypto_secretstream_xchacha20poly1305_init_push(&state->stream, state->head.data(), key.bytes().data());
    append_le(state->waiting, content);
    return StreamWriter(std::move(state));
}

Result<void> StreamWriter::add(Bytes content, std::string& out) {
    if (content.size() > state_->content_left) return fail(Errc::Usage, "more than was announced");
    state_->content_left -= content.size();
    state_->take(content, out);
    return {};
}

Result<void> StreamWriter::finish(std::string& out) {
    if (state_->content_left > 0) return fail(Errc::Usage, "less than was announced");
    static constexpr std::array<std::uint8_t, 4096> kZeros{};
    std::uint64_t missing = state_->plain_left - state_->waiting.size();
    while (missing > 0) {
        const auto piece = static_cast<std::size_t>(std::min<std::uint64_t>(missing, kZeros.size()));
        state_->take(Bytes(kZeros).first(piece), out);
        missing -= piece;
    }
    if (!state_->waiting.empty()) state_->push(out);
    return {};
}

struct StreamReader::State {
    crypto_secretstream_xchacha20poly1305_state stream{};
    SecretBytes key;
    Digest bound{};
    std::string waiting;  // bytes of the stream that make no whole chunk yet
    bool started = false;
    bool ended = false;
    bool length_known = false;
    std::uint64_t content_left = 0;
    std::uint64_t chunk = 0;

    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() { sodium_memzero(&stream, sizeof stream); }

    [[nodiscard]] Result<void> pull(std::size_t size, std::string& out) {
        if (ended) return fail(Errc::Corrupt, "bytes after the end");
        if (size <= kChunkExtra) return fail(Errc::Corrupt, "the stream was cut");
        std::string plain(size - kChunkExtra, '\0');
        const auto place = chunk_place(bound, chunk++);
        unsigned char tag = 0;
        if (crypto_secretstream_xchacha20poly1305_pull(&stream, reinterpret_cast<unsigned char*>(plain.data()), nullptr, &tag,
                                                       as_bytes(waiting).data(), size, place.data(), place.size()) != 0) {
            return fail(Errc::Tampered, "a chunk is not what was written");
        }
        waiting.erase(0, size);
        ended = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
        Bytes rest = as_bytes(plain);
        if (!std::exchange(length_known, true)) {
            if (rest.size() < kLengthField) return fail(Errc::Corrupt, "no length");
            content_left = load_le<std::uint64_t>(rest, 0);
            rest = rest.subspan(kLengthField);
        }
        const auto content = static_cast<std::size_t>(std::min<std::uint64_t>(content_left, rest.size()));
        content_left -= content;
        append(out, rest.first(content));
        wipe(plain);
        return {};
    }
};

StreamReader::StreamReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
StreamReader::StreamReader(StreamReader&&) noexcept = default;
StreamReader& StreamReader::operator=(StreamReader&&) noexcept = default;
StreamReader::~StreamReader() = default;

Result<StreamReader> StreamReader::start(const SecretBytes& key, const Digest& bound) {
    if (key.size() != crypto_secretstream_xchacha20poly1305_KEYBYTES) return fail(Errc::Usage, "not a key");
    auto state = std::make_unique<State>();
    state->bound = bound;
    AMPARO_TRY(state->key, SecretBytes::create(key.size()));
    std::ranges::copy(key.bytes(), state->key.writable().begin());
    return StreamReader(std::move(state));
}

Result<void> StreamReader::add(Bytes stream, std::string& out) {
    State& state = *state_;
    while (!stream.empty()) {
        const std::size_t wanted = state.started ? kStreamChunk + kChunkExtra : kStreamHead;
        const std::size_t room = std::min(wanted - state.waiting.size(), stream.size());
        append(state.waiting, stream.first(room));
        stream = stream.subspan(room);
        if (state.waiting.size() < wanted) return {};
        if (state.started) {
            // Whether this is the last chunk is only known when more follows or the stream is finished.
            AMPARO_TRY_VOID(state.pull(wanted, out));
            continue;
        }
        if (crypto_secretstream_xchacha20poly1305_init_pull(&state.stream, as_bytes(state.waiting).data(), state.key.bytes().data()) != 0) {
            return fail(Errc::Tampered, "not a stream");
        }
        state.key.clear();
        state.waiting.clear();
        state.started = true;
    }
    return {};
}

Result<void> StreamReader::finish(std::string& out) {
    State& state = *state_;
    if (state.started && !state.waiting.empty()) AMPARO_TRY_VOID(state.pull(state.waiting.size(), out));
    if (!state.ended || state.content_left > 0) return fail(Errc::Corrupt, "the stream was cut");
    return {};
}

}  // namespace amparo::vault
