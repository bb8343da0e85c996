#include "localization/promises.hpp"

#include <array>

#include "app/base/utf8.hpp"

namespace amparo::localization {

namespace {

constexpr std::array<std::string_view, 22> kBanned = {
    "leaves no trace",
    "leave no trace",
    "leaving no trace",
    "without a trace",
    "nothing on this computer",
    "plausible deniability",
    "plausibly deniable",
    "hidden",
    "undetectable",
    "cannot be detected",
    "invisible",
    "secure deletion",
    "secure erase",
    "securely delet*",
    "securely eras*",
    "wiped",
    "shredded",
    "military-grade",
    "unbreakable",
    "anonymous",
    "anonymously",
    "safe on any computer",
};

/// Small letters, one space for any run of them, one hyphen for any kind of hyphen, a space at both ends;
/// apostrophes and the rest stay as they are.
std::string normal(std::string_view text) {
    std::string out = " ";
    for (std::size_t i = 0; i < text.size();) {
        const utf8::Decoded next = utf8::decode(text, i);
        i += next.size;
        const char32_t c = next.code;
        if (c == U' ' || c == U'\n' || c == U'\t' || c == 0xA0 || c == 0x202F) {
            if (out.back() != ' ') out += ' ';
        } else if (c >= 0x2010 && c <= 0x2013) {
            out += '-';
        } else if (c == 0xAD || c == 0x200B) {
            continue;  // may break a line, is not seen
        } else if (c >= U'A' && c <= U'Z') {
            utf8::append(out, c - U'A' + U'a');
        } else {
            utf8::append(out, c);
        }
    }
    return out + " ";
}

bool is_word_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

bool contains(std::string_view text, std::string_view phrase) {
    const bool any_ending = phrase.ends_with('*');
    if (any_ending) phrase.remove_suffix(1);
    for (std::size_t at = text.find(phrase); at != std::string_view::npos; at = text.find(phrase, at + 1)) {
        const bool begins = !is_word_byte(text[at - 1]);  // the text begins with a space
        const bool ends = any_ending || !is_word_byte(text[at + phrase.size()]);
        if (begins && ends) return true;
    }
    return false;
}

}  // namespace

std::span<const std::string_view> banned_promises() { return kBanned; }

std::vector<std::string> promises_in(std::string_view text) {
    const std::string plain = normal(text);
    // "military grade" and "military-grade" are the same promise.
    std::string spaced = plain;
    for (char& c : spaced) c = c == '-' ? ' ' : c;
    std::vector<std::string> out;
    for (const std::string_view phrase : kBanned) {
        std::string other(phrase);
        for (char& c : other) c = c == '-' ? ' ' : c;
        if (contains(plain, phrase) || contains(spaced, other)) out.emplace_back(phrase);
    }
    return out;
}

}  // namespace amparo::localization
