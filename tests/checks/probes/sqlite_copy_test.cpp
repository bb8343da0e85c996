#include <catch2/catch_test_macros.hpp>
#include <random>

#include "app/platform/tree.hpp"
#include "checks/probes/sqlite_copy.hpp"
#include "tests/support/fixtures.hpp"

using namespace amparo;
using namespace amparo::checks;

namespace {

/// Of the tree beside this file: three rows in the database and two more in its log only.
std::string file(const std::string& name) {
    static const auto kTree = parse_tree(test::read_file(test::source_folder() / "tests/checks/probes/sqlite/perms.tree"));
    REQUIRE(kTree.has_value());
    return kTree->entries.at("/" + name).content;
}

}  // namespace

TEST_CASE("rows that stand only in the log are seen, and without the log they are not") {
    const auto with = SqliteCopy::open(file("perms.db"), file("perms.db-wal"));
    REQUIRE(with.has_value());
    CHECK(with->number("SELECT COUNT(*) FROM moz_perms") == 5);
    const auto without = SqliteCopy::open(file("perms.db"), "");
    REQUIRE(without.has_value());
    CHECK(without->number("SELECT COUNT(*) FROM moz_perms") == 3);
}

TEST_CASE("a log that was cut or damaged counts up to its last whole transaction") {
    const std::string wal = file("perms.db-wal");
    const auto cut = SqliteCopy::open(file("perms.db"), std::string_view(wal).substr(0, wal.size() - 100));
    REQUIRE(cut.has_value());
    const auto count = cut->number("SELECT COUNT(*) FROM moz_perms");
    REQUIRE(count.has_value());
    CHECK((*count == 3 || *count == 4));
    std::string odd = wal;
    odd[40] = static_cast<char>(odd[40] ^ 1);
    const auto damaged = SqliteCopy::open(file("perms.db"), odd);
    REQUIRE(damaged.has_value());
    CHECK(damaged->number("SELECT COUNT(*) FROM moz_perms") == 3);
}

TEST_CASE("a table or column that is not there is an error, and so is a file that is no database") {
    const auto copy = SqliteCopy::open(file("perms.db"), "");
    REQUIRE(copy.has_value());
    CHECK(copy->number("SELECT COUNT(*) FROM logins").error().code == Errc::Corrupt);
    CHECK(SqliteCopy::open("not a database, by far not long enough", "").error().code == Errc::Corrupt);
    CHECK(SqliteCopy::open(std::string(200, 'x'), "").error().code == Errc::Corrupt);
}

TEST_CASE("a database with any piece overwritten is read or refused, never worse") {
    std::mt19937 random(7);
    for (int round = 0; round < 300; ++round) {
        std::string bytes = file("perms.db");
        const std::size_t at = random() % bytes.size();
        for (std::size_t i = at; i < std::min(bytes.size(), at + 16); ++i) bytes[i] = static_cast<char>(random());
        const auto copy = SqliteCopy::open(std::move(bytes), file("perms.db-wal"));
        if (copy) (void)copy->rows("SELECT origin, type FROM moz_perms", 100);
    }
}
