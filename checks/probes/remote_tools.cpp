#include "checks/probes/remote_tools.hpp"

#include <algorithm>

#include "app/base/text.hpp"
#include "checks/probes/dated_table.hpp"
#include "checks/probes/installed_programs.hpp"
#include "checks/probes/systemd_units.hpp"

namespace amparo::checks {

namespace {

struct Match {
    bool here = false;
    bool waiting = false;
    bool sure = false;  ///< by a name that our sources confirm
};

class Matcher {
  public:
    explicit Matcher(const HostView& host) : host_(&host), installed_(installed_programs(host)), running_(running_programs(host)) {
        if (host.system() == System::Linux) units_ = UnitIndex::scan(host);
    }

    [[nodiscard]] const InstalledPrograms& installed() const { return installed_; }
    [[nodiscard]] const Result<std::vector<std::string>>& running() const { return running_; }

    [[nodiscard]] Match match(const Json& record, const Json& names) const {
        Match out;
        const auto memory = names.member_texts("from_memory");
        const bool low = record.member_text("confidence") == "low";
        const auto found = [&](const char* field, bool waits, bool counts_alone) {
            const bool confirmed = !low && counts_alone && std::ranges::find(memory, field) == memory.end() && std::ranges::find(memory, "*") == memory.end();
            out.here = true;
            out.waiting = out.waiting || waits;
            out.sure = out.sure || confirmed;
        };
        // What comes with the system is there on many computers: only being switched on counts.
        const bool built_in = record.member_text("kind") == "built-in";
        if (!built_in) {
            for (const char* field : {"packages", "uninstall_names"}) {
                if (has_package(names.member_texts(field))) found(field, false, true);
            }
            for (const std::string& path : names.member_texts("install_paths")) {
                if (is_there(path)) found("install_paths", false, true);
            }
        }
        for (const std::string& service : names.member_texts("services")) service_match(service, built_in, found);
        for (const std::string& label : names.member_texts("launchd_labels")) {
            for (const char* folder : {"/Library/LaunchDaemons/", "/Library/LaunchAgents/"}) {
                if (host_->info(folder + label + ".plist")) found("launchd_labels", true, true);
            }
        }
        if (is_running(names.member_texts("processes"))) found("processes", true, true);
        // A name that other programs have, too, counts only beside another sign.
        if (out.here && is_running(names.member_texts("ambiguous_processes"))) out.waiting = true;
        return out;
    }

  private:
    [[nodiscard]] bool has_package(const std::vector<std::string>& patterns) const {
        return std::ranges::any_of(installed_.found, [&](const InstalledProgram& program) {
            return std::ranges::any_of(patterns, [&](const std::string& pattern) { return named_like(program.name, pattern); });
        });
    }

    [[nodiscard]] bool is_running(const std::vector<std::string>& patterns) const {
        return running_ && std::ranges::any_of(*running_, [&](const std::string& name) {
            return std::ranges::any_of(patterns, [&](const std::string& pattern) {
                // The kernel of Linux keeps fifteen characters of a name.
                const bool cut = host_->system() == System::Linux && name.size() == 15 && pattern.starts_with(name);
                return cut || named_like(name, pattern);
            });
        });
    }

    /// "C:\Program Files\AnyDesk\*" is the folder itself; a "*" in the middle is not looked for.
    [[nodiscard]] bool is_there(std::string path) const {
        std::ranges::replace(path, '\\', '/');
        while (path.ends_with('*') || path.ends_with('/')) path.pop_back();
        if (path.find('*') != std::string::npos || path.size() < 4) return false;
        return host_->info(path).has_value();
    }

    template <typename Found>
    void service_match(const std::string& service, bool built_in, const Found& found) const {
        if (host_->system() == System::Linux) {
            const UnitStatus status = units_.status(service);
            if (status.enabled() || (status.found() && !built_in)) found("services", status.enabled(), true);
            return;
        }
        if (host_->system() != System::Windows || built_in || service.find('*') != std::string::npos) return;
        const auto start = host_->registry("HKLM\\SYSTEM\\CurrentControlSet\\Services\\" + service, "Start");
        const auto* number = start ? std::get_if<std::int64_t>(&*start) : nullptr;
        if (number != nullptr) found("services", *number == 2, true);
    }

    const HostView* host_;
    InstalledPrograms installed_;
    Result<std::vector<std::string>> running_;
    UnitIndex units_;
};

}  // namespace

void put_remote_tools(const HostView& host, Facts& facts) {
    const auto table = load_dated_table("remote-tools");
    if (!table) return facts.refuse("known", table.error(), "our own list");
    put_table(facts, *table);
    const Matcher matcher(host);
    std::vector<std::string> remote_waiting, remote_installed, watching_waiting, watching_installed, uncertain;
    std::int64_t known = 0;
    for (const Json& record : table->records.elements()) {
        const Json* names = record.find(system_name(host.system()));
        if (names == nullptr) continue;
        ++known;
        const Match match = matcher.match(record, *names);
        if (!match.here) continue;
        const std::string name(record.member_text("name"));
        const bool remote = record.member_text("category") == "remote-support";
        if (!match.sure) {
            uncertain.push_back(name);
        } else if (remote) {
            (match.waiting ? remote_waiting : remote_installed).push_back(name);
        } else {
            (match.waiting ? watching_waiting : watching_installed).push_back(name);
        }
    }
    facts.put("known", known, "our own list");
    facts.put("remote_waiting", remote_waiting);
    facts.put("remote_installed", remote_installed);
    facts.put("watching_waiting", watching_waiting);
    facts.put("watching_installed", watching_installed);
    facts.put("uncertain", uncertain);
    const InstalledPrograms& installed = matcher.installed();
    if (installed.trouble) {
        facts.refuse("looked_at_programs", *installed.trouble, installed.trouble_at);
    } else {
        facts.put("looked_at_programs", static_cast<std::int64_t>(installed.found.size()), "list of installed programs");
    }
    if (matcher.running()) {
        facts.put("looked_at_running", static_cast<std::int64_t>(matcher.running()->size()), "running programs");
    } else {
        facts.refuse("looked_at_running", matcher.running().error(), "running programs");
    }
}

}  // namespace amparo::checks
