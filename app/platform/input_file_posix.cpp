#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <limits>

#include "app/platform/descriptor.hpp"
#include "app/platform/input_file.hpp"

namespace amparo {

namespace {

class InputFile final : public ByteSource {
  public:
    InputFile(Descriptor file, std::uint64_t size) : file_(std::move(file)), size_(size) {}

    std::uint64_t size() const override { return size_; }

    Result<std::size_t> read(std::uint64_t offset, std::span<char> into) const override {
        std::size_t done = 0;
        while (done < into.size()) {
            const std::uint64_t from = offset + done;
            if (from > static_cast<std::uint64_t>(std::numeric_limits<off_t>::max())) break;
            const ssize_t got = ::pread(file_.get(), into.data() + done, into.size() - done, static_cast<off_t>(from));
            if (got < 0 && errno == EINTR) continue;
            if (got < 0) return errno_error(errno);
            if (got == 0) break;
            done += static_cast<std::size_t>(got);
        }
        return done;
    }

  private:
    Descriptor file_;
    std::uint64_t size_;
};

}  // namespace

Result<std::unique_ptr<ByteSource>> open_input_file(const std::string& path) {
    AMPARO_TRY(Descriptor file, open_for_reading(AT_FDCWD, path.c_str(), true));
    struct stat status {};
    if (::fstat(file.get(), &status) != 0) return errno_error(errno);
    if (!S_ISREG(status.st_mode)) return fail(Errc::NotRegular, "not an ordinary file");
    return std::make_unique<InputFile>(std::move(file), static_cast<std::uint64_t>(std::max<off_t>(status.st_size, 0)));
}

}  // namespace amparo
