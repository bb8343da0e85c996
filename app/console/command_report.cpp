// Reports in the terminal: by questions, from a file, and as a desk will read them. Nothing is sent and nothing is kept.

#include <algorithm>
#include <array>
#include <chrono>
#include <fstream>
#include <iostream>
#include <sstream>

#include "app/base/limits.hpp"
#include "app/base/random.hpp"
#include "app/base/text.hpp"
#include "app/base/utf8.hpp"
#include "app/console/report_text.hpp"
#include "app/console/session.hpp"
#include "app/escalation/channel.hpp"
#include "app/escalation/look_over.hpp"
#include "app/escalation/rendering.hpp"

namespace amparo::console {

namespace {

using escalation::Form;
using escalation::Report;
using escalation::Stage;

constexpr std::size_t kRandom = 16;

std::int64_t unix_now() {
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

/// At most a byte more than a report may have, so that a device that never ends does not fill the memory.
Result<std::string> read_bounded(const std::string& path) {
    std::ifstream file;
    std::istream* in = &std::cin;
    if (path != "-") {
        file.open(path, std::ios::binary);
        if (!file) return fail(Errc::NotFound, path, "console.usage.file");
        in = &file;
    }
    std::string out(limits::kReportBytes + 1, '\0');
    in->read(out.data(), static_cast<std::streamsize>(out.size()));
    out.resize(static_cast<std::size_t>(in->gcount()));
    return out;
}

/// A file may say as little as it likes: what makes it a report is added.
Result<Report> report_from(const std::string& bytes, const Report& fresh) {
    JsonLimits bounds;
    bounds.bytes = limits::kReportBytes;
    bounds.depth = 8;
    AMPARO_TRY(Json json, Json::parse(bytes, bounds));
    if (!json.is_object()) return fail(Errc::Corrupt, "a report is an object");
    const auto add = [&](const char* key, Json value) {
        if (json.find(key) == nullptr) json.set(key, std::move(value));
    };
    add("schema", escalation::kReportSchema);
    add("case_ref", fresh.case_ref);
    add("created", fresh.created);
    add("lang", fresh.lang);
    add("types", Json::array());
    AMPARO_TRY(Report report, escalation::parse_report(json.dump()));
    if (report.callback.empty()) report.callback = fresh.callback;
    if (report.safe_reply.code_word.empty()) report.safe_reply.code_word = fresh.safe_reply.code_word;
    return report;
}

/// One line of what the person types; nothing at the end of the input.
std::optional<std::string> ask(const Session& session, const Message& question) {
    *session.around.err << session.say(question) << "\n> " << std::flush;
    std::string line;
    if (!std::getline(std::cin, line)) return std::nullopt;
    if (line.size() > limits::kReportLine) line.resize(limits::kReportLine);
    return std::string(text::trim(utf8::displayable(line, limits::kReportLine)));
}

/// A number of a list, or its word; nothing at the end of the input.
std::optional<std::string> choose(const Session& session, const Message& question, const std::vector<std::string>& ids, const std::string& words) {
    std::size_t number = 0;
    for (const std::string& id : ids) *session.around.err << "  " << ++number << "  " << session.say(words + id) << "\n";
    while (const auto typed = ask(session, question)) {
        if (std::ranges::find(ids, *typed) != ids.end()) return typed;
        const auto index = text::to_integer(*typed);
        if (index && *index >= 1 && static_cast<std::size_t>(*index) <= ids.size()) return ids[static_cast<std::size_t>(*index) - 1];
    }
    return std::nullopt;
}

/// The three that a report needs; false when the input ended first.
bool ask_needed(const Session& session, Report& report) {
    static const std::vector<std::string> kDangers = {"now", "soon", "no", "unsure"};
    const auto danger = choose(session, {"console.report.danger", {}}, kDangers, "report.danger.");
    if (!danger) return false;
    for (const auto known : {escalation::Danger::Now, escalation::Danger::Soon, escalation::Danger::No, escalation::Danger::Unsure}) {
        if (escalation::danger_name(known) == *danger) report.danger = known;
    }
    const auto type = choose(session, {"console.report.type", {}}, escalation::incident_ids(), "report.type.");
    if (!type) return false;
    report.types = {*type};
    static const std::vector<std::string> kMethods = {"reply", "signal", "whatsapp", "telegram", "email", "phone", "person"};
    const auto method = choose(session, {"console.report.answer", {}}, kMethods, "console.report.by.");
    if (!method) return false;
    report.callback = {{*method, {}, {}}};
    if (*method == "reply") return true;
    const auto value = ask(session, {"console.report.value", {}});
    if (!value) return false;
    report.callback.front().value = *value;
    return true;
}

/// What may be skipped with Enter.
void ask_more(const Session& session, Report& report) {
    if (const auto alias = ask(session, {"console.report.alias", {}})) report.alias = *alias;
    if (const auto summary = ask(session, {"console.report.summary", {}})) {
        report.summary = utf8::length(*summary) > escalation::kSummaryCharacters ? utf8::displayable(*summary, escalation::kSummaryCharacters - 1) : *summary;
    }
}

int complain_about(const Session& session, const Error& error, const std::string& kind) {
    if (!error.say.empty()) {
        session.complain(usage_message(error));
    } else {
        session.complain({"console.parse.refused", {{"kind", Code{kind}}, {"reason", utf8::displayable(error.detail, 400)}}});
    }
    return kUsage;
}

std::optional<Form> form_of(const std::string& name) {
    for (const Form form : {Form::Message, Form::Document, Form::WebForm, Form::DsaNotice, Form::UnLetter}) {
        if (escalation::form_name(form) == name) return form;
    }
    return std::nullopt;
}

Json noticed_document(const std::vector<escalation::Notice>& noticed) {
    Json list = Json::array();
    for (const escalation::Notice& notice : noticed) {
        list.push(Json::object().set("line", notice.line).set("kind", escalation::noticed_name(notice.kind)).set("text", notice.text));
    }
    return list;
}

Json rendering_document(const escalation::Rendering& rendering, const std::vector<escalation::Notice>& noticed) {
    Json lines = Json::array();
    for (const escalation::Line& line : rendering.lines) {
        lines.push(Json::object().set("id", line.id).set("label", line.label).set("value", line.value).set("optional", line.optional).set("cut", line.cut));
    }
    return Json::object()
        .set("schema", "amparo.rendering/1")
        .set("form", escalation::form_name(rendering.form))
        .set("stage", rendering.stage == Stage::Full ? "full" : "first")
        .set("case_ref", rendering.case_ref)
        .set("lang", rendering.lang)
        .set("subject", rendering.subject)
        .set("lines", std::move(lines))
        .set("noticed", noticed_document(noticed))
        .set("text", rendering.text);
}

/// Words for a desk: those of its language that somebody has read, else English.
localization::Translator desk_words(const Session& session, const std::string& wanted) {
    const localization::Catalog* catalog = session.languages.catalog(wanted);
    const bool read = catalog != nullptr && !catalog->language().preview;
    return session.languages.translator(read ? wanted : std::string(localization::kSourceTag));
}

}  // namespace

std::optional<ChosenText> chosen_text(const Session& session) {
    const auto bytes = read_bounded(session.arguments.words.front());
    if (!bytes) return complain_about(session, bytes.error(), "report"), std::nullopt;
    const auto report = escalation::parse_report(*bytes);
    if (!report) return complain_about(session, report.error(), "report"), std::nullopt;
    const std::string form_word = session.arguments.value("--form").value_or("message");
    const std::string stage_word = session.arguments.value("--stage").value_or("first");
    const auto form = form_of(form_word);
    if (!form || (stage_word != "first" && stage_word != "full")) {
        session.complain({"console.report.form", {{"word", Code{form ? stage_word : form_word}}}});
        return std::nullopt;
    }
    escalation::RenderChoice choice;
    choice.form = *form;
    choice.stage = stage_word == "full" ? Stage::Full : Stage::FirstContact;
    for (const std::string& id : session.arguments.list("--leave-out")) choice.left_out.insert(id);
    const localization::Translator words = desk_words(session, session.arguments.value("--language").value_or("en"));
    choice.desk = &words;
    ChosenText out;
    out.rendering = escalation::render(*report, choice);
    const bool tells = choice.stage == Stage::Full || (choice.form != Form::Message && choice.form != Form::Document);
    if (tells) out.noticed = escalation::look_over(*report);
    return out;
}

void write_noticed(const Session& session, const std::vector<escalation::Notice>& noticed) {
    for (const escalation::Notice& notice : noticed) {
        *session.around.err << session.say({"emergency.noticed." + std::string(escalation::noticed_name(notice.kind)), {{"text", notice.text}}}) << "\n";
    }
}

int command_report_new(const Session& session) {
    Report report = escalation::new_report(unix_now(), random_bytes(kRandom));
    report.lang = session.words.language().tag;
    if (const auto from = session.arguments.value("--from")) {
        const auto bytes = read_bounded(*from);
        if (!bytes) return complain_about(session, bytes.error(), "report");
        auto read = report_from(*bytes, report);
        if (!read) return complain_about(session, read.error(), "report");
        report = *std::move(read);
    }
    const bool asks = report.types.empty() && session.arguments.value("--from").value_or("") != "-";
    if (asks) {
        *session.around.err << session.say("console.report.never") << "\n";
        if (!ask_needed(session, report)) {
            session.complain({"console.report.ended", {}});
            return kCancelled;
        }
        ask_more(session, report);
    }
    session.print(to_json(report));
    return report.types.empty() ? kNeedsAttention : kDone;
}

int command_report_show(const Session& session) {
    const auto chosen = chosen_text(session);
    if (!chosen) return kUsage;
    if (session.json()) {
        session.print(rendering_document(chosen->rendering, chosen->noticed));
    } else {
        *session.around.out << chosen->rendering.text;
        write_noticed(session, chosen->noticed);
    }
    return chosen->noticed.empty() ? kDone : kNeedsAttention;
}

}  // namespace amparo::console
