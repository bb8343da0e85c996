#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "app/platform/descriptor.hpp"
#include "app/platform/storage.hpp"

namespace amparo {

namespace {

class PosixFile final : public StorageFile {
  public:
    explicit PosixFile(Descriptor file) : file_(std::move(file)) {}

    [[nodiscard]] Result<std::uint64_t> size() const override {
        struct stat status {};
        if (::fstat(file_.get(), &status) != 0) return errno_error(errno);
        return static_cast<std::uint64_t>(status.st_size);
    }

    [[nodiscard]] Result<std::string> read(std::uint64_t offset, std::size_t count) const override {
        AMPARO_TRY(const std::uint64_t whole, size());
        if (offset > whole || count > whole - offset) return fail(Errc::Corrupt, "the file ends too early");
        std::string out(count, '\0');
        std::size_t done = 0;
        while (done < count) {
            const ssize_t got = ::pread(file_.get(), out.data() + done, count - done, static_cast<off_t>(offset + done));
            if (got < 0 && errno == EINTR) continue;
            if (got < 0) return errno_error(errno);
            if (got == 0) return fail(Errc::Corrupt, "the file ends too early");
            done += static_cast<std::size_t>(got);
        }
        return out;
    }

    [[nodiscard]] Result<void> write(std::uint64_t offset, Bytes bytes) override {
        std::size_t done = 0;
        while (done < bytes.size()) {
            const ssize_t put =
                ::pwrite(file_.get(), bytes.data() + done, bytes.size() - done, static_cast<off_t>(offset + done));
            if (put < 0 && errno == EINTR) continue;
            if (put < 0) return errno_error(errno);
            if (put == 0) return fail(Errc::Io, "nothing was written");
            done += static_cast<std::size_t>(put);
        }
        return {};
    }

    [[nodiscard]] Result<void> flush() override {
#ifdef F_FULLFSYNC
        // macOS's fsync leaves data in the drive; some file systems refuse this call, and fsync is then what there is.
        if (::fcntl(file_.get(), F_FULLFSYNC) == 0) return {};
#endif
        while (::fsync(file_.get()) != 0) {
            if (errno != EINTR) return errno_error(errno);
        }
        return {};
    }

    [[nodiscard]] Result<void> lock() override {
        while (::flock(file_.get(), LOCK_EX | LOCK_NB) != 0) {
            if (errno == EWOULDBLOCK) return fail(Errc::Conflict, "another program holds the file");
            if (errno != EINTR) return errno_error(errno);
        }
        return {};
    }

  private:
    Descriptor file_;
};

class PosixStorage final : public Storage {
  public:
    explicit PosixStorage(Descriptor folder) : folder_(std::move(folder)) {}

    [[nodiscard]] Result<std::unique_ptr<StorageFile>> open(const std::string& name, OpenMode mode) override {
        if (!is_storage_name(name)) return fail(Errc::Usage, "not a plain file name");
        int flags = O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;
        flags |= mode == OpenMode::ReadOnly ? O_RDONLY : O_RDWR;
        if (mode == OpenMode::CreateNew) flags |= O_CREAT | O_EXCL;
        const int number = ::openat(folder_.get(), name.c_str(), flags, 0600);
        // A single name that may not be followed: this can only be a link.
        if (number < 0 && errno == ELOOP) return fail(Errc::NotRegular);
        if (number < 0) return errno_error(errno);
        Descriptor file(number);
        struct stat status {};
        if (::fstat(file.get(), &status) != 0) return errno_error(errno);
        if (!S_ISREG(status.st_mode)) return fail(Errc::NotRegular);
        return std::unique_ptr<StorageFile>(std::make_unique<PosixFile>(std::move(file)));
    }

    [[nodiscard]] Result<void> remove(const std::string& name) override {
        if (!is_storage_name(name)) return fail(Errc::Usage, "not a plain file name");
        if (::unlinkat(folder_.get(), name.c_str(), 0) != 0) return errno_error(errno);
        return {};
    }

    [[nodiscard]] Result<std::vector<std::string>> list() const override {
        const int number = ::openat(folder_.get(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (number < 0) return errno_error(errno);
        AMPARO_TRY(std::vector<std::string> names, list_folder(Descriptor(number), limits::kHostEntries, {}));
        // Sticks carry folders and files of other systems; what could not be opened here is none of ours.
        std::erase_if(names, [&](const std::string& name) {
            struct stat status {};
            return !is_storage_name(name) ||
                   ::fstatat(folder_.get(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(status.st_mode);
        });
        return names;
    }

    [[nodiscard]] Result<void> flush_folder() override {
        // Some file systems of sticks refuse to flush a folder; they have nothing to flush then.
        if (::fsync(folder_.get()) != 0 && errno != EINVAL && errno != EBADF) return errno_error(errno);
        return {};
    }

  private:
    Descriptor folder_;
};

}  // namespace

Result<std::unique_ptr<Storage>> open_storage(const std::string& folder, CreateFolder create) {
    if (create == CreateFolder::Yes && ::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) return errno_error(errno);
    const int number = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (number < 0) return errno_error(errno == ENOTDIR ? EISDIR : errno);
    return std::unique_ptr<Storage>(std::make_unique<PosixStorage>(Descriptor(number)));
}

}  // namespace amparo
