#include "checks/accounts/variants.hpp"

#include <cctype>

namespace amparo::accounts {

namespace {

constexpr std::size_t kLeastStem = 5;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

char letter_for(char c) {
    switch (c) {
        case '0': return 'o';
        case '1': return 'l';
        case '3': return 'e';
        case '4': return 'a';
        case '5': return 's';
        case '7': return 't';
        case '@': return 'a';
        case '$': return 's';
        case '!': return 'i';
        default: return 0;
    }
}

}  // namespace

WipedBytes stem_of(std::string_view password) {
    // Decoration at the ends: digits and signs.
    std::size_t from = 0;
    std::size_t to = password.size();
    while (from < to && !is_letter(small(password[from]))) ++from;
    while (to > from && !is_letter(small(password[to - 1]))) --to;
    WipedBytes out;
    out.reserve(to - from);
    for (std::size_t i = from; i < to; ++i) {
        const char c = small(password[i]);
        if (is_letter(c)) {
            out.push_back(c);
        } else if (const char letter = letter_for(c)) {
            out.push_back(letter);
        }
    }
    // Chance makes short words, and most of the password must be in the stem.
    if (out.size() < kLeastStem || out.size() * 2 < password.size()) out.clear();
    return out;
}

}  // namespace amparo::accounts
