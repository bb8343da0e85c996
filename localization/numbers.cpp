#include "localization/numbers.hpp"

#include <algorithm>
#include <array>

#include "app/base/utf8.hpp"

namespace amparo::localization {

namespace {

struct Digits {
    std::string_view name;
    char32_t zero;
};
// Code points of each zero; the nine others follow it. Names as in CLDR, code points as in the Unicode
// charts.
constexpr std::array<Digits, 21> kDigits = {{
    {"latn", U'0'},    {"arab", 0x0660}, {"arabext", 0x06F0}, {"nkoo", 0x07C0}, {"deva", 0x0966},
    {"beng", 0x09E6},  {"guru", 0x0A66}, {"gujr", 0x0AE6},    {"orya", 0x0B66}, {"tamldec", 0x0BE6},
    {"telu", 0x0C66},  {"knda", 0x0CE6}, {"mlym", 0x0D66},    {"thai", 0x0E50}, {"laoo", 0x0ED0},
    {"tibt", 0x0F20},  {"mymr", 0x1040}, {"khmr", 0x17E0},    {"mong", 0x1810}, {"olck", 0x1C50},
    {"adlm", 0x1E950},
}};

constexpr std::size_t kGroup = 3;
constexpr std::size_t kUngrouped = 4;  // four digits read well without a separator, and years stay years

}  // namespace

bool has_digits(std::string_view name) {
    return std::ranges::find(kDigits, name, &Digits::name) != kDigits.end();
}

std::string digits(std::string_view text, const Language& language) {
    const auto found = std::ranges::find(kDigits, language.digits, &Digits::name);
    const char32_t zero = found == kDigits.end() ? U'0' : found->zero;
    std::string out;
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            utf8::append(out, zero + static_cast<char32_t>(c - '0'));
        } else {
            out += c;
        }
    }
    return out;
}

std::string format_number(std::int64_t number, const Language& language) {
    std::string plain = std::to_string(number);
    std::string out;
    if (plain.front() == '-') {
        out = "-";
        plain.erase(0, 1);
    }
    if (plain.size() <= kUngrouped) return out + digits(plain, language);
    for (std::size_t i = 0; i < plain.size(); ++i) {
        if (i != 0 && (plain.size() - i) % kGroup == 0) out += language.group;
        out += digits(std::string_view(plain).substr(i, 1), language);
    }
    return out;
}

std::string join_list(std::span<const std::string> items, const Language& language) {
    std::string out;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i != 0) out += language.list_separator;
        out += items[i];
    }
    return out;
}

}  // namespace amparo::localization
