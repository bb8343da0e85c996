#pragma once
// Strict JSON: the only door to the JSON library. Reads a bounded text into plain values and writes plain values back.
// Refused with line and column: NUL and byte-order mark, duplicate keys, too deep, too large, anything after the
// document, integers beyond 2^53, numbers that are not finite, text that is not UTF-8.

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "app/base/limits.hpp"
#include "app/base/result.hpp"

namespace amparo {

struct JsonLimits {
    std::size_t bytes = limits::kJsonBytes;
    std::size_t depth = limits::kJsonDepth;
    std::size_t nodes = limits::kJsonNodes;
    std::size_t string_bytes = limits::kJsonString;
    std::size_t key_bytes = limits::kJsonKey;
};

/// One JSON value. Objects keep the order of their keys. Look-ups on the wrong type find nothing instead of failing, so
/// that reading optional fields stays short; required fields go through `require_*`.
class Json {
  public:
    using Member = std::pair<std::string, Json>;
    using Array = std::vector<Json>;
    using Object = std::vector<Member>;

    Json() = default;
    Json(std::nullptr_t) {}
    Json(bool value) : value_(value) {}
    Json(int value) : value_(std::int64_t{value}) {}
    Json(std::int64_t value) : value_(value) {}
    Json(std::size_t value) : value_(static_cast<std::int64_t>(value)) {}
    Json(double value) : value_(value) {}
    Json(const char* value) : value_(std::string(value)) {}
    Json(std::string_view value) : value_(std::string(value)) {}
    Json(std::string value) : value_(std::move(value)) {}
    Json(Array value) : value_(std::move(value)) {}
    Json(Object value) : value_(std::move(value)) {}

    [[nodiscard]] static Json array() { return Json(Array{}); }
    [[nodiscard]] static Json object() { return Json(Object{}); }
    [[nodiscard]] static Json strings(const std::vector<std::string>& texts);

    /// Parses a whole document. Errors: Limit — larger or deeper than `limits`; Corrupt — anything else, with
    /// "line L, column C: reason" in `detail`.
    [[nodiscard]] static Result<Json> parse(std::string_view text, const JsonLimits& limits = {});

    [[nodiscard]] bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
    [[nodiscard]] bool is_object() const { return std::holds_alternative<Object>(value_); }
    [[nodiscard]] bool is_array() const { return std::holds_alternative<Array>(value_); }
    [[nodiscard]] bool is_string() const { return std::holds_alternative<std::string>(value_); }
    [[nodiscard]] bool is_bool() const { return std::holds_alternative<bool>(value_); }
    [[nodiscard]] bool is_integer() const { return std::holds_alternative<std::int64_t>(value_); }
    [[nodiscard]] bool is_number() const { return is_integer() || std::holds_alternative<double>(value_); }

    /// Members of an object, elements of an array; empty for every other type.
    [[nodiscard]] const Object& members() const;
    [[nodiscard]] const Array& elements() const;
    /// The member called `key`, or nullptr.
    [[nodiscard]] const Json* find(std::string_view key) const;
    /// Text, or `fallback` when this is not a string. The view lives as long as this value.
    [[nodiscard]] std::string_view text_or(std::string_view fallback = {}) const;
    [[nodiscard]] std::int64_t integer_or(std::int64_t fallback) const;
    /// Any number, also a whole one.
    [[nodiscard]] double number_or(double fallback) const;
    [[nodiscard]] bool bool_or(bool fallback) const;
    /// Text of the member `key`, or "" when it is missing or not text.
    [[nodiscard]] std::string_view member_text(std::string_view key) const;
    /// Texts of the array member `key`; other elements are left out.
    [[nodiscard]] std::vector<std::string> member_texts(std::string_view key) const;

    /// The text member `key`. Errors: Corrupt — missing, not text, or empty.
    [[nodiscard]] Result<std::string> require_text(std::string_view key) const;
    /// The array-of-text member `key`. Errors: Corrupt — missing, not an array, or an element that is not text.
    [[nodiscard]] Result<std::vector<std::string>> require_texts(std::string_view key) const;

    /// Adds a member to an object or an element to an array; on any other type the value becomes one first.
    Json& set(std::string key, Json value);
    Json& push(Json value);

    /// Text form, one line or indented by two spaces; keys in their order, non-ASCII characters as they are.
    enum class Style { Compact, Indented };
    [[nodiscard]] std::string dump(Style style = Style::Indented) const;

    bool operator==(const Json&) const = default;

  private:
    friend class JsonBuilder;
    /// Adds a member whose key is known to be new.
    void append_member(std::string key, Json value);

    std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> value_;
};

}  // namespace amparo
