#include "checks/probes/sshd_config.hpp"

#include <algorithm>

#include "app/base/limits.hpp"
#include "app/base/text.hpp"
#include "app/base/utf8.hpp"
#include "checks/probes/patterns.hpp"

namespace amparo::checks {

namespace {

constexpr std::size_t kMaxItems = 256;
constexpr std::size_t kMaxFiles = 64;
constexpr int kMaxDepth = 4;
constexpr std::uint16_t kDefaultPort = 22;

std::optional<std::uint16_t> parse_port(std::string_view text) {
    const auto number = text::to_integer(text);
    if (!number || *number < 1 || *number > 65535) return std::nullopt;
    return static_cast<std::uint16_t>(*number);
}

/// The words of a line: blanks and one "=" after the keyword separate, double quotes hold blanks, "#" ends
/// the line.
std::vector<std::string> arguments(std::string_view line) {
    std::vector<std::string> out;
    std::size_t i = 0;
    const auto blank = [](char c) { return c == ' ' || c == '\t'; };
    while (true) {
        while (i < line.size() && (blank(line[i]) || (out.size() == 1 && line[i] == '='))) ++i;
        if (i == line.size() || line[i] == '#') return out;
        std::string word;
        bool quoted = false;
        for (; i < line.size(); ++i) {
            if (line[i] == '"') {
                quoted = !quoted;
            } else if (!quoted && (blank(line[i]) || (out.empty() && line[i] == '='))) {
                break;
            } else {
                word += line[i];
            }
        }
        out.push_back(std::move(word));
    }
}

/// "host", "host:port", "[v6]:port", "[v6]" or a bare IPv6 address.
std::optional<SshdListen> parse_listen(std::string_view text) {
    SshdListen listen;
    std::string_view port;
    if (text.starts_with('[')) {
        const std::size_t close = text.find(']');
        if (close == std::string_view::npos) return std::nullopt;
        listen.host = text.substr(1, close - 1);
        const std::string_view rest = text.substr(close + 1);
        if (!rest.empty() && !rest.starts_with(':')) return std::nullopt;
        if (!rest.empty()) port = rest.substr(1);
        if (!rest.empty() && port.empty()) return std::nullopt;
    } else if (std::ranges::count(text, ':') == 1) {
        listen.host = text.substr(0, text.find(':'));
        port = text.substr(text.find(':') + 1);
        if (port.empty()) return std::nullopt;
    } else {
        listen.host = text;
    }
    if (!port.empty()) {
        listen.port = parse_port(port);
        if (!listen.port) return std::nullopt;
    }
    return listen;
}

bool is_loopback(const std::string& host) {
    return host.starts_with("127.") || host == "::1" || text::equals_ignoring_case(host, "localhost");
}

/// Follows the Include lines of one server configuration.
class Collector {
  public:
    explicit Collector(const HostView& host) : host_(host) {}

    Result<SshdConfig> read(const std::string& path) {
        AMPARO_TRY_VOID(add(path, 0));
        return std::move(all_);
    }

  private:
    Result<void> add(const std::string& path, int depth) {
        if (depth > kMaxDepth || ++files_ > kMaxFiles)
            return fail(Errc::Limit, "sshd_config includes too much");
        AMPARO_TRY(const std::string content, host_.read(path));
        AMPARO_TRY(const SshdConfig one, parse_sshd_config(content));
        all_.ports.insert(all_.ports.end(), one.ports.begin(), one.ports.end());
        all_.listen.insert(all_.listen.end(), one.listen.begin(), one.listen.end());
        all_.odd_lines += one.odd_lines;
        for (const std::string& pattern : one.includes) {
            all_.includes.push_back(pattern);
            AMPARO_TRY_VOID(add_matching(pattern.starts_with('/') ? pattern : "/etc/ssh/" + pattern, depth));
        }
        return {};
    }

    Result<void> add_matching(const std::string& pattern, int depth) {
        const std::size_t slash = pattern.rfind('/');
        const std::string folder = slash == 0 ? "/" : pattern.substr(0, slash);
        const std::string last = pattern.substr(slash + 1);
        if (folder.find_first_of("*?[") != std::string::npos || last.find('[') != std::string::npos) {
            return fail(Errc::Usage, "sshd_config includes a pattern that we do not follow");
        }
        const auto names = host_.list(folder);
        if (!names) {
            if (names.error().code == Errc::NotFound) return {};
            return std::unexpected(names.error());
        }
        for (const std::string& name : *names) {
            // A shell pattern leaves hidden files out unless it names the dot.
            if (name.starts_with('.') && !last.starts_with('.')) continue;
            if (!fits_pattern(last, name)) continue;
            AMPARO_TRY_VOID(add((folder == "/" ? "" : folder) + "/" + name, depth + 1));
        }
        return {};
    }

    const HostView& host_;
    SshdConfig all_;
    std::size_t files_ = 0;
};

}  // namespace

std::vector<std::uint16_t> SshdConfig::effective_ports() const {
    std::vector<std::uint16_t> out;
    const auto add = [&](std::uint16_t port) {
        if (std::ranges::find(out, port) == out.end()) out.push_back(port);
    };
    const auto add_all = [&] {
        for (const std::uint16_t port : ports) add(port);
        if (ports.empty()) add(kDefaultPort);
    };
    for (const SshdListen& item : listen) {
        if (item.port) {
            add(*item.port);
        } else {
            add_all();
        }
    }
    if (listen.empty()) add_all();
    return out;
}

bool SshdConfig::only_this_computer() const {
    return !listen.empty() && odd_lines == 0 &&
           std::ranges::all_of(listen, [](const SshdListen& item) { return is_loopback(item.host); });
}

Result<SshdConfig> parse_sshd_config(std::string_view text) {
    if (text.size() > limits::kHostFile) return fail(Errc::Limit, "sshd_config is larger than allowed");
    SshdConfig config;
    std::size_t number = 0;
    for (const std::string_view line : text::lines(text)) {
        const std::string where = "line " + std::to_string(++number) + ": ";
        if (line.size() > limits::kHostLine) return fail(Errc::Limit, where + "longer than allowed");
        if (line.find('\0') != std::string_view::npos) return fail(Errc::Corrupt, where + "NUL byte");
        const auto words = arguments(line);
        if (words.empty()) continue;
        const std::string keyword = text::lower(words[0]);
        if (keyword == "match") break;
        if (keyword != "port" && keyword != "listenaddress" && keyword != "include") continue;
        if (words.size() < 2) {
            ++config.odd_lines;
        } else if (keyword == "port") {
            if (const auto port = parse_port(words[1])) {
                config.ports.push_back(*port);
            } else {
                ++config.odd_lines;
            }
        } else if (keyword == "listenaddress") {
            if (auto listen = parse_listen(words[1])) {
                config.listen.push_back(*std::move(listen));
            } else {
                ++config.odd_lines;
            }
        } else {
            config.includes.insert(config.includes.end(), words.begin() + 1, words.end());
        }
        if (config.ports.size() + config.listen.size() + config.includes.size() > kMaxItems) {
            return fail(Errc::Limit, where + "more settings than allowed");
        }
    }
    return config;
}

Result<SshdConfig> read_sshd_config(const HostView& host) {
    return Collector(host).read("/etc/ssh/sshd_config");
}

std::string describe(const SshdConfig& config) {
    std::string out = "ports:";
    for (const std::uint16_t port : config.effective_ports()) out += " " + std::to_string(port);
    out += config.listen.empty() ? "\naddresses: any\n" : "\naddresses:";
    for (const SshdListen& item : config.listen) {
        out += " " + utf8::displayable(item.host, 200) +
               (item.port ? " port " + std::to_string(*item.port) : "");
    }
    if (!config.listen.empty()) out += config.only_this_computer() ? " (only this computer)\n" : "\n";
    for (const std::string& pattern : config.includes)
        out += "include " + utf8::displayable(pattern, 200) + "\n";
    if (config.odd_lines != 0) out += "odd lines: " + std::to_string(config.odd_lines) + "\n";
    return out;
}

}  // namespace amparo::checks
