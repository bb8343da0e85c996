#include "app/delivery/sos_area.hpp"

#include <algorithm>

#include "app/base/hash.hpp"
#include "app/base/hex.hpp"
#include "app/base/text.hpp"
#include "app/seal/digest.hpp"

namespace amparo::delivery {

namespace {

constexpr const char* kName = "sos";

/// No secret: it only keeps the words of the envelope from whoever opens the file in a viewer.
Result<SecretBytes> known_key() {
    AMPARO_TRY(SecretBytes key, SecretBytes::create(32));
    std::ranges::copy(blake2b(as_bytes("amparo sos area, a key that everybody knows")), key.writable().begin());
    return key;
}

bool there(Storage& storage) {
    const auto names = storage.list();
    return names && std::ranges::any_of(*names, [](const std::string& name) { return name == "sos.1" || name == "sos.2"; });
}

std::string write_entries(const std::vector<SosEntry>& entries) {
    Json list = Json::array();
    std::string bodies;
    for (const SosEntry& entry : entries) {
        Json one = Json::object();
        one.set("parcel", to_json(entry.parcel)).set("made", entry.made).set("tested", entry.tested).set("sent", entry.sent);
        one.set("receipt", text::to_hex(entry.sealed_receipt)).set("body", entry.parcel.body.size());
        list.push(std::move(one));
        bodies += entry.parcel.body;
    }
    return Json::object().set("schema", "amparo.sos/1").set("entries", std::move(list)).dump(Json::Style::Compact) + "\n" + bodies;
}

std::int64_t number(const Json& json, std::string_view key) {
    const Json* member = json.find(key);
    return member == nullptr ? 0 : std::max<std::int64_t>(0, member->integer_or(0));
}

Result<std::vector<SosEntry>> read_entries(std::string_view content) {
    std::vector<SosEntry> out;
    if (content.empty()) return out;
    const std::size_t feed = content.find('\n');
    if (feed == std::string_view::npos) return fail(Errc::Corrupt, "no list");
    AMPARO_TRY(const Json json, Json::parse(content.substr(0, feed)));
    const Json* entries = json.find("entries");
    if (json.member_text("schema") != "amparo.sos/1" || entries == nullptr) return fail(Errc::Corrupt, "schema");
    if (entries->elements().size() > kSosEntries) return fail(Errc::Limit, "entries");
    std::string_view bodies = content.substr(feed + 1);
    for (const Json& item : entries->elements()) {
        const Json* parcel = item.find("parcel");
        if (parcel == nullptr) return fail(Errc::Corrupt, "parcel");
        SosEntry entry;
        AMPARO_TRY(entry.parcel, parcel_from(*parcel));
        entry.made = number(item, "made");
        entry.tested = number(item, "tested");
        entry.sent = number(item, "sent");
        entry.sealed_receipt = text::bytes_of_hex(item.member_text("receipt"));
        const std::int64_t size = number(item, "body");
        if (static_cast<std::uint64_t>(size) > bodies.size()) return fail(Errc::Corrupt, "body");
        entry.parcel.body = bodies.substr(0, static_cast<std::size_t>(size));
        bodies.remove_prefix(static_cast<std::size_t>(size));
        out.push_back(std::move(entry));
    }
    return out;
}

}  // namespace

Result<SosArea> SosArea::open(Storage& storage) {
    SosArea out(storage);
    if (!there(storage)) return out;
    AMPARO_TRY(const SecretBytes key, known_key());
    AMPARO_TRY(out.file_, TwinFile::open(storage, kName, key, kSosBytes));
    AMPARO_TRY(out.entries_, read_entries(out.file_->content()));
    return out;
}

Result<void> SosArea::keep(std::vector<SosEntry> entries) {
    if (!file_) {
        AMPARO_TRY(const SecretBytes key, known_key());
        AMPARO_TRY(file_, TwinFile::open(*storage_, kName, key, kSosBytes));
    }
    const std::string content = write_entries(entries);
    if (content.size() > file_->room()) return fail(Errc::Limit, "sos", "delivery.sos.too_long");
    AMPARO_TRY_VOID(file_->keep(content));
    entries_ = std::move(entries);
    return {};
}

Result<void> SosArea::prepare(Parcel parcel, const QueueItem& test, std::int64_t now) {
    if (parcel.way == Way::Mail) return fail(Errc::Unsupported, "mail", "delivery.sos.needs_secret");
    if (parcel.protection == Protection::Readable) return fail(Errc::Unsupported, "readable", "delivery.sos.readable");
    const bool arrived = test.state == State::Accepted || test.state == State::DeliveredProof;
    const bool real = test.receipt.proof == Proof::Stored || test.receipt.proof == Proof::Confirmed || test.receipt.proof == Proof::SiteReceipt;
    if (!arrived || !real || test.parcel.way != parcel.way || test.parcel.address != parcel.address || test.parcel.pin != parcel.pin) {
        return fail(Errc::Unsupported, "untested", "delivery.sos.untested");
    }
    std::vector<SosEntry> entries = entries_;
    std::erase_if(entries, [&](const SosEntry& entry) { return entry.parcel.address == parcel.address; });
    if (entries.size() == kSosEntries) return fail(Errc::Limit, "entries", "delivery.sos.too_many");
    SosEntry entry;
    entry.parcel = std::move(parcel);
    entry.made = now;
    entry.tested = test.receipt.when;
    entries.push_back(std::move(entry));
    return keep(std::move(entries));
}

Result<void> SosArea::note_sent(std::size_t entry, const Receipt& receipt, const std::optional<vault::InboxAddress>& reader) {
    if (entry >= entries_.size()) return fail(Errc::NotFound, "no such entry");
    std::vector<SosEntry> entries = entries_;
    entries[entry].sent = receipt.when;
    if (reader) {
        const std::vector<vault::InboxAddress> readers = {*reader};
        AMPARO_TRY(entries[entry].sealed_receipt, vault::seal(as_bytes(to_json(receipt).dump(Json::Style::Compact)), readers));
    }
    return keep(std::move(entries));
}

Result<void> SosArea::erase() {
    for (const char* name : {"sos.1", "sos.2"}) {
        const auto file = storage_->open(name, OpenMode::ReadWrite);
        if (!file) continue;
        std::string noise(kSosBytes, '\0');
        seal::random_fill(noise);
        AMPARO_TRY_VOID((*file)->write(0, as_bytes(noise)));
        AMPARO_TRY_VOID((*file)->flush());
        AMPARO_TRY_VOID(storage_->remove(name));
    }
    AMPARO_TRY_VOID(storage_->flush_folder());
    file_.reset();
    entries_.clear();
    return {};
}

}  // namespace amparo::delivery
