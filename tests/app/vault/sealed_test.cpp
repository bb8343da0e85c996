// A sealed file opens for those it was sealed for and for nobody else, and is nothing at all when a byte of it changed.

#include <catch2/catch_test_macros.hpp>

#include "app/base/text.hpp"
#include "app/vault/letters.hpp"
#include "app/vault/sealed.hpp"

using namespace amparo;
using namespace amparo::vault;

namespace {

InboxKey new_key() {
    REQUIRE(start_sodium().has_value());
    auto key = InboxKey::make();
    REQUIRE(key.has_value());
    return *std::move(key);
}

std::string sealed_for(const std::string& content, std::vector<InboxAddress> readers) {
    auto sealed = seal(as_bytes(content), readers);
    REQUIRE(sealed.has_value());
    return *std::move(sealed);
}

}  // namespace

TEST_CASE("what was sealed for a desk opens there, whatever its length") {
    const InboxKey desk = new_key();
    for (const std::size_t size : {0U, 1U, 100U, 65'519U, 65'520U, 65'527U, 65'528U, 65'529U, 131'072U, 300'001U}) {
        INFO(size);
        std::string content(size, 'x');
        if (size > 3) content[size / 2] = '\0';
        const std::string sealed = sealed_for(content, {desk.address()});
        CHECK(sealed.size() == 16 + 80 + stream_length(size));
        CHECK(open_sealed(as_bytes(sealed), desk).value() == content);
    }
}

TEST_CASE("all that it was sealed for can open it, and a stranger cannot") {
    const InboxKey first = new_key();
    const InboxKey second = new_key();
    const InboxKey stranger = new_key();
    const std::string sealed = sealed_for("names", {first.address(), second.address()});
    CHECK(open_sealed(as_bytes(sealed), first).value() == "names");
    CHECK(open_sealed(as_bytes(sealed), second).value() == "names");
    CHECK(open_sealed(as_bytes(sealed), stranger).error().code == Errc::NotFound);
    CHECK(sealed.find("names") == std::string::npos);
    CHECK(seal(as_bytes("x"), {}).error().code == Errc::Usage);
    CHECK(seal(as_bytes("x"), std::vector<InboxAddress>(17, first.address())).error().code == Errc::Usage);
    CHECK(seal(as_bytes("x"), std::vector<InboxAddress>(1)).error().code == Errc::Corrupt);
}

TEST_CASE("a sealed file that was cut, changed or lengthened anywhere gives an error") {
    const InboxKey desk = new_key();
    const std::string sealed = sealed_for(std::string(70'000, 'y'), {desk.address()});
    for (std::size_t cut = 0; cut < sealed.size(); cut += cut < 300 ? 1 : 997) {
        INFO(cut);
        CHECK_FALSE(open_sealed(as_bytes(sealed).first(cut), desk).has_value());
        std::string changed = sealed;
        changed[cut] = static_cast<char>(changed[cut] ^ 1);
        CHECK_FALSE(open_sealed(as_bytes(changed), desk).has_value());
    }
    CHECK_FALSE(open_sealed(as_bytes(sealed + "z"), desk).has_value());
    std::string later = sealed;
    later[8] = 2;
    CHECK(open_sealed(as_bytes(later), desk).error().code == Errc::Unsupported);
}

TEST_CASE("sealing and opening piece by piece is the same as at once") {
    const InboxKey desk = new_key();
    std::string content;
    for (int i = 0; i < 200'000; ++i) content.push_back(static_cast<char>(i * 7));
    const std::vector<InboxAddress> readers{desk.address()};
    auto sealer = Sealer::start(readers, content.size());
    REQUIRE(sealer.has_value());
    std::string sealed;
    for (std::size_t at = 0; at < content.size(); at += 777) {
        REQUIRE(sealer->add(as_bytes(content).subspan(at, std::min<std::size_t>(777, content.size() - at)), sealed).has_value());
    }
    CHECK(sealer->add(as_bytes("more"), sealed).error().code == Errc::Usage);
    REQUIRE(sealer->finish(sealed).has_value());
    auto opener = Opener::start(desk);
    REQUIRE(opener.has_value());
    std::string opened;
    for (std::size_t at = 0; at < sealed.size(); at += 13) {
        REQUIRE(opener->add(as_bytes(sealed).subspan(at, std::min<std::size_t>(13, sealed.size() - at)), opened).has_value());
    }
    REQUIRE(opener->finish(opened).has_value());
    CHECK(opened == content);
}

TEST_CASE("the length of a sealed file tells no more than the magnitude of what is in it") {
    CHECK(padded_length(0) == 0);
    CHECK(padded_length(9) == 10);
    CHECK(padded_length(1000) == 1024);
    CHECK(padded_length(1025) == 1088);
    for (std::uint64_t length = 1; length < 5000; ++length) {
        CHECK(padded_length(length) >= length);
        CHECK(padded_length(length) <= length + length / 8 + 1);
    }
    CHECK(stream_length(1000) == stream_length(1016));
}

TEST_CASE("an address and a key survive being copied by hand, and a slip is found") {
    const InboxKey desk = new_key();
    const std::string text = desk.address().text();
    CHECK(text.starts_with("inbox1-"));
    CHECK(InboxAddress::parse(text).value() == desk.address());
    std::string spaced;
    for (const char c : text) spaced += c == '-' && spaced.size() > 7 ? ' ' : static_cast<char>(c >= 'a' && spaced.size() > 7 ? c - 'a' + 'A' : c);
    CHECK(InboxAddress::parse(" " + spaced + "\n").value() == desk.address());
    for (std::size_t i = 7; i < text.size(); ++i) {
        if (text[i] == '-') continue;
        std::string slip = text;
        slip[i] = slip[i] == 'x' ? 'y' : 'x';
        CHECK(InboxAddress::parse(slip).error().code == Errc::Corrupt);
    }
    CHECK_FALSE(InboxAddress::parse("").has_value());
    CHECK_FALSE(InboxAddress::parse(text.substr(0, text.size() - 1)).has_value());
    CHECK_FALSE(InboxAddress::parse(text + "0").has_value());

    const auto secret = desk.text();
    REQUIRE(secret.has_value());
    const auto again = InboxKey::parse(secret->view());
    REQUIRE(again.has_value());
    CHECK(again->address() == desk.address());
    CHECK(again->secret().equals(desk.secret()));
    // Neither is taken for the other.
    CHECK_FALSE(InboxAddress::parse(secret->view()).has_value());
    CHECK_FALSE(InboxKey::parse("inboxkey1" + text.substr(6)).has_value());
}

TEST_CASE("letters that look alike are read as the one that was meant") {
    REQUIRE(start_sodium().has_value());
    const std::string bytes(20, '\x11');
    const auto text = to_letters(as_bytes(bytes), "test");
    REQUIRE(text.has_value());
    CHECK(text->size() == 9 * 5 - 1);
    std::string copied(text->view());
    for (char& c : copied) c = c == '0' ? 'O' : c == '1' ? 'l' : c;
    CHECK(as_text(from_letters(copied, 20, "test")->bytes()) == bytes);
    CHECK_FALSE(from_letters(copied, 20, "another").has_value());
    CHECK_FALSE(from_letters(copied, 25, "test").has_value());
}

TEST_CASE("how many may open a sealed file is told without a key, and only of a whole head") {
    const InboxKey desk = new_key();
    const std::string sealed = sealed_for("names", {desk.address(), desk.address()});
    CHECK(count_readers(as_bytes(sealed)).value() == 2);
    for (const std::size_t cut : {std::size_t{0}, std::size_t{15}, std::size_t{16}, std::size_t{16 + 2 * 80}}) {
        CHECK(count_readers(as_bytes(sealed).first(cut)).error().code == Errc::Corrupt);
    }
    std::string changed = sealed;
    changed[8] = 2;
    CHECK(count_readers(as_bytes(changed)).error().code == Errc::Unsupported);
    // Nobody, too many, and a field that has to be zero.
    for (const auto& [at, value] : {std::pair{10, '\0'}, std::pair{10, '\x7F'}, std::pair{12, '\1'}}) {
        changed = sealed;
        changed[static_cast<std::size_t>(at)] = value;
        CHECK(count_readers(as_bytes(changed)).error().code == Errc::Corrupt);
    }
}

TEST_CASE("an address that was copied with the lines around it is read all the same") {
    const InboxKey desk = new_key();
    std::string text = "\n \n" + desk.address().text();
    for (std::size_t at = text.find('-', 12); at != std::string::npos; at = text.find('-', at + 2)) text.replace(at, 1, "\r\n\t");
    CHECK(InboxAddress::parse(text + "\r\n").value() == desk.address());
}
