// folders-synced-to-cloud: do Desktop and Documents leave this computer by themselves? See README.md.

#include <array>

#include "app/base/text.hpp"
#include "checks/check.hpp"
#include "checks/probes/windows_facts.hpp"

namespace amparo::checks {

namespace {

constexpr const char* kFolders = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\User Shell Folders";

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    put_registry(host, facts, "desktop", kFolders, "Desktop");
    put_registry(host, facts, "documents", kFolders, "Personal");
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    constexpr std::array<std::string_view, 4> kClouds = {"OneDrive", "Dropbox", "Google Drive", "iCloud"};
    for (const char* key : {"desktop", "documents"}) {
        for (const std::string_view cloud : kClouds) {
            if (text::lower(facts.text(key)).find(text::lower(cloud)) != std::string::npos) {
                return at_risk(Severity::Small, "synced").with("service", Code{std::string(cloud)}).with("folder", Code{facts.text(key)});
            }
        }
    }
    for (const char* key : {"desktop", "documents"}) {
        if (!facts.known(key)) return cannot_tell(facts.at(key));
    }
    return good("here");
}

}  // namespace

extern constinit const CheckDefinition check_folders_synced_to_cloud_on_windows{"folders-synced-to-cloud", &collect, &judge};

}  // namespace amparo::checks
