#include "app/escalation/channel.hpp"

#include <algorithm>
#include <array>

#include "app/base/json.hpp"
#include "app/base/limits.hpp"
#include "app/base/text.hpp"
#include "app/base/utf8.hpp"

namespace amparo::escalation {

namespace {

constexpr std::array<std::string_view, 4> kKinds = {"helpline", "fund", "cert", "platform"};
constexpr std::array<std::string_view, 11> kMethods = {"email",  "phone",       "webform",             "web",  "whatsapp",
                                                       "signal", "via-partner", "openpgp-fingerprint", "telegram",
                                                       "onion",  "globaleaks"};
constexpr std::size_t kMaxItems = 64;
constexpr std::size_t kMaxText = 2000;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

Result<void> check_text(std::string_view what, std::string_view text) {
    if (text.size() > kMaxText) return fail(Errc::Limit, "\"" + std::string(what) + "\" is too long");
    for (std::size_t i = 0; i < text.size();) {
        const auto next = utf8::decode(text, i);
        if (utf8::is_hidden_control(next.code) || next.code == U'\n' || next.code == U'\t') {
            return fail(Errc::Corrupt, "\"" + std::string(what) + "\" holds a hidden control character");
        }
        i += next.size;
    }
    return {};
}

/// Addresses are ASCII only: one look-alike letter from another script would lead to somebody else.
bool is_visible_ascii(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7F; });
}

/// An onion name has 56 characters; names of 16 belong to a service that was switched off years ago.
bool is_onion(std::string_view host) {
    constexpr std::string_view kEnding = ".onion";
    if (!host.ends_with(kEnding)) return false;
    host.remove_suffix(kEnding.size());
    const std::string_view name = host.substr(host.rfind('.') + 1);
    return name.size() == 56 && std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '2' && c <= '7'); });
}

bool is_host(std::string_view host) {
    const auto labels = text::split(host, '.');
    if (labels.size() < 2 || host.size() > 253) return false;
    const bool plain = std::ranges::all_of(labels, [](std::string_view label) {
        return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
               std::ranges::all_of(label, [](char c) { return is_letter(c) || is_digit(c) || c == '-'; });
    });
    return plain && (!host.ends_with(".onion") || is_onion(host));
}

/// The host of a web address, or "" when it is none.
std::string_view host_of(std::string_view link) {
    for (const std::string_view start : {"https://", "http://"}) {
        if (!link.starts_with(start) || !is_visible_ascii(link)) continue;
        link.remove_prefix(start.size());
        const std::string_view host = link.substr(0, link.find_first_of("/?#"));
        return is_host(host) ? host : std::string_view{};
    }
    return {};
}

bool is_link(std::string_view link) { return !host_of(link).empty(); }

bool is_email(std::string_view address) {
    const std::size_t at = address.find('@');
    if (at == 0 || at == std::string_view::npos || !is_visible_ascii(address)) return false;
    const std::string_view local = address.substr(0, at);
    return is_host(address.substr(at + 1)) && std::ranges::all_of(local, [](char c) {
        return is_letter(c) || is_digit(c) || std::string_view("._+-").find(c) != std::string_view::npos;
    });
}

/// As it is dialled: a plus only in front, brackets in pairs, digits at the end.
bool is_phone(std::string_view number) {
    const auto digits = std::ranges::count_if(number, is_digit);
    if (digits < 3 || digits > 15 || !is_digit(number.back())) return false;
    bool open = false;
    for (std::size_t i = 0; i < number.size(); ++i) {
        const char c = number[i];
        const bool first = i == 0;
        if (c == '(' || c == ')') {
            if (open == (c == '(')) return false;
            open = !open;
        } else if (c == '+') {
            if (!first || !is_digit(number[1])) return false;
        } else if (!is_digit(c) && (first || (c != ' ' && c != '-'))) {
            return false;
        }
    }
    return !open;
}

bool is_telegram_name(std::string_view name) {
    return name.size() > 1 && name.size() <= 33 && name.front() == '@' && std::ranges::all_of(name.substr(1), [](char c) {
        return is_letter(c) || is_digit(c) || c == '_';
    });
}

bool is_fingerprint(std::string_view text) {
    return (text.size() == 40 || text.size() == 64) && std::ranges::all_of(text, [](char c) {
        return is_digit(c) || (c >= 'A' && c <= 'F');
    });
}

bool is_language_tag(std::string_view tag) {
    const auto parts = text::split(tag, '-');
    return tag.size() <= 12 && parts.front().size() >= 2 && std::ranges::all_of(parts.front(), is_letter) &&
           std::ranges::all_of(parts, [](std::string_view part) {
               return !part.empty() && part.size() <= 8 &&
                      std::ranges::all_of(part, [](char c) { return is_letter(c) || is_digit(c); });
           });
}

bool is_region(std::string_view region) {
    const bool country = region.size() == 2 && std::ranges::all_of(region, [](char c) { return c >= 'A' && c <= 'Z'; });
    return country || text::is_id(region);
}

bool fits_method(const Contact& contact) {
    if (contact.method == "email") return is_email(contact.value);
    if (contact.method == "phone" || contact.method == "whatsapp" || contact.method == "signal") {
        return is_phone(contact.value) || is_link(contact.value);
    }
    if (contact.method == "webform" || contact.method == "web") return is_link(contact.value);
    // It is sent to from here, so the way there has TLS or an onion name.
    if (contact.method == "globaleaks") return is_link(contact.value) && (contact.value.starts_with("https://") || is_onion(host_of(contact.value)));
    if (contact.method == "onion") return is_onion(host_of(contact.value));
    if (contact.method == "openpgp-fingerprint") return is_fingerprint(contact.value);
    if (contact.method == "telegram") {
        return is_link(contact.value) || is_phone(contact.value) || is_telegram_name(contact.value);
    }
    return true;  // via-partner holds a sentence
}

/// A text that may be left out; anything else in its place is a slip that must not pass for "not known".
Result<std::string> optional_text(const Json& json, std::string_view key) {
    const Json* member = json.find(key);
    if (member == nullptr) return std::string{};
    if (!member->is_string()) return fail(Errc::Corrupt, "\"" + std::string(key) + "\" is not text");
    return std::string(member->text_or());
}

Result<Contact> parse_contact(const Json& json) {
    Contact contact;
    AMPARO_TRY(contact.method, json.require_text("method"));
    AMPARO_TRY(contact.value, json.require_text("value"));
    AMPARO_TRY(contact.note, optional_text(json, "note"));
    AMPARO_TRY(contact.incident, optional_text(json, "incident"));
    AMPARO_TRY(contact.applies_to, optional_text(json, "applies_to"));
    AMPARO_TRY(contact.channel, optional_text(json, "channel"));
    if (std::ranges::find(kMethods, contact.method) == kMethods.end()) {
        return fail(Errc::Corrupt, "\"" + utf8::displayable(contact.method, 40) + "\" is not a way of contact");
    }
    AMPARO_TRY_VOID(check_text("value", contact.value));
    AMPARO_TRY_VOID(check_text("note", contact.note));
    if (!fits_method(contact)) {
        return fail(Errc::Corrupt, "\"" + utf8::displayable(contact.value, 80) + "\" is not written like a " +
                                       contact.method + " contact");
    }
    if (!contact.applies_to.empty() && !is_email(contact.applies_to)) {
        return fail(Errc::Corrupt, "\"applies_to\" is not a mail address");
    }
    if (!contact.channel.empty() && !text::is_id(contact.channel)) {
        return fail(Errc::Corrupt, "\"channel\" is not the id of a channel");
    }
    const auto& incidents = incident_ids();
    if (!contact.incident.empty() && std::ranges::find(incidents, contact.incident) == incidents.end()) {
        return fail(Errc::Corrupt, "\"" + utf8::displayable(contact.incident, 40) + "\" is not an incident");
    }
    return contact;
}

/// A list of words, each of which satisfies `fits`.
template <typename Fits>
Result<std::vector<std::string>> parse_words(const Json& json, std::string_view key, Fits fits) {
    AMPARO_TRY(std::vector<std::string> items, json.require_texts(key));
    if (items.size() > kMaxItems) return fail(Errc::Limit, "\"" + std::string(key) + "\" has too many entries");
    for (const std::string& item : items) {
        if (!fits(item)) {
            return fail(Errc::Corrupt, "\"" + utf8::displayable(item, 40) + "\" does not belong into \"" + std::string(key) + "\"");
        }
    }
    return items;
}

Result<void> parse_seen(const Json& json, Channel& channel) {
    AMPARO_TRY(channel.seen_text, optional_text(json, "seen"));
    if (channel.seen_text.empty()) return {};
    channel.seen = parse_day(channel.seen_text, Loose::Yes);
    if (!channel.seen) return fail(Errc::Corrupt, "\"seen\" is a date such as 2026-11-23, 2026-11 or 2026");
    return {};
}

}  // namespace

std::string_view kind_name(ChannelKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

std::string_view grade_name(Grade grade) {
    switch (grade) {
        case Grade::Confirmed: return "confirmed";
        case Grade::OneSource: return "one-source";
        case Grade::Old: return "old";
    }
    return "old";
}

const std::vector<std::string>& incident_ids() {
    static const std::vector<std::string> kIncidents = {
        "account-compromise", "device-compromise",   "device-seizure", "harassment",       "doxxing",
        "impersonation",      "phishing",            "spyware",        "censorship-takedown", "website-attack",
        "network-shutdown",   "physical-threat",     "arrest",         "data-loss",        "gender-based-violence"};
    return kIncidents;
}

Grade Channel::grade(Day today) const {
    // A date in the future is a slip of the pen or a wrong clock; neither makes a channel fresher.
    if (!seen || days_between(*seen, today) > kOldAfterDays) return Grade::Old;
    return sources.size() >= 2 || primary_source ? Grade::Confirmed : Grade::OneSource;
}

Result<Channel> parse_channel(std::string_view text) {
    JsonLimits limits;
    limits.bytes = limits::kChannelBytes;
    limits.depth = 8;
    AMPARO_TRY(const Json json, Json::parse(text, limits));
    if (json.member_text("schema") != "amparo.channel/1") return fail(Errc::Corrupt, "\"schema\" must be \"amparo.channel/1\"");

    Channel channel;
    AMPARO_TRY(channel.id, json.require_text("id"));
    if (!text::is_id(channel.id)) return fail(Errc::Corrupt, "\"id\" is words of a-z and 0-9 joined by hyphens");
    AMPARO_TRY(channel.name, json.require_text("name"));
    AMPARO_TRY(channel.operator_name, json.require_text("operator"));
    AMPARO_TRY(channel.url, json.require_text("url"));
    if (!is_link(channel.url)) return fail(Errc::Corrupt, "\"url\" is not a web address");
    AMPARO_TRY(const std::string kind, json.require_text("kind"));
    const auto found = std::ranges::find(kKinds, kind);
    if (found == kKinds.end()) return fail(Errc::Corrupt, "\"kind\" is helpline, fund, cert or platform");
    channel.kind = static_cast<ChannelKind>(found - kKinds.begin());
    AMPARO_TRY(channel.subtype, optional_text(json, "subtype"));

    const Json* contacts = json.find("contacts");
    if (contacts == nullptr || !contacts->is_array() || contacts->elements().empty()) {
        return fail(Errc::Corrupt, "\"contacts\" is empty");
    }
    if (contacts->elements().size() > kMaxItems) return fail(Errc::Limit, "\"contacts\" has too many entries");
    for (const Json& item : contacts->elements()) {
        AMPARO_TRY(Contact contact, parse_contact(item));
        channel.contacts.push_back(std::move(contact));
    }

    const auto anything = [](const std::string& item) { return !text::trim(item).empty(); };
    const auto is_incident = [](const std::string& item) {
        return std::ranges::find(incident_ids(), item) != incident_ids().end();
    };
    AMPARO_TRY(channel.languages, parse_words(json, "languages", is_language_tag));
    AMPARO_TRY(channel.regions, parse_words(json, "regions", is_region));
    AMPARO_TRY(channel.audiences, parse_words(json, "audiences", text::is_id));
    AMPARO_TRY(channel.incidents, parse_words(json, "incidents", is_incident));
    AMPARO_TRY(channel.asks_at_intake, parse_words(json, "asks_at_intake", anything));
    AMPARO_TRY(channel.sources, parse_words(json, "source", anything));
    if (channel.regions.empty() || channel.incidents.empty() || channel.sources.empty()) {
        return fail(Errc::Corrupt, "\"regions\", \"incidents\" and \"source\" need at least one entry each");
    }
    AMPARO_TRY(channel.response_time, optional_text(json, "response_time"));
    AMPARO_TRY(channel.hours, optional_text(json, "hours"));
    AMPARO_TRY(channel.notes, optional_text(json, "notes"));
    for (const auto& [key, value] : json.members()) {
        if (value.is_string()) AMPARO_TRY_VOID(check_text(key, value.text_or()));
    }
    for (const std::string& line : channel.asks_at_intake) AMPARO_TRY_VOID(check_text("asks_at_intake", line));
    for (const std::string& line : channel.sources) {
        AMPARO_TRY_VOID(check_text("source", line));
        // One source named twice would pass for two, and confirm the channel.
        if (std::ranges::count(channel.sources, line) > 1) return fail(Errc::Corrupt, "\"source\" names one source twice");
    }
    AMPARO_TRY(const std::string source_kind, json.require_text("source_kind"));
    if (source_kind != "primary" && source_kind != "secondary") {
        return fail(Errc::Corrupt, "\"source_kind\" is primary or secondary");
    }
    channel.primary_source = source_kind == "primary";
    AMPARO_TRY_VOID(parse_seen(json, channel));
    return channel;
}

std::string describe(const Channel& channel) {
    std::string out = channel.id + " (" + std::string(kind_name(channel.kind)) + ")\n" + channel.name + "\n" + channel.url + "\n";
    for (const Contact& contact : channel.contacts) {
        out += contact.method + ": " + contact.value + (contact.incident.empty() ? "" : " [" + contact.incident + "]") + "\n";
    }
    out += "languages: " + text::join(channel.languages, " ") + "\nregions: " + text::join(channel.regions, " ") +
           "\nincidents: " + text::join(channel.incidents, " ") + "\nsources: " + std::to_string(channel.sources.size()) +
           (channel.primary_source ? " (primary)" : " (secondary)") + "\nseen: " +
           (channel.seen_text.empty() ? "unknown" : channel.seen_text) + "\n";
    return out;
}

}  // namespace amparo::escalation
