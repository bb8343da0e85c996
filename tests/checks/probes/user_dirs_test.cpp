#include "checks/probes/user_dirs.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

#include "app/base/limits.hpp"
#include "app/platform/recorded_host.hpp"

using namespace amparo;
using namespace amparo::checks;

namespace {

const std::string kHome = "/home/ana";
const Account kAna{"ana", 1000, 1000, kHome, "/bin/bash"};

std::string folder(const std::string& line, std::string_view name = "DOWNLOAD") {
    const auto dirs = parse_user_dirs(line);
    REQUIRE(dirs.has_value());
    return dirs->folder(name, kHome).value_or("nothing");
}

Result<std::vector<std::string>> landing(const std::string& lines) {
    auto tree = parse_tree("amparo.tree/1\nnow 2026-11-23T12:00:00Z\nrunning yes\n" + lines);
    REQUIRE(tree.has_value());
    const auto host = make_recorded_host(*std::move(tree));
    const HostView view(*host, {});
    return landing_folders(view, kAna);
}

}  // namespace

TEST_CASE("folders are found below the home and elsewhere, with escapes and comments") {
    CHECK(folder("# c\nXDG_DOWNLOAD_DIR=\"$HOME/Descargas\"\n") == "/home/ana/Descargas");
    CHECK(folder("  XDG_DOWNLOAD_DIR=\"$HOME/Descargas/\"  \r\n") == "/home/ana/Descargas");
    CHECK(folder("XDG_DOWNLOAD_DIR=\"/data/dl\"\n") == "/data/dl");
    CHECK(folder("XDG_DOWNLOAD_DIR=\"$HOME/a \\\"b\\\" \\\\ \\$c\"\n") == "/home/ana/a \"b\" \\ $c");
    CHECK(folder("XDG_DOWNLOAD_DIR=\"$HOME/تنزيلات\"\n") == "/home/ana/تنزيلات");
    CHECK(folder("XDG_DOWNLOAD_DIR=\"$HOME/a\"\nXDG_DOWNLOAD_DIR=\"$HOME/b\"\n") == "/home/ana/b");
}

TEST_CASE("the home itself means that a folder is not in use") {
    CHECK(folder("XDG_DOWNLOAD_DIR=\"$HOME/\"\n") == "nothing");
    CHECK(folder("XDG_DOWNLOAD_DIR=\"$HOME\"\n") == "nothing");
    CHECK(folder("XDG_DOWNLOAD_DIR=\"/home/ana\"\n") == "nothing");
}

TEST_CASE("lines in another form are counted and not believed") {
    for (const char* line :
         {"XDG_DOWNLOAD_DIR=$HOME/x", "XDG_DOWNLOAD_DIR=\"x\"", "XDG_DOWNLOAD_DIR=\"$HOMEx\"",
          "XDG_DOWNLOAD_DIR=\"$HOME/x", "XDG__DIR", "DOWNLOAD=\"$HOME/x\"", "XDG_DIR=\"$HOME/x\""}) {
        INFO(line);
        const auto dirs = parse_user_dirs(line);
        REQUIRE(dirs.has_value());
        CHECK(dirs->folders.empty());
        CHECK(dirs->odd_lines == 1);
    }
}

TEST_CASE("a binary or endless list of folders is refused") {
    CHECK(parse_user_dirs(std::string("XDG\0", 4)).error().code == Errc::Corrupt);
    CHECK(parse_user_dirs(std::string(limits::kHostLine + 1, 'a')).error().code == Errc::Limit);
    std::string many;
    for (int i = 0; i < 2000; ++i) many += "#\n";
    CHECK(parse_user_dirs(many).error().code == Errc::Limit);
}

TEST_CASE("landing folders are the person's own and the English ones, each once, and only folders") {
    const std::string list =
        "f /home/ana/.config/user-dirs.dirs 0600 1000:1000 2026-11-01\n| "
        "XDG_DOWNLOAD_DIR=\"$HOME/Descargas\"\n"
        "| XDG_DESKTOP_DIR=\"$HOME/Desktop\"\n| XDG_DOCUMENTS_DIR=\"$HOME/papeles\"\n";
    const auto found = landing(list +
                               "d /home/ana/Descargas 0755 1000:1000 2026-11-01\n"
                               "d /home/ana/Desktop 0755 1000:1000 2026-11-01\n"
                               "f /home/ana/papeles 0644 1000:1000 2026-11-01\n"
                               "l /home/ana/Downloads -> Descargas\nl /home/ana/Documents -> .\n");
    REQUIRE(found.has_value());
    CHECK(*found == std::vector<std::string>{"/home/ana/Descargas", "/home/ana/Desktop"});
}

TEST_CASE("without a list the English folders count, and a list that is refused is an error") {
    CHECK(*landing("d /home/ana/Documents 0755 1000:1000 2026-11-01\n") ==
          std::vector<std::string>{"/home/ana/Documents"});
    CHECK(landing("d /home/ana 0755 1000:1000 2026-11-01\n")->empty());
    const auto refused = landing(
        "f /home/ana/.config/user-dirs.dirs 0000 0:0 2026-11-01\nx /home/ana/.config/user-dirs.dirs\n");
    CHECK(refused.error().code == Errc::Denied);
    CHECK(landing("p /home/ana/.config/user-dirs.dirs 0600 1000:1000 2026-11-01\n").error().code ==
          Errc::NotRegular);
}

TEST_CASE("a settings folder set by the session is asked before the usual one, if it is a full path") {
    const std::string lists =
        "f /cfg/user-dirs.dirs 0600 1000:1000 2026-11-01\n| XDG_DOWNLOAD_DIR=\"$HOME/a\"\n"
        "f /home/ana/.config/user-dirs.dirs 0600 1000:1000 2026-11-01\n| XDG_DOWNLOAD_DIR=\"$HOME/b\"\n"
        "d /home/ana/a 0755 1000:1000 2026-11-01\nd /home/ana/b 0755 1000:1000 2026-11-01\n";
    CHECK(*landing("env XDG_CONFIG_HOME=/cfg\n" + lists) == std::vector<std::string>{"/home/ana/a"});
    CHECK(*landing("env XDG_CONFIG_HOME=cfg\n" + lists) == std::vector<std::string>{"/home/ana/b"});
}
