#include "checks/probes/idle_daemons.hpp"

#include <algorithm>
#include <map>
#include <span>

#include "app/base/limits.hpp"
#include "app/base/text.hpp"
#include "checks/probes/shell_words.hpp"

namespace amparo::checks {

namespace {

constexpr std::size_t kSteps = 1000;
constexpr std::size_t kNames = 100;      // "$name = text"
constexpr std::size_t kFilledIn = 4096;  // one value after its names are filled in
constexpr std::int64_t kMostSeconds = 366 * 24 * 3600;

std::unexpected<Error> at_line(std::size_t number, Errc code, const std::string& why) {
    return fail(code, "line " + std::to_string(number) + ": " + why);
}

Result<void> check_size(std::string_view text) {
    if (text.size() > limits::kHostFile) return fail(Errc::Limit, "the settings file is larger than allowed");
    if (text.find('\0') != std::string_view::npos) return fail(Errc::Corrupt, "NUL byte in a settings file");
    return {};
}

std::optional<std::int64_t> seconds_of(std::string_view text) {
    const auto seconds = text::to_integer(text);
    if (!seconds || *seconds > kMostSeconds || *seconds < -kMostSeconds) return std::nullopt;
    return seconds;
}

/// Takes one event off the front of `words`; how many words it had.
Result<std::size_t> take_event(std::span<const std::string> words, IdlePlan& plan) {
    const std::string& event = words.front();
    const auto needs = [&](std::size_t count) { return words.size() >= count; };
    if (event == "timeout") {
        if (!needs(3)) return fail(Errc::Corrupt, "\"timeout\" without seconds and a command");
        const auto seconds = seconds_of(words[1]);
        if (!seconds) return fail(Errc::Corrupt, "\"timeout\" without a number of seconds");
        if (plan.steps.size() >= kSteps) return fail(Errc::Limit, "more steps than allowed");
        if (*seconds > 0) plan.steps.push_back({*seconds, words[2]});
        return needs(5) && words[3] == "resume" ? 5 : 3;
    }
    if (!needs(2)) return fail(Errc::Corrupt, "an event without its command");
    if (event == "before-sleep") {
        plan.before_sleep = words[1];
    } else if (event == "lock") {
        plan.on_lock_signal = words[1];
    } else if (event == "idlehint") {
        if (!seconds_of(words[1])) return fail(Errc::Corrupt, "\"idlehint\" without a number of seconds");
    } else if (event != "after-resume" && event != "unlock") {
        return fail(Errc::Corrupt, "an event that swayidle does not know");
    }
    return 2;
}

/// Reader of hypridle.conf: "name = value", "section {", "}", "$name = text", "#" comments with "##" for one
/// "#".
class HypridleReader {
  public:
    Result<IdlePlan> read(std::string_view text) {
        AMPARO_TRY_VOID(check_size(text));
        for (const std::string_view raw : text::lines(text)) {
            ++number_;
            if (raw.size() > limits::kHostLine) return at_line(number_, Errc::Limit, "longer than allowed");
            AMPARO_TRY_VOID(take(without_comment(raw)));
        }
        if (!section_.empty()) return at_line(number_, Errc::Corrupt, "a section that never ends");
        return std::move(plan_);
    }

  private:
    static std::string without_comment(std::string_view raw) {
        std::string out;
        for (std::size_t i = 0; i < raw.size(); ++i) {
            if (raw[i] == '#') {
                if (i + 1 >= raw.size() || raw[i + 1] != '#') break;
                ++i;
            }
            out.push_back(raw[i]);
        }
        return std::string(text::trim(out));
    }

    Result<void> take(const std::string& line) {
        if (line.empty()) return {};
        if (line == "}") return close();
        if (line.ends_with('{') && line.find('=') == std::string::npos) {
            if (!section_.empty()) return at_line(number_, Errc::Corrupt, "a section inside a section");
            section_ = text::trim(std::string_view(line).substr(0, line.size() - 1));
            if (section_.empty()) return at_line(number_, Errc::Corrupt, "a section without a name");
            listener_ = {};
            return {};
        }
        const std::size_t equals = line.find('=');
        if (equals == std::string::npos) return {};
        std::string name(text::trim(std::string_view(line).substr(0, equals)));
        std::string value(text::trim(std::string_view(line).substr(equals + 1)));
        AMPARO_TRY_VOID(expand(value));
        if (name.starts_with('$')) {
            if (variables_.size() >= kNames) return at_line(number_, Errc::Limit, "more names than allowed");
            variables_[name.substr(1)] = value;
            return {};
        }
        if (name == "source") return at_line(number_, Errc::Unsupported, "another file is taken in");
        if (!section_.empty()) name.insert(0, section_ + ":");
        return set(name, value);
    }

    Result<void> close() {
        if (section_.empty()) return at_line(number_, Errc::Corrupt, "\"}\" that closes nothing");
        if (section_ == "listener" && listener_.seconds > 0) {
            if (plan_.steps.size() >= kSteps) return at_line(number_, Errc::Limit, "more steps than allowed");
            plan_.steps.push_back(listener_);
        }
        section_.clear();
        return {};
    }

    Result<void> set(const std::string& name, const std::string& value) {
        if (name == "general:lock_cmd") plan_.on_lock_signal = value;
        if (name == "general:before_sleep_cmd") plan_.before_sleep = value;
        if (name == "listener:on-timeout") listener_.command = value;
        if (name == "listener:timeout") {
            const auto seconds = seconds_of(value);
            if (!seconds) return at_line(number_, Errc::Corrupt, "\"timeout\" without a number of seconds");
            listener_.seconds = *seconds;
        }
        return {};
    }

    /// Names are replaced once; a name that is not known stays as it is, for the shell.
    Result<void> expand(std::string& value) const {
        if (value.find('$') == std::string::npos) return {};
        std::string out;
        for (std::size_t i = 0; i < value.size();) {
            const auto* best = longest_name(std::string_view(value).substr(i));
            if (best == nullptr) {
                out.push_back(value[i++]);
            } else {
                out += best->second;
                i += best->first.size() + 1;
            }
            if (out.size() > kFilledIn) return at_line(number_, Errc::Limit, "longer than allowed");
        }
        value = std::move(out);
        return {};
    }

    [[nodiscard]] const std::pair<const std::string, std::string>* longest_name(std::string_view text) const {
        if (!text.starts_with('$')) return nullptr;
        const std::pair<const std::string, std::string>* best = nullptr;
        for (const auto& entry : variables_) {
            if (text.substr(1).starts_with(entry.first) &&
                (best == nullptr || entry.first.size() > best->first.size())) {
                best = &entry;
            }
        }
        return best;
    }

    IdlePlan plan_;
    IdleStep listener_;
    std::string section_;
    std::map<std::string, std::string> variables_;
    std::size_t number_ = 0;
};

}  // namespace

void IdlePlan::add(const IdlePlan& more) {
    steps.insert(steps.end(), more.steps.begin(), more.steps.end());
    if (!more.before_sleep.empty()) before_sleep = more.before_sleep;
    if (!more.on_lock_signal.empty()) on_lock_signal = more.on_lock_signal;
}

Result<IdlePlan> parse_swayidle(std::string_view text) {
    AMPARO_TRY_VOID(check_size(text));
    IdlePlan plan;
    std::size_t number = 0;
    for (const std::string_view line : text::lines(text)) {
        ++number;
        if (line.empty() || line.starts_with('#')) continue;
        const auto words = split_words(line);
        if (!words) return at_line(number, words.error().code, words.error().detail);
        if (words->empty()) return at_line(number, Errc::Corrupt, "an event without a name");
        // One event a line; what follows it is ignored, as swayidle does.
        const auto taken = take_event(*words, plan);
        if (!taken) return at_line(number, taken.error().code, taken.error().detail);
    }
    return plan;
}

Result<IdlePlan> swayidle_plan(const std::vector<std::string>& words) {
    IdlePlan plan;
    std::size_t at = 0;
    while (at < words.size() && words[at].starts_with('-')) {
        const std::string& option = words[at++];
        if (option == "--") break;
        // -C and -S take a word, in one piece with the letter or as the next one.
        const std::size_t letter = option.find_first_of("CS");
        if (letter == std::string::npos) continue;
        std::string argument = option.substr(letter + 1);
        if (argument.empty() && at < words.size()) argument = words[at++];
        if (option[letter] == 'C') plan.settings_file = argument;
    }
    while (at < words.size()) {
        AMPARO_TRY(const std::size_t taken, take_event(std::span(words).subspan(at), plan));
        at += taken;
    }
    return plan;
}

Result<IdlePlan> parse_hypridle(std::string_view text) { return HypridleReader().read(text); }

}  // namespace amparo::checks
