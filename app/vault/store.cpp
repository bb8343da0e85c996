#include "app/vault/store.hpp"

#include <algorithm>

#include "app/vault/copies.hpp"

namespace amparo::vault {

namespace {

bool is_size(std::uint64_t size, const Rules& rules) {
    return std::ranges::any_of(rules.bays, [&](std::uint64_t bay) { return size == kHeadBytes + kBays * bay; });
}

Copy read_copy(Storage& storage, const std::string& name, const Rules& rules) {
    Copy copy;
    const auto file = storage.open(name, OpenMode::ReadOnly);
    if (!file) {
        const Errc code = file.error().code;
        copy.state = code == Errc::NotFound ? CopyState::Missing : code == Errc::NotRegular ? CopyState::Foreign : CopyState::Unreadable;
        return copy;
    }
    const auto size = (*file)->size();
    if (!size) return {CopyState::Unreadable, {}, {}};
    const auto head = (*file)->read(0, static_cast<std::size_t>(std::min<std::uint64_t>(*size, kHeadBytes)));
    if (!head) return {CopyState::Unreadable, {}, {}};
    auto parsed = parse_head(as_bytes(*head), rules);
    // A later version may have other sizes.
    if (!parsed && parsed.error().code == Errc::Unsupported) return {CopyState::Later, {}, {}};
    if (!is_size(*size, rules)) return {CopyState::Foreign, {}, {}};
    auto bytes = (*file)->read(0, static_cast<std::size_t>(*size));
    if (!bytes) return {CopyState::Unreadable, {}, {}};
    copy.bytes = *std::move(bytes);
    copy.state = CopyState::Torn;
    if (parsed && parsed->file_bytes() == copy.bytes.size()) {
        copy.head = *parsed;
        if (is_whole(as_bytes(copy.bytes))) copy.state = CopyState::Whole;
    }
    return copy;
}

StoreState judge(const Copy& best, const Copy& other) {
    if (best.state != CopyState::Whole) {
        const auto either = [&](CopyState state) { return best.state == state || other.state == state; };
        if (either(CopyState::Later)) return StoreState::Later;
        if (either(CopyState::Torn)) return StoreState::Torn;
        if (either(CopyState::Unreadable)) return StoreState::Unreadable;
        return either(CopyState::Foreign) ? StoreState::Foreign : StoreState::Absent;
    }
    if (other.state == CopyState::Later) return StoreState::Mixed;
    if (!other.head) return StoreState::Ready;
    if (other.head->bound != best.head->bound) return StoreState::Mixed;
    // A torn copy may hold any counter.
    if (other.state == CopyState::Whole && best.head->counter - other.head->counter > 1) return StoreState::Mixed;
    return StoreState::Ready;
}

}  // namespace

const Head* Store::head() const {
    if (copies[winner].head) return &*copies[winner].head;
    return copies[1 - winner].head ? &*copies[1 - winner].head : nullptr;
}

bool Store::may_heal() const {
    return state == StoreState::Ready && (other().state == CopyState::Missing || other().state == CopyState::Torn || other().state == CopyState::Whole) &&
           (other().bytes.empty() || other().bytes.size() == best().bytes.size());
}

Store look_at_store(Storage& storage, const Rules& rules) {
    Store store;
    for (std::size_t i = 0; i < store.copies.size(); ++i) store.copies[i] = read_copy(storage, kStoreNames[i], rules);
    const auto whole = [&](std::size_t i) { return store.copies[i].state == CopyState::Whole; };
    if (whole(1) && (!whole(0) || store.copies[1].head->counter > store.copies[0].head->counter)) store.winner = 1;
    store.state = judge(store.best(), store.other());
    return store;
}

}  // namespace amparo::vault
