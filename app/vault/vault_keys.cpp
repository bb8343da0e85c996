// What changes who can open a vault: passphrase, recovery code, second profile, and the end of it.

#include <sodium.h>

#include <algorithm>
#include <utility>

#include "app/vault/guarded.hpp"
#include "app/vault/vault.hpp"

namespace amparo::vault {

namespace {

std::unexpected<Error> same_passphrase() { return fail(Errc::Conflict, "it opens something already", "vault.error.same_passphrase"); }

}  // namespace

Result<void> Vault::opens_nothing(const RootKey& root) const {
    Work work;
    const auto slot = open_slots(root, head_.bound, as_bytes(image_), work);
    if (slot) return same_passphrase();
    // Not having been able to look is no answer.
    return slot.error().code == Errc::WrongPassphrase ? Result<void>{} : std::unexpected(slot.error());
}

Result<Vault::Rewrap> Vault::new_keys(State& state) const {
    AMPARO_TRY(state.own.key, random_secret(kKeyBytes));
    Rewrap rewrap{.own = true, .other = false};
    if (!state.other) return rewrap;
    // Only if the second profile's slots are still those that it knows itself; else its bay stays as it is.
    AMPARO_TRY(const SlotWraps wraps, read_slot_wraps(state.other->records));
    bool known = false;
    for (std::size_t i = 0; i < wraps.size(); ++i) {
        const std::size_t slot = 2 * state.other->bay + i;
        if (!wraps[i]) continue;
        known = vault::wraps(*wraps[i], head_.bound, slot, slot_of(as_bytes(image_), slot));
        if (!known) break;
    }
    if (!known) return rewrap;
    AMPARO_TRY(state.other->key, random_secret(kKeyBytes));
    AMPARO_TRY(state.other_key, copy_of(state.other->key));
    rewrap.other = true;
    return rewrap;
}

namespace {

/// Sets one entry of the slot record.
Result<void> set_wrap(Records& records, std::size_t entry, std::optional<SlotWrap> wrap) {
    AMPARO_TRY(SlotWraps wraps, read_slot_wraps(records));
    wraps[entry] = std::move(wrap);
    return put_slot_wraps(records, wraps);
}

}  // namespace

Result<void> Vault::change_passphrase(const RootKey& root, Moment now) {
    return guarded([&]() -> Result<void> {
        AMPARO_TRY_VOID(opens_nothing(root));
        AMPARO_TRY(State state, copy_state());
        AMPARO_TRY(SlotWrap wrap, slot_wrap(root, 2 * state.own.bay));
        AMPARO_TRY_VOID(set_wrap(state.own.records, 0, std::move(wrap)));
        AMPARO_TRY(const Rewrap rewrap, new_keys(state));
        return commit(std::move(state), rewrap, Write::Both, now);
    });
}

bool Vault::has_recovery() const {
    const auto wraps = read_slot_wraps(records());
    return wraps && (*wraps)[1].has_value();
}

Result<void> Vault::set_recovery(const RootKey& code, Moment now) {
    return guarded([&]() -> Result<void> {
        AMPARO_TRY_VOID(opens_nothing(code));
        AMPARO_TRY(State state, copy_state());
        AMPARO_TRY(SlotWrap wrap, slot_wrap(code, 2 * state.own.bay + 1));
        AMPARO_TRY_VOID(set_wrap(state.own.records, 1, std::move(wrap)));
        // An earlier code is void from now on.
        AMPARO_TRY(const Rewrap rewrap, new_keys(state));
        return commit(std::move(state), rewrap, Write::Both, now);
    });
}

Result<void> Vault::revoke_recovery(Moment now) {
    return guarded([&]() -> Result<void> {
        AMPARO_TRY(State state, copy_state());
        AMPARO_TRY_VOID(set_wrap(state.own.records, 1, std::nullopt));
        AMPARO_TRY(const Rewrap rewrap, new_keys(state));
        return commit(std::move(state), rewrap, Write::Both, now);
    });
}

Result<void> Vault::renew_keys(Moment now) {
    return guarded([&]() -> Result<void> {
        AMPARO_TRY(State state, copy_state());
        AMPARO_TRY(const Rewrap rewrap, new_keys(state));
        return commit(std::move(state), rewrap, Write::Both, now);
    });
}

Result<void> Vault::make_second(const RootKey& root, Moment now) {
    return guarded([&]() -> Result<void> {
        AMPARO_TRY_VOID(opens_nothing(root));
        AMPARO_TRY(State state, copy_state());
        Profile second;
        second.bay = 1 - state.own.bay;
        AMPARO_TRY(second.key, random_secret(kKeyBytes));
        SlotWraps wraps;
        AMPARO_TRY(wraps[0], slot_wrap(root, 2 * second.bay));
        AMPARO_TRY_VOID(put_slot_wraps(second.records, wraps));
        AMPARO_TRY_VOID(note_saved(second.records, now));
        AMPARO_TRY(state.other_key, copy_of(second.key));
        state.other = std::move(second);
        return commit(std::move(state), {.own = true, .other = true}, Write::Both, now);
    });
}

Result<void> Vault::join_second(const RootKey& root, Moment now) {
    return guarded([&]() -> Result<void> {
        Work work;
        AMPARO_TRY(OpenSlot slot, open_slots(root, head_.bound, as_bytes(image_), work));
        const std::size_t bay = 1 - state_.own.bay;
        if (slot.content.bay != bay) return fail(Errc::WrongPassphrase, "it opens this profile", "vault.error.passphrase");
        AMPARO_TRY(std::string bytes, open_bay(slot.content.key, head_, bay,
                                               as_bytes(image_).subspan(head_.bay_at(bay), static_cast<std::size_t>(head_.bay_bytes)), rules_));
        auto payload = parse_payload(as_bytes(bytes));
        wipe(bytes);
        if (!payload) return std::unexpected(payload.error());
        AMPARO_TRY(State state, copy_state());
        Profile second{bay, {}, std::move(payload->records)};
        AMPARO_TRY(state.other_key, copy_of(slot.content.key));
        second.key = std::move(slot.content.key);
        state.other = std::move(second);
        return commit(std::move(state), {.own = true, .other = false}, Write::Both, now);
    });
}

Result<void> Vault::remove_second(Moment now) {
    return guarded([&]() -> Result<void> {
        AMPARO_TRY(State state, copy_state());
        state.other.reset();
        AMPARO_TRY(state.other_key, random_secret(kKeyBytes));
        std::string before = image_;
        const auto noise = [&](std::size_t at, std::size_t count) { randombytes_buf(image_.data() + at, count); };
        const std::size_t bay = 1 - state.own.bay;
        noise(kSlotsAt + 2 * bay * kSlotBytes, 2 * kSlotBytes);
        noise(head_.bay_at(bay), static_cast<std::size_t>(head_.bay_bytes));
        auto done = guarded([&] { return commit(std::move(state), {.own = true, .other = false}, Write::Both, now); });
        if (!done) image_ = std::move(before);
        return done;
    });
}

Result<void> Vault::destroy_profile() {
    return guarded([&]() -> Result<void> {
        if (standing_ != Standing::Writer) return fail(Errc::Conflict, "opened for reading", "vault.error.read_only");
        AMPARO_TRY_VOID(lock_.still_ours());
        std::string image = image_;
        randombytes_buf(image.data() + kSlotsAt + 2 * state_.own.bay * kSlotBytes, 2 * kSlotBytes);
        randombytes_buf(image.data() + head_.bay_at(state_.own.bay), static_cast<std::size_t>(head_.bay_bytes));
        finish_image(image, head_.counter + 1);
        // Keys first, in both copies; a copy that is torn by this opens nothing, which is what is wanted.
        Result<void> first;
        for (const char* name : kStoreNames) {
            const auto file = storage_->open(name, OpenMode::ReadWrite);
            const Bytes head = as_bytes(image).first(kHeadBytes);
            auto step = file ? (*file)->write(0, head) : std::unexpected(file.error());
            if (step) step = (*file)->flush();
            if (!step && first) first = std::move(step);
        }
        for (const char* name : kStoreNames) {
            auto step = write_copy(*storage_, name, as_bytes(image), kHeadBytes);
            if (!step && first) first = std::move(step);
        }
        forget();
        return first;
    });
}

Result<void> Vault::destroy_everything() {
    // Also what was opened for reading may go: nothing but the person's word stands against it.
    forget();
    return destroy_store(*storage_);
}

void Vault::forget() {
    state_ = {};
    standing_ = Standing::Asked;
    lock_.release();
    wipe(image_);
}

}  // namespace amparo::vault
