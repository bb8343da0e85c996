#include "checks/probes/disk_of_path.hpp"

#include <algorithm>
#include <array>

#include "app/base/text.hpp"
#include "app/base/utf8.hpp"

namespace amparo::checks {

namespace {

constexpr const char* kMountinfo = "/proc/self/mountinfo";
constexpr std::size_t kDepth = 4;  // a file on a loop device on a file on a loop device…
constexpr std::size_t kStartWords = 16 * limits::kKiB;
constexpr std::size_t kMountPointFile = 4 * limits::kKiB;

constexpr std::array<std::string_view, 8> kReasons = {"container", "overlay",      "live_persistence",
                                                      "elsewhere", "virtual_disk", "folder_encryption",
                                                      "settings",  "unknown_disk"};

bool is_layered(std::string_view type) { return type == "overlay" || type == "aufs" || type == "composefs"; }

bool has_word(const std::vector<std::string_view>& words, std::string_view wanted) {
    return std::ranges::find(words, wanted) != words.end();
}
bool has_start(const std::vector<std::string_view>& words, std::string_view wanted) {
    return std::ranges::any_of(words, [&](std::string_view word) { return word.starts_with(wanted); });
}

DiskAnswer unsettled(std::string why, std::string source) {
    DiskAnswer out;
    out.why = std::move(why);
    out.source = std::move(source);
    return out;
}

DiskAnswer troubled(Error error, std::string source) {
    DiskAnswer out;
    out.trouble = std::move(error);
    out.source = std::move(source);
    return out;
}

DiskAnswer settled(DiskState state, std::string source, std::string shown) {
    DiskAnswer out;
    out.state = state;
    out.source = std::move(source);
    out.shown = std::move(shown);
    return out;
}

}  // namespace

std::string unsettled_reason(const std::string& why) {
    return std::ranges::find(kReasons, why) == kReasons.end() ? "unknown_disk" : why;
}

void put_disk(Facts& facts, const std::string& key, const DiskAnswer& answer) {
    if (answer.trouble) {
        facts.refuse(key, *answer.trouble, answer.source);
        return;
    }
    facts.put(key, std::string(disk_state_name(answer.state)), answer.source);
    if (answer.state == DiskState::Unknown)
        facts.put(key + "_why", unsettled_reason(answer.why), answer.source);
    if (!answer.shown.empty()) facts.put(key + "_layers", answer.shown, answer.source);
    facts.put(key + "_from", answer.from_settings ? "settings" : "kernel", answer.source);
}

LiveSystem live_system(const MountTable& mounts, std::string_view start_words) {
    const Mount* top = mount_at(mounts, "/");
    if (top == nullptr) return LiveSystem::No;
    const bool made_up =
        is_layered(top->type) || top->type == "tmpfs" || top->source == "/dev/mapper/live-rw";
    if (!made_up) return LiveSystem::No;
    const auto words = text::words(start_words);
    const auto started_from = [&](const char* point) { return mount_at(mounts, point) != nullptr; };
    // "plainroot" makes an installed system behave like a live one; its disk stays in the computer.
    const bool debian =
        has_word(words, "boot=live") && started_from("/run/live/medium") && !has_word(words, "plainroot");
    const bool dracut = (has_word(words, "rd.live.image") || has_start(words, "root=live:")) &&
                        started_from("/run/initramfs/live");
    const bool casper = has_word(words, "boot=casper") && started_from("/cdrom");
    const bool arch = has_start(words, "archisobasedir=") && started_from("/run/archiso/bootmnt");
    if (!debian && !dracut && !casper && !arch) return LiveSystem::No;
    // "persistence", "persistent", "persistence-media=…" keep changes on a medium; so do the other families'
    // words.
    const bool keeps = has_start(words, "persisten") || has_start(words, "rd.live.overlay=") ||
                       has_start(words, "cow_device=") || has_start(words, "cow_label=");
    return keeps ? LiveSystem::Persistent : LiveSystem::InMemory;
}

DiskReader::DiskReader(const HostView& host)
    : host_(&host), blocks_(host), mounts_(std::unexpected(Error{Errc::NotRunning, {}, {}})) {
    const auto text = host.read(kMountinfo, limits::kHostFile);
    if (text) {
        mounts_ = parse_mountinfo(*text);
    } else {
        mounts_ = std::unexpected(text.error());
    }
    if (auto words = host.read_start("/proc/cmdline", kStartWords)) start_words_ = *std::move(words);
}

const DiskSettings& DiskReader::settings() const {
    if (!settings_) settings_ = read_disk_settings(*host_);
    return *settings_;
}

Result<bool> DiskReader::exists(const std::string& path) const {
    const auto info = host_->info(path);
    if (info) return true;
    if (info.error().code == Errc::NotFound || info.error().code == Errc::NotRunning) return false;
    return std::unexpected(info.error());
}

DiskAnswer DiskReader::of_path(const std::string& path) const {
    const auto resolved = host_->resolve(path);
    if (!resolved) return troubled(resolved.error(), path);
    if (!mounts_ && host_->running()) return troubled(mounts_.error(), kMountinfo);
    if (mounts_) {
        DiskAnswer out = by_kernel(*resolved, 0);
        const bool recorded_in_part =
            !host_->running() && out.trouble &&
            (out.trouble->code == Errc::NotRunning || out.trouble->code == Errc::NotFound);
        if (!recorded_in_part) return out;
    }
    return by_settings(*resolved);
}

DiskAnswer DiskReader::of_folder(const Account& person, const std::string& path) const {
    if (!host_->running() && !mounts_ && is_below(path, person.home)) {
        // ecryptfs-setup-private notes where it mounts; for a whole home that is the home itself.
        const std::string note = "/home/.ecryptfs/" + person.name + "/.ecryptfs/Private.mnt";
        const auto text = host_->read_start(note, kMountPointFile);
        if (text && text::trim(*text) == person.home) {
            DiskAnswer out = settled(DiskState::Encrypted, note, "eCryptfs");
            out.from_settings = true;
            return out;
        }
    }
    DiskAnswer out = of_path(path);
    if (out.state != DiskState::Plain) return out;
    // fscrypt encrypts single folders. Which ones cannot be seen through a host, but that it is used can:
    // each file system lists its policies at its top.
    std::vector<std::string> tops = {"", "/home"};
    if (const Mount* mount = mounts_ ? mount_of(*mounts_, path) : nullptr; mount != nullptr)
        tops.push_back(mount->point);
    for (const std::string& top : tops) {
        const std::string policies = top + "/.fscrypt/policies";
        const auto names = host_->list(policies);
        const bool none = names ? names->empty() : names.error().code == Errc::NotFound;
        if (!none) return unsettled("folder_encryption", policies);
    }
    return out;
}

DiskAnswer DiskReader::by_settings(const std::string& resolved) const {
    SettingsAnswer answer = disk_by_settings(settings(), resolved);
    return {answer.state, std::move(answer.why),    std::move(answer.trouble),
            true,         std::move(answer.source), std::move(answer.shown)};
}

DiskAnswer DiskReader::of_entry(const FstabEntry& entry) const {
    SettingsAnswer answer = disk_by_settings(settings(), entry);
    return {answer.state, std::move(answer.why),    std::move(answer.trouble),
            true,         std::move(answer.source), std::move(answer.shown)};
}

DiskAnswer DiskReader::by_kernel(const std::string& resolved, std::size_t depth) const {
    const Mount* mount = mount_of(*mounts_, resolved);
    if (mount == nullptr) return troubled(Error{Errc::NotFound, {}, "no mount holds the path"}, kMountinfo);
    DiskAnswer out = of_mount(*mount, depth);
    if (out.source.empty()) out.source = kMountinfo;
    return out;
}

DiskAnswer DiskReader::of_mount(const Mount& mount, std::size_t depth) const {
    if (depth >= kDepth) return unsettled("unknown_disk", kMountinfo);
    if (is_elsewhere(mount.type)) return unsettled("elsewhere", kMountinfo);
    if (mount.type == "ecryptfs") return settled(DiskState::Encrypted, kMountinfo, "eCryptfs");
    if (mount.point == "/") {
        const LiveSystem live = live_system(*mounts_, start_words_);
        if (live == LiveSystem::InMemory) return settled(DiskState::Live, "/proc/cmdline", mount.type);
        if (live == LiveSystem::Persistent) return unsettled("live_persistence", "/proc/cmdline");
        if (is_layered(mount.type)) return of_top_overlay(depth);
    }
    if (is_layered(mount.type)) return unsettled("overlay", kMountinfo);
    if (mount.type == "tmpfs" || mount.type == "ramfs")
        return settled(DiskState::Memory, kMountinfo, mount.type);
    if (mount.type == "zfs") return of_zfs(mount);
    if (mount.type == "btrfs") return of_graphs(blocks_.read_btrfs(mount.source), depth);
    if (mount.type == "bcachefs") {
        std::vector<BlockGraph> members;
        for (const std::string_view name : text::split(mount.source, ':')) {
            auto graph = blocks_.read_name(std::string(name));
            if (!graph) return of_graphs(std::unexpected(graph.error()), depth);
            members.push_back(*std::move(graph));
        }
        DiskAnswer out = of_graphs(std::move(members), depth);
        // It can encrypt by itself, in a way that an ordinary account cannot see.
        if (out.state == DiskState::Plain) return unsettled("unknown_disk", kMountinfo);
        return out;
    }
    if (mount.major == 0) return unsettled("unknown_disk", kMountinfo);
    auto graph = blocks_.read_number(mount.number());
    if (!graph) return of_graphs(std::unexpected(graph.error()), depth);
    return of_graphs(std::vector<BlockGraph>{*std::move(graph)}, depth);
}

/// "/" is laid together from other folders: by an image-based system, a container, or somebody's own making.
DiskAnswer DiskReader::of_top_overlay(std::size_t depth) const {
    const auto image = exists("/run/ostree-booted");
    if (image && *image && mount_at(*mounts_, "/sysroot") != nullptr) return by_kernel("/sysroot", depth + 1);
    for (const char* mark : {"/.dockerenv", "/run/.containerenv", "/run/systemd/container"}) {
        if (const auto found = exists(mark); found && *found) return unsettled("container", mark);
    }
    return unsettled("overlay", kMountinfo);
}

DiskAnswer DiskReader::of_zfs(const Mount& mount) const {
    const std::string source = "zfs get encryption";
    const auto output = host_->run(Command::ZfsEncryption, mount.source);
    if (!output) return troubled(output.error(), source);
    const std::string_view value = text::trim(*output);
    if (value.starts_with("aes-") || value == "on") {
        return settled(DiskState::Encrypted, source, "ZFS " + utf8::displayable(value, 40));
    }
    if (value != "off" && value != "-") return unsettled("unknown_disk", source);
    // ZFS itself does not encrypt; its pool may still lie on a device that does, and only root may ask which.
    const auto layers = blocks_.any_encrypting();
    if (!layers) return troubled(layers.error(), "/sys/dev/block");
    if (*layers) return unsettled("unknown_disk", source);
    return settled(DiskState::Plain, source, "ZFS");
}

DiskAnswer DiskReader::of_graphs(const Result<std::vector<BlockGraph>>& graphs, std::size_t depth) const {
    const std::string source = "/sys/dev/block";
    if (!graphs) return troubled(graphs.error(), source);
    std::optional<Error> trouble;
    const auto of_file = [&](const std::string& file) -> Weighed {
        if (!mounts_) return {DiskState::Unknown, "unknown_disk", file};
        const Mount* mount = mount_of(*mounts_, file);
        if (mount == nullptr) return {DiskState::Unknown, "unknown_disk", {}};
        DiskAnswer below = of_mount(*mount, depth + 1);
        if (below.trouble) trouble = below.trouble;
        return {below.state, std::move(below.why), std::move(below.shown)};
    };
    std::vector<Weighed> parts;
    for (const BlockGraph& graph : *graphs) parts.push_back(weigh(graph, of_file));
    Weighed whole = weigh_together(parts);
    if (whole.state == DiskState::Unknown && trouble) return troubled(*trouble, source);
    DiskAnswer out = settled(whole.state, source, utf8::displayable(whole.shown, 200));
    out.why = std::move(whole.why);
    return out;
}

DiskAnswer DiskReader::of_device(const std::string& name) const {
    auto graph = blocks_.read_name(name);
    if (!graph) return of_graphs(std::unexpected(graph.error()), 0);
    return of_graphs(std::vector<BlockGraph>{*std::move(graph)}, 0);
}

}  // namespace amparo::checks
