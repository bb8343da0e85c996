// The binary form of property lists: objects behind a table of offsets, and a trailer that says how wide both are.

#include <cstring>

#include "app/base/date.hpp"
#include "app/base/limits.hpp"
#include "app/base/utf8.hpp"
#include "checks/probes/plist.hpp"

namespace amparo::checks {

namespace {

constexpr std::size_t kDepth = 32;
constexpr std::size_t kValues = 100'000;
constexpr std::size_t kTrailer = 32;
constexpr std::int64_t kEpoch = 978'307'200;  // dates count from 2001-01-01

class BinaryReader {
  public:
    explicit BinaryReader(std::string_view bytes) : bytes_(bytes) {}

    Result<Json> document() {
        if (bytes_.size() < 8 + kTrailer) return fail(Errc::Corrupt, "cut");
        const std::size_t trailer = bytes_.size() - kTrailer;
        offset_width_ = byte(trailer + 6);
        reference_width_ = byte(trailer + 7);
        AMPARO_TRY(objects_, number(trailer + 8, 8));
        AMPARO_TRY(const std::uint64_t top, number(trailer + 16, 8));
        AMPARO_TRY(table_, number(trailer + 24, 8));
        const bool shaped = offset_width_ >= 1 && offset_width_ <= 8 && reference_width_ >= 1 && reference_width_ <= 8 &&
                            objects_ >= 1 && objects_ <= kValues && table_ >= 8 && table_ < trailer &&
                            objects_ * offset_width_ <= trailer - table_;
        if (!shaped) return fail(Errc::Corrupt, "an odd trailer");
        return object(top, 0);
    }

  private:
    [[nodiscard]] std::uint8_t byte(std::size_t at) const { return static_cast<std::uint8_t>(bytes_[at]); }

    [[nodiscard]] Result<std::uint64_t> number(std::uint64_t at, std::size_t width) const {
        if (at > bytes_.size() || width > bytes_.size() - at) return fail(Errc::Corrupt, "cut");
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < width; ++i) value = (value << 8U) | byte(static_cast<std::size_t>(at) + i);
        return value;
    }

    [[nodiscard]] Result<std::string_view> piece(std::uint64_t at, std::uint64_t size) const {
        if (at > bytes_.size() || size > bytes_.size() - at) return fail(Errc::Corrupt, "cut");
        return bytes_.substr(static_cast<std::size_t>(at), static_cast<std::size_t>(size));
    }

    /// The count of an object at `at`, which then stands behind it.
    [[nodiscard]] Result<std::uint64_t> count(std::uint64_t& at, std::uint8_t marker) const {
        const std::uint64_t small = marker & 0x0FU;
        if (small != 0x0F) return small;
        AMPARO_TRY(const std::uint64_t kind, number(at, 1));
        if ((kind & 0xF0U) != 0x10) return fail(Errc::Corrupt, "an odd count");
        const std::size_t width = std::size_t{1} << (kind & 0x0FU);
        if (width > 8) return fail(Errc::Corrupt, "an odd count");
        AMPARO_TRY(const std::uint64_t value, number(at + 1, width));
        at += 1 + width;
        if (value > bytes_.size()) return fail(Errc::Corrupt, "more than there is");
        return value;
    }

    Result<Json> object(std::uint64_t index, std::size_t depth) {
        if (depth > kDepth || ++values_ > kValues) return fail(Errc::Limit);
        if (index >= objects_) return fail(Errc::Corrupt, "an object that is not there");
        AMPARO_TRY(std::uint64_t at, number(table_ + index * offset_width_, offset_width_));
        AMPARO_TRY(const std::uint64_t first, number(at, 1));
        const auto marker = static_cast<std::uint8_t>(first);
        ++at;
        switch (marker >> 4U) {
            case 0x0:
                if (marker == 0x08 || marker == 0x09) return Json(marker == 0x09);
                return Json{};
            case 0x1: {
                const std::size_t width = std::size_t{1} << (marker & 0x0FU);
                if (width > 8) return fail(Errc::Corrupt, "an odd number");
                AMPARO_TRY(const std::uint64_t value, number(at, width));
                return Json(static_cast<std::int64_t>(value));
            }
            case 0x2:
            case 0x3: return real(at, marker);
            case 0x4: {
                AMPARO_TRY(const std::uint64_t size, count(at, marker));
                AMPARO_TRY_VOID(piece(at, size));
                return Json("<" + std::to_string(size) + " bytes>");
            }
            case 0x5: {
                AMPARO_TRY(const std::uint64_t size, count(at, marker));
                AMPARO_TRY(const std::string_view text, piece(at, size));
                if (!utf8::is_valid(text)) return fail(Errc::Corrupt, "text that is none");
                return Json(text);
            }
            case 0x6: return wide_text(at, marker);
            case 0xA: return list(at, marker, depth);
            case 0xD: return dictionary(at, marker, depth);
            default: return fail(Errc::Corrupt, "a kind that no property list has");
        }
    }

    [[nodiscard]] Result<Json> real(std::uint64_t at, std::uint8_t marker) const {
        AMPARO_TRY(const std::uint64_t bits, number(at, std::size_t{1} << (marker & 0x03U)));
        double value = 0;
        static_assert(sizeof(value) == sizeof(bits));
        if ((marker & 0x0FU) != 3) return Json("a short real");
        std::memcpy(&value, &bits, sizeof(value));
        if (!(value > -1e11 && value < 1e11)) return Json("a real");
        if ((marker >> 4U) == 0x3) return Json(format_moment(kEpoch + static_cast<std::int64_t>(value)));
        return Json(value);
    }

    Result<Json> wide_text(std::uint64_t at, std::uint8_t marker) {
        AMPARO_TRY(const std::uint64_t units, count(at, marker));
        AMPARO_TRY_VOID(piece(at, units * 2));
        std::string out;
        for (std::uint64_t i = 0; i < units; ++i) {
            AMPARO_TRY(const std::uint64_t unit, number(at + 2 * i, 2));
            char32_t code = static_cast<char32_t>(unit);
            if (unit >= 0xD800 && unit < 0xDC00 && i + 1 < units) {
                AMPARO_TRY(const std::uint64_t low, number(at + 2 * ++i, 2));
                code = static_cast<char32_t>(0x10000 + ((unit - 0xD800) << 10U) + (low - 0xDC00));
            }
            if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return fail(Errc::Corrupt, "text that is none");
            utf8::append(out, code);
        }
        return Json(out);
    }

    Result<Json> list(std::uint64_t at, std::uint8_t marker, std::size_t depth) {
        AMPARO_TRY(const std::uint64_t size, count(at, marker));
        AMPARO_TRY_VOID(piece(at, size * reference_width_));
        Json out = Json::array();
        for (std::uint64_t i = 0; i < size; ++i) {
            AMPARO_TRY(const std::uint64_t index, number(at + i * reference_width_, reference_width_));
            AMPARO_TRY(Json value, object(index, depth + 1));
            out.push(std::move(value));
        }
        return out;
    }

    Result<Json> dictionary(std::uint64_t at, std::uint8_t marker, std::size_t depth) {
        AMPARO_TRY(const std::uint64_t size, count(at, marker));
        AMPARO_TRY_VOID(piece(at, 2 * size * reference_width_));
        Json out = Json::object();
        for (std::uint64_t i = 0; i < size; ++i) {
            AMPARO_TRY(const std::uint64_t key_index, number(at + i * reference_width_, reference_width_));
            AMPARO_TRY(const std::uint64_t value_index, number(at + (size + i) * reference_width_, reference_width_));
            AMPARO_TRY(const Json key, object(key_index, depth + 1));
            if (!key.is_string()) return fail(Errc::Corrupt, "a name that is no text");
            AMPARO_TRY(Json value, object(value_index, depth + 1));
            out.set(std::string(key.text_or()), std::move(value));
        }
        return out;
    }

    std::string_view bytes_;
    std::size_t offset_width_ = 0;
    std::size_t reference_width_ = 0;
    std::uint64_t objects_ = 0;
    std::uint64_t table_ = 0;
    std::size_t values_ = 0;
};

}  // namespace

Result<Json> parse_binary_plist(std::string_view bytes) { return BinaryReader(bytes).document(); }

}  // namespace amparo::checks
