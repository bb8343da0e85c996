#include "app/delivery/twin_file.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "app/seal/digest.hpp"
#include "app/seal/image.hpp"

namespace amparo::delivery {

namespace {

constexpr std::size_t kCounter = 8;

struct Opened {
    std::uint64_t counter = 0;
    std::string content;
};

std::string copy_name(const std::string& name, std::size_t copy) { return name + "." + std::to_string(copy); }

std::string with_counter(std::uint64_t counter, std::string_view content) {
    std::string out;
    for (std::size_t i = 0; i < kCounter; ++i) out += static_cast<char>((counter >> (8 * i)) & 0xffU);
    return out.append(content);
}

std::optional<Opened> read_copy(Storage& storage, const std::string& name, std::string_view what, const SecretBytes& key, std::size_t size) {
    const auto file = storage.open(name, OpenMode::ReadOnly);
    if (!file) return std::nullopt;
    const auto bytes = (*file)->read(0, size);
    if (!bytes) return std::nullopt;
    auto content = seal::open_image(key, what, as_bytes(*bytes));
    if (!content || content->size() < kCounter) return std::nullopt;
    return Opened{load_le<std::uint64_t>(as_bytes(*content), 0), content->substr(kCounter)};
}

bool exists(Storage& storage, const std::string& name) {
    const auto names = storage.list();
    return names && std::ranges::find(*names, name) != names->end();
}

/// Both copies as they lie there.
struct Pair {
    std::array<std::optional<Opened>, 2> copies;
    std::array<bool, 2> there{};

    [[nodiscard]] bool second_is_newer() const { return !copies[0] || (copies[1] && copies[1]->counter > copies[0]->counter); }
};

Pair read_pair(Storage& storage, const std::string& name, const SecretBytes& key, std::size_t size) {
    Pair out;
    for (const std::size_t i : {0U, 1U}) {
        out.there[i] = exists(storage, copy_name(name, i + 1));
        if (out.there[i]) out.copies[i] = read_copy(storage, copy_name(name, i + 1), name, key, size);
    }
    return out;
}

std::unexpected<Error> closed() { return fail(Errc::Tampered, "neither copy opens", "delivery.error.outbox_closed"); }

}  // namespace

std::size_t TwinFile::room() const { return size_ - seal::kImageOverhead - kCounter; }

Result<TwinFile> TwinFile::open(Storage& storage, std::string name, const SecretBytes& key, std::size_t size) {
    TwinFile out;
    out.storage_ = &storage;
    out.name_ = std::move(name);
    out.size_ = size;
    AMPARO_TRY(out.key_, SecretBytes::create(key.size()));
    std::ranges::copy(key.bytes(), out.key_.writable().begin());

    Pair pair = read_pair(storage, out.name_, key, size);
    auto& copies = pair.copies;
    const auto& there = pair.there;
    if (copies[0] || copies[1]) {
        const bool second = pair.second_is_newer();
        Opened& best = *copies[second ? 1 : 0];
        out.newest_ = second ? 2 : 1;
        out.counter_ = best.counter;
        out.content_ = std::move(best.content);
        // A copy that was torn is made whole before anything new is trusted to it.
        const auto& other = copies[second ? 0 : 1];
        if (!other || other->counter != out.counter_) AMPARO_TRY_VOID(out.keep(out.content_));
        return out;
    }
    // Both there and neither opens: another key, or damage. One of them missing: the making of them was cut off.
    if (there[0] && there[1]) return closed();
    AMPARO_TRY_VOID(out.keep({}));
    return out;
}

Result<std::string> TwinFile::look(Storage& storage, const std::string& name, const SecretBytes& key, std::size_t size) {
    Pair pair = read_pair(storage, name, key, size);
    if (pair.copies[0] || pair.copies[1]) return std::move(pair.copies[pair.second_is_newer() ? 1 : 0]->content);
    if (pair.there[0] && pair.there[1]) return closed();
    return fail(Errc::NotFound, "no such file");
}

Result<void> TwinFile::write_copy(std::size_t copy, const std::string& image) {
    const std::string name = copy_name(name_, copy);
    const OpenMode mode = exists(*storage_, name) ? OpenMode::ReadWrite : OpenMode::CreateNew;
    AMPARO_TRY(const auto file, storage_->open(name, mode));
    AMPARO_TRY_VOID(file->write(0, as_bytes(image)));
    AMPARO_TRY_VOID(file->flush());
    if (mode == OpenMode::CreateNew) AMPARO_TRY_VOID(storage_->flush_folder());
    AMPARO_TRY(const std::string back, file->read(0, image.size()));
    if (back != image) return fail(Errc::Corrupt, "the medium gave back something else");
    return {};
}

Result<void> TwinFile::keep(std::string content) {
    if (content.size() > room()) return fail(Errc::Limit, "outbox", "delivery.error.outbox_full");
    AMPARO_TRY(const std::string first, seal::seal_image(key_, name_, with_counter(counter_ + 1, content), size_));
    const std::size_t older = newest_ == 1 ? 2 : 1;
    AMPARO_TRY_VOID(write_copy(older, first));
    // From here on the new content is what a reader finds.
    counter_ += 1;
    content_ = std::move(content);
    const std::size_t mirror = newest_;
    newest_ = older;
    AMPARO_TRY(const std::string second, seal::seal_image(key_, name_, with_counter(counter_, content_), size_));
    return write_copy(mirror, second);
}

}  // namespace amparo::delivery
