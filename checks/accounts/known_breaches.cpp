#include "checks/accounts/known_breaches.hpp"

#include <algorithm>

#include "app/base/json.hpp"

namespace amparo::accounts {

namespace {

bool is_host(std::string_view text) {
    if (text.empty() || text.size() > 253 || text.find('.') == std::string_view::npos) return false;
    return std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-'; });
}

std::unexpected<Error> off(std::string_view domain, std::string_view field) {
    return fail(Errc::Corrupt, "record \"" + std::string(domain) + "\": " + std::string(field));
}

Result<KnownBreach> parse_record(const Json& record) {
    KnownBreach out;
    AMPARO_TRY(out.domain, record.require_text("domain"));
    if (!is_host(out.domain)) return off(out.domain, "domain");
    AMPARO_TRY(out.name, record.require_text("name"));
    AMPARO_TRY(out.source, record.require_text("source"));
    const auto happened = parse_day(record.member_text("happened"));
    if (!happened) return off(out.domain, "happened");
    out.happened = *happened;
    const auto seen = parse_day(record.member_text("seen"));
    if (!seen) return off(out.domain, "seen");
    out.seen = *seen;
    return out;
}

}  // namespace

Result<KnownBreaches> KnownBreaches::parse(std::string_view json) {
    AMPARO_TRY(const Json document, Json::parse(json));
    if (document.member_text("schema") != "amparo.known-breaches/1") return fail(Errc::Corrupt, "no table of known breaches");
    KnownBreaches out;
    const auto compiled = parse_day(document.member_text("compiled"));
    if (!compiled) return fail(Errc::Corrupt, "compiled");
    out.compiled_ = *compiled;
    AMPARO_TRY(out.credit_, document.require_text("credit"));
    const Json* records = document.find("records");
    if (records == nullptr || !records->is_array()) return fail(Errc::Corrupt, "records");
    for (const Json& item : records->elements()) {
        AMPARO_TRY(KnownBreach record, parse_record(item));
        // Of several leaks of one service the last one counts.
        const auto [at, fresh] = out.by_host_.emplace(record.domain, out.records_.size());
        if (!fresh && out.records_[at->second].happened < record.happened) at->second = out.records_.size();
        out.records_.push_back(std::move(record));
    }
    return out;
}

const KnownBreach* KnownBreaches::find(std::string_view host) const {
    while (host.find('.') != std::string_view::npos) {
        const auto found = by_host_.find(host);
        if (found != by_host_.end()) return &records_[found->second];
        host.remove_prefix(host.find('.') + 1);
    }
    return nullptr;
}

std::string describe(const KnownBreaches& breaches) {
    std::string out = "compiled " + format_day(breaches.compiled()) + "\n";
    for (const KnownBreach& record : breaches.records()) out += record.domain + " " + format_day(record.happened) + "\n";
    return out;
}

}  // namespace amparo::accounts
