#include "checks/probes/gvariant.hpp"

#include <algorithm>
#include <bit>
#include <cstdio>

#include "app/base/limits.hpp"
#include "app/base/utf8.hpp"

namespace amparo::checks {

namespace {

constexpr std::size_t kTypeLength = 255;
constexpr std::size_t kDepth = 32;
constexpr std::size_t kValues = 65'536;

constexpr std::string_view kBasic = "bynqiuxthdsog";

/// Where the one type that starts at `at` ends; nullopt when there is none.
std::optional<std::size_t> type_end(std::string_view type, std::size_t at, std::size_t depth) {
    if (at >= type.size() || depth > kDepth) return std::nullopt;
    const char head = type[at];
    if (head == 'v' || kBasic.find(head) != std::string_view::npos) return at + 1;
    if (head == 'a' || head == 'm') return type_end(type, at + 1, depth + 1);
    if (head == '{') {
        if (at + 1 >= type.size() || kBasic.find(type[at + 1]) == std::string_view::npos) return std::nullopt;
        const auto end = type_end(type, at + 2, depth + 1);
        if (!end || *end >= type.size() || type[*end] != '}') return std::nullopt;
        return *end + 1;
    }
    if (head != '(') return std::nullopt;
    std::size_t next = at + 1;
    while (next < type.size() && type[next] != ')') {
        const auto end = type_end(type, next, depth + 1);
        if (!end) return std::nullopt;
        next = *end;
    }
    if (next >= type.size()) return std::nullopt;
    return next + 1;
}

/// The types inside a container whose type is already known to be well formed.
std::vector<std::string_view> inner_types(std::string_view type) {
    std::vector<std::string_view> out;
    if (type.front() == 'a' || type.front() == 'm') return {type.substr(1)};
    for (std::size_t at = 1; at + 1 < type.size();) {
        const std::size_t end = type_end(type, at, 0).value_or(type.size());
        out.push_back(type.substr(at, end - at));
        at = end;
    }
    return out;
}

std::size_t rounded_up(std::size_t value, std::size_t alignment) {
    return (value + alignment - 1) & ~(alignment - 1);
}

/// How a type lies in memory; `size` is 0 when it depends on the value.
struct Shape {
    std::size_t alignment = 1;
    std::size_t size = 0;
};

Shape shape_of(std::string_view type) {
    switch (type.front()) {
        case 'b':
        case 'y':
            return {1, 1};
        case 'n':
        case 'q':
            return {2, 2};
        case 'i':
        case 'u':
        case 'h':
            return {4, 4};
        case 'x':
        case 't':
        case 'd':
            return {8, 8};
        case 'v':
            return {8, 0};
        case 'a':
        case 'm':
            return {shape_of(type.substr(1)).alignment, 0};
        case '(':
        case '{':
            break;
        default:
            return {1, 0};
    }
    Shape whole{1, 0};
    bool fixed = true;
    for (const std::string_view member : inner_types(type)) {
        const Shape shape = shape_of(member);
        whole.alignment = std::max(whole.alignment, shape.alignment);
        if (shape.size == 0) fixed = false;
        whole.size = rounded_up(whole.size, shape.alignment) + shape.size;
    }
    // The empty tuple takes one byte, so that an array of them has a length.
    whole.size = fixed ? std::max<std::size_t>(rounded_up(whole.size, whole.alignment), 1) : 0;
    return whole;
}

/// Width of the numbers at the end of a container that say where its members end.
std::size_t offset_width(std::size_t container) {
    if (container <= 0xFF) return 1;
    if (container <= 0xFFFF) return 2;
    return 4;
}

std::size_t read_offset(Bytes bytes, std::size_t at, std::size_t width) {
    std::size_t value = 0;
    for (std::size_t i = 0; i < width; ++i) value |= std::size_t{bytes[at + i]} << (8 * i);
    return value;
}

std::unexpected<Error> misfit(std::string_view type) {
    return fail(Errc::Corrupt, "bytes that do not fit a value of type " + utf8::displayable(type, 40));
}

class Reader {
  public:
    Result<GVariant> read(std::string_view type, Bytes bytes, std::size_t depth) {
        if (depth > kDepth) return fail(Errc::Limit, "a value is nested deeper than allowed");
        if (++values_ > kValues) return fail(Errc::Limit, "a value has more parts than allowed");
        const std::size_t size = shape_of(type).size;
        if (size != 0 && bytes.size() != size) return misfit(type);
        GVariant out;
        out.type = type;
        switch (type.front()) {
            case 'v':
                return read_variant(std::move(out), bytes, depth);
            case 'a':
                return read_array(std::move(out), type.substr(1), bytes, depth);
            case 'm':
                return read_maybe(std::move(out), type.substr(1), bytes, depth);
            case '(':
            case '{':
                return read_tuple(std::move(out), type, bytes, depth);
            default:
                return read_basic(std::move(out), bytes);
        }
    }

    /// A type string from outside, then the value.
    Result<GVariant> read_unknown(std::string_view type, Bytes bytes, std::size_t depth) {
        if (type.empty() || type.size() > kTypeLength || type_end(type, 0, 0) != type.size()) {
            return fail(Errc::Corrupt, "not the type of one value: " + utf8::displayable(type, 40));
        }
        return read(type, bytes, depth);
    }

    Result<GVariant> read_carried(Bytes bytes, std::size_t depth) {
        const std::size_t at = as_text(bytes).rfind('\0');
        if (at == std::string_view::npos) return fail(Errc::Corrupt, "a value without its type");
        return read_unknown(as_text(bytes.subspan(at + 1)), bytes.first(at), depth);
    }

  private:
    Result<GVariant> read_basic(GVariant out, Bytes bytes) {
        switch (out.type.front()) {
            case 'b':
                if (bytes[0] > 1) return misfit(out.type);
                out.value = bytes[0] == 1;
                return out;
            case 'y':
                out.value = std::int64_t{bytes[0]};
                return out;
            case 'n':
                out.value = std::int64_t{std::bit_cast<std::int16_t>(load_le<std::uint16_t>(bytes, 0))};
                return out;
            case 'q':
                out.value = std::int64_t{load_le<std::uint16_t>(bytes, 0)};
                return out;
            case 'i':
            case 'h':
                out.value = std::int64_t{std::bit_cast<std::int32_t>(load_le<std::uint32_t>(bytes, 0))};
                return out;
            case 'u':
                out.value = std::int64_t{load_le<std::uint32_t>(bytes, 0)};
                return out;
            case 'x':
                out.value = std::bit_cast<std::int64_t>(load_le<std::uint64_t>(bytes, 0));
                return out;
            case 't':
                out.value = load_le<std::uint64_t>(bytes, 0);
                return out;
            case 'd':
                out.value = std::bit_cast<double>(load_le<std::uint64_t>(bytes, 0));
                return out;
            default:
                break;
        }
        // Text ends with its only zero byte.
        if (bytes.empty() || bytes.back() != 0) return misfit(out.type);
        const std::string_view content = as_text(bytes.first(bytes.size() - 1));
        if (content.find('\0') != std::string_view::npos || !utf8::is_valid(content)) return misfit(out.type);
        out.value = std::string(content);
        return out;
    }

    Result<GVariant> read_variant(GVariant out, Bytes bytes, std::size_t depth) {
        AMPARO_TRY(GVariant inner, read_carried(bytes, depth + 1));
        out.children.push_back(std::move(inner));
        return out;
    }

    Result<GVariant> read_maybe(GVariant out, std::string_view element, Bytes bytes, std::size_t depth) {
        if (bytes.empty()) return out;
        // An element of varying size is followed by one zero byte, so that an empty one differs from none.
        if (shape_of(element).size == 0) {
            if (bytes.back() != 0) return misfit(out.type);
            bytes = bytes.first(bytes.size() - 1);
        }
        AMPARO_TRY(GVariant inner, read(element, bytes, depth + 1));
        out.children.push_back(std::move(inner));
        return out;
    }

    Result<GVariant> read_array(GVariant out, std::string_view element, Bytes bytes, std::size_t depth) {
        const Shape shape = shape_of(element);
        if (bytes.empty()) return out;
        if (shape.size != 0) {
            if (bytes.size() % shape.size != 0) return misfit(out.type);
            if (bytes.size() / shape.size > kValues)
                return fail(Errc::Limit, "an array has more elements than allowed");
            for (std::size_t at = 0; at < bytes.size(); at += shape.size) {
                AMPARO_TRY(GVariant child, read(element, bytes.subspan(at, shape.size), depth + 1));
                out.children.push_back(std::move(child));
            }
            return out;
        }
        const std::size_t width = offset_width(bytes.size());
        if (bytes.size() < width) return misfit(out.type);
        const std::size_t table = read_offset(bytes, bytes.size() - width, width);
        if (table > bytes.size() - width || (bytes.size() - table) % width != 0) return misfit(out.type);
        std::size_t start = 0;
        for (std::size_t at = table; at < bytes.size(); at += width) {
            const std::size_t end = read_offset(bytes, at, width);
            start = rounded_up(start, shape.alignment);
            if (start > end || end > table) return misfit(out.type);
            AMPARO_TRY(GVariant child, read(element, bytes.subspan(start, end - start), depth + 1));
            out.children.push_back(std::move(child));
            start = end;
        }
        return out;
    }

    Result<GVariant> read_tuple(GVariant out, std::string_view type, Bytes bytes, std::size_t depth) {
        const std::vector<std::string_view> members = inner_types(type);
        const bool fixed = shape_of(type).size != 0;
        const std::size_t width = offset_width(bytes.size());
        // Offsets stand at the end, the first member's last. The last member needs none: it ends where they
        // begin.
        std::size_t offsets = 0;
        for (std::size_t i = 0; i + 1 < members.size(); ++i) {
            if (shape_of(members[i]).size == 0) ++offsets;
        }
        if (offsets * width > bytes.size()) return misfit(type);
        const std::size_t body = bytes.size() - offsets * width;
        std::size_t next_offset = bytes.size();
        std::size_t start = 0;
        for (std::size_t i = 0; i < members.size(); ++i) {
            const Shape shape = shape_of(members[i]);
            start = rounded_up(start, shape.alignment);
            std::size_t end = body;
            if (shape.size != 0) {
                end = start + shape.size;
            } else if (i + 1 < members.size()) {
                next_offset -= width;
                end = read_offset(bytes, next_offset, width);
            }
            if (start > end || end > body) return misfit(type);
            AMPARO_TRY(GVariant child, read(members[i], bytes.subspan(start, end - start), depth + 1));
            out.children.push_back(std::move(child));
            start = end;
        }
        if (!fixed && start != body) return misfit(type);
        return out;
    }

    std::size_t values_ = 0;
};

std::string quoted(std::string_view text) { return "'" + utf8::displayable(text, 200) + "'"; }

std::string basic_text(const GVariant& value) {
    if (const auto* flag = std::get_if<bool>(&value.value)) return *flag ? "true" : "false";
    if (const auto* text = std::get_if<std::string>(&value.value)) {
        return (value.type == "o" ? "objectpath " : value.type == "g" ? "signature " : "") + quoted(*text);
    }
    if (const auto* real = std::get_if<double>(&value.value)) {
        char buffer[32];
        std::snprintf(buffer, sizeof buffer, "%.17g", *real);
        const std::string digits = buffer;
        return digits.find_first_not_of("-0123456789") == std::string::npos ? digits + ".0" : digits;
    }
    std::string number;
    if (const auto* whole = std::get_if<std::int64_t>(&value.value)) number = std::to_string(*whole);
    if (const auto* large = std::get_if<std::uint64_t>(&value.value)) number = std::to_string(*large);
    switch (value.type.front()) {
        case 'y':
            return "byte " + number;
        case 'n':
            return "int16 " + number;
        case 'q':
            return "uint16 " + number;
        case 'u':
            return "uint32 " + number;
        case 'x':
            return "int64 " + number;
        case 't':
            return "uint64 " + number;
        case 'h':
            return "handle " + number;
        default:
            return number;
    }
}

}  // namespace

std::optional<bool> GVariant::as_bool() const {
    const auto* flag = std::get_if<bool>(&value);
    return flag == nullptr ? std::nullopt : std::optional(*flag);
}

std::optional<std::int64_t> GVariant::as_integer() const {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return *whole;
    if (const auto* large = std::get_if<std::uint64_t>(&value); large != nullptr && (*large >> 63U) == 0) {
        return static_cast<std::int64_t>(*large);
    }
    return std::nullopt;
}

std::optional<std::string_view> GVariant::as_text() const {
    const auto* text = std::get_if<std::string>(&value);
    return text == nullptr ? std::nullopt : std::optional<std::string_view>(*text);
}

Result<GVariant> parse_gvariant(std::string_view type, Bytes bytes) {
    if (bytes.size() > limits::kHostTable) return fail(Errc::Limit, "a value is longer than allowed");
    return Reader().read_unknown(type, bytes, 0);
}

Result<GVariant> parse_gvariant(Bytes bytes) {
    if (bytes.size() > limits::kHostTable) return fail(Errc::Limit, "a value is longer than allowed");
    return Reader().read_carried(bytes, 0);
}

std::string describe(const GVariant& value) {
    if (value.type.empty()) return "";
    const auto joined = [&](std::string_view separator) {
        std::string out;
        for (std::size_t i = 0; i < value.children.size(); ++i) {
            out += (i == 0 ? "" : std::string(separator)) + describe(value.children[i]);
        }
        return out;
    };
    switch (value.type.front()) {
        case 'v':
            return "<" + joined("") + ">";
        case 'a':
            return value.children.empty() ? "@" + value.type + " []" : "[" + joined(", ") + "]";
        case 'm':
            return value.children.empty() ? "@" + value.type + " nothing" : "just " + joined("");
        case '(':
            return "(" + joined(", ") + (value.children.size() == 1 ? ",)" : ")");
        case '{':
            return "{" + joined(": ") + "}";
        default:
            return basic_text(value);
    }
}

}  // namespace amparo::checks
