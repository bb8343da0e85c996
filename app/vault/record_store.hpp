#pragma once
// What a model sees of an open profile: bytes by type and id. Whoever stores through it knows nothing of keys, files or
// threads; a map in memory does as well, in tests and when nothing is saved. Thread: any.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/base/result.hpp"
#include "app/vault/records.hpp"

namespace amparo::vault {

class RecordStore {
  public:
    virtual ~RecordStore() = default;
    [[nodiscard]] virtual std::optional<std::string> get(RecordType type, const RecordId& id) const = 0;
    /// All of a type, in the order in which they came.
    [[nodiscard]] virtual std::vector<std::pair<RecordId, std::string>> list(RecordType type) const = 0;
    /// Stands on the stick some seconds later. Errors: Limit — too long, too many, or no room left; Conflict — opened for
    /// reading.
    [[nodiscard]] virtual Result<void> put(RecordType type, const RecordId& id, std::string bytes) = 0;
    virtual void remove(RecordType type, const RecordId& id) = 0;
};

/// The id of something that there is once, or that has a name of ours.
[[nodiscard]] RecordId record_id(std::string_view name);
/// The id of something new.
[[nodiscard]] RecordId new_record_id();

/// Keeps nothing beyond the process: for tests, and while nothing is saved.
class MemoryRecords final : public RecordStore {
  public:
    [[nodiscard]] std::optional<std::string> get(RecordType type, const RecordId& id) const override;
    [[nodiscard]] std::vector<std::pair<RecordId, std::string>> list(RecordType type) const override;
    [[nodiscard]] Result<void> put(RecordType type, const RecordId& id, std::string bytes) override;
    void remove(RecordType type, const RecordId& id) override;
    void clear() { records_.clear(); }

  private:
    Records records_;
};

}  // namespace amparo::vault
