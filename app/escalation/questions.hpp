#pragma once
// What a report asks. Three things are needed: what happened, whether there is danger now, how to answer. Everything else
// is asked only for the kind of incident that it belongs to, and may be skipped. Never asked: passwords, codes, keys,
// identity papers.

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::escalation {

enum class Asks : std::uint8_t { Words, Link, YesNo, Date };

struct ReportQuestion {
    std::string_view id;  ///< "report.question.<id>" is its sentence
    Asks asks = Asks::Words;
};

/// The extra questions of an incident, in the order in which they are asked; empty for an unknown one.
[[nodiscard]] std::span<const ReportQuestion> questions_of(std::string_view incident);
[[nodiscard]] bool is_question(std::string_view id);

}  // namespace amparo::escalation
