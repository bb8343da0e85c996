#include "app/platform/tree.hpp"

#include <limits>
#include <set>

#include "app/base/date.hpp"
#include "app/base/json.hpp"
#include "app/base/text.hpp"
#include "app/base/utf8.hpp"

namespace amparo {

namespace {

std::optional<std::string> decode_base64(std::string_view text) {
    constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    std::uint32_t bits = 0;
    int count = 0;
    for (int padding = 0; padding < 2 && text.ends_with('='); ++padding) text.remove_suffix(1);
    if (text.size() % 4 == 1) return std::nullopt;
    for (const char c : text) {
        const std::size_t value = kAlphabet.find(c);
        if (value == std::string_view::npos) return std::nullopt;
        bits = (bits << 6U) | static_cast<std::uint32_t>(value);
        count += 6;
        if (count >= 8) {
            count -= 8;
            out.push_back(static_cast<char>(static_cast<unsigned char>((bits >> static_cast<unsigned>(count)) & 0xFFU)));
        }
    }
    return out;
}

/// A number of a person or group: 0 to 4294967295.
std::optional<std::uint32_t> account_number(std::string_view text) {
    const auto value = text::to_integer(text);
    if (!value || *value < 0 || *value > std::numeric_limits<std::uint32_t>::max()) return std::nullopt;
    return static_cast<std::uint32_t>(*value);
}

/// Reads the lines of one tree; each `line_…` function handles one kind and gives a reason when it cannot.
class TreeReader {
  public:
    Result<Tree> read(std::string_view text) {
        if (text.size() > limits::kTreeBytes) return fail(Errc::Limit, "the tree is larger than allowed");
        std::size_t number = 0;
        for (const std::string_view line : text::lines(text)) {
            ++number;
            const std::string problem = number == 1 ? first_line(line) : next_line(line);
            if (!problem.empty()) return fail(Errc::Corrupt, "line " + std::to_string(number) + ": " + problem);
            if (tree_.entries.size() > limits::kTreeEntries || bytes_ > limits::kTreeBytes * 4) {
                return fail(Errc::Limit, "line " + std::to_string(number) + ": more than allowed");
            }
        }
        if (number == 0) return fail(Errc::Corrupt, "line 1: empty");
        return std::move(tree_);
    }

  private:
    static std::string first_line(std::string_view line) {
        return line == "amparo.tree/1" ? "" : "the first line must be \"amparo.tree/1\"";
    }

    std::string next_line(std::string_view line) {
        if (line.empty() || line.front() == '#') return {};
        if (line.front() == '|' || line.front() == '=' || line.front() == '*') return content(line);
        line = text::trim(line);
        if (line.empty()) return {};
        open_ = nullptr;
        const auto parts = text::words(line);
        const std::string_view kind = parts.front();
        if (kind == "now") return moment(parts);
        if (kind == "running") return running(parts);
        if (kind == "identity") return identity(parts);
        if (kind == "env") return environment(line.substr(3));
        if (kind == "run") return command(line.substr(3));
        if (kind == "d") return plain(parts, FileType::Folder);
        if (kind == "f") return plain(parts, FileType::Regular);
        if (kind == "p") return plain(parts, FileType::Pipe);
        if (kind == "l") return link(line.substr(1));
        if (kind == "x") return refuse(parts);
        if (kind == "system") return system(parts);
        if (kind == "reg") return registry(line.substr(3));
        if (kind == "closed") return closed(line.substr(6));
        if (kind == "ask") return answer(line.substr(3));
        return "unknown kind of line \"" + std::string(kind.substr(0, 20)) + "\"";
    }

    std::string content(std::string_view line) {
        if (open_ == nullptr) return "content without a file before it";
        std::string_view rest = line.substr(1);
        if (rest.starts_with(' ')) rest.remove_prefix(1);
        const std::size_t before = open_->size();
        if (line.front() == '|') {
            open_->append(rest).append("\n");
        } else if (line.front() == '=') {
            const auto bytes = decode_base64(text::trim(rest));
            if (!bytes) return "not base64";
            open_->append(*bytes);
        } else {
            const auto count = text::to_integer(text::trim(rest));
            if (!count || *count < 0 || *count > static_cast<std::int64_t>(limits::kTreeBytes)) return "not a count";
            open_->append(static_cast<std::size_t>(*count), '\0');
        }
        bytes_ += open_->size() - before;
        if (open_entry_ != nullptr) open_entry_->info.size = static_cast<std::int64_t>(open_->size());
        return {};
    }

    std::string moment(const std::vector<std::string_view>& parts) {
        const auto seconds = parts.size() == 2 ? parse_moment(parts[1]) : std::nullopt;
        if (!seconds) return "expected: now 2026-11-23T12:00:00Z";
        tree_.now = *seconds;
        return {};
    }

    std::string running(const std::vector<std::string_view>& parts) {
        if (parts.size() != 2 || (parts[1] != "yes" && parts[1] != "no")) return "expected: running yes|no";
        tree_.running = parts[1] == "yes";
        return {};
    }

    std::string identity(const std::vector<std::string_view>& parts) {
        if (parts.size() < 3 || parts.size() > 4) return "expected: identity USER GROUP [GROUP,GROUP]";
        const auto user = account_number(parts[1]);
        const auto group = account_number(parts[2]);
        if (!user || !group) return "user and group are numbers";
        Identity who{*user, *group, {}};
        for (const std::string_view item : parts.size() == 4 ? text::split(parts[3], ',') : decltype(text::words("")){}) {
            const auto value = account_number(item);
            if (!value) return "groups are numbers";
            who.groups.push_back(*value);
        }
        tree_.identity = who;
        return {};
    }

    std::string environment(std::string_view rest) {
        rest = text::trim(rest);
        const std::size_t equals = rest.find('=');
        if (equals == std::string_view::npos || equals == 0) return "expected: env NAME=VALUE";
        tree_.environment[std::string(rest.substr(0, equals))] = std::string(rest.substr(equals + 1));
        return {};
    }

    std::string command(std::string_view rest) {
        rest = text::trim(rest);
        if (rest.empty()) return "expected: run PROGRAM ARGUMENTS";
        open_ = &tree_.commands[std::string(rest)];
        open_entry_ = nullptr;
        return {};
    }

    std::string plain(const std::vector<std::string_view>& parts, FileType type) {
        if (parts.size() != 5) return "expected: KIND PATH MODE USER:GROUP TIME";
        const auto mode = text::from_octal(parts[2]);
        const auto owner = text::split(parts[3], ':');
        const auto user = account_number(owner.front());
        const auto group = owner.size() == 2 ? account_number(owner[1]) : std::nullopt;
        const auto changed = parse_moment(parts[4]);
        if (!mode || *mode > 07777) return "mode is octal, such as 0644";
        if (!user || !group) return "owner is USER:GROUP in numbers";
        if (!changed) return "time is 2026-11-23 or 2026-11-23T12:00:00Z";
        TreeEntry* entry = add(unescape(parts[1]), type);
        if (entry == nullptr) return kNotNew;
        entry->info = {type, static_cast<std::uint32_t>(*mode), *user, *group, 0, *changed, 0};
        if (type == FileType::Regular) open_ = &entry->content, open_entry_ = entry;
        return {};
    }

    std::string link(std::string_view rest) {
        const std::size_t arrow = rest.find(" -> ");
        if (arrow == std::string_view::npos) return "expected: l PATH -> TARGET";
        TreeEntry* entry = add(unescape(text::trim(rest.substr(0, arrow))), FileType::Link);
        if (entry == nullptr) return kNotNew;
        entry->info = {FileType::Link, 0777, 0, 0, 0, tree_.now, 0};
        entry->target = unescape(text::trim(rest.substr(arrow + 4)));
        const bool shaped = !entry->target.empty() && entry->target.find('\0') == std::string::npos;
        return shaped ? "" : "a link needs a target";
    }

    std::string system(const std::vector<std::string_view>& parts) {
        for (const System system : {System::Linux, System::Windows, System::MacOs}) {
            if (parts.size() != 2 || parts[1] != system_name(system)) continue;
            tree_.system = system;
            return {};
        }
        return "expected: system linux|windows|macos";
    }

    /// The key in small letters, or nothing.
    static std::optional<std::string> key_of(std::string_view text) {
        std::string key = text::lower(text::trim(text));
        if (!key.starts_with("hklm\\") && !key.starts_with("hkcu\\")) return std::nullopt;
        return key;
    }

    std::string registry(std::string_view rest) {
        const std::size_t bar = rest.find(" | ");
        const auto key = key_of(rest.substr(0, bar));
        if (!key) return "a key begins with HKLM\\ or HKCU\\";
        bytes_ += rest.size();
        auto& values = tree_.registry[*key];
        if (bar == std::string_view::npos) return {};
        rest.remove_prefix(bar + 3);
        const std::size_t equals = rest.find(" = ");
        const auto value = equals == std::string_view::npos ? std::nullopt : registry_value(rest.substr(equals + 3));
        if (!value) return "expected: reg KEY | NAME = NUMBER, \"TEXT\" or [\"TEXT\"]";
        values[text::lower(text::trim(rest.substr(0, equals)))] = *value;
        return {};
    }

    static std::optional<RegistryValue> registry_value(std::string_view text) {
        const auto json = Json::parse(text::trim(text));
        if (!json) return std::nullopt;
        if (json->is_integer()) return json->integer_or(0);
        if (json->is_string()) return std::string(json->text_or());
        if (!json->is_array()) return std::nullopt;
        std::vector<std::string> list;
        for (const Json& item : json->elements()) list.emplace_back(item.text_or());
        return list;
    }

    std::string closed(std::string_view rest) {
        const auto key = key_of(rest);
        if (!key) return "a key begins with HKLM\\ or HKCU\\";
        bytes_ += rest.size();
        tree_.closed_keys.insert(*key);
        return {};
    }

    std::string answer(std::string_view rest) {
        rest = text::trim(rest);
        if (rest.empty()) return "expected: ask QUESTION [VALUE]";
        open_ = &tree_.answers[std::string(rest)];
        open_entry_ = nullptr;
        return {};
    }

    std::string refuse(const std::vector<std::string_view>& parts) {
        const auto found = parts.size() == 2 ? tree_.entries.find(unescape(parts[1])) : tree_.entries.end();
        if (found == tree_.entries.end()) return "x names an entry that stands above it";
        found->second.refused = true;
        return {};
    }

    /// Paths write a space as \040, as the kernel's own tables do.
    static std::string unescape(std::string_view path) {
        constexpr std::string_view kSpace = "\\040";
        std::string out;
        for (std::size_t at = path.find(kSpace); at != std::string_view::npos; at = path.find(kSpace)) {
            out.append(path.substr(0, at)).push_back(' ');
            path.remove_prefix(at + kSpace.size());
        }
        return out.append(path);
    }

    /// The new entry at `path`, or nullptr. Only a folder has something below it: a link there would let a tree that is
    /// laid out write to another place.
    TreeEntry* add(const std::string& path, FileType type) {
        const bool shaped = path.size() > 1 && path.front() == '/' && path.back() != '/' &&
                            path.find('\0') == std::string::npos && path.find("//") == std::string::npos &&
                            path.find("/../") == std::string::npos && path.find("/./") == std::string::npos &&
                            !path.ends_with("/..") && !path.ends_with("/.");
        if (!shaped || path.size() > limits::kHostPath) return nullptr;
        if (tree_.entries.contains(path) && (!implied_.contains(path) || type != FileType::Folder)) return nullptr;
        for (std::size_t slash = path.find('/', 1); slash != std::string::npos; slash = path.find('/', slash + 1)) {
            const std::string above = path.substr(0, slash);
            if (const auto known = tree_.entries.find(above); known != tree_.entries.end()) {
                if (known->second.info.type != FileType::Folder) return nullptr;
                continue;
            }
            tree_.entries[above].info = {FileType::Folder, 0755, 0, 0, 0, tree_.now, 0};
            implied_.insert(above);
            bytes_ += above.size();
        }
        implied_.erase(path);
        bytes_ += path.size();
        return &tree_.entries[path];
    }

    static constexpr const char* kNotNew = "not a new absolute path below folders";
    Tree tree_;
    std::set<std::string> implied_;
    std::string* open_ = nullptr;
    TreeEntry* open_entry_ = nullptr;
    std::size_t bytes_ = 0;
};

}  // namespace

Result<Tree> parse_tree(std::string_view text) { return TreeReader{}.read(text); }

std::string describe(const Tree& tree) {
    std::string out = "now " + format_moment(tree.now) + (tree.running ? ", running\n" : ", not running\n");
    for (const auto& [path, entry] : tree.entries) {
        out += utf8::displayable(path, limits::kHostPath) + " type=" + std::to_string(static_cast<int>(entry.info.type)) +
               " mode=" + std::to_string(entry.info.mode) + " owner=" + std::to_string(entry.info.owner) + ":" +
               std::to_string(entry.info.group) + " size=" + std::to_string(entry.content.size()) +
               (entry.refused ? " refused" : "") + "\n";
    }
    return out;
}

}  // namespace amparo
