#include "app/vault/vault.hpp"

#include <sodium.h>

#include <algorithm>
#include <utility>

#include "app/vault/guarded.hpp"
#include "app/vault/wire.hpp"

namespace amparo::vault {

namespace {

constexpr RecordId kOnlyOne{};

/// Writes a copy, or makes it where there is none.
Result<void> put_copy(Storage& storage, std::size_t which, const std::string& image) {
    const auto written = write_copy(storage, kStoreNames[which], as_bytes(image), kHeadBytes);
    if (written || written.error().code != Errc::NotFound) return written;
    return create_copy(storage, kStoreNames[which], as_bytes(image));
}

struct WipedString {
    explicit WipedString(std::string value) : text(std::move(value)) {}
    WipedString(const WipedString&) = delete;
    WipedString& operator=(const WipedString&) = delete;
    ~WipedString() { wipe(text); }
    std::string text;
};

}  // namespace

struct Vault::Found {
    Head head;
    State state;
    std::uint64_t counter = 0;
};

Result<Vault::Profile> Vault::copy(const Profile& profile) {
    Profile out{profile.bay, {}, profile.records};
    AMPARO_TRY(out.key, copy_of(profile.key));
    return out;
}

Result<Vault::State> Vault::copy_state() const {
    State out;
    AMPARO_TRY(out.own, copy(state_.own));
    AMPARO_TRY(out.other_key, copy_of(state_.other_key));
    if (state_.other) {
        AMPARO_TRY(Profile other, copy(*state_.other));
        out.other = std::move(other);
    }
    return out;
}

std::size_t Vault::used() const {
    std::size_t size = write_payload({}).size();
    for (const Record& record : records().all()) size += 32 + record.bytes.size();
    return size;
}

// ---- building an image

Result<void> Vault::write_slots(std::string& image, const Profile& profile, const SecretBytes& other_key) const {
    AMPARO_TRY(const SlotWraps wraps, read_slot_wraps(profile.records));
    for (std::size_t i = 0; i < wraps.size(); ++i) {
        const std::size_t slot = 2 * profile.bay + i;
        std::string bytes(kSlotBytes, '\0');
        randombytes_buf(bytes.data(), bytes.size());
        if (wraps[i]) {
            SlotContent content;
            AMPARO_TRY(content.key, copy_of(profile.key));
            AMPARO_TRY(content.other_key, copy_of(other_key));
            content.bay = static_cast<std::uint8_t>(profile.bay);
            AMPARO_TRY(bytes, seal_slot(*wraps[i], head_.bound, slot, content));
        }
        std::ranges::copy(bytes, image.begin() + static_cast<std::ptrdiff_t>(kSlotsAt + slot * kSlotBytes));
    }
    return {};
}

Result<std::string> Vault::build(State& state, std::uint64_t counter, Rewrap rewrap) const {
    std::string image = image_;
    const auto write_bay = [&](const Profile& profile) -> Result<void> {
        const WipedString payload(write_payload({counter, profile.records}));
        AMPARO_TRY(const std::string bay, seal_bay(profile.key, head_, profile.bay, as_bytes(payload.text), rules_));
        std::ranges::copy(bay, image.begin() + static_cast<std::ptrdiff_t>(head_.bay_at(profile.bay)));
        return {};
    };
    AMPARO_TRY_VOID(write_bay(state.own));
    if (state.other) AMPARO_TRY_VOID(write_bay(*state.other));
    if (rewrap.own) AMPARO_TRY_VOID(write_slots(image, state.own, state.other_key));
    if (rewrap.other && state.other) {
        // What the second profile knows of us: nothing.
        AMPARO_TRY(const SecretBytes nothing, random_secret(kKeyBytes));
        AMPARO_TRY_VOID(write_slots(image, *state.other, nothing));
    }
    finish_image(image, counter);
    return image;
}

/// Nothing is written that could not be read again.
Result<void> Vault::check_image(const State& state, Bytes image, std::uint64_t counter) const {
    AMPARO_TRY(const Head head, parse_head(image, rules_));
    if (head.bound != head_.bound || head.counter != counter || !is_whole(image)) return fail(Errc::Bug, "the new image");
    const auto check = [&](const Profile& profile) -> Result<void> {
        AMPARO_TRY(std::string bytes, open_bay(profile.key, head_, profile.bay, image.subspan(head_.bay_at(profile.bay), static_cast<std::size_t>(head_.bay_bytes)), rules_));
        const WipedString payload(std::move(bytes));
        AMPARO_TRY(const Payload parsed, parse_payload(as_bytes(payload.text)));
        if (parsed.counter != counter || !(parsed.records == profile.records)) return fail(Errc::Bug, "the new payload");
        AMPARO_TRY(const SlotWraps wraps, read_slot_wraps(profile.records));
        for (std::size_t i = 0; i < wraps.size(); ++i) {
            const std::size_t slot = 2 * profile.bay + i;
            if (wraps[i] && !vault::wraps(*wraps[i], head_.bound, slot, slot_of(image, slot))) return fail(Errc::Bug, "a new slot");
        }
        return {};
    };
    AMPARO_TRY_VOID(check(state.own));
    return state.other ? check(*state.other) : Result<void>{};
}

Result<void> Vault::commit(State state, Rewrap rewrap, Write write, Moment now) {
    if (standing_ != Standing::Writer) return fail(Errc::Conflict, "opened for reading", "vault.error.read_only");
    AMPARO_TRY_VOID(lock_.still_ours());
    AMPARO_TRY_VOID(note_saved(state.own.records, now));
    const std::uint64_t counter = head_.counter + 1;
    AMPARO_TRY(std::string image, build(state, counter, rewrap));
    AMPARO_TRY_VOID(check_image(state, as_bytes(image), counter));
    AMPARO_TRY_VOID(put_copy(*storage_, 1 - newest_, image));
    // From here on it is saved.
    image_ = std::move(image);
    head_.counter = counter;
    newest_ = 1 - newest_;
    mirrored_ = false;
    state_ = std::move(state);
    // A missing mirror is caught up by the next mirror(); the save stands.
    if (write == Write::Both) static_cast<void>(mirror());
    return {};
}

Result<void> Vault::save(Moment now) { return save(now, state_.own.records); }

Result<void> Vault::save(Moment now, const Records& records) {
    return guarded([&]() -> Result<void> {
        AMPARO_TRY(State state, copy_state());
        Records kept = records;
        // This one is not the caller's to change.
        const Record* wraps = state_.own.records.find(static_cast<std::uint32_t>(RecordType::SlotWraps), kOnlyOne);
        if (wraps != nullptr) AMPARO_TRY_VOID(kept.put(*wraps));
        state.own.records = std::move(kept);
        return commit(std::move(state), {}, Write::One, now);
    });
}

Result<void> Vault::mirror() {
    return guarded([&]() -> Result<void> {
        if (standing_ != Standing::Writer) return fail(Errc::Conflict, "opened for reading", "vault.error.read_only");
        if (mirrored_) return {};
        AMPARO_TRY_VOID(lock_.still_ours());
        AMPARO_TRY_VOID(put_copy(*storage_, 1 - newest_, image_));
        mirrored_ = true;
        return {};
    });
}

// ---- creating and opening

Result<Vault> Vault::create(Storage& storage, const Head& head, const RootKey& root, Moment now, const Rules& rules) {
    return guarded([&]() -> Result<Vault> {
        const Store there = look_at_store(storage, rules);
        if (there.state == StoreState::Unreadable) return fail(Errc::Io, "the folder cannot be read", "vault.error.unreadable");
        if (there.state != StoreState::Absent) return fail(Errc::Conflict, "something lies there", "vault.error.exists");
        Vault vault(storage, rules);
        AMPARO_TRY(vault.lock_, WriterLock::take(storage));
        vault.head_ = head;
        vault.image_ = new_image(head);
        AMPARO_TRY(const Head parsed, parse_head(as_bytes(vault.image_), rules));
        if (parsed.bound != head.bound) return fail(Errc::Usage, "not a head of new_head()");

        State state;
        state.own.bay = randombytes_uniform(kBays);
        AMPARO_TRY(state.own.key, random_secret(kKeyBytes));
        AMPARO_TRY(state.other_key, random_secret(kKeyBytes));
        SlotWraps wraps;
        AMPARO_TRY(wraps[0], slot_wrap(root, 2 * state.own.bay));
        AMPARO_TRY_VOID(put_slot_wraps(state.own.records, wraps));
        // Both files get their place first, full of noise that opens nothing; what is kept comes as in every save.
        std::string noise(head.file_bytes(), '\0');
        for (const char* name : kStoreNames) {
            randombytes_buf(noise.data(), noise.size());
            const auto made = create_copy(storage, name, as_bytes(noise));
            if (made) continue;
            // A container that is not complete would only stand in the way. What somebody else just put there is theirs.
            if (made.error().code != Errc::Conflict) static_cast<void>(storage.remove(name));
            if (name != kStoreNames.front()) static_cast<void>(storage.remove(kStoreNames.front()));
            return std::unexpected(made.error());
        }
        const auto kept = guarded([&] { return vault.commit(std::move(state), {.own = true, .other = false}, Write::Both, now); });
        if (kept) return vault;
        // Noise alone would stand in the way as well.
        if (kept.error().code != Errc::Conflict) {
            for (const char* name : kStoreNames) static_cast<void>(storage.remove(name));
        }
        return std::unexpected(kept.error());
    });
}

Result<Vault::Found> Vault::open_copy(const RootKey& root, const Head& head, Bytes head_bytes, Bytes bays, const Rules& rules, Work& work) {
    AMPARO_TRY(OpenSlot slot, open_slots(root, head.bound, head_bytes, work));
    Found found;
    found.head = head;
    const auto open = [&](const SecretBytes& key, std::size_t bay) -> Result<Payload> {
        ++work.bays_tried;
        AMPARO_TRY(std::string bytes, open_bay(key, head, bay, bays.subspan(head.bay_at(bay), static_cast<std::size_t>(head.bay_bytes)), rules));
        const WipedString payload(std::move(bytes));
        return parse_payload(as_bytes(payload.text));
    };
    const std::size_t bay = slot.content.bay;
    auto own = open(slot.content.key, bay);
    auto other = open(slot.content.other_key, 1 - bay);
    if (!own) return std::unexpected(own.error());
    // Without memory nobody knows whether there is a second profile.
    if (!other && other.error().code == Errc::Limit) return std::unexpected(other.error());
    found.counter = own->counter;
    found.state.own.bay = bay;
    found.state.own.key = std::move(slot.content.key);
    found.state.own.records = std::move(own->records);
    if (other) {
        Profile second{1 - bay, {}, std::move(other->records)};
        AMPARO_TRY(second.key, copy_of(slot.content.other_key));
        found.state.other = std::move(second);
    }
    found.state.other_key = std::move(slot.content.other_key);
    return found;
}

/// Heads, slots and bays of either copy, as far as they fit together; the newest that is genuine counts.
Result<Vault::Found> Vault::salvage(const Store& store, const RootKey& root, const Rules& rules, Work& work) {
    std::optional<Found> best;
    Error error{Errc::Corrupt, "vault.error.damaged", "no copy is whole"};
    for (const Copy& head : store.copies) {
        if (!head.head) continue;
        for (const Copy& slots : store.copies) {
            for (const Copy& bays : store.copies) {
                if (slots.bytes.size() != head.head->file_bytes() || bays.bytes.size() != head.head->file_bytes()) continue;
                auto found = open_copy(root, *head.head, as_bytes(slots.bytes), as_bytes(bays.bytes), rules, work);
                // A computer without memory says nothing about what is genuine.
                if (!found && found.error().code == Errc::Limit) return found;
                if (!found && found.error().code == Errc::WrongPassphrase) error = std::move(found).error();
                if (found && (!best || found->counter > best->counter)) best = *std::move(found);
            }
        }
    }
    if (!best) return std::unexpected(std::move(error));
    return *std::move(best);
}

Result<Vault::Found> Vault::open_best(const Store& store, std::size_t chosen, const RootKey& root, const Rules& rules, Work& work) {
    const Copy& copy = store.copies[chosen];
    if (copy.state != CopyState::Whole) return fail(Errc::Corrupt, "this copy is not whole", "vault.error.damaged");
    AMPARO_TRY(Found found, open_copy(root, *copy.head, as_bytes(copy.bytes), as_bytes(copy.bytes), rules, work));
    // The counter outside has no key; one that runs behind what is inside was set by somebody else.
    if (found.counter > found.head.counter) return fail(Errc::Tampered, "counter of the head");
    return found;
}

Result<Vault> Vault::unlock(Storage& storage, const RootKey& root, const Opening& how, const Rules& rules) {
    return guarded([&]() -> Result<Vault> {
        Vault vault(storage, rules);
        if (how.access == Opening::Access::Read) {
            vault.standing_ = Standing::Asked;
        } else {
            auto lock = how.other_program == Opening::OtherProgram::TakeOver ? WriterLock::take_over(storage) : WriterLock::take(storage);
            if (lock) vault.lock_ = *std::move(lock);
            if (!lock) vault.standing_ = lock.error().code == Errc::Conflict ? Standing::OtherProgram : Standing::NoWriting;
        }
        const Store store = look_at_store(storage, rules);
        switch (store.state) {
            case StoreState::Absent: return fail(Errc::NotFound, "nothing is saved here", "vault.error.nothing");
            case StoreState::Foreign: return fail(Errc::Corrupt, "files of another kind", "vault.error.foreign");
            case StoreState::Later: return fail(Errc::Unsupported, "made by a later version", "vault.error.later");
            case StoreState::Unreadable: return fail(Errc::Io, "the files cannot be read", "vault.error.unreadable");
            case StoreState::Ready:
            case StoreState::Mixed:
            case StoreState::Torn: break;
        }
        const std::size_t chosen = how.choose.value_or(store.winner);
        if (chosen >= kStoreNames.size()) return fail(Errc::Usage, "no such copy");
        auto found = open_best(store, chosen, root, rules, vault.work_);
        vault.newest_ = chosen;
        // A computer without memory says nothing about a copy.
        if (!found && found.error().code == Errc::Limit) return std::unexpected(found.error());
        if (!found) {
            auto older = how.choose || store.state == StoreState::Torn ? std::unexpected(found.error()) : open_best(store, 1 - chosen, root, rules, vault.work_);
            if (older) vault.newest_ = 1 - chosen;
            vault.standing_ = older ? Standing::OlderCopy : Standing::Salvaged;
            if (!older) older = salvage(store, root, rules, vault.work_);
            // What was wrong with the copy that counts says more than what was wrong with the rest.
            if (!older) return std::unexpected(store.state == StoreState::Torn ? older.error() : found.error());
            found = std::move(older);
        }
        vault.head_ = found->head;
        vault.state_ = std::move(found->state);
        vault.last_saved_ = saved_moment(vault.records());
        if (vault.standing_ == Standing::Salvaged) return vault;
        vault.image_ = store.copies[vault.newest_].bytes;
        vault.mirrored_ = store.copies[0].bytes == store.copies[1].bytes;
        if (vault.standing_ == Standing::Writer && !how.choose && !store.may_heal()) vault.standing_ = Standing::MixedCopies;
        if (vault.standing_ == Standing::Writer && !vault.mirrored_) vault.heal(store);
        return vault;
    });
}

/// An error here is found again, and said, when something is saved.
void Vault::heal(const Store& store) {
    const std::size_t other = 1 - newest_;
    const std::string& there = store.copies[other].bytes;
    // The person chose: what lies there may be of any kind and size.
    if (!store.may_heal() && there.size() != image_.size()) static_cast<void>(storage_->remove(kStoreNames[other]));
    mirrored_ = put_copy(*storage_, other, image_).has_value();
    healed_ = mirrored_;
}

Result<void> Vault::copy_to(Storage& other) const {
    return guarded([&]() -> Result<void> {
        if (image_.empty()) return fail(Errc::Conflict, "only what is whole can be moved", "vault.error.read_only");
        const Store there = look_at_store(other, rules_);
        if (there.state != StoreState::Absent) return fail(Errc::Conflict, "something lies there", "vault.error.exists");
        for (const char* name : kStoreNames) AMPARO_TRY_VOID(create_copy(other, name, as_bytes(image_)));
        return {};
    });
}

Result<void> destroy_store(Storage& storage) {
    return guarded([&]() -> Result<void> {
        Result<void> result;
        const auto keep_first = [&](Result<void> step) {
            if (!step && step.error().code != Errc::NotFound && result) result = std::move(step);
        };
        // Every key before any bay.
        for (const char* name : kStoreNames) {
            auto file = storage.open(name, OpenMode::ReadWrite);
            if (!file) continue;
            std::string noise(kHeadBytes, '\0');
            randombytes_buf(noise.data(), noise.size());
            keep_first((*file)->write(0, as_bytes(noise)));
            keep_first((*file)->flush());
        }
        for (const char* name : kStoreNames) {
            keep_first(overwrite_copy(storage, name, kHeadBytes));
            keep_first(storage.remove(name));
        }
        for (const char* name : kBesideNames) {
            keep_first(overwrite_copy(storage, name, kHeadBytes));
            keep_first(storage.remove(name));
        }
        keep_first(storage.remove(kLockName));
        keep_first(storage.flush_folder());
        return result;
    });
}

}  // namespace amparo::vault
