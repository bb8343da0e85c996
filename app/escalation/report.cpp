#include "app/escalation/report.hpp"

#include <algorithm>
#include <array>

#include "app/base/date.hpp"

namespace amparo::escalation {

namespace {

// Without 0 O 1 I L, 5 S, 8 B, 2 Z, U V: thirty-two would be tidier, being misread would not.
constexpr std::string_view kRefLetters = "34679ACDEFGHJKMNPQRTWXY";
constexpr std::size_t kHalf = 4;

constexpr std::array<std::string_view, 64> kCodeWords = {
    "anchor", "apple",  "arrow",  "autumn", "basket", "bridge", "bronze", "button", "candle", "canvas", "carpet", "cedar",
    "cherry", "cinema", "clover", "copper", "cotton", "desert", "dolphin", "engine", "falcon", "feather", "forest", "garden",
    "ginger", "guitar", "hammer", "harbour", "honey", "island", "jacket", "jasmine", "kettle", "ladder", "lantern", "lemon",
    "library", "lighthouse", "marble", "market", "meadow", "mirror", "mountain", "needle", "olive", "orange", "orchard", "paper",
    "pepper", "piano", "pillow", "planet", "pocket", "rabbit", "ribbon", "river", "saddle", "silver", "spring", "station",
    "summer", "tunnel", "violin", "window"};

void put(Json& json, std::string key, const std::string& text) {
    if (!text.empty()) json.set(std::move(key), text);
}

template <typename T, typename Write>
void put_list(Json& json, std::string key, const std::vector<T>& items, Write write) {
    if (items.empty()) return;
    Json list = Json::array();
    for (const T& item : items) {
        Json entry = Json::object();
        write(entry, item);
        list.push(std::move(entry));
    }
    json.set(std::move(key), std::move(list));
}

void put_strings(Json& json, std::string key, const std::vector<std::string>& items) {
    if (!items.empty()) json.set(std::move(key), Json::strings(items));
}

}  // namespace

std::string_view danger_name(Danger danger) {
    constexpr std::array<std::string_view, 4> kNames = {"unsure", "now", "soon", "no"};
    return kNames[static_cast<std::size_t>(danger)];
}

std::string_view role_name(Role role) {
    constexpr std::array<std::string_view, 3> kNames = {"self", "helper", "trainer"};
    return kNames[static_cast<std::size_t>(role)];
}

std::string_view minors_name(Minors minors) {
    constexpr std::array<std::string_view, 3> kNames = {"unknown", "yes", "no"};
    return kNames[static_cast<std::size_t>(minors)];
}

std::string make_case_ref(std::span<const unsigned char> random) {
    std::string out;
    for (std::size_t i = 0; i < 2 * kHalf; ++i) {
        if (i == kHalf) out += '-';
        out += kRefLetters[random[i] % kRefLetters.size()];
    }
    return out;
}

bool is_case_ref(std::string_view text) {
    if (text.size() != 2 * kHalf + 1 || text[kHalf] != '-') return false;
    return std::ranges::all_of(text.substr(0, kHalf), [](char c) { return kRefLetters.find(c) != std::string_view::npos; }) &&
           std::ranges::all_of(text.substr(kHalf + 1), [](char c) { return kRefLetters.find(c) != std::string_view::npos; });
}

std::string make_code_word(std::span<const unsigned char> random) {
    return std::string(kCodeWords[random.front() % kCodeWords.size()]);
}

std::string format_minute(std::int64_t unix_seconds) {
    std::string moment = format_moment(unix_seconds);  // 2026-11-23T14:32:10Z
    moment.replace(moment.size() - 4, 4, "Z");
    return moment;
}

Report new_report(std::int64_t unix_seconds, std::span<const unsigned char> random) {
    Report report;
    report.case_ref = make_case_ref(random);
    report.created = format_minute(unix_seconds);
    report.safe_reply.code_word = make_code_word(random.last(1));
    report.callback.push_back({"reply", {}, {}});
    return report;
}

Json to_json(const Report& report) {
    Json json = Json::object();
    json.set("schema", kReportSchema);
    json.set("case_ref", report.case_ref);
    json.set("created", report.created);
    json.set("lang", report.lang);
    json.set("types", Json::strings(report.types));
    json.set("danger", danger_name(report.danger));
    put(json, "summary", report.summary);
    put(json, "details", report.details);
    put_list(json, "timeline", report.timeline, [](Json& entry, const Happening& item) {
        put(entry, "when", item.when);
        put(entry, "precision", item.precision);
        put(entry, "what", item.what);
    });
    Json reporter = Json::object();
    put(reporter, "alias", report.alias);
    reporter.set("role", role_name(report.role));
    put_list(reporter, "callback", report.callback, [](Json& entry, const Callback& item) {
        put(entry, "method", item.method);
        put(entry, "value", item.value);
        put(entry, "hours", item.hours);
    });
    json.set("reporter", std::move(reporter));
    Json affected = Json::object();
    if (report.affected) affected.set("count", *report.affected);
    affected.set("minors", minors_name(report.minors));
    json.set("affected", std::move(affected));
    put_list(json, "assets", report.assets, [](Json& entry, const Asset& item) {
        put(entry, "kind", item.kind);
        put(entry, "service", item.service);
        put(entry, "handle", item.handle);
        put(entry, "url", item.url);
        put(entry, "state", item.state);
    });
    put_list(json, "answers", report.answers, [](Json& entry, const Answer& item) {
        put(entry, "question", item.question);
        put(entry, "value", item.value);
    });
    put_strings(json, "actions_taken", report.actions_taken);
    put_strings(json, "wanted", report.wanted);
    put_list(json, "reported_to", report.reported_to, [](Json& entry, const Told& item) {
        put(entry, "channel", item.channel);
        put(entry, "when", item.when);
        put(entry, "ref", item.ref);
    });
    put_list(json, "evidence", report.evidence, [](Json& entry, const EvidenceItem& item) {
        put(entry, "name", item.name);
        entry.set("size", static_cast<std::int64_t>(item.size));
        put(entry, "sha256", item.sha256);
        put(entry, "captured", item.captured);
        put(entry, "source_url", item.source_url);
        put(entry, "method", item.method);
        put(entry, "note", item.note);
    });
    Json consent = Json::object();
    consent.set("helpline", report.consent.helpline);
    consent.set("partners", report.consent.partners);
    consent.set("platform", report.consent.platform);
    consent.set("authorities", report.consent.authorities);
    consent.set("public", report.consent.published);
    json.set("consent", std::move(consent));
    Json safe = Json::object();
    put(safe, "code_word", report.safe_reply.code_word);
    put(safe, "hours", report.safe_reply.hours);
    put(safe, "avoid", report.safe_reply.avoid);
    if (!safe.members().empty()) json.set("safe_reply", std::move(safe));
    put(json, "expires", report.expires);
    return json;
}

std::string describe(const Report& report) { return to_json(report).dump() + "\n"; }

}  // namespace amparo::escalation
