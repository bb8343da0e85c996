#include "checks/probes/block_devices.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "app/base/text.hpp"
#include "app/base/utf8.hpp"

namespace amparo::checks {

namespace {

constexpr std::string_view kCrypt = "CRYPT-";

/// The part of "CRYPT-LUKS2-…" between the first two hyphens.
std::string_view crypt_type(std::string_view uuid) {
    const std::string_view rest = uuid.substr(kCrypt.size());
    return rest.substr(0, rest.find('-'));
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

/// True for "part3-…", the mark of kpartx.
bool is_part_mark(std::string_view uuid) {
    if (!uuid.starts_with("part")) return false;
    std::size_t at = 4;
    while (at < uuid.size() && is_digit(uuid[at])) ++at;
    return at > 4 && at < uuid.size() && uuid[at] == '-';
}

class Weigher {
  public:
    Weigher(const BlockGraph& graph, const std::function<Weighed(const std::string&)>& of_file)
        : graph_(graph), of_file_(of_file), open_(graph.devices.size(), false) {}

    Weighed device(std::size_t index) {
        if (index >= graph_.devices.size() || open_[index])
            return {DiskState::Unknown, "unknown_disk", "a circle"};
        const BlockDevice& device = graph_.devices[index];
        if (device.kind == DeviceKind::Mapper && mapper_layer(device.mapper_uuid) == MapperLayer::Encrypts) {
            return {DiskState::Encrypted, {}, label(device)};
        }
        open_[index] = true;
        Weighed out = device.below.empty() ? leaf(device) : layer(device);
        open_[index] = false;
        return out;
    }

  private:
    static std::string label(const BlockDevice& device) {
        const std::string type = mapper_type(device.mapper_uuid);
        return device.name + (type.empty() ? "" : " (" + type + ")");
    }

    Weighed leaf(const BlockDevice& device) const {
        switch (device.kind) {
            case DeviceKind::Disk:
            case DeviceKind::Partition:
                return {DiskState::Plain, {}, label(device)};
            case DeviceKind::VirtualDisk:
                return {DiskState::Unknown, "virtual_disk", label(device)};
            case DeviceKind::Zram:
            case DeviceKind::Ram:
                return {DiskState::Memory, {}, label(device)};
            case DeviceKind::Loop:
                if (!device.file.empty()) {
                    Weighed file = of_file_(device.file);
                    file.shown = label(device) + " on a file on " + file.shown;
                    return file;
                }
                break;
            default:
                break;
        }
        return {DiskState::Unknown, "unknown_disk", label(device)};
    }

    Weighed layer(const BlockDevice& device) {
        std::vector<Weighed> parts;
        for (const std::size_t below : device.below) parts.push_back(this->device(below));
        Weighed out = weigh_together(parts);
        out.shown = label(device) + " on " + out.shown;
        // A layer that we do not know may encrypt what the disk below does not; it cannot undo what the disk
        // below does.
        const bool unclear =
            device.kind == DeviceKind::Other ||
            (device.kind == DeviceKind::Mapper && mapper_layer(device.mapper_uuid) == MapperLayer::Unclear);
        if (unclear && out.state != DiskState::Encrypted) {
            out.state = DiskState::Unknown;
            out.why = "unknown_disk";
        }
        return out;
    }

    const BlockGraph& graph_;
    const std::function<Weighed(const std::string&)>& of_file_;
    std::vector<bool> open_;
};

std::string_view kind_name(DeviceKind kind) {
    switch (kind) {
        case DeviceKind::Disk:
            return "disk";
        case DeviceKind::VirtualDisk:
            return "virtual disk";
        case DeviceKind::Partition:
            return "partition";
        case DeviceKind::Mapper:
            return "mapper";
        case DeviceKind::Raid:
            return "raid";
        case DeviceKind::Loop:
            return "loop";
        case DeviceKind::Zram:
            return "zram";
        case DeviceKind::Ram:
            return "ram";
        case DeviceKind::Other:
            return "other";
    }
    return "other";
}

}  // namespace

std::string_view disk_state_name(DiskState state) {
    switch (state) {
        case DiskState::Encrypted:
            return "encrypted";
        case DiskState::Plain:
            return "plain";
        case DiskState::Memory:
            return "memory";
        case DiskState::Live:
            return "live";
        case DiskState::Unknown:
            return "unknown";
    }
    return "unknown";
}

MapperLayer mapper_layer(std::string_view uuid) {
    if (uuid.starts_with(kCrypt)) {
        // Only these encrypt. VERITY and INTEGRITY share the mark and merely notice changes.
        constexpr std::array<std::string_view, 7> kEncrypting = {"LUKS1", "LUKS2",   "PLAIN",  "TCRYPT",
                                                                 "BITLK", "FVAULT2", "LOOPAES"};
        constexpr std::array<std::string_view, 3> kPassing = {"VERITY", "INTEGRITY", "SUBDEV"};
        const std::string_view type = crypt_type(uuid);
        if (std::ranges::find(kEncrypting, type) != kEncrypting.end()) return MapperLayer::Encrypts;
        if (std::ranges::find(kPassing, type) != kPassing.end()) return MapperLayer::Passes;
        return MapperLayer::Unclear;
    }
    const bool passes = uuid.starts_with("LVM-") || uuid.starts_with("mpath-") ||
                        uuid.starts_with("DMRAID-") || is_part_mark(uuid);
    return passes ? MapperLayer::Passes : MapperLayer::Unclear;
}

std::string mapper_type(std::string_view uuid) {
    if (uuid.starts_with(kCrypt)) return utf8::displayable(crypt_type(uuid), 20);
    return utf8::displayable(uuid.substr(0, std::min(uuid.find('-'), uuid.size())), 20);
}

DeviceKind kind_of_name(std::string_view name) {
    const auto followed_by = [&](std::string_view prefix, bool (*what)(char)) {
        return name.starts_with(prefix) && name.size() > prefix.size() && what(name[prefix.size()]);
    };
    if (followed_by("dm-", is_digit)) return DeviceKind::Mapper;
    if (followed_by("md", is_digit) || followed_by("md_d", is_digit)) return DeviceKind::Raid;
    if (followed_by("loop", is_digit)) return DeviceKind::Loop;
    if (followed_by("zram", is_digit)) return DeviceKind::Zram;
    if (followed_by("ram", is_digit)) return DeviceKind::Ram;
    if (followed_by("vd", is_letter) || followed_by("xvd", is_letter)) return DeviceKind::VirtualDisk;
    if (followed_by("sd", is_letter) || followed_by("hd", is_letter) || followed_by("nvme", is_digit) ||
        followed_by("mmcblk", is_digit) || followed_by("sr", is_digit) || followed_by("pmem", is_digit) ||
        followed_by("dasd", is_letter)) {
        return DeviceKind::Disk;
    }
    return DeviceKind::Other;
}

Weighed weigh_together(const std::vector<Weighed>& parts) {
    Weighed out;
    out.why = "unknown_disk";
    std::vector<std::string> shown;
    const Weighed* plain = nullptr;
    const Weighed* unknown = nullptr;
    const Weighed* encrypted = nullptr;
    const Weighed* memory = nullptr;
    for (const Weighed& part : parts) {
        shown.push_back(part.shown);
        switch (part.state) {
            case DiskState::Plain:
                plain = plain == nullptr ? &part : plain;
                break;
            case DiskState::Encrypted:
                encrypted = &part;
                break;
            case DiskState::Memory:
            case DiskState::Live:
                memory = memory == nullptr ? &part : memory;
                break;
            case DiskState::Unknown:
                unknown = unknown == nullptr ? &part : unknown;
                break;
        }
    }
    for (const Weighed* found : {plain, unknown, encrypted, memory}) {
        if (found == nullptr) continue;
        out.state = found->state;
        out.why = found->why;
        break;
    }
    out.shown = shown.size() == 1 ? shown.front() : "[" + text::join(shown, " and ") + "]";
    return out;
}

Weighed weigh(const BlockGraph& graph, const std::function<Weighed(const std::string& file)>& of_file) {
    if (graph.devices.empty()) return {DiskState::Unknown, "unknown_disk", {}};
    return Weigher(graph, of_file).device(0);
}

std::string describe(const BlockGraph& graph) {
    std::string out;
    for (const BlockDevice& device : graph.devices) {
        out += utf8::displayable(device.name, 60) + " " + std::string(kind_name(device.kind));
        if (const std::string type = mapper_type(device.mapper_uuid); !type.empty()) out += " " + type;
        if (!device.file.empty()) out += " file " + utf8::displayable(device.file, 200);
        for (const std::size_t below : device.below) {
            if (below < graph.devices.size()) out += " > " + utf8::displayable(graph.devices[below].name, 60);
        }
        out += "\n";
    }
    return out;
}

}  // namespace amparo::checks
