#pragma once
// What models want found again, each as one document: read when a profile opens, written when it changed, forgotten when
// the profile closes. A model says how; where things lie is no matter of its own. One thread: that of the window.

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/vault/record_store.hpp"

namespace amparo::models {

struct KeptDocument {
    vault::RecordType type = vault::RecordType::Settings;
    std::string name;  ///< the record's id is made of it; never changes
    /// As it is now; empty when there is nothing to keep.
    std::function<std::string()> write;
    /// Takes over what was kept; what it does not understand it leaves alone.
    std::function<void(std::string_view)> read;
    /// As on the first day.
    std::function<void()> forget;
    /// Another number whenever write() would give something else. Asked for in every frame.
    std::function<std::size_t()> changes;
};

class KeptDocuments {
  public:
    void add(KeptDocument document);

    /// A profile was opened: what it holds counts, and what it lacks is added from here.
    void take_over(vault::RecordStore& store);
    /// A profile was closed: nothing of it stays here.
    void forget();
    /// Writes what changed since. A full or read-only profile says so elsewhere; the change stays here.
    void follow(vault::RecordStore& store);

  private:
    struct Item {
        KeptDocument document;
        std::size_t seen = 0;
    };
    static void put(vault::RecordStore& store, Item& item);
    std::vector<Item> items_;
};

}  // namespace amparo::models
