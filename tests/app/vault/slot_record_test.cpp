// What a profile keeps to wrap its slots anew is read back as it was, and nothing else is taken for it.

#include "app/vault/slot_record.hpp"
#include "tests/app/vault/small_vault.hpp"

using namespace amparo;
using namespace amparo::test;
using namespace amparo::vault;

namespace {

constexpr auto kSlotRecord = static_cast<std::uint32_t>(RecordType::SlotWraps);
constexpr auto kProfile = static_cast<std::uint32_t>(RecordType::Profile);

Records with(std::uint32_t type, std::string bytes) {
    Records records;
    must(records.put({type, 0, RecordId{}, std::move(bytes)}));
    return records;
}

}  // namespace

TEST_CASE("a slot record that is missing, of another version, cut, or marked oddly is refused") {
    Records good;
    SlotWraps wraps;
    wraps[1] = must(slot_wrap(root('a'), 1));
    must(put_slot_wraps(good, wraps));
    const SlotWraps again = must(read_slot_wraps(good));
    CHECK_FALSE(again[0].has_value());
    REQUIRE(again[1].has_value());
    CHECK(again[1]->seal.equals(wraps[1]->seal));
    const std::string bytes = good.find(kSlotRecord, RecordId{})->bytes;

    CHECK(read_slot_wraps(Records{}).error().code == Errc::Corrupt);
    for (const std::string& cut : {std::string(), bytes.substr(0, 1), bytes.substr(0, bytes.size() - 1), bytes + "x"}) {
        CHECK(read_slot_wraps(with(kSlotRecord, cut)).error().code == Errc::Corrupt);
    }
    for (const std::size_t at : {std::size_t{0}, std::size_t{1}, std::size_t{2}, 2 + (bytes.size() - 2) / 2}) {
        std::string odd = bytes;
        odd[at] = '\2';
        CHECK(read_slot_wraps(with(kSlotRecord, odd)).error().code == Errc::Corrupt);
    }
}

TEST_CASE("when a profile was saved is read from a whole note of this version, and unknown from any other") {
    Records records;
    CHECK_FALSE(saved_moment(records).has_value());
    must(note_saved(records, 77));
    CHECK(saved_moment(records) == 77);
    const std::string bytes = records.find(kProfile, RecordId{})->bytes;
    CHECK_FALSE(saved_moment(with(kProfile, bytes.substr(0, bytes.size() - 1))).has_value());
    CHECK_FALSE(saved_moment(with(kProfile, "\2" + bytes.substr(1))).has_value());
}
