#include "checks/probes/mounts.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

#include "app/base/limits.hpp"

using namespace amparo;
using namespace amparo::checks;

namespace {

const std::string kTable =
    "22 28 0:20 / /sys rw,nosuid shared:7 - sysfs sysfs rw\n"
    "28 1 254:1 / / rw,relatime shared:1 - ext4 /dev/mapper/vg-root rw,errors=remount-ro\n"
    "30 28 8:17 / /home rw,relatime shared:40 master:3 - ext4 /dev/sdb1 rw\n"
    "31 30 0:52 / /home/ana\\040maria rw - ecryptfs /home/.ecryptfs/ana/.Private rw\n";

std::string point_of(const MountTable& table, std::string_view path) {
    const Mount* mount = mount_of(table, path);
    return mount == nullptr ? "nothing" : mount->point + " " + mount->source;
}

}  // namespace

TEST_CASE("a list of mounts is read with its device numbers, its tags and its escapes") {
    const auto table = parse_mountinfo(kTable);
    REQUIRE(table.has_value());
    REQUIRE(table->mounts.size() == 4);
    CHECK(table->mounts[1].number() == "254:1");
    CHECK(table->mounts[1].type == "ext4");
    CHECK(table->mounts[1].options == "rw,errors=remount-ro");
    CHECK(table->mounts[2].source == "/dev/sdb1");
    CHECK(table->mounts[3].point == "/home/ana maria");
    CHECK(table->odd_lines == 0);
}

TEST_CASE("a path belongs to the nearest mount above it, by whole parts of its name") {
    const auto table = parse_mountinfo(kTable);
    REQUIRE(table.has_value());
    CHECK(point_of(*table, "/") == "/ /dev/mapper/vg-root");
    CHECK(point_of(*table, "/homestead") == "/ /dev/mapper/vg-root");
    CHECK(point_of(*table, "/home/other") == "/home /dev/sdb1");
    CHECK(point_of(*table, "/home/ana maria/x") == "/home/ana maria /home/.ecryptfs/ana/.Private");
}

TEST_CASE("a mount that was covered by a later one does not hold the path") {
    // /home/ana was mounted first; then another disk was put on /home and hides it.
    const auto table = parse_mountinfo(
        "28 1 8:1 / / rw - ext4 /dev/sda1 rw\n"
        "40 28 254:5 / /home/ana rw - ext4 /dev/mapper/old rw\n"
        "41 28 8:17 / /home rw - ext4 /dev/sdb1 rw\n");
    REQUIRE(table.has_value());
    CHECK(point_of(*table, "/home/ana") == "/home /dev/sdb1");
    CHECK(mount_at(*table, "/home/ana") == nullptr);
}

TEST_CASE("of two mounts at one place the one on top counts") {
    const auto stacked = parse_mountinfo(
        "28 1 8:1 / / rw - ext4 /dev/sda1 rw\n"
        "40 28 8:17 / /home rw - ext4 /dev/sdb1 rw\n"
        "41 40 8:33 / /home rw - ext4 /dev/sdc1 rw\n");
    REQUIRE(stacked.has_value());
    CHECK(point_of(*stacked, "/home/ana") == "/home /dev/sdc1");
    const auto over_top = parse_mountinfo(
        "28 1 0:2 / / rw - rootfs rootfs rw\n"
        "29 28 8:1 / / rw - ext4 /dev/sda1 rw\n"
        "40 29 8:17 / /home rw - ext4 /dev/sdb1 rw\n");
    REQUIRE(over_top.has_value());
    CHECK(point_of(*over_top, "/") == "/ /dev/sda1");
    CHECK(point_of(*over_top, "/home") == "/home /dev/sdb1");
}

TEST_CASE("mounts whose ground is not listed still hold their paths, as in a list that was cut") {
    const auto loose =
        parse_mountinfo("36 35 98:0 / /home rw - ext4 /dev/a rw\n25 24 8:1 / / rw - ext4 /dev/b rw\n");
    REQUIRE(loose.has_value());
    CHECK(point_of(*loose, "/home/ana") == "/home /dev/a");
    const auto topless = parse_mountinfo("36 35 98:0 / /home rw - ext4 /dev/a rw\n");
    REQUIRE(topless.has_value());
    CHECK(point_of(*topless, "/home/ana") == "/home /dev/a");
    CHECK(point_of(*topless, "/etc") == "nothing");
}

TEST_CASE("mounts that stand on each other in a circle come to an end") {
    const auto table = parse_mountinfo(
        "1 2 8:1 / / rw - ext4 a rw\n2 1 8:2 / / rw - ext4 b rw\n3 3 8:3 / / rw - ext4 c rw\n");
    REQUIRE(table.has_value());
    CHECK(point_of(*table, "/x") == "/ c");
}

TEST_CASE("lines that are no mounts are counted, and a text without any mount is refused") {
    const auto table = parse_mountinfo(
        "28 1 8:1 / / rw - ext4 /dev/sda1 rw\nnonsense\n1 2 3 4 5\n29 28 8:x / /a rw - ext4 x rw\n");
    REQUIRE(table.has_value());
    CHECK(table->mounts.size() == 1);
    CHECK(table->odd_lines == 3);
    CHECK(parse_mountinfo("").error().code == Errc::Corrupt);
    CHECK(parse_mountinfo("nonsense\n").error().code == Errc::Corrupt);
    CHECK(parse_mountinfo(std::string("28 1 8:1 / /\0 rw - ext4 a rw\n", 29)).error().code == Errc::Corrupt);
}

TEST_CASE("a list of mounts that is too long is refused before it costs time") {
    std::string many;
    for (int i = 0; i < 5000; ++i) many += "28 1 8:1 / / rw - ext4 /dev/sda1 rw\n";
    CHECK(parse_mountinfo(many).error().code == Errc::Limit);
    CHECK(parse_mountinfo(std::string(limits::kHostLine + 1, 'x')).error().code == Errc::Limit);
}

TEST_CASE("an empty source leaves the fields after it in their places") {
    const auto table = parse_mountinfo("28 1 0:9 / / rw - tmpfs  rw,size=1k\n");
    REQUIRE(table.has_value());
    CHECK(table->mounts[0].source.empty());
    CHECK(table->mounts[0].options == "rw,size=1k");
}

TEST_CASE("octal escapes are turned back, and what is no escape stays as it is") {
    CHECK(unescape_field("a\\040b\\011c\\012d\\134e\\043") == "a b\tc\nd\\e#");
    CHECK(unescape_field("\\04") == "\\04");
    CHECK(unescape_field("\\999\\") == "\\999\\");
    CHECK(unescape_field("\\777") == "\\777");
}

TEST_CASE("a list of mounts cut at any place never gives a mount that does not hold the path") {
    const std::string path = "/home/ana maria";
    for (std::size_t size = 0; size < kTable.size(); ++size) {
        const auto table = parse_mountinfo(std::string_view(kTable).substr(0, size));
        if (!table) continue;
        const Mount* mount = mount_of(*table, path);
        INFO("cut at " << size);
        CHECK((mount == nullptr || is_below(path, mount->point)));
        CHECK(table->mounts.size() + table->odd_lines > 0);
    }
}
