#include "checks/accounts/breach.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "app/base/text.hpp"
#include "checks/accounts/fuse.hpp"

namespace amparo::accounts {

namespace {

// A file: magic, bits, shard bits, entries, least count; then for each shard where its bytes begin, its seed and shape; then
// the bytes. Numbers are little-endian.
constexpr std::string_view kMagic = "AMPBRF01";
constexpr std::uint64_t kHead = 8 + 4 + 4 + 8 + 8;
constexpr std::uint64_t kShard = 8 + 8 + 4 + 4;
constexpr unsigned kMostShardBits = 16;
constexpr std::uint64_t kShardKeys = 200'000;
constexpr std::uint64_t kLine = 45;  // of a list, about
constexpr std::size_t kWindow = 4096;
constexpr std::size_t kPiece = 1024 * 1024;
constexpr std::uint64_t kSortable = 64 * 1024 * 1024;
constexpr std::size_t kHex = 40;

void put(std::string& out, std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out.push_back(static_cast<char>((value >> (8 * i)) & 0xFFU));
}

std::uint64_t number(std::string_view bytes, std::size_t at, std::size_t count) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < count; ++i) value |= std::uint64_t{static_cast<unsigned char>(bytes[at + i])} << (8 * i);
    return value;
}

/// The first eight bytes as a number that sorts like the hash.
std::uint64_t key_of(const Sha1Digest& digest) {
    std::uint64_t key = 0;
    for (std::size_t i = 0; i < 8; ++i) key = key << 8U | digest[i];
    return key;
}

int digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

struct HashLine {
    Sha1Digest digest{};
    std::uint64_t count = 1;
};

/// "HEX" or "HEX:COUNT".
std::optional<HashLine> read_line(std::string_view line) {
    line = text::trim(line);
    if (line.size() < kHex) return std::nullopt;
    HashLine out;
    for (std::size_t i = 0; i < kHex; i += 2) {
        const int high = digit(line[i]);
        const int low = digit(line[i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        out.digest[i / 2] = static_cast<std::uint8_t>(high * 16 + low);
    }
    if (line.size() == kHex) return out;
    if (line[kHex] != ':') return std::nullopt;
    const auto count = text::to_integer(line.substr(kHex + 1));
    if (!count || *count < 0) return std::nullopt;
    out.count = static_cast<std::uint64_t>(*count);
    return out;
}

/// Reads a list from its beginning, line by line.
template <typename Heard>
Result<void> each_line(const ByteSource& source, const StopToken& stop, const Heard& heard) {
    std::string piece(kPiece, '\0');
    std::string rest;
    std::uint64_t line = 0;
    for (std::uint64_t at = 0;;) {
        if (stop.stop_requested()) return fail(Errc::Cancelled, "stopped");
        AMPARO_TRY(const std::size_t got, source.read(at, piece));
        at += got;
        rest.append(piece.data(), got);
        std::size_t from = 0;
        while (true) {
            std::size_t end = rest.find('\n', from);
            if (end == std::string::npos && got == 0 && from < rest.size()) end = rest.size();
            if (end == std::string::npos) break;
            ++line;
            const std::string_view words = text::trim(std::string_view(rest).substr(from, end - from));
            from = std::min(end + 1, rest.size());
            if (!words.empty()) AMPARO_TRY_VOID(heard(words, line, at));
        }
        rest.erase(0, from);
        if (rest.size() > 4096) return fail(Errc::Corrupt, "line " + std::to_string(line + 1) + ": no hash");
        if (got == 0) return {};
    }
}

std::unexpected<Error> no_hash(std::uint64_t line, std::string_view words) {
    // 32 hexadecimal digits are another kind of hash, which nobody can compare with.
    const bool other = words.size() >= 32 && (words.size() == 32 || words[32] == ':') &&
                       std::ranges::all_of(words.substr(0, 32), [](char c) { return digit(c) >= 0; });
    return fail(other ? Errc::Unsupported : Errc::Corrupt, "line " + std::to_string(line) + (other ? ": hashes of another kind" : ": no hash"));
}

}  // namespace

double FilterReport::bits_per_entry() const { return entries == 0 ? 0 : static_cast<double>(bytes) * 8 / static_cast<double>(entries); }

struct BreachList::Inside {
    const ByteSource* source = nullptr;
    BreachKind kind = BreachKind::HashList;
    // Of a filter.
    unsigned bits = 0;
    unsigned shard_bits = 0;
    std::uint64_t entries = 0;
    // Of a short list that was out of order.
    std::vector<Sha1Digest> sorted;
    bool in_memory = false;

    [[nodiscard]] Result<std::string> read(std::uint64_t at, std::size_t count) const {
        std::string out(count, '\0');
        AMPARO_TRY(const std::size_t got, source->read(at, out));
        out.resize(got);
        return out;
    }

    [[nodiscard]] Result<bool> in_filter(const Sha1Digest& digest) const {
        const std::uint64_t key = key_of(digest);
        const std::uint64_t shard = shard_bits == 0 ? 0 : key >> (64 - shard_bits);
        AMPARO_TRY(const std::string row, read(kHead + shard * kShard, kShard));
        if (row.size() < kShard) return fail(Errc::Corrupt, "the filter ends too early");
        const std::uint64_t offset = number(row, 0, 8);
        if (offset == 0) return false;  // nothing begins like that
        FuseShape shape;
        shape.seed = number(row, 8, 8);
        shape.segment = static_cast<std::uint32_t>(number(row, 16, 4));
        shape.segment_count = static_cast<std::uint32_t>(number(row, 20, 4));
        const bool sound = shape.segment >= 4 && std::has_single_bit(shape.segment) && shape.segment <= (1U << 18U) && shape.segment_count >= 1;
        if (!sound || offset > source->size() || fuse_bytes(shape, bits) > source->size() - offset) {
            return fail(Errc::Corrupt, "a part of the filter does not fit");
        }
        const FusePlaces places = fuse_places(shape, key, bits);
        std::uint32_t value = places.fingerprint;
        for (const std::uint64_t slot : places.slot) {
            const std::uint64_t at = slot * bits / 8;
            AMPARO_TRY(const std::string four, read(offset + at, 4));
            if (four.size() < 4) return fail(Errc::Corrupt, "the filter ends too early");
            value ^= static_cast<std::uint32_t>(number(four, 0, 4) >> (slot * bits % 8)) & ((std::uint32_t{1} << bits) - 1);
        }
        return value == 0;
    }

    /// Looks where the hash should be if hashes lie evenly, which they do; halves where they do not.
    [[nodiscard]] Result<bool> in_list(const Sha1Digest& digest) const {
        std::uint64_t low = 0;
        std::uint64_t high = source->size();
        const long double part = static_cast<long double>(key_of(digest)) / 18446744073709551616.0L;
        long double low_part = 0;
        long double high_part = 1;
        for (int step = 0; step < 200; ++step) {
            if (high - low <= kWindow) return scan(low, high, digest);
            const bool halve = step % 3 == 2;
            const long double width = high_part > low_part ? (part - low_part) / (high_part - low_part) : 0.5L;
            const long double where = halve ? 0.5L : std::clamp(width, 0.0L, 1.0L);
            std::uint64_t middle = low + static_cast<std::uint64_t>(static_cast<long double>(high - low) * where);
            middle = std::clamp(middle, low, high - 1);
            const std::uint64_t from = middle - low > kWindow / 2 ? middle - kWindow / 2 : low;
            AMPARO_TRY(const std::string window, read(from, static_cast<std::size_t>(std::min<std::uint64_t>(kWindow, high - from))));
            // The first line may be cut unless it is the first of what is left.
            std::size_t begin = from == low ? 0 : window.find('\n');
            if (begin == std::string::npos) return fail(Errc::Corrupt, "a line without end");
            if (from != low) ++begin;
            const std::size_t end = from + window.size() == high ? window.size() : window.rfind('\n');
            if (end == std::string::npos || end <= begin) return fail(Errc::Corrupt, "a line without end");
            const std::string_view lines = std::string_view(window).substr(begin, end - begin);
            const auto first = read_line(lines.substr(0, lines.find('\n')));
            std::string_view tail = text::trim(lines);
            tail = tail.substr(tail.find_last_of('\n') + 1);
            const auto last = read_line(tail);
            if (!first || !last) return fail(Errc::Corrupt, "a line that is no hash");
            if (digest < first->digest) {
                high = from + begin;
                high_part = static_cast<long double>(key_of(first->digest)) / 18446744073709551616.0L;
            } else if (last->digest < digest) {
                low = from + end;
                low_part = static_cast<long double>(key_of(last->digest)) / 18446744073709551616.0L;
            } else {
                return in_lines(lines, digest);
            }
        }
        return fail(Errc::Corrupt, "the list is out of order");
    }
    [[nodiscard]] Result<bool> scan(std::uint64_t low, std::uint64_t high, const Sha1Digest& digest) const {
        AMPARO_TRY(const std::string window, read(low, static_cast<std::size_t>(high - low)));
        return in_lines(window, digest);
    }
    [[nodiscard]] static bool in_lines(std::string_view lines, const Sha1Digest& digest) {
        return std::ranges::any_of(text::lines(lines), [&](std::string_view line) {
            const auto read = read_line(line);
            return read && read->digest == digest;
        });
    }

    [[nodiscard]] Result<void> open_filter(const std::string& head) {
        kind = BreachKind::Filter;
        if (head.size() < kHead) return fail(Errc::Corrupt, "the filter ends too early");
        bits = static_cast<unsigned>(number(head, 8, 4));
        shard_bits = static_cast<unsigned>(number(head, 12, 4));
        entries = number(head, 16, 8);
        if (bits < 8 || bits > 16 || shard_bits > kMostShardBits) return fail(Errc::Corrupt, "the head of the filter is damaged");
        if (source->size() < kHead + (kShard << shard_bits)) return fail(Errc::Corrupt, "the filter ends too early");
        return {};
    }

    /// Whether lines taken from all over the list are in order.
    [[nodiscard]] Result<bool> looks_sorted() const {
        constexpr std::uint64_t kSamples = 64;
        std::optional<Sha1Digest> before;
        for (std::uint64_t i = 0; i < kSamples; ++i) {
            const std::uint64_t at = source->size() / kSamples * i;
            AMPARO_TRY(const std::string window, read(at, 256));
            std::string_view rest = window;
            if (at > 0) rest = rest.find('\n') == std::string_view::npos ? std::string_view{} : rest.substr(rest.find('\n') + 1);
            const auto line = read_line(rest.substr(0, rest.find('\n')));
            if (!line) continue;
            if (before && line->digest < *before) return false;
            before = line->digest;
        }
        return true;
    }
};

BreachList::BreachList(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
BreachList::BreachList(BreachList&&) noexcept = default;
BreachList& BreachList::operator=(BreachList&&) noexcept = default;
BreachList::~BreachList() = default;

Result<BreachList> BreachList::open(const ByteSource& source, const StopToken& stop) {
    auto inside = std::make_unique<Inside>();
    inside->source = &source;
    AMPARO_TRY(std::string head, inside->read(0, 256));
    if (head.starts_with(kMagic)) {
        AMPARO_TRY_VOID(inside->open_filter(head));
        return BreachList(std::move(inside));
    }
    const std::string_view first = text::trim(std::string_view(head).substr(0, head.find('\n')));
    if (!read_line(first)) return no_hash(1, first);
    AMPARO_TRY(const bool sorted, inside->looks_sorted());
    if (sorted && source.size() > kSortable) return BreachList(std::move(inside));
    if (source.size() > kSortable) return fail(Errc::Corrupt, "the list is not in order");
    // A short list is read whole: then its order does not matter.
    const auto keep = [&](std::string_view words, std::uint64_t line, std::uint64_t) -> Result<void> {
        const auto read = read_line(words);
        if (!read) return no_hash(line, words);
        inside->sorted.push_back(read->digest);
        return {};
    };
    AMPARO_TRY_VOID(each_line(source, stop, keep));
    std::ranges::sort(inside->sorted);
    inside->in_memory = true;
    return BreachList(std::move(inside));
}

BreachKind BreachList::kind() const { return inside_->kind; }

std::uint64_t BreachList::false_alarm_in() const { return inside_->kind == BreachKind::Filter ? std::uint64_t{1} << inside_->bits : 0; }

std::uint64_t BreachList::entries() const { return inside_->in_memory ? inside_->sorted.size() : inside_->entries; }

Result<bool> BreachList::holds(const Sha1Digest& digest) const {
    if (inside_->kind == BreachKind::Filter) return inside_->in_filter(digest);
    if (inside_->in_memory) return std::ranges::binary_search(inside_->sorted, digest);
    return inside_->in_list(digest);
}

Result<FilterReport> build_breach_filter(const ByteSource& list, const FilterOptions& options, const WriteAt& write) {
    FilterReport report;
    report.bits = std::clamp(options.bits, 8U, 16U);
    unsigned shard_bits = 0;
    while (shard_bits < kMostShardBits && (list.size() / kLine >> shard_bits) > kShardKeys) ++shard_bits;
    std::string table(static_cast<std::size_t>(kShard << shard_bits), '\0');
    std::uint64_t end = kHead + table.size();
    std::vector<std::uint64_t> keys;
    std::uint64_t shard = 0;
    const auto close_shard = [&]() -> Result<void> {
        if (keys.empty()) return {};
        const auto fuse = build_fuse(keys, report.bits);
        if (!fuse) return fail(Errc::Limit, "a part of the filter cannot be made");
        std::string row;
        put(row, end, 8);
        put(row, fuse->shape.seed, 8);
        put(row, fuse->shape.segment, 4);
        put(row, fuse->shape.segment_count, 4);
        table.replace(static_cast<std::size_t>(shard * kShard), kShard, row);
        AMPARO_TRY_VOID(write(end, fuse->bytes));
        end += fuse->bytes.size();
        report.entries += keys.size();
        keys.clear();
        return {};
    };
    std::uint64_t before = 0;
    const auto take = [&](std::string_view words, std::uint64_t line, std::uint64_t at) -> Result<void> {
        const auto read = read_line(words);
        if (!read) return no_hash(line, words);
        const std::uint64_t key = key_of(read->digest);
        if (key < before) return fail(Errc::Corrupt, "line " + std::to_string(line) + ": not in order");
        const bool again = key == before && line > 1;
        before = key;
        if (options.progress && line % 65'536 == 0) options.progress(at, list.size());
        if (read->count < options.least_count) {
            ++report.left_out;
            return {};
        }
        const std::uint64_t belongs = shard_bits == 0 ? 0 : key >> (64 - shard_bits);
        if (belongs != shard) {
            AMPARO_TRY_VOID(close_shard());
            shard = belongs;
        }
        if (!again || keys.empty() || keys.back() != key) keys.push_back(key);
        return {};
    };
    AMPARO_TRY_VOID(each_line(list, options.stop, take));
    AMPARO_TRY_VOID(close_shard());
    std::string head(kMagic);
    put(head, report.bits, 4);
    put(head, shard_bits, 4);
    put(head, report.entries, 8);
    put(head, options.least_count, 8);
    // The head is written last: a filter that was not finished is none.
    AMPARO_TRY_VOID(write(kHead, table));
    AMPARO_TRY_VOID(write(0, head));
    report.bytes = end;
    return report;
}

Result<std::string> describe_breach_file(std::string_view bytes) {
    const MemorySource source(bytes);
    AMPARO_TRY(const BreachList list, BreachList::open(source));
    Sha1Digest probe{};
    std::size_t found = 0;
    std::size_t damaged = 0;
    for (unsigned i = 0; i < 256; ++i) {
        probe[0] = static_cast<std::uint8_t>(i);
        const auto held = list.holds(probe);
        found += held && *held ? 1U : 0U;
        damaged += held ? 0U : 1U;
    }
    return std::string(list.kind() == BreachKind::Filter ? "filter" : "list") + " of " + std::to_string(list.entries()) + ", probes found " +
           std::to_string(found) + ", damaged " + std::to_string(damaged) + "\n";
}

}  // namespace amparo::accounts
