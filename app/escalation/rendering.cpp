#include "app/escalation/rendering.hpp"

#include <algorithm>
#include <array>

#include "app/base/text.hpp"
#include "app/base/utf8.hpp"
#include "app/escalation/questions.hpp"

namespace amparo::escalation {

namespace {

constexpr std::size_t kColumns = 72;
constexpr std::size_t kFormShort = 100;
constexpr std::size_t kFormLine = 500;
constexpr std::size_t kFormLong = 1000;

/// Collects lines in one language, and leaves out those that say nothing or that the person does not want to say.
class Lines {
  public:
    Lines(const localization::Translator& words, const std::set<std::string>& left_out) : words_(&words), left_out_(&left_out) {}

    [[nodiscard]] std::string say(const std::string& id) const { return words_->tr(id).text; }
    [[nodiscard]] std::string say(const Message& message) const { return words_->tr(message).text; }

    void needed(const std::string& id, std::string value) { add(id, std::move(value), false, false, 0); }
    void optional(const std::string& id, std::string value) { add(id, std::move(value), true, false, 0); }
    void typed(const std::string& id, std::string value) { add(id, std::move(value), true, true, 0); }
    void field(const std::string& id, std::string value, std::size_t limit) { add(id, std::move(value), true, true, limit); }
    void needed_field(const std::string& id, std::string value) { add(id, std::move(value), false, true, 0); }
    /// With a label of its own.
    void labelled(const std::string& id, std::string label, std::string value) {
        if (value.empty() || left_out_->contains(id)) return;
        out_.push_back({id, std::move(label), std::move(value), true, true, 0, false});
    }

    [[nodiscard]] std::vector<Line> take() { return std::move(out_); }

  private:
    void add(const std::string& id, std::string value, bool optional, bool own_words, std::size_t limit) {
        if (value.empty() || (optional && left_out_->contains(id))) return;
        Line line{id, say("report.line." + id), std::move(value), optional, own_words, limit, false};
        if (limit > 0 && utf8::length(line.value) > limit) {
            line.value = utf8::displayable(line.value, limit - 1);
            line.cut = true;
        }
        out_.push_back(std::move(line));
    }

    const localization::Translator* words_;
    const std::set<std::string>* left_out_;
    std::vector<Line> out_;
};

std::string types_of(const Lines& lines, const Report& report) {
    std::string out;
    for (const std::string& type : report.types) out += (out.empty() ? "" : "; ") + lines.say("report.type." + type);
    return out;
}

std::string answer_of(const Lines& lines, const Report& report) {
    std::string out;
    for (const Callback& item : report.callback) {
        std::string text = lines.say({"report.answer." + item.method, {{"value", Code{item.value}}}});
        if (!item.hours.empty()) text = lines.say({"report.answer.hours", {{"answer", text}, {"hours", item.hours}}});
        out += (out.empty() ? "" : "; ") + text;
    }
    return out;
}

std::string yes_no(const Lines& lines, bool yes) { return lines.say(yes ? "report.yes" : "report.no"); }

std::string code_word_of(const Lines& lines, const Report& report) {
    if (report.safe_reply.code_word.empty()) return {};
    return lines.say({"report.code_word", {{"word", Code{report.safe_reply.code_word}}}});
}

std::string when_of(const Lines& lines, const Happening& item) {
    return item.precision == "about" ? lines.say({"report.about", {{"date", Code{item.when}}}}) : item.when;
}

void first_contact(Lines& lines, const Report& report) {
    lines.needed("what", types_of(lines, report));
    lines.needed("danger", lines.say("report.danger." + std::string(danger_name(report.danger))));
    lines.typed("alias", report.alias);
    if (report.role != Role::Self) lines.optional("role", lines.say("report.role." + std::string(role_name(report.role))));
    if (!report.timeline.empty()) lines.optional("since", when_of(lines, report.timeline.front()));
    lines.typed("done", text::join(report.actions_taken, "; "));
    lines.needed("answer", answer_of(lines, report));
    if (report.lang != "en") lines.optional("language", report.lang);
    lines.optional("code", code_word_of(lines, report));
    lines.typed("safe-hours", report.safe_reply.hours);
    lines.typed("avoid", report.safe_reply.avoid);
}

std::string asset_text(const Asset& asset) {
    std::string out;
    for (const std::string* part : {&asset.kind, &asset.service, &asset.handle, &asset.url, &asset.state}) {
        if (!part->empty()) out += (out.empty() ? "" : ", ") + *part;
    }
    return out;
}

template <typename T, typename Write>
std::string each(const std::vector<T>& items, Write write) {
    std::string out;
    for (const T& item : items) {
        const std::string text = write(item);
        if (!text.empty()) out += (out.empty() ? "" : "\n") + text;
    }
    return out;
}

std::string happenings(const Lines& lines, const Report& report) {
    return each(report.timeline, [&](const Happening& item) {
        return when_of(lines, item) + (item.what.empty() ? "" : ": " + item.what);
    });
}

std::string evidence_of(const Report& report) {
    return each(report.evidence, [](const EvidenceItem& item) {
        return item.name + ", " + std::to_string(item.size) + " B" + (item.sha256.empty() ? "" : ", SHA-256 " + item.sha256);
    });
}

std::string told_of(const Report& report) {
    return each(report.reported_to, [](const Told& item) {
        return item.channel + (item.when.empty() ? "" : ", " + item.when) + (item.ref.empty() ? "" : ", " + item.ref);
    });
}

std::string consent_of(const Lines& lines, const Report& report) {
    const Consent& given = report.consent;
    std::string out;
    const std::array<std::pair<const char*, bool>, 5> items = {{{"report.consent.helpline", given.helpline},
                                                               {"report.consent.partners", given.partners},
                                                               {"report.consent.platform", given.platform},
                                                               {"report.consent.authorities", given.authorities},
                                                               {"report.consent.public", given.published}}};
    for (const auto& [id, yes] : items) out += (out.empty() ? "" : "\n") + lines.say(id) + ": " + yes_no(lines, yes);
    return out;
}

std::string story_of(const Report& report) {
    if (report.details.empty()) return report.summary;
    return report.summary.empty() ? report.details : report.summary + "\n" + report.details;
}

std::string answer_value(const Lines& lines, const Answer& answer) {
    return answer.value == "yes" || answer.value == "no" ? yes_no(lines, answer.value == "yes") : answer.value;
}

std::string links_of(const Report& report) {
    std::vector<std::string> links;
    for (const Asset& asset : report.assets) {
        if (!asset.url.empty()) links.push_back(asset.url);
    }
    for (const std::string& type : report.types) {
        for (const ReportQuestion& question : questions_of(type)) {
            if (question.asks != Asks::Link) continue;
            for (const Answer& answer : report.answers) {
                if (answer.question == question.id && std::ranges::find(links, answer.value) == links.end()) links.push_back(answer.value);
            }
        }
    }
    return text::join(links, "\n");
}

void everything(Lines& lines, const Report& report) {
    first_contact(lines, report);
    lines.typed("summary", report.summary);
    lines.typed("details", report.details);
    if (report.timeline.size() > 1 || (!report.timeline.empty() && !report.timeline.front().what.empty())) {
        lines.typed("timeline", happenings(lines, report));
    }
    if (report.affected) lines.optional("affected", std::to_string(*report.affected));
    if (report.minors != Minors::Unknown) lines.optional("minors", yes_no(lines, report.minors == Minors::Yes));
    lines.typed("assets", each(report.assets, asset_text));
    for (const Answer& answer : report.answers) {
        lines.labelled("question." + answer.question, lines.say("report.question." + answer.question), answer_value(lines, answer));
    }
    lines.typed("wanted", text::join(report.wanted, "; "));
    lines.optional("told", told_of(report));
    lines.optional("evidence", evidence_of(report));
    lines.optional("consent", consent_of(lines, report));
    lines.optional("expires", report.expires);
}

std::string mail_of(const Report& report) {
    const auto found = std::ranges::find(report.callback, "email", &Callback::method);
    return found == report.callback.end() ? std::string{} : found->value;
}

void web_form(Lines& lines, const Report& report) {
    lines.field("form-name", report.alias, kFormShort);
    // A form has no message to reply to.
    const bool reachable = std::ranges::any_of(report.callback, [](const Callback& item) { return !item.value.empty(); });
    if (reachable) lines.field("form-contact", mail_of(report).empty() ? answer_of(lines, report) : mail_of(report), kFormShort);
    lines.field("form-link", links_of(report), kFormLine);
    const std::string story = story_of(report);
    lines.field("form-what", story.empty() ? types_of(lines, report) : story, kFormLong);
    if (!report.timeline.empty()) lines.field("form-since", report.timeline.front().when, kFormShort);
    lines.field("form-done", text::join(report.actions_taken, "; "), kFormLine);
    lines.field("form-wanted", text::join(report.wanted, "; "), kFormLine);
    lines.field("form-case", report.case_ref, kFormShort);
}

std::string or_missing(const Lines& lines, std::string value) { return value.empty() ? lines.say("report.missing") : value; }

/// Article 16(2): reasons, exact places, name and mail, good faith. The name is not demanded where a child is abused.
void dsa_notice(Lines& lines, const Report& report) {
    lines.needed("dsa-reason", or_missing(lines, story_of(report)));
    lines.needed("dsa-where", or_missing(lines, links_of(report)));
    const bool may_be_nameless = report.minors == Minors::Yes &&
                                 std::ranges::find(report.types, "gender-based-violence") != report.types.end();
    const std::string name = may_be_nameless ? report.alias : or_missing(lines, report.alias);
    const std::string mail = may_be_nameless ? mail_of(report) : or_missing(lines, mail_of(report));
    if (may_be_nameless) {
        lines.typed("dsa-name", name);
        lines.typed("dsa-mail", mail);
    } else {
        lines.needed_field("dsa-name", name);
        lines.needed_field("dsa-mail", mail);
    }
    lines.needed("dsa-faith", lines.say("report.dsa.faith"));
}

/// What OHCHR asks of whoever writes to a special procedure; the two consents are needed, and are no until said.
void un_letter(Lines& lines, const Report& report) {
    lines.typed("un-work", report.alias);
    lines.needed("un-kind", types_of(lines, report));
    lines.typed("un-situation", story_of(report));
    lines.typed("timeline", happenings(lines, report));
    lines.typed("done", text::join(report.actions_taken, "; "));
    lines.optional("told", told_of(report));
    for (const Answer& answer : report.answers) {
        lines.labelled("question." + answer.question, lines.say("report.question." + answer.question), answer_value(lines, answer));
    }
    lines.typed("wanted", text::join(report.wanted, "; "));
    lines.needed("un-consent-state", yes_no(lines, report.consent.authorities));
    lines.needed("un-consent-public", yes_no(lines, report.consent.published));
    lines.needed("answer", answer_of(lines, report));
}

/// The report as a document, with nothing in it that its stage or the person leaves out.
Report reduced(const Report& report, Stage stage, const std::set<std::string>& left_out) {
    Report out = report;
    const auto drop = [&](const char* id) { return left_out.contains(id); };
    if (stage == Stage::FirstContact) {
        Report first;
        first.case_ref = out.case_ref;
        first.created = out.created;
        first.lang = out.lang;
        first.types = out.types;
        first.danger = out.danger;
        first.alias = out.alias;
        first.role = out.role;
        first.callback = out.callback;
        first.actions_taken = out.actions_taken;
        first.safe_reply = out.safe_reply;
        if (!out.timeline.empty()) first.timeline.push_back({out.timeline.front().when, out.timeline.front().precision, {}});
        out = std::move(first);
    }
    if (drop("alias")) out.alias.clear();
    if (drop("role")) out.role = Role::Self;
    if (drop("done")) out.actions_taken.clear();
    if (drop("code")) out.safe_reply.code_word.clear();
    if (drop("safe-hours")) out.safe_reply.hours.clear();
    if (drop("avoid")) out.safe_reply.avoid.clear();
    if (drop("summary")) out.summary.clear();
    if (drop("details")) out.details.clear();
    if (drop("since") && !out.timeline.empty() && out.timeline.front().what.empty()) out.timeline.erase(out.timeline.begin());
    if (drop("timeline") && !out.timeline.empty()) {
        out.timeline.resize(drop("since") ? 0 : 1);
        if (!out.timeline.empty()) out.timeline.front().what.clear();
    }
    if (drop("affected")) out.affected.reset();
    if (drop("minors")) out.minors = Minors::Unknown;
    if (drop("assets")) out.assets.clear();
    if (drop("wanted")) out.wanted.clear();
    if (drop("told")) out.reported_to.clear();
    if (drop("evidence")) out.evidence.clear();
    if (drop("expires")) out.expires.clear();
    std::erase_if(out.answers, [&](const Answer& answer) { return left_out.contains("question." + answer.question); });
    return out;
}

/// "Label: value", wrapped; a value of several lines stands below its label.
std::string block(const Line& line) {
    if (line.value.find('\n') == std::string::npos) return wrap(line.label + ": " + line.value, kColumns, "  ");
    std::string out = line.label + ":\n";
    for (const std::string_view part : text::lines(line.value)) out += "  " + wrap(part, kColumns - 2, "    ");
    return out;
}

std::string message_text(const std::vector<Line>& lines, const Report& report, Form form, Stage stage, const localization::Translator& words) {
    const auto say = [&](const std::string& id, std::vector<MessageArgument> arguments = {}) {
        return words.tr(Message{id, std::move(arguments)}).text;
    };
    std::string out;
    if (form == Form::DsaNotice) out += wrap(say("report.dsa.title"), kColumns) + "\n";
    if (form == Form::UnLetter) out += wrap(say("report.un.title"), kColumns) + "\n";
    if (form != Form::WebForm) {
        out += say("report.case", {{"case", Code{report.case_ref}}, {"date", Code{report.created}}}) + "\n\n";
    }
    for (const Line& line : lines) {
        if (form == Form::WebForm) {
            out += line.label + "\n" + line.value + "\n\n";
        } else {
            out += block(line);
        }
    }
    if (form == Form::Message && stage == Stage::FirstContact) out += "\n" + wrap(say("report.more_later"), kColumns);
    return out;
}

}  // namespace

std::string_view form_name(Form form) {
    constexpr std::array<std::string_view, 5> kNames = {"message", "document", "web-form", "dsa-notice", "un-letter"};
    return kNames[static_cast<std::size_t>(form)];
}

std::string wrap(std::string_view text, std::size_t columns, std::string_view indent) {
    std::string out;
    std::string line;
    for (const std::string_view word : text::words(text)) {
        const bool fits = line.empty() || utf8::length(line) + 1 + utf8::length(word) <= columns;
        if (!fits) {
            out += line + "\n";
            line = indent;
        } else if (!line.empty()) {
            line += ' ';
        }
        line += word;
    }
    return out + line + "\n";
}

std::vector<Line> lines_of(const Report& report, Form form, Stage stage, const localization::Translator& words,
                           const std::set<std::string>& left_out) {
    Lines lines(words, left_out);
    switch (form) {
        case Form::WebForm: web_form(lines, report); break;
        case Form::DsaNotice: dsa_notice(lines, report); break;
        case Form::UnLetter: un_letter(lines, report); break;
        case Form::Message:
        case Form::Document:
            if (stage == Stage::Full) {
                everything(lines, report);
            } else {
                first_contact(lines, report);
            }
            break;
    }
    return lines.take();
}

Rendering render(const Report& report, const RenderChoice& choice) {
    Rendering out;
    out.form = choice.form;
    out.stage = choice.stage;
    out.case_ref = report.case_ref;
    out.lang = choice.desk->language().tag;
    out.subject = report.case_ref;
    out.media_type = "text/plain; charset=utf-8";
    out.lines = lines_of(report, choice.form, choice.stage, *choice.desk, choice.left_out);
    if (choice.form == Form::Document) {
        out.media_type = "application/json";
        out.text = to_json(reduced(report, choice.stage, choice.left_out)).dump() + "\n";
        return out;
    }
    out.text = message_text(out.lines, report, choice.form, choice.stage, *choice.desk);
    if (choice.own != nullptr && choice.form != Form::WebForm) {
        const auto own = lines_of(report, choice.form, choice.stage, *choice.own, choice.left_out);
        out.text += "\n----\n\n" + message_text(own, report, choice.form, choice.stage, *choice.own);
    }
    return out;
}

std::string short_text(const Report& report, const localization::Translator& words) {
    const std::set<std::string> nothing;
    const Lines lines(words, nothing);
    return lines.say({"report.short",
                      {{"case", Code{report.case_ref}},
                       {"what", types_of(lines, report)},
                       {"danger", lines.say("report.danger." + std::string(danger_name(report.danger)))},
                       {"word", Code{report.safe_reply.code_word}}}});
}

}  // namespace amparo::escalation
