#include "app/models/inbox_desk.hpp"

#include <algorithm>
#include <iterator>

#include "app/base/secret.hpp"
#include "app/delivery/letter.hpp"
#include "app/seal/digest.hpp"

namespace amparo::models {

namespace {

constexpr std::size_t kHashLetters = 64;

bool is_hash(std::string_view name) {
    return name.size() == kHashLetters && name.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string bare(std::string_view case_ref) {
    std::string out;
    std::ranges::copy_if(case_ref, std::back_inserter(out), [](char c) { return c != '-'; });
    return out;
}

}  // namespace

Result<SealedText> seal_text(std::string_view text, std::string_view case_ref, const SealFor& reader, std::int64_t now) {
    if (reader.key_file.empty() == reader.inbox.empty()) return fail(Errc::Usage, "one of the two", "console.report.seal_for");
    SealedText out;
    if (!reader.key_file.empty()) {
        AMPARO_TRY(const seal::PublicKey key, seal::read_key(reader.key_file, reader.pinned, now));
        AMPARO_TRY(out.bytes, seal::encrypt({key}, as_bytes(text), now));
        out.armoured = true;
        out.fingerprint = seal::fingerprint_groups(key.fingerprint);
        return out;
    }
    const auto inbox = vault::InboxAddress::parse(reader.inbox);
    if (!inbox) return fail(inbox.error().code, inbox.error().detail, "sending.contact.key");
    delivery::Letter letter;
    letter.case_ref = bare(case_ref);
    // The place is not part of what is sealed; a letter needs one.
    letter.address = "https://nowhere.invalid/";
    letter.text = text;
    letter.boxes = {*inbox};
    AMPARO_TRY(delivery::Packed packed, delivery::pack(letter, {}, now));
    out.bytes = std::move(packed.parcel.body);
    return out;
}

Result<Arrived> look_at_arrival(Bytes sealed, std::string_view name, std::string_view key_file) {
    const auto key = vault::InboxKey::parse(key_file);
    if (!key) return fail(Errc::Corrupt, "key file", "inbox.desk.key");
    Arrived out;
    out.sha256 = seal::sha256_hex(sealed);
    if (is_hash(name)) out.name_fits = name == out.sha256;
    AMPARO_TRY(seal::Report report, seal::open_report(sealed, *key));
    out.case_ref = report.case_ref;
    out.created = report.created;
    out.text = std::move(report.text);
    for (seal::ReportFile& file : report.files) out.files.push_back({std::move(file.name), std::move(file.bytes)});
    out.answer = seal::answer_code(report.reply_secret, report.case_ref);
    wipe(report.reply_secret);
    return out;
}

}  // namespace amparo::models
