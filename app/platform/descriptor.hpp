#pragma once
// An owned file descriptor and the bounded read and list built on it. Only for this room (POSIX).

#include <string>
#include <utility>
#include <vector>

#include "app/platform/host.hpp"

struct stat;

namespace amparo {

/// Closes on destruction.
class Descriptor {
  public:
    explicit Descriptor(int number = -1) : number_(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept;
    ~Descriptor();

    [[nodiscard]] int get() const { return number_; }
    [[nodiscard]] bool valid() const { return number_ >= 0; }
    [[nodiscard]] int release() { return std::exchange(number_, -1); }

  private:
    int number_;
};

/// The error of the last failed system call, as an Error of ours.
[[nodiscard]] std::unexpected<Error> errno_error(int number);

[[nodiscard]] FileInfo to_file_info(const struct stat& status);

/// Opens for reading without following the last link, without blocking on a pipe, without becoming a terminal's
/// controller, and without touching the access time where the system allows that.
[[nodiscard]] Result<Descriptor> open_for_reading(int folder, const char* name, bool follow_last);

/// Opens a folder for listing, as quietly as `open_for_reading`. Errors: NotFound also for what is no folder.
[[nodiscard]] Result<Descriptor> open_folder(int folder, const char* name, bool follow_last);

/// Reads a regular file from its start. Errors: NotRegular, Limit, Timeout, Cancelled, Io.
[[nodiscard]] Result<std::string> read_regular(const Descriptor& file, std::size_t max_bytes, Longer longer,
                                               const CallLimit& limit);

/// Names in an open folder, sorted. Takes the descriptor over.
[[nodiscard]] Result<std::vector<std::string>> list_folder(Descriptor folder, std::size_t max_entries,
                                                           const CallLimit& limit);

}  // namespace amparo
