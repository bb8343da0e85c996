#pragma once
// Numbers and lists as a language writes them. Dates, addresses, phone numbers and whatever a person will
// copy to a desk are not its business: they are always 0 to 9 and ISO 8601.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "localization/language.hpp"

namespace amparo::localization {

/// True for the names of digits that we know, such as "latn", "arab", "arabext".
[[nodiscard]] bool has_digits(std::string_view name);

/// A whole number in the language's digits, grouped by three from 10,000 up: 9999, 10,000.
[[nodiscard]] std::string format_number(std::int64_t number, const Language& language);

/// The text with each 0 to 9 replaced by the language's digit.
[[nodiscard]] std::string digits(std::string_view text, const Language& language);

/// The items with the language's separator between them.
[[nodiscard]] std::string join_list(std::span<const std::string> items, const Language& language);

}  // namespace amparo::localization
