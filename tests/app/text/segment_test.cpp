#include "app/text/segment.hpp"

#include "app/base/utf8.hpp"
#include "tests/app/text/unicode_data.hpp"

using namespace amparo::text_layout;
using namespace amparo::test;

namespace {

/// One line of a break test: the text, and for each byte after which the standard has a break, 1.
struct BreakCase {
    std::string text;
    std::vector<std::uint8_t> breaks;
};

BreakCase break_case(const std::string& line) {
    BreakCase wanted;
    for (const std::string& token : tokens(line.substr(0, line.find('#')))) {
        if (token == "÷" || token == "×") {
            if (!wanted.text.empty()) wanted.breaks.back() = token == "÷" ? 1 : 0;
        } else {
            amparo::utf8::append(wanted.text, code_point(token));
            wanted.breaks.resize(wanted.text.size(), 0);
        }
    }
    return wanted;
}

std::vector<std::uint8_t> graphemes_end(std::string_view text) {
    std::vector<std::uint8_t> starts = grapheme_starts(text);
    starts.erase(starts.begin());
    return starts;
}

std::vector<std::uint8_t> lines_end(std::string_view text) {
    std::vector<std::uint8_t> out;
    for (const LineBreak each : line_breaks(text, "en")) out.push_back(each == LineBreak::None ? 0 : 1);
    return out;
}

struct Count {
    int cases = 0;
    int wrong = 0;
};

Count differences(const std::string& file_name, std::vector<std::uint8_t> (*ours)(std::string_view)) {
    auto file = unicode_data(file_name);
    Count count;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line[0] == '#') continue;
        const BreakCase wanted = break_case(line);
        ++count.cases;
        if (ours(wanted.text) != wanted.breaks) ++count.wrong;
    }
    return count;
}

std::string broken(std::string_view text, std::string_view language = "en") {
    std::string out;
    const auto breaks = line_breaks(text, language);
    for (std::size_t i = 0; i < text.size(); ++i) {
        out.push_back(text[i]);
        if (breaks[i] == LineBreak::Allowed) out.push_back('|');
    }
    return out;
}

}  // namespace

TEST_CASE("graphemes are those of the standard") {
    const Count count = differences("auxiliary/GraphemeBreakTest.txt", graphemes_end);
    CHECK(count.cases > 600);
    CHECK(count.wrong == 0);
}

TEST_CASE("line breaks are those of the standard but for known differences of versions") {
    // The data is of Unicode 15.0; libunibreak follows 15.1 and leaves some rules about numbers and brackets
    // out.
    const Count count = differences("auxiliary/LineBreakTest.txt", lines_end);
    CHECK(count.cases > 7'600);
    CHECK(count.wrong <= 129);
}

TEST_CASE("a conjunct, a family of emoji and a flag are one grapheme") {
    const auto count = [](std::string_view text) {
        int starts = -1;  // the end counts, too
        for (const auto start : grapheme_starts(text)) starts += start;
        return starts;
    };
    CHECK(count("क्षि") == 1);
    CHECK(count("👩‍👩‍👧🇩🇪") == 2);
    CHECK(count("e\u0301x") == 2);
    CHECK(count("می\u200cخ") == 3);
    CHECK(count("") == 0);
}

TEST_CASE("lines break at spaces and hyphens, and not before what closes") {
    CHECK(broken("one two-three (four) five.") == "one |two-|three |(four) |five.");
    CHECK(broken("a\u00A0b") == "a\u00A0b");
    CHECK(broken("中文。") == "中|文。");
    CHECK(broken("ปลอด\u200Bภัย") == "ปลอด\u200B|ภัย");
    CHECK(line_breaks("", "en").empty());
    CHECK(line_breaks("a", "en").back() == LineBreak::Required);
}
