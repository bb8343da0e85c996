#pragma once
// Small helpers on byte strings that several parsers share. ASCII only: nothing here depends on a locale.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::text {

[[nodiscard]] std::string_view trim(std::string_view text);
[[nodiscard]] std::string lower(std::string_view text);
[[nodiscard]] bool equals_ignoring_case(std::string_view a, std::string_view b);

/// Splits at every `separator`; "a,,b" gives three parts, "" gives one empty part.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);

/// Splits at runs of spaces and tabs; no empty parts.
[[nodiscard]] std::vector<std::string_view> words(std::string_view text);

/// Lines without their LF or CRLF. A final line without LF counts; an empty text has no lines.
[[nodiscard]] std::vector<std::string_view> lines(std::string_view text);

[[nodiscard]] std::string join(const std::vector<std::string>& parts, std::string_view separator);

/// A whole decimal number, optional minus, nothing around it; nullopt also when it does not fit.
[[nodiscard]] std::optional<std::int64_t> to_integer(std::string_view text);

/// A whole number in base 16 without prefix.
[[nodiscard]] std::optional<std::uint64_t> from_hex(std::string_view text);
/// A whole number in base 8.
[[nodiscard]] std::optional<std::uint64_t> from_octal(std::string_view text);

/// Lower-case hexadecimal of raw bytes.
[[nodiscard]] std::string to_hex(std::string_view bytes);

/// Kebab-case ids of ours: [a-z0-9] words joined by single hyphens, 1 to 64 characters.
[[nodiscard]] bool is_id(std::string_view text);

/// How many single-character insertions, deletions and replacements lead from `a` to `b`.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate nearest to `word` if it is near enough to be a typing slip; empty otherwise.
[[nodiscard]] std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace amparo::text
