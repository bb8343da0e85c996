#pragma once
// Values in GLib's serialised form, little-endian: what dconf databases and compiled schemas hold. Stricter
// than GLib, which replaces what does not fit by a default: here it is refused, so that "can't tell" is said
// instead of a guess. Reads bytes, touches nothing. Source: GVariant specification (GLib).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "app/base/bytes.hpp"
#include "app/base/result.hpp"

namespace amparo::checks {

struct GVariant {
    /// Type string: b y n q i u x t h d s o g v, "a" array, "m" maybe, "(...)" tuple, "{kv}" dictionary
    /// entry.
    std::string type;
    /// Of basic types: bool (b), int64 (y n q i u x h), uint64 (t), double (d), string (s o g); otherwise
    /// empty.
    std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double, std::string> value;
    /// Of containers: elements, members, key and value, what is inside a variant; a maybe has one or none.
    std::vector<GVariant> children;

    [[nodiscard]] std::optional<bool> as_bool() const;
    /// Of the whole-number types; nullopt for a "t" that does not fit.
    [[nodiscard]] std::optional<std::int64_t> as_integer() const;
    [[nodiscard]] std::optional<std::string_view> as_text() const;
};

/// A value of a known type. `bytes` starts where the value's alignment is 8.
/// Errors: Corrupt — the type is none, or the bytes do not fit it; Limit — longer than limits::kHostTable,
/// nested too deep, or more than 65,536 values.
[[nodiscard]] Result<GVariant> parse_gvariant(std::string_view type, Bytes bytes);

/// A value that carries its type: data, a zero byte, the type. Errors: as parse_gvariant.
[[nodiscard]] Result<GVariant> parse_gvariant(Bytes bytes);

/// Canonical text, close to GLib's own: "uint32 300", "true", "('a', <1.5>)".
[[nodiscard]] std::string describe(const GVariant& value);

}  // namespace amparo::checks
