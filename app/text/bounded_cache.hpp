#pragma once
// Remembers values by a key of bytes, up to a number of entries and a number of bytes; what was not used for
// longest goes first. Values are shared: one that was handed out lives on after it is forgotten here. One
// thread at a time.

#include <cstddef>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace amparo::text_layout {

template <typename Value>
class BoundedCache {
  public:
    BoundedCache(std::size_t max_entries, std::size_t max_bytes)
        : max_entries_(max_entries), max_bytes_(max_bytes) {}

    /// The value of `key`, now the last one to go; nullptr when it is not there.
    [[nodiscard]] std::shared_ptr<const Value> find(std::string_view key) {
        const auto known = index_.find(key);
        if (known == index_.end()) return nullptr;
        entries_.splice(entries_.begin(), entries_, known->second);
        return known->second->value;
    }

    /// Remembers `value`, which takes about `bytes` of memory, unless it alone is more than allowed.
    void insert(std::string key, std::shared_ptr<const Value> value, std::size_t bytes) {
        bytes += key.size() + sizeof(Entry);
        if (const auto known = index_.find(key); known != index_.end()) forget(known->second);
        if (bytes > max_bytes_) return;
        while (!entries_.empty() && (entries_.size() >= max_entries_ || bytes_ + bytes > max_bytes_)) {
            forget(std::prev(entries_.end()));
        }
        entries_.push_front({std::move(key), std::move(value), bytes});
        index_.emplace(entries_.front().key, entries_.begin());
        bytes_ += bytes;
    }

    void clear() {
        index_.clear();
        entries_.clear();
        bytes_ = 0;
    }

    [[nodiscard]] std::size_t size() const { return entries_.size(); }
    [[nodiscard]] std::size_t bytes() const { return bytes_; }

  private:
    struct Entry {
        std::string key;
        std::shared_ptr<const Value> value;
        std::size_t bytes = 0;
    };
    using Place = typename std::list<Entry>::iterator;

    void forget(Place place) {
        bytes_ -= place->bytes;
        index_.erase(place->key);
        entries_.erase(place);
    }

    std::size_t max_entries_;
    std::size_t max_bytes_;
    std::size_t bytes_ = 0;
    std::list<Entry> entries_;                           // the last used first
    std::unordered_map<std::string_view, Place> index_;  // the keys are those of the entries
};

}  // namespace amparo::text_layout
