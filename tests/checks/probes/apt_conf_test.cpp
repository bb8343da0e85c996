#include <catch2/catch_test_macros.hpp>

#include "app/platform/recorded_host.hpp"
#include "checks/probes/apt_conf.hpp"

using namespace amparo;
using namespace amparo::checks;

namespace {

AptConf parsed(std::string_view text) {
    AptConf conf;
    const auto added = conf.add(text, "/etc/apt/apt.conf");
    INFO((added ? "" : added.error().detail));
    REQUIRE(added.has_value());
    return conf;
}

std::string problem(std::string_view text) {
    AptConf conf;
    const auto added = conf.add(text);
    REQUIRE_FALSE(added.has_value());
    return added.error().detail;
}

Result<AptConf> read(const std::string& entries) {
    const auto tree = parse_tree("amparo.tree/1\nnow 2026-11-23T12:00:00Z\n" + entries);
    REQUIRE(tree.has_value());
    const auto host = make_recorded_host(*tree);
    return read_apt_conf(HostView(*host, {}));
}

const std::string kFolder = "f /etc/apt/apt.conf.d/";
const std::string kMode = " 0644 0:0 2026-11-01\n";

}  // namespace

// The expected values of this file were compared with `apt-config dump` of apt 2.6.1.

TEST_CASE("full names and nested blocks say the same") {
    const AptConf conf = parsed(
        "APT::Periodic::Enable \"1\";\nAPT { Periodic { Unattended-Upgrade \"2\"; }; Get { Yes \"3\" } }\n");
    CHECK(conf.value("APT::Periodic::Enable") == "1");
    CHECK(conf.value("apt::periodic::UNATTENDED-upgrade") == "2");
    CHECK(conf.value("APT::Get::Yes") == "3");
    CHECK_FALSE(conf.value("APT::Get::No").has_value());
    CHECK_FALSE(conf.value("APT").has_value());
    CHECK(conf.has("APT"));
}

TEST_CASE("what comes later wins, an empty value counts as none, and lists grow") {
    const AptConf conf =
        parsed("A \"1\"; A \"2\"; B \"1\"; B \"\"; L { \"x\"; }; L:: \"y\"; L { \"z\"; name \"n\"; };\n");
    CHECK(conf.value("A") == "2");
    CHECK_FALSE(conf.value("B").has_value());
    CHECK(conf.list("L") == std::vector<std::string>{"x", "y", "z", "n"});
    CHECK(conf.list("nothing").empty());
}

TEST_CASE("comments of three kinds are cut out, but not inside quotes") {
    const AptConf conf = parsed(
        "A \"1\"; // A \"2\";\nB \"3\"; # B \"4\";\n/* C \"5\";\n   D \"6\"; */ E \"7\";\n"
        "F \"https://example.org/#part\";\nG /* here */ \"8\";\nH \"/* in */\";\n");
    CHECK(conf.value("A") == "1");
    CHECK(conf.value("B") == "3");
    CHECK_FALSE(conf.has("C"));
    CHECK_FALSE(conf.has("D"));
    CHECK(conf.value("E") == "7");
    CHECK(conf.value("F") == "https://example.org/#part");
    CHECK(conf.value("G") == "8");
    CHECK(conf.value("H") == "/* in */");
}

TEST_CASE("statements may span lines, hold bare words, and join quoted pieces") {
    const AptConf conf = parsed(
        "A\n  \"spread\"\n ;\nB word;\nC \"a\" \"b\";\nD \"a\"\"b\";\nE \"x;y{z}\";\nF %41%42;\r\nG 'q';\n");
    CHECK(conf.value("A") == "spread");
    CHECK(conf.value("B") == "word");
    CHECK(conf.value("C") == "a b");
    CHECK(conf.value("D") == "ab");
    CHECK(conf.value("E") == "x;y{z}");
    CHECK(conf.value("F") == "AB");
    CHECK(conf.value("G") == "'q'");
}

TEST_CASE("a directive clears a name with everything below it") {
    const AptConf conf = parsed(
        "A \"1\"; A::B \"2\"; L { \"x\"; }; #clear A;\n#clear L; \nL { \"y\"; };\n# clear L;\n#clearing\n;");
    CHECK_FALSE(conf.value("A").has_value());
    CHECK_FALSE(conf.value("A::B").has_value());
    CHECK(conf.list("L") == std::vector<std::string>{"y"});
}

TEST_CASE("where apt would refuse to work, the line and the reason are said") {
    CHECK(problem("A \"1\";\nB \"2\"") == "line 2: the last statement has no \";\"");
    CHECK(problem("A \"open\nB \"2\";\n").starts_with("line "));
    CHECK(problem("{ A \"1\"; };").starts_with("line 1: a block"));
    CHECK(problem("A \"1\" \"2\" x;").starts_with("line 1: more than one"));
    CHECK(problem("A { #clear B; };").starts_with("line 1: a directive"));
    CHECK(problem("#include-odd x;").starts_with("line 1: unknown directive"));
    CHECK(problem(std::string_view("A \"\0\";", 7)).starts_with("line 1: NUL"));
}

TEST_CASE("too many closing braces and a block that never closes are accepted, as apt does") {
    CHECK(parsed("A { B \"1\"; };}}}} C \"2\";").value("C") == "2");
    CHECK(parsed("A { B \"1\";").value("A::B") == "1");
}

TEST_CASE("depth, number of names, lines and bytes are bounded") {
    std::string deep;
    for (int i = 0; i < 100; ++i) deep += "A {";
    AptConf conf;
    CHECK(conf.add(deep).error().code == Errc::Limit);
    std::string many;
    for (int i = 0; i < 6000; ++i) many += "L:: \"x\";\n";
    AptConf wide;
    CHECK(wide.add(many).error().code == Errc::Limit);
    AptConf large;
    CHECK(large.add(std::string(5 * limits::kMiB, ' ')).error().code == Errc::Limit);
    AptConf line;
    CHECK(line.add(std::string(100'000, '/')).error().code == Errc::Limit);
    std::string name;
    for (int i = 0; i < 100; ++i) name += "A::";
    AptConf levels;
    CHECK(levels.add(name + "B \"1\";").error().code == Errc::Limit);
}

TEST_CASE("cutting settings at any offset never crashes, and changing one byte neither") {
    const std::string whole =
        "A::B \"1\"; // c\nL { \"x\"; /* y */ n \"z\"; };\n#clear A;\nA { B { C \"2\"; } }\n";
    for (std::size_t size = 0; size <= whole.size(); ++size) {
        AptConf conf;
        (void)conf.add(std::string_view(whole).substr(0, size));
        CHECK(conf.describe().size() < 1000);
    }
    for (std::size_t at = 0; at < whole.size(); ++at) {
        for (const char c : {'"', '{', '}', ';', '#', '/', '\n', '\xFF'}) {
            std::string changed = whole;
            changed[at] = c;
            AptConf conf;
            (void)conf.add(changed);
            CHECK(conf.describe().size() < 1000);
        }
    }
}

TEST_CASE("an include is read in its place, nested ones up to ten") {
    AptConf conf;
    const AptConf::Include include = [](const std::string& path) -> Result<std::vector<AptConf::Included>> {
        if (path == "/loop") return std::vector<AptConf::Included>{{path, "#include /loop;"}};
        return std::vector<AptConf::Included>{{path, "A \"from " + path + "\";"}};
    };
    REQUIRE(conf.add("A \"before\";\n#include /x;\nB \"after\";", "/etc/apt/apt.conf", include).has_value());
    CHECK(conf.value("A") == "from /x");
    CHECK(conf.source_of("A") == "/x");
    CHECK(conf.source_of("B") == "/etc/apt/apt.conf");
    CHECK_FALSE(conf.add("#include /loop;", "", include).has_value());
}

TEST_CASE("only plain names without ending or with .conf are read in a folder of settings") {
    CHECK(is_apt_conf_name("20auto-upgrades"));
    CHECK(is_apt_conf_name("99_mine.conf"));
    CHECK_FALSE(is_apt_conf_name("20auto-upgrades.ucf-dist"));
    CHECK_FALSE(is_apt_conf_name("20auto-upgrades~"));
    CHECK_FALSE(is_apt_conf_name(".hidden"));
    CHECK_FALSE(is_apt_conf_name("a b"));
    CHECK_FALSE(is_apt_conf_name("x.disabled"));
    CHECK_FALSE(is_apt_conf_name(""));
}

TEST_CASE("the folder is read in the order of names, and apt.conf last") {
    const auto conf = read(kFolder + "90b" + kMode + "| A \"90\";\n| B \"90\";\n" + kFolder + "10a" + kMode +
                           "| A \"10\";\n| C \"10\";\nf /etc/apt/apt.conf" + kMode + "| B \"main\";\n" +
                           kFolder + "99off.bak" + kMode + "| A \"bak\";\n");
    REQUIRE(conf.has_value());
    CHECK(conf->value("A") == "90");
    CHECK(conf->value("B") == "main");
    CHECK(conf->value("C") == "10");
    CHECK(conf->source_of("B") == "/etc/apt/apt.conf");
}

TEST_CASE("pipes, folders and links to nowhere among the settings are passed over, refusals are not") {
    const auto odd =
        read(kFolder + "10a" + kMode + "| A \"1\";\np /etc/apt/apt.conf.d/20pipe" + kMode +
             "d /etc/apt/apt.conf.d/30folder" + kMode + "l /etc/apt/apt.conf.d/40gone -> /nowhere\n" +
             "l /etc/apt/apt.conf.d/50loop -> 50loop\n");
    REQUIRE(odd.has_value());
    CHECK(odd->value("A") == "1");
    const auto refused = read(kFolder + "10a" + kMode + "| A \"1\";\nx /etc/apt/apt.conf.d/10a\n");
    CHECK(refused.error().code == Errc::Denied);
    const auto broken = read(kFolder + "10a" + kMode + "| A \"1\"\n");
    CHECK(broken.error().detail.starts_with("/etc/apt/apt.conf.d/10a: line 1: "));
    CHECK(read("").error().code == Errc::NotFound);
}

TEST_CASE("the canonical text of settings lists every value under its full name") {
    CHECK(parsed("A { B \"1\"; \"x\"; }; #include /y;").describe() ==
          "A::B \"1\";\nA:: \"x\";\n#include /y\n");
}
