#pragma once
// Two files of one size that hold the same, rewritten in place: while one is written the other stays as it was. The vault
// and the areas beside it are kept this way; FORMAT.md section 7. Thread: one writer.

#include <array>
#include <cstdint>
#include <memory>
#include <string>

#include "app/base/bytes.hpp"
#include "app/base/result.hpp"
#include "app/platform/storage.hpp"

namespace amparo::vault {

inline constexpr std::array<const char*, 2> kStoreNames{"store.1", "store.2"};
inline constexpr const char* kLockName = "lock";
/// What lies beside the vault under keys of it, or in clear; it goes when everything is destroyed.
inline constexpr std::array<const char*, 4> kBesideNames{"outbox.1", "outbox.2", "sos.1", "sos.2"};

/// Writes all of `image` over the file called `name`: first what follows the head, then the head, each flushed, and
/// reads it back. Errors: those of Storage; Conflict — the file has another size; Io with "vault.error.stick" — what
/// comes back is not what was written: the stick is failing.
[[nodiscard]] Result<void> write_copy(Storage& storage, const std::string& name, Bytes image, std::size_t head_bytes);
/// Makes the file. Errors: Conflict — there is one; those of write_copy.
[[nodiscard]] Result<void> create_copy(Storage& storage, const std::string& name, Bytes image);
/// Random bytes over all of it, the head first.
[[nodiscard]] Result<void> overwrite_copy(Storage& storage, const std::string& name, std::size_t head_bytes);

/// Who may write. Where the system holds files for a process, that decides; beside it a number in the file says whether
/// somebody else has taken over.
class WriterLock {
  public:
    WriterLock() = default;
    /// Errors: Conflict — another program has it, or may have it where the system cannot tell; Denied — nobody can
    /// write here.
    [[nodiscard]] static Result<WriterLock> take(Storage& storage);
    /// After the person said that no other program is at work. The other finds out before its next save.
    [[nodiscard]] static Result<WriterLock> take_over(Storage& storage);
    /// Errors: Conflict — somebody took over.
    [[nodiscard]] Result<void> still_ours() const;
    /// Leaves the file as nobody's.
    void release();

    WriterLock(WriterLock&& other) noexcept = default;
    WriterLock& operator=(WriterLock&& other) noexcept;
    ~WriterLock() { release(); }

  private:
    [[nodiscard]] static Result<WriterLock> mark(std::unique_ptr<StorageFile> file);
    std::unique_ptr<StorageFile> file_;
    std::array<std::uint8_t, 16> mark_{};
};

}  // namespace amparo::vault
