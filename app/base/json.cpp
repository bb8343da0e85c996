#include "app/base/json.hpp"

#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "app/base/utf8.hpp"

namespace amparo {

namespace {

using Library = nlohmann::ordered_json;

/// Hands the text to the library one character at a time and remembers how far it came, since the library tells its
/// handlers no positions.
class CountingIterator {
  public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    CountingIterator(const char* at, const char** furthest) : at_(at), furthest_(furthest) {}
    reference operator*() const { return *at_; }
    CountingIterator& operator++() {
        ++at_;
        if (at_ > *furthest_) *furthest_ = at_;
        return *this;
    }
    CountingIterator operator++(int) {
        CountingIterator before = *this;
        ++*this;
        return before;
    }
    bool operator==(const CountingIterator& other) const { return at_ == other.at_; }

  private:
    const char* at_;
    const char** furthest_;
};

/// Line and column of the character at `offset`; columns count characters.
std::string position(std::string_view text, std::size_t offset) {
    std::size_t line = 1;
    std::size_t column = 1;
    for (std::size_t i = 0; i < std::min(offset, text.size()); ++i) {
        const bool continues = (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U;
        if (text[i] == '\n') {
            ++line, column = 1;
        } else if (!continues) {
            ++column;
        }
    }
    return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

}  // namespace

/// Builds the tree and enforces every limit; returning false stops the library.
class JsonBuilder {
  public:
    explicit JsonBuilder(const JsonLimits& limits) : limits_(limits) {}

    bool null() { return add(Json{}); }
    bool boolean(bool value) { return add(Json(value)); }
    bool number_integer(std::int64_t value) { return integer(value >= -limits::kJsonInteger, value); }
    bool number_unsigned(std::uint64_t value) {
        return integer(value <= static_cast<std::uint64_t>(limits::kJsonInteger), static_cast<std::int64_t>(value));
    }
    bool number_float(double value, const std::string& digits) {
        // The library turns integers that do not fit into floating point; that would change an id or a size silently.
        if (digits.find_first_of(".eE") == std::string::npos) return stop(Errc::Corrupt, "number is too large");
        return add(Json(value));
    }
    bool string(std::string& value) {
        if (value.size() > limits_.string_bytes) return stop(Errc::Limit, "text is too long");
        if (value.find('\0') != std::string::npos) return stop(Errc::Corrupt, "text holds a NUL character");
        return add(Json(std::move(value)));
    }
    bool binary(std::vector<std::uint8_t>&) { return stop(Errc::Corrupt, "binary value"); }
    bool start_object(std::size_t) { return open(Json::object()); }
    bool start_array(std::size_t) { return open(Json::array()); }
    bool key(std::string& name) {
        if (name.size() > limits_.key_bytes) return stop(Errc::Limit, "key is too long");
        if (name.find('\0') != std::string::npos) return stop(Errc::Corrupt, "key holds a NUL character");
        if (!open_.back().keys.insert(name).second) return stop(Errc::Corrupt, "duplicate key \"" + name + "\"");
        open_.back().key = std::move(name);
        return true;
    }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool parse_error(std::size_t taken, const std::string& last, const nlohmann::detail::exception& error) {
        const bool number = error.id == 406;
        where = taken == 0 ? 0 : taken - 1;
        return stop(Errc::Corrupt, number ? "number is too large"
                                          : "not expected here: " + utf8::displayable(last, 40));
    }

    Errc code = Errc::Corrupt;
    std::string reason;
    /// Offset of the character that does not fit, when the library said it.
    std::optional<std::size_t> where;
    Json result;

  private:
    struct Level {
        Json value;
        std::string key;
        std::set<std::string> keys;
    };

    bool stop(Errc why, std::string what) {
        code = why;
        reason = std::move(what);
        return false;
    }
    bool integer(bool in_range, std::int64_t value) {
        return in_range ? add(Json(value)) : stop(Errc::Corrupt, "number is too large");
    }
    bool count() {
        return ++nodes_ <= limits_.nodes || stop(Errc::Limit, "more values than allowed");
    }
    bool add(Json value) {
        if (!count()) return false;
        attach(std::move(value));
        return true;
    }
    bool open(Json value) {
        if (!count()) return false;
        if (open_.size() >= limits_.depth) return stop(Errc::Limit, "nested deeper than allowed");
        open_.push_back({std::move(value), {}, {}});
        return true;
    }
    bool close() {
        Json value = std::move(open_.back().value);
        open_.pop_back();
        attach(std::move(value));
        return true;
    }
    void attach(Json value) {
        if (open_.empty()) {
            result = std::move(value);
        } else if (open_.back().value.is_object()) {
            open_.back().value.append_member(std::move(open_.back().key), std::move(value));
        } else {
            open_.back().value.push(std::move(value));
        }
    }

    const JsonLimits& limits_;
    std::vector<Level> open_;
    std::size_t nodes_ = 0;
};

namespace {

Library to_library(const Json& value) {
    if (value.is_object()) {
        Library out = Library::object();
        // Our keys are unique already; the library's own way in would compare each with all the others.
        auto& members = out.get_ref<Library::object_t&>();
        for (const auto& [key, member] : value.members()) members.emplace_back(key, to_library(member));
        return out;
    }
    if (value.is_array()) {
        Library out = Library::array();
        for (const Json& element : value.elements()) out.push_back(to_library(element));
        return out;
    }
    if (value.is_string()) return std::string(value.text_or());
    if (value.is_bool()) return value.bool_or(false);
    if (value.is_integer()) return value.integer_or(0);
    if (value.is_number()) return value.number_or(0);
    return nullptr;
}

const Json::Object kNoMembers;
const Json::Array kNoElements;

}  // namespace

Json Json::strings(const std::vector<std::string>& texts) {
    Json out = array();
    for (const std::string& text : texts) out.push(text);
    return out;
}

Result<Json> Json::parse(std::string_view text, const JsonLimits& limits) {
    if (text.size() > limits.bytes) return fail(Errc::Limit, "document is larger than allowed");
    if (text.starts_with("\xEF\xBB\xBF")) return fail(Errc::Corrupt, "line 1, column 1: byte-order mark");
    if (const auto nul = text.find('\0'); nul != std::string_view::npos) {
        return fail(Errc::Corrupt, position(text, nul) + ": NUL character");
    }
    if (const auto bad = utf8::first_invalid(text); bad != std::string_view::npos) {
        return fail(Errc::Corrupt, position(text, bad) + ": not UTF-8");
    }
    const char* furthest = text.data();
    JsonBuilder builder(limits);
    try {
        const CountingIterator begin(text.data(), &furthest);
        const CountingIterator end(text.data() + text.size(), &furthest);
        if (Library::sax_parse(begin, end, &builder, Library::input_format_t::json, true)) {
            return std::move(builder.result);
        }
    } catch (const std::exception&) {
        return fail(Errc::Bug, "the JSON library threw");
    }
    // What we refuse ourselves ends with the last character that was taken.
    const auto taken = static_cast<std::size_t>(furthest - text.data());
    const std::size_t where = builder.where.value_or(taken == 0 ? 0 : taken - 1);
    return fail(builder.code, position(text, where) + ": " + builder.reason);
}

const Json::Object& Json::members() const { return is_object() ? std::get<Object>(value_) : kNoMembers; }
const Json::Array& Json::elements() const { return is_array() ? std::get<Array>(value_) : kNoElements; }

const Json* Json::find(std::string_view key) const {
    for (const auto& [name, value] : members()) {
        if (name == key) return &value;
    }
    return nullptr;
}

std::string_view Json::text_or(std::string_view fallback) const {
    return is_string() ? std::string_view(std::get<std::string>(value_)) : fallback;
}
std::int64_t Json::integer_or(std::int64_t fallback) const {
    return is_integer() ? std::get<std::int64_t>(value_) : fallback;
}
double Json::number_or(double fallback) const {
    if (is_integer()) return static_cast<double>(std::get<std::int64_t>(value_));
    return is_number() ? std::get<double>(value_) : fallback;
}
bool Json::bool_or(bool fallback) const { return is_bool() ? std::get<bool>(value_) : fallback; }

std::string_view Json::member_text(std::string_view key) const {
    const Json* member = find(key);
    return member == nullptr ? std::string_view{} : member->text_or();
}

std::vector<std::string> Json::member_texts(std::string_view key) const {
    std::vector<std::string> out;
    if (const Json* member = find(key)) {
        for (const Json& element : member->elements()) {
            if (element.is_string()) out.emplace_back(element.text_or());
        }
    }
    return out;
}

Result<std::string> Json::require_text(std::string_view key) const {
    const std::string_view text = member_text(key);
    if (text.empty()) return fail(Errc::Corrupt, "\"" + std::string(key) + "\" is missing or is not text");
    return std::string(text);
}

Result<std::vector<std::string>> Json::require_texts(std::string_view key) const {
    const Json* member = find(key);
    if (member == nullptr || !member->is_array()) {
        return fail(Errc::Corrupt, "\"" + std::string(key) + "\" is missing or is not a list");
    }
    std::vector<std::string> out = member_texts(key);
    if (out.size() != member->elements().size()) {
        return fail(Errc::Corrupt, "\"" + std::string(key) + "\" holds something that is not text");
    }
    return out;
}

Json& Json::set(std::string key, Json value) {
    if (!is_object()) value_ = Object{};
    auto& object = std::get<Object>(value_);
    for (auto& [name, old] : object) {
        if (name == key) {
            old = std::move(value);
            return *this;
        }
    }
    object.emplace_back(std::move(key), std::move(value));
    return *this;
}

void Json::append_member(std::string key, Json value) {
    std::get<Object>(value_).emplace_back(std::move(key), std::move(value));
}

Json& Json::push(Json value) {
    if (!is_array()) value_ = Array{};
    std::get<Array>(value_).push_back(std::move(value));
    return *this;
}

std::string Json::dump(Style style) const {
    // Strings that we hold may come from a host and need not be UTF-8; replace rather than throw.
    return to_library(*this).dump(style == Style::Indented ? 2 : -1, ' ', false, Library::error_handler_t::replace);
}

}  // namespace amparo
