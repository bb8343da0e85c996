#pragma once
// Which disk holds a path, and is that disk encrypted? One answer that several checks share. On a running
// system the kernel's tables tell; for a tree of files recorded copies of them do, else the settings files
// (disk_settings.hpp). Sources: as mounts.hpp, block_devices.hpp, disk_settings.hpp; live-boot and
// dracut-live of Debian 13; zfs-get(8); ecryptfs-setup-private(1).

#include <optional>
#include <string>

#include "app/base/result.hpp"
#include "checks/facts.hpp"
#include "checks/host_view.hpp"
#include "checks/probes/block_devices.hpp"
#include "checks/probes/disk_settings.hpp"
#include "checks/probes/mounts.hpp"

namespace amparo::checks {

struct DiskAnswer {
    DiskState state = DiskState::Unknown;
    /// Of Unknown, when nothing was unreadable: one of the names in unsettled_reason().
    std::string why;
    std::optional<Error> trouble;  ///< of Unknown: what could not be read
    bool from_settings = false;    ///< told by settings files, not by a running kernel
    std::string source;            ///< the file or folder that told
    std::string shown;             ///< "dm-1 (LVM) on dm-0 (LUKS2)"; no serial numbers, no uuids of layers
};

/// The reason of a "can't tell" for `why`: "container", "overlay", "live_persistence", "elsewhere",
/// "virtual_disk", "folder_encryption", "settings", or "unknown_disk" for that and everything else. Every
/// check that uses it has a sentence for each.
[[nodiscard]] std::string unsettled_reason(const std::string& why);

/// Sets `key` to the state's name and `key`_why, `key`_layers, `key`_from ("kernel" or "settings"); or
/// refuses `key`.
void put_disk(Facts& facts, const std::string& key, const DiskAnswer& answer);

/// Thread: as the view, which must outlive it.
class DiskReader {
  public:
    explicit DiskReader(const HostView& host);

    /// `path` is absolute and exists; links are followed.
    [[nodiscard]] DiskAnswer of_path(const std::string& path) const;
    /// As of_path, for a folder of a person: a home that eCryptfs encrypts as a whole is recognised also by
    /// its settings, and where fscrypt is in use a plain disk does not settle it.
    [[nodiscard]] DiskAnswer of_folder(const Account& person, const std::string& path) const;
    /// A block device by name, such as a swap area: "/dev/dm-1".
    [[nodiscard]] DiskAnswer of_device(const std::string& name) const;
    /// The disk of one fstab entry, told by settings.
    [[nodiscard]] DiskAnswer of_entry(const FstabEntry& entry) const;
    [[nodiscard]] const DiskSettings& settings() const;

  private:
    [[nodiscard]] DiskAnswer by_kernel(const std::string& resolved, std::size_t depth) const;
    [[nodiscard]] DiskAnswer of_mount(const Mount& mount, std::size_t depth) const;
    [[nodiscard]] DiskAnswer of_top_overlay(std::size_t depth) const;
    [[nodiscard]] DiskAnswer of_zfs(const Mount& mount) const;
    [[nodiscard]] DiskAnswer of_graphs(const Result<std::vector<BlockGraph>>& graphs,
                                       std::size_t depth) const;
    [[nodiscard]] DiskAnswer by_settings(const std::string& resolved) const;
    [[nodiscard]] Result<bool> exists(const std::string& path) const;

    const HostView* host_;
    BlockReader blocks_;
    Result<MountTable> mounts_;
    std::string start_words_;  ///< /proc/cmdline, or "" when it cannot be read
    mutable std::optional<DiskSettings> settings_;
};

/// How a live system shows itself: by a word of its start line together with the medium it started from.
enum class LiveSystem { No, InMemory, Persistent };
[[nodiscard]] LiveSystem live_system(const MountTable& mounts, std::string_view start_words);

}  // namespace amparo::checks
