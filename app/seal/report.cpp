#include "app/seal/report.hpp"

#include <algorithm>

#include "app/base/hash.hpp"
#include "app/base/text.hpp"
#include "app/base/utf8.hpp"

namespace amparo::seal {

namespace {

constexpr std::string_view kLetters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

std::string bare(std::string_view code) {
    std::string out;
    for (const char c : code) {
        if (c == ' ' || c == '-') continue;
        out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return out;
}

}  // namespace

bool is_file_name(std::string_view name) {
    if (name.empty() || name.size() > 100 || name.front() == '.' || name.back() == '.' || name.back() == ' ') return false;
    if (!utf8::is_valid(name) || name.find_first_of("/\\:*?\"<>|") != std::string_view::npos) return false;
    // Characters that turn the order of others around make "exe.txt" out of "txt.exe".
    return utf8::displayable(name, 100) == name;
}

std::string answer_code(std::string_view reply_secret, std::string_view case_ref) {
    const Digest digest = blake2b(as_bytes("amparo answer 1:" + std::string(reply_secret) + ":" + std::string(case_ref)));
    std::string out;
    for (std::size_t i = 0; i < 10; ++i) {
        if (i == 5) out += '-';
        // Two bytes a letter, so that no letter is noticeably likelier.
        out += kLetters[(digest[2 * i] * 256U + digest[2 * i + 1]) % kLetters.size()];
    }
    return out;
}

bool same_answer(std::string_view given, std::string_view expected) {
    return !expected.empty() && bare(given) == bare(expected);
}

}  // namespace amparo::seal
