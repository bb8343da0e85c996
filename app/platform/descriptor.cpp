#include "app/platform/descriptor.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>

namespace amparo {

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
    if (this != &other) {
        if (number_ >= 0) ::close(number_);
        number_ = std::exchange(other.number_, -1);
    }
    return *this;
}

Descriptor::~Descriptor() {
    if (number_ >= 0) ::close(number_);
}

std::unexpected<Error> errno_error(int number) {
    switch (number) {
        case ENOENT:
        case ENOTDIR: return fail(Errc::NotFound);
        case EACCES:
        case EPERM: return fail(Errc::Denied);
        case ELOOP: return fail(Errc::Loop);
        case EISDIR:
        case ENXIO:
        case ENODEV: return fail(Errc::NotRegular);
        case ENAMETOOLONG: return fail(Errc::Limit);
        case ENOSPC:
        case EDQUOT: return fail(Errc::NoSpace);
        case EEXIST:
        case EBUSY: return fail(Errc::Conflict);
        case EROFS: return fail(Errc::Denied, "read-only medium");
        case ETIMEDOUT: return fail(Errc::Timeout);
        default: return fail(Errc::Io, "error number " + std::to_string(number));
    }
}

FileInfo to_file_info(const struct stat& status) {
    FileInfo info;
    switch (status.st_mode & S_IFMT) {
        case S_IFREG: info.type = FileType::Regular; break;
        case S_IFDIR: info.type = FileType::Folder; break;
        case S_IFLNK: info.type = FileType::Link; break;
        case S_IFIFO: info.type = FileType::Pipe; break;
        case S_IFSOCK: info.type = FileType::Socket; break;
        case S_IFCHR:
        case S_IFBLK: info.type = FileType::Device; break;
        default: info.type = FileType::Other;
    }
    info.mode = static_cast<std::uint32_t>(status.st_mode) & 07777U;
    info.owner = static_cast<std::uint32_t>(status.st_uid);
    info.group = static_cast<std::uint32_t>(status.st_gid);
    info.size = static_cast<std::int64_t>(status.st_size);
    info.changed = static_cast<std::int64_t>(status.st_mtime);
    info.device = static_cast<std::uint64_t>(status.st_dev);
    return info;
}

namespace {

Result<Descriptor> open_quietly(int folder, const char* name, int flags) {
#ifdef O_NOATIME
    // Only an owner may ask for this; everybody else gets EPERM and opens in the ordinary way.
    if (const int number = ::openat(folder, name, flags | O_NOATIME); number >= 0) return Descriptor(number);
#endif
    const int number = ::openat(folder, name, flags);
    if (number < 0) return errno_error(errno);
    return Descriptor(number);
}

constexpr int kReading = O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY;

}  // namespace

Result<Descriptor> open_for_reading(int folder, const char* name, bool follow_last) {
    return open_quietly(folder, name, kReading | (follow_last ? 0 : O_NOFOLLOW));
}

Result<Descriptor> open_folder(int folder, const char* name, bool follow_last) {
    return open_quietly(folder, name, kReading | O_DIRECTORY | (follow_last ? 0 : O_NOFOLLOW));
}

Result<std::string> read_regular(const Descriptor& file, std::size_t max_bytes, Longer longer,
                                 const CallLimit& limit) {
    struct stat status {};
    if (::fstat(file.get(), &status) != 0) return errno_error(errno);
    if (!S_ISREG(status.st_mode)) return fail(Errc::NotRegular);
    // Files of /proc report size 0, so the size only serves to refuse early.
    if (longer == Longer::Refuse && status.st_size > 0 && static_cast<std::uint64_t>(status.st_size) > max_bytes) {
        return fail(Errc::Limit, "larger than allowed");
    }
    std::string out;
    constexpr std::size_t kStep = 64 * limits::kKiB;
    while (true) {
        AMPARO_TRY_VOID(check_limit(limit));
        // One byte more than allowed tells a full file from one that goes on.
        const std::size_t want = std::min(kStep, max_bytes + 1 - out.size());
        const std::size_t before = out.size();
        out.resize(before + want);
        const ssize_t got = ::read(file.get(), out.data() + before, want);
        if (got < 0) {
            out.resize(before);
            if (errno == EINTR) continue;
            return errno_error(errno);
        }
        out.resize(before + static_cast<std::size_t>(got));
        if (got == 0) return out;
        if (out.size() > max_bytes) {
            if (longer == Longer::Refuse) return fail(Errc::Limit, "larger than allowed");
            out.resize(max_bytes);
            return out;
        }
    }
}

Result<std::vector<std::string>> list_folder(Descriptor folder, std::size_t max_entries, const CallLimit& limit) {
    const std::unique_ptr<DIR, int (*)(DIR*)> open(::fdopendir(folder.get()), &::closedir);
    if (open == nullptr) return errno_error(errno);
    static_cast<void>(folder.release());  // closedir closes it
    std::vector<std::string> names;
    while (true) {
        if (names.size() % 256 == 0) AMPARO_TRY_VOID(check_limit(limit));
        errno = 0;
        const dirent* entry = ::readdir(open.get());
        if (entry == nullptr) {
            if (errno != 0) return errno_error(errno);
            break;
        }
        const std::string name = entry->d_name;
        if (name == "." || name == "..") continue;
        if (names.size() >= max_entries) return fail(Errc::Limit, "more entries than allowed");
        names.push_back(name);
    }
    std::ranges::sort(names);
    return names;
}

}  // namespace amparo
