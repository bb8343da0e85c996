#include <catch2/catch_test_macros.hpp>

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <functional>

#include "app/platform/rooted_host.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;
namespace fs = std::filesystem;

namespace {

/// A planted tree and the host that looks at it.
struct Planted {
    test::TempFolder folder;
    std::unique_ptr<Host> host;

    Planted() {
        auto made = make_rooted_host(folder.path().string(), 1'000);
        REQUIRE(made.has_value());
        host = *std::move(made);
    }
    void file(const std::string& path, const std::string& content) const { test::write_file(folder.path() / path, content); }
    void link(const std::string& path, const std::string& target) const {
        fs::create_directories((folder.path() / path).parent_path());
        fs::create_symlink(target, folder.path() / path);
    }
    Result<std::string> read(const std::string& path, std::size_t most = limits::kHostFile, Longer longer = Longer::Refuse) const {
        return host->read(path, most, longer, {});
    }
    Errc refused(const std::string& path) const {
        const auto text = read(path);
        INFO(path);
        REQUIRE_FALSE(text.has_value());
        return text.error().code;
    }
};

/// Does `what` in a child process whose mounts nobody else sees; false when the system allows no such process.
bool among_own_mounts(const std::function<bool()>& what) {
    const pid_t child = ::fork();
    if (child == 0) {
        const bool apart = ::unshare(CLONE_NEWNS) == 0 && ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
        ::_exit(!apart ? 2 : what() ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 2) SKIP("this account may not mount anything");
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

TEST_CASE("a tree below a folder is read as if the folder were the top") {
    Planted tree;
    tree.file("etc/os-release", "ID=test\n");
    CHECK(tree.read("/etc/os-release").value() == "ID=test\n");
    CHECK(tree.read("//etc/./os-release").value() == "ID=test\n");
    CHECK(tree.host->system() == System::Linux);
    CHECK_FALSE(tree.host->running());
    CHECK(tree.host->now() == 1'000);
    CHECK(tree.host->list("/", 10, {}).value() == std::vector<std::string>{"etc"});
    CHECK(tree.host->list("/etc", 10, {}).value() == std::vector<std::string>{"os-release"});
    CHECK(tree.host->info("/", Follow::Yes, {})->type == FileType::Folder);
    CHECK(tree.host->info("/etc/os-release", Follow::Yes, {})->size == 8);
    CHECK(tree.refused("/etc/passwd") == Errc::NotFound);
    CHECK(tree.refused("etc/os-release") == Errc::Usage);
    CHECK(tree.refused(std::string("/etc/os-release\0x", 17)) == Errc::Usage);
}

TEST_CASE("no link leads out of the folder") {
    Planted tree;
    const test::TempFolder outside;
    test::write_file(outside.path() / "secret", "outside");
    const std::string secret = (outside.path() / "secret").string();
    tree.link("absolute", secret);
    tree.link("climb", "../../../../../../../../../../../../" + secret);
    tree.link("etc/climb", "../../../../../../../../../../../../" + secret);
    tree.link("folder", outside.path().string());
    tree.link("up", "..");
    for (const char* path : {"/absolute", "/climb", "/etc/climb", "/folder/secret", "/../absolute", "/up/up/climb"}) {
        CHECK(tree.refused(path) == Errc::NotFound);
    }
    CHECK(tree.refused("/.." + secret) == Errc::NotFound);
    CHECK(tree.host->list("/folder", 10, {}).error().code == Errc::NotFound);
    CHECK(tree.host->list("/up/..", 10, {})->size() == 5);
    CHECK(tree.host->link("/absolute", {}).value() == secret);
    CHECK(tree.host->info("/absolute", Follow::No, {})->type == FileType::Link);
    // The same path inside the folder is what such a link means.
    test::write_file(tree.folder.path().string() + secret, "inside");
    for (const char* path : {"/absolute", "/climb", "/etc/climb", "/folder/secret", "/up/absolute"}) {
        CHECK(tree.read(path).value() == "inside");
    }
    CHECK(tree.host->resolve("/etc/climb", {}).value() == secret);
}

TEST_CASE("links in a circle and long chains end, with the length that Linux allows") {
    Planted tree;
    tree.link("a", "b");
    tree.link("b", "/a");
    tree.link("self", "self/self");
    CHECK(tree.refused("/a") == Errc::Loop);
    CHECK(tree.refused("/self/x") == Errc::Loop);
    tree.file("l0", "end");
    for (int i = 1; i <= 41; ++i) tree.link("l" + std::to_string(i), "l" + std::to_string(i - 1));
    CHECK(tree.read("/l40").value() == "end");
    CHECK(tree.refused("/l41") == Errc::Loop);
}

TEST_CASE("only ordinary files are read, and nothing that is not one holds the program up") {
    Planted tree;
    REQUIRE(::mkfifo((tree.folder.path() / "pipe").c_str(), 0600) == 0);
    fs::create_directory(tree.folder.path() / "folder");
    const int number = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string place = (tree.folder.path() / "socket").string();
    REQUIRE(place.size() < sizeof(address.sun_path));
    place.copy(address.sun_path, place.size());
    REQUIRE(::bind(number, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0);
    tree.link("to-pipe", "pipe");
    for (const char* path : {"/pipe", "/folder", "/socket", "/to-pipe", "/"}) CHECK(tree.refused(path) == Errc::NotRegular);
    ::close(number);
    CHECK(tree.host->info("/pipe", Follow::Yes, {})->type == FileType::Pipe);
    CHECK(tree.host->info("/socket", Follow::Yes, {})->type == FileType::Socket);
    CHECK(tree.host->list("/pipe", 10, {}).error().code == Errc::NotFound);
    if (::geteuid() == 0 && ::mknod((tree.folder.path() / "zero").c_str(), S_IFCHR | 0600, makedev(1, 5)) == 0) {
        CHECK(tree.refused("/zero") == Errc::NotRegular);
        CHECK(tree.host->info("/zero", Follow::Yes, {})->type == FileType::Device);
    }
}

TEST_CASE("a file above the cap is refused or cut, never swallowed") {
    Planted tree;
    tree.file("large", std::string(5 * 1024 * 1024, 'x'));
    tree.file("exact", "12345");
    CHECK(tree.refused("/large") == Errc::Limit);
    CHECK(tree.read("/large", 1000, Longer::Cut).value() == std::string(1000, 'x'));
    CHECK(tree.read("/large", 0, Longer::Cut).value().empty());
    CHECK(tree.read("/large", limits::kHostTable).value().size() == 5 * 1024 * 1024);
    CHECK(tree.read("/exact", 5).value() == "12345");
    CHECK(tree.read("/exact", 4).error().code == Errc::Limit);
    CHECK(tree.read("/exact", 4, Longer::Cut).value() == "1234");
    CHECK(tree.read("/exact", 6, Longer::Cut).value() == "12345");
    for (int i = 0; i < 5; ++i) tree.file("many/" + std::to_string(i), "");
    CHECK(tree.host->list("/many", 5, {})->size() == 5);
    CHECK(tree.host->list("/many", 4, {}).error().code == Errc::Limit);
}

TEST_CASE("what the account may not read is denied, and what it may pass through is found") {
    Planted tree;
    tree.file("closed/inside", "x");
    tree.file("passage/inside", "x");
    tree.file("unreadable", "x");
    fs::permissions(tree.folder.path(), fs::perms::owner_all | fs::perms::others_read | fs::perms::others_exec);
    REQUIRE(::chmod((tree.folder.path() / "closed").c_str(), 0000) == 0);
    REQUIRE(::chmod((tree.folder.path() / "passage").c_str(), 0111) == 0);
    REQUIRE(::chmod((tree.folder.path() / "unreadable").c_str(), 0000) == 0);
    const auto denied = [](const auto& result) { return !result && result.error().code == Errc::Denied; };
    CHECK(test::as_ordinary_account([&] { return denied(tree.read("/closed/inside")); }));
    CHECK(test::as_ordinary_account([&] { return denied(tree.host->info("/closed/inside", Follow::Yes, {})); }));
    CHECK(test::as_ordinary_account([&] { return denied(tree.host->list("/closed", 10, {})); }));
    CHECK(test::as_ordinary_account([&] { return denied(tree.read("/unreadable")); }));
    CHECK(test::as_ordinary_account([&] { return tree.host->info("/unreadable", Follow::Yes, {}).has_value(); }));
    CHECK(test::as_ordinary_account([&] { return denied(tree.host->list("/passage", 10, {})); }));
    CHECK(test::as_ordinary_account([&] { return tree.read("/passage/inside") == "x"; }));
}

TEST_CASE("what only a running system knows is not running, also behind a link") {
    Planted tree;
    tree.file("etc/hostname", "x");
    tree.link("etc/mtab", "../proc/self/mounts");
    tree.link("etc/resolv.conf", "../run/systemd/resolve/stub-resolv.conf");
    tree.link("etc/absolute", "/run/x");
    tree.link("var/run", "/run");
    tree.link("etc/gone", "../nowhere");
    for (const char* path : {"/proc", "/proc/version", "/sys/class/net", "/dev/null", "/run/user/1000", "/var/run/x",
                             "/etc/mtab", "/etc/resolv.conf", "/etc/absolute", "/etc/../proc/version", "//proc/version"}) {
        CHECK(tree.refused(path) == Errc::NotRunning);
        CHECK(tree.host->info(path, Follow::Yes, {}).error().code == Errc::NotRunning);
        CHECK(tree.host->list(path, 10, {}).error().code == Errc::NotRunning);
        CHECK(tree.host->resolve(path, {}).error().code == Errc::NotRunning);
    }
    CHECK(tree.refused("/etc/gone") == Errc::NotFound);
    CHECK(tree.refused("/process") == Errc::NotFound);
    CHECK(tree.refused("/etc/proc/version") == Errc::NotFound);
    CHECK(tree.host->info("/etc/mtab", Follow::No, {})->type == FileType::Link);
    CHECK(tree.host->run(Command::ZfsEncryption, "pool", {}).error().code == Errc::NotRunning);
    CHECK(tree.host->environment("HOME").error().code == Errc::NotRunning);
    CHECK(tree.host->identity().error().code == Errc::NotRunning);
}

TEST_CASE("a recorded copy of what a system knew while it ran is read as any other file") {
    Planted tree;
    tree.file("proc/version", "recorded");
    tree.file("run/systemd/resolve/stub-resolv.conf", "nameserver 127.0.0.53\n");
    tree.link("etc/resolv.conf", "../run/systemd/resolve/stub-resolv.conf");
    tree.link("etc/mtab", "../proc/self/mounts");
    CHECK(tree.read("/proc/version").value() == "recorded");
    CHECK(tree.read("/etc/resolv.conf").value() == "nameserver 127.0.0.53\n");
    CHECK(tree.host->list("/proc", 10, {}).value() == std::vector<std::string>{"version"});
    CHECK(tree.refused("/etc/mtab") == Errc::NotRunning);
    CHECK(tree.refused("/proc/missing") == Errc::NotRunning);
}

TEST_CASE("a kernel that is mounted into the tree speaks about this machine and is not asked") {
    Planted tree;
    for (const char* name : {"proc", "sys", "run", "dev", "elsewhere"}) fs::create_directory(tree.folder.path() / name);
    tree.link("etc/mtab", "../proc/self/mounts");
    // Not inside CHECK: what skips a test must not look like a surprise to it.
    const bool held = among_own_mounts([&] {
        // A folder that was opened before keeps showing the mounts of before.
        auto host = make_rooted_host(tree.folder.path().string(), 0);
        const auto mount_at = [&](const char* kind, const char* name) {
            return ::mount("none", (tree.folder.path() / name).c_str(), kind, 0, nullptr) == 0;
        };
        if (!mount_at("proc", "proc") || !mount_at("tmpfs", "run") || !mount_at("proc", "elsewhere")) return false;
        test::write_file(tree.folder.path() / "run/secret", "of this machine");
        bool silent = true;
        for (const char* path : {"/proc/version", "/proc/self/status", "/etc/mtab", "/run/secret", "/elsewhere/version"}) {
            const auto text = (*host)->read(path, 1000, Longer::Cut, {});
            silent = silent && !text && text.error().code == Errc::NotRunning;
        }
        for (const char* path : {"/proc", "/proc/self", "/run", "/elsewhere", "/elsewhere/sys"}) {
            const auto names = (*host)->list(path, 20'000, {});
            silent = silent && !names && names.error().code == Errc::NotRunning;
        }
        return silent;
    });
    CHECK(held);
}

TEST_CASE("an ordinary disk that is mounted into the tree is part of it") {
    Planted tree;
    fs::create_directory(tree.folder.path() / "home");
    // Not inside CHECK: what skips a test must not look like a surprise to it.
    const bool held = among_own_mounts([&] {
        if (::mount("none", (tree.folder.path() / "home").c_str(), "tmpfs", 0, nullptr) != 0) return false;
        test::write_file(tree.folder.path() / "home/ana/.profile", "x");
        auto host = make_rooted_host(tree.folder.path().string(), 0);
        return (*host)->read("/home/ana/.profile", 10, Longer::Refuse, {}) == "x" && (*host)->list("/home", 10, {})->size() == 1;
    });
    CHECK(held);
}

TEST_CASE("a deadline and a stop sign are obeyed, also inside a path made to take long") {
    Planted tree;
    std::string deep;
    for (int i = 0; i < 300; ++i) deep += "/d";
    fs::create_directories(tree.folder.path().string() + deep);
    std::string back = deep.substr(1);
    for (int i = 0; i < 300; ++i) back += "/..";
    for (int i = 0; i < 39; ++i) {
        // Hundreds of folders down and up again before the next link.
        tree.link("l" + std::to_string(i), i == 0 ? "d" : back + "/l" + std::to_string(i - 1));
    }
    const auto begin = std::chrono::steady_clock::now();
    const auto late = tree.host->info("/l38", Follow::Yes, {begin + std::chrono::milliseconds(20), {}});
    const auto taken = std::chrono::steady_clock::now() - begin;
    REQUIRE_FALSE(late.has_value());
    CHECK(late.error().code == Errc::Timeout);
    CHECK(taken < std::chrono::milliseconds(500));

    StopSource source;
    source.request_stop();
    const CallLimit stopped{std::chrono::steady_clock::time_point::max(), source.token()};
    CHECK(tree.host->read("/x", 10, Longer::Refuse, stopped).error().code == Errc::Cancelled);
    CHECK(tree.host->list("/", 10, stopped).error().code == Errc::Cancelled);
    CHECK(tree.host->link("/l0", stopped).error().code == Errc::Cancelled);
    CHECK(tree.host->resolve("/", stopped).error().code == Errc::Cancelled);
}

TEST_CASE("looking at a tree does not change when its files were read") {
    Planted tree;
    tree.file("folder/file", "x");
    const auto place = [&](const char* name) { return (tree.folder.path() / name).string(); };
    const timespec long_ago{1'000'000'000, 0};
    const timespec then[2] = {long_ago, {1'700'000'000, 0}};
    for (const char* name : {"folder/file", "folder"}) REQUIRE(::utimensat(AT_FDCWD, place(name).c_str(), then, 0) == 0);
    CHECK(tree.read("/folder/file").has_value());
    CHECK(tree.host->list("/folder", 10, {}).has_value());
    for (const char* name : {"folder/file", "folder"}) {
        INFO(name);
        struct stat status {};
        REQUIRE(::stat(place(name).c_str(), &status) == 0);
        CHECK(status.st_atime == long_ago.tv_sec);
    }
}

TEST_CASE("a root that is no folder is refused") {
    const test::TempFolder folder;
    test::write_file(folder.path() / "file", "x");
    CHECK(make_rooted_host((folder.path() / "missing").string(), 0).error().code == Errc::NotFound);
    CHECK(make_rooted_host((folder.path() / "file").string(), 0).error().code == Errc::NotRegular);
    fs::create_symlink(folder.path(), folder.path() / "link");
    CHECK(make_rooted_host((folder.path() / "link").string(), 0).has_value());
}

TEST_CASE("the real system may be the root, and then only its files are read") {
    auto host = make_rooted_host("/", 0);
    REQUIRE(host.has_value());
    CHECK((*host)->read("/etc/passwd", limits::kHostFile, Longer::Refuse, {}).has_value());
    CHECK((*host)->read("/proc/version", 1000, Longer::Refuse, {}).error().code == Errc::NotRunning);
    CHECK((*host)->read("/dev/zero", 1000, Longer::Cut, {}).error().code != Errc::Limit);
}
