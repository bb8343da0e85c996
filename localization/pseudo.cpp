#include "localization/pseudo.hpp"

#include <array>
#include <cstddef>
#include <map>
#include <memory>
#include <utility>

#include "app/base/utf8.hpp"
#include "localization/placeholders.hpp"

namespace amparo::localization {

namespace {

constexpr std::size_t kLetters = 26;
// Letters of Latin-1 and Latin Extended-A, which every font for European languages has; 0 leaves the letter
// alone.
constexpr std::array<char32_t, kLetters> kAccentedSmall = {
    0xE1, 0,    0xE7, 0xF0, 0xE9,  0,     0x11D, 0x125, 0xEE, 0x135, 0x137, 0x13C, 0,
    0xF1, 0xF6, 0,    0,    0x155, 0x161, 0x163, 0xFB,  0,    0x175, 0,     0xFD,  0x17E};
constexpr std::array<char32_t, kLetters> kAccentedCapital = {
    0xC1, 0,    0xC7, 0xD0, 0xC9,  0,     0x11C, 0x124, 0xCE, 0x134, 0x136, 0x13B, 0,
    0xD1, 0xD6, 0,    0,    0x154, 0x160, 0x162, 0xDB,  0,    0x174, 0,     0xDD,  0x17D};
// An Arabic letter of a similar sound for each Latin one. Letters that really are right-to-left test more
// than override controls would (joining, fonts, the caret), and they need no character that our own reader
// refuses.
constexpr std::array<char32_t, kLetters> kArabic = {
    0x627, 0x628, 0x643, 0x62F, 0x64A, 0x641, 0x62C, 0x647, 0x64A, 0x62C, 0x643, 0x644, 0x645,
    0x646, 0x648, 0x628, 0x642, 0x631, 0x633, 0x62A, 0x648, 0x641, 0x648, 0x62E, 0x64A, 0x632};
constexpr std::string_view kFiller = "lorem ipsum dolor sit amet ";
constexpr std::size_t kShort = 10;

std::string letters(std::string_view text, Pseudo kind) {
    std::string out;
    for (const char c : text) {
        const bool small = c >= 'a' && c <= 'z';
        const bool capital = c >= 'A' && c <= 'Z';
        char32_t letter = 0;
        if (small || capital) {
            const auto at = static_cast<std::size_t>(c - (small ? 'a' : 'A'));
            letter = kind == Pseudo::Mirrored ? kArabic[at]
                     : small                  ? kAccentedSmall[at]
                                              : kAccentedCapital[at];
        }
        if (letter != 0) {
            utf8::append(out, letter);
        } else {
            out += c;
        }
    }
    return out;
}

/// Words as they are written in a sentence: single braces doubled.
std::string escaped(std::string_view words) {
    std::string out;
    for (const char c : words) {
        if (c == '{' || c == '}') out += c;
        out += c;
    }
    return out;
}

std::string filler(std::size_t characters) {
    std::string out;
    while (out.size() < characters) out += kFiller;
    out.resize(characters);
    // A filler that ends in a space would be trimmed or wrapped away somewhere.
    if (!out.empty() && out.back() == ' ') out.back() = 'x';
    return out;
}

}  // namespace

std::optional<Pseudo> pseudo_of(std::string_view tag) {
    for (const Pseudo kind : {Pseudo::Accented, Pseudo::Mirrored, Pseudo::Doubled}) {
        if (pseudo_language(kind).tag == tag) return kind;
    }
    return std::nullopt;
}

Language pseudo_language(Pseudo kind) {
    Language out;
    out.preview = true;
    switch (kind) {
        case Pseudo::Accented:
            out.tag = "qps-ploc", out.english_name = "Test language, accented";
            break;
        case Pseudo::Mirrored:
            out.tag = "qps-plocm", out.english_name = "Test language, mirrored";
            out.direction = Direction::RightToLeft;
            break;
        case Pseudo::Doubled:
            out.tag = "qps-long", out.english_name = "Test language, doubled";
            break;
    }
    out.name = pseudo_text(out.english_name, kind);
    return out;
}

std::string pseudo_text(std::string_view english, Pseudo kind) {
    if (english.empty()) return {};
    std::string inner;
    if (kind == Pseudo::Doubled) {
        inner = english;
        if (utf8::length(english) < kShort) inner += " " + std::string(english);
    } else {
        for (const TemplatePart& part : parse_template(english).parts) {
            inner += part.place ? "{" + part.text + "}" : escaped(letters(part.text, kind));
        }
    }
    if (kind == Pseudo::Accented) {
        const std::size_t extra = (utf8::length(english) * 2 + 4) / 5;  // 40 %, rounded up
        inner += " " + letters(filler(extra), kind);
    }
    return std::string(kPseudoOpen) + inner + std::string(kPseudoClose);
}

Catalog pseudo_catalog(const Catalog& english, Pseudo kind) {
    Catalog out(pseudo_language(kind));
    std::map<const CatalogFile*, std::shared_ptr<const CatalogFile>> files;
    for (const CatalogEntry& entry : english.entries()) {
        std::shared_ptr<const CatalogFile>& file = files[entry.file.get()];
        if (file == nullptr) {
            file = std::make_shared<const CatalogFile>(
                CatalogFile{entry.file->domain, entry.file->path, PluralRule(), false});
        }
        PoEntry made = entry.po;
        made.forms.clear();
        for (const std::string& text : entry.texts()) made.forms.push_back(pseudo_text(text, kind));
        out.add_entry(std::move(made), file);
    }
    return out;
}

}  // namespace amparo::localization
