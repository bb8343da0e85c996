#include "checks/accounts/directory.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "app/base/json.hpp"
#include "app/base/text.hpp"

namespace amparo::accounts {

namespace {

constexpr std::array<std::string_view, 8> kMethods = {"passkey", "security-key", "app-prompt", "totp", "hardware-token", "email", "call", "sms"};

constexpr std::array<std::string_view, 6> kHeaviest = {"mail", "platform-account", "identity", "password-manager", "mobile-operator", "registrar-dns"};
constexpr std::array<std::string_view, 11> kHeavy = {"social", "chat", "cloud-storage", "cloud-platform", "web-hosting", "payment",
                                                     "crypto", "crowdfunding", "media-publishing", "remote-access", "newsletter-forms"};

bool is_host(std::string_view text) {
    if (text.empty() || text.size() > 253 || text.find('.') == std::string_view::npos) return false;
    return std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-'; });
}

std::unexpected<Error> off(std::string_view domain, std::string_view field) {
    return fail(Errc::Corrupt, "record \"" + std::string(domain) + "\": " + std::string(field));
}

Result<std::string> page(const Json& record, std::string_view key, std::string_view domain) {
    const std::string_view address = record.member_text(key);
    if (!address.empty() && !address.starts_with("https://")) return off(domain, std::string(key) + " is no https address");
    return std::string(address);
}

Result<Service> parse_service(const Json& record) {
    Service out;
    AMPARO_TRY(out.domain, record.require_text("domain"));
    if (!is_host(out.domain)) return off(out.domain, "domain");
    AMPARO_TRY(out.name, record.require_text("name"));
    AMPARO_TRY(out.kind, record.require_text("kind"));
    if (!text::is_id(out.kind)) return off(out.domain, "kind");
    AMPARO_TRY(const auto methods, record.require_texts("methods"));
    for (const std::string& word : methods) {
        const auto found = std::ranges::find(kMethods, word);
        if (found == kMethods.end()) return off(out.domain, "methods: " + word);
        out.methods.push_back(static_cast<Method>(found - kMethods.begin()));
    }
    out.passkey_signs_in = record.member_text("passkey").find("sign-in") != std::string_view::npos;
    AMPARO_TRY(out.setup, page(record, "setup", out.domain));
    AMPARO_TRY(out.passkey_page, page(record, "passkey_page", out.domain));
    AMPARO_TRY(out.recovery, page(record, "recovery", out.domain));
    out.own_step = record.member_text("own_step_unconfirmed");
    AMPARO_TRY(out.source, record.require_text("source"));
    const auto seen = parse_day(record.member_text("seen"));
    if (!seen) return off(out.domain, "seen");
    out.seen = *seen;
    if (!record.member_text("changed").empty()) {
        const auto changed = parse_day(record.member_text("changed"));
        if (!changed) return off(out.domain, "changed");
        out.changed = *changed;
    }
    return out;
}

}  // namespace

bool Service::offers(Method method) const { return std::ranges::find(methods, method) != methods.end(); }

bool Service::offers_better_than_messages() const {
    return offers(Method::Passkey) || offers(Method::SecurityKey) || offers(Method::Totp) || offers(Method::AppPrompt) ||
           offers(Method::HardwareToken);
}

int weight_of(std::string_view kind) {
    if (std::ranges::find(kHeaviest, kind) != kHeaviest.end()) return 3;
    return std::ranges::find(kHeavy, kind) != kHeavy.end() ? 2 : 1;
}

Result<Directory> Directory::parse(std::string_view json) {
    AMPARO_TRY(const Json document, Json::parse(json));
    if (document.member_text("schema") != "amparo.second-factors/1") return fail(Errc::Corrupt, "no table of second factors");
    Directory out;
    const auto compiled = parse_day(document.member_text("compiled"));
    if (!compiled) return fail(Errc::Corrupt, "compiled");
    out.compiled_ = *compiled;
    AMPARO_TRY(out.credit_, document.require_text("credit"));
    const Json* months = document.find("stale_after_months");
    out.months_ = static_cast<int>(std::clamp<std::int64_t>(months == nullptr ? 12 : months->integer_or(12), 1, 60));
    const Json* records = document.find("records");
    if (records == nullptr || !records->is_array()) return fail(Errc::Corrupt, "records");
    for (const Json& record : records->elements()) {
        AMPARO_TRY(Service service, parse_service(record));
        std::vector<std::string> hosts = {service.domain};
        for (const char* key : {"also", "also_unconfirmed"}) {
            for (std::string& host : record.member_texts(key)) hosts.push_back(std::move(host));
        }
        const std::size_t index = out.services_.size();
        // The service's own name counts more than what another says of it.
        const bool taken = out.by_host_.contains(service.domain) && out.services_[out.by_host_[service.domain]].domain == service.domain;
        if (taken) return off(service.domain, "stands there twice");
        out.by_host_[service.domain] = index;
        for (const std::string& host : hosts) {
            if (!is_host(host)) return off(service.domain, "also: " + host);
            out.by_host_.emplace(host, index);
        }
        out.services_.push_back(std::move(service));
    }
    return out;
}

const Service* Directory::find(std::string_view host) const {
    if (host.starts_with("www.")) host.remove_prefix(4);
    while (host.find('.') != std::string_view::npos) {
        const auto found = by_host_.find(host);
        if (found != by_host_.end()) return &services_[found->second];
        host.remove_prefix(host.find('.') + 1);
    }
    return nullptr;
}

bool Directory::is_old(Day today) const {
    const std::chrono::year_month_day start{compiled_};
    const auto end = start + std::chrono::months{months_};
    const Day last = end.ok() ? Day{end} : Day{end.year() / end.month() / std::chrono::last};
    return today > last;
}

std::string describe(const Directory& directory) {
    std::string out = "compiled " + format_day(directory.compiled()) + "\n";
    for (const Service& service : directory.services()) {
        out += service.domain + " " + service.kind + ":";
        for (const Method method : service.methods) out += " " + std::string(kMethods[static_cast<std::size_t>(method)]);
        out += "\n";
    }
    return out;
}

}  // namespace amparo::accounts
