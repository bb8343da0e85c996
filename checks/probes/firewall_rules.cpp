#include "checks/probes/firewall_rules.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "app/base/limits.hpp"
#include "app/base/text.hpp"

namespace amparo::checks {

namespace {

Result<void> check_text(std::string_view text) {
    if (text.size() > limits::kHostFile) return fail(Errc::Limit, "the rules are larger than allowed");
    if (text.find('\0') != std::string_view::npos)
        return fail(Errc::Corrupt, "line 1: NUL byte in firewall rules");
    return {};
}

/// Words and the signs "{", "}", ";" of nft's language, with "\n" for the end of a line; comments are left
/// out.
std::vector<std::string_view> nft_tokens(std::string_view text) {
    std::vector<std::string_view> out;
    for (std::string_view line : text::lines(text)) {
        line = line.substr(0, line.find('#'));
        for (const std::string_view word : text::words(line)) {
            std::size_t start = 0;
            for (std::size_t i = 0; i <= word.size(); ++i) {
                const bool sign = i < word.size() && (word[i] == '{' || word[i] == '}' || word[i] == ';');
                if (!sign && i < word.size()) continue;
                if (i > start) out.push_back(word.substr(start, i - start));
                if (sign) out.push_back(word.substr(i, 1));
                start = i + 1;
            }
        }
        out.emplace_back("\n");
    }
    return out;
}

/// True for a statement that turns everything away: "drop", "counter drop", "reject with icmpx
/// port-unreachable".
bool turns_all_away(const std::vector<std::string_view>& statement) {
    std::size_t i = 0;
    while (i < statement.size() && (statement[i] == "counter" || statement[i] == "log")) ++i;
    return i < statement.size() && (statement[i] == "drop" || statement[i] == "reject");
}

}  // namespace

std::string_view rules_effect_name(RulesEffect effect) {
    switch (effect) {
        case RulesEffect::Blocks:
            return "blocks";
        case RulesEffect::Open:
            return "open";
        case RulesEffect::Unclear:
            return "unclear";
    }
    return "unclear";
}

Result<RulesEffect> nft_effect(std::string_view text) {
    AMPARO_TRY_VOID(check_text(text));
    std::vector<std::string_view> statement;
    bool in_input = false;
    bool blocks = false;
    bool unclear = false;
    int depth = 0;
    int chain_depth = 0;
    const auto finish = [&] {
        if (statement.empty()) return;
        const auto has = [&](std::string_view word) {
            return std::ranges::find(statement, word) != statement.end();
        };
        if (statement.front() == "include" || statement.front() == "define") unclear = true;
        if (has("hook") && has("input")) in_input = true;
        // The policy stands on the line of the hook or on its own.
        const auto policy = std::ranges::find(statement, "policy");
        if (in_input && policy != statement.end() && policy + 1 != statement.end() && policy[1] == "drop")
            blocks = true;
        if (in_input && turns_all_away(statement)) blocks = true;
        statement.clear();
    };
    for (const std::string_view token : nft_tokens(text)) {
        if (token == "{") {
            const bool chain = !statement.empty() && statement.front() == "chain";
            ++depth;
            if (chain) {
                in_input = false;
                chain_depth = depth;
                statement.clear();
            } else if (depth > chain_depth && chain_depth > 0) {
                statement.push_back(token);  // a set inside a rule: the rule is not about everything
            } else {
                statement.clear();
            }
        } else if (token == "}") {
            if (depth > chain_depth && chain_depth > 0) {
                --depth;
                continue;
            }
            finish();
            if (depth == chain_depth) chain_depth = 0, in_input = false;
            if (depth > 0) --depth;
        } else if (token == ";" || token == "\n") {
            if (depth > chain_depth && chain_depth > 0) continue;
            finish();
        } else {
            statement.push_back(token);
        }
    }
    finish();
    if (blocks) return RulesEffect::Blocks;
    return unclear ? RulesEffect::Unclear : RulesEffect::Open;
}

Result<RulesEffect> iptables_effect(std::string_view text) {
    AMPARO_TRY_VOID(check_text(text));
    std::string_view table;
    for (const std::string_view line : text::lines(text)) {
        const auto parts = text::words(line);
        if (parts.empty() || parts[0].starts_with('#')) continue;
        if (parts[0].starts_with('*')) {
            table = parts[0];
        } else if (table != "*filter" || parts.size() < 2) {
            continue;
        } else if (parts[0] == ":INPUT" && (parts[1] == "DROP" || parts[1] == "REJECT")) {
            return RulesEffect::Blocks;
        } else if (parts.size() >= 4 && parts[0] == "-A" && parts[1] == "INPUT" && parts[2] == "-j" &&
                   (parts[3] == "DROP" || parts[3] == "REJECT")) {
            // No condition stands before the verdict, so it is for everything that came this far.
            return RulesEffect::Blocks;
        }
    }
    return RulesEffect::Open;
}

}  // namespace amparo::checks
