#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "app/platform/descriptor.hpp"
#include "app/platform/new_file.hpp"

namespace amparo {

Result<void> write_new_file(const std::string& path, std::string_view bytes) {
    const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (file.get() < 0) return errno == EEXIST ? fail(Errc::Conflict) : errno_error(errno);
    while (!bytes.empty()) {
        const ssize_t written = ::write(file.get(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) {
            const int problem = errno;
            ::unlink(path.c_str());
            return errno_error(problem);
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

}  // namespace amparo
