#include <catch2/catch_test_macros.hpp>

#include "app/platform/recorded_host.hpp"
#include "checks/probes/os_release.hpp"

using namespace amparo;
using namespace amparo::checks;

namespace {

OsRelease parsed(std::string_view text) {
    auto release = parse_os_release(text);
    INFO((release ? "" : release.error().detail));
    REQUIRE(release.has_value());
    return *std::move(release);
}

std::string value(std::string_view text) { return parsed(text).value("A"); }

Result<FoundOsRelease> read(const std::string& entries) {
    const auto tree = parse_tree("amparo.tree/1\nnow 2026-11-23T12:00:00Z\n" + entries);
    REQUIRE(tree.has_value());
    const auto host = make_recorded_host(*tree);
    return read_os_release(HostView(*host, {}));
}

}  // namespace

TEST_CASE("values of os-release are read with the quoting of a shell and nothing is expanded") {
    CHECK(value("A=plain\n") == "plain");
    CHECK(value("A=\"two words\"\n") == "two words");
    CHECK(value("A='single $HOME `id`'\n") == "single $HOME `id`");
    CHECK(value("A=\"a \\\"quoted\\\" \\$word \\\\ \\`x\\` \\n\"\n") == "a \"quoted\" $word \\ `x` \\n");
    CHECK(value("A=one\\ word\n") == "one word");
    CHECK(value("A=\"joined\"' 'pieces\n") == "joined pieces");
    CHECK(value("A=\n") == "");
    CHECK(value("  A=indented\r\n") == "indented");
    CHECK(value("A=\"over\ntwo lines\"\nB=1\n") == "over\ntwo lines");
    CHECK(value("A=con\\\ntinued\n") == "continued");
    CHECK(value("A=no-line-end") == "no-line-end");
}

TEST_CASE("the last of several lines with one name counts, and comments count for nothing") {
    const OsRelease release = parsed("# A=0\nA=1\n\nA=2 # two\nB=3\n");
    CHECK(release.value("A") == "2");
    CHECK(release.values.size() == 2);
    CHECK(release.odd_lines == 0);
}

TEST_CASE("lines that are no assignment are counted and passed over") {
    const OsRelease release = parsed("ID=debian\nexport X=1\n=5\nnothing\nA B=1\nVERSION_ID=12 rm\n");
    CHECK(release.value("ID") == "debian");
    CHECK(release.value("VERSION_ID") == "12");
    CHECK(release.odd_lines == 5);
}

TEST_CASE("a broken os-release gets one message with a line") {
    const auto problem = [](std::string_view text) {
        const auto release = parse_os_release(text);
        REQUIRE_FALSE(release.has_value());
        return release.error().detail;
    };
    CHECK(problem("ID=debian\nNAME=\"never closed\nVERSION_ID=12\n").starts_with("line 2: "));
    CHECK(problem("").starts_with("line 1: "));
    CHECK(problem("just words\n").starts_with("line 1: "));
    CHECK(problem(std::string_view("ID=a\0b\n", 7)).starts_with("line 1: "));
}

TEST_CASE("os-release is bounded in size and in names") {
    CHECK(parse_os_release(std::string(70'000, '#')).error().code == Errc::Limit);
    std::string many;
    for (int i = 0; i < 300; ++i) many += "N" + std::to_string(i) + "=1\n";
    CHECK(parse_os_release(many).error().code == Errc::Limit);
}

TEST_CASE("a cut os-release is read or refused, never misread into another system") {
    const std::string whole =
        "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nVERSION_ID=\"12\"\nID=debian\n";
    for (std::size_t size = 0; size <= whole.size(); ++size) {
        const auto release = parse_os_release(std::string_view(whole).substr(0, size));
        if (!release) continue;
        const std::string version = release->value("VERSION_ID");
        CHECK((version.empty() || version == "12"));
    }
}

TEST_CASE("the words of ID_LIKE count as family") {
    const OsRelease release = parsed("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n");
    CHECK(release.is_like("linuxmint"));
    CHECK(release.is_like("ubuntu"));
    CHECK(release.is_like("debian"));
    CHECK_FALSE(release.is_like("deb"));
}

TEST_CASE("Tails names its version in its own field") {
    const OsFields fields = os_identity(parsed("ID=\"tails\"\nTAILS_VERSION_ID=\"5.22\"\n"), "");
    CHECK(fields.at("TAILS_VERSION_ID") == "5.22");
    CHECK(os_identity(parsed("ID=tails\nVERSION_ID=7.11\n"), "").at("TAILS_VERSION_ID") == "7.11");
    const OsFields old =
        os_identity(parsed("TAILS_PRODUCT_NAME=\"Tails\"\nTAILS_VERSION_ID=\"0.20.1\"\n"), "");
    CHECK(old.at("ID") == "tails");
}

TEST_CASE("MX Linux is told from the Debian below it by its own file") {
    const OsRelease debian = parsed("ID=debian\nVERSION_ID=\"12\"\n");
    const OsFields fields = os_identity(debian, "MX-23.6_x64 Libretto April 13 2025\n");
    CHECK(fields.at("ID") == "mx");
    CHECK(fields.at("VERSION_ID") == "23.6");
    CHECK(os_identity(debian, "").at("ID") == "debian");
    CHECK(os_identity(debian, "MX-").at("ID") == "debian");
    CHECK(os_identity(debian, "\x01\x02").at("ID") == "debian");
}

TEST_CASE("a system renewed as a whole tells the day on which it was built") {
    const auto day = [](std::string_view text) {
        const auto built = image_day(parsed(text));
        return built ? format_day(*built) : std::string("-");
    };
    CHECK(day("ID=fedora\nOSTREE_VERSION='44.20260905.0'\n") == "2026-09-05");
    CHECK(day("ID=bluefin\nIMAGE_VERSION=\"43.20251121\"\n") == "2025-11-21");
    CHECK(day("ID=opensuse-tumbleweed\nID_LIKE=\"opensuse suse\"\nVERSION_ID=\"20260928\"\n") ==
          "2026-09-28");
    CHECK(day("ID=opensuse-leap\nID_LIKE=\"suse opensuse\"\nVERSION_ID=\"15.6\"\n") == "-");
    CHECK(day("ID=rhcos\nOSTREE_VERSION='49.84.202212201621-0'\n") == "-");
    CHECK(day("ID=fedora\nOSTREE_VERSION='44.20261399.0'\n") == "-");
    CHECK(day("ID=arch\nVERSION_ID=20261101\n") == "-");
}

TEST_CASE("os-release is looked for in two places, and only a missing one leads to the second") {
    const auto both = read(
        "f /etc/os-release 0644 0:0 2026-11-01\n| ID=one\nf /usr/lib/os-release 0644 0:0 2026-11-01\n| "
        "ID=two\n");
    REQUIRE(both.has_value());
    CHECK(both->release.value("ID") == "one");
    const auto second =
        read("l /etc/os-release -> ../gone\nf /usr/lib/os-release 0644 0:0 2026-11-01\n| ID=two\n");
    REQUIRE(second.has_value());
    CHECK(second->path == "/usr/lib/os-release");
    CHECK(read("").error().code == Errc::NotFound);
    CHECK(read("f /etc/os-release 0644 0:0 2026-11-01\n| ID=one\nx /etc/os-release\nf /usr/lib/os-release "
               "0644 0:0 2026-11-01\n| ID=two\n")
              .error()
              .code == Errc::Denied);
    CHECK(read("p /etc/os-release 0644 0:0 2026-11-01\n").error().code == Errc::NotRegular);
}

TEST_CASE("the canonical text of an os-release makes strange bytes visible") {
    CHECK(describe(parsed("B=2\nA=\"x\x01y\"\nodd\n")) == "A=x\\u{1}y\nB=2\nodd lines: 1\n");
}
