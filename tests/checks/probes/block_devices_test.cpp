#include "checks/probes/block_devices.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

#include "app/platform/recorded_host.hpp"

using namespace amparo;
using namespace amparo::checks;

namespace {

const std::string kLuks = "CRYPT-LUKS2-0d5f4a0c1c9e4a0f8f5e6f2f9c3d7b10-root";
const std::string kVolume = "LVM-" + std::string(64, 'a');

BlockDevice mapper(std::string name, std::string uuid, std::vector<std::size_t> below) {
    BlockDevice device;
    device.name = std::move(name);
    device.kind = DeviceKind::Mapper;
    device.mapper_uuid = std::move(uuid);
    device.below = std::move(below);
    return device;
}

BlockDevice plain(std::string name, DeviceKind kind, std::vector<std::size_t> below = {}) {
    BlockDevice device;
    device.name = std::move(name);
    device.kind = kind;
    device.below = std::move(below);
    return device;
}

Weighed weigh_plainly(const BlockGraph& graph) {
    return weigh(graph, [](const std::string&) { return Weighed{DiskState::Plain, {}, "ext4"}; });
}

DiskState state_of(const BlockGraph& graph) { return weigh_plainly(graph).state; }

}  // namespace

TEST_CASE("only the layers of cryptsetup that encrypt count as encrypting") {
    for (const char* type : {"LUKS1", "LUKS2", "PLAIN", "TCRYPT", "BITLK", "FVAULT2", "LOOPAES"}) {
        INFO(type);
        CHECK(mapper_layer("CRYPT-" + std::string(type) + "-abc-name") == MapperLayer::Encrypts);
    }
    CHECK(mapper_layer("CRYPT-VERITY-abc-root") == MapperLayer::Passes);
    CHECK(mapper_layer("CRYPT-INTEGRITY-abc-root") == MapperLayer::Passes);
    CHECK(mapper_layer("CRYPT-SUBDEV-abc-root") == MapperLayer::Passes);
    CHECK(mapper_layer("CRYPT-TEMP-abc") == MapperLayer::Unclear);
    CHECK(mapper_layer("CRYPT-LUKS22-abc") == MapperLayer::Unclear);
    CHECK(mapper_layer("CRYPT-") == MapperLayer::Unclear);
    CHECK(mapper_layer("crypt-luks2-abc") == MapperLayer::Unclear);
    CHECK(mapper_layer("MYCRYPT-LUKS2-abc") == MapperLayer::Unclear);
    CHECK(mapper_layer("") == MapperLayer::Unclear);
    CHECK(mapper_layer(kVolume) == MapperLayer::Passes);
    CHECK(mapper_layer("mpath-36001405") == MapperLayer::Passes);
    CHECK(mapper_layer("part3-mpath-36001405") == MapperLayer::Passes);
    CHECK(mapper_layer("part-x") == MapperLayer::Unclear);
    CHECK(mapper_layer("party-x") == MapperLayer::Unclear);
}

TEST_CASE("a layer is shown by its kind and never by the uuid that would name the disk") {
    CHECK(mapper_type(kLuks) == "LUKS2");
    CHECK(mapper_type(kVolume) == "LVM");
    CHECK(mapper_type("").empty());
    BlockGraph graph{{mapper("dm-1", kVolume, {1}), mapper("dm-0", kLuks, {})}};
    CHECK(weigh_plainly(graph).shown == "dm-1 (LVM) on dm-0 (LUKS2)");
    CHECK(describe(graph).find("0d5f4a0c") == std::string::npos);
}

TEST_CASE("the kernel's names tell what a device is") {
    CHECK(kind_of_name("sda") == DeviceKind::Disk);
    CHECK(kind_of_name("sdaa12") == DeviceKind::Disk);
    CHECK(kind_of_name("nvme0n1p2") == DeviceKind::Disk);
    CHECK(kind_of_name("mmcblk0p1") == DeviceKind::Disk);
    CHECK(kind_of_name("vda1") == DeviceKind::VirtualDisk);
    CHECK(kind_of_name("xvdb") == DeviceKind::VirtualDisk);
    CHECK(kind_of_name("dm-3") == DeviceKind::Mapper);
    CHECK(kind_of_name("md127") == DeviceKind::Raid);
    CHECK(kind_of_name("zram0") == DeviceKind::Zram);
    CHECK(kind_of_name("ram0") == DeviceKind::Ram);
    CHECK(kind_of_name("loop7") == DeviceKind::Loop);
    CHECK(kind_of_name("nbd0") == DeviceKind::Other);
    CHECK(kind_of_name("bcache0") == DeviceKind::Other);
    CHECK(kind_of_name("sd") == DeviceKind::Other);
    CHECK(kind_of_name("") == DeviceKind::Other);
}

TEST_CASE("a volume that lies on one encrypted and one plain disk is plain") {
    CHECK(state_of({{mapper("dm-1", kVolume, {1, 2}), mapper("dm-0", kLuks, {}),
                     plain("sdb", DeviceKind::Disk)}}) == DiskState::Plain);
    CHECK(state_of({{mapper("dm-2", kVolume, {1, 2}), mapper("dm-0", kLuks, {}),
                     mapper("dm-1", kLuks, {})}}) == DiskState::Encrypted);
    CHECK(state_of({{plain("md0", DeviceKind::Raid, {1, 2}), plain("nbd0", DeviceKind::Other),
                     mapper("dm-0", kLuks, {})}}) == DiskState::Unknown);
}

TEST_CASE("what lies below an encrypting layer does not matter") {
    CHECK(state_of({{mapper("dm-0", kLuks, {1}), plain("sda3", DeviceKind::Partition)}}) ==
          DiskState::Encrypted);
}

TEST_CASE(
    "a layer that nobody knows is trusted over an encrypted one and believed nothing over a plain one") {
    CHECK(state_of({{mapper("dm-1", "", {1}), mapper("dm-0", kLuks, {})}}) == DiskState::Encrypted);
    CHECK(state_of({{mapper("dm-1", "", {1}), plain("sda", DeviceKind::Disk)}}) == DiskState::Unknown);
    CHECK(state_of({{plain("bcache0", DeviceKind::Other, {1}), plain("sda", DeviceKind::Disk)}}) ==
          DiskState::Unknown);
    CHECK(state_of({{mapper("dm-1", "CRYPT-VERITY-a-b", {1}), plain("sda", DeviceKind::Disk)}}) ==
          DiskState::Plain);
}

TEST_CASE("devices that lead nowhere, in a circle or out of the graph are unknown") {
    CHECK(state_of({}) == DiskState::Unknown);
    CHECK(state_of({{mapper("dm-1", kVolume, {})}}) == DiskState::Unknown);
    CHECK(state_of({{mapper("dm-1", kVolume, {1}), mapper("dm-2", kVolume, {0})}}) == DiskState::Unknown);
    CHECK(state_of({{mapper("dm-1", kVolume, {7})}}) == DiskState::Unknown);
}

TEST_CASE("a loop device is what the file behind it lies on, and memory is no disk") {
    BlockDevice loop = plain("loop0", DeviceKind::Loop);
    CHECK(state_of({{loop}}) == DiskState::Unknown);
    loop.file = "/home/ana.home";
    CHECK(state_of({{loop}}) == DiskState::Plain);
    CHECK(state_of({{mapper("dm-0", kLuks, {1}), loop}}) == DiskState::Encrypted);
    CHECK(state_of({{plain("zram0", DeviceKind::Zram)}}) == DiskState::Memory);
    CHECK(state_of({{plain("zram0", DeviceKind::Zram, {1}), plain("sda4", DeviceKind::Disk)}}) ==
          DiskState::Plain);
    CHECK(state_of({{plain("zram0", DeviceKind::Zram, {1}), mapper("dm-0", kLuks, {})}}) ==
          DiskState::Encrypted);
    CHECK(weigh_plainly({{plain("vda", DeviceKind::VirtualDisk)}}).why == "virtual_disk");
}

TEST_CASE("parts are weighed by the worst: plain before unknown before encrypted before memory") {
    const Weighed plain_part{DiskState::Plain, {}, "a"};
    const Weighed unknown{DiskState::Unknown, "virtual_disk", "b"};
    const Weighed encrypted{DiskState::Encrypted, {}, "c"};
    const Weighed memory{DiskState::Memory, {}, "d"};
    CHECK(weigh_together({encrypted, unknown, plain_part}).state == DiskState::Plain);
    CHECK(weigh_together({encrypted, unknown}).state == DiskState::Unknown);
    CHECK(weigh_together({encrypted, unknown}).why == "virtual_disk");
    CHECK(weigh_together({memory, encrypted}).state == DiskState::Encrypted);
    CHECK(weigh_together({memory}).state == DiskState::Memory);
    CHECK(weigh_together({}).state == DiskState::Unknown);
}

namespace {

struct Recorded {
    explicit Recorded(const std::string& lines) {
        auto tree = parse_tree("amparo.tree/1\nnow 2026-11-23T12:00:00Z\nrunning yes\n" + lines);
        REQUIRE(tree.has_value());
        host = make_recorded_host(*std::move(tree));
    }
    [[nodiscard]] HostView view() const { return HostView(*host, {}); }
    std::unique_ptr<Host> host;
};

}  // namespace

TEST_CASE(
    "a partition is followed to the disk it stands in, and a virtual disk is told by its bus or its model") {
    const Recorded real(
        "f /sys/devices/pci/ata1/block/sda/sda1/partition 0444 0:0 2026-11-01\n| 1\n"
        "f /sys/devices/pci/ata1/block/sda/device/model 0444 0:0 2026-11-01\n| Samsung SSD 870\n"
        "l /sys/dev/block/8:1 -> ../../devices/pci/ata1/block/sda/sda1\n");
    const HostView view = real.view();
    const auto graph = BlockReader(view).read_number("8:1");
    REQUIRE(graph.has_value());
    CHECK(describe(*graph) == "sda1 partition > sda\nsda disk\n");

    const Recorded vbox(
        "f /sys/devices/pci/ata1/block/sda/device/model 0444 0:0 2026-11-01\n| VBOX HARDDISK   \n"
        "l /sys/dev/block/8:0 -> ../../devices/pci/ata1/block/sda\n");
    const HostView vbox_view = vbox.view();
    CHECK(describe(*BlockReader(vbox_view).read_number("8:0")) == "sda virtual disk\n");
    const Recorded scsi(
        "d /sys/devices/pci/virtio0/host1/block/sda 0755 0:0 2026-11-01\n"
        "l /sys/dev/block/8:0 -> ../../devices/pci/virtio0/host1/block/sda\n");
    const HostView scsi_view = scsi.view();
    CHECK(describe(*BlockReader(scsi_view).read_number("8:0")) == "sda virtual disk\n");
}

TEST_CASE("a recorded tree that holds devices under their numbers only is understood") {
    const Recorded tree("f /sys/dev/block/253:1/dm/uuid 0444 0:0 2026-11-01\n| " + kVolume +
                        "\nl /sys/dev/block/253:1/slaves/dm-0 -> ../../253:0\n"
                        "f /sys/dev/block/253:0/dm/uuid 0444 0:0 2026-11-01\n| " +
                        kLuks + "\n");
    const HostView view = tree.view();
    const auto graph = BlockReader(view).read_number("253:1");
    REQUIRE(graph.has_value());
    CHECK(state_of(*graph) == DiskState::Encrypted);
}

TEST_CASE("a device is found by its kernel name and by its mapper name, without any /dev") {
    const Recorded tree("f /sys/devices/virtual/block/dm-4/dm/uuid 0444 0:0 2026-11-01\n| " + kLuks +
                        "\nf /sys/devices/virtual/block/dm-4/dm/name 0444 0:0 2026-11-01\n| cryptroot\n"
                        "l /sys/dev/block/254:4 -> ../../devices/virtual/block/dm-4\n");
    const HostView view = tree.view();
    const BlockReader reader(view);
    for (const char* name : {"/dev/mapper/cryptroot", "/dev/dm-4", "dm-4"}) {
        INFO(name);
        const auto graph = reader.read_name(name);
        REQUIRE(graph.has_value());
        CHECK(graph->devices.front().name == "dm-4");
    }
    CHECK(reader.read_name("/dev/mapper/other").error().code == Errc::NotFound);
    CHECK(reader.read_number("254:9").error().code == Errc::NotFound);
    CHECK(*reader.any_encrypting());
}

TEST_CASE("a tower of devices and a device with very many parts are refused") {
    std::string tower;
    for (int i = 0; i < 20; ++i) {
        const std::string base = "/sys/devices/virtual/block/dm-" + std::to_string(i);
        tower += "f " + base + "/dm/uuid 0444 0:0 2026-11-01\n| " + kVolume + "\n";
        tower += "l " + base + "/slaves/dm-x -> ../../dm-" + std::to_string(i + 1) + "\n";
        tower += "l /sys/dev/block/254:" + std::to_string(i) + " -> ../../devices/virtual/block/dm-" +
                 std::to_string(i) + "\n";
    }
    tower += "d /sys/devices/virtual/block/dm-20 0755 0:0 2026-11-01\n";
    const Recorded high(tower);
    const HostView view = high.view();
    CHECK(BlockReader(view).read_number("254:0").error().code == Errc::Limit);
    CHECK(BlockReader(view).read_number("254:10").has_value());

    std::string broad =
        "f /sys/devices/virtual/block/md0/md/level 0444 0:0 2026-11-01\n| raid1\n"
        "l /sys/dev/block/9:0 -> ../../devices/virtual/block/md0\n";
    for (int i = 0; i < 100; ++i) {
        broad += "d /sys/devices/x/sd" + std::string(1, static_cast<char>('a' + i % 26)) + std::to_string(i) +
                 " 0755 0:0 2026-11-01\n";
        broad += "l /sys/devices/virtual/block/md0/slaves/p" + std::to_string(i) + " -> ../../../../x/sd" +
                 std::string(1, static_cast<char>('a' + i % 26)) + std::to_string(i) + "\n";
    }
    const Recorded wide(broad);
    const HostView wide_view = wide.view();
    CHECK(BlockReader(wide_view).read_number("9:0").error().code == Errc::Limit);
}

TEST_CASE("every member of a btrfs file system is read, and only of the one that was mounted") {
    const std::string devices = "f /sys/devices/virtual/block/dm-0/dm/uuid 0444 0:0 2026-11-01\n| " + kLuks +
                                "\nf /sys/devices/virtual/block/dm-0/dm/name 0444 0:0 2026-11-01\n| root\n"
                                "l /sys/dev/block/254:0 -> ../../devices/virtual/block/dm-0\n"
                                "d /sys/devices/pci/block/sdb 0755 0:0 2026-11-01\nl /sys/dev/block/8:16 -> "
                                "../../devices/pci/block/sdb\n";
    const Recorded both(devices +
                        "d /sys/fs/btrfs/features 0755 0:0 2026-11-01\n"
                        "l /sys/fs/btrfs/1111-2222/devices/sdb -> ../../../../devices/pci/block/sdb\n"
                        "d /sys/fs/btrfs/3333-4444/devices/1 0755 0:0 2026-11-01\n"
                        "l /sys/fs/btrfs/3333-4444/devices/dm-0 -> ../../../../devices/virtual/block/dm-0\n");
    const HostView view = both.view();
    const auto members = BlockReader(view).read_btrfs("/dev/mapper/root");
    REQUIRE(members.has_value());
    REQUIRE(members->size() == 1);
    CHECK(members->front().devices.front().name == "dm-0");
    const Recorded part(devices);
    const HostView part_view = part.view();
    CHECK(BlockReader(part_view).read_btrfs("/dev/mapper/root")->size() == 1);
    const Recorded other(devices +
                         "l /sys/fs/btrfs/1111-2222/devices/sdb -> ../../../../devices/pci/block/sdb\n");
    const HostView other_view = other.view();
    CHECK(BlockReader(other_view).read_btrfs("/dev/mapper/root").error().code == Errc::NotFound);
}
