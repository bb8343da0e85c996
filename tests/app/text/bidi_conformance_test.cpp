// All cases of the two files that define what a correct bidirectional algorithm is.
#include <map>

#include "app/base/utf8.hpp"
#include "app/text/bidi.hpp"
#include "tests/app/text/unicode_data.hpp"

using namespace amparo::text_layout;
using namespace amparo::test;

namespace {

struct Case {
    std::vector<char32_t> codes;
    Direction direction = Direction::Auto;
    std::vector<std::string> levels;  // "x" for a character without a level
    std::vector<std::string> order;
    int base_level = -1;  // not given
};

/// Empty when right; else what was seen.
std::string difference(const Case& wanted) {
    std::string text;
    std::vector<std::size_t> starts;
    std::map<std::size_t, std::size_t> index_at;
    for (const char32_t code : wanted.codes) {
        index_at[text.size()] = starts.size();
        starts.push_back(text.size());
        amparo::utf8::append(text, code);
    }
    const BidiParagraph paragraph(text, wanted.direction);
    if (wanted.base_level >= 0 && paragraph.base_level() != wanted.base_level)
        return "another paragraph level";

    std::vector<std::string> levels(starts.size(), "x");
    std::vector<std::string> order;
    for (const BidiRun& run : paragraph.visual_runs(0, text.size())) {
        std::vector<std::string> part;
        for (std::size_t i = run.start; i < run.end; ++i) {
            const auto found = index_at.find(i);
            if (found == index_at.end() || wanted.levels.at(found->second) == "x") continue;
            levels[found->second] = std::to_string(run.level);
            part.push_back(std::to_string(found->second));
        }
        if (run.rtl()) part = {part.rbegin(), part.rend()};
        order.insert(order.end(), part.begin(), part.end());
    }
    std::string seen;
    if (levels != wanted.levels || order != wanted.order) {
        for (const auto& level : levels) seen += level + " ";
        seen += ";";
        for (const auto& index : order) seen += " " + index;
    }
    return seen;
}

}  // namespace

TEST_CASE("every case of BidiCharacterTest.txt comes out as the standard says") {
    auto file = unicode_data("BidiCharacterTest.txt");
    int cases = 0;
    int wrong = 0;
    std::string report;  // of the first few that differ
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line[0] == '#') continue;
        const auto parts = fields(line, ';');
        Case wanted;
        for (const auto& hex : tokens(parts[0])) wanted.codes.push_back(code_point(hex));
        wanted.direction = parts.at(1) == "0" ? Direction::LeftToRight
                           : parts[1] == "1"  ? Direction::RightToLeft
                                              : Direction::Auto;
        wanted.base_level = std::stoi(parts[2]);
        wanted.levels = tokens(parts.at(3));
        if (parts.size() > 4) wanted.order = tokens(parts[4]);
        ++cases;
        const std::string seen = difference(wanted);
        if (!seen.empty() && ++wrong <= 5) report += line + " gave " + seen + "\n";
    }
    CHECK(cases > 90'000);
    INFO(report);
    CHECK(wrong == 0);
}

TEST_CASE("every case of BidiTest.txt comes out as the standard says") {
    // One character of each class; the file promises that the choice does not matter as long as no bracket is
    // taken.
    const std::map<std::string, char32_t> sample{
        {"L", 0x61},     {"R", 0x5D0},    {"AL", 0x627},   {"EN", 0x31},    {"AN", 0x661},   {"ES", 0x2B},
        {"ET", 0x23},    {"CS", 0x2C},    {"NSM", 0x300},  {"BN", 0xAD},    {"B", 0x2029},   {"S", 0x9},
        {"WS", 0x20},    {"ON", 0x21},    {"LRE", 0x202A}, {"RLE", 0x202B}, {"LRO", 0x202D}, {"RLO", 0x202E},
        {"PDF", 0x202C}, {"LRI", 0x2066}, {"RLI", 0x2067}, {"FSI", 0x2068}, {"PDI", 0x2069}};
    auto file = unicode_data("BidiTest.txt");
    int cases = 0;
    int wrong = 0;
    std::string report;  // of the first few that differ
    Case wanted;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line[0] == '#') continue;
        if (line.starts_with("@Levels:")) {
            wanted.levels = tokens(line.substr(8));
        } else if (line.starts_with("@Reorder:")) {
            wanted.order = tokens(line.substr(9));
        } else if (line[0] != '@') {
            const auto parts = fields(line, ';');
            wanted.codes.clear();
            for (const auto& name : tokens(parts[0])) wanted.codes.push_back(sample.at(name));
            const auto bits = std::stoul(parts.at(1), nullptr, 16);
            const std::pair<unsigned long, Direction> choices[] = {
                {1, Direction::Auto}, {2, Direction::LeftToRight}, {4, Direction::RightToLeft}};
            for (const auto& [bit, direction] : choices) {
                if ((bits & bit) == 0) continue;
                wanted.direction = direction;
                ++cases;
                const std::string seen = difference(wanted);
                if (!seen.empty() && ++wrong <= 5) report += line + " gave " + seen + "\n";
            }
        }
    }
    CHECK(cases > 770'000);
    INFO(report);
    CHECK(wrong == 0);
}
