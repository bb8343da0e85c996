#include "app/platform/portable_root.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/platform/descriptor.hpp"

namespace amparo {

namespace {

Result<std::string> folder_at(const std::string& path) {
    char* resolved = ::realpath(path.c_str(), nullptr);
    if (resolved == nullptr) return errno_error(errno);
    std::string out(resolved);
    std::free(resolved);
    struct stat status {};
    if (::stat(out.c_str(), &status) != 0) return errno_error(errno);
    if (!S_ISDIR(status.st_mode)) return fail(Errc::NotRegular);
    return out;
}

}  // namespace

Result<PortableRoot> find_portable_root(const std::optional<std::string>& data) {
    PortableRoot root;
    const char* home = std::getenv("PROGRAM_FOLDER");
    if (home != nullptr && *home != '\0') {
        if (auto folder = folder_at(home)) root.program_folder = *folder;
    }
    if (root.program_folder.empty()) {
        std::string self(limits::kHostPath, '\0');
        const ssize_t size = ::readlink("/proc/self/exe", self.data(), self.size());
        if (size <= 0) return fail(Errc::NotFound, "the program cannot find its own folder");
        self.resize(static_cast<std::size_t>(size));
        root.program_folder = self.substr(0, std::max<std::size_t>(self.rfind('/'), 1));
    }
    if (data) {
        AMPARO_TRY(root.data_folder, folder_at(*data));
    }
    return root;
}

}  // namespace amparo
