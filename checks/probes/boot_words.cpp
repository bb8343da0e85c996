// The half of disk_settings.hpp that reads boot configurations and names of devices.

#include <algorithm>
#include <array>

#include "app/base/limits.hpp"
#include "app/base/text.hpp"
#include "app/base/utf8.hpp"
#include "checks/probes/disk_settings.hpp"

namespace amparo::checks {

namespace {

constexpr std::size_t kValues = 256;

bool add_once(std::vector<std::string>& list, std::string value) {
    if (std::ranges::find(list, value) != list.end()) return true;
    if (list.size() >= kValues) return false;
    list.push_back(std::move(value));
    return true;
}

/// What `key=` is followed by in `word`; nullopt for another key.
std::optional<std::string_view> value_of(std::string_view word, std::string_view key) {
    if (!word.starts_with(key)) return std::nullopt;
    return word.substr(key.size());
}

bool is_no(std::string_view value) {
    return value == "0" || value == "no" || value == "off" || value == "false";
}

/// `rd.luks.uuid=U` becomes /dev/mapper/luks-U; the mark "luks-" may stand there already.
std::string luks_name(std::string_view uuid) {
    return uuid.starts_with("luks-") ? std::string(uuid) : "luks-" + std::string(uuid);
}

/// Takes one word; false when there are more values than allowed.
bool take_word(BootWords& out, std::string_view word) {
    for (const std::string_view key : {"rd.luks.uuid=", "luks.uuid=", "rd_LUKS_UUID="}) {
        const auto value = value_of(word, key);
        if (value && !value->empty()) return add_once(out.unlocked, luks_name(*value));
    }
    for (const std::string_view key : {"rd.luks.name=", "luks.name="}) {
        const auto value = value_of(word, key);
        const std::size_t equals = value ? value->find('=') : std::string_view::npos;
        if (equals != std::string_view::npos && equals + 1 < value->size()) {
            return add_once(out.unlocked, std::string(value->substr(equals + 1)));
        }
    }
    if (const auto value = value_of(word, "cryptdevice=")) {
        // device:name[:options]; the device may hold "=" but no ":".
        const auto parts = text::split(*value, ':');
        if (parts.size() >= 2 && !parts[1].empty()) return add_once(out.unlocked, std::string(parts[1]));
    }
    if (const auto value = value_of(word, "rd.luks=")) out.off = out.off || is_no(*value);
    if (const auto value = value_of(word, "luks=")) out.off = out.off || is_no(*value);
    if (const auto value = value_of(word, "root=")) {
        constexpr std::array<std::string_view, 8> kMarks = {
            "/dev/", "UUID=", "LABEL=", "PARTUUID=", "PARTLABEL=", "ZFS=", "zfs:", "live:"};
        if (std::ranges::any_of(kMarks, [&](std::string_view mark) { return value->starts_with(mark); })) {
            return add_once(out.roots, std::string(*value));
        }
    }
    return true;
}

/// Volumes appear as group-volume, with hyphens inside either name doubled. "" when it is no such name.
std::string volume_group(std::string_view name) {
    std::string group;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (name[i] != '-') {
            group.push_back(name[i]);
        } else if (i + 1 < name.size() && name[i + 1] == '-') {
            group.push_back('-');
            ++i;
        } else {
            return i == 0 || i + 1 == name.size() ? std::string{} : group;
        }
    }
    return {};
}

Spec mapper_spec(std::string_view name) {
    // "luks-<uuid>" has single hyphens, too, and is what systemd calls an unlocked device.
    if (name.empty()) return {};
    if (name.starts_with("luks-")) return {SpecKind::Mapper, std::string(name)};
    std::string group = volume_group(name);
    if (group.empty()) return {SpecKind::Mapper, std::string(name)};
    return {SpecKind::Volume, std::move(group)};
}

Spec by_id_spec(std::string_view id) {
    if (id.starts_with("dm-name-")) return mapper_spec(id.substr(8));
    if (id.starts_with("dm-uuid-")) {
        const std::string_view uuid = id.substr(8);
        if (mapper_layer(uuid) == MapperLayer::Encrypts) return {SpecKind::EncryptedLayer, mapper_type(uuid)};
        // An LVM uuid is the group's 32 characters and the volume's 32.
        if (uuid.starts_with("LVM-") && uuid.size() >= 36)
            return {SpecKind::Volume, std::string(uuid.substr(4, 32))};
        return {};
    }
    if (id.starts_with("md-")) return {SpecKind::Array, std::string(id)};
    if (id.starts_with("virtio-")) return {SpecKind::VirtualDisk, std::string(id)};
    if (id.find("-part") == std::string_view::npos) return {};
    return {SpecKind::Partition, std::string(id)};
}

Spec device_spec(std::string_view path) {
    const auto parts = text::split(path.substr(5), '/');
    if (parts.size() == 1) {
        switch (kind_of_name(parts[0])) {
            case DeviceKind::Disk:
                return {SpecKind::Partition, std::string(parts[0])};
            case DeviceKind::VirtualDisk:
                return {SpecKind::VirtualDisk, std::string(parts[0])};
            case DeviceKind::Raid:
                return {SpecKind::Array, std::string(parts[0])};
            case DeviceKind::Zram:
            case DeviceKind::Ram:
                return {SpecKind::Memory, std::string(parts[0])};
            default:
                return {};
        }
    }
    if (parts.size() == 2 && parts[0] == "mapper") return mapper_spec(parts[1]);
    if (parts.size() == 2 && parts[0] == "md") return {SpecKind::Array, std::string(parts[1])};
    if (parts.size() == 3 && parts[0] == "disk") {
        if (parts[1] == "by-uuid") return {SpecKind::Tag, "UUID=" + std::string(parts[2])};
        if (parts[1] == "by-label") return {SpecKind::Tag, "LABEL=" + std::string(parts[2])};
        if (parts[1] == "by-partuuid" || parts[1] == "by-partlabel")
            return {SpecKind::Partition, std::string(parts[1])};
        if (parts[1] == "by-id") return by_id_spec(parts[2]);
        return {};
    }
    constexpr std::array<std::string_view, 6> kNotVolumes = {"block", "char",  "loop",
                                                             "cciss", "input", "bus"};
    if (parts.size() == 2 && std::ranges::find(kNotVolumes, parts[0]) == kNotVolumes.end() &&
        !parts[1].empty()) {
        return {SpecKind::Volume, std::string(parts[0])};
    }
    return {};
}

}  // namespace

Result<BootWords> parse_boot_words(std::string_view text) {
    if (text.size() > limits::kMiB) return fail(Errc::Limit, "the boot configuration is larger than allowed");
    if (text.find('\0') != std::string_view::npos)
        return fail(Errc::Corrupt, "NUL byte in a boot configuration");
    BootWords out;
    std::size_t number = 0;
    for (const std::string_view line : text::lines(text)) {
        ++number;
        const std::string_view trimmed = text::trim(line);
        if (trimmed.starts_with('#')) continue;
        std::size_t start = 0;
        while (start < trimmed.size()) {
            const std::size_t end = std::min(trimmed.find_first_of(" \t\"'", start), trimmed.size());
            if (end > start && !take_word(out, trimmed.substr(start, end - start))) {
                return fail(Errc::Limit, "line " + std::to_string(number) + ": more values than allowed");
            }
            start = end + 1;
        }
    }
    return out;
}

void add_words(BootWords& to, const BootWords& from) {
    for (const std::string& name : from.unlocked) add_once(to.unlocked, name);
    for (const std::string& root : from.roots) add_once(to.roots, root);
    to.off = to.off || from.off;
}

std::string describe(const BootWords& words) {
    std::string out;
    for (const std::string& name : words.unlocked) out += "unlocks " + utf8::displayable(name, 200) + "\n";
    for (const std::string& root : words.roots) out += "root " + utf8::displayable(root, 200) + "\n";
    return out + (words.off ? "unlocking is switched off\n" : "");
}

bool is_elsewhere(std::string_view type) {
    constexpr std::array<std::string_view, 17> kTypes = {
        "nfs",    "nfs4",      "cifs",          "smb3",       "smbfs",          "9p",    "virtiofs",
        "vboxsf", "ceph",      "afs",           "fuse.sshfs", "fuse.ceph-fuse", "drvfs", "fuse.vmhgfs-fuse",
        "prl_fs", "glusterfs", "fuse.glusterfs"};
    return std::ranges::find(kTypes, type) != kTypes.end();
}

Spec classify_spec(std::string_view spec, std::string_view type) {
    if (is_elsewhere(type)) return {SpecKind::Elsewhere, std::string(type)};
    if (type == "tmpfs" || type == "ramfs") return {SpecKind::Memory, std::string(type)};
    if (spec.starts_with("UUID=") || spec.starts_with("LABEL=")) return {SpecKind::Tag, std::string(spec)};
    if (spec.starts_with("PARTUUID=") || spec.starts_with("PARTLABEL="))
        return {SpecKind::Partition, "PARTUUID"};
    if (spec.starts_with("/dev/")) return device_spec(spec);
    return {};
}

}  // namespace amparo::checks
