// The key of a desk from the desk's own site: one question, after a person saw whom it goes to and agreed.

#include <chrono>
#include <iostream>
#include <thread>

#include "app/base/text.hpp"
#include "app/console/report_text.hpp"
#include "app/models/channel_book.hpp"
#include "app/platform/outside.hpp"

namespace amparo::console {

namespace {

constexpr std::chrono::milliseconds kStep{100};

std::int64_t unix_now() {
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

int complain(const Session& session, const Error& error) {
    session.complain({error.message_id(), {}});
    return error.code == Errc::Usage ? kUsage : kNeedsAttention;
}

/// Shows the server and what it sees, and waits for its name: nobody agrees by leaning on Enter.
bool agrees(const Session& session, const std::string& address, const std::string& host, bool through_proxy) {
    std::ostream& err = *session.around.err;
    err << session.say({"sending.key.ask", {{"address", Code{address}}}}) << "\n" << session.say("sending.key.ask.body") << "\n";
    err << session.say(through_proxy ? "delivery.visible.proxy" : "delivery.visible.direct") << "\n\n";
    err << session.say({"console.report.key_ask", {{"server", Code{host}}}}) << "\n> " << std::flush;
    std::string typed;
    std::getline(std::cin, typed);
    return text::lower(text::trim(typed)) == host;
}

}  // namespace

int command_report_key(const Session& session) {
    if (!session.around.err_is_terminal) {
        session.complain({"console.report.send_needs_person", {}});
        return kUsage;
    }
    if (session.arguments.has("--offline")) {
        session.complain({"network.off", {}});
        return kUsage;
    }
    const auto to = session.arguments.value("--to");
    const auto address = session.arguments.value("--address");
    const auto out = session.arguments.value("--out");
    if (!to || !address || !out) {
        session.complain({"console.report.key_needs", {}});
        return kUsage;
    }
    const auto choice = road_of(session);
    if (!choice) {
        session.complain({"sending.proxy.wrong", {}});
        return kUsage;
    }
    const auto book = models::ChannelBook::load(session.shipped);
    const escalation::Channel* channel = book ? book->directory().find(*to) : nullptr;
    if (channel == nullptr) {
        session.complain({"console.usage.channel", {{"word", Code{*to}}}});
        return kUsage;
    }
    const auto place = delivery::key_address(*address, channel->url);
    if (!place) return complain(session, place.error());
    if (!agrees(session, place->text(), place->host, choice->through_proxy)) {
        session.complain({"sending.stopped", {}});
        return kCancelled;
    }
    const std::string pinned = pinned_of(*channel);
    models::Sending sending({[] {}, unix_now, read_named_file});
    if (const auto set = sending.choose(*choice); !set) return complain(session, set.error());
    if (const auto begun = sending.fetch_key(channel->id, place->text(), channel->url, pinned); !begun) return complain(session, begun.error());
    while (sending.fetch_state() == models::Sending::Fetch::Trying) {
        if (session.around.stop.stop_requested()) {
            sending.stop_fetch();
            return kCancelled;
        }
        static_cast<void>(sending.poll());
        std::this_thread::sleep_for(kStep);
    }
    const seal::PublicKey* key = sending.key_of(channel->id);
    if (key == nullptr) {
        session.complain(sending.fetch_problem());
        return kNeedsAttention;
    }
    const auto written = write_new_file(*out, as_bytes(key->file));
    if (!written) {
        session.complain({written.error().code == Errc::Conflict ? "emergency.keep.exists" : written.error().message_id(), {{"path", Code{*out}}}});
        return kNeedsAttention;
    }
    *session.around.out << session.say(pinned.empty() ? "sending.key.compare" : "sending.key.pinned") << " " << seal::fingerprint_groups(key->fingerprint)
                        << "\n" << session.say({"console.report.key_kept", {{"file", Code{*out}}}}) << "\n";
    // Without a pin there is something left to do.
    return pinned.empty() ? kNeedsAttention : kDone;
}

}  // namespace amparo::console
