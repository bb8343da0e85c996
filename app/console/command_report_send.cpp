// Sealing a report, and sending it from a terminal: the same preview, question and ten seconds as in the window, as text.

#include <chrono>
#include <iostream>
#include <thread>

#include "app/base/limits.hpp"
#include "app/base/text.hpp"
#include "app/console/report_text.hpp"
#include "app/models/channel_book.hpp"
#include "app/models/inbox_desk.hpp"
#include "app/models/sending.hpp"
#include "app/platform/outside.hpp"

namespace amparo::console {

namespace {

using models::Delivery;
using std::chrono::steady_clock;

constexpr std::size_t kKeyFile = 256 * limits::kKiB;
constexpr std::chrono::milliseconds kStep{100};  // well below what counts as watched

std::int64_t unix_now() {
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

int complain(const Session& session, const Error& error) {
    session.complain({error.message_id(), {}});
    return error.code == Errc::Usage ? kUsage : kNeedsAttention;
}

/// The fingerprint of the desk that --to names; nothing, and a sentence, when there is no such desk.
std::optional<std::string> pinned(const Session& session) {
    const auto to = session.arguments.value("--to");
    if (!to) return std::string();
    const auto book = models::ChannelBook::load(session.shipped);
    const escalation::Channel* channel = book ? book->directory().find(*to) : nullptr;
    if (channel == nullptr) {
        session.complain({"console.usage.channel", {{"word", Code{*to}}}});
        return std::nullopt;
    }
    return pinned_of(*channel);
}

}  // namespace

std::string pinned_of(const escalation::Channel& channel) {
    for (const escalation::Contact& contact : channel.contacts) {
        if (contact.method == "openpgp-fingerprint") return contact.value;
    }
    return {};
}

std::optional<models::NetworkChoice> road_of(const Session& session) {
    models::NetworkChoice choice;
    choice.on = true;
    const auto proxy = session.arguments.value("--proxy");
    if (!proxy) return choice;
    const std::size_t colon = proxy->rfind(':');
    const auto port = text::to_integer(colon == std::string::npos ? std::string_view() : std::string_view(*proxy).substr(colon + 1));
    if (!port || *port < 1 || *port > 65'535) return std::nullopt;
    choice.through_proxy = true;
    choice.host = proxy->substr(0, colon);
    choice.port = static_cast<std::uint16_t>(*port);
    return choice;
}

namespace {

void write_preview(const Session& session, const escalation::Preview& preview, const Delivery& delivery) {
    std::ostream& err = *session.around.err;
    err << session.say({"sending.to", {{"name", preview.to.name}}}) << "  <" << preview.to.address << ">\n\n" << preview.rendering.text << "\n";
    err << session.say(delivery.protection()) << "\n";
    for (const Message& sentence : delivery.visible()) err << session.say(sentence) << "\n";
    err << session.say(delivery.waiting_note()) << "\n\n";
}

/// The ten seconds, each said once; false when the person stopped it.
bool count_down(const Session& session, Delivery& delivery) {
    int heard = 0;
    while (delivery.phase() == Delivery::Phase::Window) {
        if (session.around.stop.stop_requested()) {
            delivery.cancel();
            return false;
        }
        static_cast<void>(delivery.tick(steady_clock::now()));
        if (const int left = delivery.seconds_left(); left != heard && left > 0) {
            heard = left;
            *session.around.err << session.say({"sending.left", {{"count", std::int64_t{left}}}}) << "\n" << std::flush;
        }
        std::this_thread::sleep_for(kStep);
    }
    return true;
}

}  // namespace

int command_report_seal(const Session& session) {
    const auto pin = pinned(session);
    if (!pin) return kUsage;
    const auto chosen = chosen_text(session);
    if (!chosen) return kUsage;
    models::SealFor reader;
    reader.pinned = *pin;
    reader.inbox = session.arguments.value("--inbox").value_or("");
    if (const auto path = session.arguments.value("--key")) {
        auto file = read_named_file(*path, kKeyFile);
        if (!file) {
            session.complain({"console.usage.file", {{"word", Code{*path}}}});
            return kUsage;
        }
        reader.key_file = *std::move(file);
    }
    const auto sealed = models::seal_text(chosen->rendering.text, chosen->rendering.case_ref, reader, unix_now());
    if (!sealed) return complain(session, sealed.error());
    const auto out = session.arguments.value("--out");
    if (!out && !sealed->armoured) {
        session.complain({"console.report.seal_out", {}});
        return kUsage;
    }
    if (out) {
        const auto written = write_new_file(*out, as_bytes(sealed->bytes));
        if (!written) {
            session.complain({written.error().code == Errc::Conflict ? "emergency.keep.exists" : written.error().message_id(), {{"path", Code{*out}}}});
            return kNeedsAttention;
        }
    }
    if (session.json()) {
        Json document = Json::object();
        document.set("schema", "amparo.sealed/1").set("case_ref", chosen->rendering.case_ref).set("fingerprint", sealed->fingerprint);
        document.set("pinned", !pin->empty()).set("bytes", sealed->bytes.size());
        if (!out) document.set("sealed", sealed->bytes);
        session.print(document);
    } else if (!out) {
        *session.around.out << sealed->bytes;
    }
    if (!sealed->fingerprint.empty()) {
        *session.around.err << session.say(pin->empty() ? "sending.key.compare" : "sending.key.pinned") << " " << sealed->fingerprint << "\n";
    }
    write_noticed(session, chosen->noticed);
    return chosen->noticed.empty() ? kDone : kNeedsAttention;
}

int command_report_send(const Session& session) {
    // Only a person sends: somebody has to read what leaves, and to be able to stop it.
    if (!session.around.err_is_terminal) {
        session.complain({"console.report.send_needs_person", {}});
        return kUsage;
    }
    if (session.arguments.has("--offline")) {
        session.complain({"network.off", {}});
        return kUsage;
    }
    const auto address = session.arguments.value("--address");
    const auto inbox = session.arguments.value("--inbox");
    if (!address || !inbox) {
        session.complain({"console.report.send_to", {}});
        return kUsage;
    }
    const auto choice = road_of(session);
    if (!choice) {
        session.complain({"sending.proxy.wrong", {}});
        return kUsage;
    }
    const auto chosen = chosen_text(session);
    if (!chosen) return kUsage;
    models::Sending sending({[] {}, unix_now, read_named_file});
    if (const auto set = sending.choose(*choice); !set) return complain(session, set.error());
    if (const auto added = sending.add_contact(session.arguments.value("--name").value_or(*address), *address, *inbox); !added) {
        return complain(session, added.error());
    }
    const escalation::Preview preview = escalation::preview_of(models::Sending::recipient_of(sending.contacts().front()), chosen->rendering);
    if (sending.prepare(preview, false) == models::Road::None) {
        session.complain(sending.why());
        return kNeedsAttention;
    }
    Delivery& delivery = sending.delivery();
    write_preview(session, preview, delivery);
    write_noticed(session, chosen->noticed);
    delivery.ask();
    // The case has to be typed, so that nobody agrees by leaning on Enter.
    *session.around.err << session.say({"console.report.send_ask", {{"case", Code{chosen->rendering.case_ref}}}}) << "\n> " << std::flush;
    std::string typed;
    std::getline(std::cin, typed);
    if (text::lower(text::trim(typed)) != text::lower(chosen->rendering.case_ref)) {
        delivery.cancel();
        session.complain({"sending.stopped", {}});
        return kCancelled;
    }
    *session.around.err << session.say("console.report.send_stop") << "\n";
    delivery.answer_yes(steady_clock::now());
    if (!count_down(session, delivery)) {
        session.complain({"sending.stopped", {}});
        return kCancelled;
    }
    while (delivery.phase() == Delivery::Phase::Sending) {
        if (session.around.stop.stop_requested()) delivery.stop();
        static_cast<void>(sending.poll());
        std::this_thread::sleep_for(kStep);
    }
    *session.around.out << session.say(delivery.outcome().sentence) << "\n";
    if (delivery.outcome().state == delivery::State::Queued) session.complain({"console.report.send_gone", {}});
    return delivery.outcome().receipt.proof == delivery::Proof::None ? kNeedsAttention : kDone;
}

}  // namespace amparo::console
