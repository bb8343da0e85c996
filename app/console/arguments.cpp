#include "app/console/arguments.hpp"

#include <algorithm>

#include "app/base/limits.hpp"
#include "app/base/text.hpp"
#include "app/base/utf8.hpp"

namespace amparo::console {

namespace {

// "=" at the end means that a value follows.
const std::vector<std::string> kGlobal = {"--lang=", "--data=", "--ephemeral", "--offline", "--a11y=", "--help", "--version"};

std::string without_equals(const std::string& option) {
    return option.ends_with('=') ? option.substr(0, option.size() - 1) : option;
}

std::unexpected<Error> off(std::string say, std::string word, const std::string& hint = {}) {
    word = utf8::displayable(word, 80);
    return fail(Errc::Usage, hint.empty() ? word : word + "\n" + hint, std::move(say));
}

bool is_option(const std::string& word) { return word.size() > 1 && word.front() == '-'; }

/// The options known so far: the global ones, and those of the command if it is settled.
std::vector<std::string> options_of(const CommandSpec* spec) {
    std::vector<std::string> out = kGlobal;
    if (spec != nullptr) out.insert(out.end(), spec->options.begin(), spec->options.end());
    return out;
}

/// The spec whose words begin `words`, the longest one first.
const CommandSpec* match(const std::vector<std::string>& words) {
    const CommandSpec* best = nullptr;
    for (const CommandSpec& spec : command_specs()) {
        if (spec.command.size() > words.size() || !std::equal(spec.command.begin(), spec.command.end(), words.begin())) {
            continue;
        }
        if (best == nullptr || spec.command.size() > best->command.size()) best = &spec;
    }
    return best;
}

std::vector<std::string> command_words(std::size_t place, const std::string& before) {
    std::vector<std::string> out;
    for (const CommandSpec& spec : command_specs()) {
        if (spec.command.size() <= place || (place == 1 && spec.command[0] != before)) continue;
        if (std::ranges::find(out, spec.command[place]) == out.end()) out.push_back(spec.command[place]);
    }
    return out;
}

/// Separates options from the other words. Whether an option takes a value is the same in every command, so this
/// needs no command yet.
Result<void> sort_words(const std::vector<std::string>& words, std::map<std::string, std::string>& options,
                        std::vector<std::string>& plain) {
    std::vector<std::string> all = kGlobal;
    for (const CommandSpec& spec : command_specs()) all.insert(all.end(), spec.options.begin(), spec.options.end());
    std::vector<std::string> names;
    for (const std::string& option : all) names.push_back(without_equals(option));

    bool only_words = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        if (word == "--" && !only_words) {
            only_words = true;
        } else if (only_words || !is_option(word)) {
            plain.push_back(word);
        } else {
            const std::size_t equals = word.find('=');
            const std::string name = word == "-h" ? "--help" : word.substr(0, equals);
            if (std::ranges::find(names, name) == names.end()) {
                return off("console.usage.option", name, text::nearest(name, names));
            }
            const bool takes_value = std::ranges::find(all, name + "=") != all.end();
            if (options.contains(name)) return off("console.usage.twice", name);
            if (!takes_value && equals != std::string::npos) return off("console.usage.no_value", name);
            if (!takes_value) {
                options[name] = "";
            } else if (equals != std::string::npos) {
                options[name] = word.substr(equals + 1);
            } else if (i + 1 < words.size()) {
                options[name] = words[++i];
            } else {
                return off("console.usage.value", name);
            }
            if (takes_value && options[name].empty()) return off("console.usage.value", name);
        }
    }
    return {};
}

}  // namespace

const std::vector<CommandSpec>& command_specs() {
    static const std::vector<CommandSpec> kSpecs = {
        {{"check"}, {"--only=", "--skip=", "--root=", "--profile=", "--redact=", "--html=", "--json", "--text"}, 0, 0},
        {{"check", "list"}, {"--json"}, 0, 0},
        {{"check", "show"}, {"--json"}, 1, 1},
        {{"accounts", "build-breach-filter"}, {"--to=", "--least=", "--bits=", "--json"}, 1, 1},
        {{"accounts", "import"}, {"--leaked=", "--words=", "--ask-online", "--tor=", "--json"}, 1, 32},
        {{"accounts", "review"}, {"--json"}, 1, 32},
        {{"channels", "list"}, {"--json"}, 0, 0},
        {{"channels", "show"}, {"--json"}, 1, 1},
        {{"channels", "suggest"}, {"--incident=", "--region=", "--language=", "--audience=", "--json"}, 0, 0},
        {{"lessons", "list"}, {"--json"}, 0, 0},
        {{"lessons", "show"}, {"--json"}, 1, 1},
        {{"lessons", "lint"}, {"--json"}, 0, 1},
        {{"lessons", "export"}, {"--html="}, 1, 1},
        {{"lessons", "import"}, {"--to=", "--prefix=", "--json"}, 1, 1},
        {{"trainer", "plan"}, {"--lessons=", "--minutes=", "--title=", "--json"}, 0, 0},
        {{"trainer", "export"}, {"--to="}, 1, 1},
        {{"pack", "build"}, {"--id=", "--edition=", "--title=", "--licence=", "--expires="}, 1, 1},
        {{"pack", "sign"}, {"--key=", "--passphrase-file="}, 1, 1},
        {{"pack", "verify"}, {"--key=", "--prefix=", "--json"}, 1, 1},
        {{"pack", "install"}, {"--accept=", "--prefix=", "--expired-is-fine"}, 1, 1},
        {{"pack", "list"}, {"--json"}, 0, 0},
        {{"report", "new"}, {"--from=", "--json"}, 0, 0},
        {{"report", "show"}, {"--form=", "--stage=", "--leave-out=", "--language=", "--json"}, 1, 1},
        {{"report", "seal"}, {"--key=", "--inbox=", "--to=", "--out=", "--form=", "--stage=", "--leave-out=", "--language=", "--json"}, 1, 1},
        {{"report", "send"}, {"--address=", "--inbox=", "--name=", "--proxy=", "--form=", "--stage=", "--leave-out=", "--language="}, 1, 1},
        {{"report", "key"}, {"--to=", "--address=", "--out=", "--proxy="}, 0, 0},
        {{"report", "queue"}, {"--try=", "--cancel=", "--proxy=", "--passphrase-file=", "--json"}, 0, 0},
        {{"inbox", "verify"}, {"--key=", "--json"}, 1, 1},
        {{"inbox", "answer"}, {"--key=", "--json"}, 1, 1},
        {{"l10n", "status"}, {"--json"}, 0, 0},
        {{"l10n", "lint"}, {"--json"}, 0, 16},
        {{"l10n", "extract"}, {}, 0, 0},
        {{"vault", "create"}, {"--passphrase-file=", "--size=", "--low-memory"}, 0, 0},
        {{"vault", "info"}, {"--passphrase-file=", "--json"}, 0, 0},
        {{"vault", "change-passphrase"}, {"--passphrase-file=", "--new-passphrase-file="}, 0, 0},
        {{"vault", "export"}, {"--to=", "--out=", "--passphrase-file="}, 0, 0},
        {{"vault", "check"}, {"--passphrase-file=", "--json"}, 0, 0},
        {{"inbox", "keygen"}, {"--out=", "--json"}, 0, 0},
        {{"inbox", "open"}, {"--key=", "--out="}, 1, 1},
        {{"selftest"}, {"--json"}, 0, 0},
        {{"selftest", "parse"}, {}, 2, 2},
        {{"version"}, {"--json"}, 0, 0},
        {{"help"}, {}, 0, 2},
    };
    return kSpecs;
}

std::optional<std::string> Arguments::value(const std::string& option) const {
    const auto found = options.find(option);
    if (found == options.end()) return std::nullopt;
    return found->second;
}

std::vector<std::string> Arguments::list(const std::string& option) const {
    std::vector<std::string> out;
    if (const auto given = value(option)) {
        for (const std::string_view part : text::split(*given, ',')) {
            if (!text::trim(part).empty()) out.emplace_back(text::trim(part));
        }
    }
    return out;
}

Result<Arguments> parse_arguments(const std::vector<std::string>& words) {
    if (words.size() > limits::kArguments) return off("console.usage.too_many", std::to_string(words.size()));
    for (const std::string& word : words) {
        if (word.size() > limits::kArgumentBytes) return off("console.usage.too_long", word);
    }
    Arguments out;
    std::vector<std::string> plain;
    AMPARO_TRY_VOID(sort_words(words, out.options, plain));

    const CommandSpec* spec = match(plain);
    if (spec == nullptr && !plain.empty()) {
        const auto firsts = command_words(0, {});
        const bool first_known = std::ranges::find(firsts, plain[0]) != firsts.end();
        if (!first_known) return off("console.usage.command", plain[0], text::nearest(plain[0], firsts));
        if (!out.has("--help")) {
            const auto seconds = command_words(1, plain[0]);
            if (plain.size() == 1) return off("console.usage.second", plain[0], text::join(seconds, ", "));
            return off("console.usage.command", plain[0] + " " + plain[1], text::nearest(plain[1], seconds));
        }
    }
    const auto allowed = options_of(spec);
    for (const auto& [name, ignored] : out.options) {
        if (std::ranges::find(allowed, name) == allowed.end() && std::ranges::find(allowed, name + "=") == allowed.end()) {
            return off("console.usage.option_here", name);
        }
    }
    if (spec != nullptr) {
        out.command = spec->command;
        out.words.assign(plain.begin() + static_cast<std::ptrdiff_t>(spec->command.size()), plain.end());
        if (out.words.size() > spec->max_words) {
            // "check lsit" is a slip in the second word rather than a word too many.
            const auto seconds = spec->command.size() == 1 ? command_words(1, plain[0]) : std::vector<std::string>{};
            return off("console.usage.word", out.words[spec->max_words], text::nearest(out.words[spec->max_words], seconds));
        }
        if (out.words.size() < spec->min_words && !out.has("--help")) {
            return off("console.usage.missing", text::join(spec->command, " "));
        }
    }
    return out;
}

}  // namespace amparo::console
