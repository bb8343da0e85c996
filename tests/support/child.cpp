#include "tests/support/child.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>

#include "app/platform/descriptor.hpp"

namespace amparo::test {

namespace {

using Clock = std::chrono::steady_clock;

std::vector<char*> pointers(const std::vector<std::string>& texts) {
    std::vector<char*> out;
    for (const std::string& text : texts) out.push_back(const_cast<char*>(text.c_str()));
    out.push_back(nullptr);
    return out;
}

/// Everything the new process needs, made before the fork: behind it only plain system calls are safe.
struct Prepared {
    const char* program = nullptr;
    char* const* words = nullptr;
    char* const* variables = nullptr;
    const char* folder = nullptr;
    int output = -1;
    int errors = -1;
    int hand_over = -1;
    int signal_of_orphan = SIGKILL;
    pid_t parent = -1;
};

/// Comes back only when it did not work; errno says why.
void become(const Prepared& prepared) {
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, prepared.signal_of_orphan);
    if (::getppid() != prepared.parent) ::_exit(1);
    ::signal(SIGPIPE, SIG_DFL);
    const int nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (nothing < 0 || ::dup2(nothing, 0) < 0 || ::dup2(prepared.output, 1) < 0 ||
        ::dup2(prepared.errors, 2) < 0)
        return;
    constexpr int kHandedOver = 3;
    if (prepared.hand_over >= 0) {
        // A descriptor that has the number already would keep its mark to be closed.
        if (prepared.hand_over == kHandedOver) {
            ::fcntl(kHandedOver, F_SETFD, 0);
        } else if (::dup2(prepared.hand_over, kHandedOver) < 0) {
            return;
        }
    }
    if (*prepared.folder != '\0' && ::chdir(prepared.folder) != 0) return;
    ::execvpe(prepared.program, prepared.words, prepared.variables);
}

Descriptor open_for_writing(const std::filesystem::path& path) {
    const std::string name = path.empty() ? "/dev/null" : path.string();
    // Far from the small numbers that the new process fills.
    constexpr int kFar = 100;
    const Descriptor opened(::open(name.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    Descriptor moved(::fcntl(opened.get(), F_DUPFD_CLOEXEC, kFar));
    if (!moved.valid()) throw std::runtime_error("cannot write " + name);
    return moved;
}

}  // namespace

Child::Child(const ChildOptions& options) {
    std::vector<std::string> words = {options.program};
    words.insert(words.end(), options.arguments.begin(), options.arguments.end());
    const auto word_pointers = pointers(words);
    const auto variables = pointers(options.environment);
    const Descriptor output = open_for_writing(options.output);
    const Descriptor errors = open_for_writing(options.errors);
    // The new process writes errno here if it cannot become the program; else the pipe closes by itself.
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    constexpr int kFar = 100;
    const Descriptor reading(ends[0]);
    Descriptor writing(::fcntl(ends[1], F_DUPFD_CLOEXEC, kFar));
    ::close(ends[1]);
    const Prepared prepared{options.program.c_str(),
                            word_pointers.data(),
                            variables.data(),
                            options.folder.c_str(),
                            output.get(),
                            errors.get(),
                            options.hand_over,
                            options.signal_of_orphan,
                            ::getpid()};
    id_ = ::fork();
    if (id_ < 0) throw std::runtime_error("cannot start another process");
    if (id_ == 0) {
        become(prepared);
        const int reason = errno;
        const ssize_t told = ::write(writing.get(), &reason, sizeof reason);
        ::_exit(told > 0 ? 127 : 126);
    }
    ::setpgid(id_, id_);
    writing = Descriptor();
    int reason = 0;
    if (::read(reading.get(), &reason, sizeof reason) == static_cast<ssize_t>(sizeof reason)) {
        ::waitpid(id_, nullptr, 0);
        throw std::runtime_error("cannot start " + options.program + ": " + std::strerror(reason));
    }
}

Child::~Child() {
    kill();
    ::waitpid(id_, nullptr, WNOHANG);
}

// The dead process is left where it is until this object goes, so that its number cannot come to mean another
// one.
std::optional<ChildEnd> Child::wait(std::chrono::milliseconds limit) {
    const auto until = Clock::now() + limit;
    while (!end_) {
        siginfo_t info{};
        const int result = ::waitid(P_PID, static_cast<id_t>(id_), &info, WEXITED | WNOHANG | WNOWAIT);
        if (result == 0 && info.si_pid == id_) {
            const bool by_itself = info.si_code == CLD_EXITED;
            end_ = ChildEnd{by_itself ? info.si_status : -1, by_itself ? 0 : info.si_status};
        } else if (result != 0 && errno != EINTR) {
            end_ = ChildEnd{};
        } else if (Clock::now() >= until) {
            return std::nullopt;
        } else {
            ::usleep(1000);
        }
    }
    return end_;
}

void Child::send(int signal) const {
    if (!end_) ::kill(id_, signal);
}

void Child::kill() {
    ::kill(-id_, SIGKILL);
    (void)wait(std::chrono::seconds(10));
}

}  // namespace amparo::test
