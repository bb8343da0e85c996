#include "checks/accounts/archive.hpp"

#include <zip.h>
#include <zlib.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <limits>

#include "app/base/text.hpp"
#include "app/base/utf8.hpp"

namespace amparo::accounts {

namespace {

constexpr std::size_t kPiece = 64 * 1024;
constexpr std::size_t kNameBytes = 4096;
// Deflate cannot do better than about 1,000 to 1, and lists of log-ins come to 50. Small files may be as even as they like.
constexpr std::uint64_t kTrapRatio = 300;
constexpr std::uint64_t kTrapFrom = 16ULL * 1024 * 1024;

/// What libzip reads from.
struct Reading {
    const ByteSource* source = nullptr;
    std::uint64_t at = 0;
    zip_error_t error{};
};

zip_int64_t serve(void* state, void* data, zip_uint64_t length, zip_source_cmd_t command) {
    auto* reading = static_cast<Reading*>(state);
    switch (command) {
        case ZIP_SOURCE_SUPPORTS:
            return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT,
                                                  ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL,
                                                  ZIP_SOURCE_SUPPORTS, -1);
        case ZIP_SOURCE_OPEN: reading->at = 0; return 0;
        case ZIP_SOURCE_CLOSE: return 0;
        case ZIP_SOURCE_FREE: return 0;
        case ZIP_SOURCE_TELL: return static_cast<zip_int64_t>(reading->at);
        case ZIP_SOURCE_READ: {
            const auto got = reading->source->read(reading->at, {static_cast<char*>(data), static_cast<std::size_t>(length)});
            if (!got) {
                zip_error_set(&reading->error, ZIP_ER_READ, 0);
                return -1;
            }
            reading->at += *got;
            return static_cast<zip_int64_t>(*got);
        }
        case ZIP_SOURCE_SEEK: {
            const zip_int64_t place = zip_source_seek_compute_offset(reading->at, reading->source->size(), data, length, &reading->error);
            if (place < 0) return -1;
            reading->at = static_cast<std::uint64_t>(place);
            return 0;
        }
        case ZIP_SOURCE_STAT: {
            zip_stat_t* stat = ZIP_SOURCE_GET_ARGS(zip_stat_t, data, length, &reading->error);
            if (stat == nullptr) return -1;
            zip_stat_init(stat);
            stat->valid = ZIP_STAT_SIZE;
            stat->size = reading->source->size();
            return sizeof(zip_stat_t);
        }
        case ZIP_SOURCE_ERROR: return zip_error_to_data(&reading->error, data, length);
        default: zip_error_set(&reading->error, ZIP_ER_OPNOTSUPP, 0); return -1;
    }
}

constexpr std::size_t kSizeRoom = 16;  // keeps what follows aligned

void* wiped_new(void*, unsigned count, unsigned size) {
    const std::size_t bytes = std::size_t{count} * size;
    auto* raw = static_cast<unsigned char*>(std::malloc(bytes + kSizeRoom));
    if (raw == nullptr) return nullptr;
    std::memcpy(raw, &bytes, sizeof bytes);
    return raw + kSizeRoom;
}

void wiped_delete(void*, void* data) {
    if (data == nullptr) return;
    unsigned char* raw = static_cast<unsigned char*>(data) - kSizeRoom;
    std::size_t bytes = 0;
    std::memcpy(&bytes, raw, sizeof bytes);
    wipe_memory(raw, bytes + kSizeRoom);
    std::free(raw);
}

/// zlib with memory that is wiped.
class Inflater {
  public:
    Inflater() {
        stream_.zalloc = &wiped_new;
        stream_.zfree = &wiped_delete;
        good_ = inflateInit2(&stream_, -MAX_WBITS) == Z_OK;
    }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;
    ~Inflater() {
        if (good_) inflateEnd(&stream_);
    }
    [[nodiscard]] bool good() const { return good_; }
    [[nodiscard]] z_stream& stream() { return stream_; }

  private:
    z_stream stream_{};
    bool good_ = false;
};

std::string utf8_name(const char* raw) {
    const std::string_view name(raw, std::min(std::strlen(raw), kNameBytes));
    if (utf8::is_valid(name)) return std::string(name);
    std::string out;
    for (std::size_t at = 0; at < name.size();) {
        const auto decoded = utf8::decode(name, at);
        utf8::append(out, decoded.code);
        at += decoded.size;
    }
    return out;
}

}  // namespace

struct Archive::Inside {
    Reading reading;
    zip_t* zip = nullptr;
    ~Inside() {
        if (zip != nullptr) zip_discard(zip);
    }
};

Archive::Archive(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Archive::Archive(Archive&&) noexcept = default;
Archive& Archive::operator=(Archive&&) noexcept = default;
Archive::~Archive() = default;

bool looks_like_archive(std::string_view head) {
    return head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06") || head.starts_with("PK\x07\x08");
}

bool is_tricky_name(std::string_view name) {
    if (name.empty() || name.front() == '/' || name.find('\\') != std::string_view::npos) return true;
    if (name.size() > 1 && name[1] == ':') return true;
    for (const std::string_view part : text::split(name, '/')) {
        if (part == ".." || part == ".") return true;
    }
    return std::ranges::any_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

Result<Archive> Archive::open(const ByteSource& source) {
    auto inside = std::make_unique<Inside>();
    inside->reading.source = &source;
    zip_error_t error{};
    zip_error_init(&error);
    zip_error_init(&inside->reading.error);
    zip_source_t* served = zip_source_function_create(&serve, &inside->reading, &error);
    if (served == nullptr) return fail(Errc::Bug, "no source for the archive");
    inside->zip = zip_open_from_source(served, ZIP_RDONLY, &error);
    if (inside->zip == nullptr) {
        zip_source_free(served);
        const bool medium = zip_error_code_zip(&error) == ZIP_ER_READ;
        const std::string why = zip_error_strerror(&error);
        zip_error_fini(&error);
        return fail(medium ? Errc::Io : Errc::Corrupt, "the archive cannot be opened: " + why);
    }
    zip_error_fini(&error);
    const zip_int64_t count = zip_get_num_entries(inside->zip, 0);
    if (count < 0) return fail(Errc::Corrupt, "the archive has no list");
    if (static_cast<std::uint64_t>(count) > kArchiveEntries) return fail(Errc::Limit, "too many files in the archive");
    Archive archive(std::move(inside));
    for (zip_int64_t i = 0; i < count; ++i) {
        zip_stat_t stat{};
        if (zip_stat_index(archive.inside_->zip, static_cast<zip_uint64_t>(i), 0, &stat) != 0 || stat.name == nullptr) continue;
        ArchiveEntry entry;
        entry.name = utf8_name(stat.name);
        if (entry.name.ends_with('/')) continue;  // a folder
        entry.index = static_cast<std::size_t>(i);
        entry.size = (stat.valid & ZIP_STAT_SIZE) != 0 ? stat.size : 0;
        entry.packed = (stat.valid & ZIP_STAT_COMP_SIZE) != 0 ? stat.comp_size : 0;
        entry.locked = (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE;
        entry.readable = stat.comp_method == ZIP_CM_STORE || stat.comp_method == ZIP_CM_DEFLATE;
        entry.tricky = is_tricky_name(entry.name);
        archive.entries_.push_back(std::move(entry));
    }
    return archive;
}

namespace {

struct FileCloser {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};

/// Hands pieces on, counts them, and notices traps.
class Outlet {
  public:
    Outlet(std::uint64_t most, const Archive::Heard& heard) : most_(most), heard_(&heard) {}

    [[nodiscard]] Result<bool> put(std::string_view piece, std::uint64_t packed) {
        total_ += piece.size();
        if (total_ > most_) return fail(Errc::Limit, "larger than what is looked at");
        if (total_ > kTrapFrom && total_ / std::max<std::uint64_t>(packed, 1) > kTrapRatio) return fail(Errc::Limit, "it grows without end");
        crc_ = ::crc32(crc_, reinterpret_cast<const Bytef*>(piece.data()), static_cast<uInt>(piece.size()));
        return (*heard_)(piece);
    }
    [[nodiscard]] std::uint64_t total() const { return total_; }
    [[nodiscard]] unsigned long crc() const { return crc_; }

  private:
    std::uint64_t most_;
    const Archive::Heard* heard_;
    std::uint64_t total_ = 0;
    unsigned long crc_ = ::crc32(0, nullptr, 0);
};

}  // namespace

Result<void> Archive::read(const ArchiveEntry& entry, std::uint64_t most, const Heard& heard, const StopToken& stop) const {
    if (entry.locked) return fail(Errc::Denied, "locked with a password");
    if (!entry.readable) return fail(Errc::Unsupported, "packed in a way we do not read");
    zip_stat_t stat{};
    if (zip_stat_index(inside_->zip, entry.index, 0, &stat) != 0) return fail(Errc::Corrupt, "not in the list");
    const std::unique_ptr<zip_file_t, FileCloser> file(zip_fopen_index(inside_->zip, entry.index, ZIP_FL_COMPRESSED));
    if (!file) return fail(Errc::Corrupt, "the archive breaks off");
    const bool deflated = stat.comp_method == ZIP_CM_DEFLATE;
    Inflater inflater;
    if (!inflater.good()) return fail(Errc::Limit, "no memory to expand it");
    Outlet outlet(most, heard);
    WipedBytes packed(kPiece);
    WipedBytes plain(kPiece);
    std::uint64_t packed_total = 0;
    bool ended = !deflated;
    while (true) {
        if (stop.stop_requested()) return fail(Errc::Cancelled, "stopped");
        const zip_int64_t got = zip_fread(file.get(), packed.data(), packed.size());
        if (got < 0) return fail(Errc::Corrupt, "the archive breaks off");
        if (got == 0) break;
        packed_total += static_cast<std::uint64_t>(got);
        if (!deflated) {
            AMPARO_TRY(const bool more, outlet.put({packed.data(), static_cast<std::size_t>(got)}, packed_total));
            if (!more) return {};
            continue;
        }
        z_stream& stream = inflater.stream();
        stream.next_in = reinterpret_cast<Bytef*>(packed.data());
        stream.avail_in = static_cast<uInt>(got);
        while (stream.avail_in > 0 || stream.avail_out == 0) {
            stream.next_out = reinterpret_cast<Bytef*>(plain.data());
            stream.avail_out = static_cast<uInt>(plain.size());
            const int state = inflate(&stream, Z_NO_FLUSH);
            const std::size_t made = plain.size() - stream.avail_out;
            if (made > 0) {
                AMPARO_TRY(const bool more, outlet.put({plain.data(), made}, packed_total));
                if (!more) return {};
            }
            if (state == Z_STREAM_END) {
                ended = true;
                break;
            }
            if (state == Z_BUF_ERROR) break;
            if (state != Z_OK) return fail(Errc::Corrupt, "its contents are damaged");
        }
        if (ended && deflated) break;
    }
    if (!ended) return fail(Errc::Corrupt, "the archive breaks off");
    const bool told = (stat.valid & ZIP_STAT_CRC) != 0;
    if (told && stat.crc != static_cast<zip_uint32_t>(outlet.crc())) return fail(Errc::Corrupt, "its contents are damaged");
    return {};
}

}  // namespace amparo::accounts
