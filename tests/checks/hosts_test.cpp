// Whole hosts whose truth is known: no wrong verdict; what is used is what decides; damage never makes anything good.

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <mutex>
#include <random>
#include <set>

#include "app/platform/recorded_host.hpp"
#include "checks/check.hpp"
#include "checks/data_table.hpp"
#include "checks/probes/os_support.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/support/hosts.hpp"

using namespace amparo;
using namespace amparo::checks;

namespace {

/// A recorded host that notes which files are read, and refuses some.
class Watched final : public Host {
  public:
    explicit Watched(Tree tree) : inner_(make_recorded_host(std::move(tree))) {}
    std::set<std::string> refused;
    mutable std::set<std::string> used;

    [[nodiscard]] System system() const override { return inner_->system(); }
    [[nodiscard]] bool running() const override { return inner_->running(); }
    [[nodiscard]] std::int64_t now() const override { return inner_->now(); }
    [[nodiscard]] Result<std::string> read(const std::string& path, std::size_t bytes, Longer longer, const CallLimit& limit) const override {
        const std::string real = inner_->resolve(path, limit).value_or(path);
        auto content = inner_->read(path, bytes, longer, limit);
        if (content) used.insert(real);
        if (content && refused.contains(real)) return fail(Errc::Denied);
        return content;
    }
    [[nodiscard]] Result<FileInfo> info(const std::string& path, Follow follow, const CallLimit& limit) const override { return inner_->info(path, follow, limit); }
    [[nodiscard]] Result<std::string> link(const std::string& path, const CallLimit& limit) const override { return inner_->link(path, limit); }
    [[nodiscard]] Result<std::vector<std::string>> list(const std::string& path, std::size_t entries, const CallLimit& limit) const override { return inner_->list(path, entries, limit); }
    [[nodiscard]] Result<std::string> resolve(const std::string& path, const CallLimit& limit) const override { return inner_->resolve(path, limit); }
    [[nodiscard]] Result<std::string> run(Command command, const std::string& value, const CallLimit& limit) const override {
        auto text = inner_->run(command, value, limit);
        const std::string name = "command " + std::to_string(static_cast<int>(command));
        if (text) used.insert(name);
        if (text && refused.contains(name)) return fail(Errc::Io);
        return text;
    }
    [[nodiscard]] Result<std::string> environment(const std::string& name) const override { return inner_->environment(name); }
    [[nodiscard]] Result<Identity> identity() const override { return inner_->identity(); }
    [[nodiscard]] Result<RegistryValue> registry(const std::string& key, const std::string& name, const CallLimit& limit) const override {
        auto value = inner_->registry(key, name, limit);
        const std::string whole = key + "\\" + name;
        if (value) used.insert(whole);
        if (value && refused.contains(whole)) return fail(Errc::Denied);
        return value;
    }
    [[nodiscard]] Result<void> registry_key(const std::string& key, const CallLimit& limit) const override { return inner_->registry_key(key, limit); }
    [[nodiscard]] Result<RegistryNames> registry_names(const std::string& key, const CallLimit& limit) const override { return inner_->registry_names(key, limit); }
    [[nodiscard]] Result<std::string> ask(HostQuestion question, const std::string& value, const CallLimit& limit) const override {
        auto text = inner_->ask(question, value, limit);
        const std::string name = "question " + std::string(question_name(question)) + " " + value;
        if (text) used.insert(name);
        if (text && refused.contains(name)) return fail(Errc::Denied);
        return text;
    }

  private:
    std::unique_ptr<Host> inner_;
};

const OsSupportTable& table() {
    static const auto kTable = OsSupportTable::parse(data_table("os-support"));
    REQUIRE(kTable.has_value());
    return *kTable;
}

std::string verdict_text(const Judgement& judgement) {
    std::string out(verdict_name(judgement.verdict));
    if (judgement.verdict == Verdict::AtRisk) out += " " + std::string(severity_name(judgement.severity));
    return out;
}

Finding look(const RegisteredCheck& check, const Host& host) {
    const CheckDefinition* definition = check.on(host.system());
    if (!check.is_about(host.system()) || definition == nullptr) return {};
    const HostView view(host, CallLimit{std::chrono::steady_clock::now() + std::chrono::seconds(20), {}});
    return judge_all(*definition, definition->collect(view), {day_of(host.now()), &table()});
}

bool looks(const RegisteredCheck& check, System system) { return check.is_about(system) && check.on(system) != nullptr; }

constexpr std::array kSystems = {"linux", "windows", "macos"};

}  // namespace

TEST_CASE("twenty hosts of each system get the verdicts that people wrote down for them") {
    for (const char* system : kSystems) {
        const auto hosts = test::known_hosts(system);
        CHECK(hosts.size() >= 20);
        for (const test::KnownHost& known : hosts) {
            const auto host = make_recorded_host(known.tree);
            for (const RegisteredCheck& check : all_checks()) {
                if (!looks(check, host->system())) continue;
                const Finding finding = look(check, *host);
                INFO(system << " " << known.name << ", " << check.definition->id << ": " << finding.judgement.reason);
                for (const Evidence& item : finding.evidence) UNSCOPED_INFO(item.source << " " << item.key << " = " << item.value);
                const auto truth = known.truth.find(std::string(check.definition->id));
                REQUIRE(truth != known.truth.end());
                CHECK(verdict_text(finding.judgement) == truth->second);
            }
        }
    }
}

TEST_CASE("a source that may not be read makes exactly those checks untold that use it") {
    // Facts that are shown but decide nothing in a host where all is well, or that another source says, too.
    const std::set<std::string> extras = {"remote-login-off", "firewall-on", "open-services", "screen-lock-delay", "screen-lock-password",
                                          "os-auto-updates-on", "autologin-off", "password-manager-present", "disk-encryption-system",
                                          "chat-data-on-plain-disk", "swap-encrypted", "browser-saved-passwords", "restart-pending",
                                          "home-folder-private", "os-supported", "os-updates-recent", "passwordless-accounts", "everyday-account-standard", "remote-support-tools"};
    for (const char* system : kSystems) {
        const test::KnownHost known = test::known_hosts(system).front();
        std::map<std::string, std::set<std::string>> users;
        std::map<std::string, std::string> before;
        for (const RegisteredCheck& check : all_checks()) {
            Watched host(known.tree);
            if (!looks(check, host.system())) continue;
            before[std::string(check.definition->id)] = verdict_text(look(check, host).judgement);
            for (const std::string& source : host.used) users[source].insert(std::string(check.definition->id));
        }
        for (const auto& [source, ids] : users) {
            for (const RegisteredCheck& check : all_checks()) {
                const std::string id(check.definition->id);
                if (!looks(check, known.tree.system)) continue;
                Watched host(known.tree);
                host.refused.insert(source);
                const std::string after = verdict_text(look(check, host).judgement);
                INFO(system << ", without " << source << ": " << id << " was " << before[id] << " and is " << after);
                if (!ids.contains(id)) {
                    CHECK(after == before[id]);
                } else if (extras.contains(id)) {
                    CHECK((after == "cannot_tell" || after == before[id]));
                } else {
                    CHECK((after == "cannot_tell" || (before[id].starts_with("at_risk") && after == before[id])));
                }
            }
        }
    }
}

TEST_CASE("two hundred damaged variants of each host never make anything good that was not") {
    std::mt19937 random(20261129);
    for (const char* system : kSystems) {
        for (const test::KnownHost& known : test::known_hosts(system)) {
            std::map<std::string, std::vector<const RegisteredCheck*>> users;
            std::map<std::string, Verdict> before;
            for (const RegisteredCheck& check : all_checks()) {
                Watched host(known.tree);
                if (!looks(check, host.system())) continue;
                const Finding finding = look(check, host);
                before[std::string(check.definition->id)] = finding.judgement.verdict;
                if (finding.judgement.verdict == Verdict::Good) continue;
                for (const std::string& source : host.used) {
                    if (known.tree.entries.contains(source) && !known.tree.entries.at(source).content.empty()) users[source].push_back(&check);
                }
            }
            if (users.empty()) continue;
            for (int round = 0; round < 200; ++round) {
                auto at = users.begin();
                std::advance(at, static_cast<long>(random() % users.size()));
                Tree tree = known.tree;
                std::string& content = tree.entries.at(at->first).content;
                const std::size_t start = 1 + random() % std::max<std::size_t>(content.size() - 1, 1);
                const int kind = static_cast<int>(random() % 3);
                // A file that ends with a whole line cannot be told from a shorter one; every other cut can.
                if (kind == 0) content.resize(start > 0 && content[start - 1] == '\n' ? start - 1 : start);
                const std::size_t size = std::min<std::size_t>(content.size() - std::min(start, content.size()), 8 + random() % 32);
                for (std::size_t i = 0; kind != 0 && i < size; ++i) content[start + i] = kind == 1 ? '\0' : static_cast<char>(0x80 + random() % 0x40);
                const auto host = make_recorded_host(tree);
                for (const RegisteredCheck* check : at->second) {
                    const Finding finding = look(*check, *host);
                    INFO(system << " " << known.name << ", " << at->first << " damaged in way " << kind << " at " << start << ": " << check->definition->id << " " << finding.judgement.reason);
                    CHECK(finding.judgement.verdict != Verdict::Good);
                }
            }
        }
    }
}
