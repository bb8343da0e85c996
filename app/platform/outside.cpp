#include "app/platform/outside.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <system_error>

#include "app/base/text.hpp"

namespace amparo {

namespace {

namespace fs = std::filesystem;

/// Paths are UTF-8 everywhere in the program.
fs::path native(const std::string& path) { return {std::u8string(path.begin(), path.end())}; }

}  // namespace

Result<void> make_new_folder(const std::string& path) {
    std::error_code error;
    const bool made = fs::create_directory(native(path), error);
    if (error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory) return fail(Errc::NotFound, "there is no such folder");
    if (error == std::errc::permission_denied || error == std::errc::read_only_file_system) return fail(Errc::Denied, "the system does not let us write there");
    if (error == std::errc::file_exists || (!error && !made)) return fail(Errc::Conflict, "something has that name");
    if (error) return fail(Errc::Io, "the folder could not be made");
    fs::permissions(native(path), fs::perms::owner_all, error);
    return {};
}

Result<std::string> read_named_file(const std::string& path, std::size_t most) {
    std::error_code error;
    const fs::file_status status = fs::status(native(path), error);
    if (status.type() == fs::file_type::not_found) return fail(Errc::NotFound, "there is no such file");
    if (status.type() != fs::file_type::regular) return fail(Errc::NotRegular, "not an ordinary file");
    const std::uintmax_t size = fs::file_size(native(path), error);
    if (error || size > most) return fail(Errc::Limit, "the file is too large");
    std::ifstream in(native(path), std::ios::binary);
    if (!in) return fail(Errc::Denied, "the system does not let us read it");
    // One byte more than it says it has, to notice one that grows.
    std::string out(static_cast<std::size_t>(size) + 1, '\0');
    in.read(out.data(), static_cast<std::streamsize>(out.size()));
    out.resize(static_cast<std::size_t>(in.gcount()));
    if (out.size() > size) return fail(Errc::Io, "the file grows while it is read");
    if (in.bad()) return fail(Errc::Io, "the medium returned an error");
    return out;
}

namespace {

bool is_plain_path(const std::string& path) {
    for (const std::string_view part : text::split(path, '/')) {
        const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-'; };
        if (part.empty() || part.front() == '.' || !std::ranges::all_of(part, fits)) return false;
    }
    return true;
}

}  // namespace

Result<void> write_new_tree(const std::string& folder, const std::map<std::string, std::string>& files, Kept kept) {
    for (const auto& [path, bytes] : files) {
        if (!is_plain_path(path)) return fail(Errc::Usage, "a path that may not be written");
    }
    AMPARO_TRY_VOID(make_new_folder(folder));
    std::set<std::string> made;
    for (const auto& [path, bytes] : files) {
        for (std::size_t slash = path.find('/'); slash != std::string::npos; slash = path.find('/', slash + 1)) {
            const std::string part = path.substr(0, slash);
            if (made.insert(part).second) AMPARO_TRY_VOID(make_new_folder(folder + "/" + part));
        }
        AMPARO_TRY_VOID(write_new_file(folder + "/" + path, as_bytes(bytes), kept));
    }
    return {};
}

Result<std::vector<std::string>> list_named_folder(const std::string& folder, std::size_t most) {
    std::error_code error;
    const fs::path root = native(folder);
    const fs::file_status status = fs::status(root, error);
    if (status.type() == fs::file_type::not_found) return fail(Errc::NotFound, "there is no such folder");
    if (status.type() != fs::file_type::directory) return fail(Errc::NotRegular, "not a folder");
    std::vector<std::string> out;
    fs::recursive_directory_iterator entry(root, error);
    if (error) return fail(Errc::Denied, "the system does not let us read it");
    for (const fs::recursive_directory_iterator end; entry != end; entry.increment(error)) {
        if (error) return fail(Errc::Io, "the folder could not be read to its end");
        const fs::file_status found = entry->symlink_status(error);
        if (found.type() != fs::file_type::regular) continue;
        if (out.size() >= most) return fail(Errc::Limit, "the folder holds too many files");
        const std::u8string path = entry->path().lexically_relative(root).generic_u8string();
        out.emplace_back(path.begin(), path.end());
    }
    if (error) return fail(Errc::Io, "the folder could not be read to its end");
    std::ranges::sort(out);
    return out;
}

bool is_page_link(const std::string& link) {
    constexpr std::size_t kLongest = 2000;
    const bool visible = std::ranges::all_of(link, [](char c) { return c > 0x20 && c < 0x7F && c != '"' && c != '\'' && c != '`' && c != '\\' && c != '$'; });
    if (!visible || link.size() > kLongest) return false;
    if (link.starts_with("https://")) return true;
    const std::string plain = "http://";
    if (!link.starts_with(plain)) return false;
    return link.substr(plain.size(), link.find('/', plain.size()) - plain.size()).ends_with(".onion");
}

}  // namespace amparo
