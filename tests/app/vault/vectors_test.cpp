// Files that every later version has to open, and changes of them that it has to refuse: tests/vectors/cases.json. A
// change of the format that breaks one of them loses what somebody saved.

#include <cstdlib>

#include "app/base/json.hpp"
#include "app/base/text.hpp"
#include "app/vault/blobs.hpp"
#include "app/vault/sealed.hpp"
#include "tests/app/vault/small_vault.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;
using namespace amparo::test;
using namespace amparo::vault;
namespace fs = std::filesystem;

namespace {

fs::path folder() { return source_folder() / "tests/vectors"; }

std::string content_of(const std::string& name) { return name.empty() ? "" : read_file(folder() / name); }

/// A copy as the case wants it: nothing, a file, or a file with changes; `checksum` puts the checksum right afterwards.
void put_copy_of(StickState& stick, const Json& test, const char* key, const char* name) {
    const Json* copy = test.find(key);
    if (copy == nullptr) return;
    std::string bytes = content_of(std::string(copy->member_text("file")));
    if (const Json* flips = copy->find("flip")) {
        for (const Json& at : flips->elements()) {
            const auto place = static_cast<std::size_t>(at.integer_or(0));
            bytes.at(place) = static_cast<char>(bytes.at(place) ^ 1);
        }
    }
    if (const Json* cut = copy->find("cut")) bytes.resize(static_cast<std::size_t>(cut->integer_or(0)));
    if (const Json* counter = copy->find("counter_more")) {
        const auto head = parse_head(as_bytes(bytes), small_rules());
        if (head) finish_image(bytes, head->counter + static_cast<std::uint64_t>(counter->integer_or(0)));
    }
    stick.files[name] = bytes;
}

std::string standing_name(Standing standing) {
    switch (standing) {
        case Standing::Writer: return "whole";
        case Standing::MixedCopies: return "mixed";
        case Standing::OlderCopy: return "older";
        case Standing::Salvaged: return "salvaged";
        case Standing::Asked:
        case Standing::OtherProgram:
        case Standing::NoWriting: break;
    }
    return "other";
}

}  // namespace

TEST_CASE("files of every version that was ever released open, and what has to be refused is refused as expected") {
    const Json cases = must(Json::parse(read_file(folder() / "cases.json")));
    REQUIRE(cases.find("vaults")->elements().size() >= 15);
    for (const Json& test : cases.find("vaults")->elements()) {
        INFO(test.member_text("says"));
        StickState stick;
        put_copy_of(stick, test, "store_1", "store.1");
        put_copy_of(stick, test, "store_2", "store.2");
        FaultStorage plugged(stick);
        const auto vault = open_vault(plugged, test.member_text("root")[0]);
        const std::string expected(test.member_text("expect"));
        CHECK((vault ? standing_name(vault->standing()) : std::string(errc_name(vault.error().code))) == expected);
        if (vault) CHECK(note_of(vault->records()) == test.member_text("note"));
    }
}

TEST_CASE("sealed files and evidence of every version that was ever released open") {
    REQUIRE(start_sodium().has_value());
    const Json cases = must(Json::parse(read_file(folder() / "cases.json")));
    const Json& beside = *cases.find("beside");
    const InboxKey key = must(InboxKey::parse(beside.member_text("inbox_key")));
    CHECK(key.address().text() == beside.member_text("inbox_address"));
    CHECK(must(open_sealed(as_bytes(content_of("report.sealed")), key)) == beside.member_text("sealed"));
    const auto from_hex = [&](const char* member) {
        std::string out;
        const std::string_view hex = beside.member_text(member);
        for (std::size_t i = 0; i < hex.size(); i += 2) out.push_back(static_cast<char>(text::from_hex(hex.substr(i, 2)).value_or(0)));
        return out;
    };
    RecordId id{};
    std::ranges::copy(as_bytes(from_hex("blob_id")), id.begin());
    const Blob blob = must(Blob::parse(id, as_bytes(from_hex("blob_record"))));
    FaultStorage evidence(StickState{{{blob.name(), content_of("evidence.blob")}}});
    std::string seen;
    must(read_blob(evidence, blob, [&](Bytes bytes) -> Result<void> {
        seen += as_text(bytes);
        return {};
    }));
    CHECK(seen == beside.member_text("blob"));
}

// Makes the files, once for each version of the format: AMPARO_VECTORS names an empty folder.
TEST_CASE("frozen files are made", "[.make-vectors]") {
    const char* target = std::getenv("AMPARO_VECTORS");
    if (target == nullptr) SKIP("AMPARO_VECTORS names no folder");
    const fs::path out = target;
    FaultStorage stick(stick_with("a note that stays", 'a'));
    write_file(out / "plain.vault", stick.seen().files.at("store.1"));
    {
        Vault vault = must(open_vault(stick));
        must(vault.set_recovery(root('r'), 3000));
        must(vault.make_second(root('d'), 3000));
        write_note(*vault.second(), "harmless");
        must(vault.change_records().put({999'999, 0x00010000, RecordId{9}, "of a later version"}));
        must(vault.save(4000));
        must(vault.mirror());
    }
    write_file(out / "two-profiles.vault", stick.seen().files.at("store.1"));
    {
        Vault vault = must(open_vault(stick));
        must(vault.change_passphrase(root('n'), 5000));
    }
    write_file(out / "new-passphrase.vault", stick.seen().files.at("store.1"));
    const InboxKey key = must(InboxKey::make());
    write_file(out / "report.sealed", must(seal(as_bytes("a report"), std::vector<InboxAddress>{key.address()})));
    FaultStorage evidence;
    auto writer = must(BlobWriter::start(evidence, 14));
    must(writer.add(as_bytes("a photo, maybe")));
    const Blob blob = must(writer.finish());
    write_file(out / "evidence.blob", evidence.seen().files.at(blob.name()));
    Json beside = Json::object();
    beside.set("inbox_key", std::string(must(key.text()).view())).set("inbox_address", key.address().text()).set("sealed", "a report");
    beside.set("blob_id", text::to_hex(as_text(blob.id))).set("blob_record", text::to_hex(blob.record())).set("blob", "a photo, maybe");
    write_file(out / "beside.json", beside.dump());
}

// Seeds for the parsers, into folders below AMPARO_SEEDS: small ones that are taken, and some that are not.
TEST_CASE("seeds for the fuzzers are made", "[.make-seeds]") {
    const char* target = std::getenv("AMPARO_SEEDS");
    if (target == nullptr) SKIP("AMPARO_SEEDS names no folder");
    REQUIRE(start_sodium().has_value());
    const fs::path out = target;
    const std::string head = new_image(new_head({}, std::uint64_t{1} << 20U)).substr(0, kHeadBytes);
    std::string few = head;
    few[52] = 1;
    write_file(out / "vault/good-head", head);
    write_file(out / "vault/bad-passes", few);
    write_file(out / "vault/bad-cut", head.substr(0, 200));
    Payload payload;
    payload.counter = 7;
    must(payload.records.put({19, 0, RecordId{1}, "one"}));
    must(payload.records.put({4711, 0x20000, RecordId{2}, ""}));
    const std::string good = write_payload(payload);
    write_file(out / "vault-payload/good", good);
    std::string flag = good.substr(0, good.size() - 32);
    flag[18 + 4] = 1;
    write_file(out / "vault-payload/bad-flag", flag + std::string(as_text(blake2b(as_bytes(flag)))));
    write_file(out / "vault-payload/bad-checksum", good.substr(0, good.size() - 1));
    const InboxKey key = must(InboxKey::make());
    const std::string sealed = must(seal(as_bytes("report"), std::vector<InboxAddress>{key.address(), key.address()}));
    write_file(out / "sealed/good", sealed);
    write_file(out / "sealed/bad-cut", sealed.substr(0, 150));
}
