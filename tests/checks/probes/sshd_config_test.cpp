#include "checks/probes/sshd_config.hpp"

#include <catch2/catch_test_macros.hpp>

#include "app/base/limits.hpp"
#include "tests/support/recorded_view.hpp"

using namespace amparo;
using namespace amparo::checks;
using test::tree_file;

namespace {

using Ports = std::vector<std::uint16_t>;

SshdConfig read(std::string_view text) {
    const auto config = parse_sshd_config(text);
    INFO((config ? "" : config.error().detail));
    REQUIRE(config.has_value());
    return *config;
}

Result<SshdConfig> read_tree(const std::string& entries) {
    return read_sshd_config(test::RecordedView(entries).view());
}

}  // namespace

TEST_CASE("an SSH server without settings waits at port 22 of every address") {
    const auto config = read("# all comments\n#Port 2222\n#ListenAddress 127.0.0.1\n\nPermitRootLogin no\n");
    CHECK(config.effective_ports() == Ports{22});
    CHECK_FALSE(config.only_this_computer());
}

TEST_CASE("ports add up, in any spelling of the keyword") {
    CHECK(read("Port 22\nport 2222\nPORT=443\nPort = 8022 # mine\n").effective_ports() ==
          Ports{22, 2222, 443, 8022});
    CHECK(read("Port 2222\nPort 2222\n").effective_ports() == Ports{2222});
    CHECK(read("Port \"2222\"\n").effective_ports() == Ports{2222});
}

TEST_CASE("an address with a port of its own counts beside the others") {
    const auto config =
        read("Port 22\nListenAddress 0.0.0.0\nListenAddress [::]:2222\nListenAddress example.org:443\n");
    CHECK(config.effective_ports() == Ports{22, 2222, 443});
    REQUIRE(config.listen.size() == 3);
    CHECK(config.listen[1] == SshdListen{"::", 2222});
    CHECK(config.listen[2] == SshdListen{"example.org", 443});
}

TEST_CASE("addresses with a port leave the general port unused") {
    CHECK(read("Port 22\nListenAddress 127.0.0.1:2222\n").effective_ports() == Ports{2222});
}

TEST_CASE("a server that waits on loopback only stays inside") {
    CHECK(
        read(
            "ListenAddress 127.0.0.1\nListenAddress ::1\nListenAddress [::1]:2222\nListenAddress localhost\n")
            .only_this_computer());
    CHECK_FALSE(read("ListenAddress 127.0.0.1\nListenAddress 192.0.2.1\n").only_this_computer());
    CHECK_FALSE(read("ListenAddress ::\n").only_this_computer());
    CHECK_FALSE(read("ListenAddress 127.0.0.1\nListenAddress [::1\n").only_this_computer());
}

TEST_CASE("what stands behind Match is left out") {
    CHECK(read("Port 22\nMatch User ana\nPort 2222\nListenAddress 127.0.0.1\n").effective_ports() ==
          Ports{22});
}

TEST_CASE("values that do not fit are counted") {
    const auto config =
        read("Port 0\nPort 65536\nPort x\nPort\nListenAddress [::1]x\nListenAddress a:\nListenAddress a:b\n");
    CHECK(config.odd_lines == 7);
    CHECK(config.ports.empty());
}

TEST_CASE("sshd_config that is not text or too large is refused with its line") {
    const auto binary = parse_sshd_config(std::string_view("Port 22\nPort \0\n", 15));
    REQUIRE_FALSE(binary.has_value());
    CHECK(binary.error().detail == "line 2: NUL byte");
    CHECK(parse_sshd_config(std::string(limits::kHostFile + 1, '#')).error().code == Errc::Limit);
    CHECK(parse_sshd_config(std::string(limits::kHostLine + 1, '#')).error().code == Errc::Limit);
    std::string many;
    for (int i = 0; i < 300; ++i) many += "Port 22\n";
    CHECK(parse_sshd_config(many).error().code == Errc::Limit);
}

TEST_CASE("files that sshd_config includes are read, hidden ones and other endings are not") {
    const auto config =
        read_tree(tree_file("/etc/ssh/sshd_config", "Include /etc/ssh/sshd_config.d/*.conf\nPort 22\n") +
                  tree_file("/etc/ssh/sshd_config.d/50-port.conf", "Port 2222\n") +
                  tree_file("/etc/ssh/sshd_config.d/.x.conf", "Port 1\n") +
                  tree_file("/etc/ssh/sshd_config.d/60.conf.bak", "Port 2\n"));
    REQUIRE(config.has_value());
    CHECK(config->effective_ports() == Ports{22, 2222});
}

TEST_CASE("an include without a slash lies beside sshd_config, and one that is missing is nothing") {
    const auto config =
        read_tree(tree_file("/etc/ssh/sshd_config", "Include more.conf none.conf other.d/*.conf\n") +
                  tree_file("/etc/ssh/more.conf", "Port 2222\n"));
    REQUIRE(config.has_value());
    CHECK(config->effective_ports() == Ports{2222});
}

TEST_CASE("a file that includes itself ends with a clear refusal") {
    const auto config = read_tree(tree_file("/etc/ssh/sshd_config", "Include /etc/ssh/*_config\n"));
    REQUIRE_FALSE(config.has_value());
    CHECK(config.error().code == Errc::Limit);
}

TEST_CASE("more included files than allowed are refused") {
    std::string entries = tree_file("/etc/ssh/sshd_config", "Include many/*\n");
    for (int i = 0; i < 80; ++i) entries += tree_file("/etc/ssh/many/" + std::to_string(i), "Port 22\n");
    const auto config = read_tree(entries);
    REQUIRE_FALSE(config.has_value());
    CHECK(config.error().code == Errc::Limit);
}

TEST_CASE(
    "refusals are passed on: no file, a file that may not be read, a pipe among the included, an unknown "
    "pattern") {
    CHECK(read_tree("d /etc/ssh 0755 0:0 2026-11-01\n").error().code == Errc::NotFound);
    CHECK(
        read_tree(tree_file("/etc/ssh/sshd_config", "Port 1\n") + "x /etc/ssh/sshd_config\n").error().code ==
        Errc::Denied);
    CHECK(
        read_tree(tree_file("/etc/ssh/sshd_config", "Include d/*\n") + "p /etc/ssh/d/a 0644 0:0 2026-11-01\n")
            .error()
            .code == Errc::NotRegular);
    CHECK(read_tree(tree_file("/etc/ssh/sshd_config", "Include /etc/*/x\n")).error().code == Errc::Usage);
    CHECK(read_tree(tree_file("/etc/ssh/sshd_config", "Include d/[ab]\n")).error().code == Errc::Usage);
}

TEST_CASE("sshd_config describes itself") {
    CHECK(describe(read("Include a/*\nListenAddress 127.0.0.1:2222\nPort x\n")) ==
          "ports: 2222\naddresses: 127.0.0.1 port 2222\ninclude a/*\nodd lines: 1\n");
    CHECK(describe(read("")) == "ports: 22\naddresses: any\n");
}
