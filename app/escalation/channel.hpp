#pragma once
// A channel: a desk, fund, emergency team or platform form that a person in trouble can turn to, read from one JSON file.
// The file is data from people, so every field is checked; a wrong character in an address is refused rather than shown.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/date.hpp"
#include "app/base/result.hpp"

namespace amparo::escalation {

enum class ChannelKind { Helpline, Fund, Cert, Platform };
[[nodiscard]] std::string_view kind_name(ChannelKind kind);

/// How well we know a channel. `Confirmed`: two sources, or the operator's own page; `OneSource`; `Old`: last seen more
/// than 180 days ago, or on a day nobody wrote down. Age outranks the number of sources.
enum class Grade { Confirmed, OneSource, Old };
[[nodiscard]] std::string_view grade_name(Grade grade);  ///< "confirmed", "one-source", "old"

inline constexpr std::int64_t kOldAfterDays = 180;

struct Contact {
    std::string method;      ///< "email", "phone", "webform", …
    std::string value;       ///< address, number or link
    std::string note;        ///< may be empty
    std::string incident;    ///< the one incident it is for, or empty
    std::string applies_to;  ///< the address a fingerprint belongs to, or empty
    std::string channel;     ///< id of the channel that leads there, or empty
};

struct Channel {
    std::string id;
    std::string name;
    ChannelKind kind = ChannelKind::Helpline;
    std::string subtype;
    std::string operator_name;
    std::string url;
    std::vector<Contact> contacts;
    std::vector<std::string> languages;
    std::vector<std::string> regions;
    std::vector<std::string> audiences;
    std::vector<std::string> incidents;
    std::string response_time;
    std::string hours;
    std::vector<std::string> asks_at_intake;
    std::string notes;
    std::vector<std::string> sources;
    bool primary_source = false;
    std::optional<Day> seen;  ///< an imprecise date counts as its last day
    std::string seen_text;    ///< as written: "2024", "2024-05", "2024-05-27", or ""
    bool added_by_hand = false;

    [[nodiscard]] Grade grade(Day today) const;
    /// True for a desk that belongs to a state: labelled, and never the first suggestion.
    [[nodiscard]] bool state_body() const { return subtype == "state-body"; }
};

/// The fifteen things that can happen, in the order in which they are offered.
[[nodiscard]] const std::vector<std::string>& incident_ids();

/// Reads one channel file. Errors: Limit — over limits::kChannelBytes; Corrupt — names the field and what it should be,
/// or the line of broken JSON.
[[nodiscard]] Result<Channel> parse_channel(std::string_view json);

/// Canonical text, for `amparo selftest parse channel` and for reviewers.
[[nodiscard]] std::string describe(const Channel& channel);

}  // namespace amparo::escalation
