#include "app/platform/recorded_host.hpp"

#include <algorithm>

#include "app/base/text.hpp"
#include "app/platform/command.hpp"
#include "app/platform/path_walk.hpp"

namespace amparo {

namespace {

class RecordedHost final : public Host {
  public:
    explicit RecordedHost(Tree tree) : tree_(std::move(tree)) {}

    [[nodiscard]] System system() const override { return tree_.system; }
    [[nodiscard]] bool running() const override { return tree_.running; }
    [[nodiscard]] std::int64_t now() const override { return tree_.now; }

    [[nodiscard]] Result<std::string> read(const std::string& path, std::size_t max_bytes, Longer longer,
                                           const CallLimit& limit) const override {
        AMPARO_TRY(const TreeEntry* entry, find(path, Follow::Yes, limit));
        if (entry->info.type != FileType::Regular) return fail(Errc::NotRegular);
        if (entry->refused) return fail(Errc::Denied);
        if (entry->content.size() > max_bytes && longer == Longer::Refuse) return fail(Errc::Limit);
        return entry->content.substr(0, max_bytes);
    }

    [[nodiscard]] Result<FileInfo> info(const std::string& path, Follow follow, const CallLimit& limit) const override {
        AMPARO_TRY(const TreeEntry* entry, find(path, follow, limit));
        return entry->info;
    }

    [[nodiscard]] Result<std::string> link(const std::string& path, const CallLimit& limit) const override {
        AMPARO_TRY(const TreeEntry* entry, find(path, Follow::No, limit));
        if (entry->info.type != FileType::Link) return fail(Errc::NotFound);
        return entry->target;
    }

    [[nodiscard]] Result<std::vector<std::string>> list(const std::string& path, std::size_t max_entries,
                                                        const CallLimit& limit) const override {
        AMPARO_TRY(const std::string resolved, resolve(kept(path), Follow::Yes, limit));
        AMPARO_TRY(const TreeEntry* entry, find(path, Follow::Yes, limit));
        if (entry->info.type != FileType::Folder) return fail(Errc::NotFound);
        if (entry->refused) return fail(Errc::Denied);
        const std::string prefix = resolved == "/" ? resolved : resolved + "/";
        std::vector<std::string> names;
        for (auto at = tree_.entries.lower_bound(prefix); at != tree_.entries.end(); ++at) {
            if (!at->first.starts_with(prefix)) break;
            const std::string name = at->first.substr(prefix.size());
            if (name.find('/') != std::string::npos) continue;
            if (names.size() >= max_entries) return fail(Errc::Limit);
            names.push_back(name);
        }
        return names;
    }

    [[nodiscard]] Result<std::string> resolve(const std::string& path, const CallLimit& limit) const override {
        AMPARO_TRY(std::string resolved, resolve(kept(path), Follow::Yes, limit));
        if (tree_.system == System::Windows) resolved.erase(0, 1);
        return resolved;
    }

    [[nodiscard]] Result<std::string> run(Command command, const std::string& value,
                                          const CallLimit& limit) const override {
        AMPARO_TRY_VOID(check_limit(limit));
        if (!tree_.running) return fail(Errc::NotRunning);
        AMPARO_TRY(const auto words, command_line(command, value));
        const auto found = tree_.commands.find(text::join(words, " "));
        if (found == tree_.commands.end()) return fail(Errc::NotFound);
        return found->second;
    }

    [[nodiscard]] Result<std::string> environment(const std::string& name) const override {
        if (!tree_.running) return fail(Errc::NotRunning);
        const auto found = tree_.environment.find(name);
        if (found == tree_.environment.end()) return fail(Errc::NotFound);
        return found->second;
    }

    [[nodiscard]] Result<Identity> identity() const override {
        if (!tree_.running || !tree_.identity) return fail(Errc::NotRunning);
        return *tree_.identity;
    }

    [[nodiscard]] Result<RegistryValue> registry(const std::string& key, const std::string& name,
                                                 const CallLimit& limit) const override {
        AMPARO_TRY_VOID(registry_key(key, limit));
        const auto& values = tree_.registry.at(text::lower(key));
        const auto value = values.find(text::lower(name));
        if (value == values.end()) return fail(Errc::NotFound);
        return value->second;
    }

    [[nodiscard]] Result<void> registry_key(const std::string& key, const CallLimit& limit) const override {
        AMPARO_TRY_VOID(check_limit(limit));
        if (tree_.system != System::Windows) return fail(Errc::Unsupported);
        const std::string small = text::lower(key);
        if (tree_.closed_keys.contains(small)) return fail(Errc::Denied);
        // A key is there, too, when only keys below it are written down.
        const auto found = tree_.registry.lower_bound(small);
        const bool there = found != tree_.registry.end() && (found->first == small || found->first.starts_with(small + "\\"));
        if (!there) return fail(Errc::NotFound);
        return {};
    }

    [[nodiscard]] Result<RegistryNames> registry_names(const std::string& key, const CallLimit& limit) const override {
        AMPARO_TRY_VOID(registry_key(key, limit));
        const std::string small = text::lower(key);
        RegistryNames names;
        const auto here = tree_.registry.find(small);
        if (here != tree_.registry.end()) {
            for (const auto& [name, value] : here->second) names.values.push_back(name);
        }
        const auto note = [&](const std::string& other) {
            if (!other.starts_with(small + "\\")) return;
            const std::string below = other.substr(small.size() + 1);
            const std::string first = below.substr(0, below.find('\\'));
            if (std::ranges::find(names.keys, first) == names.keys.end()) names.keys.push_back(first);
        };
        for (auto at = tree_.registry.lower_bound(small); at != tree_.registry.end(); ++at) {
            if (at->first != small && !at->first.starts_with(small)) break;
            note(at->first);
        }
        for (const std::string& other : tree_.closed_keys) note(other);
        return names;
    }

    [[nodiscard]] Result<std::string> ask(HostQuestion question, const std::string& value, const CallLimit& limit) const override {
        AMPARO_TRY_VOID(check_limit(limit));
        if (tree_.system != System::Windows) return fail(Errc::Unsupported);
        const std::string name(question_name(question));
        const auto found = tree_.answers.find(value.empty() ? name : name + " " + value);
        if (found == tree_.answers.end()) return fail(Errc::Unsupported);
        return std::string(text::trim(found->second));
    }

  private:
    /// Where an entry of this path is kept: "C:/Users" stands below "/C:".
    [[nodiscard]] std::string kept(const std::string& path) const {
        return tree_.system == System::Windows && !path.starts_with('/') ? "/" + path : path;
    }

    [[nodiscard]] Result<std::string> resolve(const std::string& path, Follow follow, const CallLimit& limit) const {
        AMPARO_TRY_VOID(check_limit(limit));
        auto resolved = walk(path, follow, [&](const std::string& here) -> Result<Node> {
            const auto found = tree_.entries.find(here);
            if (found == tree_.entries.end()) {
                // A link may lead there: /etc/mtab, /etc/resolv.conf.
                return fail(!tree_.running && is_running_only(here) ? Errc::NotRunning : Errc::NotFound);
            }
            // A folder that may not be entered hides what is below it.
            if (const auto above = tree_.entries.find(here.substr(0, here.rfind('/')));
                above != tree_.entries.end() && above->second.refused) {
                return fail(Errc::Denied);
            }
            return Node{found->second.info.type, found->second.target};
        });
        if (!resolved && resolved.error().code == Errc::NotFound && !tree_.running && is_running_only(path)) {
            return fail(Errc::NotRunning);
        }
        return resolved;
    }

    [[nodiscard]] Result<const TreeEntry*> find(const std::string& path, Follow follow, const CallLimit& limit) const {
        static const TreeEntry kTop{{FileType::Folder, 0755, 0, 0, 0, 0, 0}, {}, {}, false};
        AMPARO_TRY(const std::string resolved, resolve(kept(path), follow, limit));
        if (resolved == "/") return &kTop;
        return &tree_.entries.at(resolved);
    }

    Tree tree_;
};

}  // namespace

std::unique_ptr<Host> make_recorded_host(Tree tree) { return std::make_unique<RecordedHost>(std::move(tree)); }

}  // namespace amparo
