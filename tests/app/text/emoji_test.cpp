#include "app/text/emoji.hpp"

#include <vector>

#include "app/base/utf8.hpp"
#include "tests/app/text/unicode_data.hpp"

using namespace amparo::text_layout;
using namespace amparo::test;

TEST_CASE("our tables of emoji are those of the standard") {
    std::vector<bool> presentation(0x110000, false);
    std::vector<bool> emoji(0x110000, false);
    int listed = 0;
    auto file = unicode_data("emoji/emoji-data.txt");
    for (std::string line; std::getline(file, line);) {
        const auto parts = fields(line.substr(0, line.find('#')), ';');
        if (parts.size() != 2) continue;
        const auto name = tokens(parts[1]).at(0);
        const auto dots = parts[0].find("..");
        const char32_t first = code_point(parts[0]);
        const char32_t last = dots == std::string::npos ? first : code_point(parts[0].substr(dots + 2));
        for (char32_t code = first; code <= last; ++code) {
            if (name == "Emoji_Presentation") presentation.at(code) = true;
            if (name == "Emoji") emoji.at(code) = true, ++listed;
        }
    }
    REQUIRE(listed > 1'000);
    int wrong = 0;
    for (char32_t code = 0; code < 0x110000; ++code) {
        if (has_emoji_presentation(code) != presentation[code]) ++wrong;
        if (may_be_emoji(code) != emoji[code]) ++wrong;
    }
    CHECK(wrong == 0);
}

TEST_CASE("every sequence that the standard calls an emoji is one for us") {
    auto file = unicode_data("emoji/emoji-test.txt");
    int cases = 0;
    std::string missed;
    for (std::string line; std::getline(file, line);) {
        if (line.find("; fully-qualified") == std::string::npos) continue;
        std::string text;
        for (const auto& hex : tokens(line.substr(0, line.find(';'))))
            amparo::utf8::append(text, code_point(hex));
        ++cases;
        if (!is_emoji(text)) missed += line + "\n";
    }
    CHECK(cases > 3'000);
    CHECK(missed.empty());
}

TEST_CASE("digits, letters and signs are no emoji by themselves") {
    for (const std::string_view text : {"", "a", "1", "#", "1\uFE0F", "©", "❤", "😀\uFE0E", "\U0001F1E9"}) {
        INFO(text);
        CHECK_FALSE(is_emoji(text));
    }
}
