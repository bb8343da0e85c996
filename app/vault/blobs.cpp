#include "app/vault/blobs.hpp"

#include <algorithm>

#include "app/base/text.hpp"
#include "app/vault/keys.hpp"
#include "app/vault/record_store.hpp"
#include "app/vault/wire.hpp"

namespace amparo::vault {

namespace {

constexpr std::uint16_t kVersion = 1;
constexpr std::size_t kPiece = std::size_t{1} << 20U;

Digest bound_of(const Blob& blob) { return blake2b(as_bytes("AmpBlob1" + blob.name())); }

}  // namespace

std::string Blob::name() const { return text::to_hex(as_text(id)); }

std::string Blob::record() const {
    std::string out;
    out.reserve(2 + kKeyBytes + 8);
    append_le(out, kVersion);
    append(out, key.bytes());
    append_le(out, length);
    return out;
}

Result<Blob> Blob::parse(const RecordId& id, Bytes record) {
    FieldReader fields(record);
    if (fields.number<std::uint16_t>() != kVersion || record.size() != 2 + kKeyBytes + 8) return fail(Errc::Corrupt, "record of evidence");
    Blob blob;
    blob.id = id;
    AMPARO_TRY(blob.key, SecretBytes::create(kKeyBytes));
    std::ranges::copy(fields.take(kKeyBytes), blob.key.writable().begin());
    blob.length = fields.number<std::uint64_t>();
    return blob;
}

Result<BlobWriter> BlobWriter::start(Storage& evidence, std::uint64_t length) {
    Blob blob;
    blob.id = new_record_id();
    AMPARO_TRY(blob.key, random_secret(kKeyBytes));
    blob.length = length;
    AMPARO_TRY(StreamWriter stream, StreamWriter::start(blob.key, bound_of(blob), length));
    BlobWriter writer(evidence, std::move(blob), std::move(stream));
    AMPARO_TRY(writer.file_, evidence.open(writer.blob_.name(), OpenMode::CreateNew));
    return writer;
}

Result<void> BlobWriter::write_out() {
    AMPARO_TRY_VOID(file_->write(at_, as_bytes(out_)));
    at_ += out_.size();
    out_.clear();
    return {};
}

Result<void> BlobWriter::add(Bytes content) {
    AMPARO_TRY_VOID(stream_.add(content, out_));
    return out_.size() >= kPiece ? write_out() : Result<void>{};
}

Result<Blob> BlobWriter::finish() {
    AMPARO_TRY_VOID(stream_.finish(out_));
    AMPARO_TRY_VOID(write_out());
    AMPARO_TRY_VOID(file_->flush());
    file_.reset();
    AMPARO_TRY_VOID(evidence_->flush_folder());
    // The stream checks itself: a stick that keeps something else is found here.
    AMPARO_TRY_VOID(read_blob(*evidence_, blob_, [](Bytes) { return Result<void>{}; }));
    return std::move(blob_);
}

Result<void> read_blob(Storage& evidence, const Blob& blob, const std::function<Result<void>(Bytes)>& take) {
    AMPARO_TRY(const auto file, evidence.open(blob.name(), OpenMode::ReadOnly));
    AMPARO_TRY(const std::uint64_t size, file->size());
    if (size != stream_length(blob.length)) return fail(Errc::Corrupt, "evidence has another length");
    AMPARO_TRY(StreamReader reader, StreamReader::start(blob.key, bound_of(blob)));
    std::string plain;
    const auto hand_over = [&]() -> Result<void> {
        const auto taken = take(as_bytes(plain));
        std::ranges::fill(plain, '\0');
        plain.clear();
        return taken;
    };
    for (std::uint64_t at = 0; at < size;) {
        const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(kPiece, size - at));
        AMPARO_TRY(const std::string piece, file->read(at, count));
        AMPARO_TRY_VOID(reader.add(as_bytes(piece), plain));
        AMPARO_TRY_VOID(hand_over());
        at += count;
    }
    AMPARO_TRY_VOID(reader.finish(plain));
    return hand_over();
}

Result<void> remove_blob(Storage& evidence, const Blob& blob) { return evidence.remove(blob.name()); }

}  // namespace amparo::vault
