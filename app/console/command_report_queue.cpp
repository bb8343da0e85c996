// The outbox in a terminal: what waits and what arrived; one try of one of them, by a person who saw what leaves; taking one back.

#include <algorithm>
#include <chrono>
#include <iostream>

#include "app/base/date.hpp"
#include "app/base/text.hpp"
#include "app/console/report_text.hpp"
#include "app/console/vault_session.hpp"
#include "app/models/kept_outbox.hpp"

namespace amparo::console {

namespace {

using delivery::QueueItem;
using delivery::State;

std::int64_t unix_now() {
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

/// Whether somebody should look at it again.
bool is_open(State state) { return state == State::Queued || state == State::Sending || state == State::Unsure || state == State::Failed; }

std::string moment_or_nothing(std::int64_t when) { return when == 0 ? std::string() : format_moment(when); }

Json document_of(const QueueItem& item) {
    Json receipt = Json::object();
    receipt.set("proof", delivery::proof_name(item.receipt.proof)).set("reference", item.receipt.reference).set("when", moment_or_nothing(item.receipt.when));
    return Json::object()
        .set("id", item.id)
        .set("case_ref", item.parcel.case_ref)
        .set("to", item.parcel.recipient)
        .set("address", item.parcel.address)
        .set("way", delivery::way_name(item.parcel.way))
        .set("protection", delivery::protection_name(item.parcel.protection))
        .set("state", delivery::state_name(item.state))
        .set("queued", moment_or_nothing(item.queued))
        .set("tries", item.tries)
        .set("next_try", item.state == State::Queued ? moment_or_nothing(item.next_try) : std::string())
        .set("reason", item.error)
        .set("receipt", std::move(receipt));
}

int write_items(const Session& session, const std::vector<QueueItem>& items) {
    if (session.json()) {
        Json list = Json::array();
        for (const QueueItem& item : items) list.push(document_of(item));
        session.print(Json::object().set("schema", "amparo.queue/1").set("items", std::move(list)));
    } else {
        Paper paper = session.paper();
        if (items.empty()) paper.paragraph(session.say("console.queue.nothing"));
        for (const QueueItem& item : items) {
            const std::string pill = session.say("sending.pill." + std::string(delivery::state_name(item.state)));
            paper.paragraph(item.id + " " + pill + " " + item.parcel.case_ref, 0, 0, Ink::Strong);
            paper.paragraph(session.say({"sending.to", {{"name", item.parcel.recipient}}}) + " <" + item.parcel.address + ">", 4, 4);
            // Nobody can tell from here whether another window is at it or a try was cut off.
            paper.paragraph(session.say(item.state == State::Sending ? Message{"console.queue.sending", {}} : models::queue_message(item)), 4, 4);
            if (item.tries > 0) paper.paragraph(session.say({"console.queue.tries", {{"count", std::int64_t{item.tries}}}}), 4, 4);
        }
    }
    return std::ranges::any_of(items, [](const QueueItem& item) { return is_open(item.state); }) ? kNeedsAttention : kDone;
}

int list_all(const Session& session) {
    const auto opened = open_vault(session, kForReading);
    if (!opened) return complain_about_vault(session, opened.error());
    const auto items = models::look_at_outbox(*opened);
    if (!items) return complain_about_vault(session, items.error());
    return write_items(session, *items);
}

int complain_about_item(const Session& session, const Error& error, const std::string& id) {
    if (error.say.empty() && error.code == Errc::NotFound) {
        session.complain({"console.queue.no_item", {{"id", Code{id}}}});
        return kUsage;
    }
    session.complain({error.say.empty() && error.code == Errc::Conflict ? "console.queue.too_late" : error.message_id(), {}});
    return kNeedsAttention;
}

/// Shows what would leave, and waits for the case reference: nobody agrees by leaning on Enter.
bool agrees(const Session& session, const QueueItem& item, const models::NetworkChoice& road) {
    std::ostream& err = *session.around.err;
    err << session.say({"sending.to", {{"name", item.parcel.recipient}}}) << "  <" << item.parcel.address << ">\n";
    err << session.say(models::queue_message(item)) << "\n";
    for (const Message& sentence : models::travel_messages(item, road.through_proxy)) err << session.say(sentence) << "\n";
    // What is sealed can be read by nobody here; what is not is shown as it travels.
    if (item.parcel.protection == delivery::Protection::Readable) err << "\n" << item.parcel.body << "\n";
    err << "\n" << session.say({"console.queue.ask", {{"case", Code{item.parcel.case_ref}}}}) << "\n> " << std::flush;
    std::string typed;
    std::getline(std::cin, typed);
    return text::lower(text::trim(typed)) == text::lower(item.parcel.case_ref);
}

int try_one(const Session& session, const std::string& id) {
    // Only a person sends: somebody has to see what leaves.
    if (!session.around.err_is_terminal) {
        session.complain({"console.report.send_needs_person", {}});
        return kUsage;
    }
    if (session.arguments.has("--offline")) {
        session.complain({"network.off", {}});
        return kUsage;
    }
    const auto road = road_of(session);
    if (!road) {
        session.complain({"sending.proxy.wrong", {}});
        return kUsage;
    }
    auto opened = open_vault(session, {});
    if (!opened) return complain_about_vault(session, opened.error());
    const auto outbox = models::open_outbox(*opened);
    if (!outbox) return complain_about_item(session, outbox.error(), id);
    const auto item = (*outbox)->find(id);
    if (!item) return complain_about_item(session, Error{Errc::NotFound, "", ""}, id);
    if (item->parcel.body.empty()) return complain_about_item(session, Error{Errc::Conflict, "", ""}, id);
    const auto account = models::kept_account(*opened);
    if (!models::can_be_tried(*item, account.get())) {
        session.complain({"console.queue.mail", {}});
        return kNeedsAttention;
    }
    if (!agrees(session, *item, *road)) {
        session.complain({"sending.stopped", {}});
        return kCancelled;
    }
    const auto done = models::try_once(**outbox, id, *road, account, session.around.stop, unix_now());
    if (!done) return complain_about_item(session, done.error(), id);
    return write_items(session, {*done});
}

int take_back(const Session& session, const std::string& id) {
    auto opened = open_vault(session, {});
    if (!opened) return complain_about_vault(session, opened.error());
    const auto outbox = models::open_outbox(*opened);
    if (!outbox) return complain_about_item(session, outbox.error(), id);
    if (const auto taken = (*outbox)->cancel(id); !taken) return complain_about_item(session, taken.error(), id);
    return write_items(session, {*(*outbox)->find(id)});
}

}  // namespace

int command_report_queue(const Session& session) {
    const auto wanted = session.arguments.value("--try");
    const auto unwanted = session.arguments.value("--cancel");
    if (wanted && unwanted) {
        session.complain({"console.queue.one", {}});
        return kUsage;
    }
    if (wanted) return try_one(session, *wanted);
    if (unwanted) return take_back(session, *unwanted);
    return list_all(session);
}

}  // namespace amparo::console
