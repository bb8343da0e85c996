#include "app/vault/record_store.hpp"

#include <sodium.h>

#include <algorithm>

#include "app/base/hash.hpp"

namespace amparo::vault {

RecordId record_id(std::string_view name) {
    const Digest digest = blake2b(as_bytes(name));
    RecordId id{};
    std::copy_n(digest.begin(), id.size(), id.begin());
    return id;
}

RecordId new_record_id() {
    RecordId id{};
    randombytes_buf(id.data(), id.size());
    return id;
}

std::optional<std::string> MemoryRecords::get(RecordType type, const RecordId& id) const {
    const Record* record = records_.find(static_cast<std::uint32_t>(type), id);
    return record == nullptr ? std::nullopt : std::optional(record->bytes);
}

std::vector<std::pair<RecordId, std::string>> MemoryRecords::list(RecordType type) const {
    std::vector<std::pair<RecordId, std::string>> out;
    for (const Record& record : records_.all()) {
        if (record.type == static_cast<std::uint32_t>(type)) out.emplace_back(record.id, record.bytes);
    }
    return out;
}

Result<void> MemoryRecords::put(RecordType type, const RecordId& id, std::string bytes) {
    return records_.put({static_cast<std::uint32_t>(type), 0, id, std::move(bytes)});
}

void MemoryRecords::remove(RecordType type, const RecordId& id) { records_.remove(static_cast<std::uint32_t>(type), id); }

}  // namespace amparo::vault
