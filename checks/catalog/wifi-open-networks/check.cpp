// wifi-open-networks: would this computer join a Wi-Fi without encryption by itself? See README.md.

#include "app/base/text.hpp"
#include "checks/check.hpp"
#include "checks/probes/ini.hpp"

namespace amparo::checks {

namespace {

constexpr const char* kNetworkManager = "/etc/NetworkManager/system-connections";
constexpr const char* kIwd = "/var/lib/iwd";

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    std::vector<std::string> open;
    std::optional<Error> trouble;
    std::string at;
    bool any = false;
    const auto failed = [&](const Error& error, const std::string& where) {
        if (error.code == Errc::NotFound || trouble) return;
        trouble = error;
        at = where;
    };
    if (const auto names = host.list(kNetworkManager)) {
        any = true;
        for (const std::string& name : *names) {
            const std::string path = std::string(kNetworkManager) + "/" + name;
            const auto content = host.read(path);
            const auto file = content ? parse_ini(*content, IniDialect::KeyFile) : Result<IniFile>(std::unexpected(content.error()));
            if (!file) {
                failed(file.error(), path);
                continue;
            }
            const bool wifi = file->value("connection", "type") == "wifi";
            const bool by_itself = file->value("connection", "autoconnect") != "false";
            if (wifi && by_itself && !file->has_section("wifi-security")) open.push_back(file->value("connection", "id").value_or(name));
        }
    } else {
        failed(names.error(), kNetworkManager);
    }
    if (const auto names = host.list(kIwd)) {
        any = true;
        for (const std::string& name : *names) {
            if (name.ends_with(".open")) open.push_back(name.substr(0, name.size() - 5));
        }
    } else {
        failed(names.error(), kIwd);
    }
    facts.put("open", open, kNetworkManager);
    if (trouble) facts.refuse("looked", *trouble, at);
    else if (!any) facts.miss("looked", kNetworkManager);
    else facts.put("looked", true, kNetworkManager);
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (const auto list = facts.list("open"); !list.empty()) return at_risk(Severity::Small, "open").with("networks", Code{text::join(list, ", ")}).with("count", static_cast<std::int64_t>(list.size()));
    for (const char* key : {"open", "looked"}) {
        if (!facts.known(key)) return cannot_tell(facts.at(key));
    }
    return good("none");
}

}  // namespace

extern constinit const CheckDefinition check_wifi_open_networks{"wifi-open-networks", &collect, &judge};

}  // namespace amparo::checks
