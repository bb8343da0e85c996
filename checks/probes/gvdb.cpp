#include "checks/probes/gvdb.hpp"

#include "app/base/bytes.hpp"
#include "app/base/limits.hpp"
#include "app/base/utf8.hpp"
#include "checks/probes/gvariant.hpp"

namespace amparo::checks {

namespace {

constexpr std::size_t kHeader = 24;
constexpr std::size_t kItem = 24;
constexpr std::size_t kItems = 200'000;  // in one file, all tables together
constexpr std::size_t kNameBytes = 16 * limits::kMiB;
constexpr std::size_t kName = 1024;
constexpr std::size_t kParents = 64;  // pieces of one name
constexpr std::size_t kTableDepth = 8;
constexpr std::uint32_t kNoParent = 0xFFFFFFFF;
constexpr std::uint32_t kBloomWords = 0x07FFFFFF;  // low 27 bits; the rest is the shift
constexpr std::uint32_t kBloomShift = 27;

std::uint32_t hash_of(std::string_view name) {
    std::uint32_t hash = 5381;
    // GLib adds signed characters.
    for (const char c : name) hash = hash * 33U + static_cast<std::uint32_t>(static_cast<signed char>(c));
    return hash;
}

std::unexpected<Error> broken(const char* what) {
    return fail(Errc::Corrupt, std::string("GVDB file: ") + what);
}

}  // namespace

/// Builds a GvdbFile; each table is read once per place that points to it, under one budget for the file.
class GvdbReader {
  public:
    explicit GvdbReader(std::string bytes) { file_.bytes_ = std::move(bytes); }

    Result<GvdbFile> read() {
        const Bytes bytes = all();
        if (bytes.size() > limits::kHostTable) return fail(Errc::Limit, "GVDB file: larger than allowed");
        if (bytes.size() < kHeader) return broken("too short for a header");
        const std::string_view mark = as_text(bytes.first(8));
        if (mark == "raVGtnai") return fail(Errc::Unsupported, "GVDB file: big-endian");
        if (mark != "GVariant") return broken("no signature");
        if (word(8) != 0) return fail(Errc::Unsupported, "GVDB file: version " + std::to_string(word(8)));
        AMPARO_TRY_VOID(read_table(word(16), word(20), 0));
        return std::move(file_);
    }

  private:
    /// Where the parts of a table lie.
    struct Layout {
        std::size_t bloom = 0, bloom_words = 0, bloom_shift = 0;
        std::size_t buckets = 0, bucket_count = 0;
        std::size_t items = 0, item_count = 0;
    };

    [[nodiscard]] Bytes all() const { return as_bytes(file_.bytes_); }
    [[nodiscard]] std::uint32_t word(std::size_t at) const { return load_le<std::uint32_t>(all(), at); }

    /// Reads the table between two offsets and appends it to the file's tables.
    Result<void> read_table(std::size_t start, std::size_t end, std::size_t depth) {
        if (depth > kTableDepth) return fail(Errc::Limit, "GVDB file: tables nested deeper than allowed");
        AMPARO_TRY(const Layout layout, lay_out(start, end));
        items_ += layout.item_count;
        if (items_ > kItems) return fail(Errc::Limit, "GVDB file: more names than allowed");
        const std::size_t number = file_.tables_.size();
        file_.tables_.emplace_back();
        for (std::size_t i = 0; i < layout.item_count; ++i) {
            AMPARO_TRY(std::string name, name_of(layout, i));
            AMPARO_TRY_VOID(check_place(layout, i, hash_of(name)));
            AMPARO_TRY(const GvdbFile::Item item, read_item(layout.items + i * kItem, depth));
            // GLib takes the first of two equal names.
            file_.tables_[number].emplace(std::move(name), item);
        }
        return {};
    }

    Result<Layout> lay_out(std::size_t start, std::size_t end) const {
        if (start % 4 != 0 || end < start || !fits(all().size(), start, end - start) || end - start < 8) {
            return broken("a table outside the file");
        }
        Layout out;
        out.bloom_words = word(start) & kBloomWords;
        out.bloom_shift = word(start) >> kBloomShift;
        out.bucket_count = word(start + 4);
        out.bloom = start + 8;
        // Both counts are below 2^32, so the products cannot overflow 64 bits.
        static_assert(sizeof(std::size_t) >= 8, "offsets of GVDB files are multiplied");
        out.buckets = out.bloom + out.bloom_words * 4;
        out.items = out.buckets + out.bucket_count * 4;
        if (out.items > end) return broken("a table longer than its place");
        if ((end - out.items) % kItem != 0) return broken("a table with a part of a name");
        out.item_count = (end - out.items) / kItem;
        if (out.item_count != 0 && out.bucket_count == 0) return broken("names without buckets");
        return out;
    }

    /// An item holds the last piece of its name; the rest stands in its parents.
    Result<std::string> name_of(const Layout& layout, std::size_t index) {
        std::string name;
        for (std::size_t step = 0; step < kParents; ++step) {
            const std::size_t at = layout.items + index * kItem;
            const std::size_t key = word(at + 8);
            const std::size_t size = load_le<std::uint16_t>(all(), at + 12);
            if (!fits(all().size(), key, size)) return broken("a name outside the file");
            if (name.size() + size > kName) return fail(Errc::Limit, "GVDB file: a name longer than allowed");
            name.insert(0, as_text(all().subspan(key, size)));
            const std::uint32_t parent = word(at + 4);
            if (parent == kNoParent) {
                name_bytes_ += name.size();
                if (name_bytes_ > kNameBytes) return fail(Errc::Limit, "GVDB file: more names than allowed");
                return name;
            }
            if (parent >= layout.item_count) return broken("a name whose beginning is not there");
            index = parent;
        }
        return broken("names that lead in a circle");
    }

    /// A name counts only where a search for it would look.
    Result<void> check_place(const Layout& layout, std::size_t index, std::uint32_t hash) const {
        if (word(layout.items + index * kItem) != hash) return broken("a name with another name's hash");
        if (layout.bloom_words != 0) {
            const std::uint32_t filter = word(layout.bloom + (hash / 32) % layout.bloom_words * 4);
            const std::uint32_t bits = (1U << (hash % 32)) | (1U << ((hash >> layout.bloom_shift) % 32));
            if ((filter & bits) != bits) return broken("a name that its own filter hides");
        }
        const std::size_t bucket = hash % layout.bucket_count;
        const std::size_t first = word(layout.buckets + bucket * 4);
        const std::size_t last =
            bucket + 1 < layout.bucket_count ? word(layout.buckets + bucket * 4 + 4) : layout.item_count;
        if (index < first || index >= last) return broken("a name in the wrong bucket");
        return {};
    }

    Result<GvdbFile::Item> read_item(std::size_t at, std::size_t depth) {
        GvdbFile::Item item;
        item.type = static_cast<char>(all()[at + 14]);
        const std::size_t start = word(at + 16);
        const std::size_t end = word(at + 20);
        if (item.type == 'L') {
            // The children of a name; nobody here follows them, but a file that is cut off shows.
            if (start % 4 != 0 || end < start || !fits(all().size(), start, end - start)) {
                return broken("a list outside the file");
            }
            return item;
        }
        if (item.type != 'v' && item.type != 'H') return item;
        if (item.type == 'H') {
            item.table = file_.tables_.size();
            AMPARO_TRY_VOID(read_table(start, end, depth + 1));
            return item;
        }
        if (start % 8 != 0 || end < start || !fits(all().size(), start, end - start)) {
            return broken("a value outside the file");
        }
        item.start = start;
        item.size = end - start;
        return item;
    }

    GvdbFile file_;
    std::size_t items_ = 0;
    std::size_t name_bytes_ = 0;
};

Result<GvdbFile> GvdbFile::parse(std::string bytes) { return GvdbReader(std::move(bytes)).read(); }

const GvdbFile::Item* GvdbFile::find(std::string_view name, Table in) const {
    if (in >= tables_.size()) return nullptr;
    const auto found = tables_[in].find(name);
    return found == tables_[in].end() ? nullptr : &found->second;
}

std::optional<std::string_view> GvdbFile::value(std::string_view name, Table in) const {
    const Item* item = find(name, in);
    if (item == nullptr || item->type != 'v') return std::nullopt;
    return std::string_view(bytes_).substr(item->start, item->size);
}

std::optional<GvdbFile::Table> GvdbFile::table(std::string_view name, Table in) const {
    const Item* item = find(name, in);
    if (item == nullptr || item->type != 'H') return std::nullopt;
    return item->table;
}

bool GvdbFile::contains(std::string_view name, Table in) const { return find(name, in) != nullptr; }

std::vector<std::string> GvdbFile::names(Table in) const {
    std::vector<std::string> out;
    if (in >= tables_.size()) return out;
    for (const auto& [name, item] : tables_[in]) out.push_back(name);
    return out;
}

namespace {

void describe_table(const GvdbFile& file, GvdbFile::Table table, const std::string& indent,
                    std::string& out) {
    for (const std::string& name : file.names(table)) {
        if (out.size() > limits::kHostTable) return;
        const std::string shown = utf8::displayable(name, 200);
        if (const auto inner = file.table(name, table)) {
            out += indent + shown + " {\n";
            describe_table(file, *inner, indent + "  ", out);
            out += indent + "}\n";
        } else if (const auto bytes = file.value(name, table)) {
            const auto value = parse_gvariant(as_bytes(*bytes));
            out += indent + shown + " = " + (value ? describe(*value) : "not understood") + "\n";
        } else {
            out += indent + shown + "\n";
        }
    }
}

}  // namespace

std::string describe(const GvdbFile& file) {
    std::string out;
    describe_table(file, GvdbFile::kRoot, "", out);
    return out;
}

}  // namespace amparo::checks
