#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "app/platform/descriptor.hpp"
#include "app/platform/outside.hpp"

namespace amparo {

namespace {

Error error_of(int code) {
    switch (code) {
        case EEXIST: return {Errc::Conflict, {}, "something has that name"};
        case ENOENT:
        case ENOTDIR: return {Errc::NotFound, {}, "there is no such folder"};
        case EACCES:
        case EPERM:
        case EROFS: return {Errc::Denied, {}, "the system does not let us write there"};
        case ENOSPC:
        case EDQUOT: return {Errc::NoSpace, {}, "the medium is full"};
        default: return {Errc::Io, {}, "the medium returned an error"};
    }
}

Result<void> write_all(int file, Bytes bytes, Kept kept) {
    while (!bytes.empty()) {
        const ssize_t wrote = ::write(file, bytes.data(), bytes.size());
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote < 0) return std::unexpected(error_of(errno));
        bytes = bytes.subspan(static_cast<std::size_t>(wrote));
    }
    if (kept == Kept::Now && ::fsync(file) != 0) return std::unexpected(error_of(errno));
    return {};
}

}  // namespace

Result<void> write_new_file(const std::string& path, Bytes bytes, Kept kept) {
    if (path.empty() || path.find('\0') != std::string::npos) return fail(Errc::Usage, "no place was given");
    constexpr mode_t kPrivate = 0600;
    const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, kPrivate));
    if (file.get() < 0) return std::unexpected(error_of(errno));
    auto written = write_all(file.get(), bytes, kept);
    if (!written) ::unlink(path.c_str());
    return written;
}

Result<void> open_page(const std::string& link) {
    if (!is_page_link(link)) return fail(Errc::Usage, "not a page that can be opened");
    // The child's child opens the page, so that nobody has to wait for the browser; a pipe says whether it began.
    std::array<int, 2> told{};
    if (::pipe2(told.data(), O_CLOEXEC) != 0) return fail(Errc::Io, "no pipe");
    const Descriptor reads(told[0]);
    Descriptor writes(told[1]);
    const pid_t child = ::fork();
    if (child < 0) return fail(Errc::Io, "no process");
    if (child == 0) {
        const pid_t opener = ::fork();
        if (opener != 0) ::_exit(opener < 0 ? 1 : 0);
        ::setsid();
        ::execlp("xdg-open", "xdg-open", link.c_str(), static_cast<char*>(nullptr));
        const char nothing = 1;
        [[maybe_unused]] const ssize_t written = ::write(told[1], &nothing, 1);
        ::_exit(1);
    }
    writes = Descriptor();
    while (::waitpid(child, nullptr, 0) < 0 && errno == EINTR) {
    }
    char nothing = 0;
    ssize_t got = 0;
    while ((got = ::read(told[0], &nothing, 1)) < 0 && errno == EINTR) {
    }
    if (got > 0) return fail(Errc::NotFound, "nothing on this computer opens pages");
    return {};
}

}  // namespace amparo
