#pragma once
// The one way to write. Everything that Amparo keeps goes through this interface into one folder; every write, flush
// and error can be injected by the test double in tests/support. Names are single file names, never paths, so nothing
// can leave the folder. Thread: one writer at a time.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "app/base/bytes.hpp"
#include "app/base/result.hpp"

namespace amparo {

enum class OpenMode {
    ReadOnly,   ///< must exist
    ReadWrite,  ///< must exist
    CreateNew,  ///< must not exist; private to this account
};

/// An open file of fixed identity. Closing is the destructor's work and reports nothing, so flush first.
class StorageFile {
  public:
    virtual ~StorageFile() = default;
    [[nodiscard]] virtual Result<std::uint64_t> size() const = 0;
    /// Exactly `count` bytes from `offset`. Errors: Corrupt — the file ends before; Io.
    [[nodiscard]] virtual Result<std::string> read(std::uint64_t offset, std::size_t count) const = 0;
    /// All of `bytes` at `offset`, growing the file if needed. Errors: NoSpace, Denied, Io. After an error any part may
    /// have been written.
    [[nodiscard]] virtual Result<void> write(std::uint64_t offset, Bytes bytes) = 0;
    /// Returns when the medium says that everything written so far is kept. Errors: Io, NoSpace.
    [[nodiscard]] virtual Result<void> flush() = 0;
    /// Holds the file for this process. Errors: Conflict — another process holds it.
    [[nodiscard]] virtual Result<void> lock() = 0;
};

/// One folder of files.
class Storage {
  public:
    virtual ~Storage() = default;
    /// Errors: NotFound, Conflict — CreateNew and it exists, Denied, NotRegular, NoSpace, Usage — not a plain name.
    [[nodiscard]] virtual Result<std::unique_ptr<StorageFile>> open(const std::string& name, OpenMode mode) = 0;
    /// Errors: NotFound, Denied.
    [[nodiscard]] virtual Result<void> remove(const std::string& name) = 0;
    /// Names of the files that `open` would open, sorted.
    [[nodiscard]] virtual Result<std::vector<std::string>> list() const = 0;
    /// Makes the folder's own entries durable after a file was created or removed.
    [[nodiscard]] virtual Result<void> flush_folder() = 0;
};

/// True for a name that every file system of a stick accepts and that cannot lead elsewhere: 1 to 64 of [a-z0-9._-],
/// beginning with a letter or digit.
[[nodiscard]] bool is_storage_name(const std::string& name);

/// Files of a real folder. `create` makes the folder (0700) if it is missing.
enum class CreateFolder { No, Yes };
[[nodiscard]] Result<std::unique_ptr<Storage>> open_storage(const std::string& folder, CreateFolder create);

}  // namespace amparo
