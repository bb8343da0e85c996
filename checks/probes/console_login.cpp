#include "checks/probes/console_login.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "app/base/text.hpp"

namespace amparo::checks {

namespace {

constexpr std::size_t kMaxUnits = 200;
constexpr std::size_t kMaxAccount = 256;
/// Short options of agetty that take a value; "L" takes one only when it is glued on.
constexpr std::string_view kWithValue = "afHIlort";
constexpr std::string_view kLongName = "--autologin";
constexpr std::string_view kCredential = "agetty.autologin";

std::string base_name(std::string_view path) { return std::string(path.substr(path.rfind('/') + 1)); }

/// What agetty's options amount to.
struct AgettyOptions {
    std::optional<std::string> account;
    bool skips_question = false;
    std::string login_options;
};

AgettyOptions agetty_options(const std::vector<std::string>& words) {
    AgettyOptions out;
    const auto take = [&](char option, const std::string& value) {
        if (option == 'a') out.account = value;
        if (option == 'o') out.login_options = value;
    };
    for (std::size_t i = 1; i < words.size() && words[i] != "--"; ++i) {
        const std::string& word = words[i];
        if (word.starts_with("--")) {
            const std::size_t equals = word.find('=');
            const std::string name = word.substr(0, equals);
            const bool login_options =
                name.size() > 8 && std::string_view("--login-options").starts_with(name);
            if (name == "--skip-login") out.skips_question = true;
            if (!login_options) continue;
            if (equals != std::string::npos) {
                take('o', word.substr(equals + 1));
            } else if (i + 1 < words.size()) {
                take('o', words[++i]);
            }
        } else if (word.size() > 1 && word.front() == '-') {
            for (std::size_t at = 1; at < word.size(); ++at) {
                if (word[at] == 'n') out.skips_question = true;
                if (word[at] == 'L') break;
                if (kWithValue.find(word[at]) == std::string_view::npos) continue;
                if (at + 1 < word.size()) {
                    take(word[at], word.substr(at + 1));
                } else if (i + 1 < words.size()) {
                    take(word[at], words[++i]);
                }
                break;
            }
        }
    }
    return out;
}

/// "-f NAME" or "-fNAME" among login's arguments; "\u" stands for a name that somebody types.
std::optional<std::string> forced_account(const std::vector<std::string>& words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (!words[i].starts_with("-f")) continue;
        const std::string name = words[i].size() > 2    ? words[i].substr(2)
                                 : i + 1 < words.size() ? words[i + 1]
                                                        : "";
        if (!name.empty() && name.front() != '\\' && name.front() != '-') return name;
    }
    return std::nullopt;
}

/// "tty1" of "getty@tty1.service", "tty*" of a template.
std::string place_of(const std::string& unit) {
    const std::size_t at = unit.find('@');
    const std::size_t dot = unit.rfind('.');
    if (at == std::string::npos || dot == std::string::npos || dot <= at + 1) return "tty*";
    return unit.substr(at + 1, dot - at - 1);
}

void add_credentials(const HostView& host, std::vector<ConsoleLogin>& out) {
    // Only what may be seen counts: the folders are often closed, and an empty answer would prove nothing
    // either way.
    constexpr std::array kStores = {"/etc/credstore",           "/run/credstore",
                                    "/usr/lib/credstore",       "/etc/credstore.encrypted",
                                    "/run/credstore.encrypted", "/usr/lib/credstore.encrypted"};
    for (const char* store : kStores) {
        const auto names = host.list(store);
        if (!names) continue;
        for (const std::string& name : *names) {
            if (!name.ends_with(kCredential)) continue;
            const std::string path = std::string(store) + "/" + name;
            const bool sealed = std::string_view(store).ends_with(".encrypted");
            const auto account = sealed ? fail(Errc::Unsupported) : host.read(path, kMaxAccount);
            out.push_back({path, account ? std::string(text::trim(*account)) : std::string{}});
        }
    }
    const auto command_line = host.read_start("/proc/cmdline", limits::kHostLine);
    if (!command_line) return;
    for (const std::string_view word : text::words(*command_line)) {
        constexpr std::string_view kSet = "systemd.set_credential=";
        if (!word.starts_with(kSet)) continue;
        const std::string_view rest = word.substr(kSet.size());
        const std::size_t colon = rest.find(':');
        if (colon == std::string_view::npos || !rest.substr(0, colon).ends_with(kCredential)) continue;
        out.push_back({"/proc/cmdline", std::string(rest.substr(colon + 1))});
    }
}

}  // namespace

std::vector<std::string> exec_words(std::string_view line) {
    std::vector<std::string> out;
    std::string word;
    bool open = false;  // a word has begun, perhaps an empty quoted one
    char quote = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (c == '\\' && i + 1 < line.size()) {
            word += line[++i];
            open = true;
        } else if (quote != 0) {
            if (c == quote) {
                quote = 0;
            } else {
                word += c;
            }
        } else if (c == '"' || c == '\'') {
            quote = c;
            open = true;
        } else if (c == ' ' || c == '\t' || c == '\n') {
            if (open) out.push_back(std::move(word));
            word.clear();
            open = false;
        } else {
            word += c;
            open = true;
        }
    }
    if (open) out.push_back(std::move(word));
    return out;
}

std::optional<std::string> autologin_account(std::string_view line) {
    const std::vector<std::string> words = exec_words(line);
    if (words.empty()) return std::nullopt;
    // systemd's own marks before the program: "-" and others.
    const std::size_t start = words[0].find_first_not_of("-@:+!|");
    const std::string program =
        start == std::string::npos ? "" : base_name(std::string_view(words[0]).substr(start));
    for (std::size_t i = 1; i < words.size(); ++i) {
        const std::size_t equals = words[i].find('=');
        const std::string name = words[i].substr(0, equals);
        // A long option may be cut short as long as it stays unmistakable.
        if (name.size() < 3 || !kLongName.starts_with(name)) continue;
        const std::string account = equals != std::string::npos ? words[i].substr(equals + 1)
                                    : i + 1 < words.size()      ? words[i + 1]
                                                                : std::string{};
        if (!account.empty()) return account;
    }
    if (program == "agetty" || program == "getty") {
        const AgettyOptions options = agetty_options(words);
        if (options.account && !options.account->empty()) return options.account;
        if (options.skips_question) {
            std::vector<std::string> arguments;
            for (const std::string_view word : text::words(options.login_options))
                arguments.emplace_back(word);
            return forced_account(arguments);
        }
    }
    if (program == "login") return forced_account(words);
    return std::nullopt;
}

Result<std::vector<ConsoleLogin>> read_console_logins(const HostView& host, const UnitIndex& units) {
    std::vector<ConsoleLogin> out;
    // The template stands for the consoles that open on demand; loaded through its alias, it carries the
    // alias's drop-ins too.
    std::set<std::string> wanted = {"getty@tty1.service", "autovt@.service"};
    for (const char* prefix : {"getty@", "autovt@"}) {
        for (const std::string& name : units.names(prefix)) {
            if (name.ends_with(".service") && name != "getty@.service") wanted.insert(name);
        }
    }
    if (wanted.size() > kMaxUnits) return fail(Errc::Limit, "more consoles than allowed");
    for (const std::string& name : wanted) {
        const auto unit = units.load(host, name);
        if (!unit) {
            if (unit.error().code == Errc::NotFound) continue;
            return std::unexpected(unit.error());
        }
        for (const std::string& line : unit->values("Service", "ExecStart")) {
            const auto account = autologin_account(line);
            const ConsoleLogin found{place_of(name), account.value_or("")};
            if (account && std::ranges::find(out, found) == out.end()) out.push_back(found);
        }
    }
    add_credentials(host, out);
    // A folder of drop-ins that nobody may look into could hold the very line.
    if (out.empty() && units.trouble()) return fail(units.trouble()->code, units.trouble()->detail);
    return out;
}

}  // namespace amparo::checks
