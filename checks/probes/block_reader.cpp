// The half of block_devices.hpp that touches the host: follows /sys from one device to everything below it.

#include <algorithm>
#include <array>

#include "app/base/limits.hpp"
#include "app/base/text.hpp"
#include "checks/probes/block_devices.hpp"

namespace amparo::checks {

namespace {

constexpr std::size_t kDevices = 64;
constexpr std::size_t kDepth = 16;
constexpr std::size_t kListed = 1024;  // devices of one computer that are looked through for a name
constexpr std::size_t kSysfsText = 4 * limits::kKiB;
constexpr std::string_view kNumbers = "/sys/dev/block";

std::string last_part(const std::string& path) { return path.substr(path.rfind('/') + 1); }
std::string above(const std::string& path) { return path.substr(0, path.rfind('/')); }

/// Words in a disk's model by which the makers of virtual machines sign.
bool is_virtual_model(std::string_view model) {
    constexpr std::array<std::string_view, 5> kMarks = {"QEMU", "VBOX", "VMware", "Virtual Disk",
                                                        "Virtual HD"};
    return std::ranges::any_of(
        kMarks, [&](std::string_view mark) { return model.find(mark) != std::string_view::npos; });
}

/// Where a disk is plugged in tells a virtual one: virtio, Hyper-V's and Xen's buses exist nowhere else.
bool is_virtual_place(std::string_view folder) {
    return folder.find("/virtio") != std::string_view::npos ||
           folder.find("/VMBUS") != std::string_view::npos || folder.find("/vbd-") != std::string_view::npos;
}

}  // namespace

/// The text of a file of /sys, trimmed; "" when there is no such file.
Result<std::string> BlockReader::optional_text(const std::string& path) const {
    auto text = host_->read_start(path, kSysfsText);
    if (text) return std::string(text::trim(*text));
    if (text.error().code == Errc::NotFound || text.error().code == Errc::NotRegular) return std::string{};
    // On a tree that is not running, a missing file of /sys is NotRunning; what the tree does hold was
    // recorded.
    if (text.error().code == Errc::NotRunning && !host_->running()) return std::string{};
    return text;
}

/// Folders of everything that lies below `device`; fills in what kind it is on the way.
Result<std::vector<std::string>> BlockReader::folders_below(BlockDevice& device,
                                                            const std::string& folder) const {
    AMPARO_TRY(device.mapper_uuid, optional_text(folder + "/dm/uuid"));
    AMPARO_TRY(device.mapper_name, optional_text(folder + "/dm/name"));
    if (!device.mapper_uuid.empty() || !device.mapper_name.empty()) device.kind = DeviceKind::Mapper;
    if (device.kind == DeviceKind::Mapper && mapper_layer(device.mapper_uuid) == MapperLayer::Encrypts) {
        return std::vector<std::string>{};
    }
    AMPARO_TRY(const std::string partition, optional_text(folder + "/partition"));
    if (!partition.empty()) {
        device.kind = DeviceKind::Partition;
        // In /sys a partition stands inside its disk. A recorded tree may hold it under its number only.
        if (above(folder) == kNumbers) return std::vector<std::string>{};
        return std::vector<std::string>{above(folder)};
    }
    if (device.kind == DeviceKind::Loop) {
        AMPARO_TRY(device.file, optional_text(folder + "/loop/backing_file"));
        if (device.file.ends_with(" (deleted)")) device.file.clear();
        return std::vector<std::string>{};
    }
    if (device.kind == DeviceKind::Zram) {
        AMPARO_TRY(const std::string spill, optional_text(folder + "/backing_dev"));
        if (spill.empty() || spill == "none") return std::vector<std::string>{};
        AMPARO_TRY(std::string target, locate(spill));
        return std::vector<std::string>{std::move(target)};
    }
    if (device.kind == DeviceKind::Disk) {
        AMPARO_TRY(const std::string model, optional_text(folder + "/device/model"));
        if (is_virtual_place(folder) || is_virtual_model(model)) device.kind = DeviceKind::VirtualDisk;
        return std::vector<std::string>{};
    }
    std::vector<std::string> out;
    const auto names = host_->list(folder + "/slaves");
    if (!names) {
        const bool none = names.error().code == Errc::NotFound || names.error().code == Errc::NotRegular ||
                          (names.error().code == Errc::NotRunning && !host_->running());
        if (none) return out;
        return std::unexpected(names.error());
    }
    for (const std::string& name : *names) {
        AMPARO_TRY(std::string target, host_->resolve(folder + "/slaves/" + name));
        // A recorded tree may list a name without its link; the name then leads on by itself.
        if (target == folder + "/slaves/" + name) {
            if (auto found = locate(name)) target = *std::move(found);
        }
        out.push_back(std::move(target));
    }
    return out;
}

Result<std::size_t> BlockReader::add(BlockGraph& graph, std::vector<std::string>& seen,
                                     const std::string& folder, std::size_t depth) const {
    if (const auto known = std::ranges::find(seen, folder); known != seen.end()) {
        return static_cast<std::size_t>(known - seen.begin());
    }
    if (graph.devices.size() >= kDevices || depth >= kDepth)
        return fail(Errc::Limit, "too many layers of devices");
    const std::size_t index = graph.devices.size();
    seen.push_back(folder);
    BlockDevice device;
    device.name = last_part(folder);
    if (device.name.find(':') != std::string::npos) {
        AMPARO_TRY(const std::string event, optional_text(folder + "/uevent"));
        for (const std::string_view line : text::lines(event)) {
            if (line.starts_with("DEVNAME=")) device.name = last_part(std::string(line.substr(8)));
        }
    }
    device.kind = kind_of_name(device.name);
    AMPARO_TRY(const auto below, folders_below(device, folder));
    graph.devices.push_back(std::move(device));
    for (const std::string& next : below) {
        AMPARO_TRY(const std::size_t place, add(graph, seen, next, depth + 1));
        graph.devices[index].below.push_back(place);
    }
    return index;
}

Result<BlockGraph> BlockReader::read_folder(const std::string& folder) const {
    AMPARO_TRY(const FileInfo info, host_->info(folder));
    if (info.type != FileType::Folder) return fail(Errc::NotFound, "not a device of /sys");
    BlockGraph graph;
    std::vector<std::string> seen;
    AMPARO_TRY(const std::size_t first, add(graph, seen, folder, 0));
    static_cast<void>(first);
    return graph;
}

Result<BlockGraph> BlockReader::read_number(const std::string& number) const {
    AMPARO_TRY(const std::string folder, host_->resolve(std::string(kNumbers) + "/" + number));
    return read_folder(folder);
}

/// Folders of every device, links followed.
Result<std::vector<std::string>> BlockReader::folders() const {
    AMPARO_TRY(const auto numbers, host_->list(std::string(kNumbers)));
    if (numbers.size() > kListed) return fail(Errc::Limit, "more devices than allowed");
    std::vector<std::string> out;
    for (const std::string& number : numbers) {
        // A device may vanish between listing and looking.
        if (auto folder = host_->resolve(std::string(kNumbers) + "/" + number))
            out.push_back(*std::move(folder));
    }
    return out;
}

Result<std::string> BlockReader::locate(const std::string& name) const {
    std::string wanted = name;
    if (name.starts_with("/")) {
        // /dev/mapper/x and /dev/disk/… are links to the kernel's own name, where /dev can be seen at all.
        const auto resolved = host_->resolve(name);
        wanted = last_part(resolved ? *resolved : name);
    }
    if (auto folder = host_->resolve("/sys/class/block/" + wanted)) return folder;
    AMPARO_TRY(const auto all, folders());
    for (const std::string& folder : all) {
        if (last_part(folder) == wanted) return folder;
    }
    if (name.starts_with("/dev/mapper/")) {
        for (const std::string& folder : all) {
            AMPARO_TRY(const std::string mapper_name, optional_text(folder + "/dm/name"));
            if (mapper_name == wanted) return folder;
        }
    }
    return fail(Errc::NotFound, "no block device has that name");
}

Result<BlockGraph> BlockReader::read_name(const std::string& name) const {
    AMPARO_TRY(const std::string folder, locate(name));
    return read_folder(folder);
}

Result<std::vector<BlockGraph>> BlockReader::read_btrfs(const std::string& source) const {
    const std::string top = "/sys/fs/btrfs";
    AMPARO_TRY(const std::string wanted, locate(source));
    const auto systems = host_->list(top);
    if (!systems) {
        const Errc code = systems.error().code;
        if (code != Errc::NotFound && !(code == Errc::NotRunning && !host_->running())) {
            return std::unexpected(systems.error());
        }
        AMPARO_TRY(BlockGraph graph, read_folder(wanted));
        return std::vector<BlockGraph>{std::move(graph)};
    }
    for (const std::string& system : *systems) {
        if (system.find('-') == std::string::npos) continue;  // "features"
        const std::string folder = top + "/" + system + "/devices";
        const auto members = host_->list(folder);
        if (!members || members->size() > kDevices) continue;
        std::vector<std::string> places;
        for (const std::string& member : *members) {
            AMPARO_TRY(std::string place, host_->resolve(folder + "/" + member));
            // Kernels before 5.7 put folders of their own, named by a number, beside the devices.
            if (place != folder + "/" + member) places.push_back(std::move(place));
        }
        if (std::ranges::find(places, wanted) == places.end()) continue;
        std::vector<BlockGraph> out;
        for (const std::string& place : places) {
            AMPARO_TRY(BlockGraph graph, read_folder(place));
            out.push_back(std::move(graph));
        }
        return out;
    }
    return fail(Errc::NotFound, "no btrfs file system has that device");
}

Result<bool> BlockReader::any_encrypting() const {
    AMPARO_TRY(const auto all, folders());
    for (const std::string& folder : all) {
        AMPARO_TRY(const std::string uuid, optional_text(folder + "/dm/uuid"));
        if (mapper_layer(uuid) == MapperLayer::Encrypts) return true;
    }
    return false;
}

}  // namespace amparo::checks
