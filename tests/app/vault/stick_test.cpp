// A stick with exFAT that is pulled out at random moments of saving: what lies on it then opens, with what was saved last or
// one more. Group F. Needs root, a loop device and FUSE.

#ifdef __linux__
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <random>
#include <thread>

#include "app/base/text.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/support/process.hpp"
#include "tests/support/soak.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;
namespace fs = std::filesystem;

namespace {

constexpr const char* kMake = "/usr/sbin/mkfs.exfat";
constexpr const char* kMount = "/usr/sbin/mount.exfat-fuse";
constexpr const char* kLoop = "/usr/sbin/losetup";
constexpr const char* kUnmount = "/usr/bin/umount";

test::ProcessResult run(const char* program, std::vector<std::string> words) {
    return test::run_process(program, test::arguments(std::move(words)));
}

/// Ids of processes whose first words are these.
std::vector<pid_t> processes_of(const std::string& program, const std::string& word) {
    std::vector<pid_t> out;
    for (const auto& entry : fs::directory_iterator("/proc")) {
        const auto id = text::to_integer(entry.path().filename().string());
        if (!id) continue;
        std::ifstream file(entry.path() / "cmdline", std::ios::binary);
        const std::string line{std::istreambuf_iterator<char>(file), {}};
        if (line.starts_with(program) && line.find(word) != std::string::npos) out.push_back(static_cast<pid_t>(*id));
    }
    return out;
}

/// An image in a file, plugged in.
class Stick {
  public:
    explicit Stick(const fs::path& image) : folder_(image.string() + ".mounted") {
        fs::create_directory(folder_);
        const auto found = run(kLoop, {"--find", "--show", image.string()});
        if (found.exit_code != 0) return;
        loop_ = found.output.substr(0, found.output.find('\n'));
        mounted_ = run(kMount, {loop_, folder_.string()}).exit_code == 0;
    }
    ~Stick() {
        for (int i = 0; mounted_ && i < 50 && run(kUnmount, {folder_.string()}).exit_code != 0; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
        if (!loop_.empty()) static_cast<void>(run(kLoop, {"--detach", loop_}));
    }
    Stick(const Stick&) = delete;
    Stick& operator=(const Stick&) = delete;
    [[nodiscard]] bool there() const { return mounted_; }
    [[nodiscard]] fs::path data() const { return folder_ / "data"; }
    /// The file system's own process, which writes to the stick.
    [[nodiscard]] std::vector<pid_t> writers() const { return processes_of(kMount, loop_); }

  private:
    fs::path folder_;
    std::string loop_;
    bool mounted_ = false;
};

/// Saves on a stick until it is killed.
class Saver {
  public:
    explicit Saver(const fs::path& data) {
        std::array<int, 2> pipe{};
        if (::pipe(pipe.data()) != 0) return;
        process_ = ::fork();
        if (process_ == 0) {
            ::dup2(pipe[1], STDOUT_FILENO);
            ::close(pipe[0]);
            ::execl(AMPARO_PULL_STICK, AMPARO_PULL_STICK, "save", data.c_str(), nullptr);
            ::_exit(127);
        }
        ::close(pipe[1]);
        out_ = pipe[0];
        ::fcntl(out_, F_SETFL, O_NONBLOCK);
    }
    ~Saver() {
        ::kill(process_, SIGKILL);
        int status = 0;
        ::waitpid(process_, &status, 0);
        ::close(out_);
    }
    Saver(const Saver&) = delete;
    Saver& operator=(const Saver&) = delete;
    /// The last number that it said was saved; 0 for none.
    std::int64_t said() {
        std::array<char, 4096> bytes{};
        for (ssize_t got = 0; (got = ::read(out_, bytes.data(), bytes.size())) > 0;) text_.append(bytes.data(), static_cast<std::size_t>(got));
        const std::size_t end = text_.rfind('\n');
        if (end == std::string::npos) return 0;
        const std::size_t before = text_.rfind('\n', end == 0 ? 0 : end - 1);
        const std::size_t start = before == std::string::npos || before == end ? 0 : before + 1;
        return text::to_integer(std::string_view(text_).substr(start, end - start)).value_or(0);
    }

  private:
    pid_t process_ = -1;
    int out_ = -1;
    std::string text_;
};

std::string missing() {
    if (::geteuid() != 0) return "only root may mount";
    if (!fs::exists("/dev/fuse")) return "there is no /dev/fuse";
    for (const char* program : {kMake, kMount, kLoop}) {
        if (!fs::exists(program)) return std::string(program) + " is not installed";
    }
    return {};
}

}  // namespace

TEST_CASE("an exFAT stick that is pulled at any moment of saving opens with what was saved last", "[soak-pulls]") {
    if (const std::string why = missing(); !why.empty()) SKIP(why);
    const test::TempFolder folder;
    const fs::path image = folder.path() / "stick";
    test::write_file(image, "");
    fs::resize_file(image, std::uintmax_t{24} << 20U);
    REQUIRE(run(kMake, {image.string()}).exit_code == 0);
    const Stick stick(image);
    if (!stick.there()) SKIP("this computer gives no loop device, or no FUSE");
    REQUIRE(run(AMPARO_PULL_STICK, {"make", stick.data().string()}).exit_code == 0);

    const std::uint64_t seed = test::soak_seed(20'261'129);
    INFO("seed " << seed);
    std::mt19937_64 random(seed);
    constexpr int kPulls = 30;
    int torn = 0;
    std::int64_t last = 0;
    Saver saver(stick.data());
    for (int i = 0; i < kPulls; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20 + random() % 200));
        // Nothing more reaches the stick while the file system stands still; what it has not flushed may be there or not.
        const std::vector<pid_t> writers = stick.writers();
        REQUIRE(writers.size() == 1);
        ::kill(writers[0], SIGSTOP);
        const std::int64_t said = std::max(last, saver.said());
        const fs::path pulled = folder.path() / ("pulled" + std::to_string(i));
        const bool copied = fs::copy_file(image, pulled);
        ::kill(writers[0], SIGCONT);
        REQUIRE(copied);
        {
            const Stick plugged(pulled);
            REQUIRE(plugged.there());
            const auto found = run(AMPARO_PULL_STICK, {"check", plugged.data().string()});
            INFO("pull " << i << ", said " << said << ", found " << found.output << found.errors);
            REQUIRE(found.exit_code == 0);
            const std::int64_t number = text::to_integer(std::string_view(found.output).substr(0, found.output.find(','))).value_or(-1);
            // One more may have been saved than was said.
            CHECK((number == said || number == said + 1));
            if (found.output.find("1 of 2") != std::string::npos) ++torn;
            last = said;
        }
        fs::remove(pulled);
    }
    CHECK(saver.said() > kPulls);
    WARN(kPulls << " pulls, one copy torn in " << torn << " of them");
}
#endif
