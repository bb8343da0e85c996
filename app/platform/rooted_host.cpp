#include "app/platform/rooted_host.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <cerrno>

#include "app/base/text.hpp"
#include "app/platform/descriptor.hpp"
#include "app/platform/path_walk.hpp"

namespace amparo {

namespace {

// File systems that the running kernel makes up. A chroot often has them mounted, and then they speak about this
// machine and not about the tree.
constexpr long kProcMagic = 0x9fa0;
constexpr long kSysMagic = 0x62656572;
constexpr long kDevptsMagic = 0x1cd1;

// To go through a folder is another right than to read it.
constexpr int kPassThrough = O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

class RootedHost final : public Host {
  public:
    RootedHost(Descriptor top, dev_t device, std::int64_t now) : top_(std::move(top)), device_(device), now_(now) {}

    [[nodiscard]] System system() const override { return System::Linux; }
    [[nodiscard]] bool running() const override { return false; }
    [[nodiscard]] std::int64_t now() const override { return now_; }

    [[nodiscard]] Result<std::string> read(const std::string& path, std::size_t max_bytes, Longer longer,
                                           const CallLimit& limit) const override {
        AMPARO_TRY(const Place place, find(path, Follow::Yes, limit));
        if (place.info.type != FileType::Regular) return fail(Errc::NotRegular);
        AMPARO_TRY(const Descriptor file, open_for_reading(place.folder.get(), place.name.c_str(), false));
        return read_regular(file, max_bytes, longer, limit);
    }

    [[nodiscard]] Result<FileInfo> info(const std::string& path, Follow follow, const CallLimit& limit) const override {
        AMPARO_TRY(const Place place, find(path, follow, limit));
        return place.info;
    }

    [[nodiscard]] Result<std::string> link(const std::string& path, const CallLimit& limit) const override {
        AMPARO_TRY(const Place place, find(path, Follow::No, limit));
        if (place.info.type != FileType::Link) return fail(Errc::NotFound);
        return read_link(place.folder.get(), place.name);
    }

    [[nodiscard]] Result<std::vector<std::string>> list(const std::string& path, std::size_t max_entries,
                                                        const CallLimit& limit) const override {
        AMPARO_TRY(const Place place, find(path, Follow::Yes, limit));
        if (place.info.type != FileType::Folder) return fail(Errc::NotFound);
        AMPARO_TRY(Descriptor folder, open_folder(place.folder.get(), place.name.c_str(), false));
        return list_folder(std::move(folder), max_entries, limit);
    }

    [[nodiscard]] Result<std::string> resolve(const std::string& path, const CallLimit& limit) const override {
        return resolve(path, Follow::Yes, limit);
    }

    [[nodiscard]] Result<std::string> run(Command, const std::string&, const CallLimit&) const override {
        return fail(Errc::NotRunning);
    }
    [[nodiscard]] Result<std::string> environment(const std::string&) const override { return fail(Errc::NotRunning); }
    [[nodiscard]] Result<Identity> identity() const override { return fail(Errc::NotRunning); }

  private:
    /// A file that was looked at, and the open folder it lies in.
    struct Place {
        Descriptor folder;
        std::string name;
        FileInfo info;
    };

    [[nodiscard]] static Result<std::string> read_link(int folder, const std::string& name) {
        std::string target(limits::kHostPath + 1, '\0');
        const ssize_t size = ::readlinkat(folder, name.c_str(), target.data(), target.size());
        if (size < 0) return errno_error(errno);
        if (static_cast<std::size_t>(size) > limits::kHostPath) return fail(Errc::Limit);
        target.resize(static_cast<std::size_t>(size));
        return target;
    }

    /// True for a place on another file system than the tree's top that tells about this machine: a kernel's own, or
    /// anything mounted where only a running system has something.
    [[nodiscard]] bool is_live(const Place& place, const struct stat& status, const std::string& resolved) const {
        const bool is_folder = S_ISDIR(status.st_mode);
        struct stat around = status;
        // Files of a layered file system may show another device than their folders.
        if (!is_folder && ::fstat(place.folder.get(), &around) != 0) return true;
        if (around.st_dev == device_) return false;
        if (is_running_only(resolved)) return true;
        const Descriptor here(::openat(place.folder.get(), is_folder ? place.name.c_str() : ".", kPassThrough));
        struct statfs system {};
        if (!here.valid() || ::fstatfs(here.get(), &system) != 0) return false;
        const long magic = static_cast<long>(system.f_type);
        return magic == kProcMagic || magic == kSysMagic || magic == kDevptsMagic;
    }

    /// Opens the folder of a path that has no links left, part by part, never through a link: a tree that changes
    /// under our hands cannot lead outside.
    [[nodiscard]] Result<Place> open_place(const std::string& resolved) const {
        Place place;
        place.folder = Descriptor(::openat(top_.get(), ".", kPassThrough));
        if (!place.folder.valid()) return errno_error(errno);
        place.name = ".";
        const auto parts = text::split(std::string_view(resolved).substr(1), '/');
        for (std::size_t i = 0; resolved != "/" && i < parts.size(); ++i) {
            if (i > 0) {
                const int next = ::openat(place.folder.get(), place.name.c_str(), kPassThrough);
                if (next < 0) return errno_error(errno);
                place.folder = Descriptor(next);
            }
            place.name = parts[i];
        }
        struct stat status {};
        if (::fstatat(place.folder.get(), place.name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
            return errno_error(errno);
        }
        if (is_live(place, status, resolved)) return fail(Errc::NotRunning);
        place.info = to_file_info(status);
        return place;
    }

    [[nodiscard]] Result<std::string> resolve(const std::string& path, Follow follow, const CallLimit& limit) const {
        AMPARO_TRY_VOID(check_limit(limit));
        auto resolved = walk(path, follow, [&](const std::string& here) -> Result<Node> {
            AMPARO_TRY_VOID(check_limit(limit));
            auto found = open_place(here);
            // A link may lead there: /etc/mtab, /etc/resolv.conf.
            if (!found && found.error().code == Errc::NotFound && is_running_only(here)) return fail(Errc::NotRunning);
            AMPARO_TRY(const Place place, std::move(found));
            Node node{place.info.type, {}};
            if (node.type == FileType::Link) {
                AMPARO_TRY(node.target, read_link(place.folder.get(), place.name));
            }
            return node;
        });
        if (!resolved && resolved.error().code == Errc::NotFound && is_running_only(path)) return fail(Errc::NotRunning);
        return resolved;
    }

    [[nodiscard]] Result<Place> find(const std::string& path, Follow follow, const CallLimit& limit) const {
        AMPARO_TRY(const std::string resolved, resolve(path, follow, limit));
        auto place = open_place(resolved);
        if (!place && place.error().code == Errc::NotFound && is_running_only(path)) return fail(Errc::NotRunning);
        return place;
    }

    Descriptor top_;
    dev_t device_;  ///< of the top
    std::int64_t now_;
};

}  // namespace

Result<std::unique_ptr<Host>> make_rooted_host(const std::string& folder, std::int64_t now) {
    Descriptor top(::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    if (!top.valid()) return errno_error(errno == ENOTDIR ? EISDIR : errno);
    struct stat status {};
    if (::fstat(top.get(), &status) != 0) return errno_error(errno);
    return std::unique_ptr<Host>(std::make_unique<RootedHost>(std::move(top), status.st_dev, now));
}

}  // namespace amparo
