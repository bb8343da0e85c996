#pragma once
// A check-up as a page to hand on: one file of HTML without scripts and without anything from elsewhere, text, or JSON.
// How much it tells about the person is chosen first, and what is shown before is what the file will hold.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/date.hpp"
#include "app/base/json.hpp"
#include "app/models/check_up.hpp"
#include "localization/translator.hpp"

namespace amparo::models {

enum class Redaction {
    Full,      ///< everything, with the evidence
    NoNames,   ///< account names, home folders, addresses of networks and mail are replaced
    Verdicts,  ///< verdicts and steps only: no evidence, no value in any sentence
};
/// "full", "names", "verdicts".
[[nodiscard]] std::string_view redaction_name(Redaction redaction);
[[nodiscard]] std::optional<Redaction> redaction_from_name(std::string_view name);

struct ReportItem {
    std::string id;
    FindingGroup group = FindingGroup::CannotTell;
    localization::Text title;
    localization::Text reason;
    localization::Text first;               ///< before any step: a safety plan; empty where nobody may be watching
    std::vector<localization::Text> steps;  ///< of what is at risk
    std::vector<localization::Text> notes;  ///< what a watcher may notice; how to look by hand
    std::vector<checks::Evidence> evidence;
};

struct Report {
    localization::Text title;
    localization::Text made;     ///< when, and for which profile
    localization::Text told;     ///< what was left out
    std::vector<localization::Text> headings;  ///< by FindingGroup
    localization::Text steps_heading;
    localization::Text evidence_heading;
    localization::Text draft;    ///< that nobody has read this translation; may be empty
    std::vector<ReportItem> items;  ///< in order
    std::string lang;
    bool right_to_left = false;
    Json facts;  ///< the same for programs
};

/// `findings` in order. Pure.
[[nodiscard]] Report make_report(const std::vector<const checks::Finding*>& findings, const std::vector<checks::CheckInfo>& infos,
                                 const localization::Translator& words, ThreatProfile profile, Redaction redaction, Day today);

[[nodiscard]] std::string report_html(const Report& report);
[[nodiscard]] std::string report_text(const Report& report);

/// `text` with account names, home folders, network and mail addresses replaced. `names` are those to look for.
[[nodiscard]] std::string without_names(std::string text, const std::vector<std::string>& names);

}  // namespace amparo::models
