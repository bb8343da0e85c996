#include "app/vault/records.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "app/base/hash.hpp"
#include "app/base/secret.hpp"
#include "app/base/text.hpp"
#include "app/vault/wire.hpp"

namespace amparo::vault {

namespace {

constexpr std::string_view kMagic = "AMPL";
constexpr std::uint16_t kPayloadVersion = 1;
constexpr std::size_t kPayloadHead = 4 + 2 + 8 + 4;
constexpr std::size_t kRecordHead = 4 + 4 + 16 + 8;
constexpr std::size_t kChecksum = sizeof(Digest);

}  // namespace

const Record* Records::find(std::uint32_t type, const RecordId& id) const {
    const auto found = std::ranges::find_if(records_, [&](const Record& record) { return record.type == type && record.id == id; });
    return found == records_.end() ? nullptr : &*found;
}

Result<void> Records::put(Record record) {
    if (record.bytes.size() > kRecordBytes) return fail(Errc::Limit, "a record is too long");
    const auto found = std::ranges::find_if(records_, [&](const Record& old) { return old.type == record.type && old.id == record.id; });
    if (found == records_.end()) return add(std::move(record));
    std::swap(*found, record);
    wipe(record.bytes);
    return {};
}

Result<void> Records::add(Record record) {
    if (record.bytes.size() > kRecordBytes) return fail(Errc::Limit, "a record is too long");
    if (records_.size() >= kRecords) return fail(Errc::Limit, "too many records");
    records_.push_back(std::move(record));
    return {};
}

bool Records::remove(std::uint32_t type, const RecordId& id) {
    const auto found = std::ranges::find_if(records_, [&](const Record& record) { return record.type == type && record.id == id; });
    if (found == records_.end()) return false;
    wipe(found->bytes);
    records_.erase(found);
    return true;
}

void Records::clear() {
    for (Record& record : records_) wipe(record.bytes);
    records_.clear();
}

std::string write_payload(const Payload& payload) {
    std::size_t size = kPayloadHead + kChecksum;
    for (const Record& record : payload.records.all()) size += kRecordHead + record.bytes.size();
    std::string out;
    // Known beforehand, so that no shorter copy is left behind by growing.
    out.reserve(size);
    out += kMagic;
    append_le(out, kPayloadVersion);
    append_le(out, payload.counter);
    append_le(out, static_cast<std::uint32_t>(payload.records.all().size()));
    for (const Record& record : payload.records.all()) {
        append_le(out, record.type);
        append_le(out, record.flags);
        append(out, record.id);
        append_le(out, static_cast<std::uint64_t>(record.bytes.size()));
        out += record.bytes;
    }
    append(out, blake2b(as_bytes(out)));
    return out;
}

Result<Payload> parse_payload(Bytes bytes) {
    if (bytes.size() < kPayloadHead + kChecksum) return fail(Errc::Corrupt, "the payload was cut");
    const Bytes body = bytes.first(bytes.size() - kChecksum);
    if (!std::ranges::equal(blake2b(body), bytes.last(kChecksum))) return fail(Errc::Corrupt, "checksum of the payload");
    FieldReader fields(body);
    if (as_text(fields.take(kMagic.size())) != kMagic) return fail(Errc::Corrupt, "not a payload");
    if (fields.number<std::uint16_t>() != kPayloadVersion) return fail(Errc::Unsupported, "written by a later version", "vault.error.later");
    Payload payload;
    payload.counter = fields.number<std::uint64_t>();
    const auto count = fields.number<std::uint32_t>();
    if (count > kRecords || count > fields.left() / kRecordHead) return fail(Errc::Corrupt, "number of records");
    std::set<std::pair<std::uint32_t, RecordId>> seen;
    for (std::uint32_t i = 0; i < count; ++i) {
        Record record;
        record.type = fields.number<std::uint32_t>();
        record.flags = fields.number<std::uint32_t>();
        record.id = fields.array<16>();
        const auto length = fields.number<std::uint64_t>();
        if (!fields.good() || length > fields.left()) return fail(Errc::Corrupt, "a record ends behind the payload");
        if (length > kRecordBytes) return fail(Errc::Corrupt, "a record that nobody could have put");
        if ((record.flags & kFlagsToKnow) != 0) return fail(Errc::Unsupported, "a flag that a later version made", "vault.error.later");
        if (!seen.emplace(record.type, record.id).second) return fail(Errc::Corrupt, "a record twice");
        record.bytes = as_text(fields.take(length));
        AMPARO_TRY_VOID(payload.records.add(std::move(record)));
    }
    if (!fields.good() || fields.left() > 0) return fail(Errc::Corrupt, "bytes behind the records");
    return payload;
}

std::string describe(const Payload& payload) {
    std::string out = "counter " + std::to_string(payload.counter) + "\n";
    for (const Record& record : payload.records.all()) {
        out += std::to_string(record.type) + " " + text::to_hex(as_text(record.id)) + " flags " + std::to_string(record.flags) + ", " +
               std::to_string(record.bytes.size()) + " bytes " + hex(blake2b(as_bytes(record.bytes))).substr(0, 16) + "\n";
    }
    return out;
}

}  // namespace amparo::vault
