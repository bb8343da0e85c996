#include "checks/probes/disk_of_path.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

#include "app/platform/recorded_host.hpp"

using namespace amparo;
using namespace amparo::checks;

namespace {

std::unique_ptr<Host> host_of(const std::string& lines, const char* running = "yes") {
    auto tree = parse_tree("amparo.tree/1\nnow 2026-11-23T12:00:00Z\nrunning " + std::string(running) + "\n" +
                           "d /home/ana 0700 1000:1000 2026-11-01\n" + lines);
    INFO((tree ? "" : tree.error().detail));
    REQUIRE(tree.has_value());
    return make_recorded_host(*std::move(tree));
}

std::string mountinfo(const std::string& rows) {
    std::string out = "f /proc/self/mountinfo 0444 0:0 2026-11-23\n";
    for (std::size_t at = 0; at < rows.size();) {
        const std::size_t end = rows.find('\n', at);
        out += "| " + rows.substr(at, end - at) + "\n";
        at = end + 1;
    }
    return out;
}

DiskAnswer answer(const std::string& lines, const std::string& path) {
    const auto host = host_of(lines);
    const HostView view(*host, {});
    return DiskReader(view).of_path(path);
}

LiveSystem live(const std::string& rows, const std::string& words) {
    return live_system(*parse_mountinfo(rows), words);
}

const std::string kDisk =
    "d /sys/devices/pci/ata1/block/sda/sda1 0755 0:0 2026-11-01\n"
    "f /sys/devices/pci/ata1/block/sda/sda1/partition 0444 0:0 2026-11-01\n| 1\n"
    "l /sys/dev/block/8:1 -> ../../devices/pci/ata1/block/sda/sda1\n";
const Account kAna{"ana", 1000, 1000, "/home/ana", "/bin/bash"};

}  // namespace

TEST_CASE("a live system is believed only with its word, its medium and a top that is made up") {
    const std::string top = "28 1 0:26 / / rw - overlay overlay rw\n";
    const std::string medium = "40 28 8:33 / /run/live/medium ro - iso9660 /dev/sdc1 ro\n";
    CHECK(live(top + medium, "boot=live quiet") == LiveSystem::InMemory);
    CHECK(live(top, "boot=live quiet") == LiveSystem::No);
    CHECK(live(top + medium, "quiet") == LiveSystem::No);
    CHECK(live(top + medium, "boot=lively") == LiveSystem::No);
    CHECK(live("28 1 8:1 / / rw - ext4 /dev/sda1 rw\n" + medium, "boot=live") == LiveSystem::No);
    CHECK(live(top + medium, "boot=live plainroot") == LiveSystem::No);
    CHECK(live(top + medium, "boot=live persistence") == LiveSystem::Persistent);
    CHECK(live(top + medium, "boot=live persistence-media=removable") == LiveSystem::Persistent);
    const std::string dracut = "40 28 8:33 / /run/initramfs/live ro - iso9660 /dev/sdc1 ro\n";
    CHECK(live(top + dracut, "root=live:CDLABEL=Fedora rd.live.image") == LiveSystem::InMemory);
    CHECK(live(top + dracut, "rd.live.image rd.live.overlay=LABEL=x") == LiveSystem::Persistent);
    const std::string old_dracut = "28 1 253:0 / / rw - ext4 /dev/mapper/live-rw rw\n";
    CHECK(live(old_dracut + dracut, "rd.live.image") == LiveSystem::InMemory);
}

TEST_CASE("a running system whose list of mounts is missing is not guessed at from its settings") {
    const DiskAnswer out = answer("f /etc/fstab 0644 0:0 2026-11-01\n| /dev/sda1 / ext4 rw 0 1\n", "/");
    CHECK(out.state == DiskState::Unknown);
    REQUIRE(out.trouble.has_value());
    CHECK(out.trouble->code == Errc::NotFound);
}

TEST_CASE("a tree with a recorded list of mounts but no /sys falls back to its settings") {
    const auto host = host_of(mountinfo("28 1 8:1 / / rw - ext4 /dev/sda1 rw\n") +
                                  "f /etc/fstab 0644 0:0 2026-11-01\n| /dev/sda1 / ext4 rw 0 1\n",
                              "no");
    const HostView view(*host, {});
    const DiskAnswer out = DiskReader(view).of_path("/");
    CHECK(out.state == DiskState::Plain);
    CHECK(out.from_settings);
    CHECK(out.source == "/etc/fstab");
}

TEST_CASE("a tree with recorded /proc and /sys is judged by them, even when its settings say otherwise") {
    const auto host = host_of(mountinfo("28 1 8:1 / / rw - ext4 /dev/sda1 rw\n") + kDisk +
                                  "f /etc/fstab 0644 0:0 2026-11-01\n| /dev/mapper/x / ext4 rw 0 1\n"
                                  "f /etc/crypttab 0644 0:0 2026-11-01\n| x UUID=1 none luks\n",
                              "no");
    const HostView view(*host, {});
    const DiskAnswer out = DiskReader(view).of_path("/");
    CHECK(out.state == DiskState::Plain);
    CHECK_FALSE(out.from_settings);
    CHECK(out.shown == "sda1 on sda");
}

TEST_CASE("a home that is a link is followed to the disk it really lies on") {
    const std::string lines =
        mountinfo("28 1 0:5 / / rw - tmpfs tmpfs rw\n30 28 8:1 / /data rw - ext4 /dev/sda1 rw\n") + kDisk +
        "d /data/ana 0700 1000:1000 2026-11-01\nl /srv/ana -> ../data/ana\n";
    CHECK(answer(lines, "/srv/ana").state == DiskState::Plain);
    CHECK(answer(lines, "/home/ana").state == DiskState::Memory);
    CHECK(answer(lines, "/nowhere").trouble->code == Errc::NotFound);
}

TEST_CASE("loop devices that lie on each other come to an end") {
    const std::string lines =
        mountinfo("28 1 7:0 / / rw - ext4 /dev/loop0 rw\n") +
        "f /sys/devices/virtual/block/loop0/loop/backing_file 0444 0:0 2026-11-01\n| /image\n"
        "l /sys/dev/block/7:0 -> ../../devices/virtual/block/loop0\n";
    CHECK(answer(lines, "/").state == DiskState::Unknown);
}

TEST_CASE("a loop device whose file was deleted is unknown") {
    const std::string lines =
        mountinfo("28 1 8:1 / / rw - ext4 /dev/sda1 rw\n30 28 7:0 / /home rw - ext4 /dev/loop0 rw\n") +
        kDisk +
        "f /sys/devices/virtual/block/loop0/loop/backing_file 0444 0:0 2026-11-01\n| /image (deleted)\n"
        "l /sys/dev/block/7:0 -> ../../devices/virtual/block/loop0\n";
    CHECK(answer(lines, "/home").state == DiskState::Unknown);
}

TEST_CASE("a ZFS answer that is no answer gives no verdict, and a missing zfs says so") {
    const std::string top = mountinfo("28 1 0:27 / / rw - zfs tank/root rw\n") + kDisk;
    const auto with = [&](const std::string& said) {
        return answer(top + "run zfs get -H -o value encryption tank/root\n| " + said + "\n", "/");
    };
    CHECK(with("aes-256-gcm").state == DiskState::Encrypted);
    CHECK(with("off").state == DiskState::Plain);
    CHECK(with("-").state == DiskState::Plain);
    CHECK(with("cannot open").state == DiskState::Unknown);
    CHECK(with("").state == DiskState::Unknown);
    CHECK(answer(top, "/").trouble->code == Errc::NotFound);
}

TEST_CASE("file systems that encrypt by their own means or come from elsewhere are not called plain") {
    const auto type = [](const std::string& name, const std::string& source) {
        return answer(mountinfo("28 1 0:9 / / rw - " + name + " " + source + " rw\n"), "/");
    };
    CHECK(type("fuse.gocryptfs", "/x").why == "unknown_disk");
    CHECK(type("cifs", "//server/x").why == "elsewhere");
    CHECK(type("virtiofs", "root").why == "elsewhere");
    CHECK(type("ecryptfs", "/x").state == DiskState::Encrypted);
    CHECK(type("overlay", "overlay").why == "overlay");
    CHECK(type("newfs2030", "x").why == "unknown_disk");
    const std::string bcachefs = mountinfo("28 1 0:9 / / rw - bcachefs /dev/sda1 rw\n") + kDisk;
    CHECK(answer(bcachefs, "/").why == "unknown_disk");
}

TEST_CASE("fscrypt in use leaves the folders of people open, and not the system") {
    const std::string lines = mountinfo("28 1 8:1 / / rw - ext4 /dev/sda1 rw\n") + kDisk;
    const auto used = host_of(lines + "f /.fscrypt/policies/00ff 0600 0:0 2026-11-01\n");
    const HostView used_view(*used, {});
    const DiskReader reader(used_view);
    CHECK(reader.of_folder(kAna, "/home/ana").why == "folder_encryption");
    CHECK(reader.of_path("/").state == DiskState::Plain);
    const auto prepared = host_of(lines + "d /.fscrypt/policies 0755 0:0 2026-11-01\n");
    const HostView prepared_view(*prepared, {});
    CHECK(DiskReader(prepared_view).of_folder(kAna, "/home/ana").state == DiskState::Plain);
    const auto closed = host_of(lines + "d /.fscrypt/policies 0700 0:0 2026-11-01\nx /.fscrypt/policies\n");
    const HostView closed_view(*closed, {});
    CHECK(DiskReader(closed_view).of_folder(kAna, "/home/ana").why == "folder_encryption");
}

TEST_CASE("an eCryptfs note counts for the home it names and for nothing else") {
    const std::string fstab = "f /etc/fstab 0644 0:0 2026-11-01\n| /dev/sda1 / ext4 rw 0 1\n";
    const auto state = [&](const std::string& note) {
        const auto host = host_of(
            fstab + "f /home/.ecryptfs/ana/.ecryptfs/Private.mnt 0600 1000:1000 2026-11-01\n| " + note + "\n",
            "no");
        const HostView view(*host, {});
        return DiskReader(view).of_folder(kAna, "/home/ana").state;
    };
    CHECK(state("/home/ana") == DiskState::Encrypted);
    CHECK(state("/home/ana/Private") == DiskState::Plain);
}

TEST_CASE("every reason of a can't tell has a name of its own, and unknown names fall back") {
    CHECK(unsettled_reason("container") == "container");
    CHECK(unsettled_reason("") == "unknown_disk");
    CHECK(unsettled_reason("moon") == "unknown_disk");
}

TEST_CASE("looking stops when the time is over, and says so") {
    const auto host = host_of(mountinfo("28 1 8:1 / / rw - ext4 /dev/sda1 rw\n") + kDisk);
    CallLimit over;
    over.deadline = std::chrono::steady_clock::now() - std::chrono::seconds(1);
    const HostView view(*host, over);
    const DiskAnswer out = DiskReader(view).of_path("/");
    REQUIRE(out.trouble.has_value());
    CHECK(out.trouble->code == Errc::Timeout);
}
