#include "checks/probes/firewall_rules.hpp"

#include <catch2/catch_test_macros.hpp>

#include "app/base/limits.hpp"

using namespace amparo;
using namespace amparo::checks;

namespace {

RulesEffect nft(std::string_view text) {
    const auto effect = nft_effect(text);
    REQUIRE(effect.has_value());
    return *effect;
}

RulesEffect tables(std::string_view text) {
    const auto effect = iptables_effect(text);
    REQUIRE(effect.has_value());
    return *effect;
}

}  // namespace

TEST_CASE("empty chains let everything in") {
    CHECK(nft("#!/usr/sbin/nft -f\n\nflush ruleset\n\ntable inet filter {\n\tchain input {\n\t\ttype filter "
              "hook input priority filter;\n"
              "\t}\n\tchain output {\n\t\ttype filter hook output priority filter;\n\t}\n}\n") ==
          RulesEffect::Open);
    CHECK(nft("") == RulesEffect::Open);
}

TEST_CASE("a policy of drop on the way in blocks") {
    CHECK(nft("table inet f {\n chain in {\n  type filter hook input priority 0; policy drop;\n  ct state "
              "established accept\n }\n}\n") == RulesEffect::Blocks);
    CHECK(nft("table inet f { chain in { type filter hook input priority 0; policy drop; } }") ==
          RulesEffect::Blocks);
    CHECK(nft("table inet f {\n chain in {\n  type filter hook input priority 0\n  policy drop\n }\n}\n") ==
          RulesEffect::Blocks);
}

TEST_CASE("a policy of drop on another way does not count") {
    CHECK(nft("table inet f {\n chain in {\n  type filter hook input priority 0; policy accept;\n }\n chain "
              "fwd {\n"
              "  type filter hook forward priority 0; policy drop;\n }\n}\n") == RulesEffect::Open);
}

TEST_CASE("a last rule that turns everything away blocks") {
    for (const char* rule :
         {"drop", "reject", "counter drop", "reject with icmpx type port-unreachable", "log counter drop"}) {
        INFO(rule);
        CHECK(nft("table inet f {\n chain in {\n  type filter hook input priority 0;\n  tcp dport { 22, 80 } "
                  "accept\n  " +
                  std::string(rule) + "\n }\n}\n") == RulesEffect::Blocks);
    }
}

TEST_CASE("a rule about some things only is no firewall") {
    CHECK(nft("table inet f {\n chain in {\n  type filter hook input priority 0;\n  ip saddr 192.0.2.1 drop\n"
              "  tcp dport {\n 23,\n 25\n } drop\n }\n}\n") == RulesEffect::Open);
}

TEST_CASE("rules behind a comment sign do not count") {
    CHECK(nft("table inet f {\n chain in {\n  type filter hook input priority 0; # policy drop;\n  # drop\n "
              "}\n}\n") == RulesEffect::Open);
}

TEST_CASE("an included file leaves it unclear, unless this one blocks already") {
    CHECK(nft("include \"/etc/nftables.d/*.nft\"\n") == RulesEffect::Unclear);
    CHECK(nft("include \"x\"\ntable inet f { chain in { type filter hook input priority 0; policy drop; } "
              "}\n") == RulesEffect::Blocks);
}

TEST_CASE("iptables blocks by policy or by a rule for everything") {
    CHECK(
        tables(
            "# Generated\n*filter\n:INPUT DROP [0:0]\n:FORWARD DROP [0:0]\n:OUTPUT ACCEPT [0:0]\nCOMMIT\n") ==
        RulesEffect::Blocks);
    CHECK(tables("*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -p tcp --dport 22 -j ACCEPT\n-A INPUT -j REJECT "
                 "--reject-with "
                 "icmp-host-prohibited\nCOMMIT\n") == RulesEffect::Blocks);
}

TEST_CASE("iptables that accepts, or blocks elsewhere, is open") {
    CHECK(tables("*filter\n:INPUT ACCEPT [0:0]\n:FORWARD DROP [0:0]\n-A INPUT -s 192.0.2.1/32 -j "
                 "DROP\nCOMMIT\n") == RulesEffect::Open);
    CHECK(tables("*nat\n:INPUT DROP [0:0]\nCOMMIT\n") == RulesEffect::Open);
    CHECK(tables("#*filter\n#:INPUT DROP [0:0]\n") == RulesEffect::Open);
    CHECK(tables("") == RulesEffect::Open);
}

TEST_CASE("rules that are not text or too large are refused") {
    CHECK(nft_effect(std::string_view("\0", 1)).error().code == Errc::Corrupt);
    CHECK(iptables_effect(std::string_view("\0", 1)).error().code == Errc::Corrupt);
    CHECK(nft_effect(std::string(limits::kHostFile + 1, ' ')).error().code == Errc::Limit);
    CHECK(iptables_effect(std::string(limits::kHostFile + 1, ' ')).error().code == Errc::Limit);
}

TEST_CASE("braces that do not match are survived at every cut") {
    const std::string text =
        "table inet f {\n chain in {\n type filter hook input priority 0; policy drop;\n tcp dport { 22 } "
        "accept\n }\n}}}\n";
    for (std::size_t size = 0; size <= text.size(); ++size)
        CHECK(nft_effect(text.substr(0, size)).has_value());
}
