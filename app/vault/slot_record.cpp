#include "app/vault/slot_record.hpp"

#include <algorithm>
#include <utility>

#include "app/vault/wire.hpp"

namespace amparo::vault {

namespace {

constexpr auto kType = static_cast<std::uint32_t>(RecordType::SlotWraps);
constexpr std::uint16_t kVersion = 1;
constexpr std::size_t kEntry = 1 + 3 * kKeyBytes;

Result<SecretBytes> secret_of(Bytes bytes) {
    AMPARO_TRY(SecretBytes out, SecretBytes::create(bytes.size()));
    std::ranges::copy(bytes, out.writable().begin());
    return out;
}

}  // namespace

Result<SlotWraps> read_slot_wraps(const Records& records) {
    const Record* record = records.find(kType, RecordId{});
    if (record == nullptr) return fail(Errc::Corrupt, "no slot record");
    FieldReader fields(as_bytes(record->bytes));
    if (fields.number<std::uint16_t>() != kVersion || fields.left() != 2 * kEntry) return fail(Errc::Corrupt, "slot record");
    SlotWraps out;
    for (auto& entry : out) {
        const auto there = fields.number<std::uint8_t>();
        const Bytes seal = fields.take(kKeyBytes);
        const Bytes commit = fields.take(kKeyBytes);
        const auto box = fields.array<kKeyBytes>();
        if (there > 1) return fail(Errc::Corrupt, "slot record");
        if (there == 0) continue;
        SlotWrap wrap;
        AMPARO_TRY(wrap.seal, secret_of(seal));
        AMPARO_TRY(wrap.commit, secret_of(commit));
        wrap.box = box;
        entry = std::move(wrap);
    }
    return out;
}

Result<void> put_slot_wraps(Records& records, const SlotWraps& wraps) {
    std::string bytes;
    bytes.reserve(2 + 2 * kEntry);
    append_le(bytes, kVersion);
    for (const auto& wrap : wraps) {
        bytes.push_back(wrap ? '\1' : '\0');
        if (!wrap) {
            bytes.append(kEntry - 1, '\0');
            continue;
        }
        append(bytes, wrap->seal.bytes());
        append(bytes, wrap->commit.bytes());
        append(bytes, wrap->box);
    }
    return records.put({kType, 0, RecordId{}, std::move(bytes)});
}

Result<void> note_saved(Records& records, Moment now) {
    std::string bytes;
    append_le(bytes, kVersion);
    append_le(bytes, static_cast<std::uint64_t>(now));
    return records.put({static_cast<std::uint32_t>(RecordType::Profile), 0, RecordId{}, std::move(bytes)});
}

std::optional<Moment> saved_moment(const Records& records) {
    const Record* note = records.find(static_cast<std::uint32_t>(RecordType::Profile), RecordId{});
    if (note == nullptr) return std::nullopt;
    FieldReader fields(as_bytes(note->bytes));
    const auto version = fields.number<std::uint16_t>();
    const auto moment = fields.number<std::uint64_t>();
    if (!fields.good() || version != kVersion) return std::nullopt;
    return static_cast<Moment>(moment);
}

}  // namespace amparo::vault
