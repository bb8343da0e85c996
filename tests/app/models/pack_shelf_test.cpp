// Packs beside the program: what is used, what is named, and whose keys count.
#include "app/models/pack_shelf.hpp"

#include <sodium.h>

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "app/models/lesson_book.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;
using models::LessonBook;
using models::PackShelf;

namespace {

const Day kToday = std::chrono::sys_days{std::chrono::year{2026} / 11 / 29};

const std::string kInfo = R"({"id": "ngo-first", "order": 1, "minutes": 5, "level": "everyone", "reviewed": "2026-11-23",
  "checks": [], "incidents": [], "sources": [], "unconfirmed": ["It is ours."]})";

/// A key out of a seed, so that a failure can be repeated.
packs::SecretKey secret(std::uint8_t seed, packs::PublicKey& open) {
    REQUIRE(start_sodium());
    packs::SecretKey key;
    key.id.fill(seed);
    open.id = key.id;
    auto bytes = SecretBytes::create(64);
    REQUIRE(bytes);
    key.key = *std::move(bytes);
    std::array<std::uint8_t, 32> raw{};
    raw.fill(seed);
    crypto_sign_seed_keypair(open.key.data(), key.key.writable().data(), raw.data());
    return key;
}

struct Stick {
    test::TempFolder folder;
    packs::PublicKey open;
    packs::SecretKey key = secret(7, open);

    void put(const std::string& path, const std::string& bytes) { test::write_file(folder.path() / path, bytes); }

    /// One edition of a pack of one lesson.
    void pack(std::uint32_t edition, const std::string& title) {
        const std::string name = "packs/ngo-basics-v" + std::to_string(edition) + "/";
        put(name + "lessons/ngo-first/lesson.json", kInfo);
        put(name + "lessons/ngo-first/en.md", "# " + title + "\n\nWhat it is about.\n\n## step:one One\n\nWords.\n");
        const auto files = models::named_pack((folder.path() / name).string());
        REQUIRE(files);
        const auto manifest = packs::build_manifest(*files, {"ngo-basics", edition, "Basics", "CC BY 4.0", kToday, kToday + std::chrono::days(100)});
        REQUIRE(manifest);
        const std::string bytes = packs::write_manifest(*manifest);
        put(name + "manifest.json", bytes);
        const auto signature = packs::sign(bytes, key, "edition");
        REQUIRE(signature);
        put(name + "manifest.json.minisig", *signature);
    }
    void accept() { put("packs/keys.json", models::write_pack_keys({{open, "ngo-", std::nullopt, true}})); }

    [[nodiscard]] ShippedData data() const { return {folder.path().string(), {}, {}}; }
};

}  // namespace

TEST_CASE("the highest edition that is well is used, its lessons say where they come from, and the one before stays") {
    Stick stick;
    stick.pack(1, "Old");
    stick.pack(2, "New");
    stick.accept();
    const ShippedData data = stick.data();
    const PackShelf shelf = PackShelf::load(data, kToday);
    CHECK(shelf.key_problem().empty());
    REQUIRE(shelf.packs().size() == 2);
    CHECK_FALSE(shelf.find("ngo-basics-v1")->used);
    CHECK(shelf.find("ngo-basics-v2")->used);
    const LessonBook book = LessonBook::load(data, shelf);
    for (const auto& problem : book.problems()) FAIL_CHECK(problem.text());
    const std::vector<std::string> chain = {"en"};
    REQUIRE(book.lesson("ngo-first", chain));
    CHECK(book.lesson("ngo-first", chain)->title == "New");
    REQUIRE(book.pack("ngo-first") != nullptr);
    CHECK(book.pack("ngo-first")->verdict.manifest->title == "Basics");
    CHECK_FALSE(book.added_by_hand("ngo-first"));
    CHECK(book.list(chain).at(0).pack == "Basics");
}

TEST_CASE("a half-copied or changed edition is named and the one before it is used; without its key nothing is") {
    Stick stick;
    stick.pack(1, "Old");
    stick.pack(2, "New");
    stick.accept();
    std::filesystem::remove(stick.folder.path() / "packs/ngo-basics-v2/lessons/ngo-first/en.md");
    {
        const ShippedData data = stick.data();
        const LessonBook book = LessonBook::load(data, PackShelf::load(data, kToday));
        const std::vector<std::string> chain = {"en"};
        CHECK(book.lesson("ngo-first", chain)->title == "Old");
        REQUIRE(book.problems().size() == 1);
        CHECK(book.problems()[0].text().find("packs/ngo-basics-v2: lessons/ngo-first/en.md is missing") == 0);
    }
    stick.put("packs/keys.json", "{");
    const ShippedData data = stick.data();
    const PackShelf shelf = PackShelf::load(data, kToday);
    CHECK_FALSE(shelf.key_problem().empty());
    CHECK(shelf.paths().empty());
    const LessonBook book = LessonBook::load(data, shelf);
    CHECK(book.all().ids().empty());
    CHECK(book.problems().size() == 3);
}

TEST_CASE("an edition under another's name is not used") {
    Stick stick;
    stick.pack(1, "Old");
    stick.accept();
    std::filesystem::rename(stick.folder.path() / "packs/ngo-basics-v1", stick.folder.path() / "packs/ngo-basics-v9");
    const ShippedData data = stick.data();
    const PackShelf shelf = PackShelf::load(data, kToday);
    REQUIRE(shelf.packs().size() == 1);
    CHECK(shelf.packs()[0].verdict.fault);
    CHECK(shelf.paths().empty());
}

TEST_CASE("keys are kept as they were, and those with a prefix of ours, or none, are refused") {
    Stick stick;
    const std::string text = models::write_pack_keys({{stick.open, "ngo-", kToday, true}, {stick.open, "amparo-", std::nullopt, false}});
    const auto keys = models::parse_pack_keys(text);
    REQUIRE(keys);
    REQUIRE(keys->size() == 1);
    CHECK((*keys)[0].key == stick.open);
    CHECK((*keys)[0].until == kToday);
    CHECK((*keys)[0].by_hand);
    for (const char* prefix : {"amparo-", "", "ngo", "a-"}) {
        std::string broken = text;
        broken.replace(broken.find("ngo-"), 4, prefix);
        INFO(broken);
        CHECK_FALSE(models::parse_pack_keys(broken));
    }
}
