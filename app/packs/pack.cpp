#include "app/packs/pack.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "app/base/text.hpp"
#include "app/base/utf8.hpp"

namespace amparo::packs {

namespace {

constexpr std::string_view kOurs = "amparo-";

std::string reason_of(const Error& error) { return error.detail.empty() ? std::string(errc_name(error.code)) : error.detail; }

PackVerdict with(PackVerdict verdict, PackFault fault, std::string detail) {
    verdict.fault = fault;
    verdict.detail = std::move(detail);
    return verdict;
}

/// "theirs" of "lessons/theirs/en.md" and of "localization/es/lessons/theirs.session.md"; "" for files that are no lesson's.
std::string lesson_of(std::string_view path) {
    const auto parts = text::split(path, '/');
    if (parts.size() == 3) return std::string(parts[1]);
    return std::string(parts.back().substr(0, parts.back().find('.')));
}

bool in_scope(const TrustedKey& key, std::string_view name) { return name.starts_with(key.prefix); }

}  // namespace

std::span<const TrustedKey> built_in_keys() { return {}; }

bool is_own_prefix(std::string_view prefix) {
    return prefix.size() >= 3 && prefix.size() <= 24 && prefix.ends_with('-') && text::is_id(prefix.substr(0, prefix.size() - 1)) && !prefix.starts_with(kOurs);
}

std::string_view fault_name(PackFault fault) {
    switch (fault) {
        case PackFault::NotSigned: return "not-signed";
        case PackFault::BrokenSignature: return "broken-signature";
        case PackFault::UnknownKey: return "unknown-key";
        case PackFault::WrongSignature: return "wrong-signature";
        case PackFault::BrokenManifest: return "broken-manifest";
        case PackFault::WrongScope: return "wrong-scope";
        case PackFault::KeyEnded: return "key-ended";
        case PackFault::Incomplete: return "incomplete";
        case PackFault::Changed: return "changed";
        case PackFault::Stray: return "stray";
        case PackFault::FromTheFuture: return "from-the-future";
    }
    return "broken-manifest";
}

PackVerdict check_pack(const PackFolder& folder, std::span<const TrustedKey> keys, Day today) {
    PackVerdict out;
    const auto has = [&](std::string_view name) { return std::ranges::find(folder.paths, name) != folder.paths.end(); };
    if (!has(kManifestName) || !has(kSignatureName)) return with(std::move(out), PackFault::NotSigned, "there is no manifest with a signature");
    const auto signature_bytes = folder.read(std::string(kSignatureName));
    const auto manifest_bytes = folder.read(std::string(kManifestName));
    if (!signature_bytes || !manifest_bytes) return with(std::move(out), PackFault::Incomplete, "the manifest or its signature cannot be read");
    if (manifest_bytes->size() > kManifestBytes) return with(std::move(out), PackFault::BrokenManifest, "the manifest is too large");
    const auto signature = parse_signature(*signature_bytes);
    if (!signature) return with(std::move(out), PackFault::BrokenSignature, reason_of(signature.error()));
    out.signer_name = key_name(signature->id);
    // Who signed it, and that it fits, comes before a single byte of it is understood.
    const auto key = std::ranges::find_if(keys, [&](const TrustedKey& one) { return one.key.id == signature->id; });
    if (key == keys.end()) return with(std::move(out), PackFault::UnknownKey, "signed by the key " + out.signer_name + ", which this copy does not know");
    if (const auto fits = verify(*manifest_bytes, *signature, key->key); !fits) return with(std::move(out), PackFault::WrongSignature, reason_of(fits.error()));
    out.signer = *key;
    auto manifest = parse_manifest(*manifest_bytes);
    if (!manifest) return with(std::move(out), PackFault::BrokenManifest, reason_of(manifest.error()));
    out.manifest = *std::move(manifest);
    const Manifest& known = *out.manifest;
    out.expired = today > known.expires;
    if (!in_scope(*key, known.id)) return with(std::move(out), PackFault::WrongScope, "the key signs packs whose names begin with \"" + key->prefix + "\" only");
    for (const PackFile& file : known.files) {
        const std::string lesson = lesson_of(file.path);
        if (!in_scope(*key, lesson)) return with(std::move(out), PackFault::WrongScope, "the key signs lessons whose names begin with \"" + key->prefix + "\" only: " + lesson);
    }
    if (key->until && known.created > *key->until) return with(std::move(out), PackFault::KeyEnded, "made after the key's last day, " + format_day(*key->until));
    if (known.created > today + std::chrono::days(2)) return with(std::move(out), PackFault::FromTheFuture, "made on " + format_day(known.created) + "; is the clock of this computer right?");
    std::set<std::string> listed = {std::string(kManifestName), std::string(kSignatureName)};
    for (const PackFile& file : known.files) {
        listed.insert(file.path);
        const auto bytes = folder.read(file.path);
        if (!bytes) return with(std::move(out), PackFault::Incomplete, file.path + " is missing or cannot be read");
        if (bytes->size() != file.size || blake2b(as_bytes(*bytes)) != file.digest) return with(std::move(out), PackFault::Changed, file.path + " is not what was signed");
    }
    for (const std::string& path : folder.paths) {
        if (!listed.contains(path)) return with(std::move(out), PackFault::Stray, "not part of the pack: " + utf8::displayable(path, 120));
    }
    return out;
}

std::optional<InstallFault> may_install(const PackVerdict& verdict, std::span<const Installed> installed, bool expired_is_fine) {
    if (verdict.fault || !verdict.manifest) return InstallFault::NotVerified;
    for (const Installed& one : installed) {
        if (one.id == verdict.manifest->id && one.version >= verdict.manifest->version) return InstallFault::RolledBack;
    }
    if (verdict.expired && !expired_is_fine) return InstallFault::Expired;
    return std::nullopt;
}

std::string folder_name(const Manifest& manifest) { return manifest.id + "-v" + std::to_string(manifest.version); }

Result<Manifest> build_manifest(const PackFolder& folder, const BuildRequest& request) {
    Manifest out;
    out.id = request.id;
    out.version = request.version;
    out.title = request.title;
    out.licence = request.licence;
    out.created = request.created;
    out.expires = request.expires;
    std::vector<std::string> paths = folder.paths;
    std::ranges::sort(paths);
    for (const std::string& path : paths) {
        if (path == kManifestName || path == kSignatureName) continue;
        if (!is_pack_path(path)) return fail(Errc::Corrupt, "a path that may not be in a pack: " + utf8::displayable(path, 120));
        AMPARO_TRY(const std::string bytes, folder.read(path));
        out.files.push_back({path, bytes.size(), blake2b(as_bytes(bytes))});
    }
    // What we would not read is not built.
    AMPARO_TRY_VOID(parse_manifest(write_manifest(out)));
    return out;
}

}  // namespace amparo::packs
