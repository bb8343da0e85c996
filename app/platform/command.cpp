#include "app/platform/command.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <string_view>

#include "app/platform/descriptor.hpp"

namespace amparo {

namespace {

// Only folders that an ordinary account cannot write to.
constexpr std::array<std::string_view, 5> kFolders = {"/usr/sbin", "/usr/bin", "/sbin", "/bin",
                                                      "/usr/libexec/ApplicationFirewall"};

bool is_dataset(const std::string& value) {
    if (value.empty() || value.size() > 255 || value.front() == '-') return false;
    return std::ranges::all_of(value, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view("/_-.:").find(c) != std::string_view::npos;
    });
}

/// Waits for the child at most a short while and then kills its whole group. Gives its wait status, or -1.
int reap(pid_t child, bool kill_now) {
    int status = 0;
    if (kill_now) ::kill(-child, SIGKILL);
    for (int attempt = 0; attempt < 200; ++attempt) {
        const pid_t done = ::waitpid(child, &status, WNOHANG);
        if (done == child) return status;
        if (done < 0 && errno != EINTR) return -1;
        ::poll(nullptr, 0, 5);
    }
    ::kill(-child, SIGKILL);
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return -1;
}

Result<std::string> collect(const Descriptor& from, const CallLimit& limit) {
    std::string out;
    while (true) {
        AMPARO_TRY_VOID(check_limit(limit));
        pollfd waiting{from.get(), POLLIN, 0};
        const int ready = ::poll(&waiting, 1, 20);
        if (ready < 0 && errno != EINTR) return errno_error(errno);
        if (ready <= 0) continue;
        std::array<char, 4096> buffer{};
        const ssize_t got = ::read(from.get(), buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return errno_error(errno);
        if (got == 0) return out;
        if (out.size() + static_cast<std::size_t>(got) > limits::kCommandOutput) return fail(Errc::Limit);
        out.append(buffer.data(), static_cast<std::size_t>(got));
    }
}

}  // namespace

Result<std::vector<std::string>> command_line(Command command, const std::string& value) {
    if (command == Command::ZfsEncryption) {
        if (!is_dataset(value)) return fail(Errc::Usage, "not a dataset name");
        return std::vector<std::string>{"zfs", "get", "-H", "-o", "value", "encryption", value};
    }
    if (!value.empty()) return fail(Errc::Usage, "this program takes no value");
    using Words = std::vector<std::string>;
    switch (command) {
        case Command::ZfsEncryption: break;
        case Command::FileVault: return Words{"fdesetup", "status"};
        case Command::Gatekeeper: return Words{"spctl", "--status"};
        case Command::SystemProtection: return Words{"csrutil", "status"};
        case Command::FirewallState: return Words{"socketfilterfw", "--getglobalstate"};
        case Command::Proxies: return Words{"scutil", "--proxy"};
        case Command::Resolvers: return Words{"scutil", "--dns"};
        case Command::DisabledServices: return Words{"launchctl", "print-disabled", "system"};
        case Command::Enrollment: return Words{"profiles", "status", "-type", "enrollment"};
    }
    return fail(Errc::Bug);
}

Result<std::string> run_command(Command command, const std::string& value, const CallLimit& limit) {
    AMPARO_TRY(const auto arguments, command_line(command, value));
    for (const std::string_view folder : kFolders) {
        const std::string program = std::string(folder) + "/" + arguments.front();
        if (::access(program.c_str(), X_OK) == 0) return run_program(program, arguments, limit);
    }
    return fail(Errc::NotFound, arguments.front() + " is not installed");
}

Result<std::string> run_program(const std::string& program, const std::vector<std::string>& arguments,
                                const CallLimit& limit) {
    AMPARO_TRY_VOID(check_limit(limit));
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return errno_error(errno);
    const Descriptor reading(ends[0]);
    Descriptor writing(ends[1]);

    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    if (::posix_spawn_file_actions_init(&actions) != 0 || ::posix_spawnattr_init(&attributes) != 0) {
        return fail(Errc::Limit);
    }
    ::posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(&actions, writing.get(), 1);
    ::posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 34)
    // Ours close by themselves; this is for files that whoever started us left open.
    ::posix_spawn_file_actions_addclosefrom_np(&actions, 3);
#endif
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    ::posix_spawnattr_setpgroup(&attributes, 0);

    std::vector<char*> words;
    for (const std::string& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
    words.push_back(nullptr);
    std::string locale = "LC_ALL=C";
    std::string path = "PATH=/usr/sbin:/usr/bin:/sbin:/bin";
    std::array<char*, 3> environment = {locale.data(), path.data(), nullptr};

    pid_t child = -1;
    const int problem =
        ::posix_spawn(&child, program.c_str(), &actions, &attributes, words.data(), environment.data());
    ::posix_spawn_file_actions_destroy(&actions);
    ::posix_spawnattr_destroy(&attributes);
    writing = Descriptor();
    if (problem != 0) return errno_error(problem);

    auto output = collect(reading, limit);
    const int status = reap(child, !output.has_value());
    if (!output) return output;
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) return fail(Errc::Io, arguments.front() + " ended with an error");
    return output;
}

}  // namespace amparo
