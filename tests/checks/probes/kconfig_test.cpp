#include "checks/probes/kconfig.hpp"

#include <catch2/catch_test_macros.hpp>

#include "tests/support/recorded_view.hpp"

using namespace amparo;
using namespace amparo::checks;

namespace {

/// The files from the least to the most important; nullptr is one that is not there.
KdeSetting timeout(const std::vector<const char*>& contents) {
    std::vector<KdeFile> files;
    for (const char* content : contents) {
        KdeFile file{"file" + std::to_string(files.size()), fail(Errc::NotFound)};
        if (content != nullptr) file.file = parse_ini(content, IniDialect::Kde);
        files.push_back(std::move(file));
    }
    return KdeConfig(std::move(files)).get("Daemon", "Timeout");
}

std::string shown(const KdeSetting& setting) {
    if (!setting.value) return std::string(errc_name(setting.value.error().code));
    return setting.value->value_or("default") + (setting.locked ? " locked" : "") + " " + setting.source;
}

}  // namespace

TEST_CASE("the person's file beats the system's, and neither means the program's default") {
    CHECK(shown(timeout({"[Daemon]\nTimeout=30\n", "[Daemon]\nTimeout=5\n"})) == "5 file1");
    CHECK(shown(timeout({"[Daemon]\nTimeout=30\n", nullptr})) == "30 file0");
    CHECK(shown(timeout({nullptr, nullptr})) == "default file1");
    CHECK(shown(timeout({"[Other]\nTimeout=30\n", "[Daemon]\ntimeout=1\n"})) == "default file1");
}

TEST_CASE("an entry, a section or a file that is marked immutable holds against the person") {
    CHECK(shown(timeout({"[Daemon]\nTimeout[$i]=30\n", "[Daemon]\nTimeout=5\n"})) == "30 locked file0");
    CHECK(shown(timeout({"[Daemon][$i]\nTimeout=30\n", "[Daemon]\nTimeout=5\n"})) == "30 locked file0");
    CHECK(shown(timeout({"[$i]\n[Daemon]\nTimeout=30\n", "[Daemon]\nTimeout=5\n"})) == "30 locked file0");
}

TEST_CASE("a section that is locked without the entry fixes the default") {
    CHECK(shown(timeout({"[Daemon][$i]\nLock=true\n", "[Daemon]\nTimeout=5\n"})) == "default locked file1");
}

TEST_CASE("a mark in the person's own file binds nobody") {
    CHECK(shown(timeout({nullptr, "[Daemon]\nTimeout[$i]=5\nTimeout=9\n"})) == "5 file1");
}

TEST_CASE("a deleted entry brings the default back") {
    CHECK(shown(timeout({"[Daemon]\nTimeout=30\n", "[Daemon]\nTimeout[$d]=\n"})) == "default file1");
}

TEST_CASE("a value that a command fills in is not guessed") {
    CHECK(shown(timeout({"[Daemon]\nTimeout[$e]=$(cat /x)\n", nullptr})) == "unsupported");
    CHECK(shown(timeout({"[Daemon]\nTimeout[$e]=$(cat /x)\n", "[Daemon]\nTimeout=5\n"})) == "5 file1");
}

TEST_CASE("a system file that cannot be read makes the value unreadable, one that is not there does not") {
    const std::string person = test::tree_file("/home/ana/.config/kscreenlockerrc", "[Daemon]\nTimeout=5\n");
    const Account ana{"ana", 1000, 1000, "/home/ana", "/bin/bash"};
    const auto read = [&](const std::string& entries) {
        const test::RecordedView recorded(entries);
        const HostView view = recorded.view();
        return shown(
            KdeConfig::read(view, xdg_folders(view, ana), "kscreenlockerrc").get("Daemon", "Timeout"));
    };
    CHECK(read("running no\n" + person) == "5 /home/ana/.config/kscreenlockerrc");
    CHECK(read("running no\n" + person + "p /etc/xdg/kscreenlockerrc 0600 0:0 2026-11-01\n") ==
          "not-regular");
    CHECK(read("running yes\nenv XDG_CONFIG_DIRS=/etc/a:/etc/b\n" +
               test::tree_file("/etc/a/kscreenlockerrc", "[Daemon]\nTimeout=1\n") +
               test::tree_file("/etc/b/kscreenlockerrc", "[Daemon]\nTimeout=2\n")) ==
          "1 /etc/a/kscreenlockerrc");
}
