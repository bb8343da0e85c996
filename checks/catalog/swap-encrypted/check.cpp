// swap-encrypted: what the system moves out of memory onto a disk, can it be read later? See README.md for
// the facts.

#include "checks/check.hpp"
#include "app/base/text.hpp"
#include "checks/probes/disk_of_path.hpp"

namespace amparo::checks {

namespace {

constexpr const char* kSwaps = "/proc/swaps";
constexpr const char* kFstab = "/etc/fstab";

/// Swap areas by what lies below them.
struct Sorted {
    std::vector<std::string> encrypted;
    std::vector<std::string> memory;
    std::vector<std::string> plain;
    std::vector<std::string> unsettled;
    std::optional<Error> trouble;

    void add(const std::string& name, const DiskAnswer& answer) {
        switch (answer.state) {
            case DiskState::Encrypted:
                encrypted.push_back(name);
                break;
            case DiskState::Memory:
            case DiskState::Live:
                memory.push_back(name);
                break;
            case DiskState::Plain:
                plain.push_back(name);
                break;
            case DiskState::Unknown:
                unsettled.push_back(name);
                if (answer.trouble && !trouble) trouble = answer.trouble;
                break;
        }
    }

    void put(Facts& facts, const std::string& source) const {
        const std::size_t count = encrypted.size() + memory.size() + plain.size() + unsettled.size();
        facts.put("areas", static_cast<std::int64_t>(count), source);
        facts.put("plain", plain, source);
        // What could not be read says more than a name.
        if (trouble) {
            facts.refuse("unsettled", *trouble, unsettled.front());
        } else {
            facts.put("unsettled", unsettled, source);
        }
        facts.put("encrypted", encrypted, source);
        facts.put("memory", memory, source);
    }
};

/// The areas in use now.
Sorted sort_areas(const DiskReader& disks, const SwapTable& table) {
    Sorted out;
    for (const SwapArea& area : table.areas) {
        if (area.deleted) {
            out.unsettled.push_back(area.name);
        } else {
            out.add(area.name, area.is_file ? disks.of_path(area.name) : disks.of_device(area.name));
        }
    }
    return out;
}

/// The areas that fstab names. A file's disk is the one below its mount point.
Sorted sort_entries(const DiskReader& disks, const Fstab& fstab) {
    Sorted out;
    for (const FstabEntry& entry : fstab.entries) {
        if (!entry.is_swap() || entry.has_option("noauto")) continue;
        const bool is_file = entry.spec.starts_with("/") && !entry.spec.starts_with("/dev/");
        if (!is_file) {
            out.add(entry.spec, disks.of_entry(entry));
            continue;
        }
        const SettingsAnswer below = disk_by_settings(disks.settings(), entry.spec);
        out.add(entry.spec, {below.state, below.why, below.trouble, true, below.source, below.shown});
    }
    return out;
}

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    const DiskReader disks(host);
    const auto text = host.read(kSwaps);
    const auto table = text ? parse_swaps(*text) : Result<SwapTable>(std::unexpected(text.error()));
    if (table && table->odd_lines == 0) {
        sort_areas(disks, *table).put(facts, kSwaps);
    } else if (table) {
        facts.refuse("areas", Error{Errc::Corrupt, {}, {}}, kSwaps);
    } else if (host.running()) {
        facts.refuse("areas", table.error(), kSwaps);
    } else if (!disks.settings().fstab) {
        facts.refuse("areas", disks.settings().fstab_trouble, kFstab);
    } else {
        sort_entries(disks, *disks.settings().fstab).put(facts, kFstab);
        facts.put("from", "settings", kFstab);
    }
    put_disk(facts, "root_disk", disks.of_path("/"));
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (!facts.known("areas")) return cannot_tell(facts.at("areas"));
    const bool settings = facts.text("from") == "settings";
    if (facts.number("areas") == 0) {
        // Some systems switch swap on by themselves, without a line in fstab.
        return settings || facts.unreadable("from") ? cannot_tell("none_listed") : does_not_apply("no_swap");
    }
    if (!facts.known("plain")) return cannot_tell(facts.at("plain"));
    const std::vector<std::string> plain = facts.list("plain");
    if (!plain.empty()) {
        const Code names{text::join(plain, ", ")};
        const std::string root = facts.text("root_disk");
        if (root == "encrypted") return at_risk(Severity::Large, "beside_encrypted").with("areas", names);
        if (root == "plain")
            return at_risk(Severity::Small, "with_plain_disk").with("areas", names).fixed_by("disk");
        return at_risk(Severity::Small, "plain").with("areas", names);
    }
    if (!facts.known("unsettled")) return cannot_tell(facts.at("unsettled"));
    if (!facts.list("unsettled").empty()) {
        return cannot_tell("unsettled").with("areas", Code{text::join(facts.list("unsettled"), ", ")});
    }
    if (facts.list("encrypted").empty() && !facts.list("memory").empty()) return good("in_memory");
    if (facts.list("encrypted").empty()) return cannot_tell(facts.at("encrypted"));
    return good(settings ? "configured_encrypted" : "encrypted");
}

}  // namespace

extern constinit const CheckDefinition check_swap_encrypted{"swap-encrypted", &collect, &judge};

}  // namespace amparo::checks
