// Records that live no longer than the process behave as those of a vault, within the same limits.

#include "app/vault/record_store.hpp"
#include "tests/app/vault/small_vault.hpp"

using namespace amparo;
using namespace amparo::test;
using namespace amparo::vault;

TEST_CASE("records in memory are found by type and id, listed in the order in which they came, and gone when removed") {
    MemoryRecords records;
    const RecordId one = record_id("one");
    const RecordId two = record_id("two");
    CHECK(one != two);
    CHECK(one == record_id("one"));
    REQUIRE(start_sodium().has_value());
    CHECK(new_record_id() != new_record_id());
    CHECK_FALSE(records.get(RecordType::Case, one));
    must(records.put(RecordType::Case, two, "second name"));
    must(records.put(RecordType::Case, one, "first name"));
    must(records.put(RecordType::Settings, one, "another type"));
    CHECK(records.get(RecordType::Case, one) == "first name");
    CHECK(records.list(RecordType::Case) == std::vector<std::pair<RecordId, std::string>>{{two, "second name"}, {one, "first name"}});
    records.remove(RecordType::Case, one);
    records.remove(RecordType::Case, one);
    CHECK_FALSE(records.get(RecordType::Case, one));
    CHECK(records.get(RecordType::Settings, one) == "another type");
    CHECK(records.put(RecordType::Case, one, std::string(kRecordBytes + 1, 'x')).error().code == Errc::Limit);
    records.clear();
    CHECK(records.list(RecordType::Case).empty());
    CHECK(records.list(RecordType::Settings).empty());
}

TEST_CASE("a profile holds so many records and no more, and none that is too long") {
    Records records;
    for (std::uint32_t i = 0; i < kRecords; ++i) must(records.add({i, 0, RecordId{}, ""}));
    CHECK(records.add({static_cast<std::uint32_t>(kRecords), 0, RecordId{}, ""}).error().code == Errc::Limit);
    CHECK(records.all().size() == kRecords);
    must(records.put({0, 0, RecordId{}, "the place of one that is there"}));
    CHECK_FALSE(records.remove(0, RecordId{1}));
    CHECK(records.remove(0, RecordId{}));
    CHECK_FALSE(records.remove(0, RecordId{}));
    CHECK(records.add({0, 0, RecordId{}, std::string(kRecordBytes + 1, 'x')}).error().code == Errc::Limit);
}

TEST_CASE("a payload is described without what its records hold") {
    Payload payload;
    payload.counter = 9;
    must(payload.records.put({19, 0, RecordId{1}, "a name that stays inside"}));
    const std::string text = describe(payload);
    CHECK(text.starts_with("counter 9\n19 01"));
    CHECK(text.find("24 bytes") != std::string::npos);
    CHECK(text.find("name") == std::string::npos);
}
