#include "app/vault/copies.hpp"

#include <sodium.h>

#include <algorithm>
#include <utility>

#include "app/vault/guarded.hpp"

namespace amparo::vault {

namespace {

constexpr std::size_t kPiece = std::size_t{1} << 20U;
using Mark = std::array<std::uint8_t, 16>;

Result<void> write_pieces(StorageFile& file, std::uint64_t start, Bytes bytes) {
    for (std::size_t at = 0; at < bytes.size(); at += kPiece) {
        AMPARO_TRY_VOID(file.write(start + at, bytes.subspan(at, std::min(kPiece, bytes.size() - at))));
    }
    return {};
}

Result<void> read_back(Storage& storage, const std::string& name, Bytes image) {
    AMPARO_TRY(const auto file, storage.open(name, OpenMode::ReadOnly));
    for (std::size_t at = 0; at < image.size(); at += kPiece) {
        const Bytes expected = image.subspan(at, std::min(kPiece, image.size() - at));
        AMPARO_TRY(const std::string seen, file->read(at, expected.size()));
        if (as_text(expected) != seen) return fail(Errc::Io, "what was written does not come back", "vault.error.stick");
    }
    return {};
}

}  // namespace

Result<void> write_copy(Storage& storage, const std::string& name, Bytes image, std::size_t head_bytes) {
    {
        AMPARO_TRY(const auto file, storage.open(name, OpenMode::ReadWrite));
        AMPARO_TRY(const std::uint64_t size, file->size());
        if (size != image.size()) return fail(Errc::Conflict, "a file of another size has its name");
        AMPARO_TRY_VOID(write_pieces(*file, head_bytes, image.subspan(head_bytes)));
        AMPARO_TRY_VOID(file->flush());
        AMPARO_TRY_VOID(file->write(0, image.first(head_bytes)));
        AMPARO_TRY_VOID(file->flush());
    }
    return read_back(storage, name, image);
}

Result<void> create_copy(Storage& storage, const std::string& name, Bytes image) {
    {
        AMPARO_TRY(const auto file, storage.open(name, OpenMode::CreateNew));
        AMPARO_TRY_VOID(write_pieces(*file, 0, image));
        AMPARO_TRY_VOID(file->flush());
    }
    AMPARO_TRY_VOID(storage.flush_folder());
    return read_back(storage, name, image);
}

Result<void> overwrite_copy(Storage& storage, const std::string& name, std::size_t head_bytes) {
    AMPARO_TRY(const auto file, storage.open(name, OpenMode::ReadWrite));
    AMPARO_TRY(const std::uint64_t size, file->size());
    std::string noise;
    for (std::uint64_t at = 0; at < size;) {
        const std::uint64_t most = at == 0 ? head_bytes : kPiece;
        noise.resize(static_cast<std::size_t>(std::min(most, size - at)));
        randombytes_buf(noise.data(), noise.size());
        AMPARO_TRY_VOID(file->write(at, as_bytes(noise)));
        // The keys go for certain before anything else is touched.
        if (at == 0) AMPARO_TRY_VOID(file->flush());
        at += noise.size();
    }
    return file->flush();
}

Result<WriterLock> WriterLock::mark(std::unique_ptr<StorageFile> file) {
    WriterLock lock;
    lock.file_ = std::move(file);
    randombytes_buf(lock.mark_.data(), lock.mark_.size());
    lock.mark_[0] = static_cast<std::uint8_t>(lock.mark_[0] | 1U);
    AMPARO_TRY_VOID(lock.file_->write(0, lock.mark_));
    AMPARO_TRY_VOID(lock.file_->flush());
    return lock;
}

Result<WriterLock> WriterLock::take(Storage& storage) {
    auto file = storage.open(kLockName, OpenMode::ReadWrite);
    if (!file && file.error().code == Errc::NotFound) {
        file = storage.open(kLockName, OpenMode::CreateNew);
        // Two may have begun at once; who lost finds the file of the other.
        if (!file && file.error().code == Errc::Conflict) file = storage.open(kLockName, OpenMode::ReadWrite);
    }
    if (!file) return std::unexpected(file.error());
    const auto held = (*file)->lock();
    if (!held && held.error().code == Errc::Conflict) return std::unexpected(held.error());
    if (!held) {
        // The system cannot hold files here, so the mark of whoever came before counts.
        const auto mark = (*file)->read(0, sizeof(Mark));
        if (mark && std::ranges::any_of(*mark, [](char byte) { return byte != '\0'; })) {
            return fail(Errc::Conflict, "another program may hold the file");
        }
    }
    return mark(*std::move(file));
}

Result<WriterLock> WriterLock::take_over(Storage& storage) {
    auto file = storage.open(kLockName, OpenMode::ReadWrite);
    if (!file && file.error().code == Errc::NotFound) file = storage.open(kLockName, OpenMode::CreateNew);
    if (!file) return std::unexpected(file.error());
    return mark(*std::move(file));
}

Result<void> WriterLock::still_ours() const {
    if (!file_) return fail(Errc::Conflict, "not opened for writing");
    AMPARO_TRY(const std::string seen, file_->read(0, mark_.size()));
    if (seen != as_text(mark_)) return fail(Errc::Conflict, "another program took over", "vault.error.taken_over");
    return {};
}

void WriterLock::release() {
    if (!file_) return;
    // Left as it is when somebody took over, or when the stick is gone.
    static_cast<void>(guarded([&]() -> Result<void> {
        AMPARO_TRY_VOID(still_ours());
        return file_->write(0, Mark{});
    }));
    file_.reset();
}

WriterLock& WriterLock::operator=(WriterLock&& other) noexcept {
    if (this != &other) {
        release();
        file_ = std::move(other.file_);
        mark_ = other.mark_;
    }
    return *this;
}

}  // namespace amparo::vault
