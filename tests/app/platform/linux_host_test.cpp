#include <catch2/catch_test_macros.hpp>

#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>

#include "app/platform/running_host.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;
namespace fs = std::filesystem;

namespace {

Result<std::string> read(const std::string& path, std::size_t most = 1000, Longer longer = Longer::Refuse) {
    return make_running_host()->read(path, most, longer, {});
}

}  // namespace

TEST_CASE("the running system is read as it is") {
    const test::TempFolder folder;
    test::write_file(folder.path() / "file", "hello");
    fs::create_symlink("file", folder.path() / "link");
    const std::string file = (folder.path() / "file").string();
    const std::string link = (folder.path() / "link").string();
    const auto host = make_running_host();
    CHECK(host->running());
    CHECK(host->system() == System::Linux);
    CHECK(host->now() > 1'700'000'000);
    CHECK(read(file).value() == "hello");
    CHECK(read(link).value() == "hello");
    CHECK(read(file, 4).error().code == Errc::Limit);
    CHECK(read(file, 4, Longer::Cut).value() == "hell");
    CHECK(host->info(link, Follow::No, {})->type == FileType::Link);
    CHECK(host->info(link, Follow::Yes, {})->size == 5);
    CHECK(host->link(link, {}).value() == "file");
    CHECK(host->link(file, {}).error().code == Errc::NotFound);
    CHECK(host->resolve(link, {}).value() == fs::canonical(folder.path()).string() + "/file");
    CHECK(host->list(folder.path().string(), 10, {}).value() == std::vector<std::string>{"file", "link"});
    CHECK(host->list(folder.path().string(), 1, {}).error().code == Errc::Limit);
}

TEST_CASE("files that the kernel makes up are read though they say that they are empty") {
    CHECK(read("/proc/self/status", 100'000).value().find("Name:") != std::string::npos);
    CHECK(read("/proc/self/status", 10).error().code == Errc::Limit);
    CHECK(read("/proc/self/status", 10, Longer::Cut)->size() == 10);
}

TEST_CASE("pipes, folders and devices are refused at once") {
    const test::TempFolder folder;
    const std::string pipe = (folder.path() / "pipe").string();
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    const auto begin = std::chrono::steady_clock::now();
    CHECK(read(pipe).error().code == Errc::NotRegular);
    CHECK(read(folder.path().string()).error().code == Errc::NotRegular);
    CHECK(read("/dev/zero").error().code == Errc::NotRegular);
    CHECK(read("/dev/tty").error().code == Errc::NotRegular);
    CHECK(make_running_host()->list(pipe, 10, {}).error().code == Errc::NotFound);
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(2));
}

TEST_CASE("what is missing is not found, circles are loops, and what is closed is denied") {
    const test::TempFolder folder;
    const std::string top = folder.path().string();
    test::write_file(folder.path() / "file", "x");
    test::write_file(folder.path() / "closed", "x");
    fs::create_symlink("loop", folder.path() / "loop");
    CHECK(read(top + "/missing").error().code == Errc::NotFound);
    CHECK(read(top + "/file/x").error().code == Errc::NotFound);
    CHECK(read(top + "/loop").error().code == Errc::Loop);
    CHECK(make_running_host()->list(top + "/missing", 10, {}).error().code == Errc::NotFound);
    CHECK(make_running_host()->list(top + "/file", 10, {}).error().code == Errc::NotFound);
    CHECK(read(top + "/" + std::string(300, 'x')).error().code == Errc::Limit);
    REQUIRE(::chmod((top + "/closed").c_str(), 0000) == 0);
    REQUIRE(::chmod(top.c_str(), 0755) == 0);
    CHECK(test::as_ordinary_account([&] {
        const auto text = read(top + "/closed");
        return !text && text.error().code == Errc::Denied;
    }));
}

TEST_CASE("a path that depends on where the program was started, or hides a NUL, is refused as by every other host") {
    const auto host = make_running_host();
    for (const std::string& path : std::vector<std::string>{"", "etc/passwd", ".", "../etc/passwd", std::string("/etc/passwd\0.txt", 16)}) {
        CHECK(host->read(path, 10, Longer::Cut, {}).error().code == Errc::Usage);
        CHECK(host->info(path, Follow::Yes, {}).error().code == Errc::Usage);
        CHECK(host->link(path, {}).error().code == Errc::Usage);
        CHECK(host->list(path, 10, {}).error().code == Errc::Usage);
        CHECK(host->resolve(path, {}).error().code == Errc::Usage);
    }
}

TEST_CASE("a call that is late or stopped touches nothing") {
    const auto host = make_running_host();
    StopSource source;
    source.request_stop();
    const CallLimit stopped{std::chrono::steady_clock::time_point::max(), source.token()};
    const CallLimit late{std::chrono::steady_clock::now(), {}};
    CHECK(host->read("/etc/passwd", 10, Longer::Cut, stopped).error().code == Errc::Cancelled);
    CHECK(host->read("/etc/passwd", 10, Longer::Cut, late).error().code == Errc::Timeout);
    CHECK(host->info("/etc/passwd", Follow::Yes, late).error().code == Errc::Timeout);
    CHECK(host->list("/etc", 1000, stopped).error().code == Errc::Cancelled);
    CHECK(host->link("/etc/passwd", stopped).error().code == Errc::Cancelled);
    CHECK(host->resolve("/etc/passwd", late).error().code == Errc::Timeout);
}

TEST_CASE("the environment and the account are those of this process") {
    const auto host = make_running_host();
    ::setenv("AMPARO_TEST_VALUE", "here", 1);
    CHECK(host->environment("AMPARO_TEST_VALUE").value() == "here");
    ::unsetenv("AMPARO_TEST_VALUE");
    CHECK(host->environment("AMPARO_TEST_VALUE").error().code == Errc::NotFound);
    ::setenv("AMPARO_TEST_VALUE", std::string(100'000, 'x').c_str(), 1);
    CHECK(host->environment("AMPARO_TEST_VALUE")->size() == limits::kHostLine);
    ::unsetenv("AMPARO_TEST_VALUE");
    CHECK(host->identity()->user == ::geteuid());
    CHECK(host->identity()->group == ::getegid());
}

TEST_CASE("paths that exist only while a system runs are known by their first part") {
    for (const char* path : {"/proc", "/proc/1", "/sys", "/dev/null", "/run", "/run/user/1", "/var/run", "/var/run/x"}) {
        CHECK(is_running_only(path));
    }
    for (const char* path : {"/", "", "/process", "/etc/proc", "/runner", "/devices", "/var/runner", "/var", "proc"}) {
        CHECK_FALSE(is_running_only(path));
    }
}
