#include "app/models/pack_shelf.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "app/base/limits.hpp"
#include "app/base/text.hpp"
#include "app/base/utf8.hpp"
#include "app/platform/outside.hpp"

namespace amparo::models {

namespace {

constexpr std::string_view kFolder = "packs/";
constexpr std::string_view kKeys = "packs/keys.json";
constexpr std::string_view kSchema = "amparo.pack-keys/1";
constexpr std::size_t kMostKeys = 64;
constexpr std::size_t kKeyBytes = 64 * limits::kKiB;

}  // namespace

PackShelf PackShelf::load(const ShippedData& shipped, Day today) {
    PackShelf out;
    const auto built_in = packs::built_in_keys();
    out.keys_.assign(built_in.begin(), built_in.end());
    std::map<std::string, std::vector<std::string>> folders;
    for (std::string& path : shipped.list(kFolder)) {
        if (path == kKeys) {
            const auto file = shipped.read(path);
            auto keys = file ? parse_pack_keys(file->bytes) : std::unexpected(file.error());
            if (keys) {
                out.keys_.insert(out.keys_.end(), keys->begin(), keys->end());
            } else {
                out.key_problem_ = keys.error().detail.empty() ? std::string(errc_name(keys.error().code)) : keys.error().detail;
            }
            continue;
        }
        const std::string rest = path.substr(kFolder.size());
        const std::size_t slash = rest.find('/');
        if (slash != std::string::npos) folders[rest.substr(0, slash)].push_back(rest.substr(slash + 1));
    }
    for (auto& [name, paths] : folders) {
        packs::PackFolder folder;
        folder.paths = paths;
        folder.read = [&shipped, start = std::string(kFolder) + name + "/"](const std::string& path) -> Result<std::string> {
            AMPARO_TRY(ShippedFile file, shipped.read(start + path));
            return std::move(file.bytes);
        };
        ShelfPack pack{name, packs::check_pack(folder, out.keys_, today), false};
        const bool named_well = pack.verdict.manifest && packs::folder_name(*pack.verdict.manifest) == name;
        if (!pack.verdict.fault && !named_well) {
            pack.verdict.fault = packs::PackFault::BrokenManifest;
            pack.verdict.detail = "the folder's name is not \"" + packs::folder_name(*pack.verdict.manifest) + "\"";
        }
        out.packs_.push_back(std::move(pack));
    }
    for (ShelfPack& pack : out.packs_) {
        if (pack.verdict.fault) continue;
        const packs::Manifest& mine = *pack.verdict.manifest;
        pack.used = std::ranges::none_of(out.packs_, [&](const ShelfPack& other) {
            return !other.verdict.fault && other.verdict.manifest->id == mine.id && other.verdict.manifest->version > mine.version;
        });
        if (!pack.used) continue;
        for (const packs::PackFile& file : mine.files) out.paths_.push_back(std::string(kFolder) + pack.folder + "/" + file.path);
    }
    return out;
}

std::vector<packs::Installed> PackShelf::installed() const {
    std::vector<packs::Installed> out;
    for (const ShelfPack& pack : packs_) {
        if (!pack.verdict.fault) out.push_back({pack.verdict.manifest->id, pack.verdict.manifest->version});
    }
    return out;
}

const ShelfPack* PackShelf::find(std::string_view folder) const {
    const auto found = std::ranges::find(packs_, folder, &ShelfPack::folder);
    return found == packs_.end() ? nullptr : &*found;
}

Result<std::vector<packs::TrustedKey>> parse_pack_keys(std::string_view json) {
    AMPARO_TRY(const Json document, Json::parse(json, {.bytes = kKeyBytes}));
    if (document.member_text("schema") != kSchema) return fail(Errc::Corrupt, "\"schema\" must be \"" + std::string(kSchema) + "\"");
    const Json* list = document.find("keys");
    if (list == nullptr || !list->is_array()) return fail(Errc::Corrupt, "\"keys\" must be a list");
    if (list->elements().size() > kMostKeys) return fail(Errc::Limit, "\"keys\" is too long");
    std::vector<packs::TrustedKey> out;
    for (const Json& one : list->elements()) {
        packs::TrustedKey key;
        AMPARO_TRY(const std::string text, one.require_text("key"));
        AMPARO_TRY(key.key, packs::parse_public_key(text));
        AMPARO_TRY(key.prefix, one.require_text("prefix"));
        if (!packs::is_own_prefix(key.prefix)) return fail(Errc::Corrupt, "\"prefix\" must be an id of your own that ends with a hyphen, such as \"ngo-\"");
        const std::string_view until = one.member_text("until");
        if (!until.empty()) {
            key.until = parse_day(until);
            if (!key.until) return fail(Errc::Corrupt, "\"until\" must be a day such as 2027-11-23");
        }
        key.by_hand = true;
        out.push_back(std::move(key));
    }
    return out;
}

std::string write_pack_keys(const std::vector<packs::TrustedKey>& keys) {
    Json list = Json::array();
    for (const packs::TrustedKey& key : keys) {
        if (!key.by_hand) continue;
        Json one = Json::object();
        one.set("key", packs::key_text(key.key)).set("prefix", key.prefix);
        if (key.until) one.set("until", format_day(*key.until));
        list.push(std::move(one));
    }
    return Json::object().set("schema", kSchema).set("keys", std::move(list)).dump() + "\n";
}

Result<packs::PackFolder> named_pack(const std::string& folder) {
    packs::PackFolder out;
    AMPARO_TRY(out.paths, list_named_folder(folder, packs::kPackFiles + 2));
    out.read = [folder](const std::string& path) { return read_named_file(folder + "/" + path, packs::kPackFileBytes); };
    return out;
}

Json pack_document(const ShelfPack& pack) {
    Json out = Json::object();
    out.set("folder", utf8::displayable(pack.folder, 120));
    if (pack.verdict.manifest) {
        const packs::Manifest& manifest = *pack.verdict.manifest;
        out.set("id", manifest.id).set("edition", std::int64_t{manifest.version}).set("title", manifest.title).set("licence", manifest.licence);
        out.set("created", format_day(manifest.created)).set("expires", format_day(manifest.expires)).set("files", manifest.files.size());
    }
    out.set("signer", pack.verdict.signer_name).set("fault", pack.verdict.fault ? packs::fault_name(*pack.verdict.fault) : std::string_view("none"));
    return out.set("detail", pack.verdict.detail).set("expired", pack.verdict.expired).set("used", pack.used);
}

}  // namespace amparo::models
