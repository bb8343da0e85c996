// disk-encryption-system: can somebody who takes the disk out of this computer read it? See README.md for the
// facts.

#include "checks/check.hpp"
#include "checks/probes/disk_of_path.hpp"

namespace amparo::checks {

namespace {

std::vector<Facts> collect(const HostView& host) {
    const auto people = host.people();
    if (!people) {
        Facts nobody;
        nobody.refuse("home_disk", people.error(), "/etc/passwd");
        return {nobody};
    }
    const DiskReader disks(host);
    const DiskAnswer root = disks.of_path("/");
    std::vector<Facts> out;
    for (const Account& person : *people) {
        Facts facts(person.name);
        facts.put("home", person.home, "/etc/passwd");
        put_disk(facts, "root_disk", root);
        put_disk(facts, "home_disk", disks.of_folder(person, person.home));
        out.push_back(std::move(facts));
    }
    return out;
}

Judgement unsettled(const Facts& facts, const std::string& key) {
    return cannot_tell(unsettled_reason(facts.text(key + "_why")));
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (!facts.known("home_disk")) return cannot_tell(facts.at("home_disk"));
    const std::string home = facts.text("home_disk");
    const std::string root = facts.text("root_disk");
    const Code folder{facts.text("home")};
    if (home == "plain") {
        if (root == "plain") return at_risk(Severity::Large, "plain");
        return at_risk(Severity::Large, "home_plain").with("home", folder).fixed_by("home");
    }
    if (home == "unknown") return unsettled(facts, "home_disk");
    if (!facts.known("root_disk")) return cannot_tell(facts.at("root_disk"));
    if (root == "unknown") return unsettled(facts, "root_disk");
    if (root == "plain") return at_risk(Severity::Small, "system_plain").fixed_by("system");
    if (root == "live") return does_not_apply("live_system");
    // Nothing on any disk, and no live system that we know: we do not see where the files are kept.
    if (home != "encrypted") return root == "encrypted" ? good("encrypted") : cannot_tell("unknown_disk");
    const bool settings =
        facts.text("root_disk_from") == "settings" || facts.text("home_disk_from") == "settings";
    return good(settings ? "configured_encrypted" : "encrypted");
}

}  // namespace

extern constinit const CheckDefinition check_disk_encryption_system{"disk-encryption-system", &collect,
                                                                    &judge};

}  // namespace amparo::checks
