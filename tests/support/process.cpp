#include "tests/support/process.hpp"

#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <stdexcept>

#include "app/platform/descriptor.hpp"
#include "tests/support/fixtures.hpp"

namespace amparo::test {

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t kMaxOutput = 64 * 1024 * 1024;

struct Pipe {
    Descriptor reading;
    Descriptor writing;
};

Pipe make_pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    return {Descriptor(ends[0]), Descriptor(ends[1])};
}

/// Pointers that exec functions want; valid as long as `texts`.
std::vector<char*> pointers(const std::vector<std::string>& texts) {
    std::vector<char*> out;
    for (const std::string& text : texts) out.push_back(const_cast<char*>(text.c_str()));
    out.push_back(nullptr);
    return out;
}

pid_t start(const std::string& program, const ProcessOptions& options, const Pipe& in, const Pipe& out, const Pipe& err) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    if (::posix_spawn_file_actions_init(&actions) != 0 || ::posix_spawnattr_init(&attributes) != 0) {
        throw std::runtime_error("cannot prepare a process");
    }
    ::posix_spawn_file_actions_adddup2(&actions, in.reading.get(), 0);
    ::posix_spawn_file_actions_adddup2(&actions, out.writing.get(), 1);
    ::posix_spawn_file_actions_adddup2(&actions, err.writing.get(), 2);
    if (!options.folder.empty()) ::posix_spawn_file_actions_addchdir_np(&actions, options.folder.c_str());
    // The test ignores SIGPIPE; the program must meet it as it would in a shell.
    sigset_t defaults;
    ::sigemptyset(&defaults);
    ::sigaddset(&defaults, SIGPIPE);
    ::posix_spawnattr_setsigdefault(&attributes, &defaults);
    ::posix_spawnattr_setpgroup(&attributes, 0);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF);

    std::vector<std::string> words = {program};
    words.insert(words.end(), options.arguments.begin(), options.arguments.end());
    const auto word_pointers = pointers(words);
    const std::vector<std::string> given = options.environment.value_or(std::vector<std::string>{});
    const auto variables = pointers(given);
    pid_t child = -1;
    const int problem = ::posix_spawn(&child, program.c_str(), &actions, &attributes, word_pointers.data(),
                                      options.environment ? variables.data() : environ);
    ::posix_spawn_file_actions_destroy(&actions);
    ::posix_spawnattr_destroy(&attributes);
    if (problem != 0) throw std::runtime_error("cannot start " + program);
    return child;
}

/// Takes what is there. False once the other end is closed.
bool drain(const Descriptor& from, std::string& into) {
    std::array<char, 16384> buffer{};
    const ssize_t got = ::read(from.get(), buffer.data(), buffer.size());
    if (got < 0) return errno == EINTR || errno == EAGAIN;
    if (into.size() + static_cast<std::size_t>(got) > kMaxOutput) throw std::runtime_error("endless output");
    into.append(buffer.data(), static_cast<std::size_t>(got));
    return got != 0;
}

/// Writes what fits. False once everything is written or nobody reads any more.
bool feed(const Descriptor& into, const std::string& text, std::size_t& done) {
    const ssize_t put = ::write(into.get(), text.data() + done, text.size() - done);
    if (put < 0) return errno == EINTR || errno == EAGAIN;
    done += static_cast<std::size_t>(put);
    return done < text.size();
}

}  // namespace

ProcessResult run_process(const std::string& program, const ProcessOptions& options) {
    ::signal(SIGPIPE, SIG_IGN);
    Pipe in = make_pipe();
    Pipe out = make_pipe();
    Pipe err = make_pipe();
    const auto begin = Clock::now();
    const pid_t child = start(program, options, in, out, err);
    in.reading = Descriptor();
    out.writing = Descriptor();
    err.writing = Descriptor();
    ::fcntl(in.writing.get(), F_SETFL, O_NONBLOCK);

    ProcessResult result;
    std::size_t fed = 0;
    if (options.input.empty()) in.writing = Descriptor();
    while ((out.reading.valid() || err.reading.valid()) && !result.timed_out) {
        std::array<pollfd, 3> waiting = {pollfd{out.reading.get(), POLLIN, 0}, pollfd{err.reading.get(), POLLIN, 0},
                                         pollfd{in.writing.get(), POLLOUT, 0}};
        ::poll(waiting.data(), waiting.size(), 10);  // numbers below zero are passed over
        if (waiting[0].revents != 0 && !drain(out.reading, result.output)) out.reading = Descriptor();
        if (waiting[1].revents != 0 && !drain(err.reading, result.errors)) err.reading = Descriptor();
        if (waiting[2].revents != 0 && !feed(in.writing, options.input, fed)) in.writing = Descriptor();
        result.timed_out = Clock::now() - begin > options.limit;
    }
    in.writing = Descriptor();
    int status = 0;
    pid_t done = 0;
    while (!result.timed_out && (done = ::waitpid(child, &status, WNOHANG)) == 0) {
        ::poll(nullptr, 0, 1);
        result.timed_out = Clock::now() - begin > options.limit;
    }
    if (done != child) {
        ::kill(-child, SIGKILL);
        while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
        }
    }
    if (WIFEXITED(status)) result.exit_code = WEXITSTATUS(status);
    if (WIFSIGNALED(status)) result.signal = WTERMSIG(status);
    result.wall_ms = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begin).count();
    return result;
}

bool as_ordinary_account(const std::function<bool()>& what) {
    if (::geteuid() != 0) return what();
    constexpr unsigned kNobody = 65534;
    const pid_t child = ::fork();
    if (child == 0) {
        const bool dropped = ::setgroups(0, nullptr) == 0 && ::setgid(kNobody) == 0 && ::setuid(kNobody) == 0;
        ::_exit(dropped && what() ? 0 : 1);
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return child > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

std::string amparo_program() { return (build_folder() / "amparo").string(); }

}  // namespace amparo::test
