// Evidence beside the vault; and the passphrases and codes that lead to it.

#include <algorithm>
#include <set>

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

TEST_CASE("a record of evidence of a later version or another length is refused") {
    REQUIRE(start_sodium().has_value());
    FaultStorage folder;
    const Blob blob = written(folder, "proof");
    const std::string record = blob.record();
    CHECK(Blob::parse(blob.id, as_bytes(record)).has_value());
    std::string later = record;
    later[0] = 2;
    CHECK(Blob::parse(blob.id, as_bytes(later)).error().code == Errc::Corrupt);
    CHECK(Blob::parse(blob.id, as_bytes(record + "x")).error().code == Errc::Corrupt);
    CHECK(Blob::parse(blob.id, as_bytes(record).first(record.size() - 1)).error().code == Errc::Corrupt);
    CHECK(Blob::parse(blob.id, {}).error().code == Errc::Corrupt);
}

TEST_CASE("every error of the stick while evidence is read is said") {
    REQUIRE(start_sodium().has_value());
    FaultStorage folder;
    const Blob blob = written(folder, "proof");
    for (std::size_t nth = 1; nth <= 3; ++nth) {
        folder.fail_call(nth, Errc::Io);
        CHECK(read_blob(folder, blob, &nowhere).error().code == Errc::Io);
        folder.heal();
    }
    CHECK(read_all(folder, blob) == "proof");
    // Whoever takes the content may stop it.
    CHECK(read_blob(folder, blob, [](Bytes) { return Result<void>(fail(Errc::Cancelled)); }).error().code == Errc::Cancelled);
}
