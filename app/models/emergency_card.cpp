#include "app/models/emergency_card.hpp"

#include <algorithm>

#include "app/base/utf8.hpp"

namespace amparo::models {

namespace {

constexpr std::string_view kSchema = "amparo.card/1";

std::string cut(std::string_view text, std::size_t bytes) {
    std::string out(text.substr(0, bytes));
    while (!out.empty() && !utf8::is_valid(out)) out.pop_back();
    return out;
}

}  // namespace

bool EmergencyCard::empty() const {
    return std::ranges::all_of(entries_, [](const CardEntry& entry) { return entry.empty(); });
}

void EmergencyCard::set(std::size_t index, std::string_view name, std::string_view number) {
    if (index >= kEntries) return;
    CardEntry entry{cut(name, kMaxName), cut(number, kMaxNumber)};
    if (entry == entries_[index]) return;
    entries_[index] = std::move(entry);
    ++changes_;
}

void EmergencyCard::clear() {
    if (empty()) return;
    entries_ = {};
    ++changes_;
}

std::string EmergencyCard::text() const {
    std::string out;
    for (const CardEntry& entry : entries_) {
        if (!entry.empty()) out += entry.name + (entry.name.empty() || entry.number.empty() ? "" : "  ") + entry.number + "\n";
    }
    return out;
}

Json EmergencyCard::to_json() const {
    Json list = Json::array();
    for (const CardEntry& entry : entries_) {
        if (!entry.empty()) list.push(Json::object().set("name", entry.name).set("number", entry.number));
    }
    return Json::object().set("schema", kSchema).set("entries", std::move(list));
}

Result<void> EmergencyCard::load(std::string_view text) {
    AMPARO_TRY(const Json json, Json::parse(text, {.bytes = 4096, .depth = 4, .nodes = 64}));
    const Json* list = json.find("entries");
    if (json.member_text("schema") != kSchema || list == nullptr) return fail(Errc::Corrupt, "not a card");
    std::array<CardEntry, kEntries> read;
    std::size_t at = 0;
    for (const Json& item : list->elements()) {
        if (at == kEntries) return fail(Errc::Corrupt, "more on it than a card has");
        read[at++] = {cut(item.member_text("name"), kMaxName), cut(item.member_text("number"), kMaxNumber)};
    }
    entries_ = std::move(read);
    ++changes_;
    return {};
}

}  // namespace amparo::models
