// Packs of lessons: made, signed, looked at, installed. The keys and signatures are those of the tool minisign.

#include <algorithm>

#include "app/base/limits.hpp"
#include "app/base/text.hpp"
#include "app/console/session.hpp"
#include "app/models/pack_shelf.hpp"
#include "app/platform/outside.hpp"
#include "app/platform/portable_root.hpp"
#include "app/platform/storage.hpp"

namespace amparo::console {

namespace {

using models::PackShelf;
using models::ShelfPack;
using packs::Manifest;
using packs::TrustedKey;

constexpr std::size_t kKeyFile = 16 * limits::kKiB;
constexpr auto kYear = std::chrono::days(365);
constexpr std::string_view kLicence = "CC BY 4.0";

std::string reason_of(const Error& error) { return error.detail.empty() ? std::string(errc_name(error.code)) : error.detail; }

int failed(const Session& session, const Error& error) {
    session.complain({"pack.failed", {{"reason", reason_of(error)}}});
    return error.code == Errc::Usage || error.code == Errc::NotFound || error.code == Errc::NotRegular ? kUsage : kNeedsAttention;
}

int needs(const Session& session, const char* option) {
    session.complain({"console.usage.needs", {{"word", Code{option}}}});
    return kUsage;
}

/// A key from a file, or as it is printed.
Result<packs::PublicKey> public_key(const std::string& word) {
    if (const auto bytes = read_named_file(word, kKeyFile)) return packs::parse_public_key(*bytes);
    return packs::parse_public_key(word);
}

/// A key that the command line names, for names that begin with a prefix.
Result<std::optional<TrustedKey>> key_asked_for(const Session& session, const char* option) {
    const auto word = session.arguments.value(option);
    if (!word) return std::optional<TrustedKey>{};
    const auto prefix = session.arguments.value("--prefix");
    if (!prefix) return fail(Errc::Usage, "--prefix", "console.usage.needs");
    if (!packs::is_own_prefix(*prefix)) return fail(Errc::Usage, *prefix, "console.usage.prefix");
    AMPARO_TRY(const packs::PublicKey key, public_key(*word));
    return std::optional(TrustedKey{key, *prefix, std::nullopt, true});
}

/// What is wrong with the words of a command, if that is what it is.
std::optional<int> word_problem(const Session& session, const Error& error) {
    if (error.say.empty()) return std::nullopt;
    session.complain({error.say, {{"word", Code{error.detail}}}});
    return kUsage;
}

void write_verdict(const Session& session, Paper& paper, const ShelfPack& pack) {
    if (pack.verdict.manifest) {
        const Manifest& manifest = *pack.verdict.manifest;
        paper.paragraph(session.say({"pack.is", {{"title", manifest.title}, {"edition", std::int64_t{manifest.version}}}}), 0, 0, Ink::Strong);
    } else {
        paper.raw(pack.folder);
    }
    if (!pack.verdict.signer_name.empty()) paper.paragraph(session.say({"pack.signed_by", {{"key", Code{pack.verdict.signer_name}}}}), 2);
    if (pack.verdict.fault) {
        paper.paragraph(session.say("pack.fault." + std::string(packs::fault_name(*pack.verdict.fault))), 2, 0, Ink::Large);
        paper.paragraph(pack.verdict.detail, 2, 0, Ink::Muted);
        return;
    }
    paper.paragraph(session.say("pack.fine"), 2, 0, Ink::Good);
    if (pack.verdict.expired) paper.paragraph(session.say({"pack.expired", {{"day", Code{format_day(pack.verdict.manifest->expires)}}}}), 2, 0, Ink::Small);
}

/// How somebody who knows the key from elsewhere goes on.
void write_how_to_accept(const Session& session, Paper& paper, const std::string& folder) {
    const std::string command = std::string(program_word()) + " pack install " + folder + " --accept KEY --prefix PREFIX-";
    paper.paragraph(session.say({"pack.install.accept", {{"command", Code{command}}}}), 2);
}

/// "packs" beside the program.
Result<std::string> packs_folder() {
    AMPARO_TRY(const PortableRoot root, find_portable_root(std::nullopt));
    const std::string folder = root.program_folder + "/packs";
    if (const auto made = make_new_folder(folder); !made && made.error().code != Errc::Conflict) return std::unexpected(made.error());
    return folder;
}

/// Adds a key to those of this copy. The old file is replaced only by one that could be written.
Result<void> keep_key(const std::string& folder, std::vector<TrustedKey> keys, const TrustedKey& key) {
    std::erase_if(keys, [&](const TrustedKey& one) { return one.by_hand && one.key.id == key.key.id && one.prefix == key.prefix; });
    keys.push_back(key);
    const std::string text = models::write_pack_keys(keys);
    AMPARO_TRY(const auto storage, open_storage(folder, CreateFolder::No));
    if (const auto removed = storage->remove("keys.json"); !removed && removed.error().code != Errc::NotFound) return std::unexpected(removed.error());
    AMPARO_TRY(const auto file, storage->open("keys.json", OpenMode::CreateNew));
    AMPARO_TRY_VOID(file->write(0, as_bytes(text)));
    AMPARO_TRY_VOID(file->flush());
    return storage->flush_folder();
}

/// Bytes of all files of a pack, its list and signature behind them, so that a copy that stops half-way is not signed.
Result<std::map<std::string, std::string>> all_bytes(const packs::PackFolder& folder, const Manifest& manifest) {
    std::map<std::string, std::string> out;
    std::vector<std::string> paths = {std::string(packs::kManifestName), std::string(packs::kSignatureName)};
    for (const packs::PackFile& file : manifest.files) paths.push_back(file.path);
    for (const std::string& path : paths) {
        AMPARO_TRY(out[path], folder.read(path));
    }
    return out;
}

}  // namespace

int command_pack_build(const Session& session) {
    const std::string& where = session.arguments.words.front();
    packs::BuildRequest request;
    const auto id = session.arguments.value("--id");
    if (!id) return needs(session, "--id");
    const auto edition = session.arguments.value("--edition");
    const auto number = edition ? text::to_integer(*edition) : std::nullopt;
    if (!number || *number < 1 || *number > INT32_MAX) return needs(session, "--edition");
    const auto title = session.arguments.value("--title");
    if (!title) return needs(session, "--title");
    request.id = *id;
    request.version = static_cast<std::uint32_t>(*number);
    request.title = *title;
    request.licence = session.arguments.value("--licence").value_or(std::string(kLicence));
    request.created = session.today;
    request.expires = session.today + kYear;
    if (const auto day = session.arguments.value("--expires")) {
        const auto parsed = parse_day(*day);
        if (!parsed) return needs(session, "--expires");
        request.expires = *parsed;
    }
    const auto folder = models::named_pack(where);
    if (!folder) return failed(session, folder.error());
    const auto manifest = packs::build_manifest(*folder, request);
    if (!manifest) return failed(session, manifest.error());
    const std::string path = where + "/" + std::string(packs::kManifestName);
    if (const auto written = write_new_file(path, as_bytes(packs::write_manifest(*manifest))); !written) return failed(session, written.error());
    Paper paper = session.paper();
    paper.paragraph(session.say({"pack.built", {{"path", Code{path}}}}));
    return kDone;
}

int command_pack_sign(const Session& session) {
    const std::string& where = session.arguments.words.front();
    const auto key_file = session.arguments.value("--key");
    if (!key_file) return needs(session, "--key");
    const auto folder = models::named_pack(where);
    if (!folder) return failed(session, folder.error());
    const auto bytes = folder->read(std::string(packs::kManifestName));
    if (!bytes) return failed(session, bytes.error());
    const auto manifest = packs::parse_manifest(*bytes);
    if (!manifest) return failed(session, manifest.error());
    // What is signed is what lies there now.
    const auto now = packs::build_manifest(*folder, {manifest->id, manifest->version, manifest->title, manifest->licence, manifest->created, manifest->expires});
    if (!now || !(*now == *manifest)) {
        session.complain({"pack.not_current", {}});
        return kNeedsAttention;
    }
    const auto key_text = read_named_file(*key_file, kKeyFile);
    if (!key_text) return failed(session, key_text.error());
    std::string passphrase;
    if (const auto file = session.arguments.value("--passphrase-file")) {
        const auto read = read_named_file(*file, kKeyFile);
        if (!read) return failed(session, read.error());
        passphrase = read->substr(0, read->find_first_of("\r\n"));
    }
    const auto key = packs::parse_secret_key(*key_text, passphrase);
    wipe(passphrase);
    if (!key) return failed(session, key.error());
    const std::string comment = manifest->id + " edition " + std::to_string(manifest->version) + " of " + format_day(manifest->created);
    const auto signature = packs::sign(*bytes, *key, comment);
    if (!signature) return failed(session, signature.error());
    const std::string path = where + "/" + std::string(packs::kSignatureName);
    if (const auto written = write_new_file(path, as_bytes(*signature)); !written) return failed(session, written.error());
    Paper paper = session.paper();
    paper.paragraph(session.say({"pack.signed", {{"path", Code{path}}}}));
    return kDone;
}

int command_pack_verify(const Session& session) {
    const std::string& where = session.arguments.words.front();
    const auto folder = models::named_pack(where);
    if (!folder) return failed(session, folder.error());
    const PackShelf shelf = PackShelf::load(session.shipped, session.today);
    std::vector<TrustedKey> keys = shelf.keys();
    const auto asked = key_asked_for(session, "--key");
    if (!asked) return word_problem(session, asked.error()).value_or(failed(session, asked.error()));
    if (*asked) keys.push_back(**asked);
    const ShelfPack pack{where, packs::check_pack(*folder, keys, session.today), false};
    if (session.json()) {
        session.print(Json::object().set("schema", "amparo.pack/1").set("pack", models::pack_document(pack)));
    } else {
        Paper paper = session.paper();
        write_verdict(session, paper, pack);
        if (pack.verdict.fault == packs::PackFault::UnknownKey) write_how_to_accept(session, paper, where);
    }
    return pack.verdict.fault || pack.verdict.expired ? kNeedsAttention : kDone;
}

int command_pack_install(const Session& session) {
    const std::string& where = session.arguments.words.front();
    const auto folder = models::named_pack(where);
    if (!folder) return failed(session, folder.error());
    const PackShelf shelf = PackShelf::load(session.shipped, session.today);
    std::vector<TrustedKey> keys = shelf.keys();
    const auto accepted = key_asked_for(session, "--accept");
    if (!accepted) return word_problem(session, accepted.error()).value_or(failed(session, accepted.error()));
    if (*accepted) keys.push_back(**accepted);
    const ShelfPack pack{where, packs::check_pack(*folder, keys, session.today), false};
    Paper paper = session.paper();
    const auto refused = packs::may_install(pack.verdict, shelf.installed(), session.arguments.has("--expired-is-fine"));
    if (refused == packs::InstallFault::NotVerified) {
        write_verdict(session, paper, pack);
        if (pack.verdict.fault == packs::PackFault::UnknownKey) write_how_to_accept(session, paper, where);
        return kNeedsAttention;
    }
    if (refused == packs::InstallFault::RolledBack) {
        session.complain({"pack.install.rolled-back", {}});
        return kNeedsAttention;
    }
    if (refused == packs::InstallFault::Expired) {
        session.complain({"pack.install.expired", {{"day", Code{format_day(pack.verdict.manifest->expires)}}}});
        return kNeedsAttention;
    }
    const auto place = packs_folder();
    if (!place) return failed(session, place.error());
    const auto bytes = all_bytes(*folder, *pack.verdict.manifest);
    if (!bytes) return failed(session, bytes.error());
    const std::string target = *place + "/" + packs::folder_name(*pack.verdict.manifest);
    if (const auto written = write_new_tree(target, *bytes, Kept::Now); !written) return failed(session, written.error());
    if (*accepted) {
        if (const auto kept = keep_key(*place, shelf.keys(), **accepted); !kept) return failed(session, kept.error());
        paper.paragraph(session.say({"pack.accepted", {{"key", Code{packs::key_name((*accepted)->key.id)}}, {"prefix", Code{(*accepted)->prefix}}}}));
    }
    write_verdict(session, paper, pack);
    paper.paragraph(session.say({"pack.installed", {{"folder", Code{target}}}}));
    return kDone;
}

int command_pack_list(const Session& session) {
    const PackShelf shelf = PackShelf::load(session.shipped, session.today);
    bool well = shelf.key_problem().empty();
    for (const ShelfPack& pack : shelf.packs()) well = well && !pack.verdict.fault;
    if (session.json()) {
        Json list = Json::array();
        for (const ShelfPack& pack : shelf.packs()) list.push(models::pack_document(pack));
        session.print(Json::object().set("schema", "amparo.packs/1").set("packs", std::move(list)));
        return well ? kDone : kNeedsAttention;
    }
    Paper paper = session.paper();
    for (const ShelfPack& pack : shelf.packs()) {
        write_verdict(session, paper, pack);
        if (!pack.verdict.fault && !pack.used) paper.paragraph(session.say("pack.not_used"), 2, 0, Ink::Muted);
    }
    if (!shelf.key_problem().empty()) paper.raw("packs/keys.json: " + shelf.key_problem());
    if (shelf.packs().empty()) paper.paragraph(session.say("pack.none"));
    return well ? kDone : kNeedsAttention;
}

}  // namespace amparo::console
