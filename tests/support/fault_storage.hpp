#pragma once
// A stick made of memory, on which everything that goes wrong with real ones can be made to go wrong: any call can end
// in an error, a write can stop half-way, a flush can lie, and the power can be lost at any moment. Sectors have 512
// bytes; what was not flushed may reach the medium in any order, in part, torn, or not at all.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/platform/storage.hpp"

namespace amparo::test {

inline constexpr std::size_t kSectorBytes = 512;

/// What a stick holds when somebody plugs it in again: names and contents.
struct StickState {
    std::map<std::string, std::string> files;
    bool operator==(const StickState&) const = default;
    auto operator<=>(const StickState&) const = default;
};

/// One call that the code under test made.
struct StorageCall {
    std::string what;  ///< "open", "remove", "list", "flush_folder", "size", "read", "write", "flush", "lock"
    std::string name;  ///< of the file, or ""
    std::uint64_t offset = 0;
    std::size_t count = 0;
};

enum class Repeat { Once, Forever };

/// What a power loss does to a sector that was being written, besides leaving it old or new.
enum class SectorDamage {
    None,
    Torn,  ///< the first part new, the rest old
    Wild,  ///< torn, or all zero, or garbage
};

/// Things in a folder that are no files and must never be opened.
enum class Planted { Link, Pipe, Folder };

class FaultStorage final : public Storage {
  public:
    FaultStorage();
    /// A stick that somebody plugs in again; everything on it is kept.
    explicit FaultStorage(const StickState& state);
    ~FaultStorage() override;
    FaultStorage(const FaultStorage&) = delete;
    FaultStorage& operator=(const FaultStorage&) = delete;

    [[nodiscard]] Result<std::unique_ptr<StorageFile>> open(const std::string& name, OpenMode mode) override;
    [[nodiscard]] Result<void> remove(const std::string& name) override;
    [[nodiscard]] Result<std::vector<std::string>> list() const override;
    [[nodiscard]] Result<void> flush_folder() override;

    /// The `nth` call from now (1 is the next one), of any kind and on any file, ends with `code`; with
    /// Repeat::Forever so does every later one. If it is a write, its first `part` bytes are written before.
    void fail_call(std::size_t nth, Errc code, Repeat repeat = Repeat::Once, std::size_t part = 0);
    /// No more errors.
    void heal();
    /// From now on a flush says that all is kept while nothing is.
    void lie_about_flush(bool lie);
    /// From now on no file can be made or removed.
    void make_folder_read_only();
    void plant(const std::string& name, Planted what);

    /// Every call so far, also those that ended with an error.
    [[nodiscard]] const std::vector<StorageCall>& calls() const;

    /// What a reader sees now.
    [[nodiscard]] StickState seen() const;
    /// What is on the medium for certain.
    [[nodiscard]] StickState kept() const;

    /// Calls `visit` with what the stick may hold if the power is lost now: all possibilities when there are at most
    /// `limit`, else `limit` of them: nothing new, everything new, the writes cut off in their order, and then samples
    /// that depend on `seed` alone.
    void for_each_crash_state(std::size_t limit, std::uint64_t seed, SectorDamage damage,
                              const std::function<void(const StickState&)>& visit) const;
    /// The same as a list; for small sticks.
    [[nodiscard]] std::vector<StickState> crash_states(std::size_t limit, std::uint64_t seed,
                                                       SectorDamage damage = SectorDamage::Torn) const;

  private:
    struct Medium;
    struct Node;
    class File;
    class Crash;
    std::shared_ptr<Medium> medium_;
};

}  // namespace amparo::test
