#include "app/models/kept_documents.hpp"

#include <utility>

namespace amparo::models {

void KeptDocuments::add(KeptDocument document) {
    const std::size_t now = document.changes();
    items_.push_back({std::move(document), now});
}

void KeptDocuments::put(vault::RecordStore& store, Item& item) {
    item.seen = item.document.changes();
    const vault::RecordId id = vault::record_id(item.document.name);
    std::string bytes = item.document.write();
    if (bytes.empty()) {
        store.remove(item.document.type, id);
    } else {
        static_cast<void>(store.put(item.document.type, id, std::move(bytes)));
    }
}

void KeptDocuments::take_over(vault::RecordStore& store) {
    for (Item& item : items_) {
        auto kept = store.get(item.document.type, vault::record_id(item.document.name));
        if (kept) item.document.read(*kept);
        // What was newer here, or is not there yet, goes along.
        if (!kept || item.document.write() != *kept) put(store, item);
        item.seen = item.document.changes();
    }
}

void KeptDocuments::forget() {
    for (Item& item : items_) {
        item.document.forget();
        item.seen = item.document.changes();
    }
}

void KeptDocuments::follow(vault::RecordStore& store) {
    for (Item& item : items_) {
        if (item.document.changes() != item.seen) put(store, item);
    }
}

}  // namespace amparo::models
