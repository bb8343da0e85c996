#include <algorithm>

#include "app/base/text.hpp"
#include "app/console/session.hpp"
#include "app/models/channel_book.hpp"
#include "app/models/help_desk.hpp"

namespace amparo::console {

namespace {

using escalation::Channel;
using escalation::Contact;
using models::ChannelBook;

int complain_about(const Session& session, const Error& error) {
    session.complain(usage_message(error));
    return error.code == Errc::Bug ? kInternal : kUsage;
}

std::string channel_text(const Session& session, const Channel& channel, const std::string& part, const std::string& english) {
    return models::channel_text(session.words, channel, part, english).text;
}

std::string grade_text(const Session& session, const Channel& channel) {
    return session.say(models::grade_message(channel, session.today));
}

void write_contacts(const Session& session, Paper& paper, const Channel& channel, const std::string& incident) {
    for (const Contact& contact : channel.contacts) {
        // A form for another incident would only lead astray.
        if (!incident.empty() && !contact.incident.empty() && contact.incident != incident) continue;
        Message line{"channels.contact", {{"method", MessageRef{"channels.method." + contact.method}}, {"value", Code{contact.value}}}};
        if (!contact.note.empty()) {
            const std::string part = "contact." + std::to_string(&contact - channel.contacts.data() + 1);
            line.id = "channels.contact.note";
            line.arguments.push_back({"note", channel_text(session, channel, part, contact.note)});
        }
        paper.paragraph(session.say(line), 4, 2);
    }
}

void write_problems(const Session& session, Paper& paper, const ChannelBook& book) {
    for (const auto& problem : book.problems()) {
        const char* id = problem.code == Errc::Tampered ? "channels.problem.changed" : "channels.problem.broken";
        paper.paragraph(session.say({id, {{"file", Code{problem.path}}, {"reason", problem.detail}}}), 0, 2, Ink::Small);
    }
}

bool any_changed(const ChannelBook& book) { return !book.problems().empty(); }

}  // namespace

int command_channels_list(const Session& session) {
    const auto book = ChannelBook::load(session.shipped);
    if (!book) return complain_about(session, book.error());
    if (session.json()) {
        session.print(book->list_document(session.today));
    } else {
        Paper paper = session.paper();
        for (const Channel& channel : book->directory().channels()) {
            paper.paragraph(channel.id + "  " + channel.name + " – " + grade_text(session, channel), 0, 4);
        }
        write_problems(session, paper, *book);
    }
    return any_changed(*book) ? kNeedsAttention : kDone;
}

int command_channels_show(const Session& session) {
    const auto book = ChannelBook::load(session.shipped);
    if (!book) return complain_about(session, book.error());
    const std::string& id = session.arguments.words.front();
    const Channel* channel = book->directory().find(id);
    if (channel == nullptr) {
        std::vector<std::string> known;
        for (const Channel& item : book->directory().channels()) known.push_back(item.id);
        const std::string hint = text::nearest(id, known);
        return complain_about(session, Error{Errc::NotFound, "console.usage.channel", hint.empty() ? id : id + "\n" + hint});
    }
    if (session.json()) {
        Json document = book->document(*channel, session.today);
        session.print(document.set("schema", "amparo.channel-info/1"));
        return kDone;
    }
    Paper paper = session.paper();
    paper.paragraph(channel->name, 0, 0, Ink::Strong);
    paper.paragraph(session.say({"channels.operator", {{"name", channel->operator_name}}}), 2);
    if (channel->state_body()) paper.paragraph(session.say("channels.why.state_body"), 2, 0, Ink::Small);
    if (channel->added_by_hand) paper.paragraph(session.say("channels.why.by_hand"), 2, 0, Ink::Small);
    write_contacts(session, paper, *channel, {});
    paper.paragraph(channel->url, 4);
    if (!channel->hours.empty()) paper.paragraph(session.say({"channels.hours", {{"hours", channel_text(session, *channel, "hours", channel->hours)}}}), 2);
    if (!channel->response_time.empty()) {
        paper.paragraph(session.say({"channels.response", {{"time", channel_text(session, *channel, "response_time", channel->response_time)}}}), 2);
    }
    if (!channel->languages.empty()) {
        paper.paragraph(session.say({"channels.languages", {{"list", Code{text::join(channel->languages, ", ")}}}}), 2);
    }
    if (!channel->asks_at_intake.empty()) {
        paper.paragraph(session.say("channels.asks"), 2);
        for (std::size_t i = 0; i < channel->asks_at_intake.size(); ++i) {
            const std::string part = "asks." + std::to_string(i + 1);
            paper.paragraph("- " + channel_text(session, *channel, part, channel->asks_at_intake[i]), 4, 2);
        }
    }
    if (!channel->notes.empty()) paper.paragraph(channel_text(session, *channel, "notes", channel->notes), 2);
    paper.paragraph(grade_text(session, *channel), 2, 0, Ink::Muted);
    write_draft_note(session, paper, {"channels.asks", {}});
    return kDone;
}

int command_channels_suggest(const Session& session) {
    const auto book = ChannelBook::load(session.shipped);
    if (!book) return complain_about(session, book.error());
    const auto& incidents = escalation::incident_ids();
    escalation::Question question;
    question.incident = session.arguments.value("--incident").value_or("");
    question.region = session.arguments.value("--region").value_or("");
    question.language = session.arguments.value("--language").value_or("");
    question.audience = session.arguments.value("--audience").value_or("");
    if (std::ranges::find(incidents, question.incident) == incidents.end()) {
        if (question.incident.empty()) {
            session.complain({"console.usage.incident_missing", {{"hint", Code{text::join(incidents, ", ")}}}});
            return kUsage;
        }
        const std::string hint = text::nearest(question.incident, incidents);
        const std::string detail = question.incident + "\n" + (hint.empty() ? text::join(incidents, ", ") : hint);
        return complain_about(session, Error{Errc::NotFound, "console.usage.incident", detail});
    }
    if (question.region.size() == 2) std::ranges::transform(question.region, question.region.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    if (!question.region.empty() && !book->regions().knows(question.region)) {
        const std::string hint = text::nearest(question.region, book->regions().all());
        return complain_about(session, Error{Errc::NotFound, "console.usage.region", hint.empty() ? question.region : question.region + "\n" + hint});
    }
    const auto suggestions = escalation::suggest(book->directory(), book->regions(), question, session.today);
    if (session.json()) {
        session.print(book->suggestion_document(suggestions, session.today, session.words));
        return suggestions.empty() ? kNotEverythingSeen : kDone;
    }
    Paper paper = session.paper();
    if (suggestions.empty()) {
        paper.paragraph(session.say("channels.none"));
        return kNotEverythingSeen;
    }
    if (escalation::all_old(suggestions)) paper.paragraph(session.say("channels.all_old"), 0, 0, Ink::Small);
    paper.blank();
    int number = 0;
    for (const escalation::Suggestion& suggestion : suggestions) {
        paper.paragraph(std::to_string(++number) + ". " + suggestion.channel->name, 0, 3, Ink::Strong);
        std::string why;
        for (const Message& reason : suggestion.why) why += (why.empty() ? "" : " ") + session.say(reason);
        paper.paragraph(why, 4);
        write_contacts(session, paper, *suggestion.channel, question.incident);
        paper.paragraph(grade_text(session, *suggestion.channel), 4, 0, Ink::Muted);
    }
    write_problems(session, paper, *book);
    write_draft_note(session, paper, {"channels.asks", {}});
    return kDone;
}

}  // namespace amparo::console
