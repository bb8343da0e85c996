#include "app/platform/input_file.hpp"

#include <algorithm>

#include "app/base/limits.hpp"
#include "app/platform/windows/files.hpp"

namespace amparo {

namespace {

using namespace windows;

class InputFile final : public ByteSource {
  public:
    InputFile(Handle file, std::uint64_t size) : file_(std::move(file)), size_(size) {}

    std::uint64_t size() const override { return size_; }

    Result<std::size_t> read(std::uint64_t offset, std::span<char> into) const override {
        std::size_t done = 0;
        while (done < into.size() && offset + done < size_) {
            OVERLAPPED place{};
            place.Offset = static_cast<DWORD>((offset + done) & 0xFFFFFFFFU);
            place.OffsetHigh = static_cast<DWORD>((offset + done) >> 32U);
            DWORD got = 0;
            const auto step = static_cast<DWORD>(std::min(into.size() - done, limits::kMiB));
            if (::ReadFile(file_.get(), into.data() + done, step, &got, &place) == 0) {
                if (::GetLastError() == ERROR_HANDLE_EOF) break;
                return last_error();
            }
            if (got == 0) break;
            done += got;
        }
        return done;
    }

  private:
    Handle file_;
    std::uint64_t size_;
};

}  // namespace

Result<std::unique_ptr<ByteSource>> open_input_file(const std::string& path) {
    // A person may name a file from where they are; Windows makes it a whole path.
    std::wstring wide = to_wide(path);
    std::wstring whole(wide.size() + limits::kHostPath, L'\0');
    const DWORD length = ::GetFullPathNameW(wide.c_str(), static_cast<DWORD>(whole.size()), whole.data(), nullptr);
    if (length == 0 || length >= whole.size()) return last_error();
    whole.resize(length);
    AMPARO_TRY(Handle file, open_quietly(to_native(from_native(whole)), GENERIC_READ));
    AMPARO_TRY(const FileInfo info, info_of(file));
    if (info.type != FileType::Regular) return fail(Errc::NotRegular, "not an ordinary file");
    return std::make_unique<InputFile>(std::move(file), static_cast<std::uint64_t>(std::max<std::int64_t>(info.size, 0)));
}

}  // namespace amparo
