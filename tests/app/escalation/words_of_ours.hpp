#pragma once
// The program's own words, for tests of what leaves: English, or Arabic with English behind it.

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "localization/language.hpp"
#include "localization/translator.hpp"
#include "tests/support/fixtures.hpp"

namespace amparo::test {

inline std::shared_ptr<localization::Catalog> catalog_of(const std::string& tag) {
    const auto folder = source_folder() / "localization" / tag;
    auto catalog = std::make_shared<localization::Catalog>(localization::parse_language(read_file(folder / "language.json")).value());
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == ".po") catalog->add(entry.path().stem().string(), read_file(entry.path()));
    }
    return catalog;
}

inline const localization::Translator& english_words() {
    static const localization::Translator kWords = [] {
        const auto english = catalog_of("en");
        return localization::Translator({english}, english->language());
    }();
    return kWords;
}

inline const localization::Translator& arabic_words() {
    static const localization::Translator kWords = [] {
        const auto arabic = catalog_of("ar");
        return localization::Translator({arabic, catalog_of("en")}, arabic->language());
    }();
    return kWords;
}

}  // namespace amparo::test
