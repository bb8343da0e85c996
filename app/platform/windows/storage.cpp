#include "app/platform/storage.hpp"

#include "app/base/limits.hpp"
#include "app/platform/windows/files.hpp"

#include <chrono>
#include <thread>

namespace amparo {

namespace {

using namespace windows;

constexpr int kTries = 20;  // of what a virus scanner may hold for a moment
constexpr std::chrono::milliseconds kBetweenTries{50};

OVERLAPPED place_of(std::uint64_t offset) {
    OVERLAPPED place{};
    place.Offset = static_cast<DWORD>(offset & 0xFFFFFFFFU);
    place.OffsetHigh = static_cast<DWORD>(offset >> 32U);
    return place;
}

class WindowsFile final : public StorageFile {
  public:
    explicit WindowsFile(Handle file) : file_(std::move(file)) {}

    [[nodiscard]] Result<std::uint64_t> size() const override {
        LARGE_INTEGER size{};
        if (::GetFileSizeEx(file_.get(), &size) == 0) return last_error();
        return static_cast<std::uint64_t>(size.QuadPart);
    }

    [[nodiscard]] Result<std::string> read(std::uint64_t offset, std::size_t count) const override {
        AMPARO_TRY(const std::uint64_t whole, size());
        if (offset > whole || count > whole - offset) return fail(Errc::Corrupt, "the file ends too early");
        std::string out(count, '\0');
        std::size_t done = 0;
        while (done < count) {
            OVERLAPPED place = place_of(offset + done);
            DWORD got = 0;
            const auto step = static_cast<DWORD>(std::min(count - done, limits::kMiB));
            if (::ReadFile(file_.get(), out.data() + done, step, &got, &place) == 0) return last_error();
            if (got == 0) return fail(Errc::Corrupt, "the file ends too early");
            done += got;
        }
        return out;
    }

    [[nodiscard]] Result<void> write(std::uint64_t offset, Bytes bytes) override {
        std::size_t done = 0;
        while (done < bytes.size()) {
            OVERLAPPED place = place_of(offset + done);
            DWORD put = 0;
            const auto step = static_cast<DWORD>(std::min(bytes.size() - done, limits::kMiB));
            if (::WriteFile(file_.get(), bytes.data() + done, step, &put, &place) == 0) return last_error();
            if (put == 0) return fail(Errc::Io, "nothing was written");
            done += put;
        }
        return {};
    }

    [[nodiscard]] Result<void> flush() override {
        if (::FlushFileBuffers(file_.get()) == 0) return last_error();
        return {};
    }

    [[nodiscard]] Result<void> lock() override {
        // Far behind every byte that is written, so that the lock keeps nobody from reading.
        OVERLAPPED place = place_of(std::uint64_t{1} << 62U);
        if (::LockFileEx(file_.get(), LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &place) != 0) return {};
        if (::GetLastError() == ERROR_LOCK_VIOLATION || ::GetLastError() == ERROR_IO_PENDING) {
            return fail(Errc::Conflict, "another program holds the file");
        }
        return last_error();
    }

  private:
    Handle file_;
};

class WindowsStorage final : public Storage {
  public:
    explicit WindowsStorage(std::wstring folder) : folder_(std::move(folder)) {}

    [[nodiscard]] Result<std::unique_ptr<StorageFile>> open(const std::string& name, OpenMode mode) override {
        if (!is_storage_name(name)) return fail(Errc::Usage, "not a plain file name");
        const DWORD access = mode == OpenMode::ReadOnly ? GENERIC_READ : GENERIC_READ | GENERIC_WRITE;
        const DWORD how = mode == OpenMode::CreateNew ? CREATE_NEW : OPEN_EXISTING;
        const DWORD flags = FILE_FLAG_OPEN_REPARSE_POINT | FILE_FLAG_BACKUP_SEMANTICS | (mode == OpenMode::ReadOnly ? 0 : FILE_FLAG_WRITE_THROUGH);
        for (int i = 0;; ++i) {
            Handle file(::CreateFileW(path(name).c_str(), access, FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr, how, flags, nullptr));
            if (file.valid()) {
                AMPARO_TRY(const FileInfo info, info_of(file));
                if (info.type != FileType::Regular) return fail(Errc::NotRegular);
                return std::unique_ptr<StorageFile>(std::make_unique<WindowsFile>(std::move(file)));
            }
            const DWORD error = ::GetLastError();
            if (error != ERROR_SHARING_VIOLATION || i == kTries) return system_error(error);
            std::this_thread::sleep_for(kBetweenTries);
        }
    }

    [[nodiscard]] Result<void> remove(const std::string& name) override {
        if (!is_storage_name(name)) return fail(Errc::Usage, "not a plain file name");
        for (int i = 0;; ++i) {
            if (::DeleteFileW(path(name).c_str()) != 0) return {};
            const DWORD error = ::GetLastError();
            if (error != ERROR_SHARING_VIOLATION || i == kTries) return system_error(error);
            std::this_thread::sleep_for(kBetweenTries);
        }
    }

    [[nodiscard]] Result<std::vector<std::string>> list() const override {
        AMPARO_TRY(const auto entries, list_folder(folder_, limits::kHostEntries, {}));
        std::vector<std::string> names;
        for (const FolderEntry& entry : entries) {
            if (entry.type == FileType::Regular && is_storage_name(entry.name)) names.push_back(entry.name);
        }
        return names;
    }

    /// Windows writes the entries of a folder with the files themselves.
    [[nodiscard]] Result<void> flush_folder() override { return {}; }

  private:
    [[nodiscard]] std::wstring path(const std::string& name) const { return folder_ + L"\\" + to_wide(name); }
    std::wstring folder_;
};

}  // namespace

Result<std::unique_ptr<Storage>> open_storage(const std::string& folder, CreateFolder create) {
    const std::wstring native = to_native(folder);
    if (create == CreateFolder::Yes && ::CreateDirectoryW(native.c_str(), nullptr) == 0 && ::GetLastError() != ERROR_ALREADY_EXISTS) {
        return last_error();
    }
    const DWORD attributes = ::GetFileAttributesW(native.c_str());
    if (attributes == INVALID_FILE_ATTRIBUTES) return last_error();
    if ((attributes & FILE_ATTRIBUTE_DIRECTORY) == 0) return fail(Errc::NotRegular);
    return std::unique_ptr<Storage>(std::make_unique<WindowsStorage>(native));
}

}  // namespace amparo
