#include "checks/probes/versions.hpp"

#include <algorithm>
#include <array>

namespace amparo::checks {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// The next run of digits or of letters. `before_release` is true for "~" and for the words of test releases,
/// which stand below the plain version.
struct Piece {
    std::string_view text;
    bool number = false;
    bool before_release = false;
};

Piece next_piece(std::string_view& rest) {
    bool tilde = false;
    while (!rest.empty() && !is_digit(rest.front()) && !is_letter(rest.front())) {
        tilde = tilde || rest.front() == '~';
        rest.remove_prefix(1);
    }
    const bool number = !rest.empty() && is_digit(rest.front());
    std::size_t size = 0;
    while (size < rest.size() && (number ? is_digit(rest[size]) : is_letter(rest[size]))) ++size;
    const std::string_view text = rest.substr(0, size);
    rest.remove_prefix(size);
    constexpr std::array<std::string_view, 4> kTestRelease = {"rc", "pre", "beta", "alpha"};
    return {text, number, tilde || std::ranges::find(kTestRelease, text) != kTestRelease.end()};
}

std::string_view without_zeros(std::string_view digits) {
    while (digits.size() > 1 && digits.front() == '0') digits.remove_prefix(1);
    return digits;
}

std::strong_ordering compare_numbers(std::string_view a, std::string_view b) {
    a = without_zeros(a);
    b = without_zeros(b);
    if (a.size() != b.size()) return a.size() <=> b.size();
    return a.compare(b) <=> 0;
}

/// Below the end of a version stand test releases, above it numbers and words.
int rank(const Piece& piece) {
    if (piece.before_release) return 0;
    if (piece.text.empty()) return 1;
    return piece.number ? 3 : 2;
}

}  // namespace

std::strong_ordering compare_versions(std::string_view a, std::string_view b) {
    while (true) {
        const Piece left = next_piece(a);
        const Piece right = next_piece(b);
        if (rank(left) != rank(right)) return rank(left) <=> rank(right);
        if (left.text.empty() && right.text.empty()) return std::strong_ordering::equal;
        const auto order = left.number && right.number ? compare_numbers(left.text, right.text)
                                                       : left.text.compare(right.text) <=> 0;
        if (order != 0) return order;
    }
}

std::string_view major_version(std::string_view version) { return version.substr(0, version.find('.')); }

}  // namespace amparo::checks
