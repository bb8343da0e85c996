#pragma once
// Looks over what a person typed, before it leaves: what may be a secret, and who else may be in it. It finds some things,
// never all; whoever uses it says so. Nothing is changed by looking.

#include <string>
#include <string_view>
#include <vector>

#include "app/escalation/report.hpp"

namespace amparo::escalation {

enum class Noticed : std::uint8_t {
    Secret,   ///< what may be a password, code or key
    Mail,     ///< a mail address
    Number,   ///< a telephone, card or identity number
    Handle,   ///< "@name"
    Person,   ///< what may be somebody's name
    Place,    ///< coordinates or a map link
};
[[nodiscard]] std::string_view noticed_name(Noticed kind);  ///< "secret", "mail", "number", "handle", "person", "place"

struct Notice {
    std::string line;  ///< of the rendering: "summary", "details", "timeline", "question.…"
    Noticed kind = Noticed::Person;
    std::string text;  ///< what was found, as it stands
    bool operator==(const Notice&) const = default;
};

/// In the order of the text; of one text at most 50.
[[nodiscard]] std::vector<Notice> look_over_text(std::string_view line, std::string_view text);
/// All that the person typed about others; their own alias, accounts and ways to answer are left alone.
[[nodiscard]] std::vector<Notice> look_over(const Report& report);

/// The report with every occurrence of `found` covered by "[…]" in summary, details, timeline and answers.
[[nodiscard]] Report covered(const Report& report, std::string_view found);

}  // namespace amparo::escalation
