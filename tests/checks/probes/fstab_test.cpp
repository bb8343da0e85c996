#include "checks/probes/fstab.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

#include "app/base/limits.hpp"

using namespace amparo;
using namespace amparo::checks;

TEST_CASE("fstab is read with comments, quotes, escapes and missing last fields") {
    const auto table = parse_fstab(
        "# comment\n\n"
        "UUID=\"12-34\" / ext4 errors=remount-ro 0 1\n"
        "LABEL='my disk' /x ext4\n"
        "/dev/sdb1\t/mnt/my\\040files/ ext4 nofail,x-systemd.device-timeout=5\n"
        "/swapfile none swap sw 0 0\r\n"
        "tooshort\n");
    REQUIRE(table.has_value());
    REQUIRE(table->entries.size() == 4);
    CHECK(table->entries[0].spec == "UUID=12-34");
    CHECK(table->entries[2].point == "/mnt/my files");
    CHECK(table->entries[2].has_option("nofail"));
    CHECK(table->entries[2].has_option("x-systemd.device-timeout"));
    CHECK_FALSE(table->entries[2].has_option("x-systemd"));
    CHECK(table->entries[3].is_swap());
    CHECK(table->odd_lines == 1);
}

TEST_CASE("a path is held by the longest mount point that is mounted at start") {
    const auto table = parse_fstab("a / ext4 rw\nb /home ext4 rw\nc /home/ana ext4 noauto\nd none swap sw\n");
    REQUIRE(table.has_value());
    CHECK(table->holding("/home/ana/x")->spec == "b");
    CHECK(table->holding("/homestead")->spec == "a");
    CHECK(parse_fstab("b /home ext4 rw\n")->holding("/etc") == nullptr);
}

TEST_CASE("an fstab of nothing but comments is empty and not an error") {
    const auto table = parse_fstab("# UNCONFIGURED FSTAB FOR BASE SYSTEM\n");
    REQUIRE(table.has_value());
    CHECK(table->entries.empty());
    CHECK(table->odd_lines == 0);
}

TEST_CASE("crypttab is read with two, three or four fields") {
    const auto table = parse_crypttab(
        "# <target name> <source device> <key file> <options>\n"
        "sda3_crypt UUID=12 none luks,discard\n"
        "data /dev/sdb1\n"
        "cryptswap1 UUID=34 /dev/urandom swap,offset=1024\n"
        "scratch /dev/sdc1 /dev/random tmp=ext4\n"
        "alone\n"
        "../x /dev/sdd none luks\n");
    REQUIRE(table.has_value());
    REQUIRE(table->entries.size() == 4);
    CHECK(table->find("sda3_crypt")->has_option("luks"));
    CHECK(table->find("data")->key == "none");
    CHECK_FALSE(table->find("sda3_crypt")->is_throw_away());
    CHECK(table->find("cryptswap1")->is_throw_away());
    CHECK(table->find("scratch")->is_throw_away());
    CHECK(table->find("nothing") == nullptr);
    CHECK(table->odd_lines == 2);
}

TEST_CASE("the key field of crypttab is never shown, because some people write the passphrase there") {
    const auto table = parse_crypttab("data /dev/sdb1 correct-horse-battery luks\n");
    REQUIRE(table.has_value());
    CHECK(describe(*table).find("correct-horse") == std::string::npos);
    CHECK(describe(*table).find("key stored") != std::string::npos);
}

TEST_CASE("the kernel's list of swap areas is read") {
    const auto table = parse_swaps(
        "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"
        "/dev/dm-2                               partition\t1000444\t\t0\t\t-2\n"
        "/my\\040swap\\040(deleted)                 file\t\t512\t\t1\t\t-3\n");
    REQUIRE(table.has_value());
    REQUIRE(table->areas.size() == 2);
    CHECK(table->areas[0].name == "/dev/dm-2");
    CHECK_FALSE(table->areas[0].is_file);
    CHECK(table->areas[0].size_kib == 1000444);
    CHECK(table->areas[1].name == "/my swap");
    CHECK(table->areas[1].is_file);
    CHECK(table->areas[1].deleted);
}

TEST_CASE("only the kernel's own heading makes an empty list of swap areas believable") {
    CHECK(parse_swaps("Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n")->areas.empty());
    CHECK(parse_swaps("").error().code == Errc::Corrupt);
    CHECK(parse_swaps("/dev/sda5 partition 1 0 -2\n").error().code == Errc::Corrupt);
}

TEST_CASE("lines of the list of swap areas that fit nothing are counted and not left out silently") {
    const auto table = parse_swaps(
        "Filename Type Size Used Priority\n/dev/sda5 volume 1 0 -2\nsda5 partition 1 0 -2\n"
        "/dev/sda5 partition -1 0 -2\n/dev/sda5 partition\n");
    REQUIRE(table.has_value());
    CHECK(table->areas.empty());
    CHECK(table->odd_lines == 4);
}

TEST_CASE("binary tables, endless lines and endless tables are refused") {
    CHECK(parse_fstab(std::string("a / ext4\0", 9)).error().code == Errc::Corrupt);
    CHECK(parse_crypttab(std::string("\0", 1)).error().code == Errc::Corrupt);
    CHECK(parse_swaps(std::string("Filename\0", 9)).error().code == Errc::Corrupt);
    CHECK(parse_fstab(std::string(limits::kHostLine + 1, 'a')).error().code == Errc::Limit);
    std::string many;
    for (int i = 0; i < 5000; ++i) many += "a b none\n";
    CHECK(parse_crypttab(many).error().code == Errc::Limit);
}

TEST_CASE("bytes that are no UTF-8 are kept in the tables and made visible when shown") {
    const auto table = parse_fstab("LABEL=\xff\xfe / ext4 rw\n");
    REQUIRE(table.has_value());
    CHECK(table->entries[0].spec == "LABEL=\xff\xfe");
    CHECK(describe(*table).find('\xff') == std::string::npos);
}
