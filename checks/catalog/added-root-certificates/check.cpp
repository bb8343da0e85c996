// added-root-certificates: did somebody add a certificate that lets them read encrypted traffic? See README.md.

#include <array>

#include "app/base/text.hpp"
#include "checks/check.hpp"
#include "checks/probes/first_trouble.hpp"
#include "checks/probes/system_there.hpp"

namespace amparo::checks {

namespace {

constexpr std::array kFolders = {"/usr/local/share/ca-certificates", "/etc/pki/ca-trust/source/anchors", "/etc/ca-certificates/trust-source/anchors", "/etc/pki/trust/anchors"};
constexpr std::array kKeys = {"HKCU\\Software\\Microsoft\\SystemCertificates\\Root\\Certificates", "HKLM\\SOFTWARE\\Policies\\Microsoft\\SystemCertificates\\Root\\Certificates",
                             "HKLM\\SOFTWARE\\Microsoft\\EnterpriseCertificates\\Root\\Certificates"};
constexpr int kDepth = 2;

struct Found : FirstTrouble {
    std::vector<std::string> names;
};

void look(const HostView& host, const std::string& folder, int depth, Found& found) {
    const auto names = host.list(folder);
    if (!names) return found.failed(names.error(), folder);
    for (const std::string& name : *names) {
        const std::string path = folder + "/" + name;
        const auto info = host.info(path);
        if (!info) found.failed(info.error(), path);
        else if (info->type == FileType::Folder && depth > 0) look(host, path, depth - 1, found);
        else if (info->type == FileType::Regular && name != "README" && !name.starts_with('.')) found.names.push_back(name);
    }
}

std::vector<Facts> collect(const HostView& host) {
    Found found;
    if (host.system() == System::Windows) {
        for (const char* key : kKeys) {
            const auto names = host.registry_names(key);
            if (!names) found.failed(names.error(), key);
            // A certificate is a key named by its fingerprint; the first letters are enough to tell them apart.
            else for (const std::string& name : names->keys) found.names.push_back(name.substr(0, 12) + "…");
        }
    } else {
        for (const char* folder : kFolders) look(host, folder, kDepth, found);
    }
    if (const auto error = no_system_there(host)) found.note(*error, kSettingsFolder);
    Facts facts;
    facts.put("added", found.names, host.system() == System::Windows ? kKeys.front() : kFolders.front());
    facts.put("compared_with_makers_list", host.system() != System::Windows, "our own knowledge");
    found.tell(facts, "looked", "certificates");
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (const auto names = facts.list("added"); !names.empty()) return at_risk(Severity::Small, "some").with("count", static_cast<std::int64_t>(names.size())).with("certificates", Code{names.front()});
    for (const char* key : {"added", "looked", "compared_with_makers_list"}) {
        if (!facts.known(key)) return cannot_tell(facts.at(key));
    }
    return facts.flag("compared_with_makers_list") ? good("none") : cannot_tell("partly");
}

}  // namespace

extern constinit const CheckDefinition check_added_root_certificates{"added-root-certificates", &collect, &judge};

}  // namespace amparo::checks
