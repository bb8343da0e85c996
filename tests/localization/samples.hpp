#pragma once
// What several tests of this room share: a header, catalogues from text, and languages.

#include <memory>
#include <string>
#include <string_view>

#include "localization/catalog.hpp"

namespace amparo::localization::samples {

inline constexpr std::string_view kEnglishRule = "nplurals=2; plural=(n != 1);";
inline constexpr std::string_view kArabicRule =
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);";

inline std::string header(std::string_view language, std::string_view rule = kEnglishRule) {
    return "msgid \"\"\nmsgstr \"\"\n\"Language: " + std::string(language) +
           "\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Plural-Forms: " + std::string(rule) +
           "\\n\"\n\n";
}

/// One entry without plural. `above` is comment lines, each with its line feed.
inline std::string entry(std::string_view id, std::string_view english, std::string_view text = "",
                         std::string_view above = "#. About.\n") {
    return std::string(above) + "msgctxt \"" + std::string(id) + "\"\nmsgid \"" + std::string(english) +
           "\"\nmsgstr \"" + std::string(text) + "\"\n\n";
}

inline Language arabic() {
    Language out;
    out.tag = "ar";
    out.name = "Arabic";
    out.english_name = "Arabic";
    out.direction = Direction::RightToLeft;
    out.digits = "arab";
    out.group = "\u066C";
    out.decimal = "\u066B";
    out.list_separator = "\u060C ";
    return out;
}

inline Language named(std::string_view tag) {
    Language out;
    out.tag = tag;
    return out;
}

inline Catalog catalog(const Language& language, std::string_view body,
                       std::string_view rule = kEnglishRule) {
    Catalog out(language);
    out.add("app", header(language.tag, rule) + std::string(body));
    return out;
}

inline std::shared_ptr<const Catalog> shared(Catalog catalog) {
    return std::make_shared<const Catalog>(std::move(catalog));
}

}  // namespace amparo::localization::samples
