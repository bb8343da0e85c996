// What a check-up does to the computer it looks at, seen from outside by strace: nothing is created, changed or sent.

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <map>
#include <sstream>

#include "app/base/text.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;
namespace fs = std::filesystem;

namespace {

constexpr const char* kStrace = "/usr/bin/strace";

/// Calls that change files, and those that open a way to the network.
constexpr const char* kWatched =
    "trace=open,openat,openat2,creat,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat,rmdir,link,linkat,symlink,"
    "symlinkat,chmod,fchmod,fchmodat,chown,fchown,lchown,fchownat,truncate,ftruncate,utimensat,mknod,mknodat,setxattr,"
    "fsetxattr,socket,connect,sendto,sendmsg,bind,execve";

std::vector<std::string> trace(const std::vector<std::string>& arguments, const fs::path& home) {
    const test::TempFolder logs;
    const fs::path log = logs.path() / "trace";
    test::ProcessOptions options;
    options.arguments = {"-f", "-qq", "-e", kWatched, "-e", "signal=none", "-o", log.string(), test::amparo_program()};
    options.arguments.insert(options.arguments.end(), arguments.begin(), arguments.end());
    // The leak checker of the sanitizer builds cannot work under a tracer.
    options.environment = {{"PATH=/usr/bin:/bin", "HOME=" + home.string(), "LC_ALL=C.UTF-8", "ASAN_OPTIONS=detect_leaks=0"}};
    options.limit = std::chrono::seconds(60);
    const auto result = test::run_process(kStrace, options);
    INFO(result.errors);
    REQUIRE((result.exit_code == 0 || result.exit_code == 1 || result.exit_code == 3));
    std::vector<std::string> lines;
    const std::string text = test::read_file(log);
    for (const std::string_view line : text::lines(text)) {
        // The thread sanitizer's own runtime keeps a file of this name for a moment.
        if (line.find("\"/tmp/tsan.rodata.") == std::string_view::npos) lines.emplace_back(line);
    }
    // Reading the program and the system's tables must show, or the trace saw nothing.
    REQUIRE(lines.size() > 20);
    return lines;
}

bool changes_something(const std::string& line) {
    for (const char* word : {"O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_APPEND", "O_TMPFILE"}) {
        // The null device takes what an allowed program says on its error stream.
        if (line.find(word) != std::string::npos && line.find("\"/dev/null\"") == std::string::npos) return true;
    }
    for (const char* call : {"creat(", "mkdir", "rename", "unlink", "rmdir", " link", "linkat(", "symlink", "chmod", "chown",
                             "truncate", "utimensat", "mknod", "setxattr"}) {
        if (line.find(call) != std::string::npos) return true;
    }
    return false;
}

bool reaches_out(const std::string& line) {
    if (line.find("AF_INET") != std::string::npos || line.find("AF_NETLINK") != std::string::npos) return true;
    return line.find("connect(") != std::string::npos || line.find("sendto(") != std::string::npos ||
           line.find("bind(") != std::string::npos;
}

std::size_t entries_below(const fs::path& folder) {
    std::size_t count = 0;
    for ([[maybe_unused]] const auto& entry : fs::recursive_directory_iterator(folder)) ++count;
    return count;
}

}  // namespace

TEST_CASE("a check-up, the channels and the self-test create no file and open no socket, with an empty home") {
    const test::TempFolder home;
    for (const std::vector<std::string>& arguments :
         {std::vector<std::string>{"check", "--json"}, {"check"}, {"--lang", "ar", "check"}, {"channels", "list"},
          {"channels", "suggest", "--incident", "spyware"}, {"l10n", "status"}}) {
        for (const std::string& line : trace(arguments, home.path())) {
            INFO(arguments.front() << ": " << line);
            CHECK_FALSE(changes_something(line));
            CHECK_FALSE(reaches_out(line));
        }
    }
    CHECK(entries_below(home.path()) == 0);
}

TEST_CASE("a check-up starts no program but those on the allow-list") {
    const test::TempFolder home;
    for (const std::string& line : trace({"check"}, home.path())) {
        if (line.find("execve(") == std::string::npos) continue;
        INFO(line);
        const bool own = line.find(test::amparo_program()) != std::string::npos;
        CHECK((own || line.find("bin/zfs\"") != std::string::npos));
    }
}

TEST_CASE("the trace would show a file that is created and a socket that is opened") {
    // The watchers above must be able to see what they watch for.
    CHECK(changes_something(R"(openat(AT_FDCWD, "/home/a/.cache/x", O_WRONLY|O_CREAT|O_TRUNC, 0600) = 3)"));
    CHECK(changes_something(R"(mkdir("/home/a/.config", 0700) = 0)"));
    CHECK(reaches_out("socket(AF_INET, SOCK_STREAM, IPPROTO_TCP) = 3"));
    CHECK_FALSE(changes_something(R"(openat(AT_FDCWD, "/etc/passwd", O_RDONLY|O_NONBLOCK|O_CLOEXEC) = 3)"));
}
