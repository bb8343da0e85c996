#include "checks/probes/disk_settings.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "app/base/limits.hpp"
#include "app/base/utf8.hpp"
#include "checks/probes/mounts.hpp"
#include "checks/probes/os_release.hpp"

namespace amparo::checks {

namespace {

constexpr std::size_t kBootEntries = 32;
constexpr std::size_t kBootEntry = 64 * limits::kKiB;
constexpr const char* kFstab = "/etc/fstab";
constexpr const char* kCrypttab = "/etc/crypttab";
constexpr const char* kBoot = "the boot configuration";

bool contains(const std::vector<std::string>& list, std::string_view value) {
    return std::ranges::find(list, value) != list.end();
}

/// Start files and loaders must be readable before anything is unlocked, so they say nothing about the rest.
bool is_boot_place(std::string_view point) { return is_below(point, "/boot") || is_below(point, "/efi"); }

/// What the kernel makes up, and folders shown twice, need no device.
bool needs_device(const FstabEntry& entry) {
    return entry.spec.starts_with("/dev/") || entry.spec.find('=') != std::string::npos;
}

bool is_indirect(const Spec& spec) {
    return spec.kind == SpecKind::Tag || spec.kind == SpecKind::Volume || spec.kind == SpecKind::Array;
}

/// File systems that share one way to the disk share a group: one volume group, one tag.
std::string group_of(const Spec& spec) {
    return std::to_string(static_cast<int>(spec.kind)) + " " + spec.name;
}

/// Names below /dev/mapper that are themselves used by an entry, so that nothing else can lie on them.
std::set<std::string> used_by_name(const Fstab& fstab) {
    std::set<std::string> out;
    for (const FstabEntry& entry : fstab.entries) {
        for (const std::string_view prefix : {"/dev/mapper/", "/dev/disk/by-id/dm-name-"}) {
            if (entry.spec.starts_with(prefix)) out.insert(entry.spec.substr(prefix.size()));
        }
    }
    return out;
}

/// Unlocked devices that no entry uses by name: a volume group or a tagged file system may lie on them. What
/// cannot carry the system or a home is left out: throw-away keys, devices that may be missing, keys that lie
/// on a disk which must be open already.
std::vector<const CryptEntry*> free_layers(const DiskSettings& settings) {
    std::vector<const CryptEntry*> out;
    const std::set<std::string> used = used_by_name(*settings.fstab);
    for (const CryptEntry& entry : settings.crypttab.entries) {
        const bool keyed_by_person = entry.key.empty() || entry.key == "none" || entry.key == "-" ||
                                     entry.key == "/crypto_keyfile.bin" || entry.has_option("keyscript");
        const bool may_be_missing =
            entry.has_option("noauto") || entry.has_option("nofail") || entry.has_option("_netdev");
        if (entry.is_throw_away() || may_be_missing || !keyed_by_person || used.contains(entry.name))
            continue;
        out.push_back(&entry);
    }
    return out;
}

/// As classify_spec, and a name below /dev/mapper that something unlocks is that device, even if it looks
/// like a volume.
Spec classify(const DiskSettings& settings, const std::string& spec, std::string_view type) {
    constexpr std::string_view kMapper = "/dev/mapper/";
    constexpr std::string_view kMapperId = "/dev/disk/by-id/dm-name-";
    for (const std::string_view prefix : {kMapper, kMapperId}) {
        if (!spec.starts_with(prefix)) continue;
        std::string name = spec.substr(prefix.size());
        const bool unlocked =
            settings.crypttab.find(name) != nullptr || contains(settings.any.unlocked, name);
        if (unlocked) return {SpecKind::Mapper, std::move(name)};
    }
    return classify_spec(spec, type);
}

/// Groups of file systems of which fstab alone does not say on what they lie.
std::set<std::string> open_groups(const DiskSettings& settings) {
    std::set<std::string> out;
    for (const FstabEntry& entry : settings.fstab->entries) {
        if (entry.has_option("noauto") || is_boot_place(entry.point) || !needs_device(entry)) continue;
        const Spec spec = classify(settings, entry.spec, entry.type);
        if (is_indirect(spec)) out.insert(group_of(spec));
    }
    return out;
}

class SettingsJudge {
  public:
    explicit SettingsJudge(const DiskSettings& settings) : settings_(settings) {}

    SettingsAnswer of_entry(const FstabEntry& entry) const {
        SettingsAnswer out = of_spec(classify(settings_, entry.spec, entry.type), entry.point);
        if (out.source.empty()) out.source = kFstab;
        out.shown = entry.spec;
        return out;
    }

    /// When fstab does not name the system's own disk, the boot configuration may.
    SettingsAnswer of_boot_root() const {
        const auto& roots = settings_.own.roots;
        SettingsAnswer out = open();
        if (roots.size() == 1 && roots.front().find("ZFS") == std::string::npos) {
            out = of_spec(classify(settings_, roots.front(), "auto"), "/");
            if (out.source.empty()) out.source = kBoot;
            out.shown = "root=" + roots.front();
        }
        return out;
    }

  private:
    static SettingsAnswer open() { return {DiskState::Unknown, "settings", {}, {}, {}}; }
    static SettingsAnswer settled(DiskState state, std::string source) {
        return {state, {}, {}, std::move(source), {}};
    }

    SettingsAnswer of_spec(const Spec& spec, const std::string& point) const {
        switch (spec.kind) {
            case SpecKind::Mapper:
                return of_mapper(spec.name);
            case SpecKind::EncryptedLayer:
                return settled(DiskState::Encrypted, {});
            case SpecKind::Partition:
                return settled(DiskState::Plain, {});
            case SpecKind::VirtualDisk:
                return {DiskState::Unknown, "virtual_disk", {}, {}, {}};
            case SpecKind::Elsewhere:
                return {DiskState::Unknown, "elsewhere", {}, {}, {}};
            case SpecKind::Memory:
                return settled(DiskState::Memory, {});
            case SpecKind::Tag:
            case SpecKind::Volume:
            case SpecKind::Array:
                return of_indirect(spec, point);
            case SpecKind::Unclear:
                break;
        }
        return open();
    }

    SettingsAnswer of_mapper(const std::string& name) const {
        if (settings_.crypttab.find(name) != nullptr) return settled(DiskState::Encrypted, kCrypttab);
        if (!settings_.own.off && contains(settings_.own.unlocked, name))
            return settled(DiskState::Encrypted, kBoot);
        return not_settled();
    }

    SettingsAnswer not_settled() const {
        SettingsAnswer out = open();
        if (settings_.crypttab_trouble) {
            out.trouble = settings_.crypttab_trouble;
            out.source = kCrypttab;
        }
        return out;
    }

    /// True when this group is the one that "/" lies on.
    bool carries_root(const Spec& spec, const std::string& point) const {
        if (point == "/") return true;
        const FstabEntry* root = settings_.fstab ? settings_.fstab->holding("/") : nullptr;
        return root != nullptr && group_of(classify(settings_, root->spec, root->type)) == group_of(spec);
    }

    /// True when every root= that was seen names a partition itself.
    bool root_is_a_partition() const {
        const auto& roots = settings_.any.roots;
        return !roots.empty() && std::ranges::all_of(roots, [](const std::string& root) {
            return classify_spec(root, "auto").kind == SpecKind::Partition;
        });
    }

    SettingsAnswer of_indirect(const Spec& spec, const std::string& point) const {
        if (settings_.crypttab_trouble) return not_settled();
        const bool root = carries_root(spec, point);
        const bool unlocks_at_boot = !settings_.own.unlocked.empty() && !settings_.own.off;
        // The boot configuration unlocks what "/" needs; Debian's start files do not look at these words.
        if (root && unlocks_at_boot && !settings_.only_crypttab_unlocks && !root_is_a_partition()) {
            return settled(DiskState::Encrypted, kBoot);
        }
        const auto layers = settings_.fstab ? free_layers(settings_) : std::vector<const CryptEntry*>{};
        const bool early = std::ranges::any_of(layers, [](const CryptEntry* entry) {
            return entry->has_option("x-initrd.attach") || entry->has_option("initramfs");
        });
        if (root && early) return settled(DiskState::Encrypted, kCrypttab);
        if (!layers.empty()) {
            // Something must lie on an unlocked device. When only one group's place is open, it is that one.
            const auto groups = open_groups(settings_);
            if (groups.size() == 1 && groups.contains(group_of(spec)))
                return settled(DiskState::Encrypted, kCrypttab);
            return open();
        }
        if (!settings_.any.unlocked.empty()) return open();
        if (root && root_is_a_partition()) return settled(DiskState::Plain, kBoot);
        if (settings_.only_crypttab_unlocks) return settled(DiskState::Plain, {});
        return open();
    }

    const DiskSettings& settings_;
};

void read_words(const HostView& host, const std::string& path, std::size_t size, BootWords& into) {
    // A boot configuration that cannot be read is one witness less, never an answer.
    const auto text = host.read(path, size);
    if (!text) return;
    if (const auto words = parse_boot_words(*text)) add_words(into, *words);
}

bool is_only_crypttab(const HostView& host) {
    const auto release = read_os_release(host);
    if (!release || !(release->release.is_like("debian") || release->release.is_like("ubuntu"))) return false;
    for (const char* dracut : {"/usr/bin/dracut", "/usr/sbin/dracut", "/usr/lib/dracut/dracut-init.sh"}) {
        const auto info = host.info(dracut);
        if (info || info.error().code != Errc::NotFound) return false;
    }
    return true;
}

}  // namespace

SettingsAnswer disk_by_settings(const DiskSettings& settings, const FstabEntry& entry) {
    return SettingsJudge(settings).of_entry(entry);
}

SettingsAnswer disk_by_settings(const DiskSettings& settings, std::string_view path) {
    const FstabEntry* entry = settings.fstab ? settings.fstab->holding(path) : nullptr;
    if (entry != nullptr) return SettingsJudge(settings).of_entry(*entry);
    SettingsAnswer out = SettingsJudge(settings).of_boot_root();
    if (out.state == DiskState::Unknown && out.why == "settings" && !settings.fstab && !out.trouble) {
        out.trouble = settings.fstab_trouble;
        out.source = kFstab;
    }
    return out;
}

DiskSettings read_disk_settings(const HostView& host) {
    DiskSettings out;
    const auto fstab_text = host.read(kFstab);
    auto fstab = fstab_text ? parse_fstab(*fstab_text) : Result<Fstab>(std::unexpected(fstab_text.error()));
    if (fstab) {
        out.fstab = *std::move(fstab);
    } else {
        out.fstab_trouble = fstab.error();
    }
    const auto crypt_text = host.read(kCrypttab);
    auto crypttab =
        crypt_text ? parse_crypttab(*crypt_text) : Result<CryptTable>(std::unexpected(crypt_text.error()));
    if (crypttab) {
        out.crypttab = *std::move(crypttab);
    } else if (crypttab.error().code != Errc::NotFound) {
        out.crypttab_trouble = crypttab.error();
    }
    for (const char* file : {"/etc/default/grub", "/etc/kernel/cmdline"}) {
        read_words(host, file, kBootEntry, out.own);
    }
    for (const char* folder : {"/boot/loader/entries", "/efi/loader/entries", "/boot/efi/loader/entries"}) {
        const auto names = host.list(folder);
        if (!names) continue;
        for (std::size_t i = 0; i < std::min(names->size(), kBootEntries); ++i) {
            if ((*names)[i].ends_with(".conf"))
                read_words(host, std::string(folder) + "/" + (*names)[i], kBootEntry, out.own);
        }
    }
    out.any = out.own;
    for (const char* menu : {"/boot/grub/grub.cfg", "/boot/grub2/grub.cfg"})
        read_words(host, menu, limits::kMiB, out.any);
    out.only_crypttab_unlocks = is_only_crypttab(host);
    return out;
}

}  // namespace amparo::checks
