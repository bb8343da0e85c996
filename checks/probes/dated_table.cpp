#include "checks/probes/dated_table.hpp"

#include "checks/data_table.hpp"

namespace amparo::checks {

Result<DatedTable> parse_dated_table(std::string_view json) {
    AMPARO_TRY(const Json document, Json::parse(json));
    DatedTable table;
    const auto compiled = parse_day(document.member_text("compiled"));
    const Json* months = document.find("stale_after_months");
    const std::int64_t count = months == nullptr ? 0 : months->integer_or(0);
    const Json* records = document.find("records");
    if (!compiled || count < 1 || count > 60 || records == nullptr || records->elements().empty()) {
        return fail(Errc::Corrupt, "a table has \"compiled\", \"stale_after_months\" and \"records\"");
    }
    table.compiled = *compiled;
    // A month too many would be a guess; 30 days each is on the careful side.
    table.last_good_day = *compiled + std::chrono::days(30 * count);
    table.records = *records;
    return table;
}

Result<DatedTable> load_dated_table(std::string_view name) {
    const std::string_view json = data_table(name);
    if (json.empty()) return fail(Errc::Bug, "no table of that name");
    return parse_dated_table(json);
}

void put_table(Facts& facts, const DatedTable& table) {
    facts.put("table_compiled", format_day(table.compiled), "our own list");
    facts.put("table_until", format_day(table.last_good_day), "our own list");
}

std::optional<Judgement> table_too_old(const Facts& facts, Day today) {
    const auto until = parse_day(facts.text("table_until"));
    if (!until) return cannot_tell(facts.at("table_until"));
    if (today > *until) return cannot_tell("table_old").with("date", Code{facts.text("table_compiled")});
    return std::nullopt;
}

}  // namespace amparo::checks
