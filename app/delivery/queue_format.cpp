// How the queue lies inside its sealed file: a line of JSON that says how long each body is, a line feed, the bodies.
#include <algorithm>

#include "app/base/hex.hpp"
#include "app/base/text.hpp"
#include "app/delivery/outbox.hpp"

namespace amparo::delivery {

namespace {

std::unexpected<Error> off(const char* what) { return fail(Errc::Corrupt, what); }

std::int64_t number(const Json& json, std::string_view key) {
    const Json* member = json.find(key);
    return member == nullptr ? 0 : std::max<std::int64_t>(0, member->integer_or(0));
}

Result<QueueItem> item_from(const Json& json, std::string_view& bodies) {
    QueueItem out;
    AMPARO_TRY(out.id, json.require_text("id"));
    if (out.id.size() != 16 || !text::from_hex(out.id)) return off("id");
    const Json* parcel = json.find("parcel");
    if (parcel == nullptr) return off("parcel");
    AMPARO_TRY(out.parcel, parcel_from(*parcel));
    AMPARO_TRY(const std::string state, json.require_text("state"));
    AMPARO_TRY(out.state, state_from(state));
    const Json* receipt = json.find("receipt");
    if (receipt == nullptr) return off("receipt");
    AMPARO_TRY(out.receipt, receipt_from(*receipt));
    out.tries = static_cast<int>(std::min<std::int64_t>(number(json, "tries"), 1'000'000));
    out.queued = number(json, "queued");
    out.next_try = number(json, "next");
    out.error = json.member_text("error");
    out.reply_secret = text::bytes_of_hex(json.member_text("reply"));
    const std::int64_t size = number(json, "body");
    if (static_cast<std::uint64_t>(size) > bodies.size()) return off("body");
    out.parcel.body = bodies.substr(0, static_cast<std::size_t>(size));
    bodies.remove_prefix(static_cast<std::size_t>(size));
    return out;
}

}  // namespace

std::string write_queue(const std::vector<QueueItem>& items) {
    Json list = Json::array();
    std::string bodies;
    for (const QueueItem& item : items) {
        Json one = Json::object();
        one.set("id", item.id).set("parcel", to_json(item.parcel)).set("state", state_name(item.state));
        one.set("receipt", to_json(item.receipt)).set("tries", item.tries).set("queued", item.queued).set("next", item.next_try);
        one.set("error", item.error).set("reply", text::to_hex(item.reply_secret)).set("body", item.parcel.body.size());
        list.push(std::move(one));
        bodies += item.parcel.body;
    }
    return Json::object().set("schema", "amparo.outbox/1").set("items", std::move(list)).dump(Json::Style::Compact) + "\n" + bodies;
}

Result<std::vector<QueueItem>> read_queue(std::string_view content) {
    std::vector<QueueItem> out;
    if (content.empty()) return out;
    const std::size_t feed = content.find('\n');
    if (feed == std::string_view::npos) return off("no list");
    JsonLimits limits;
    limits.bytes = kOutboxBytes;
    AMPARO_TRY(const Json json, Json::parse(content.substr(0, feed), limits));
    if (json.member_text("schema") != "amparo.outbox/1") return off("schema");
    const Json* items = json.find("items");
    if (items == nullptr || !items->is_array()) return off("items");
    if (items->elements().size() > kOutboxItems) return fail(Errc::Limit, "items");
    std::string_view bodies = content.substr(feed + 1);
    for (const Json& item : items->elements()) {
        AMPARO_TRY(QueueItem one, item_from(item, bodies));
        out.push_back(std::move(one));
    }
    if (!bodies.empty()) return off("something behind the last body");
    return out;
}

}  // namespace amparo::delivery
