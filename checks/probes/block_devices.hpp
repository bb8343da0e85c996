#pragma once
// What lies below a block device: partitions on disks, volumes on encrypted layers, arrays on several disks.
// Reading (through a host, from /sys) and weighing (pure) are separate. A device counts as encrypted only
// when every way down from it passes a layer that encrypts. Sources: cryptsetup lib/libdevmapper.c (the uuid
// that names a layer), Linux Documentation/ABI sysfs-block, sysfs-block-dm, sysfs-block-loop,
// sysfs-block-zram.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.hpp"
#include "checks/host_view.hpp"

namespace amparo::checks {

enum class DiskState {
    Encrypted,
    Plain,
    Memory,  ///< nothing is written to any disk
    Live,    ///< the working copy of a live system: in memory, started from a stick or disc
    Unknown,
};
[[nodiscard]] std::string_view disk_state_name(
    DiskState state);  ///< "encrypted", "plain", "memory", "live", "unknown"

/// What a layer of the device mapper does, told by its uuid.
enum class MapperLayer {
    Encrypts,
    Passes,  ///< volumes, several paths to one disk, partitions, integrity checks: hands the data on as it is
    Unclear,  ///< may or may not encrypt
};
[[nodiscard]] MapperLayer mapper_layer(std::string_view uuid);

/// "LUKS2" of "CRYPT-LUKS2-0123…-name", "LVM" of "LVM-…", "" when there is none. The rest names this one
/// disk, so it is never shown.
[[nodiscard]] std::string mapper_type(std::string_view uuid);

enum class DeviceKind {
    Disk,         ///< a piece of hardware
    VirtualDisk,  ///< handed in by the computer around a virtual machine
    Partition,
    Mapper,
    Raid,
    Loop,  ///< a file that acts as a disk
    Zram,  ///< compressed memory, perhaps with a device to spill to
    Ram,
    Other,
};

/// Told by the kernel's name alone: "sda", "nvme0n1", "dm-0", "md127". Partitions count as their disk.
[[nodiscard]] DeviceKind kind_of_name(std::string_view name);

struct BlockDevice {
    std::string name;  ///< "dm-0"
    DeviceKind kind = DeviceKind::Other;
    std::string mapper_uuid;
    std::string mapper_name;
    std::string file;                ///< behind a loop device
    std::vector<std::size_t> below;  ///< places in BlockGraph::devices
};

/// The first device is the one that was asked for. Layers below one that encrypts are not listed.
struct BlockGraph {
    std::vector<BlockDevice> devices;
};

/// What weighing found.
struct Weighed {
    DiskState state = DiskState::Unknown;
    std::string why;    ///< of Unknown: "virtual_disk", "unknown_disk"
    std::string shown;  ///< "dm-1 (LVM) on dm-0 (LUKS2)"
};

/// All must be encrypted (or in memory) for the whole to be; one plain part makes it plain.
[[nodiscard]] Weighed weigh_together(const std::vector<Weighed>& parts);

/// `of_file` weighs the file system that holds the file behind a loop device. A graph that leads in a circle
/// is Unknown.
[[nodiscard]] Weighed weigh(const BlockGraph& graph,
                            const std::function<Weighed(const std::string& file)>& of_file);

/// Canonical text of a graph.
[[nodiscard]] std::string describe(const BlockGraph& graph);

/// Reads /sys of a host. Errors of every function: of the host; NotFound — no such device; Limit — more than
/// 64 devices below one, or deeper than 16. Thread: as the view.
class BlockReader {
  public:
    explicit BlockReader(const HostView& host) : host_(&host) {}

    /// By device number: "253:1".
    [[nodiscard]] Result<BlockGraph> read_number(const std::string& number) const;
    /// By name: "/dev/mapper/x", "/dev/sda2", "dm-0".
    [[nodiscard]] Result<BlockGraph> read_name(const std::string& name) const;
    /// Every member of the btrfs file system that was mounted from `source`. Where /sys/fs/btrfs does not
    /// exist (a recorded system that holds only a part of /sys) the source alone.
    [[nodiscard]] Result<std::vector<BlockGraph>> read_btrfs(const std::string& source) const;
    /// True when any device of this system is an encrypting layer.
    [[nodiscard]] Result<bool> any_encrypting() const;

  private:
    [[nodiscard]] Result<std::string> locate(const std::string& name) const;
    [[nodiscard]] Result<std::vector<std::string>> folders() const;
    [[nodiscard]] Result<BlockGraph> read_folder(const std::string& folder) const;
    [[nodiscard]] Result<std::size_t> add(BlockGraph& graph, std::vector<std::string>& seen,
                                          const std::string& folder, std::size_t depth) const;
    [[nodiscard]] Result<std::vector<std::string>> folders_below(BlockDevice& device,
                                                                 const std::string& folder) const;
    [[nodiscard]] Result<std::string> optional_text(const std::string& path) const;

    const HostView* host_;
};

}  // namespace amparo::checks
