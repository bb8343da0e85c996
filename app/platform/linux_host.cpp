#include "app/platform/running_host.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>

#include "app/platform/command.hpp"
#include "app/platform/descriptor.hpp"

namespace amparo {

namespace {

/// The same paths are refused as by every other host: a relative one would depend on where the program was started, and
/// one with a NUL byte would mean another file to the system.
Result<void> check_call(const std::string& path, const CallLimit& limit) {
    AMPARO_TRY_VOID(check_limit(limit));
    if (!path.starts_with('/') || path.find('\0') != std::string::npos) return fail(Errc::Usage, "path is not absolute");
    return {};
}

class LinuxHost final : public Host {
  public:
    [[nodiscard]] System system() const override { return System::Linux; }
    [[nodiscard]] bool running() const override { return true; }
    [[nodiscard]] std::int64_t now() const override {
        return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch())
            .count();
    }

    [[nodiscard]] Result<std::string> read(const std::string& path, std::size_t max_bytes, Longer longer,
                                           const CallLimit& limit) const override {
        AMPARO_TRY_VOID(check_call(path, limit));
        // Look before opening: opening a device can have effects.
        AMPARO_TRY(const FileInfo what, info(path, Follow::Yes, limit));
        if (what.type != FileType::Regular) return fail(Errc::NotRegular);
        AMPARO_TRY(const Descriptor file, open_for_reading(AT_FDCWD, path.c_str(), true));
        return read_regular(file, max_bytes, longer, limit);
    }

    [[nodiscard]] Result<FileInfo> info(const std::string& path, Follow follow, const CallLimit& limit) const override {
        AMPARO_TRY_VOID(check_call(path, limit));
        struct stat status {};
        const int flags = follow == Follow::No ? AT_SYMLINK_NOFOLLOW : 0;
        if (::fstatat(AT_FDCWD, path.c_str(), &status, flags) != 0) return errno_error(errno);
        return to_file_info(status);
    }

    [[nodiscard]] Result<std::string> link(const std::string& path, const CallLimit& limit) const override {
        AMPARO_TRY_VOID(check_call(path, limit));
        std::string target(limits::kHostPath + 1, '\0');
        const ssize_t size = ::readlink(path.c_str(), target.data(), target.size());
        if (size < 0) return errno == EINVAL ? Result<std::string>(fail(Errc::NotFound)) : errno_error(errno);
        if (static_cast<std::size_t>(size) > limits::kHostPath) return fail(Errc::Limit);
        target.resize(static_cast<std::size_t>(size));
        return target;
    }

    [[nodiscard]] Result<std::vector<std::string>> list(const std::string& path, std::size_t max_entries,
                                                        const CallLimit& limit) const override {
        AMPARO_TRY_VOID(check_call(path, limit));
        AMPARO_TRY(Descriptor folder, open_folder(AT_FDCWD, path.c_str(), true));
        return list_folder(std::move(folder), max_entries, limit);
    }

    [[nodiscard]] Result<std::string> resolve(const std::string& path, const CallLimit& limit) const override {
        AMPARO_TRY_VOID(check_call(path, limit));
        std::array<char, 4097> buffer{};
        if (::realpath(path.c_str(), buffer.data()) == nullptr) return errno_error(errno);
        return std::string(buffer.data());
    }

    [[nodiscard]] Result<std::string> run(Command command, const std::string& value,
                                          const CallLimit& limit) const override {
        return run_command(command, value, limit);
    }

    [[nodiscard]] Result<std::string> environment(const std::string& name) const override {
        const char* value = std::getenv(name.c_str());
        if (value == nullptr) return fail(Errc::NotFound);
        return std::string(value).substr(0, limits::kHostLine);
    }

    [[nodiscard]] Result<Identity> identity() const override {
        Identity who;
        who.user = static_cast<std::uint32_t>(::geteuid());
        who.group = static_cast<std::uint32_t>(::getegid());
        const int count = ::getgroups(0, nullptr);
        if (count < 0) return errno_error(errno);
        std::vector<gid_t> groups(static_cast<std::size_t>(count));
        if (count > 0 && ::getgroups(count, groups.data()) < 0) return errno_error(errno);
        for (const gid_t group : groups) who.groups.push_back(static_cast<std::uint32_t>(group));
        return who;
    }
};

}  // namespace

std::unique_ptr<Host> make_running_host() { return std::make_unique<LinuxHost>(); }

}  // namespace amparo
