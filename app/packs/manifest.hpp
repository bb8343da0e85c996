#pragma once
// What a pack of lessons says about itself: manifest.json, which lists every file with its size and hash and is what gets
// signed. Thread: all of it may be used from several threads.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/date.hpp"
#include "app/base/hash.hpp"
#include "app/base/json.hpp"
#include "app/base/result.hpp"

namespace amparo::packs {

inline constexpr std::string_view kManifestName = "manifest.json";
inline constexpr std::string_view kSignatureName = "manifest.json.minisig";
inline constexpr std::size_t kManifestBytes = 1024 * 1024;
inline constexpr std::size_t kPackFiles = 2000;
inline constexpr std::size_t kPackFileBytes = 4 * 1024 * 1024;
inline constexpr std::uint64_t kPackBytes = 128 * 1024 * 1024;

struct PackFile {
    std::string path;
    std::uint64_t size = 0;
    Digest digest{};
    bool operator==(const PackFile&) const = default;
};

struct Manifest {
    std::string id;            ///< begins with the prefix of the key that signs it
    std::uint32_t version = 0; ///< rises with every edition; at least 1
    std::string title;         ///< in English
    std::string licence;
    Day created{};
    Day expires{};             ///< from then on it is read but not installed without being asked for
    std::vector<PackFile> files;  ///< sorted by path
    bool operator==(const Manifest&) const = default;
};

/// True for what may lie in a pack: "lessons/<id>/<file>" and "localization/<tag>/lessons/<file>", with small letters,
/// digits, hyphens, underscores and points only, no name that some system reserves, Markdown, lesson.json, PNG and JPEG.
[[nodiscard]] bool is_pack_path(std::string_view path);

/// Errors: Corrupt — names what is off, a path that may not be, two paths that a system may take for one; Limit.
[[nodiscard]] Result<Manifest> parse_manifest(std::string_view json);
/// The bytes that get signed; the same manifest gives the same bytes.
[[nodiscard]] std::string write_manifest(const Manifest& manifest);
/// Canonical text, for `amparo selftest parse pack`.
[[nodiscard]] std::string describe(const Manifest& manifest);

}  // namespace amparo::packs
