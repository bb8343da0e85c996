#include "app/delivery/letter.hpp"

#include "app/base/utf8.hpp"
#include "app/network/address.hpp"
#include "app/seal/digest.hpp"
#include "app/seal/mime.hpp"

namespace amparo::delivery {

namespace {

constexpr std::int64_t kMinute = 60;

Result<std::string> sealed_to_box(const Letter& letter, const OwnKeys& own, std::int64_t now, std::string& reply_secret) {
    seal::Report report;
    report.case_ref = letter.case_ref;
    report.created = now;
    report.text = letter.text;
    report.files = letter.files;
    reply_secret.assign(16, '\0');
    seal::random_fill(reply_secret);
    report.reply_secret = reply_secret;
    std::vector<vault::InboxAddress> keys = letter.boxes;
    if (own.box) keys.push_back(*own.box);
    return seal::seal_report(keys, report);
}

Result<std::string> sealed_to_openpgp(const Letter& letter, const OwnKeys& own, const std::string& boundary, std::int64_t now) {
    std::vector<seal::PublicKey> keys = letter.openpgp;
    if (own.openpgp) keys.push_back(*own.openpgp);
    // A form takes text: what is opened there should be readable without a mail program.
    const bool bare = letter.way == Way::GlobaLeaks && letter.files.empty();
    return seal::encrypt(keys, as_bytes(bare ? letter.text : seal::mime_part(letter.text, letter.files, boundary)), now);
}

std::string readable(const Letter& letter, const std::string& boundary) {
    return letter.way == Way::GlobaLeaks ? letter.text : seal::mime_part(letter.text, letter.files, boundary);
}

}  // namespace

Protection protection_of(const Letter& letter) {
    if (!letter.openpgp.empty()) return Protection::OpenPgp;
    return letter.boxes.empty() ? Protection::Readable : Protection::Box;
}

Result<Packed> pack(const Letter& letter, const OwnKeys& own, std::int64_t now) {
    if (!is_case_ref(letter.case_ref)) return fail(Errc::Usage, "no case reference");
    if (!letter.openpgp.empty() && !letter.boxes.empty()) return fail(Errc::Usage, "keys of two kinds");
    if (!utf8::is_valid(letter.text)) return fail(Errc::Usage, "text that is not UTF-8");
    if (letter.way == Way::Mail && !network::is_mailbox(letter.from)) {
        return fail(Errc::Usage, "no mailbox of the sender", "network.address.mailbox");
    }
    if (letter.way == Way::GlobaLeaks && (!letter.files.empty() || protection_of(letter) == Protection::Box)) {
        return fail(Errc::Unsupported, "only text", "delivery.error.site_text");
    }
    // What is written down is the minute; keys are judged by the second.
    const std::int64_t minute = now - now % kMinute;
    Packed out;
    Parcel& parcel = out.parcel;
    parcel.way = letter.way;
    parcel.protection = protection_of(letter);
    parcel.case_ref = letter.case_ref;
    parcel.recipient = letter.recipient;
    parcel.address = letter.address;
    parcel.pin = letter.pin;
    parcel.context = letter.context;
    if (letter.way == Way::Mail) {
        parcel.server = letter.server;
        parcel.from = letter.from;
    }
    AMPARO_TRY(const std::string origin, parcel.origin());

    const seal::MailHead head = seal::mail_head(letter.from, letter.address, letter.case_ref, minute);
    // Inside the seal another boundary than outside.
    const std::string inner = seal::mail_head({}, {}, {}, 0).boundary;
    std::string payload;
    if (parcel.protection == Protection::OpenPgp) {
        AMPARO_TRY(payload, sealed_to_openpgp(letter, own, inner, now));
    } else if (parcel.protection == Protection::Box) {
        AMPARO_TRY(payload, sealed_to_box(letter, own, minute, out.reply_secret));
    } else {
        payload = readable(letter, inner);
    }
    if (letter.way != Way::Mail) {
        parcel.body = std::move(payload);
    } else if (parcel.protection == Protection::OpenPgp) {
        parcel.body = seal::pgp_mime_mail(head, payload);
    } else if (parcel.protection == Protection::Box) {
        const std::vector<seal::ReportFile> file = {{letter.case_ref + ".sealed", "application/octet-stream", std::move(payload)}};
        parcel.body = seal::plain_mail(head, seal::mime_part(letter.case_ref, file, inner));
    } else {
        parcel.body = seal::plain_mail(head, payload);
    }
    if (parcel.body.size() > kParcelBytes) return fail(Errc::Limit, "parcel", "delivery.error.too_large");
    return out;
}

Message protection_message(const Letter& letter) {
    const std::string id = "delivery.protection." + std::string(protection_name(protection_of(letter)));
    return {id, {{"name", letter.recipient}}};
}

std::vector<Message> visible_messages(const Letter& letter, bool through_proxy) {
    std::vector<Message> out;
    if (letter.way == Way::Mail) {
        out.push_back({"delivery.visible.mail", {{"from", Code{letter.from}}, {"to", Code{letter.address}}, {"subject", Code{letter.case_ref}}}});
    } else if (const auto place = network::parse_address(letter.address)) {
        out.push_back({"delivery.visible.place", {{"host", Code{place->host}}}});
    }
    out.push_back({through_proxy ? "delivery.visible.proxy" : "delivery.visible.direct", {}});
    return out;
}

}  // namespace amparo::delivery
