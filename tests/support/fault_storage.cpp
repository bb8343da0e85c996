#include "tests/support/fault_storage.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace amparo::test {

namespace {

constexpr std::uint64_t kMaxFile = 256ULL * 1024 * 1024;

/// A small generator of our own, so that a seed means the same everywhere.
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next() {
        state_ += 0x9E3779B97F4A7C15U;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
        return mixed ^ (mixed >> 31U);
    }
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(next() % count); }

  private:
    std::uint64_t state_;
};

std::string sector_of(const std::string& content, std::size_t sector) {
    const std::size_t start = sector * kSectorBytes;
    std::string out = start < content.size() ? content.substr(start, kSectorBytes) : std::string{};
    out.resize(kSectorBytes, '\0');
    return out;
}

}  // namespace

/// One file, reachable by name or only by an open handle. Each list of pending versions runs from old to new; `order`
/// counts all pending changes of the stick.
struct FaultStorage::Node {
    template <typename T>
    struct Version {
        std::size_t order;
        T value;
    };
    std::string seen;
    std::string kept;
    std::map<std::size_t, std::vector<Version<std::string>>> sectors;
    std::vector<Version<std::size_t>> sizes;
    const void* holder = nullptr;
};

struct FaultStorage::Medium {
    using NodePointer = std::shared_ptr<Node>;
    std::map<std::string, NodePointer> seen;
    std::map<std::string, NodePointer> kept;
    std::map<std::string, std::vector<Node::Version<NodePointer>>> names;
    std::map<std::string, Planted> planted;
    std::size_t order = 0;
    std::vector<StorageCall> calls;
    std::size_t fail_at = 0;  // index of the call; 0 is never
    std::size_t fail_part = 0;
    Errc fail_code = Errc::Io;
    Repeat fail_repeat = Repeat::Once;
    bool lying = false;
    bool read_only = false;

    /// Notes a call; gives the error it has to end with.
    std::optional<Errc> note(StorageCall call) {
        calls.push_back(std::move(call));
        if (fail_at == 0 || calls.size() < fail_at) return std::nullopt;
        if (calls.size() > fail_at && fail_repeat == Repeat::Once) return std::nullopt;
        return fail_code;
    }
    void write(Node& node, std::uint64_t offset, Bytes bytes);
    void keep(Node& node) const;
};

void FaultStorage::Medium::write(Node& node, std::uint64_t offset, Bytes bytes) {
    if (bytes.empty()) return;
    const auto start = static_cast<std::size_t>(offset);
    const std::size_t end = start + bytes.size();
    const std::size_t before = node.seen.size();
    if (end > before) {
        node.seen.resize(end, '\0');
        node.sizes.push_back({++order, end});
    }
    std::ranges::copy(as_text(bytes), node.seen.begin() + static_cast<std::ptrdiff_t>(start));
    // A gap between the old end and the new bytes is written as zeros.
    for (std::size_t sector = std::min(start, before) / kSectorBytes; sector * kSectorBytes < end; ++sector) {
        node.sectors[sector].push_back({++order, sector_of(node.seen, sector)});
    }
}

void FaultStorage::Medium::keep(Node& node) const {
    if (lying) return;
    node.kept = node.seen;
    node.sectors.clear();
    node.sizes.clear();
}

class FaultStorage::File final : public StorageFile {
  public:
    File(std::shared_ptr<Medium> medium, std::shared_ptr<Node> node, std::string name, OpenMode mode)
        : medium_(std::move(medium)), node_(std::move(node)), name_(std::move(name)), mode_(mode) {}
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File() override {
        if (node_->holder == this) node_->holder = nullptr;
    }

    [[nodiscard]] Result<std::uint64_t> size() const override {
        if (const auto code = medium_->note({"size", name_})) return fail(*code);
        return node_->seen.size();
    }

    [[nodiscard]] Result<std::string> read(std::uint64_t offset, std::size_t count) const override {
        if (const auto code = medium_->note({"read", name_, offset, count})) return fail(*code);
        const std::uint64_t whole = node_->seen.size();
        if (offset > whole || count > whole - offset) return fail(Errc::Corrupt, "the file ends too early");
        return node_->seen.substr(static_cast<std::size_t>(offset), count);
    }

    [[nodiscard]] Result<void> write(std::uint64_t offset, Bytes bytes) override {
        const auto code = medium_->note({"write", name_, offset, bytes.size()});
        if (mode_ == OpenMode::ReadOnly) return fail(Errc::Io, "opened for reading");
        if (offset > kMaxFile || bytes.size() > kMaxFile - offset) return fail(Errc::Io, "beyond the medium");
        medium_->write(*node_, offset, code ? bytes.first(std::min(medium_->fail_part, bytes.size())) : bytes);
        if (code) return fail(*code);
        return {};
    }

    [[nodiscard]] Result<void> flush() override {
        if (const auto code = medium_->note({"flush", name_})) return fail(*code);
        medium_->keep(*node_);
        return {};
    }

    [[nodiscard]] Result<void> lock() override {
        if (const auto code = medium_->note({"lock", name_})) return fail(*code);
        if (node_->holder != nullptr && node_->holder != this) return fail(Errc::Conflict, "another program holds the file");
        node_->holder = this;
        return {};
    }

  private:
    std::shared_ptr<Medium> medium_;
    std::shared_ptr<Node> node_;
    std::string name_;
    OpenMode mode_;
};

FaultStorage::FaultStorage() : medium_(std::make_shared<Medium>()) {}
FaultStorage::~FaultStorage() = default;

FaultStorage::FaultStorage(const StickState& state) : FaultStorage() {
    for (const auto& [name, content] : state.files) {
        auto node = std::make_shared<Node>();
        node->seen = node->kept = content;
        medium_->seen[name] = medium_->kept[name] = std::move(node);
    }
}

Result<std::unique_ptr<StorageFile>> FaultStorage::open(const std::string& name, OpenMode mode) {
    if (const auto code = medium_->note({"open", name})) return fail(*code);
    if (!is_storage_name(name)) return fail(Errc::Usage, "not a plain file name");
    const bool stranger = medium_->planted.contains(name);
    const auto found = medium_->seen.find(name);
    if (mode == OpenMode::CreateNew) {
        if (stranger || found != medium_->seen.end()) return fail(Errc::Conflict);
        if (medium_->read_only) return fail(Errc::Denied);
        auto node = std::make_shared<Node>();
        medium_->seen[name] = node;
        medium_->names[name].push_back({++medium_->order, node});
        return std::unique_ptr<StorageFile>(std::make_unique<File>(medium_, std::move(node), name, mode));
    }
    if (stranger) return fail(Errc::NotRegular);
    if (found == medium_->seen.end()) return fail(Errc::NotFound);
    return std::unique_ptr<StorageFile>(std::make_unique<File>(medium_, found->second, name, mode));
}

Result<void> FaultStorage::remove(const std::string& name) {
    if (const auto code = medium_->note({"remove", name})) return fail(*code);
    if (!is_storage_name(name)) return fail(Errc::Usage, "not a plain file name");
    if (!medium_->seen.contains(name)) return fail(Errc::NotFound);
    if (medium_->read_only) return fail(Errc::Denied);
    medium_->seen.erase(name);
    medium_->names[name].push_back({++medium_->order, nullptr});
    return {};
}

Result<std::vector<std::string>> FaultStorage::list() const {
    if (const auto code = medium_->note({"list", ""})) return fail(*code);
    std::vector<std::string> names;
    for (const auto& [name, ignored] : medium_->seen) names.push_back(name);
    return names;
}

Result<void> FaultStorage::flush_folder() {
    if (const auto code = medium_->note({"flush_folder", ""})) return fail(*code);
    if (medium_->lying) return {};
    medium_->kept = medium_->seen;
    medium_->names.clear();
    return {};
}

void FaultStorage::fail_call(std::size_t nth, Errc code, Repeat repeat, std::size_t part) {
    medium_->fail_at = medium_->calls.size() + nth;
    medium_->fail_code = code;
    medium_->fail_repeat = repeat;
    medium_->fail_part = part;
}
void FaultStorage::heal() { medium_->fail_at = 0; }
void FaultStorage::lie_about_flush(bool lie) { medium_->lying = lie; }
void FaultStorage::make_folder_read_only() { medium_->read_only = true; }
void FaultStorage::plant(const std::string& name, Planted what) { medium_->planted[name] = what; }
const std::vector<StorageCall>& FaultStorage::calls() const { return medium_->calls; }

StickState FaultStorage::seen() const {
    StickState out;
    for (const auto& [name, node] : medium_->seen) out.files[name] = node->seen;
    return out;
}

StickState FaultStorage::kept() const {
    StickState out;
    for (const auto& [name, node] : medium_->kept) out.files[name] = node->kept;
    return out;
}

/// What may come of each pending change, and stick contents built from one choice for each of them.
class FaultStorage::Crash {
  public:
    Crash(const Medium& medium, SectorDamage damage, std::uint64_t seed) : medium_(medium), damage_(damage), dice_(seed) {
        for (const auto& [name, versions] : medium.names) points_.push_back({nullptr, 0, &name, versions.size() + 1});
        for (const auto& node : nodes()) {
            if (!node->sizes.empty()) points_.push_back({node.get(), kSize, nullptr, node->sizes.size() + 1});
            for (const auto& [sector, versions] : node->sectors) {
                points_.push_back({node.get(), sector, nullptr, versions.size() + 1 + extra()});
            }
        }
    }

    void visit(std::size_t limit, const std::function<void(const StickState&)>& visit) {
        std::size_t all = 1;
        for (const Point& point : points_) all = all > limit ? all : all * point.options;
        if (all <= limit) {
            for (std::size_t index = 0; index < all; ++index) visit(build(numbered(index)));
            return;
        }
        const std::size_t prefixes = std::min(medium_.order + 1, std::max<std::size_t>(limit / 2, 2));
        std::size_t given = 0;
        for (; given < prefixes && given < limit; ++given) {
            visit(build(cut_off(medium_.order * given / std::max<std::size_t>(prefixes - 1, 1))));
        }
        for (; given < limit; ++given) visit(build(drawn()));
    }

  private:
    static constexpr std::size_t kSize = static_cast<std::size_t>(-1);
    struct Point {
        const Node* node;         // whose sector or size, or
        std::size_t sector;
        const std::string* name;  // which entry of the folder
        std::size_t options;      // 0 is old, then the versions, then the damages
    };
    using Choice = std::vector<std::size_t>;

    std::size_t extra() const {
        switch (damage_) {
            case SectorDamage::None: return 0;
            case SectorDamage::Torn: return 1;
            case SectorDamage::Wild: return 3;
        }
        return 0;
    }

    std::vector<std::shared_ptr<Node>> nodes() const {
        std::vector<std::shared_ptr<Node>> out;
        const auto add = [&](const std::shared_ptr<Node>& node) {
            if (node && std::ranges::find(out, node) == out.end()) out.push_back(node);
        };
        for (const auto& [name, node] : medium_.kept) add(node);
        for (const auto& [name, versions] : medium_.names) {
            for (const auto& version : versions) add(version.value);
        }
        return out;
    }

    Choice numbered(std::size_t index) const {
        Choice choice;
        for (const Point& point : points_) {
            choice.push_back(index % point.options);
            index /= point.options;
        }
        return choice;
    }

    template <typename T>
    static std::size_t versions_until(const std::vector<Node::Version<T>>& versions, std::size_t order) {
        return static_cast<std::size_t>(
            std::ranges::count_if(versions, [&](const auto& version) { return version.order <= order; }));
    }

    /// Everything up to one moment arrived in its order, and nothing after it.
    Choice cut_off(std::size_t order) const {
        Choice choice;
        for (const Point& point : points_) {
            if (point.name != nullptr) {
                choice.push_back(versions_until(medium_.names.at(*point.name), order));
            } else if (point.sector == kSize) {
                choice.push_back(versions_until(point.node->sizes, order));
            } else {
                choice.push_back(versions_until(point.node->sectors.at(point.sector), order));
            }
        }
        return choice;
    }

    /// Half of all samples are nearly old or nearly new, where the last missing sector decides.
    Choice drawn() {
        constexpr std::array<std::size_t, 4> kPercent = {3, 50, 97, 50};
        const std::size_t percent = kPercent[dice_.below(kPercent.size())];
        Choice choice;
        for (const Point& point : points_) {
            choice.push_back(dice_.below(100) < percent ? 1 + dice_.below(point.options - 1) : 0);
        }
        return choice;
    }

    std::string sector(const Node& node, std::size_t index, std::size_t option) {
        const std::string old = sector_of(node.kept, index);
        const auto& versions = node.sectors.at(index);
        if (option == 0) return old;
        if (option <= versions.size()) return versions[option - 1].value;
        const std::size_t damage = option - versions.size();
        if (damage == 1) {
            const std::size_t cut = 1 + dice_.below(kSectorBytes - 1);
            return versions.back().value.substr(0, cut) + old.substr(cut);
        }
        std::string out(kSectorBytes, '\0');
        if (damage == 3) std::ranges::generate(out, [&] { return static_cast<char>(dice_.next() & 0xFFU); });
        return out;
    }

    StickState build(const Choice& choice) {
        std::map<const Node*, std::string> contents;
        for (const auto& node : nodes()) contents[node.get()] = node->kept;
        StickState state;
        std::map<std::string, std::shared_ptr<Node>> names = medium_.kept;
        for (std::size_t i = 0; i < points_.size(); ++i) {
            const Point& point = points_[i];
            if (choice[i] == 0) continue;
            if (point.name != nullptr) {
                names[*point.name] = medium_.names.at(*point.name)[choice[i] - 1].value;
            } else if (point.sector == kSize) {
                contents[point.node].resize(point.node->sizes[choice[i] - 1].value, '\0');
            } else {
                // Points of a node's size come before those of its sectors.
                std::string& content = contents[point.node];
                const std::string bytes = sector(*point.node, point.sector, choice[i]);
                const std::size_t start = point.sector * kSectorBytes;
                if (start < content.size()) content.replace(start, std::min(kSectorBytes, content.size() - start), bytes, 0, std::min(kSectorBytes, content.size() - start));
            }
        }
        for (const auto& [name, node] : names) {
            if (node) state.files[name] = contents.at(node.get());
        }
        return state;
    }

    const Medium& medium_;
    SectorDamage damage_;
    Dice dice_;
    std::vector<Point> points_;
};

void FaultStorage::for_each_crash_state(std::size_t limit, std::uint64_t seed, SectorDamage damage,
                                        const std::function<void(const StickState&)>& visit) const {
    Crash(*medium_, damage, seed).visit(limit, visit);
}

std::vector<StickState> FaultStorage::crash_states(std::size_t limit, std::uint64_t seed, SectorDamage damage) const {
    std::vector<StickState> out;
    for_each_crash_state(limit, seed, damage, [&](const StickState& state) { out.push_back(state); });
    return out;
}

}  // namespace amparo::test
