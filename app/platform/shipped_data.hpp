#pragma once
// The files that come with the program: channels, languages, lessons. Each is pinned in the program by size and
// BLAKE2b, so that a changed telephone number is noticed. A changed file is never used; a file that the program does
// not know is "added by hand" and says so. A few files are also inside the program, for the day the folder is gone.

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/hash.hpp"
#include "app/base/result.hpp"

namespace amparo {

struct Pin {
    std::string_view path;  ///< below the program's folder, with "/"
    std::uint64_t size;
    Digest digest;
};

struct EmbeddedFile {
    std::string_view path;
    std::string_view bytes;
};

enum class Origin {
    Shipped,      ///< on the disk, and as it was when the program was made
    BuiltIn,      ///< from inside the program
    AddedByHand,  ///< on the disk, unknown to the program
};

struct ShippedFile {
    std::string path;
    std::string bytes;
    Origin origin = Origin::Shipped;
};

enum class ShippedFault { Changed, Missing, Unreadable };

struct ShippedProblem {
    std::string path;
    ShippedFault fault = ShippedFault::Changed;
    bool operator==(const ShippedProblem&) const = default;
};

/// Thread: reading is safe from several threads.
class ShippedData {
  public:
    /// `folder` may be missing; then only the built-in files exist. The spans must outlive this object.
    /// With a `data_file` the pinned files lie in that one file below `folder`, behind one another in the order of the pins
    /// and disguised by veil(); files added by hand still lie in folders.
    ShippedData(std::string folder, std::span<const Pin> pins, std::span<const EmbeddedFile> embedded,
                std::string_view data_file = {});

    /// Paths below `prefix` ("channels/", "localization/ar/"; with the final "/") that were shipped, are built in, or lie
    /// on the disk, sorted. A shipped file that is missing is listed, too.
    [[nodiscard]] std::vector<std::string> list(std::string_view prefix) const;

    /// `path` has parts of [a-zA-Z0-9._-] that do not begin with a dot; links are not followed.
    /// Errors: NotFound; Tampered — pinned, changed on the disk, and not built in; Limit; Denied; Io.
    [[nodiscard]] Result<ShippedFile> read(const std::string& path) const;

    /// Compares every pinned file with the disk. Takes a few milliseconds; call it once.
    [[nodiscard]] std::vector<ShippedProblem> problems() const;

    [[nodiscard]] std::size_t pinned_count() const { return pins_.size(); }

  private:
    [[nodiscard]] const Pin* pin(std::string_view path) const;
    [[nodiscard]] const EmbeddedFile* embedded(std::string_view path) const;
    [[nodiscard]] Result<std::string> read_disk(const std::string& path) const;
    [[nodiscard]] Result<std::string> read_data_file(const Pin& pin) const;
    void list_disk(const std::string& path, std::vector<std::string>& out) const;

    std::string folder_;
    std::span<const Pin> pins_;
    std::span<const EmbeddedFile> embedded_;
    /// What the data file holds, without its disguise; an error when it could not be read. Empty when there is none.
    std::optional<Result<std::string>> data_;
};

}  // namespace amparo
