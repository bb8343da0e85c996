#include "checks/probes/disk_settings.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

#include "app/base/limits.hpp"

using namespace amparo;
using namespace amparo::checks;

namespace {

DiskSettings settings(const std::string& fstab, const std::string& crypttab = {}, const std::string& own = {},
                      const std::string& menu = {}) {
    DiskSettings out;
    out.fstab = *parse_fstab(fstab);
    if (!crypttab.empty()) out.crypttab = *parse_crypttab(crypttab);
    out.own = *parse_boot_words(own);
    out.any = out.own;
    add_words(out.any, *parse_boot_words(menu));
    return out;
}

DiskSettings debian(const std::string& fstab, const std::string& crypttab = {}, const std::string& own = {},
                    const std::string& menu = {}) {
    DiskSettings out = settings(fstab, crypttab, own, menu);
    out.only_crypttab_unlocks = true;
    return out;
}

DiskState root(const DiskSettings& from) { return disk_by_settings(from, "/").state; }
DiskState home(const DiskSettings& from) { return disk_by_settings(from, "/home/ana").state; }

constexpr DiskState kEncrypted = DiskState::Encrypted;
constexpr DiskState kPlain = DiskState::Plain;
constexpr DiskState kUnknown = DiskState::Unknown;

}  // namespace

TEST_CASE("the words of a start line that unlock devices are found in every kind of file") {
    const auto entry =
        parse_boot_words("title Fedora\noptions root=UUID=ab ro rd.luks.uuid=luks-12-34 quiet\n");
    REQUIRE(entry.has_value());
    CHECK(entry->unlocked == std::vector<std::string>{"luks-12-34"});
    CHECK(entry->roots == std::vector<std::string>{"UUID=ab"});
    const auto grub = parse_boot_words(
        "GRUB_DEFAULT=0\n#GRUB_CMDLINE_LINUX=\"rd.luks.uuid=no\"\n"
        "GRUB_CMDLINE_LINUX=\"rd.luks.name=12-34=cryptroot rd.luks=0\"\n");
    REQUIRE(grub.has_value());
    CHECK(grub->unlocked == std::vector<std::string>{"cryptroot"});
    CHECK(grub->off);
    const auto menu = parse_boot_words(
        "\tset root='hd0,gpt2'\n\tlinux /vmlinuz root=/dev/mapper/x "
        "cryptdevice=UUID=12-34:root:allow-discards rd.luks.uuid=56\n");
    REQUIRE(menu.has_value());
    CHECK(menu->unlocked == std::vector<std::string>{"root", "luks-56"});
    CHECK(menu->roots == std::vector<std::string>{"/dev/mapper/x"});
    CHECK_FALSE(menu->off);
}

TEST_CASE("half a word unlocks nothing") {
    const auto words =
        parse_boot_words("rd.luks.uuid= rd.luks.name=12 cryptdevice=/dev/sda2 xrd.luks.uuid=1 root=hd0\n");
    REQUIRE(words.has_value());
    CHECK(words->unlocked.empty());
    CHECK(words->roots.empty());
}

TEST_CASE("a boot configuration that is binary or endless is refused") {
    CHECK(parse_boot_words(std::string("a\0b", 3)).error().code == Errc::Corrupt);
    CHECK(parse_boot_words(std::string(limits::kMiB + 1, 'a')).error().code == Errc::Limit);
    std::string many;
    for (int i = 0; i < 300; ++i) many += "rd.luks.uuid=" + std::to_string(i) + "\n";
    CHECK(parse_boot_words(many).error().code == Errc::Limit);
}

TEST_CASE("the ways in which a file system is named are told apart") {
    const auto kind = [](const char* spec) { return classify_spec(spec, "ext4").kind; };
    for (const char* spec : {"/dev/sda2", "/dev/nvme0n1p2", "/dev/mmcblk0p1", "PARTUUID=ab", "PARTLABEL=root",
                             "/dev/disk/by-partuuid/ab", "/dev/disk/by-id/ata-SAMSUNG-part2"}) {
        INFO(spec);
        CHECK(kind(spec) == SpecKind::Partition);
    }
    CHECK(kind("/dev/vda1") == SpecKind::VirtualDisk);
    CHECK(kind("UUID=ab") == SpecKind::Tag);
    CHECK(kind("/dev/disk/by-uuid/ab") == SpecKind::Tag);
    CHECK(classify_spec("/dev/disk/by-uuid/ab", "auto").name == classify_spec("UUID=ab", "auto").name);
    CHECK(kind("/dev/mapper/luks-12-34-56") == SpecKind::Mapper);
    CHECK(kind("/dev/mapper/cryptroot") == SpecKind::Mapper);
    CHECK(kind("/dev/mapper/vg-root") == SpecKind::Volume);
    CHECK(classify_spec("/dev/mapper/debian--vg-swap_1", "swap").name == "debian-vg");
    CHECK(classify_spec("/dev/debian-vg/root", "ext4").name == "debian-vg");
    CHECK(kind("/dev/disk/by-id/dm-name-vg-root") == SpecKind::Volume);
    CHECK(kind(("/dev/disk/by-id/dm-uuid-LVM-" + std::string(64, 'a')).c_str()) == SpecKind::Volume);
    CHECK(kind("/dev/disk/by-id/dm-uuid-CRYPT-LUKS2-ab-root") == SpecKind::EncryptedLayer);
    CHECK(kind("/dev/disk/by-id/dm-uuid-CRYPT-VERITY-ab-root") == SpecKind::Unclear);
    CHECK(kind("/dev/md0") == SpecKind::Array);
    CHECK(kind("/dev/zram0") == SpecKind::Memory);
    CHECK(kind("/dev/dm-0") == SpecKind::Unclear);
    CHECK(kind("/dev/") == SpecKind::Unclear);
    CHECK(kind("/dev/mapper/") == SpecKind::Unclear);
    CHECK(kind("/dev/mapper/-x") == SpecKind::Mapper);
    CHECK(kind("") == SpecKind::Unclear);
    CHECK(classify_spec("server:/x", "nfs4").kind == SpecKind::Elsewhere);
    CHECK(classify_spec("tmpfs", "tmpfs").kind == SpecKind::Memory);
}

TEST_CASE("a mapper name that crypttab or the start line unlocks is encrypted") {
    CHECK(root(debian("/dev/mapper/sda3_crypt / ext4 rw\n", "sda3_crypt UUID=1 none luks\n")) == kEncrypted);
    CHECK(root(settings("/dev/mapper/cryptroot / ext4 rw\n", {}, "cryptdevice=UUID=1:cryptroot")) ==
          kEncrypted);
    CHECK(root(settings("/dev/mapper/luks-12 / xfs rw\n", {}, "rd.luks.uuid=12")) == kEncrypted);
    CHECK(root(settings("/dev/mapper/luks-12 / xfs rw\n", {}, "rd.luks.uuid=12 rd.luks=0")) == kUnknown);
    CHECK(root(debian("/dev/mapper/sda3_crypt / ext4 rw\n", "other UUID=1 none luks\n")) == kUnknown);
    CHECK(root(debian("/dev/mapper/dm_crypt-0 / ext4 rw\n", "dm_crypt-0 UUID=1 none luks\n")) == kEncrypted);
}

TEST_CASE("a partition that is named directly is plain on every system") {
    CHECK(root(settings("/dev/sda2 / ext4 rw\n")) == kPlain);
    CHECK(root(settings("PARTUUID=ab / ext4 rw\n", "data UUID=1 none luks\n", "rd.luks.uuid=12")) == kPlain);
    CHECK(disk_by_settings(settings("/dev/vda1 / ext4 rw\n"), "/").why == "virtual_disk");
}

TEST_CASE("volumes are encrypted when an unlocked device has nothing else to carry") {
    const std::string fstab =
        "/dev/mapper/vg-root / ext4 rw\n/dev/mapper/vg-home /home ext4 rw\n"
        "UUID=b /boot ext2 rw\nUUID=e /boot/efi vfat rw\n/dev/vg/swap none swap sw\n"
        "/dev/sr0 /media/cdrom0 udf,iso9660 user,noauto\ntmpfs /tmp tmpfs rw\n/srv/a /srv/b none bind\n";
    const std::string luks = "sda3_crypt UUID=1 none luks,discard\n";
    CHECK(root(debian(fstab, luks)) == kEncrypted);
    CHECK(home(debian(fstab, luks)) == kEncrypted);
    CHECK(root(settings(fstab, luks)) == kEncrypted);
    CHECK(root(debian(fstab, "sda3_crypt UUID=1 /crypto_keyfile.bin luks\n")) == kEncrypted);

    SECTION("not when another file system without a named place could be the one that lies there") {
        CHECK(root(debian(fstab + "UUID=d /srv/archive ext4 rw\n", luks)) == kUnknown);
        CHECK(root(debian(fstab + "/dev/mapper/vg2-x /srv/archive ext4 rw\n", luks)) == kUnknown);
    }
    SECTION("not when the device is used by its own name") {
        CHECK(root(debian(fstab + "/dev/mapper/sda3_crypt /srv ext4 rw\n", luks)) == kPlain);
        CHECK(root(settings(fstab + "/dev/mapper/sda3_crypt /srv ext4 rw\n", luks)) == kUnknown);
    }
    SECTION(
        "not when the device may be missing, has a throw-away key, or a key on a disk that must be open "
        "before") {
        for (const char* line :
             {"x UUID=1 none luks,nofail\n", "x UUID=1 none luks,noauto\n", "x UUID=1 none luks,_netdev\n",
              "x UUID=1 /dev/urandom swap\n", "x UUID=1 /root/archive.key luks\n"}) {
            INFO(line);
            CHECK(root(debian(fstab, line)) == kPlain);
            CHECK(root(settings(fstab, line)) == kUnknown);
        }
    }
}

TEST_CASE("a uuid without anything that unlocks is plain only where crypttab alone could unlock it") {
    const std::string fstab = "UUID=a / ext4 rw\nLABEL=h /home ext4 rw\nUUID=s none swap sw\n";
    CHECK(root(debian(fstab)) == kPlain);
    CHECK(home(debian(fstab)) == kPlain);
    CHECK(root(settings(fstab)) == kUnknown);
    CHECK(disk_by_settings(settings(fstab), "/").why == "settings");
    // A word of unlocking anywhere, even in a menu that lists other systems, takes the certainty away.
    CHECK(root(debian(fstab, {}, {}, "linux root=UUID=z rd.luks.uuid=12")) == kUnknown);
    CHECK(root(debian(fstab, {}, "rd.luks.uuid=12")) == kUnknown);
    // What unlocks only swap leaves the rest as it is.
    CHECK(root(debian(fstab, "cryptswap UUID=9 /dev/urandom swap\n")) == kPlain);
    DiskSettings refused = debian(fstab);
    refused.crypttab_trouble = Error{Errc::Denied, {}, {}};
    CHECK(root(refused) == kUnknown);
    CHECK(disk_by_settings(refused, "/").trouble->code == Errc::Denied);
}

TEST_CASE("the start line settles the top, and what shares its file system, but no other") {
    const std::string words = "options root=UUID=a rd.luks.uuid=12";
    CHECK(root(settings("UUID=a / btrfs subvol=root\nUUID=a /home btrfs subvol=home\n", {}, words)) ==
          kEncrypted);
    CHECK(home(settings("UUID=a / btrfs subvol=root\nUUID=a /home btrfs subvol=home\n", {}, words)) ==
          kEncrypted);
    CHECK(home(settings("UUID=a / ext4 rw\nUUID=b /home ext4 rw\n", {}, words)) == kUnknown);
    // Menus list other systems, too: they never make anything good.
    CHECK(root(settings("UUID=a / ext4 rw\n", {}, {}, words)) == kUnknown);
    CHECK(root(settings("UUID=a / ext4 rw\n", {}, "root=PARTUUID=1 rd.luks.uuid=12")) == kUnknown);
    CHECK(root(settings("UUID=a / ext4 rw\n", {}, "root=PARTUUID=1")) == kPlain);
    CHECK(root(settings("UUID=a / ext4 rw\n", {}, "root=PARTUUID=1", "linux root=UUID=z")) == kUnknown);
    CHECK(root(settings("UUID=a / btrfs rw\nUUID=d /data ext4 rw\n",
                        "cr_root UUID=1 none x-initrd.attach\n")) == kEncrypted);
    CHECK(root(debian("UUID=a / ext4 rw\nUUID=d /data ext4 rw\n", "x UUID=1 none luks,initramfs\n")) ==
          kEncrypted);
}

TEST_CASE("without a line for the top the start line alone may tell") {
    CHECK(root(settings("UUID=s none swap sw\n", {}, "root=/dev/mapper/root cryptdevice=/dev/sda2:root")) ==
          kEncrypted);
    CHECK(root(settings("", {}, "root=PARTUUID=1")) == kPlain);
    CHECK(root(settings("", {}, "root=ZFS=rpool/ROOT/debian")) == kUnknown);
    CHECK(root(settings("", {}, "root=UUID=a", "")) == kUnknown);
    DiskSettings nothing;
    nothing.fstab_trouble = Error{Errc::NotFound, {}, {}};
    CHECK(disk_by_settings(nothing, "/").trouble->code == Errc::NotFound);
}

TEST_CASE("arrays need something that unlocks, like volumes") {
    CHECK(root(debian("/dev/md0 / ext4 rw\n")) == kPlain);
    CHECK(root(settings("/dev/md0 / ext4 rw\n")) == kUnknown);
    CHECK(root(debian("/dev/md/root / ext4 rw\n", "a UUID=1 none luks\nb UUID=2 none luks\n")) == kEncrypted);
}
