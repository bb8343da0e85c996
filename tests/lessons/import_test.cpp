// Collections of others, in the two layouts that we take over, whole and broken in every way.
#include "lessons/import.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <ctime>
#include <map>
#include <random>

#include "app/base/text.hpp"
#include "lessons/lint.hpp"
#include "lessons/yaml.hpp"

using namespace amparo;
using namespace amparo::lessons;

namespace {

using Files = std::map<std::string, std::string>;

const Day kToday = std::chrono::sys_days{std::chrono::year{2026} / 11 / 29};
const std::string kPng = "\x89PNG\r\n\x1a\n picture";

Import imported(const Files& files) {
    std::vector<std::string> paths;
    for (const auto& [path, bytes] : files) paths.push_back(path);
    return import_lessons(paths, [&](const std::string& path) -> Result<std::string> { return files.at(path); }, {"theirs", kToday});
}

Library library_of(const Import& import) {
    std::vector<std::string> paths;
    for (const auto& [path, bytes] : import.files) paths.push_back(path);
    return Library::load(paths, [&](const std::string& path) -> Result<std::string> { return import.files.at(path); });
}

/// A collection in the layout of Umbrella.
Files umbrella() {
    return {
        {"en/.category.yml", "title: Everything\nindex: 1\n"},
        {"en/field/.category.yml", "title: \"Field\"\nindex: 2\n"},
        {"en/field/protests/.category.yml", "title: Protests\nindex: 1\ndescription: >\n  Being seen,\n  and coming home.\n"},
        {"en/field/protests/beginner/s_clothes.md", "---\ntitle: Clothes\nindex: 2\n---\n# Clothes\n\nWear **layers**. See [the bag](umbrella://field/protests/beginner/s_bag.md) and [nowhere](umbrella://field/none).\n\n![a coat](coat.png)\n"},
        {"en/field/protests/beginner/s_bag.md", "---\ntitle: Bag\nindex: 1\n---\nTake water.\n"},
        {"en/field/protests/beginner/coat.png", kPng},
        {"en/field/protests/beginner/c_checklist.yml", "title: Before\nlist:\n  - check: Charge the phone\n  - label: At the door\n  - check: \"Lock: twice\"\n"},
        {"en/field/protests/expert/s_more.md", "---\ntitle: More\nindex: 1\n---\nMore.\n"},
        {"en/field/f_report.yml", "title: Report\nscreens:\n  - title: Who\n    items:\n      - label: Name\n        type: text_input\n        hint: Any name\n      - label: Kind\n        type: single_choice\n        options:\n          - label: One\n          - label: Two\n"},
        {"es/field/protests/.category.yml", "title: Protestas\n"},
        {"es/field/protests/beginner/s_clothes.md", "---\ntitle: Ropa\nindex: 2\n---\nLleva **capas**.\n\n![abrigo](coat.png)\n"},
        {"es/field/protests/beginner/s_extra.md", "---\ntitle: Extra\nindex: 9\n---\nSolo en español.\n"},
    };
}

bool tells(const Import& import, const std::string& file, const std::string& words) {
    return std::ranges::any_of(import.defects, [&](const ImportDefect& defect) { return defect.file == file && defect.message.find(words) != std::string::npos; });
}

}  // namespace

TEST_CASE("a collection in Umbrella's layout becomes lessons, pages in their order, links, checklists, forms and pictures with them") {
    const Import import = imported(umbrella());
    CHECK(import.counts.segments == 5);
    CHECK(import.counts.checklists == 1);
    CHECK(import.counts.forms == 1);
    CHECK(import.counts.images == 1);
    const Library library = library_of(import);
    for (const auto& problem : library.problems()) FAIL_CHECK(problem.text());
    CHECK(library.ids().size() == 3);
    const std::vector<std::string> chain = {"en"};
    const auto lesson = library.lesson("theirs-field-protests-beginner", chain);
    REQUIRE(lesson);
    CHECK(lesson->unreviewed);
    CHECK(lesson->title.find("Protests") != std::string::npos);
    REQUIRE(lesson->steps.size() == 2);
    CHECK(lesson->steps[0].title == "Bag");
    CHECK(lesson->steps[1].title == "Clothes");
    const std::string words = describe(Markdown{lesson->steps[1].body, {}});
    CHECK(words.find("amparo:lesson/theirs-field-protests-beginner#bag") != std::string::npos);
    CHECK(words.find("coat.png") != std::string::npos);
    REQUIRE(lesson->checklists.size() == 2);
    CHECK(plain_text(lesson->checklists[1].items.at(0).text) == "Lock: twice");
    CHECK(library.lesson("theirs-field-protests-expert", chain)->level == Level::High);
    CHECK(plain_text(library.lesson("theirs-field-report", chain)->steps.at(0).body).find("Any name") != std::string::npos);
    // What is not in the English, and what leads nowhere, is told.
    CHECK(import.broken_links == std::vector<BrokenLink>{{"en/field/protests/beginner/s_clothes.md", "umbrella://field/none"}});
    CHECK(tells(import, "es/field/protests/beginner/s_extra.md", "does not have"));
    CHECK(tells(import, "en/field/f_report.yml", "form"));
}

TEST_CASE("a translation is taken over page by page and has the English picture where it has none of its own") {
    const Library library = library_of(imported(umbrella()));
    const std::vector<std::string> chain = {"es", "en"};
    const auto lesson = library.lesson("theirs-field-protests-beginner", chain);
    REQUIRE(lesson);
    CHECK(lesson->steps[0].wording.lang == "en");
    CHECK(lesson->steps[1].wording.lang == "es");
    CHECK(lesson->steps[1].title == "Ropa");
    CHECK(describe(Markdown{lesson->steps[1].body, {}}).find("coat.png") != std::string::npos);
    CHECK_FALSE(lesson->has_stale());
}

TEST_CASE("Markdown with a header becomes a lesson for each file, cut at its large headings") {
    const Import import = imported({{"guides/travel.md", "---\ntitle: Travelling\ntags: [a, b]\n---\nBefore.\n\n## Pack little\n\nLess.\n\n### Really\n\nLess still.\n\n## At the border\n\nBe calm. See https://example.org/.\n"},
                                    {"guides/plain.md", "# A plain one\n\nWords.\n"},
                                    {"README.md", "Not a lesson.\n"},
                                    {"build.sh", "#!/bin/sh\n"}});
    const Library library = library_of(import);
    for (const auto& problem : library.problems()) FAIL_CHECK(problem.text());
    CHECK(library.ids() == std::vector<std::string>{"theirs-guides-plain", "theirs-guides-travel"});
    const std::vector<std::string> chain = {"en"};
    const auto travel = library.lesson("theirs-guides-travel", chain);
    REQUIRE(travel);
    CHECK(travel->title == "Travelling");
    REQUIRE(travel->steps.size() == 3);
    CHECK(travel->steps[1].title == "Pack little");
    CHECK(travel->steps[1].body.size() == 3);
    CHECK(library.lesson("theirs-guides-plain", chain)->title == "A plain one");
    CHECK(tells(import, "guides/travel.md", "\"tags\""));
    CHECK(tells(import, "build.sh", "not taken over"));
    CHECK(tells(import, "README.md", "not taken over"));
}

TEST_CASE("what is broken is named with its file, and the rest is taken over") {
    Files files = umbrella();
    files["en/field/protests/beginner/s_bad.md"] = "---\ntitle: Bad\nNo end, and a byte \xFF here.\n";
    files["en/field/protests/beginner/s_turn.md"] = "---\ntitle: Turned\n---\nA \xE2\x80\xAE turned word.\n";
    files["en/field/c_broken.yml"] = "list:\n  - check: [unclosed\n - odd\n";
    files["en/field/f_empty.yml"] = "title: Nothing\n";
    files["en/field/protests/beginner/s_empty.md"] = "---\ntitle: Empty\n---\n\n";
    files["en/field/protests/beginner/s_picture.md"] = "---\ntitle: Picture\n---\n![x](../../../secret.png) ![y](fake.png)\n";
    files["en/field/protests/beginner/fake.png"] = "no picture";
    files["en/field/protests/beginner/s_deep.md"] = "---\ntitle: Deep\n---\n" + std::string(40, '>') + " deep\n";
    const Import import = imported(files);
    CHECK(tells(import, "en/field/protests/beginner/s_bad.md", "does not end"));
    CHECK(tells(import, "en/field/protests/beginner/s_bad.md", "not UTF-8"));
    CHECK(tells(import, "en/field/protests/beginner/s_turn.md", "U+202E"));
    CHECK(tells(import, "en/field/c_broken.yml", ""));
    CHECK(tells(import, "en/field/f_empty.yml", "screens"));
    CHECK(tells(import, "en/field/protests/beginner/s_empty.md", "without words"));
    CHECK(tells(import, "en/field/protests/beginner/fake.png", "no picture"));
    CHECK(tells(import, "en/field/protests/beginner/s_deep.md", "cannot be taken over"));
    CHECK(std::ranges::any_of(import.broken_links, [](const BrokenLink& link) { return link.target == "../../../secret.png"; }));
    const Library library = library_of(import);
    for (const auto& problem : library.problems()) FAIL_CHECK(problem.text());
    CHECK(library.ids().size() == 3);
}

TEST_CASE("the same collection gives the same files and the same report, whatever the order of its names") {
    const Files files = umbrella();
    std::vector<std::string> paths;
    for (const auto& [path, bytes] : files) paths.push_back(path);
    const auto read = [&](const std::string& path) -> Result<std::string> { return files.at(path); };
    const Import first = import_lessons(paths, read, {"theirs", kToday});
    std::ranges::reverse(paths);
    const Import second = import_lessons(paths, read, {"theirs", kToday});
    CHECK(first.files == second.files);
    CHECK(first.defects == second.defects);
    CHECK(first.broken_links == second.broken_links);
}

TEST_CASE("four thousand small files in seven languages are taken over within two seconds") {
    Files files;
    std::size_t number = 0;
    for (const char* locale : {"en", "ar", "es", "fa", "fr", "ru", "zh"}) {
        for (int topic = 0; topic < 48; ++topic) {
            const std::string folder = std::string(locale) + "/category-" + std::to_string(topic % 8) + "/topic-" + std::to_string(topic) + "/beginner/";
            files[folder + ".category.yml"] = "title: Topic " + std::to_string(topic) + "\nindex: 1\n";
            files[folder + "c_list.yml"] = "list:\n  - check: One\n  - check: Two\n";
            for (int page = 0; page < 10; ++page) {
                std::string body = "---\ntitle: Page " + std::to_string(page) + "\nindex: " + std::to_string(page) + "\n---\n# Page\n\n";
                for (int line = 0; line < 12; ++line) body += "- Words of page " + std::to_string(page) + ", with **some** weight and [a link](umbrella://category-1/topic-1/beginner).\n";
                files[folder + "s_page-" + std::to_string(page) + ".md"] = body;
                ++number;
            }
        }
    }
    REQUIRE(files.size() >= 4000);
    // The time that this program computes, so that a busy machine does not make it slow.
    const std::clock_t begin = std::clock();
    const Import import = imported(files);
    const double took = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    CHECK(import.counts.segments == number);
    CHECK(import.defects.empty());
    // Builds for developers, and those with sanitizers, are given more than the two seconds of one for people.
    INFO(took << " s for " << files.size() << " files");
    CHECK(took < 20);
}

TEST_CASE("no cut and no changed byte in a collection leads to more than a report") {
    const Files whole = umbrella();
    std::mt19937 random(20261129);
    for (int round = 0; round < 300; ++round) {
        Files files = whole;
        auto victim = files.begin();
        std::advance(victim, static_cast<std::ptrdiff_t>(random() % files.size()));
        std::string& bytes = victim->second;
        if (bytes.empty()) continue;
        if (round % 2 == 0) {
            bytes.resize(random() % bytes.size());
        } else {
            for (int i = 0; i < 3; ++i) bytes[random() % bytes.size()] = static_cast<char>(random() % 256);
        }
        const Import import = imported(files);
        const Library library = library_of(import);
        INFO("round " << round << ", " << victim->first);
        for (const auto& problem : library.problems()) FAIL_CHECK(problem.text());
        for (const auto& item : lint(library)) CHECK(item.rule != "broken");
    }
}

TEST_CASE("the part of YAML that collections use is read, and what is outside of it is named with its line") {
    const auto read = [](const std::string& text) {
        const auto out = parse_yaml(text);
        return out ? out->dump(Json::Style::Compact) : out.error().detail;
    };
    CHECK(read("a: b\nc: \"d: e\"\n") == "{\"a\":\"b\",\"c\":\"d: e\"}");
    CHECK(read("a:\n  - b\n  - c: d\n    e: f\n") == "{\"a\":[\"b\",{\"c\":\"d\",\"e\":\"f\"}]}");
    CHECK(read("a:\n- b\n- c\n") == "{\"a\":[\"b\",\"c\"]}");
    CHECK(read("a: [b, 'c', \"d\"]\n") == "{\"a\":[\"b\",\"c\",\"d\"]}");
    CHECK(read("a: >\n  b\n  c\nd: |\n  e\n  f\n") == "{\"a\":\"b c\",\"d\":\"e\\nf\"}");
    CHECK(read("a: b\n  goes on\n") == "{\"a\":\"b goes on\"}");
    CHECK(read("# remark\na: b # and more\n") == "{\"a\":\"b\"}");
    CHECK(read("a: &x b\n").starts_with("line 1:"));
    CHECK(read("a: b\na: c\n").starts_with("line 2: the key \"a\""));
    CHECK(read("a: \"b\n").find("does not end") != std::string::npos);
    CHECK(read("a: \xFF\n").starts_with("line 1: a byte"));
    std::string deep;
    for (int i = 0; i < 40; ++i) deep += std::string(static_cast<std::size_t>(2 * i), ' ') + "a:\n";
    CHECK(parse_yaml(deep).error().code == Errc::Limit);
    std::string many;
    for (int i = 0; i < 30'000; ++i) many += "- a\n";
    CHECK(parse_yaml(many).error().code == Errc::Limit);
    std::string open = "a: \"";
    for (int i = 0; i < 60'000; ++i) open += "\\\"\n";
    CHECK_FALSE(parse_yaml(open));
}
