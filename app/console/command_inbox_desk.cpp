// The desk's side: whether a sealed report that arrived is whole and ours, and the answer that proves we opened it. Works
// on a computer without a network, over any folder of files.

#include "app/base/date.hpp"
#include "app/base/limits.hpp"
#include "app/base/secret.hpp"
#include "app/base/utf8.hpp"
#include "app/console/session.hpp"
#include "app/models/inbox_desk.hpp"
#include "app/platform/outside.hpp"

namespace amparo::console {

namespace {

constexpr std::size_t kKeyFile = 4096;
constexpr std::size_t kSealedFile = std::size_t{64} << 20U;

std::string file_name(const std::string& path) {
    const std::size_t slash = path.find_last_of("/\\");
    return slash == std::string::npos ? path : path.substr(slash + 1);
}

/// Nothing, and a sentence on the error output, where it does not open.
std::optional<models::Arrived> arrival(const Session& session) {
    const auto key_path = session.arguments.value("--key");
    if (!key_path) {
        session.complain({"inbox.desk.needs_key", {}});
        return std::nullopt;
    }
    const std::string& path = session.arguments.words.front();
    auto key = read_named_file(*key_path, kKeyFile);
    if (!key) {
        session.complain({"console.usage.file", {{"word", Code{*key_path}}}});
        return std::nullopt;
    }
    const auto sealed = read_named_file(path, kSealedFile);
    if (!sealed) {
        wipe(*key);
        session.complain({"console.usage.file", {{"word", Code{path}}}});
        return std::nullopt;
    }
    auto looked = models::look_at_arrival(as_bytes(*sealed), file_name(path), *key);
    wipe(*key);
    if (!looked) {
        session.complain({looked.error().message_id(), {}});
        return std::nullopt;
    }
    return *std::move(looked);
}

Json document(const models::Arrived& arrived) {
    Json files = Json::array();
    for (const auto& file : arrived.files) files.push(Json::object().set("name", file.name).set("bytes", file.content.size()));
    Json out = Json::object();
    out.set("schema", "amparo.arrival/1").set("sha256", arrived.sha256).set("case_ref", arrived.case_ref);
    out.set("created", format_moment(arrived.created)).set("files", std::move(files)).set("answer", arrived.answer);
    if (arrived.name_fits) out.set("name_fits", *arrived.name_fits);
    return out;
}

}  // namespace

int command_inbox_verify(const Session& session) {
    const auto arrived = arrival(session);
    if (!arrived) return kUsage;
    const bool fits = arrived->name_fits.value_or(true);
    if (session.json()) {
        session.print(document(*arrived));
        return fits ? kDone : kNeedsAttention;
    }
    Paper paper = session.paper();
    paper.paragraph(session.say({"inbox.desk.whole", {{"case", Code{arrived->case_ref}}, {"when", Code{format_moment(arrived->created)}}}}));
    for (const auto& file : arrived->files) {
        const auto size = static_cast<std::int64_t>(file.content.size());
        paper.paragraph(session.say({"inbox.desk.file", {{"name", Code{utf8::displayable(file.name, limits::kEvidenceValue)}}, {"count", size}}}), 2);
    }
    paper.paragraph(session.say(fits ? (arrived->name_fits ? "inbox.desk.name_fits" : "inbox.desk.name_other") : "inbox.desk.name_wrong"));
    return fits ? kDone : kNeedsAttention;
}

int command_inbox_answer(const Session& session) {
    const auto arrived = arrival(session);
    if (!arrived) return kUsage;
    if (session.json()) {
        session.print(document(*arrived));
        return kDone;
    }
    Paper paper = session.paper();
    paper.raw(arrived->case_ref + "  " + arrived->answer);
    paper.paragraph(session.say("inbox.desk.answer"));
    return kDone;
}

}  // namespace amparo::console
