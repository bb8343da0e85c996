#pragma once
// A host as one check sees it: every call carries the check's own deadline and stop sign, sizes have sensible caps, and
// the people whose settings count are known. Thread: one check's thread.

#include <string>
#include <vector>

#include "app/platform/host.hpp"

namespace amparo::checks {

/// An account whose home folder belongs to a person.
struct Account {
    std::string name;
    std::uint32_t user = 0;
    std::uint32_t group = 0;
    std::string home;
    std::string shell;
};

class HostView {
  public:
    HostView(const Host& host, CallLimit limit) : host_(&host), limit_(std::move(limit)) {}

    [[nodiscard]] bool running() const { return host_->running(); }
    [[nodiscard]] System system() const { return host_->system(); }
    [[nodiscard]] std::int64_t now() const { return host_->now(); }
    [[nodiscard]] Result<void> still_allowed() const { return check_limit(limit_); }

    /// A whole configuration file. Errors: as Host::read.
    [[nodiscard]] Result<std::string> read(const std::string& path, std::size_t max_bytes = limits::kHostFile) const {
        return host_->read(path, max_bytes, Longer::Refuse, limit_);
    }
    /// The beginning of a file, at most `max_bytes`.
    [[nodiscard]] Result<std::string> read_start(const std::string& path, std::size_t max_bytes) const {
        return host_->read(path, max_bytes, Longer::Cut, limit_);
    }
    [[nodiscard]] Result<FileInfo> info(const std::string& path, Follow follow = Follow::Yes) const {
        return host_->info(path, follow, limit_);
    }
    [[nodiscard]] Result<std::string> link(const std::string& path) const { return host_->link(path, limit_); }
    [[nodiscard]] Result<std::string> resolve(const std::string& path) const { return host_->resolve(path, limit_); }
    [[nodiscard]] Result<std::vector<std::string>> list(const std::string& path) const {
        return host_->list(path, limits::kHostEntries, limit_);
    }
    [[nodiscard]] Result<std::string> run(Command command, const std::string& value = {}) const {
        return host_->run(command, value, limit_);
    }
    [[nodiscard]] Result<std::string> environment(const std::string& name) const { return host_->environment(name); }
    [[nodiscard]] Result<Identity> identity() const { return host_->identity(); }
    /// Of Windows; see Host.
    [[nodiscard]] Result<RegistryValue> registry(const std::string& key, const std::string& name) const {
        return host_->registry(key, name, limit_);
    }
    [[nodiscard]] Result<void> registry_key(const std::string& key) const { return host_->registry_key(key, limit_); }
    [[nodiscard]] Result<RegistryNames> registry_names(const std::string& key) const { return host_->registry_names(key, limit_); }
    [[nodiscard]] Result<std::string> ask(HostQuestion question, const std::string& value = {}) const {
        return host_->ask(question, value, limit_);
    }

    /// Whose settings count. On a running system: the person who runs the program. In a tree: every account with a
    /// login shell and a home that exists, user id 1000 to 59999, and root only if it is the only one. On Windows, whose
    /// accounts have no numbers of this kind, and on macOS, whose accounts are in no file, name and home are those of
    /// the person who runs the program.
    /// Errors: of /etc/passwd; NotFound — nobody.
    [[nodiscard]] Result<std::vector<Account>> people() const;

  private:
    const Host* host_;
    CallLimit limit_;
};

}  // namespace amparo::checks
