#include "checks/accounts/import.hpp"

#include <algorithm>

#include "app/base/date.hpp"
#include "app/base/text.hpp"
#include "app/base/utf8.hpp"
#include "checks/accounts/archive.hpp"
#include "checks/accounts/text_encoding.hpp"
#include "checks/accounts/vault_header.hpp"

namespace amparo::accounts {

void note(Import& import, std::string what, std::uint64_t line, std::string detail) {
    if (import.problems.size() < kProblems) import.problems.push_back({std::move(what), line, std::move(detail)});
}

namespace {

Result<WipedBytes> read_all(const ByteSource& source, const StopToken& stop) {
    constexpr std::size_t kStep = 1024 * 1024;
    if (source.size() > kImportBytes) return fail(Errc::Limit, "larger than a password export can be");
    WipedBytes bytes(static_cast<std::size_t>(source.size()));
    std::size_t at = 0;
    while (at < bytes.size()) {
        if (stop.stop_requested()) return fail(Errc::Cancelled, "stopped");
        const std::size_t step = std::min(kStep, bytes.size() - at);
        AMPARO_TRY(const std::size_t got, source.read(at, {bytes.data() + at, step}));
        if (got == 0) break;
        at += got;
    }
    bytes.resize(at);
    return bytes;
}

std::string_view last_part(std::string_view name) { return name.substr(name.rfind('/') + 1); }

bool ends_with(std::string_view name, std::string_view ending) { return text::lower(name).ends_with(ending); }

Import import_bytes(WipedBytes bytes, SecretPool& pool) {
    const std::string_view all = view_of(bytes);
    if (is_keepass_vault(as_bytes(all))) {
        Import import;
        import.format = "keepass-vault";
        auto vault = parse_keepass_head(as_bytes(all.substr(0, kVaultHead)));
        if (vault) {
            import.vault = *std::move(vault);
        } else {
            note(import, vault.error().code == Errc::Unsupported ? "vault-version" : "vault-head");
        }
        return import;
    }
    std::string_view head = all.substr(0, 4096);
    if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) {
        bytes = decode_text(std::move(bytes)).text;
        head = view_of(bytes).substr(0, 4096);
    }
    if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
    head = text::trim(head);
    if ((head.starts_with('{') || head.starts_with('[') || head.starts_with('<'))) {
        DecodedText decoded = decode_text(std::move(bytes));
        const bool xml = head.starts_with('<');
        Import import = xml ? import_xml(decoded.text, pool) : import_json(decoded.text, pool);
        if (decoded.was == Encoding::Windows1252) note(import, "encoding");
        return import;
    }
    return import_table(std::move(bytes), pool);
}

/// 1PUX, or an archive that somebody put an export into.
Result<Import> import_archive(const ByteSource& source, SecretPool& pool, const StopToken& stop) {
    Import import;
    auto archive = Archive::open(source);
    if (!archive) {
        if (archive.error().code == Errc::Io) return std::unexpected(archive.error());
        note(import, "archive");
        return import;
    }
    // A platform's export has hundreds of files; none of them is a table of passwords.
    constexpr std::size_t kMany = 200;
    const bool many = archive->entries().size() > kMany;
    for (const ArchiveEntry& entry : archive->entries()) {
        const std::string_view name = last_part(entry.name);
        if (many && entry.name != "export.data") continue;
        const bool onepux = entry.name == "export.data";
        const bool wanted = onepux || ends_with(name, ".csv") || ends_with(name, ".json") || ends_with(name, ".xml");
        if (!wanted) continue;
        if (entry.tricky) {
            note(import, "name", 0);
            continue;
        }
        WipedBytes bytes;
        bytes.reserve(static_cast<std::size_t>(std::min<std::uint64_t>(entry.size, kImportBytes)));
        const auto read = archive->read(entry, kImportBytes, [&](std::string_view piece) {
            bytes.insert(bytes.end(), piece.begin(), piece.end());
            return true;
        }, stop);
        if (!read) {
            if (read.error().code == Errc::Cancelled) return std::unexpected(read.error());
            const Errc code = read.error().code;
            note(import, code == Errc::Denied ? "locked" : code == Errc::Limit ? "too-large" : "archive");
            continue;
        }
        Import part = onepux ? import_onepux(bytes, pool) : import_bytes(std::move(bytes), pool);
        if (part.format.empty()) continue;
        std::vector<ImportProblem> problems = std::move(import.problems);
        problems.insert(problems.end(), part.problems.begin(), part.problems.end());
        if (!import.format.empty()) {
            part.logins.insert(part.logins.begin(), import.logins.begin(), import.logins.end());
            part.format = import.format;
        }
        import = std::move(part);
        import.problems = std::move(problems);
        if (onepux) break;
    }
    return import;
}

}  // namespace

Result<Import> read_import(const ByteSource& source, SecretPool& pool, const StopToken& stop) {
    WipedBytes head(8);
    AMPARO_TRY(const std::size_t got, source.read(0, {head.data(), head.size()}));
    head.resize(got);
    if (looks_like_archive(view_of(head))) return import_archive(source, pool, stop);
    if (is_keepass_vault(as_bytes(view_of(head)))) {
        WipedBytes bytes(static_cast<std::size_t>(std::min<std::uint64_t>(source.size(), kVaultHead)));
        AMPARO_TRY(const std::size_t read, source.read(0, {bytes.data(), bytes.size()}));
        bytes.resize(read);
        return import_bytes(std::move(bytes), pool);
    }
    AMPARO_TRY(WipedBytes bytes, read_all(source, stop));
    return import_bytes(std::move(bytes), pool);
}

std::string describe(const Import& import) {
    std::string out = "format: " + (import.format.empty() ? "none" : import.format) + "\n";
    if (import.vault) out += "vault: " + describe(*import.vault);
    for (const Login& login : import.logins) {
        constexpr const char* kKinds[] = {"login", "note", "other"};
        out += std::string(kKinds[static_cast<std::size_t>(login.kind)]) + " " + std::to_string(login.place) + ": " +
               utf8::displayable(login.title, 60) + " | " + utf8::displayable(login.user, 60) + " | password of " +
               std::to_string(utf8::length(login.password)) + " | " + std::to_string(login.addresses.size()) + " addresses" +
               (login.code ? " code" : "") + (login.passkey ? " passkey" : "") + (login.put_away ? " put-away" : "") +
               (login.changed > 0 ? " changed " + format_moment(login.changed) : "") + "\n";
    }
    for (const ImportProblem& problem : import.problems) {
        out += "problem " + problem.what + (problem.line > 0 ? " line " + std::to_string(problem.line) : "") + " " +
               utf8::displayable(problem.detail, 60) + "\n";
    }
    return out;
}

}  // namespace amparo::accounts
