#include "app/platform/chosen_file.hpp"

#include <filesystem>
#include <fstream>
#include <system_error>

namespace amparo {

namespace {

namespace fs = std::filesystem;

fs::path native(const std::string& path) { return {std::u8string(path.begin(), path.end())}; }

}  // namespace

Result<std::string> read_chosen_file(const std::string& path, std::size_t most) {
    std::error_code error;
    const fs::file_status status = fs::status(native(path), error);
    if (!fs::exists(status)) return fail(Errc::NotFound, "no such file");
    if (!fs::is_regular_file(status)) return fail(Errc::NotRegular);
    std::ifstream in(native(path), std::ios::binary);
    if (!in) return fail(Errc::Denied, "the file cannot be opened");
    std::string out;
    constexpr std::size_t kPiece = 65536;
    std::string piece(kPiece, '\0');
    while (in.read(piece.data(), static_cast<std::streamsize>(kPiece)) || in.gcount() > 0) {
        const auto got = static_cast<std::size_t>(in.gcount());
        if (got > most - out.size()) return fail(Errc::Limit, "the file is too long");
        out.append(piece, 0, got);
    }
    if (in.bad()) return fail(Errc::Io, "the file cannot be read");
    return out;
}

Result<void> write_new_file(const std::string& path, Bytes bytes) {
    const fs::path target = native(path);
    std::error_code error;
    if (fs::exists(fs::symlink_status(target, error))) return fail(Errc::Conflict, "there is such a file");
    if (target.has_parent_path() && !fs::is_directory(target.parent_path(), error)) return fail(Errc::NotFound, "no such folder");
    // Whoever makes the file between the question and this keeps it.
    std::ofstream out(target, std::ios::binary | std::ios::noreplace);
    if (!out) return fail(Errc::Denied, "the file cannot be made");
    fs::permissions(target, fs::perms::owner_read | fs::perms::owner_write, error);
    out.write(as_text(bytes).data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (out) return {};
    fs::remove(target, error);
    return fail(Errc::Io, "the file could not be written");
}

}  // namespace amparo
