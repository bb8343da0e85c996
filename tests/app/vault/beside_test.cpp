// What lies beside the vault: evidence, the outbox and an SOS; and the passphrases and codes that lead to it.

#include <algorithm>
#include <set>

#include "app/vault/areas.hpp"
#include "app/vault/blobs.hpp"
#include "app/vault/passphrase.hpp"
#include "tests/app/vault/small_vault.hpp"

using namespace amparo;
using namespace amparo::test;
using namespace amparo::vault;

namespace {

std::string read_all(Storage& storage, const Blob& blob) {
    std::string out;
    must(read_blob(storage, blob, [&](Bytes bytes) -> Result<void> {
        out += as_text(bytes);
        return {};
    }));
    return out;
}

Result<void> nowhere(Bytes) { return {}; }

Blob written(Storage& storage, const std::string& content) {
    auto writer = must(BlobWriter::start(storage, content.size()));
    for (std::size_t at = 0; at < content.size(); at += 50'000) must(writer.add(as_bytes(content).subspan(at, std::min<std::size_t>(50'000, content.size() - at))));
    return must(writer.finish());
}

SecretBytes key() {
    REQUIRE(start_sodium().has_value());
    return must(random_secret(32));
}

}  // namespace

TEST_CASE("evidence of any length comes back as it was, and its file tells neither name nor exact length") {
    REQUIRE(start_sodium().has_value());
    FaultStorage folder;
    for (const std::size_t size : {0U, 1U, 65'528U, 200'000U, 2'500'000U}) {
        std::string content(size, 'e');
        for (std::size_t i = 0; i < size; i += 1000) content[i] = static_cast<char>(i / 1000);
        const Blob blob = written(folder, content);
        CHECK(read_all(folder, blob) == content);
        const Blob again = must(Blob::parse(blob.id, as_bytes(blob.record())));
        CHECK(read_all(folder, again) == content);
        CHECK(folder.seen().files.at(blob.name()).size() == stream_length(size));
        CHECK(folder.seen().files.at(blob.name()).find("eeeeeeeeeeeeeeee") == std::string::npos);
    }
    CHECK_FALSE(Blob::parse(RecordId{}, as_bytes("short")).has_value());
}

TEST_CASE("evidence that was changed, cut, swapped or is gone gives an error") {
    REQUIRE(start_sodium().has_value());
    FaultStorage folder;
    const Blob one = written(folder, std::string(100'000, '1'));
    const Blob two = written(folder, std::string(100'000, '2'));
    const auto with = [&](const std::string& content) {
        StickState state = folder.seen();
        state.files[one.name()] = content;
        FaultStorage plugged(state);
        return read_blob(plugged, one, &nowhere);
    };
    const std::string good = folder.seen().files.at(one.name());
    CHECK(with(good).has_value());
    CHECK(with(folder.seen().files.at(two.name())).error().code == Errc::Tampered);
    CHECK(with(good.substr(0, good.size() - 1)).error().code == Errc::Corrupt);
    CHECK(with(good + "x").error().code == Errc::Corrupt);
    for (const std::size_t at : {std::size_t{0}, std::size_t{30}, std::size_t{70'000}, good.size() - 1}) {
        std::string changed = good;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        CHECK_FALSE(with(changed).has_value());
    }
    must(remove_blob(folder, one));
    CHECK(read_blob(folder, one, &nowhere).error().code == Errc::NotFound);
}

TEST_CASE("errors of the stick while evidence is kept are said") {
    REQUIRE(start_sodium().has_value());
    for (std::size_t nth = 1; nth <= 6; ++nth) {
        FaultStorage folder;
        folder.fail_call(nth, Errc::NoSpace);
        auto writer = BlobWriter::start(folder, 100);
        bool good = writer.has_value();
        if (good) good = writer->add(as_bytes(std::string(100, 'x'))).has_value();
        if (good) good = writer->finish().has_value();
        CHECK_FALSE(good);
    }
}

TEST_CASE("the outbox keeps what was stored last, and is noise to everybody else") {
    FaultStorage stick;
    const SecretBytes secret = key();
    CHECK(Outbox::open(stick, secret).error().code == Errc::NotFound);
    {
        Outbox outbox = must(Outbox::create(stick, secret));
        CHECK(outbox.content().empty());
        must(outbox.store("one"));
        must(outbox.store("two"));
        CHECK(outbox.store(std::string(kOutboxContent + 1, 'x')).error().code == Errc::Limit);
        must(outbox.store(std::string(kOutboxContent, 'x')));
        must(outbox.store("three"));
    }
    CHECK(must(Outbox::open(stick, secret)).content() == "three");
    CHECK(Outbox::open(stick, key()).error().code == Errc::Tampered);
    CHECK(Outbox::create(stick, secret).error().code == Errc::Conflict);
    const std::string file = stick.seen().files.at("outbox.1");
    CHECK(file.size() == kOutboxBytes);
    CHECK(file == stick.seen().files.at("outbox.2"));
    std::array<std::size_t, 256> counts{};
    for (const char c : file) ++counts[static_cast<unsigned char>(c)];
    CHECK(std::ranges::max(counts) < 1400);
    CHECK(std::ranges::min(counts) > 700);
}

TEST_CASE("a crash while the outbox is written leaves the old or the new") {
    FaultStorage stick;
    const SecretBytes secret = key();
    {
        Outbox outbox = must(Outbox::create(stick, secret));
        must(outbox.store("old"));
    }
    const StickState base = stick.seen();
    std::size_t fresh = 0;
    for (std::size_t nth = 1; nth <= 14; ++nth) {
        FaultStorage plugged(base);
        Outbox outbox = must(Outbox::open(plugged, secret));
        plugged.fail_call(nth, Errc::Io, Repeat::Forever, 1000);
        static_cast<void>(outbox.store("new"));
        plugged.for_each_crash_state(6, nth, SectorDamage::Wild, [&](const StickState& state) {
            FaultStorage again(state);
            const std::string content = must(Outbox::open(again, secret)).content();
            if (content != "old" && content != "new") FAIL(content);
            fresh += content == "new" ? std::size_t{1} : 0;
        });
    }
    CHECK(fresh > 0);
}

TEST_CASE("an SOS lies open for the host alone, and its receipts for the person alone") {
    FaultStorage stick;
    REQUIRE(start_sodium().has_value());
    const InboxKey desk = must(InboxKey::make());
    const InboxKey person = must(InboxKey::make());
    CHECK(load_sos(stick).error().code == Errc::NotFound);
    Sos sos{"inbox.example.org", must(seal(as_bytes("help"), std::vector<InboxAddress>{desk.address()})), person.address(), {}};
    must(store_sos(stick, sos));
    sos.receipts.push_back(must(seal_receipt(as_bytes("arrived"), person.address())));
    must(store_sos(stick, sos));
    const Sos seen = must(load_sos(stick)).sos;
    CHECK(seen == sos);
    CHECK(must(open_sealed(as_bytes(seen.sealed), desk)) == "help");
    CHECK(must(open_receipt(as_bytes(seen.receipts[0]), person)) == "arrived");
    CHECK_FALSE(open_receipt(as_bytes(seen.receipts[0]), desk).has_value());
    CHECK_FALSE(open_receipt(as_bytes("short"), desk).has_value());
    CHECK(stick.seen().files.at("sos.1") == stick.seen().files.at("sos.2"));

    // One copy is enough, and a damaged one is not read.
    StickState damaged = stick.seen();
    damaged.files["sos.1"][70] = static_cast<char>(damaged.files["sos.1"][70] ^ 1);
    FaultStorage plugged(damaged);
    CHECK(must(load_sos(plugged)).sos == sos);
    damaged.files["sos.2"] = "else";
    FaultStorage both(damaged);
    CHECK(load_sos(both).error().code == Errc::Corrupt);
    must(remove_sos(stick));
    CHECK(stick.seen().files.empty());
    must(remove_sos(stick));

    CHECK(write_sos({"", "x", person.address(), {}}, 1).error().code == Errc::Usage);
    CHECK(write_sos({"h", std::string(kSosBytes, 'x'), person.address(), {}}, 1).error().code == Errc::Limit);
    std::string later = must(write_sos(sos, 1));
    later[10] = 2;
    CHECK(parse_sos(as_bytes(later)).error().code == Errc::Unsupported);
}

TEST_CASE("a passphrase is the same however its letters were composed") {
    REQUIRE(start_sodium().has_value());
    const auto plain = [](std::string_view typed) { return std::string(must(normalised(typed)).view()); };
    CHECK(plain("correct horse battery") == "correct horse battery");
    CHECK(plain("caf\u00e9 cre\u0301me") == "caf\u00e9 cr\u00e9me");
    CHECK(plain("cafe\u0301") == plain("caf\u00e9"));
    CHECK(plain("  spaces stay  ") == "  spaces stay  ");
    CHECK(plain("\u0628\u064e\u0651") == plain("\u0628\u0651\u064e"));
    CHECK(normalised(std::string(1025, 'x')).error().code == Errc::Limit);
    CHECK(normalised("\xFF").error().code == Errc::Corrupt);
    CHECK(judge_passphrase("nine char").error().message_id() == "vault.error.short");
    CHECK(judge_passphrase("\u0643\u0644\u0645\u0629 \u0633\u0631\u064a\u0629 \u0637\u0648\u064a\u0644\u0629").has_value());
    CHECK(has_other_letters("\u0643"));
    CHECK_FALSE(has_other_letters("abc"));
}

TEST_CASE("generated passphrases and codes are never twice the same, can be typed everywhere, and survive copying") {
    REQUIRE(start_sodium().has_value());
    std::set<std::string> seen;
    for (int i = 0; i < 300; ++i) {
        const SecretString made = must(make_passphrase());
        CHECK(seen.insert(std::string(made.view())).second);
        CHECK_FALSE(has_other_letters(made.view()));
        CHECK(made.size() == 6 * 5 - 1);
        CHECK(judge_passphrase(made.view()).has_value());
        CHECK_FALSE(is_recovery_code(made.view()));
    }
    const SecretString code = must(make_recovery_code());
    CHECK(code.size() == 9 * 5 - 1);
    CHECK(is_recovery_code(code.view()));
    std::string copied(code.view());
    std::ranges::replace(copied, '-', ' ');
    for (char& c : copied) c = c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
    CHECK(must(normalised(copied)).view() == must(normalised(code.view())).view());
    CHECK(must(normalised(copied)).size() == 32);
    copied[0] = copied[0] == 'Z' ? 'Y' : 'Z';
    CHECK_FALSE(is_recovery_code(copied));
    // A slip makes it a passphrase like any other, which opens nothing.
    CHECK(must(normalised(copied)).view() == copied);
}

TEST_CASE("deriving is Argon2id with the salt and cost of the head", "[kdf]") {
    REQUIRE(start_sodium().has_value());
    const KdfCost cheap{2, std::uint64_t{64} << 20U};
    const RootKey one = must(RootKey::derive("a passphrase", Salt{1}, cheap));
    CHECK(one.bytes().equals(must(RootKey::derive("a passphrase", Salt{1}, cheap)).bytes()));
    CHECK_FALSE(one.bytes().equals(must(RootKey::derive("a passphrase", Salt{2}, cheap)).bytes()));
    CHECK_FALSE(one.bytes().equals(must(RootKey::derive("a passphrasf", Salt{1}, cheap)).bytes()));
    CHECK(RootKey::derive("x", Salt{}, {1, std::uint64_t{1} << 60U}).error().code == Errc::Limit);
    CHECK_FALSE(RootKey::from_bytes(as_bytes("short")).has_value());
}
