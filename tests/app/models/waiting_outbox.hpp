#pragma once
// A folder with a profile in whose outbox reports wait, for tests of what looks after them.

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "app/delivery/outbox.hpp"
#include "app/models/saved.hpp"
#include "app/seal/image.hpp"
#include "app/vault/record_store.hpp"
#include "tests/app/delivery/gate_helper.hpp"

namespace amparo::test {

/// Nobody listens there.
inline constexpr const char* kDeadDrop = "https://127.0.0.1:9/in/";

inline delivery::Parcel waiting_drop() {
    delivery::Parcel out;
    out.way = delivery::Way::Drop;
    out.protection = delivery::Protection::Box;
    out.case_ref = "7KQ2M9XA";
    out.recipient = "Our lawyer";
    out.address = kDeadDrop;
    out.body = "sealed";
    return out;
}

inline delivery::Parcel waiting_mail() {
    delivery::Parcel out = waiting_drop();
    out.way = delivery::Way::Mail;
    out.protection = delivery::Protection::Readable;
    out.recipient = "Example Desk";
    out.address = "help@example.org";
    out.server = "smtps://mail.example.net";
    out.from = "me@example.net";
    return out;
}

/// Makes the profile and closes it again. Gives the ids of what waits.
inline std::vector<std::string> make_waiting(const std::string& folder, const std::vector<delivery::Parcel>& parcels,
                                             std::string_view passphrase = "a passphrase of mine") {
    models::SaveOptions options;
    options.cost = vault::kLowMemoryCost;
    auto made = models::create_saved(folder, passphrase, options);
    REQUIRE(made.has_value());
    const std::string bytes(seal::kImageKey, '\x2a');
    REQUIRE(made->vault.change_records().put({static_cast<std::uint32_t>(vault::RecordType::Outbox), 0, vault::record_id("outbox"), bytes}).has_value());
    REQUIRE(made->vault.save(models::moment_now()).has_value());
    REQUIRE(made->vault.mirror().has_value());
    auto key = SecretBytes::create(seal::kImageKey);
    REQUIRE(key.has_value());
    std::ranges::fill(key->writable(), std::uint8_t{0x2a});
    auto outbox = delivery::Outbox::open(*made->storage, *key);
    REQUIRE(outbox.has_value());
    std::vector<std::string> ids;
    for (const delivery::Parcel& parcel : parcels) {
        const auto id = (*outbox)->put(parcel, consent_for(parcel), "", 1'795'444'379);
        REQUIRE(id.has_value());
        ids.push_back(*id);
    }
    return ids;
}

}  // namespace amparo::test
