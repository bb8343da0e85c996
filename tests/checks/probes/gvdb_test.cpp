#include "checks/probes/gvdb.hpp"

#include <catch2/catch_test_macros.hpp>

#include "app/base/bytes.hpp"
#include "app/base/limits.hpp"
#include "checks/probes/gvariant.hpp"
#include "tests/support/fixtures.hpp"

using namespace amparo;
using namespace amparo::checks;

namespace {

/// Written by `dconf compile`, with locks.
std::string database() {
    return test::load_fixture("lock-gnome-admin-keeps").entries.at("/etc/dconf/db/local").content;
}
/// Written by `glib-compile-schemas`, with a default for one desktop.
std::string schemas() {
    return test::load_fixture("lock-ubuntu-override")
        .entries.at("/usr/share/glib-2.0/schemas/gschemas.compiled")
        .content;
}

std::string outcome(const std::string& bytes) {
    const auto file = GvdbFile::parse(bytes);
    return file ? "read" : std::string(errc_name(file.error().code));
}

void put_word(std::string& bytes, std::size_t at, std::uint32_t value) {
    for (std::size_t i = 0; i < 4; ++i) bytes[at + i] = static_cast<char>((value >> (8 * i)) & 0xFFU);
}
std::uint32_t word(const std::string& bytes, std::size_t at) {
    return load_le<std::uint32_t>(as_bytes(bytes), at);
}

/// Where the first item of the root table stands.
std::size_t first_item(const std::string& bytes) {
    const std::size_t root = word(bytes, 16);
    return root + 8 + std::size_t{word(bytes, root)} % (1U << 27U) * 4 +
           std::size_t{word(bytes, root + 4)} * 4;
}

constexpr std::size_t kItem = 24;

}  // namespace

TEST_CASE("a database that dconf wrote gives back its keys, values and locks") {
    const auto file = GvdbFile::parse(database());
    REQUIRE(file.has_value());
    const auto delay = file->value("/org/gnome/desktop/session/idle-delay");
    REQUIRE(delay.has_value());
    CHECK(parse_gvariant(as_bytes(*delay))->as_integer() == 240);
    CHECK_FALSE(file->value("/org/gnome/desktop/session/idle").has_value());
    CHECK_FALSE(file->value("/org/gnome/desktop/session/").has_value());
    CHECK(file->contains("/org/gnome/desktop/session/"));
    const auto locks = file->table(".locks");
    REQUIRE(locks.has_value());
    CHECK(file->contains("/org/gnome/desktop/screensaver/lock-enabled", *locks));
    CHECK_FALSE(file->contains("/org/gnome/desktop/screensaver/idle-activation-enabled", *locks));
}

TEST_CASE("compiled schemas give back tables by schema, with default values") {
    const auto file = GvdbFile::parse(schemas());
    REQUIRE(file.has_value());
    const auto session = file->table("org.gnome.desktop.session");
    REQUIRE(session.has_value());
    CHECK(describe(*file).find("idle-delay = (uint32 300, (byte 100, [{'ubuntu': <uint32 600>}]))") !=
          std::string::npos);
    CHECK(file->names(*session).size() == 4);
    CHECK_FALSE(file->table("org.gnome.desktop").has_value());
}

TEST_CASE("a file that is none, too short or from a big-endian computer is refused with its own word") {
    CHECK(outcome("") == "corrupt");
    CHECK(outcome("GVariant") == "corrupt");
    CHECK(outcome("SQLite format 3\0 and more bytes than a header needs") == "corrupt");
    std::string swapped = database();
    swapped.replace(0, 8, "raVGtnai");
    CHECK(outcome(swapped) == "unsupported");
    std::string newer = database();
    newer[8] = 1;
    CHECK(outcome(newer) == "unsupported");
    CHECK(outcome(std::string(limits::kHostTable + 1, 'G')) == "limit");
}

TEST_CASE("a root outside the file is refused") {
    for (const auto& [start, end] :
         {std::pair{0xFFFFFFFFU, 0xFFFFFFFFU}, {24U, 0xFFFFFFF0U}, {400U, 24U}, {25U, 200U}}) {
        std::string bytes = database();
        put_word(bytes, 16, start);
        put_word(bytes, 20, end);
        CHECK(outcome(bytes) == "corrupt");
    }
}

TEST_CASE("counts that would need more room than there is are refused before anything is taken") {
    for (const std::uint32_t count : {0x07FFFFFFU, 0xFFFFFFFFU, 1000U}) {
        std::string bytes = database();
        const std::size_t root = word(bytes, 16);
        put_word(bytes, root, count);
        CHECK(outcome(bytes) == "corrupt");
        bytes = database();
        put_word(bytes, root + 4, count);
        CHECK(outcome(bytes) == "corrupt");
    }
}

TEST_CASE("names whose parents lead in a circle, to themselves or nowhere are refused") {
    const std::string whole = database();
    const std::size_t item = first_item(whole);
    for (const std::uint32_t parent : {0U, 1U, 2U, 0x7FFFFFFFU, 5000U}) {
        std::string bytes = whole;
        put_word(bytes, item + 4, parent);
        CHECK(outcome(bytes) == "corrupt");
    }
    std::string circle = whole;
    put_word(circle, item + 4, 1);
    put_word(circle, item + kItem + 4, 0);
    CHECK(outcome(circle) == "corrupt");
}

TEST_CASE("a name, a value or a table outside the file is refused") {
    const std::string whole = database();
    const std::size_t item = first_item(whole);
    std::string name = whole;
    put_word(name, item + 8, 0xFFFFFF00U);
    CHECK(outcome(name) == "corrupt");
    // Items of every kind are among the first ten.
    for (std::size_t i = 0; i < 10; ++i) {
        const char kind = whole[item + i * kItem + 14];
        if (kind != 'v' && kind != 'H') continue;
        std::string value = whole;
        put_word(value, item + i * kItem + 20, 0xFFFFFF00U);
        CHECK(outcome(value) == "corrupt");
    }
}

TEST_CASE("a name with another hash, or in another bucket, is refused as GLib would not find it") {
    const std::string whole = database();
    const std::size_t item = first_item(whole);
    std::string hash = whole;
    put_word(hash, item, word(whole, item) + 1);
    CHECK(outcome(hash) == "corrupt");
    std::string bucket = whole;
    const std::size_t root = word(whole, 16);
    put_word(bucket, root + 8, 0xFFFFFFFFU);
    CHECK(outcome(bucket) == "corrupt");
}

TEST_CASE("a table that holds itself ends with a limit instead of the stack") {
    std::string bytes = database();
    const std::size_t item = first_item(bytes);
    std::size_t locks = 0;
    for (std::size_t i = 0; i < 40 && item + i * kItem + kItem < bytes.size(); ++i) {
        if (bytes[item + i * kItem + 14] == 'H') locks = item + i * kItem;
    }
    REQUIRE(locks != 0);
    put_word(bytes, locks + 16, word(bytes, 16));
    put_word(bytes, locks + 20, word(bytes, 20));
    CHECK(outcome(bytes) == "limit");
}

TEST_CASE("every truncation of a database and of schemas is refused") {
    for (const std::string& whole : {database(), schemas()}) {
        REQUIRE(outcome(whole) == "read");
        // What is cut is the end of the last value at least.
        for (std::size_t cut = 0; cut < whole.size(); ++cut)
            CHECK(outcome(whole.substr(0, cut)) == "corrupt");
    }
}

TEST_CASE("every changed byte is refused, or changes nothing but what it says") {
    for (const std::string& whole : {database(), schemas()}) {
        const std::string before = describe(*GvdbFile::parse(whole));
        std::size_t refused = 0;
        for (std::size_t at = 0; at < whole.size(); ++at) {
            for (const unsigned change : {0x01U, 0x80U, 0xFFU}) {
                std::string bytes = whole;
                bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ change);
                const auto file = GvdbFile::parse(bytes);
                if (!file) {
                    ++refused;
                } else {
                    // The names are guarded by their hashes; only values, kinds and padding can differ.
                    CHECK(describe(*file).size() < before.size() * 4 + 1000);
                }
            }
        }
        CHECK(refused > whole.size());
    }
}
