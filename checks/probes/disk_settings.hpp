#pragma once
// Whether a path lies on an encrypted disk, told by settings files alone: for a system that is not running.
// fstab says what is mounted, crypttab and the boot configuration say what is unlocked. What they leave open
// stays open. Judging is pure; reading the files of a host is one separate function. Sources: fstab(5);
// Debian crypttab(5) and its initramfs notes; systemd-cryptsetup-generator(8); dracut.cmdline(7); ArchWiki
// "dm-crypt/System configuration"; mkinitcpio's encrypt hook.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.hpp"
#include "checks/host_view.hpp"
#include "checks/probes/block_devices.hpp"
#include "checks/probes/fstab.hpp"

namespace amparo::checks {

/// What the kernel is told at start about disks.
struct BootWords {
    std::vector<std::string>
        unlocked;  ///< names below /dev/mapper of what is unlocked: "cryptroot", "luks-<uuid>"
    std::vector<std::string> roots;  ///< values of root=, each once
    bool off = false;                ///< unlocking is switched off: rd.luks=0
};

/// Words of a boot entry, of /etc/default/grub, /etc/kernel/cmdline or grub.cfg; comment lines are left out.
/// Errors: Corrupt — NUL bytes; Limit — larger than 1 MiB, or more than 256 different values.
[[nodiscard]] Result<BootWords> parse_boot_words(std::string_view text);
void add_words(BootWords& to, const BootWords& from);
[[nodiscard]] std::string describe(const BootWords& words);

/// How a file system is named in fstab or root=.
enum class SpecKind {
    Mapper,          ///< `name`: below /dev/mapper, no volume's name
    Volume,          ///< `name`: the volume group
    Partition,       ///< names a partition itself, so nothing can lie between
    VirtualDisk,     ///< a partition of a virtual machine's disk
    Tag,             ///< `name`: "UUID=…" or "LABEL=…" of the file system, wherever it lies
    Array,           ///< a RAID array
    EncryptedLayer,  ///< its name says that it is one
    Memory,
    Elsewhere,  ///< on the network, or shared by the computer around this one
    Unclear,
};
struct Spec {
    SpecKind kind = SpecKind::Unclear;
    std::string name;
};
[[nodiscard]] Spec classify_spec(std::string_view spec, std::string_view type);

/// File systems that come from another computer, or from the one around a virtual machine or container.
[[nodiscard]] bool is_elsewhere(std::string_view type);

struct DiskSettings {
    std::optional<Fstab> fstab;
    Error fstab_trouble;  ///< why there is none
    CryptTable crypttab;  ///< empty when there is no such file
    std::optional<Error> crypttab_trouble;
    BootWords own;  ///< from files that speak of this system only
    BootWords any;  ///< also from menus that list other systems
    /// Debian and its family with initramfs-tools: only crypttab can unlock what lies below "/".
    bool only_crypttab_unlocks = false;
};

struct SettingsAnswer {
    DiskState state = DiskState::Unknown;
    std::string why;               ///< of Unknown: "settings", "virtual_disk", "elsewhere"
    std::optional<Error> trouble;  ///< of Unknown: the file that could not be read
    std::string source;            ///< the file that settles it
    std::string shown;             ///< how the file system is named there
};

/// `path` is absolute, with links followed.
[[nodiscard]] SettingsAnswer disk_by_settings(const DiskSettings& settings, std::string_view path);
/// The disk below one entry, such as a swap area.
[[nodiscard]] SettingsAnswer disk_by_settings(const DiskSettings& settings, const FstabEntry& entry);

/// Never fails: what could not be read stands in the troubles.
[[nodiscard]] DiskSettings read_disk_settings(const HostView& host);

}  // namespace amparo::checks
