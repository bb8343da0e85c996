#include "checks/probes/greetd_config.hpp"

#include <optional>

#include "app/base/limits.hpp"
#include "app/base/text.hpp"
#include "app/base/utf8.hpp"

namespace amparo::checks {

namespace {

/// A quoted value without its quotes, or a bare one up to a comment. nullopt for a quote that is never
/// closed.
std::optional<std::string> unquote(std::string_view text) {
    text = text::trim(text);
    if (text.empty()) return std::string{};
    const char quote = text.front();
    if (quote != '"' && quote != '\'') return std::string(text::trim(text.substr(0, text.find(" #"))));
    std::string out;
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] == quote) return out;
        // Only double quotes know escapes; the ones that matter in a name or command stand for themselves.
        if (quote == '"' && text[i] == '\\' && i + 1 < text.size()) ++i;
        out += text[i];
    }
    return std::nullopt;
}

GreetdSession* session_called(GreetdConfig& config, std::string_view name) {
    if (name == "initial_session") return &config.initial;
    if (name == "default_session") return &config.fallback;
    return nullptr;
}

}  // namespace

Result<GreetdConfig> parse_greetd(std::string_view text) {
    if (text.size() > limits::kHostFile)
        return fail(Errc::Limit, "greetd's settings are larger than allowed");
    GreetdConfig config;
    std::string section;
    std::size_t number = 0;
    for (const std::string_view raw : text::lines(text)) {
        const std::string where = "line " + std::to_string(++number) + ": ";
        if (raw.size() > limits::kHostLine) return fail(Errc::Limit, where + "longer than allowed");
        if (raw.find('\0') != std::string_view::npos) return fail(Errc::Corrupt, where + "NUL byte");
        const std::string_view line = text::trim(raw);
        if (line.empty() || line.front() == '#') continue;
        if (line.front() == '[') {
            const std::size_t close = line.find(']');
            if (close == std::string_view::npos || line.starts_with("[[")) {
                ++config.odd_lines;
                continue;
            }
            section = text::trim(line.substr(1, close - 1));
            if (GreetdSession* session = session_called(config, section)) session->present = true;
            continue;
        }
        const std::size_t equals = line.find('=');
        if (equals == std::string_view::npos) {
            ++config.odd_lines;
            continue;
        }
        std::string_view key = text::trim(line.substr(0, equals));
        std::string_view owner = section;
        // "initial_session.user" above every section means the same as "user" inside it.
        if (const std::size_t dot = key.find('.'); dot != std::string_view::npos && section.empty()) {
            owner = key.substr(0, dot);
            key = key.substr(dot + 1);
        }
        // A table written on one line would need a reader of its own.
        if (owner.empty() && session_called(config, key) != nullptr) {
            ++config.odd_lines;
            continue;
        }
        GreetdSession* session = session_called(config, owner);
        if (session == nullptr || (key != "user" && key != "command")) continue;
        const auto value = unquote(line.substr(equals + 1));
        if (!value) return fail(Errc::Corrupt, where + "a quote is never closed");
        session->present = true;
        (key == "user" ? session->user : session->command) = *value;
    }
    return config;
}

std::string describe(const GreetdConfig& config) {
    const auto shown = [](const char* name, const GreetdSession& session) {
        if (!session.present) return std::string{};
        return std::string(name) + " user " + utf8::displayable(session.user, 200) + " command " +
               utf8::displayable(session.command, 200) + "\n";
    };
    return shown("initial session", config.initial) + shown("default session", config.fallback) +
           (config.odd_lines == 0 ? "" : "odd lines: " + std::to_string(config.odd_lines) + "\n");
}

}  // namespace amparo::checks
