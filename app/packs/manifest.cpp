#include "app/packs/manifest.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <set>

#include "app/base/text.hpp"
#include "app/base/utf8.hpp"

namespace amparo::packs {

namespace {

constexpr std::string_view kSchema = "amparo.pack/1";
constexpr std::size_t kPathBytes = 120;
constexpr std::size_t kWordsBytes = 200;
constexpr std::array<std::string_view, 4> kReserved = {"con", "prn", "aux", "nul"};

bool is_reserved(std::string_view name) {
    const std::string_view stem = name.substr(0, name.find('.'));
    if (std::ranges::find(kReserved, stem) != kReserved.end()) return true;
    return stem.size() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")) && stem[3] >= '0' && stem[3] <= '9';
}

bool is_name(std::string_view name) {
    const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.'; };
    return !name.empty() && name.size() <= 64 && name.front() != '.' && name.back() != '.' && name.find("..") == std::string_view::npos &&
           std::ranges::all_of(name, fits) && !is_reserved(name);
}

Result<Digest> digest(std::string_view words) {
    Digest out{};
    if (words.size() != 2 * out.size()) return fail(Errc::Corrupt, "a hash has 64 hexadecimal digits");
    for (std::size_t i = 0; i < out.size(); ++i) {
        const auto byte = text::from_hex(words.substr(2 * i, 2));
        if (!byte) return fail(Errc::Corrupt, "a hash has 64 hexadecimal digits");
        out[i] = static_cast<std::uint8_t>(*byte);
    }
    if (hex(out) != words) return fail(Errc::Corrupt, "a hash is written in small letters");
    return out;
}

Result<Day> day(const Json& document, std::string_view key) {
    const auto out = parse_day(document.member_text(key));
    if (!out) return fail(Errc::Corrupt, "\"" + std::string(key) + "\" must be a day such as 2026-11-23");
    return *out;
}

Result<std::string> words(const Json& document, std::string_view key) {
    AMPARO_TRY(std::string out, document.require_text(key));
    if (out.size() > kWordsBytes || utf8::displayable(out, kWordsBytes) != out) return fail(Errc::Corrupt, "\"" + std::string(key) + "\" holds something that cannot be shown");
    return out;
}

Result<PackFile> file(const Json& item) {
    PackFile out;
    AMPARO_TRY(out.path, item.require_text("path"));
    if (!is_pack_path(out.path)) return fail(Errc::Corrupt, "a path that may not be in a pack: " + utf8::displayable(out.path, kPathBytes));
    const Json* size = item.find("size");
    const std::int64_t bytes = size == nullptr ? -1 : size->integer_or(-1);
    if (bytes < 0) return fail(Errc::Corrupt, "\"size\" of " + out.path + " must be a whole number");
    if (static_cast<std::uint64_t>(bytes) > kPackFileBytes) return fail(Errc::Limit, out.path + " is too large");
    out.size = static_cast<std::uint64_t>(bytes);
    AMPARO_TRY(out.digest, digest(item.member_text("b2")));
    return out;
}

}  // namespace

bool is_pack_path(std::string_view path) {
    if (path.size() > kPathBytes) return false;
    const auto parts = text::split(path, '/');
    if (!std::ranges::all_of(parts, is_name)) return false;
    const std::string_view name = parts.back();
    const bool markdown = name.ends_with(".md");
    if (parts.size() == 4) return parts[0] == "localization" && parts[2] == "lessons" && markdown;
    const bool picture = name.ends_with(".png") || name.ends_with(".jpg") || name.ends_with(".jpeg");
    return parts.size() == 3 && parts[0] == "lessons" && text::is_id(parts[1]) && (markdown || picture || name == "lesson.json");
}

Result<Manifest> parse_manifest(std::string_view json) {
    AMPARO_TRY(const Json document, Json::parse(json, {.bytes = kManifestBytes}));
    if (document.member_text("schema") != kSchema) return fail(Errc::Unsupported, "\"schema\" must be \"" + std::string(kSchema) + "\"");
    Manifest out;
    AMPARO_TRY(out.id, document.require_text("id"));
    if (!text::is_id(out.id) || out.id.size() > 40) return fail(Errc::Corrupt, "\"id\" must be made of at most 40 small letters, digits and hyphens");
    const Json* version = document.find("version");
    const std::int64_t number = version == nullptr ? 0 : version->integer_or(0);
    if (number < 1 || number > std::numeric_limits<std::uint32_t>::max()) return fail(Errc::Corrupt, "\"version\" must be a whole number from 1");
    out.version = static_cast<std::uint32_t>(number);
    AMPARO_TRY(out.title, words(document, "title"));
    AMPARO_TRY(out.licence, words(document, "licence"));
    AMPARO_TRY(out.created, day(document, "created"));
    AMPARO_TRY(out.expires, day(document, "expires"));
    if (out.expires < out.created) return fail(Errc::Corrupt, "it expires before it was made");
    const Json* files = document.find("files");
    if (files == nullptr || !files->is_array() || files->elements().empty()) return fail(Errc::Corrupt, "\"files\" must be a list");
    if (files->elements().size() > kPackFiles) return fail(Errc::Limit, "too many files");
    std::uint64_t bytes = 0;
    for (const Json& item : files->elements()) {
        AMPARO_TRY(PackFile one, file(item));
        bytes += one.size;
        if (bytes > kPackBytes) return fail(Errc::Limit, "too large");
        if (!out.files.empty() && !(out.files.back().path < one.path)) return fail(Errc::Corrupt, "\"files\" must be sorted by path, each once: " + one.path);
        out.files.push_back(std::move(one));
    }
    return out;
}

std::string write_manifest(const Manifest& manifest) {
    Json files = Json::array();
    for (const PackFile& file : manifest.files) {
        Json item = Json::object();
        item.set("path", file.path).set("size", static_cast<std::int64_t>(file.size)).set("b2", hex(file.digest));
        files.push(std::move(item));
    }
    Json out = Json::object();
    out.set("schema", kSchema).set("id", manifest.id).set("version", std::int64_t{manifest.version}).set("title", manifest.title);
    out.set("licence", manifest.licence).set("created", format_day(manifest.created)).set("expires", format_day(manifest.expires));
    out.set("files", std::move(files));
    return out.dump() + "\n";
}

std::string describe(const Manifest& manifest) { return write_manifest(manifest); }

}  // namespace amparo::packs
