#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <functional>
#include <set>

#include "app/base/json.hpp"
#include "app/base/text.hpp"
#include "app/escalation/channel.hpp"
#include "tests/support/fixtures.hpp"

using namespace amparo;
using namespace amparo::escalation;

namespace {

Json sample() {
    return *Json::parse(R"({
        "schema": "amparo.channel/1", "id": "example-desk", "name": "Example Desk", "kind": "helpline", "subtype": "legal",
        "operator": "Example Organisation", "url": "https://desk.example.org/help?a=b#c",
        "contacts": [
            {"method": "email", "value": "help+now@desk.example.org", "note": "Weekdays", "incident": "phishing"},
            {"method": "phone", "value": "+961 (1) 234-567"},
            {"method": "openpgp-fingerprint", "value": "0123456789ABCDEF0123456789ABCDEF01234567",
             "applies_to": "help+now@desk.example.org"},
            {"method": "via-partner", "value": "Ask the other desk to pass it on", "channel": "other-desk"}],
        "languages": ["en", "pt-BR"], "regions": ["north-africa", "LB"], "audiences": ["hrd"],
        "incidents": ["phishing", "arrest"], "response_time": "Two days", "hours": "24/7",
        "asks_at_intake": ["What has happened"], "notes": "One.", "source": ["desk.example.org", "example.net"],
        "source_kind": "primary", "seen": "2026-03-14", "verify_before_release": true})");
}

Result<Channel> parsed(const Json& json) { return parse_channel(json.dump()); }

/// The sample with `change` made to it.
Json with(const std::function<void(Json&)>& change) {
    Json json = sample();
    change(json);
    return json;
}

/// The sample with one member replaced.
Json with(const std::string& key, Json value) {
    return with([&](Json& json) { json.set(key, std::move(value)); });
}

Json without(const std::string& key) {
    Json out = Json::object();
    const Json whole = sample();
    for (const auto& [name, value] : whole.members()) {
        if (name != key) out.set(name, value);
    }
    return out;
}

/// The sample with a single contact.
Json contact(const std::string& method, const std::string& value) {
    return with("contacts", Json::array().push(Json::object().set("method", method).set("value", value)));
}

/// The sample with one more member in its first contact.
Json first_contact(const std::string& key, Json value) {
    Json item = sample().find("contacts")->elements().front();
    item.set(key, std::move(value));
    return with("contacts", Json::array().push(std::move(item)));
}

bool refused(const Json& json, std::string_view names = {}) {
    const auto channel = parsed(json);
    if (channel) return false;
    UNSCOPED_INFO(channel.error().detail);
    return !channel.error().detail.empty() && channel.error().detail.find(names) != std::string::npos;
}

bool accepted(const Json& json) {
    const auto channel = parsed(json);
    if (!channel) UNSCOPED_INFO(channel.error().detail);
    return channel.has_value();
}

Day day(const char* text) { return *parse_day(text); }

}  // namespace

TEST_CASE("a channel is understood field by field") {
    const auto channel = parsed(sample());
    REQUIRE(channel.has_value());
    CHECK(channel->id == "example-desk");
    CHECK(channel->name == "Example Desk");
    CHECK(channel->kind == ChannelKind::Helpline);
    CHECK(channel->subtype == "legal");
    CHECK(channel->operator_name == "Example Organisation");
    CHECK(channel->url == "https://desk.example.org/help?a=b#c");
    REQUIRE(channel->contacts.size() == 4);
    CHECK(channel->contacts[0].incident == "phishing");
    CHECK(channel->contacts[0].note == "Weekdays");
    CHECK(channel->contacts[2].applies_to == "help+now@desk.example.org");
    CHECK(channel->contacts[3].channel == "other-desk");
    CHECK(channel->languages == std::vector<std::string>{"en", "pt-BR"});
    CHECK(channel->regions == std::vector<std::string>{"north-africa", "LB"});
    CHECK(channel->incidents == std::vector<std::string>{"phishing", "arrest"});
    CHECK(channel->hours == "24/7");
    CHECK(channel->sources.size() == 2);
    CHECK(channel->primary_source);
    CHECK(channel->seen == day("2026-03-14"));
    CHECK_FALSE(channel->added_by_hand);
    CHECK_FALSE(channel->state_body());
    CHECK(describe(*channel).find("email: help+now@desk.example.org [phishing]") != std::string::npos);
}

TEST_CASE("optional fields may be left out, all others may not") {
    for (const char* key : {"subtype", "response_time", "hours", "notes", "seen", "verify_before_release"}) {
        INFO(key);
        CHECK(accepted(without(key)));
    }
    for (const char* key : {"schema", "id", "name", "kind", "operator", "url", "contacts", "languages", "regions", "audiences",
                            "incidents", "asks_at_intake", "source", "source_kind"}) {
        INFO(key);
        CHECK(refused(without(key), key));
    }
}

TEST_CASE("a field of the wrong kind is refused, also where the field may be left out") {
    const Json whole = sample();
    for (const auto& [key, value] : whole.members()) {
        if (key == "verify_before_release") continue;
        INFO(key);
        CHECK(refused(with(key, 2024), key));
        CHECK(refused(with(key, Json::object()), key));
        CHECK(refused(with(key, nullptr), key));
        if (value.is_string()) CHECK(refused(with(key, Json::strings({"a"})), key));
    }
    for (const char* key : {"method", "value", "note", "incident", "applies_to", "channel"}) {
        INFO(key);
        CHECK(refused(first_contact(key, 5), key));
        CHECK(refused(first_contact(key, Json::array()), key));
    }
    CHECK(refused(with("contacts", Json::array().push("help@desk.example.org"))));
    CHECK(refused(with("languages", Json::array().push(1)), "languages"));
}

TEST_CASE("lists that must hold something are refused when they are empty or endless") {
    for (const char* key : {"contacts", "regions", "incidents", "source"}) CHECK(refused(with(key, Json::array()), key));
    for (const char* key : {"languages", "audiences", "asks_at_intake"}) CHECK(accepted(with(key, Json::array())));
    Json many = Json::array();
    for (int i = 0; i < 65; ++i) many.push("a" + std::to_string(i));
    for (const char* key : {"audiences", "asks_at_intake", "source", "regions"}) CHECK(refused(with(key, many), key));
    Json contacts = Json::array();
    for (int i = 0; i < 65; ++i) contacts.push(sample().find("contacts")->elements().front());
    CHECK(refused(with("contacts", contacts), "contacts"));
}

TEST_CASE("ids, kinds, incidents and other words are those of the format") {
    for (const char* id : {"Example", "a b", "a_b", "-a", "a--b", "../x", "hand:x", "é"}) CHECK(refused(with("id", id), "id"));
    CHECK(refused(with("schema", "amparo.channel/2"), "schema"));
    for (const char* kind : {"Helpline", "desk", "help line"}) CHECK(refused(with("kind", kind), "kind"));
    for (const char* kind : {"helpline", "fund", "cert", "platform"}) {
        const auto channel = parsed(with("kind", kind));
        REQUIRE(channel.has_value());
        CHECK(kind_name(channel->kind) == kind);
    }
    CHECK(refused(with("source_kind", "both"), "source_kind"));
    CHECK(refused(with("incidents", Json::strings({"theft"})), "incidents"));
    CHECK(refused(first_contact("incident", "theft"), "theft"));
    CHECK(refused(with("audiences", Json::strings({"All People"})), "audiences"));
    for (const char* language : {"e", "english language", "العربية", "1n", "-en", "en_US", "abcdefghijklm", "en-", "en--us"}) {
        CHECK(refused(with("languages", Json::strings({language})), "languages"));
    }
    for (const char* language : {"en", "fil", "mul", "pt-BR", "zh-Hans", "sr-Latn-RS"}) {
        CHECK(accepted(with("languages", Json::strings({language}))));
    }
    for (const char* region : {"Lebanon", "LBN", "north africa", "LB ", "North-Africa"}) {
        CHECK(refused(with("regions", Json::strings({region})), "regions"));
    }
    CHECK(refused(contact("fax", "+961 1 234 567"), "fax"));
    CHECK(refused(first_contact("channel", "Other Desk"), "channel"));
}

TEST_CASE("an address with a letter that only looks right is refused") {
    for (const char* address : {"help@exаmple.org", "hеlp@example.org", "help@example。org", "help@example.org\u200B",
                                "\u202Ehelp@example.org", "help@example.org ", " help@example.org", "help@exam ple.org",
                                "help@example", "@example.org", "help@", "help", "help@@example.org", "help@a@example.org",
                                "help@.example.org", "help@example.org.", "help@exa..mple.org", "help@-example.org", "help@example-.org",
                                "<help@example.org>", "mailto:help@example.org", "help@example.org?subject=x", "help,now@example.org",
                                "help@[192.0.2.1]", "help\n@example.org", "help%40x@example.org"}) {
        INFO(address);
        CHECK(refused(contact("email", address)));
    }
    for (const char* address : {"help@example.org", "a.b_c+d-e@sub.example.org", "7@x.co"}) CHECK(accepted(contact("email", address)));
    CHECK(refused(first_contact("applies_to", "hеlp@example.org"), "applies_to"));
    CHECK(refused(first_contact("applies_to", "someone"), "applies_to"));
}

TEST_CASE("a link with another host than it seems, or of another kind, is refused") {
    for (const char* link : {"example.org", "ftp://example.org", "javascript:alert(1)", "HTTPS://example.org", "https:/example.org",
                             "https://", "https:///path", "https://exаmple.org/", "https://example.org/раth", "https://example",
                             "https://user@example.org/", "https://example.org@evil.example.net/", "https://example.org:8443/",
                             "https://example.org\\@evil.example.net/", "https://exa mple.org/", "https://example.org/a b",
                             "https://.example.org", "https://example.org.", "https://example..org", "https://[::1]/",
                             "https://-example.org", "https://example_x.org", "https://example.org\u202E/", "//example.org",
                             " https://example.org", "https://example.org/\n", "file:///etc/passwd", "https://%65xample.org"}) {
        INFO(link);
        CHECK(refused(with("url", link), "url"));
        CHECK(refused(contact("webform", link)));
        CHECK(refused(contact("web", link)));
        CHECK(refused(contact("globaleaks", link)));
    }
    // Where something is sent to from here, plain http is no way.
    CHECK(accepted(contact("globaleaks", "https://report.example.org/")));
    CHECK(refused(contact("globaleaks", "http://report.example.org/")));
    for (const char* link : {"https://example.org", "http://example.org/", "https://a-b.example.org?x=1", "https://xn--exmple-4nf.org/#y"}) {
        CHECK(accepted(with("url", link)));
    }
    CHECK(refused(with("url", "https://" + std::string(250, 'a') + ".org"), "url"));
}

TEST_CASE("an onion name has 56 characters of its own alphabet, whatever stands before it") {
    const std::string name = "abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrstuvwx";
    REQUIRE(name.size() == 56);
    CHECK(accepted(contact("onion", "http://" + name + ".onion/")));
    CHECK(accepted(contact("onion", "http://www." + name + ".onion/")));
    CHECK(accepted(contact("web", "https://" + name + ".onion/x")));
    for (const std::string& host : std::vector<std::string>{
             name.substr(0, 16), name.substr(0, 55), name + "a", name.substr(0, 55) + "1", name.substr(0, 55) + "0",
             name.substr(0, 55) + "-", std::string(60, 'a') + "." + name.substr(0, 16), "www." + name.substr(0, 52), ""}) {
        INFO(host);
        CHECK(refused(contact("onion", "http://" + host + ".onion/")));
        CHECK(refused(contact("web", "http://" + host + ".onion/")));
    }
    CHECK(refused(contact("onion", "https://example.org/")));
    CHECK(refused(contact("onion", "http://" + name + ".onion.example.org/")));
}

TEST_CASE("a telephone number has digits, and nothing that could be read as another number") {
    for (const char* number : {"12", "+961 1 234 567 890 123", "+961 ABC 123", "call 112", "٩٦١١٢٣٤", "+961O123456", "+961.1.234", "1+961 1234",
                               "++961 1234", "+961/1234", "112;113", "112,113", "+961 1234 ext 5", "\u202E+961 1234", "+961\u00A01234",
                               "(961", "961)", ")961(", " 112", "112 ", "+", "- - -", "+ 961 123"}) {
        INFO(number);
        CHECK(refused(contact("phone", number)));
    }
    for (const char* number : {"112", "+961 1 234 567", "0800 123 456", "+961 (1) 234-567", "(01) 234 567", "+1-844-762-8483"}) {
        INFO(number);
        CHECK(accepted(contact("phone", number)));
    }
    CHECK(accepted(contact("signal", "+961 1 234 567")));
    CHECK(accepted(contact("whatsapp", "https://wa.example.org/123")));
    CHECK(refused(contact("signal", "@name.01")));
}

TEST_CASE("a fingerprint is whole and in capitals, and a telegram name has a name's letters") {
    CHECK(accepted(contact("openpgp-fingerprint", std::string(64, 'F'))));
    for (const std::string& text : {std::string(39, 'A'), std::string(41, 'A'), std::string(40, 'a'), std::string(40, 'G'),
                                    std::string("0123 4567 89AB CDEF 0123 4567 89AB CDEF 0123 4567"), std::string(16, 'A')}) {
        CHECK(refused(contact("openpgp-fingerprint", text)));
    }
    for (const char* name : {"@desk", "@Desk_help1", "https://t.example.org/desk"}) CHECK(accepted(contact("telegram", name)));
    for (const char* name : {"desk", "@", "@dеsk", "@desk help", "@desk/x", "@<b>"}) CHECK(refused(contact("telegram", name)));
}

TEST_CASE("no text of a channel hides a control character") {
    const std::vector<std::string> hidden = {"\u202E", "\u2066", "\u200B", "\u200F", "\uFEFF", "\n", "\t", "\r", "\x1B", "\u0085", "\u2028", "\U000E0041"};
    for (const std::string& control : hidden) {
        for (const char* key : {"name", "operator", "subtype", "response_time", "hours", "notes"}) {
            INFO(key);
            CHECK(refused(with(key, "Desk " + control + "x"), key));
        }
        CHECK(refused(first_contact("note", "a" + control)));
        CHECK(refused(contact("via-partner", "a" + control)));
        CHECK(refused(with("asks_at_intake", Json::strings({"a" + control})), "asks_at_intake"));
        CHECK(refused(with("source", Json::strings({"a" + control})), "source"));
    }
    CHECK(accepted(with("name", "مكتب المساعدة")));
    CHECK(accepted(with("name", "می‌خواهم")));  // Persian is spelt with a joiner
}

TEST_CASE("texts have an end") {
    for (const char* key : {"name", "operator", "hours", "notes", "response_time"}) {
        CHECK(accepted(with(key, std::string(2000, 'a'))));
        CHECK(refused(with(key, std::string(2001, 'a')), key));
    }
    CHECK(refused(first_contact("note", std::string(2001, 'a'))));
    CHECK(refused(with("asks_at_intake", Json::strings({std::string(2001, 'a')}))));
    const auto large = parse_channel(std::string(64 * 1024 + 1, ' '));
    REQUIRE_FALSE(large.has_value());
    CHECK(large.error().code == Errc::Limit);
    CHECK_FALSE(parse_channel("{").error().detail.empty());
    CHECK_FALSE(parse_channel("[]").has_value());
    CHECK_FALSE(parse_channel("").has_value());
}

TEST_CASE("the day it was seen may be rough, and counts as the last day that it can mean") {
    CHECK(parsed(with("seen", "2024"))->seen == day("2024-12-31"));
    CHECK(parsed(with("seen", "2024-05"))->seen == day("2024-05-31"));
    CHECK(parsed(with("seen", "2024-05-27"))->seen == day("2024-05-27"));
    CHECK(parsed(with("seen", "2024-05"))->seen_text == "2024-05");
    CHECK_FALSE(parsed(without("seen"))->seen.has_value());
    CHECK_FALSE(parsed(with("seen", ""))->seen.has_value());
    for (const char* text : {"yesterday", "2024-13", "27-05-2024", "2024-05-32", "24", "2024-5-1", "May 2024"}) CHECK(refused(with("seen", text), "seen"));
}

TEST_CASE("a channel is confirmed for 180 days and old on the day after") {
    const Channel channel = *parsed(with("seen", "2026-03-14"));
    CHECK(channel.grade(day("2026-03-14")) == Grade::Confirmed);
    CHECK(channel.grade(day("2026-09-10")) == Grade::Confirmed);
    CHECK(days_between(day("2026-03-14"), day("2026-09-10")) == 180);
    CHECK(channel.grade(day("2026-09-11")) == Grade::Old);
    CHECK(parsed(without("seen"))->grade(day("2026-03-14")) == Grade::Old);
    CHECK(parsed(with("seen", "2026"))->grade(day("2027-06-29")) == Grade::Confirmed);
    CHECK(parsed(with("seen", "2026"))->grade(day("2027-06-30")) == Grade::Old);
}

TEST_CASE("a date in the future counts as today, so a computer whose clock is wrong still has desks to send to") {
    const Channel channel = *parsed(with("seen", "2026-03-14"));
    CHECK(channel.grade(day("2025-03-14")) == Grade::Confirmed);
    CHECK(channel.grade(day("1970-01-01")) == Grade::Confirmed);
}

TEST_CASE("two sources or the operator's own page confirm, one source twice does not") {
    const auto grade = [](Json json) {
        const auto channel = parsed(json);
        return channel ? std::string(grade_name(channel->grade(*parse_day("2026-03-14")))) : "refused";
    };
    const auto other_hand = [](const std::vector<std::string>& sources) {
        return with([&](Json& json) { json.set("source_kind", "secondary").set("source", Json::strings(sources)); });
    };
    CHECK(grade(with("source", Json::strings({"a"}))) == "confirmed");
    CHECK(grade(other_hand({"a", "b"})) == "confirmed");
    CHECK(grade(other_hand({"a"})) == "one-source");
    CHECK(grade(other_hand({"a", "a"})) == "refused");
    CHECK(grade(other_hand({"a", ""})) == "refused");
    CHECK(grade(other_hand({"a", " "})) == "refused");
}

TEST_CASE("a file cut off anywhere is refused, and one changed byte never breaks the reader") {
    const std::string text = sample().dump();
    for (std::size_t size = 0; size < text.size(); ++size) {
        const auto channel = parse_channel(std::string_view(text).substr(0, size));
        REQUIRE_FALSE(channel.has_value());
        CHECK_FALSE(channel.error().detail.empty());
    }
    for (std::size_t at = 0; at < text.size(); at += 3) {
        for (const char byte : {'\0', '\xFF', '"', ' ', '9'}) {
            std::string changed = text;
            changed[at] = byte;
            const auto channel = parse_channel(changed);
            if (channel) CHECK_FALSE(describe(*channel).empty());
        }
    }
}

TEST_CASE("every channel that we ship is read, is called like its file, and points only to channels that exist") {
    std::set<std::string> ids;
    std::vector<Channel> channels;
    for (const auto& entry : std::filesystem::directory_iterator(test::source_folder() / "app/escalation/channels")) {
        INFO(entry.path().filename().string());
        REQUIRE(entry.path().extension() == ".json");
        const auto channel = parse_channel(test::read_file(entry.path()));
        INFO((channel ? std::string() : channel.error().detail));
        REQUIRE(channel.has_value());
        CHECK(channel->id == entry.path().stem().string());
        CHECK(ids.insert(channel->id).second);
        channels.push_back(*channel);
    }
    CHECK(channels.size() >= 81);
    for (const Channel& channel : channels) {
        for (const Contact& item : channel.contacts) {
            INFO(channel.id << ": " << item.value);
            if (!item.channel.empty()) CHECK(ids.contains(item.channel));
            if (!item.incident.empty()) CHECK(std::ranges::find(channel.incidents, item.incident) != channel.incidents.end());
            const bool points_back = item.applies_to.empty() || std::ranges::any_of(channel.contacts, [&](const Contact& other) {
                return other.value == item.applies_to;
            });
            CHECK(points_back);
        }
    }
}

TEST_CASE("there are fifteen incidents, each once") {
    std::set<std::string> once(incident_ids().begin(), incident_ids().end());
    CHECK(incident_ids().size() == 15);
    CHECK(once.size() == 15);
    CHECK(incident_ids().front() == "account-compromise");
    CHECK(incident_ids().back() == "gender-based-violence");
    for (const std::string& id : once) CHECK(text::is_id(id));
}
