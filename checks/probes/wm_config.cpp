#include "checks/probes/wm_config.hpp"

#include <algorithm>
#include <deque>
#include <set>

#include "app/base/limits.hpp"
#include "app/base/text.hpp"
#include "app/base/utf8.hpp"
#include "checks/probes/patterns.hpp"

namespace amparo::checks {

namespace {

constexpr std::size_t kMost = 5000;
constexpr std::size_t kFiles = 64;
constexpr std::size_t kName = 64;                    // letters of a variable's name
constexpr std::size_t kFilledIn = 8 * limits::kMiB;  // all texts after variables are filled in

bool is_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.';
}

class Reader {
  public:
    Reader(WmDialect dialect, std::map<std::string, std::string> variables) : dialect_(dialect) {
        config_.variables = std::move(variables);
    }

    Result<WmConfig> read(std::string_view text) {
        if (text.size() > limits::kHostFile)
            return fail(Errc::Limit, "the settings file is larger than allowed");
        if (text.find('\0') != std::string_view::npos)
            return fail(Errc::Corrupt, "NUL byte in a settings file");
        std::string whole;
        std::size_t number = 0;
        for (const std::string_view line : text::lines(text)) {
            ++number;
            whole += line;
            const bool too_long = whole.size() > limits::kHostLine;
            const bool too_many = config_.commands.size() > kMost || config_.includes.size() > kMost ||
                                  config_.variables.size() > kMost || filled_in_ > kFilledIn;
            if (too_long || too_many) {
                return fail(Errc::Limit, "line " + std::to_string(number) + ": longer or more than allowed");
            }
            if (whole.ends_with('\\') && dialect_ == WmDialect::Sway) {
                whole.pop_back();
                continue;
            }
            take(text::trim(whole));
            whole.clear();
        }
        take(text::trim(whole));
        return std::move(config_);
    }

  private:
    void take(std::string_view line) {
        if (line.empty() || line.starts_with('#')) return;
        if (dialect_ == WmDialect::Sway) {
            take_sway(line);
        } else {
            take_hyprland(line);
        }
    }

    void take_sway(std::string_view line) {
        if (line == "}") {
            in_exec_block_ = false;
            return;
        }
        if (in_exec_block_) return start(line);
        const std::size_t space = std::min(line.find_first_of(" \t"), line.size());
        const std::string_view word = line.substr(0, space);
        std::string_view rest = text::trim(line.substr(space));
        if (word == "set") {
            const std::size_t end = std::min(rest.find_first_of(" \t"), rest.size());
            const std::string_view name = rest.substr(0, end);
            if (name.starts_with('$')) set(name.substr(1), text::trim(rest.substr(end)));
        } else if (word == "include") {
            config_.includes.emplace_back(without_quotes(rest));
        } else if (word == "exec" || word == "exec_always") {
            if (rest.starts_with("--no-startup-id")) {
                const std::size_t end = rest.find_first_of(" \t");
                rest = end == std::string_view::npos ? std::string_view{} : text::trim(rest.substr(end));
            }
            if (rest == "{") {
                in_exec_block_ = true;
            } else {
                start(rest);
            }
        }
    }

    void take_hyprland(std::string_view line) {
        const std::size_t equals = line.find('=');
        if (equals == std::string_view::npos) return;
        const std::string_view name = text::trim(line.substr(0, equals));
        const std::string_view value = text::trim(line.substr(equals + 1));
        if (name.starts_with('$')) set(name.substr(1), value);
        if (name == "source") config_.includes.push_back(filled_in(value));
        if (name == "exec-once" || name == "exec") {
            // Rules for the window may stand before the command.
            const bool ruled = value.starts_with('[') && value.find(']') != std::string_view::npos;
            start(ruled ? text::trim(value.substr(value.find(']') + 1)) : value);
        }
    }

    void set(std::string_view name, std::string_view value) {
        config_.variables[std::string(name)] = filled_in(value);
    }

    void start(std::string_view command) {
        command = text::trim(command);
        if (!command.empty()) config_.commands.push_back(filled_in(without_quotes(command)));
    }

    /// "…" around the whole, with no such quote inside.
    static std::string_view without_quotes(std::string_view text) {
        if (text.size() >= 2 && text.front() == '"' && text.find('"', 1) == text.size() - 1) {
            return text.substr(1, text.size() - 2);
        }
        return text;
    }

    /// Replaces $name by its value, longest name first; "$$" and unknown names stay for the shell.
    [[nodiscard]] std::string filled_in(std::string_view text) {
        std::string out;
        for (std::size_t i = 0; i < text.size() && out.size() <= limits::kHostLine;) {
            if (text[i] != '$') {
                out.push_back(text[i++]);
                continue;
            }
            std::size_t end = i + 1;
            while (end < text.size() && end <= i + kName && is_name(text[end])) ++end;
            const std::string* value = nullptr;
            for (std::size_t stop = end; stop > i + 1 && value == nullptr; --stop) {
                const auto found = config_.variables.find(std::string(text.substr(i + 1, stop - i - 1)));
                if (found == config_.variables.end()) continue;
                value = &found->second;
                end = stop;
            }
            if (value != nullptr) {
                out += *value;
            } else {
                out += text.substr(i, end - i);
            }
            i = end;
        }
        filled_in_ += out.size();
        // Nobody writes commands this long; half of one would be misread.
        return out.size() <= limits::kHostLine ? out : std::string();
    }

    WmDialect dialect_;
    WmConfig config_;
    std::size_t filled_in_ = 0;
    bool in_exec_block_ = false;
};

/// The files that an include line names; none when it needs more of a shell than "~", "$HOME" and "*".
std::vector<std::string> included_files(const HostView& host, const XdgFolders& xdg, std::string path,
                                        const std::string& from) {
    if (path.starts_with("~/")) path.replace(0, 1, xdg.home);
    if (path.starts_with("$HOME/")) path.replace(0, 5, xdg.home);
    if (path.starts_with("$XDG_CONFIG_HOME/")) path.replace(0, 16, xdg.config_home);
    if (path.find_first_of("$`(){}[]\\'\"") != std::string::npos) return {};
    if (!path.starts_with('/')) path.insert(0, from.substr(0, from.rfind('/') + 1));
    const std::size_t slash = path.rfind('/');
    const std::string folder = slash == 0 ? "/" : path.substr(0, slash);
    const std::string name = path.substr(slash + 1);
    if (folder.find_first_of("*?") != std::string::npos) return {};
    if (name.find_first_of("*?") == std::string::npos) return {path};
    std::vector<std::string> out;
    const auto names = host.list(folder);
    if (!names) return out;
    for (const std::string& each : *names) {
        if (!each.starts_with('.') && fits_pattern(name, each)) out.push_back(folder + "/" + each);
    }
    return out;
}

}  // namespace

Result<WmConfig> parse_wm_config(std::string_view text, WmDialect dialect,
                                 std::map<std::string, std::string> variables) {
    return Reader(dialect, std::move(variables)).read(text);
}

std::string describe(const WmConfig& config) {
    std::string out;
    for (const auto& [name, value] : config.variables) {
        out += "$" + utf8::displayable(name, 200) + " = " + utf8::displayable(value, 200) + "\n";
    }
    for (const std::string& path : config.includes) out += "include " + utf8::displayable(path, 200) + "\n";
    for (const std::string& command : config.commands)
        out += "start " + utf8::displayable(command, 200) + "\n";
    return out;
}

Result<std::vector<StartedCommand>> wm_started_commands(const HostView& host, const XdgFolders& xdg,
                                                        const std::vector<std::string>& paths,
                                                        WmDialect dialect) {
    std::deque<std::string> waiting;
    for (const std::string& path : paths) {
        const auto info = host.info(path);
        if (!info && info.error().code == Errc::NotFound) continue;
        waiting.push_back(path);
        break;
    }
    if (waiting.empty()) return fail(Errc::NotFound, "no settings of this desktop");
    std::vector<StartedCommand> out;
    std::set<std::string> seen;
    std::map<std::string, std::string> variables;
    while (!waiting.empty() && seen.size() < kFiles) {
        const std::string path = waiting.front();
        waiting.pop_front();
        if (!seen.insert(path).second) continue;
        const auto content = host.read(path);
        if (!content) {
            // A file that an include only hopes for may be missing.
            if (content.error().code == Errc::NotFound && seen.size() > 1) continue;
            return std::unexpected(content.error());
        }
        AMPARO_TRY(WmConfig config, parse_wm_config(*content, dialect, std::move(variables)));
        variables = std::move(config.variables);
        for (std::string& command : config.commands) out.push_back({std::move(command), path});
        for (const std::string& include : config.includes) {
            for (std::string& file : included_files(host, xdg, include, path))
                waiting.push_back(std::move(file));
        }
    }
    return out;
}

}  // namespace amparo::checks
