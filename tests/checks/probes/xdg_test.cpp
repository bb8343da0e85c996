#include "checks/probes/xdg.hpp"

#include <catch2/catch_test_macros.hpp>

#include "tests/support/recorded_view.hpp"

using namespace amparo;
using namespace amparo::checks;

namespace {

XdgFolders folders(const std::string& entries) {
    const test::RecordedView recorded(entries);
    return xdg_folders(recorded.view(), {"ana", 1000, 1000, "/home/ana/", "/bin/bash"});
}

}  // namespace

TEST_CASE("without variables the folders are those of the specification") {
    const XdgFolders found = folders("running yes\n");
    CHECK(found.home == "/home/ana");
    CHECK(found.config_home == "/home/ana/.config");
    CHECK(found.data_home == "/home/ana/.local/share");
    CHECK(found.config_dirs == std::vector<std::string>{"/etc/xdg"});
    CHECK(found.data_dirs == std::vector<std::string>{"/usr/local/share", "/usr/share"});
}

TEST_CASE("variables count while the system runs, and relative paths in them do not") {
    const std::string variables =
        "env XDG_CONFIG_HOME=/c/\nenv XDG_DATA_HOME=relative\nenv XDG_CONFIG_DIRS=/a/:b::/d\n";
    const XdgFolders found = folders("running yes\n" + variables);
    CHECK(found.config_home == "/c");
    CHECK(found.data_home == "/home/ana/.local/share");
    CHECK(found.config_dirs == std::vector<std::string>{"/a", "/d"});
    CHECK(folders("running no\n" + variables).config_home == "/home/ana/.config");
}
