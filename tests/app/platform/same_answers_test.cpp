// Three ways to look at the same tree must agree: recorded in memory, laid out below a folder, and, where it can be
// asked, the kernel itself looking inside that folder.

#include <catch2/catch_test_macros.hpp>

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <random>

#include "app/platform/descriptor.hpp"
#include "app/platform/recorded_host.hpp"
#include "app/platform/rooted_host.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;

namespace {

const std::vector<std::string> kNames = {"a", "b", "c", "etc", "proc", "run", "a-b", "dev"};

template <typename T>
const T& pick(std::mt19937_64& dice, const std::vector<T>& list) {
    return list[dice() % list.size()];
}

std::string random_target(std::mt19937_64& dice) {
    std::string out = dice() % 2 == 0 ? "/" : "";
    const auto parts = 1 + dice() % 4;
    for (std::uint64_t i = 0; i < parts; ++i) {
        if (i != 0) out += dice() % 10 == 0 ? "//" : "/";
        const auto kind = dice() % 10;
        out += kind < 3 ? ".." : kind == 3 ? "." : pick(dice, kNames);
    }
    return dice() % 12 == 0 ? out + "/" : out;
}

Tree random_tree(std::mt19937_64& dice) {
    Tree tree;
    tree.now = 1'790'000'000;
    tree.running = false;
    std::vector<std::string> folders = {""};
    for (auto i = 4 + dice() % 14; i > 0; --i) {
        const std::string path = pick(dice, folders) + "/" + pick(dice, kNames);
        if (tree.entries.contains(path)) continue;
        TreeEntry& entry = tree.entries[path];
        entry.info.changed = 1'700'000'000 + static_cast<std::int64_t>(dice() % 1000);
        switch (dice() % 8) {
            case 0:
            case 1:
            case 2:
                entry.info.type = FileType::Folder;
                entry.info.mode = 0755;
                folders.push_back(path);
                break;
            case 3:
            case 4:
                entry.info.type = FileType::Regular;
                entry.info.mode = 0600 + static_cast<std::uint32_t>(dice() % 64);
                entry.content = "content of " + path;
                entry.info.size = static_cast<std::int64_t>(entry.content.size());
                break;
            case 5:
                entry.info.type = FileType::Pipe;
                entry.info.mode = 0600;
                break;
            default:
                entry.info.type = FileType::Link;
                entry.info.mode = 0777;
                entry.target = random_target(dice);
        }
        if (entry.info.type != FileType::Link) entry.info.owner = entry.info.group = ::geteuid() == 0 ? 1000 : 0;
    }
    return tree;
}

std::string random_path(std::mt19937_64& dice) {
    if (dice() % 10 == 0) return pick(dice, std::vector<std::string>{"/", "", "a", "/..", "/proc", "/run/x", "//a", "/a/", "/a/."});
    const std::string target = random_target(dice);
    return target.starts_with('/') ? target : "/" + target;
}

template <typename T>
std::string shown(const Result<T>& result, const std::function<std::string(const T&)>& show) {
    return result ? show(*result) : "! " + std::string(errc_name(result.error().code));
}

/// What a host says about a path, but what two copies cannot have in common. `question` chooses what else is asked.
std::string answers(const Host& host, const std::string& path, int question) {
    const auto as_it_is = [](const std::string& text) { return text; };
    const auto info = [](const FileInfo& what) {
        // The size of a folder or a link, and the mode, owner and time of a link, are the file system's own business.
        const bool file = what.type == FileType::Regular;
        const bool link = what.type == FileType::Link;
        return std::to_string(static_cast<int>(what.type)) + (file ? " " + std::to_string(what.size) : "") +
               (link ? "" : " " + std::to_string(what.mode) + " " + std::to_string(what.changed));
    };
    const auto list = [](const std::vector<std::string>& names) {
        std::string out;
        for (const std::string& name : names) out += name + " ";
        return out;
    };
    const auto resolved = host.resolve(path, {});
    const std::string out = "resolve " + shown<std::string>(resolved, as_it_is) + "\n";
    // Of the top, two copies share nothing but the names below it.
    const bool top = resolved == "/";
    switch (question % 8) {
        case 0: return out + "read " + shown<std::string>(host.read(path, 1000, Longer::Refuse, {}), as_it_is);
        case 1: return out + "start " + shown<std::string>(host.read(path, 5, Longer::Cut, {}), as_it_is);
        case 2: return out + "too long " + shown<std::string>(host.read(path, 5, Longer::Refuse, {}), as_it_is);
        case 3: return out + "info " + (top ? "" : shown<FileInfo>(host.info(path, Follow::Yes, {}), info));
        case 4: return out + "itself " + (top ? "" : shown<FileInfo>(host.info(path, Follow::No, {}), info));
        case 5: return out + "link " + shown<std::string>(host.link(path, {}), as_it_is);
        case 6: return out + "list " + shown<std::vector<std::string>>(host.list(path, 100, {}), list);
        default: return out + "list 1 " + shown<std::vector<std::string>>(host.list(path, 1, {}), list);
    }
}

/// What the kernel makes of `path` with `top` as its root: the resolved path, or "" when it leads nowhere.
std::optional<std::string> kernel_resolves(int top, const std::string& top_path, const std::string& path) {
    open_how how{};
    how.flags = O_PATH | O_CLOEXEC;
    how.resolve = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS;
    const Descriptor found(static_cast<int>(::syscall(SYS_openat2, top, path.c_str(), &how, sizeof(how))));
    if (!found.valid()) {
        if (errno == ENOSYS || errno == EPERM || errno == EAGAIN) return std::nullopt;
        return "";
    }
    const auto real = std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(found.get())).string();
    return real == top_path ? "/" : real.substr(top_path.size());
}

}  // namespace

TEST_CASE("a recorded tree and the same tree below a folder give the same answers for every path") {
    std::mt19937_64 dice(20261123);
    std::size_t resolved = 0;
    std::size_t loops = 0;
    std::size_t kernel_asked = 0;
    for (int round = 0; round < 300; ++round) {
        const Tree tree = random_tree(dice);
        const test::TempFolder folder;
        test::lay_out(tree, folder.path());
        const auto recorded = make_recorded_host(tree);
        const auto rooted = make_rooted_host(folder.path().string(), tree.now);
        REQUIRE(rooted.has_value());
        const Descriptor top(::open(folder.path().c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
        const std::string top_path = std::filesystem::canonical(folder.path()).string();
        for (int i = 0; i < 50; ++i) {
            const std::string path = random_path(dice);
            const std::string expected = answers(*recorded, path, i);
            if (answers(**rooted, path, i) != expected) {
                INFO(describe(tree));
                for (const auto& [at, entry] : tree.entries) {
                    if (!entry.target.empty()) UNSCOPED_INFO(at << " -> " << entry.target);
                }
                INFO("path " << path);
                REQUIRE(answers(**rooted, path, i) == expected);
            }
            const auto ours = recorded->resolve(path, {});
            if (ours) ++resolved;
            if (!ours && ours.error().code == Errc::Loop) ++loops;
            if (!path.starts_with('/')) continue;
            if (const auto kernel = kernel_resolves(top.get(), top_path, path)) {
                ++kernel_asked;
                if (*kernel != ours.value_or("")) {
                    INFO(describe(tree));
                    for (const auto& [at, entry] : tree.entries) {
                        if (!entry.target.empty()) UNSCOPED_INFO(at << " -> " << entry.target);
                    }
                    INFO("path " << path);
                    REQUIRE(ours.value_or("") == *kernel);
                }
            }
        }
    }
    // The trees are worth something only if paths lead somewhere, and in circles now and then.
    CHECK(resolved > 3'000);
    CHECK(loops > 20);
    if (kernel_asked == 0) WARN("this kernel could not be asked");
}

TEST_CASE("a recorded host refuses what the tree refuses") {
    auto tree = parse_tree(
        "amparo.tree/1\nf /etc/shadow 0640 0:42 2026-11-01\n| x\nx /etc/shadow\n"
        "d /home/ana 0700 1000:1000 2026-11-01\nf /home/ana/x 0600 1000:1000 2026-11-01\nx /home/ana\nl /etc/old -> shadow\n"
        "env LANG=C\nidentity 1000 1000\nrun zfs get -H -o value encryption pool\n| on\n");
    REQUIRE(tree.has_value());
    const auto host = make_recorded_host(*tree);
    const auto read = [&](const std::string& path) { return host->read(path, 1000, Longer::Refuse, {}); };
    CHECK(read("/etc/shadow").error().code == Errc::Denied);
    CHECK(read("/etc/old").error().code == Errc::Denied);
    CHECK(host->info("/etc/shadow", Follow::Yes, {})->mode == 0640);
    CHECK(read("/home/ana/x").error().code == Errc::Denied);
    CHECK(host->info("/home/ana/x", Follow::Yes, {}).error().code == Errc::Denied);
    CHECK(host->list("/home/ana", 10, {}).error().code == Errc::Denied);
    CHECK(host->info("/home/ana", Follow::Yes, {})->mode == 0700);
    CHECK(host->list("/home", 10, {}).value() == std::vector<std::string>{"ana"});
    CHECK(host->environment("LANG").value() == "C");
    CHECK(host->environment("HOME").error().code == Errc::NotFound);
    CHECK(host->identity()->user == 1000);
    CHECK(host->run(Command::ZfsEncryption, "pool", {}).value() == "on\n");
    CHECK(host->run(Command::ZfsEncryption, "other", {}).error().code == Errc::NotFound);
    CHECK(host->run(Command::ZfsEncryption, "-x", {}).error().code == Errc::Usage);
    CHECK(read("/proc/version").error().code == Errc::NotFound);
    CHECK(host->running());
}

TEST_CASE("a recorded tree that is not running says so for all that only a running system knows") {
    auto tree = parse_tree(
        "amparo.tree/1\nrunning no\nenv LANG=C\nidentity 1000 1000\nrun zfs get -H -o value encryption pool\n| on\n"
        "l /etc/mtab -> ../proc/self/mounts\nf /proc/version 0444 0:0 2026-11-01\n| recorded\n");
    REQUIRE(tree.has_value());
    const auto host = make_recorded_host(*tree);
    const auto read = [&](const std::string& path) { return host->read(path, 1000, Longer::Refuse, {}); };
    CHECK(read("/etc/mtab").error().code == Errc::NotRunning);
    CHECK(read("/proc/missing").error().code == Errc::NotRunning);
    CHECK(read("/proc/version").value() == "recorded\n");
    CHECK(read("/etc/missing").error().code == Errc::NotFound);
    CHECK(host->environment("LANG").error().code == Errc::NotRunning);
    CHECK(host->identity().error().code == Errc::NotRunning);
    CHECK(host->run(Command::ZfsEncryption, "pool", {}).error().code == Errc::NotRunning);
}
