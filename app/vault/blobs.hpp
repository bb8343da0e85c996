#pragma once
// Evidence: files of any length beside the vault, each under a key of its own that the vault keeps. FORMAT.md section 4.
// Written and read piece by piece. Thread: any, one at a time.

#include <functional>
#include <memory>
#include <string>

#include "app/platform/storage.hpp"
#include "app/vault/records.hpp"
#include "app/vault/stream.hpp"

namespace amparo::vault {

/// What the vault keeps of a piece of evidence: a record of type Blob with this id.
struct Blob {
    RecordId id{};
    SecretBytes key;
    std::uint64_t length = 0;

    [[nodiscard]] std::string name() const;
    [[nodiscard]] std::string record() const;
    /// Errors: Corrupt.
    [[nodiscard]] static Result<Blob> parse(const RecordId& id, Bytes record);
};

class BlobWriter {
  public:
    /// `evidence` is the folder of evidence. Errors: those of Storage.
    [[nodiscard]] static Result<BlobWriter> start(Storage& evidence, std::uint64_t length);
    [[nodiscard]] Result<void> add(Bytes content);
    /// Flushed and read back when this returns. Put its record into the vault only then.
    [[nodiscard]] Result<Blob> finish();

  private:
    BlobWriter(Storage& evidence, Blob blob, StreamWriter stream) : evidence_(&evidence), blob_(std::move(blob)), stream_(std::move(stream)) {}
    [[nodiscard]] Result<void> write_out();
    Storage* evidence_;
    Blob blob_;
    StreamWriter stream_;
    std::unique_ptr<StorageFile> file_;
    std::uint64_t at_ = 0;
    std::string out_;
};

/// Hands the content over in pieces. Errors: NotFound, Corrupt, Tampered; those of `take`.
[[nodiscard]] Result<void> read_blob(Storage& evidence, const Blob& blob, const std::function<Result<void>(Bytes)>& take);
/// Without its record nobody can read it; this frees the room.
[[nodiscard]] Result<void> remove_blob(Storage& evidence, const Blob& blob);

}  // namespace amparo::vault
