#include "app/models/channel_book.hpp"

namespace amparo::models {

using escalation::Channel;
using escalation::Contact;

Result<ChannelBook> ChannelBook::load(const ShippedData& shipped) {
    ChannelBook book;
    const auto table = shipped.read("tables/regions.json");
    if (!table) return fail(Errc::Bug, "tables/regions.json cannot be read");
    auto regions = escalation::Regions::parse(table->bytes);
    if (!regions) return fail(Errc::Bug, "tables/regions.json: " + regions.error().detail);
    book.regions_ = *std::move(regions);

    for (const std::string& path : shipped.list("channels/")) {
        if (!path.ends_with(".json")) continue;
        const auto file = shipped.read(path);
        if (!file) {
            // Changed and missing files are told below, all in one way.
            const Errc code = file.error().code;
            if (code != Errc::Tampered && code != Errc::NotFound) book.directory_.add_problem({path, code, file.error().detail});
            continue;
        }
        book.directory_.add(path, file->bytes,
                            file->origin == Origin::AddedByHand ? escalation::ChannelOrigin::AddedByHand
                                                                : escalation::ChannelOrigin::Shipped);
    }
    for (const ShippedProblem& problem : shipped.problems()) {
        if (!problem.path.starts_with("channels/")) continue;
        const bool changed = problem.fault == ShippedFault::Changed;
        const bool missing = problem.fault == ShippedFault::Missing;
        book.directory_.add_problem({problem.path, changed ? Errc::Tampered : missing ? Errc::NotFound : Errc::Denied,
                                     changed ? "changed since this copy was made; not used" : "cannot be read"});
    }
    return book;
}

Json ChannelBook::document(const Channel& channel, Day today) const {
    Json contacts = Json::array();
    for (const Contact& contact : channel.contacts) {
        Json item = Json::object();
        item.set("method", contact.method).set("value", contact.value);
        if (!contact.note.empty()) item.set("note", contact.note);
        if (!contact.incident.empty()) item.set("incident", contact.incident);
        if (!contact.applies_to.empty()) item.set("applies_to", contact.applies_to);
        if (!contact.channel.empty()) item.set("channel", contact.channel);
        contacts.push(std::move(item));
    }
    Json out = Json::object();
    out.set("id", channel.id).set("name", channel.name).set("kind", escalation::kind_name(channel.kind));
    if (!channel.subtype.empty()) out.set("subtype", channel.subtype);
    out.set("operator", channel.operator_name).set("url", channel.url).set("contacts", std::move(contacts));
    out.set("languages", Json::strings(channel.languages)).set("regions", Json::strings(channel.regions));
    out.set("audiences", Json::strings(channel.audiences)).set("incidents", Json::strings(channel.incidents));
    if (!channel.response_time.empty()) out.set("response_time", channel.response_time);
    if (!channel.hours.empty()) out.set("hours", channel.hours);
    out.set("asks_at_intake", Json::strings(channel.asks_at_intake));
    if (!channel.notes.empty()) out.set("notes", channel.notes);
    out.set("source", Json::strings(channel.sources)).set("source_kind", channel.primary_source ? "primary" : "secondary");
    out.set("seen", channel.seen_text.empty() ? Json{} : Json(channel.seen_text));
    out.set("age_days", channel.seen ? Json(days_between(*channel.seen, today)) : Json{});
    out.set("grade", escalation::grade_name(channel.grade(today)));
    out.set("added_by_hand", channel.added_by_hand);
    return out;
}

Json ChannelBook::problem_document() const {
    Json out = Json::array();
    for (const auto& problem : problems()) {
        out.push(Json::object()
                     .set("path", problem.path)
                     .set("problem", problem.code == Errc::Tampered ? "changed" : errc_name(problem.code))
                     .set("detail", problem.detail));
    }
    return out;
}

Json ChannelBook::list_document(Day today) const {
    Json channels = Json::array();
    for (const Channel& channel : directory_.channels()) channels.push(document(channel, today));
    return Json::object().set("schema", "amparo.channels/1").set("channels", std::move(channels)).set("problems", problem_document());
}

Json ChannelBook::suggestion_document(const std::vector<escalation::Suggestion>& suggestions, Day today,
                                      const localization::Translator& words) const {
    Json channels = Json::array();
    for (const escalation::Suggestion& suggestion : suggestions) {
        Json why = Json::array();
        for (const Message& reason : suggestion.why) why.push(words.tr(reason).text);
        Json item = document(*suggestion.channel, today);
        item.set("why", std::move(why));
        channels.push(std::move(item));
    }
    return Json::object().set("schema", "amparo.channels/1").set("channels", std::move(channels)).set("problems", problem_document());
}

}  // namespace amparo::models
