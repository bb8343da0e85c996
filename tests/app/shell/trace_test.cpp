// What a check-up does to the computer it looks at, seen from outside by strace: nothing is created, changed or sent.

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <map>
#include <sstream>

#include "app/base/text.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/support/hosts.hpp"
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
    "fsetxattr,socket,connect,sendto,sendmsg,bind,execve,execveat";

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

/// On Linux the list of Command holds one program, zfs, in the four folders of the system's own programs.
bool starts_a_strange_program(const std::string& line) {
    const std::size_t call = line.find("execve");
    if (call == std::string::npos) return false;
    const std::size_t start = line.find('"', call);
    const std::size_t end = line.find('"', start + 1);
    if (start == std::string::npos || end == std::string::npos) return true;
    const std::string program = line.substr(start + 1, end - start - 1);
    for (const char* folder : {"/usr/sbin/", "/usr/bin/", "/sbin/", "/bin/"}) {
        if (program == std::string(folder) + "zfs") return false;
    }
    return program != test::amparo_program();
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

TEST_CASE("a check-up of a whole computer with browsers, keys and databases leaves every file as it was") {
    const test::TempFolder computer;
    const fs::path top = computer.path();
    test::lay_out(test::known_hosts("linux").front().tree, top);
    // What another program at work leaves beside its database: a reader that opens the database in its place would change it.
    const fs::path profile = top / "home/ana/.mozilla/firefox/abc.default";
    std::string database = "SQLite format 3";
    database.resize(4096, '\0');
    test::write_file(profile / "permissions.sqlite", database);
    test::write_file(profile / "permissions.sqlite-wal", std::string(64, '\7'));
    const auto look = [&] {
        std::map<std::string, std::pair<std::string, fs::file_time_type>> out;
        for (const auto& entry : fs::recursive_directory_iterator(top)) {
            if (entry.is_symlink()) continue;
            out[entry.path().string()] = {entry.is_regular_file() ? test::read_file(entry.path()) : "", entry.last_write_time()};
        }
        return out;
    };
    const auto before = look();
    bool looked_inside = false;
    for (const std::string& line : trace({"check", "--json", "--root", top.string()}, top)) {
        INFO(line);
        CHECK_FALSE(changes_something(line));
        CHECK_FALSE(reaches_out(line));
        CHECK_FALSE(starts_a_strange_program(line));
        looked_inside = looked_inside || line.find("permissions.sqlite\"") != std::string::npos;
    }
    CHECK(looked_inside);
    CHECK(look() == before);
}

TEST_CASE("a check-up starts no program but those on the allow-list") {
    const test::TempFolder home;
    for (const std::string& line : trace({"check"}, home.path())) {
        INFO(line);
        CHECK_FALSE(starts_a_strange_program(line));
    }
}

TEST_CASE("the trace would show a file that is created and a socket that is opened") {
    // The watchers above must be able to see what they watch for.
    CHECK(changes_something(R"(openat(AT_FDCWD, "/home/a/.cache/x", O_WRONLY|O_CREAT|O_TRUNC, 0600) = 3)"));
    CHECK(changes_something(R"(mkdir("/home/a/.config", 0700) = 0)"));
    CHECK(starts_a_strange_program(R"(1 execve("/bin/sh", ["sh", "-c", "id"], 0x7ffc) = 0)"));
    CHECK(starts_a_strange_program(R"(1 execve("/home/ana/bin/zfs", ["zfs"], 0x7ffc) = 0)"));
    CHECK(starts_a_strange_program(R"(1 execveat(7, "", ["sh"], NULL, AT_EMPTY_PATH) = 0)"));
    CHECK_FALSE(starts_a_strange_program(R"(1 execve("/usr/sbin/zfs", ["zfs", "get"], 0x7ffc) = 0)"));
    CHECK(reaches_out("socket(AF_INET, SOCK_STREAM, IPPROTO_TCP) = 3"));
    CHECK_FALSE(changes_something(R"(openat(AT_FDCWD, "/etc/passwd", O_RDONLY|O_NONBLOCK|O_CLOEXEC) = 3)"));
}
