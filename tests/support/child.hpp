#pragma once
// A program that runs beside the test, in a process group of its own, and never outlives it: it is killed
// with all its children when this object goes, and by the kernel if the test comes to a bad end. Linux only.

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace amparo::test {

struct ChildOptions {
    std::string program;  ///< a path, or a name that is looked for in PATH
    std::vector<std::string> arguments;
    std::vector<std::string> environment;  ///< "NAME=value", the whole of it
    std::string folder;                    ///< working folder; empty means that of the test
    std::filesystem::path output;          ///< files for what it prints
    std::filesystem::path errors;
    int hand_over = -1;        ///< a descriptor that it finds as number 3
    int signal_of_orphan = 9;  ///< what the kernel sends it if the test is gone
};

/// How a program ended.
struct ChildEnd {
    int exit_code = -1;  ///< -1 unless it ended by itself
    int signal = 0;      ///< the signal that ended it, or 0
};

class Child {
  public:
    /// Throws std::runtime_error when the program cannot be started.
    explicit Child(const ChildOptions& options);
    ~Child();
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    [[nodiscard]] pid_t id() const { return id_; }
    /// How it ended, once it has.
    [[nodiscard]] std::optional<ChildEnd> wait(std::chrono::milliseconds limit);
    /// Sends a signal to the program alone.
    void send(int signal) const;
    /// Ends it and its children, and waits until it is gone.
    void kill();

  private:
    pid_t id_ = -1;
    std::optional<ChildEnd> end_;
};

}  // namespace amparo::test
