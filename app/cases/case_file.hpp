#pragma once
// One case: what happened, who was told and what they answered, what is due, and what is kept as evidence. One JSON
// document in the person's profile; times are minutes in UTC. Plain values; any thread.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/date.hpp"
#include "app/base/json.hpp"
#include "app/base/result.hpp"

namespace amparo::cases {

enum class EntryKind : std::uint8_t { Noticed, HandedOver, Answered, Evidence, Step, Note };
[[nodiscard]] std::string_view entry_kind_name(EntryKind kind);  ///< "noticed", "handed-over", "answered", …

struct Entry {
    std::string when;  ///< "2026-11-23T14:32Z"
    EntryKind kind = EntryKind::Note;
    std::string who;   ///< a desk's name, or empty
    std::string text;  ///< the person's words
    std::string ref;   ///< what the desk calls it
    std::string due;   ///< ISO day by which something should happen, or empty
    bool operator==(const Entry&) const = default;
};

struct EvidenceFile {
    std::string name;  ///< a plain file name
    std::uint64_t size = 0;
    std::string sha256;
    std::string added;
    std::string obtained;  ///< how, in the person's words
    std::string source_url;
    std::string by;  ///< alias
    std::string note;
    bool operator==(const EvidenceFile&) const = default;
};

/// What was done with the evidence; each line holds the hash of the one before, so that none can be taken out unseen.
struct CustodyLine {
    std::string when;
    std::string what;  ///< "added", "copied", "exported"
    std::string file;
    std::string previous;
    std::string hash;
    bool operator==(const CustodyLine&) const = default;
};

/// A rung of the ladder that was taken.
struct TakenStep {
    std::string id;
    std::string when;
    bool operator==(const TakenStep&) const = default;
};

struct CaseFile {
    std::string ref;    ///< "7K4Q-M6XT"
    std::string begun;  ///< "2026-11-23T13:40Z"
    std::string incident;
    std::string title;  ///< the person's words; may be empty
    bool closed = false;
    std::string outcome;
    std::string decision;  ///< ISO day of a platform's decision, from which appeals count
    bool in_eu = false;    ///< the Digital Services Act applies
    std::vector<Entry> entries;
    std::vector<EvidenceFile> evidence;
    std::vector<CustodyLine> custody;
    std::vector<TakenStep> steps;
    std::string report;  ///< the report as it is, JSON
    bool operator==(const CaseFile&) const = default;
};

/// Errors: Limit; Corrupt — names the field.
[[nodiscard]] Result<CaseFile> parse_case(std::string_view json);
[[nodiscard]] Json to_json(const CaseFile& file);
[[nodiscard]] std::string describe(const CaseFile& file);

}  // namespace amparo::cases
