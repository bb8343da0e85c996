// The receiving side of sealed files: make a key, hand out its address, open what arrives.

#include "app/console/session.hpp"
#include "app/models/inbox_desk.hpp"
#include "app/platform/outside.hpp"
#include "app/vault/sealed.hpp"

namespace amparo::console {

namespace {

constexpr std::size_t kKeyFile = 4096;
constexpr const char* kTextName = "text.txt";
constexpr std::size_t kSealedFile = std::size_t{512} << 20U;

int complain(const Session& session, const Error& error, const std::string& file) {
    session.complain({error.message_id(), {{"file", Code{file}}}});
    return error.code == Errc::Usage ? kUsage : kNeedsAttention;
}

Result<vault::InboxKey> key_of_file(const std::string& path) {
    auto text = read_named_file(path, kKeyFile);
    if (!text) return fail(text.error().code, path, "vault.console.file");
    auto key = vault::InboxKey::parse(*text);
    wipe(*text);
    if (!key) return fail(Errc::Corrupt, path, "inbox.error.key");
    return key;
}

/// Sentences for what can be wrong with a sealed file.
const char* sealed_word(Errc code) {
    switch (code) {
        case Errc::NotFound: return "inbox.error.other_key";
        case Errc::Tampered: return "inbox.error.changed";
        case Errc::Unsupported: return "vault.error.later";
        default: return "inbox.error.not_sealed";
    }
}

int complain_about_writing(const Session& session, const Error& error, const std::string& path) {
    return complain(session, error.code == Errc::Conflict ? Error{Errc::Conflict, "vault.error.file_exists", {}} : error, path);
}

/// A report is more than one file: its text and what came with it, in a new folder.
int write_report(const Session& session, const models::Arrived& report, const std::string& folder) {
    if (const auto made = make_new_folder(folder); !made) return complain_about_writing(session, made.error(), folder);
    const auto put = [&](const std::string& name, const std::string& bytes) { return write_new_file(folder + "/" + name, as_bytes(bytes)); };
    if (const auto written = put(kTextName, report.text); !written) return complain_about_writing(session, written.error(), folder + "/" + kTextName);
    for (const auto& file : report.files) {
        // Names are plain file names; that is checked where the report is opened.
        const std::string name = file.name == kTextName ? "2-" + file.name : file.name;
        if (const auto written = put(name, file.content); !written) return complain_about_writing(session, written.error(), folder + "/" + name);
    }
    *session.around.out << session.say({"inbox.opened", {{"file", Code{folder}}}}) << "\n";
    return kDone;
}

}  // namespace

int command_inbox_keygen(const Session& session) {
    const auto out = session.arguments.value("--out");
    if (!out) {
        session.complain({"inbox.keygen_needs", {}});
        return kUsage;
    }
    const auto key = vault::InboxKey::make();
    if (!key) return complain(session, key.error(), *out);
    const auto text = key->text();
    if (!text) return complain(session, text.error(), *out);
    const auto written = write_new_file(*out, as_bytes(text->view()));
    if (!written) return complain(session, written.error().code == Errc::Conflict ? Error{Errc::Conflict, "vault.error.file_exists", {}} : written.error(), *out);
    if (session.json()) {
        session.print(Json::object().set("schema", "amparo.inbox-key/1").set("address", key->address().text()).set("key_file", *out));
        return kDone;
    }
    *session.around.out << key->address().text() << "\n";
    *session.around.err << session.say({"inbox.key_written", {{"file", Code{*out}}}}) << "\n";
    return kDone;
}

int command_inbox_open(const Session& session) {
    const auto key_file = session.arguments.value("--key");
    const auto out = session.arguments.value("--out");
    const std::string& file = session.arguments.words[0];
    if (!key_file || !out) {
        session.complain({"inbox.open_needs", {}});
        return kUsage;
    }
    const auto key = key_of_file(*key_file);
    if (!key) return complain(session, key.error(), *key_file);
    const auto sealed = read_named_file(file, kSealedFile);
    if (!sealed) return complain(session, {sealed.error().code, "vault.console.file", {}}, file);
    if (const auto text = key->text()) {
        if (const auto report = models::look_at_arrival(as_bytes(*sealed), {}, text->view())) return write_report(session, *report, *out);
    }
    auto content = vault::open_sealed(as_bytes(*sealed), *key);
    if (!content) return complain(session, {content.error().code, sealed_word(content.error().code), {}}, file);
    const auto written = write_new_file(*out, as_bytes(*content));
    wipe(*content);
    if (!written) return complain(session, written.error().code == Errc::Conflict ? Error{Errc::Conflict, "vault.error.file_exists", {}} : written.error(), *out);
    *session.around.out << session.say({"inbox.opened", {{"file", Code{*out}}}}) << "\n";
    return kDone;
}

}  // namespace amparo::console
