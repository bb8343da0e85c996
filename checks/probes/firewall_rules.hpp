#pragma once
// Whether a saved set of firewall rules turns away what nobody asked for. Only a rule for everything counts:
// rules about single addresses or ports say nothing about the rest. Reads text, touches nothing. Sources:
// nft(8), iptables-save(8), the files that Debian 12's nftables and iptables-persistent and Arch's nftables
// carry.

#include <string>
#include <string_view>

#include "app/base/result.hpp"

namespace amparo::checks {

enum class RulesEffect {
    Blocks,   ///< what comes in from the network is turned away unless a rule lets it through
    Open,     ///< what comes in is let through unless a rule turns it away
    Unclear,  ///< other files are included, or variables decide
};
[[nodiscard]] std::string_view rules_effect_name(RulesEffect effect);  ///< "blocks", "open", "unclear"

/// A file for `nft -f`. Errors: Corrupt — NUL bytes; Limit — larger than limits::kHostFile.
[[nodiscard]] Result<RulesEffect> nft_effect(std::string_view text);

/// A file as iptables-save writes it, the chain INPUT of the table filter. Errors: as nft_effect.
[[nodiscard]] Result<RulesEffect> iptables_effect(std::string_view text);

}  // namespace amparo::checks
