#include "app/base/version.hpp"

#include <array>

namespace amparo {

namespace {

constexpr std::string_view kOurName = "Amparo";
// The name as the translations write it in letters of their own.
constexpr std::array<std::string_view, 2> kSpellings = {kOurName, "أمبارو"};

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
}

}  // namespace

std::string_view product_name() { return AMPARO_NAME; }
std::string_view program_word() { return AMPARO_WORD; }

std::string renamed(std::string text, std::string_view name, std::string_view word) {
    if (name == kOurName) return text;
    for (const std::string_view spelling : kSpellings) replace_all(text, spelling, name);
    // Commands that a sentence shows; names of check ids and addresses hold no blank behind the word.
    replace_all(text, "amparo ", std::string(word) + " ");
    return text;
}

std::string in_own_name(std::string text) { return renamed(std::move(text), product_name(), program_word()); }

}  // namespace amparo
