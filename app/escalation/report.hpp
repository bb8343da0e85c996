#pragma once
// What a person reports: one document per case. It holds what the person wrote and nothing that the computer knows by
// itself: no host or user name, no system, no address, no time zone, no place. Dates are ISO 8601 in UTC, digits are 0 to 9.
// Plain values; any thread.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/json.hpp"
#include "app/base/result.hpp"

namespace amparo::escalation {

enum class Danger : std::uint8_t { Unsure, Now, Soon, No };
[[nodiscard]] std::string_view danger_name(Danger danger);  ///< "unsure", "now", "soon", "no"

enum class Role : std::uint8_t { Self, Helper, Trainer };
[[nodiscard]] std::string_view role_name(Role role);  ///< "self", "helper", "trainer"

enum class Minors : std::uint8_t { Unknown, Yes, No };
[[nodiscard]] std::string_view minors_name(Minors minors);

struct Callback {
    std::string method;  ///< "reply" (to this message), "email", "phone", "signal", "whatsapp", "telegram", "person"
    std::string value;   ///< address or number; empty for "reply"
    std::string hours;   ///< when it is safe, in the person's words
    bool operator==(const Callback&) const = default;
};

struct Happening {
    std::string when;       ///< ISO date, or date and minute in UTC
    std::string precision;  ///< "minute", "day", "month", "year", "about"
    std::string what;
    bool operator==(const Happening&) const = default;
};

/// An account, device, site or document that is concerned.
struct Asset {
    std::string kind;  ///< "account", "device", "site", "content", "other"
    std::string service;
    std::string handle;
    std::string url;
    std::string state;
    bool operator==(const Asset&) const = default;
};

struct Told {
    std::string channel;  ///< id of a channel, or a name
    std::string when;     ///< ISO date
    std::string ref;
    bool operator==(const Told&) const = default;
};

struct EvidenceItem {
    std::string name;
    std::uint64_t size = 0;
    std::string sha256;    ///< 64 lower-case hexadecimal characters
    std::string captured;  ///< ISO date, or empty
    std::string source_url;
    std::string method;
    std::string note;
    bool operator==(const EvidenceItem&) const = default;
};

/// The answer to one of the questions that belong to a kind of incident; see questions.hpp.
struct Answer {
    std::string question;
    std::string value;
    bool operator==(const Answer&) const = default;
};

/// Who may be told; each is a yes of its own, and no until then.
struct Consent {
    bool helpline = false;
    bool partners = false;
    bool platform = false;
    bool authorities = false;
    bool published = false;
    bool operator==(const Consent&) const = default;
};

struct SafeReply {
    std::string code_word;  ///< the desk repeats it, so that the person knows who answers
    std::string hours;
    std::string avoid;  ///< what an answer must not say
    bool operator==(const SafeReply&) const = default;
};

struct Report {
    std::string case_ref;  ///< "7K4Q-M6XT"
    std::string created;   ///< "2026-11-23T14:32Z"
    std::string lang = "en";  ///< of what the person wrote
    std::vector<std::string> types;  ///< incident_ids()
    Danger danger = Danger::Unsure;
    std::string summary;
    std::string details;
    std::vector<Happening> timeline;
    std::string alias;
    Role role = Role::Self;
    std::vector<Callback> callback;
    std::optional<std::int64_t> affected;
    Minors minors = Minors::Unknown;
    std::vector<Asset> assets;
    std::vector<Answer> answers;
    std::vector<std::string> actions_taken;
    std::vector<std::string> wanted;
    std::vector<Told> reported_to;
    std::vector<EvidenceItem> evidence;
    Consent consent;
    SafeReply safe_reply;
    std::string expires;  ///< ISO date, or empty
    bool operator==(const Report&) const = default;
};

inline constexpr std::string_view kReportSchema = "amparo.report/1";
inline constexpr std::size_t kSummaryCharacters = 280;

/// Eight characters without look-alikes, as "7K4Q-M6XT": a case keeps it for good, and it survives in a subject line.
/// `random` has at least 8 bytes.
[[nodiscard]] std::string make_case_ref(std::span<const unsigned char> random);
[[nodiscard]] bool is_case_ref(std::string_view text);

/// A plain English word that is easy to say and to spell. `random` has at least 1 byte.
[[nodiscard]] std::string make_code_word(std::span<const unsigned char> random);

/// A report that nothing is said in yet: case reference, code word, the minute in UTC. `random` has at least 9 bytes.
[[nodiscard]] Report new_report(std::int64_t unix_seconds, std::span<const unsigned char> random);

/// "2026-11-23T14:32Z": the minute is as exact as a report ever is.
[[nodiscard]] std::string format_minute(std::int64_t unix_seconds);

/// Reads a report. Errors: Limit — over limits::kReportBytes, or a list or text that is too long; Corrupt — names the field.
[[nodiscard]] Result<Report> parse_report(std::string_view json);

/// Every field that says something, in a fixed order.
[[nodiscard]] Json to_json(const Report& report);
[[nodiscard]] std::string describe(const Report& report);

}  // namespace amparo::escalation
