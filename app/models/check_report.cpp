#include "app/models/check_report.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "app/base/text.hpp"
#include "app/models/check_words.hpp"

namespace amparo::models {

namespace {

using checks::CheckInfo;
using checks::Finding;
using localization::Text;

constexpr const char* kGone = "[…]";

/// Names of accounts: of subjects, and of home folders that evidence mentions.
std::vector<std::string> names_in(const std::vector<const Finding*>& findings) {
    std::vector<std::string> out;
    const auto add = [&](std::string_view name) {
        if (name.size() > 1 && name != "root" && std::ranges::find(out, name) == out.end()) out.emplace_back(name);
    };
    for (const Finding* finding : findings) {
        add(finding->subject);
        for (const checks::Evidence& item : finding->evidence) {
            for (const std::string* text : {&item.source, &item.value}) {
                for (const std::string_view start : {"/home/", "/Users/", "\\Users\\"}) {
                    for (std::size_t at = text->find(start); at != std::string::npos; at = text->find(start, at + 1)) {
                        const std::string_view rest = std::string_view(*text).substr(at + start.size());
                        add(rest.substr(0, rest.find_first_of("/\\ ,;:\"'")));
                    }
                }
            }
        }
    }
    // The longest first: "ana" must not eat a part of "anabel".
    std::ranges::sort(out, [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
    return out;
}

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || static_cast<unsigned char>(c) >= 0x80; }

/// Pieces made of `inside` characters that `is` recognises.
template <typename Inside, typename Is>
std::string without_pieces(const std::string& text, const Inside& inside, const Is& is) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && inside(text[end])) ++end;
        if (end == at) {
            out.push_back(text[at++]);
            continue;
        }
        // A full stop or a colon at the end belongs to the sentence.
        std::size_t last = end;
        while (last > at && (text[last - 1] == '.' || text[last - 1] == ':')) --last;
        const std::string_view piece = std::string_view(text).substr(at, last - at);
        out += is(piece) ? std::string_view(kGone) : piece;
        out.append(text, last, end - last);
        at = end;
    }
    return out;
}

/// 192.0.2.7, with or without a port; not 127.0.0.1, which names nobody, and not a version such as 1.2.3.
bool is_address(std::string_view piece) {
    const auto colon = piece.find(':');
    const auto parts = text::split(piece.substr(0, colon), '.');
    const bool four = parts.size() == 4 && std::ranges::all_of(parts, [](std::string_view part) {
                          const auto number = text::to_integer(part);
                          return number && *number >= 0 && *number <= 255 && part.size() <= 3;
                      });
    if (four) return !piece.starts_with("127.") && !piece.starts_with("0.0.0.0");
    // IPv6 and hardware addresses: at least four groups of hexadecimal.
    const auto groups = text::split(piece, ':');
    return groups.size() >= 5 && std::ranges::all_of(groups, [](std::string_view group) {
               return group.size() <= 4 && (group.empty() || text::from_hex(group).has_value());
           });
}

bool is_mail(std::string_view piece) {
    const auto at = piece.find('@');
    return at != std::string_view::npos && at > 0 && piece.find('.', at) != std::string_view::npos;
}

class Maker {
  public:
    Maker(const std::vector<const Finding*>& findings, const localization::Translator& words, Redaction redaction)
        : words_(&words), redaction_(redaction), names_(names_in(findings)) {}

    [[nodiscard]] Text say(Message message) const {
        if (redaction_ == Redaction::Verdicts) {
            for (MessageArgument& argument : message.arguments) {
                if (std::holds_alternative<Code>(argument.value) || std::holds_alternative<std::string>(argument.value)) argument.value = std::string("…");
            }
        }
        Text text = words_->tr(message);
        if (redaction_ != Redaction::Full) text.text = without_names(std::move(text.text), names_);
        return text;
    }

    /// A sentence of ours with values of ours.
    [[nodiscard]] Text plain(const Message& message) const { return words_->tr(message); }

    [[nodiscard]] std::vector<checks::Evidence> evidence(const Finding& finding) const {
        if (redaction_ == Redaction::Verdicts) return {};
        auto out = finding.evidence;
        if (redaction_ == Redaction::Full) return out;
        for (checks::Evidence& item : out) {
            item.source = without_names(std::move(item.source), names_);
            item.value = without_names(std::move(item.value), names_);
        }
        return out;
    }

  private:
    const localization::Translator* words_;
    Redaction redaction_;
    std::vector<std::string> names_;
};

ReportItem make_item(const Finding& finding, const CheckInfo& info, const localization::Translator& words, const Maker& maker) {
    ReportItem item;
    item.id = finding.id;
    item.group = group_of(finding);
    item.title = maker.plain(check_message(finding.id, "title"));
    item.reason = maker.say(reason_message(finding));
    if (finding.judgement.verdict == checks::Verdict::AtRisk) {
        if (may_be_watched(finding, info)) item.first = maker.plain({"checkreport.safety_first", {}});
        for (Message& step : remedy_steps(finding.id, finding.judgement.remedy, words)) {
            step.arguments = finding.judgement.arguments;
            item.steps.push_back(maker.say(std::move(step)));
        }
        item.notes.push_back(maker.plain(check_message(finding.id, "watcher")));
    } else if (finding.judgement.verdict == checks::Verdict::CannotTell) {
        if (const auto by_hand = by_hand_message(finding, words)) item.notes.push_back(maker.plain(*by_hand));
    }
    item.evidence = maker.evidence(finding);
    return item;
}

Json facts_of(const Report& report, ThreatProfile profile, Redaction redaction, const std::vector<const Finding*>& findings, Day today) {
    Json list = Json::array();
    for (std::size_t i = 0; i < findings.size(); ++i) {
        const ReportItem& item = report.items[i];
        Json evidence = Json::array();
        for (const checks::Evidence& fact : item.evidence) evidence.push(Json::object().set("source", fact.source).set("key", fact.key).set("value", fact.value));
        Json steps = Json::array();
        for (const Text& step : item.steps) steps.push(step.text);
        list.push(Json::object()
                      .set("id", item.id)
                      .set("title", item.title.text)
                      .set("verdict", checks::verdict_name(findings[i]->judgement.verdict))
                      .set("severity", checks::severity_name(findings[i]->judgement.severity))
                      .set("reason", findings[i]->judgement.reason)
                      .set("reason_text", item.reason.text)
                      .set("first", item.first.text)
                      .set("steps", std::move(steps))
                      .set("evidence", std::move(evidence)));
    }
    return Json::object()
        .set("schema", "amparo.check-report/1")
        .set("made", format_day(today))
        .set("lang", report.lang)
        .set("profile", profile_name(profile))
        .set("told", redaction_name(redaction))
        .set("findings", std::move(list));
}

}  // namespace

std::string_view redaction_name(Redaction redaction) {
    switch (redaction) {
        case Redaction::Full: return "full";
        case Redaction::NoNames: return "names";
        case Redaction::Verdicts: return "verdicts";
    }
    return "verdicts";
}

std::optional<Redaction> redaction_from_name(std::string_view name) {
    for (const Redaction redaction : {Redaction::Full, Redaction::NoNames, Redaction::Verdicts}) {
        if (redaction_name(redaction) == name) return redaction;
    }
    return std::nullopt;
}

std::string without_names(std::string text, const std::vector<std::string>& names) {
    // Mail addresses first: a name taken out of one would leave the rest standing.
    text = without_pieces(text, [](char c) { return is_word(c) || c == '@' || c == '.' || c == '+' || c == '-'; }, is_mail);
    for (const std::string& name : names) {
        for (std::size_t at = text.find(name); at != std::string::npos;) {
            const std::size_t end = at + name.size();
            const bool whole = (at == 0 || !is_word(text[at - 1])) && (end == text.size() || !is_word(text[end]));
            if (whole) text.replace(at, name.size(), kGone);
            at = text.find(name, at + (whole ? std::string_view(kGone).size() : 1));
        }
    }
    return without_pieces(text, [](char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0 || c == ':' || c == '.'; }, is_address);
}

Report make_report(const std::vector<const Finding*>& findings, const std::vector<CheckInfo>& infos, const localization::Translator& words,
                   ThreatProfile profile, Redaction redaction, Day today) {
    const Maker maker(findings, words, redaction);
    Report report;
    const MessageRef who{"threat." + std::string(profile_name(profile))};
    report.title = maker.plain({"checkreport.title", {}});
    report.made = maker.plain({"checkreport.made", {{"date", Code{format_day(today)}}, {"profile", who}}});
    report.told = maker.plain({"checkreport.told." + std::string(redaction_name(redaction)), {}});
    for (const char* group : {"check.group.fix_soon", "check.group.worth_fixing", "check.group.cannot_tell", "check.group.good", "check.group.does_not_apply"}) {
        report.headings.push_back(maker.plain({group, {}}));
    }
    report.steps_heading = maker.plain({"check.steps.title", {}});
    report.evidence_heading = maker.plain({"check.evidence.title", {}});
    if (report.title.state == localization::State::Draft) report.draft = maker.plain({"checkreport.draft", {}});
    report.lang = report.title.lang;
    report.right_to_left = report.title.direction == localization::Direction::RightToLeft;
    for (const Finding* finding : findings) report.items.push_back(make_item(*finding, *find_info(infos, finding->id), words, maker));
    report.facts = facts_of(report, profile, redaction, findings, today);
    return report;
}

std::string report_text(const Report& report) {
    std::string out = report.title.text + "\n" + report.made.text + "\n" + report.told.text + "\n";
    if (!report.draft.text.empty()) out += report.draft.text + "\n";
    std::optional<FindingGroup> last;
    for (const ReportItem& item : report.items) {
        if (item.group != last) out += "\n== " + report.headings.at(static_cast<std::size_t>(item.group)).text + "\n";
        last = item.group;
        out += "\n" + item.title.text + "\n  " + item.reason.text + "\n";
        if (!item.first.text.empty()) out += "  " + item.first.text + "\n";
        int number = 0;
        for (const Text& step : item.steps) out += "  " + std::to_string(++number) + ". " + step.text + "\n";
        for (const Text& note : item.notes) out += "  " + note.text + "\n";
        for (const checks::Evidence& fact : item.evidence) out += "    " + fact.source + "  " + fact.key + " = " + fact.value + "\n";
    }
    return out;
}

}  // namespace amparo::models
