#pragma once
// The words of a command line, understood once: which sub-command, which options, which other words. Unknown options are
// errors with a hint. Secrets never come this way.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/base/result.hpp"

namespace amparo::console {

struct Arguments {
    std::vector<std::string> command;            ///< {"channels", "suggest"}; empty without a sub-command
    std::map<std::string, std::string> options;  ///< "--lang" to its value; flags hold ""
    std::vector<std::string> words;              ///< what follows the sub-command

    [[nodiscard]] bool has(const std::string& option) const { return options.contains(option); }
    /// The value of an option, or nothing when it was not given.
    [[nodiscard]] std::optional<std::string> value(const std::string& option) const;
    /// A value split at commas; empty when it was not given.
    [[nodiscard]] std::vector<std::string> list(const std::string& option) const;
};

/// One sub-command: its words, the options it takes ("--json" or "--only=" when a value follows), and how many words
/// may stand after it.
struct CommandSpec {
    std::vector<std::string> command;
    std::vector<std::string> options;
    std::size_t min_words = 0;
    std::size_t max_words = 0;
};

[[nodiscard]] const std::vector<CommandSpec>& command_specs();

/// Errors: Usage — `detail` holds the word that is off and, if there is one, the nearest that would do, as "word" or
/// "word\nnearest"; `say` names the sentence.
[[nodiscard]] Result<Arguments> parse_arguments(const std::vector<std::string>& words);

}  // namespace amparo::console
