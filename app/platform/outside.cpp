#include "app/platform/outside.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>

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
    if (fs::file_size(native(path), error) > most) return fail(Errc::Limit, "the file is too large");
    std::ifstream in(native(path), std::ios::binary);
    if (!in) return fail(Errc::Denied, "the system does not let us read it");
    std::string out(most + 1, '\0');
    in.read(out.data(), static_cast<std::streamsize>(out.size()));
    out.resize(static_cast<std::size_t>(in.gcount()));
    if (out.size() > most) return fail(Errc::Limit, "the file is too large");
    if (in.bad()) return fail(Errc::Io, "the medium returned an error");
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
