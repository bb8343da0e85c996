// Every rule of the lint has an example here that breaks it, and only it.
#include "lessons/lint.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <map>
#include <set>

#include "app/base/text.hpp"
#include "tests/lessons/samples.hpp"

using namespace amparo;
using namespace amparo::lessons;
using lessons::test::kEnglish;
using lessons::test::kInfo;
using lessons::test::with;

namespace {

using Files = std::map<std::string, std::string>;

const Day kToday = std::chrono::sys_days{std::chrono::year{2026} / 11 / 29};
const std::string kPath = "lessons/a-lesson/en.md";

const std::string kSession = R"(# For trainers

For few people.

## activity:begin Begin
minutes: 10

Notes.

### without-projector
Say it.

## discussion:talk Talk
minutes: 5

Notes.

## input:show Show
minutes: 10

Notes.

### slides
- first

### without-projector
Draw it.

## deepening:try Try
minutes: 15

Notes.

## synthesis:gather Gather
minutes: 5

Notes.
)";

const std::string kGlossary = R"(# Words

## term:key Key
also: keys

What opens a lock.

## term:lock Lock

What a key opens.
)";

const std::string kPaths = R"(# Paths

## path:one One way

For somebody.

- [A lesson](amparo:lesson/a-lesson)
)";

std::string translation(const std::string& body) { return "---\nsource: " + source_hash(kEnglish) + "\n---\n" + body; }

/// A PNG of 1 by 1 pixels as far as the lint looks: head, size, and what else is put into it.
std::string png(std::uint32_t width, const std::string& more = {}) {
    const auto big = [](std::uint32_t value) {
        std::string out;
        for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>((value >> static_cast<unsigned>(shift)) & 0xFFU);
        return out;
    };
    std::string out = "\x89PNG\r\n\x1a\n" + big(13) + "IHDR" + big(width) + big(1) + std::string("\x08\x02\0\0\0", 5) + big(0);
    if (!more.empty()) out += big(4) + more + "abcd" + big(0);
    return out + big(0) + "IEND" + big(0);
}

const std::string kPictured = with(kEnglish, "Words of the second page.", "Look: ![a lock](lock.png)");

/// Three sentences of nearly forty words each: none is too long by itself.
const std::string kLong = "This sentence has a good many words in it because somebody wanted to say everything that they knew about it at once, and again and again, until there was nothing left to say about it. "
                          "And so has this one, which goes on for quite a while longer than anybody who is tired would like to read in a single breath, too, even if they were not tired at all. "
                          "Here comes the third one, and it is not shorter than the others, as whoever wrote it had a lot of time and nobody who stopped them early enough to save the others from it.";

/// A small library in which nothing is off.
Files sound() {
    return {{"lessons/a-lesson/lesson.json", kInfo},
            {kPath, kEnglish},
            {"lessons/a-lesson/session.md", kSession},
            {"lessons/glossary/en.md", kGlossary},
            {"lessons/paths/en.md", kPaths},
            {"localization/es/lessons/a-lesson.md", translation(kEnglish)}};
}

std::vector<LessonLint> judged(const Files& files) {
    std::vector<std::string> paths;
    for (const auto& [path, bytes] : files) paths.push_back(path);
    const auto read = [&](const std::string& path) -> Result<std::string> {
        const auto found = files.find(path);
        if (found == files.end()) return fail(Errc::NotFound);
        return found->second;
    };
    LintSurroundings around;
    around.checks = {"some-check"};
    around.incidents = {"phishing"};
    around.today = kToday;
    around.bytes = [&](const std::string& path) -> std::optional<std::string> {
        const auto found = files.find(path);
        return found == files.end() ? std::nullopt : std::optional(found->second);
    };
    around.complete = [](std::string_view tag) { return tag == "es"; };
    return lint(Library::load(paths, read), around);
}

std::string all_text(const std::vector<LessonLint>& items) {
    std::string out;
    for (const LessonLint& item : items) out += lint_text(item) + "\n";
    return out;
}

struct Example {
    const char* rule;
    std::function<void(Files&)> change;
    const char* where;  ///< how the line that is told begins
};

void change(Files& files, const std::string& path, const std::string& from, const std::string& to) { files.at(path) = with(files.at(path), from, to); }

const std::vector<Example>& examples() {
    static const std::string kJson = "lessons/a-lesson/lesson.json";
    static const std::string kEs = "localization/es/lessons/a-lesson.md";
    static const std::string kTeach = "lessons/a-lesson/session.md";
    // Where the English changes, the translation goes along, so that no other rule is broken.
    static const auto english = [](const std::string& from, const std::string& to) {
        return [from, to](Files& files) {
            change(files, kPath, from, to);
            files.erase("localization/es/lessons/a-lesson.md");
        };
    };
    static const std::vector<Example> kExamples = {
        {"answer-first", english("- [ ] This\n  > Not quite, because of a.\n- [x] That, over\n  two lines\n  > Yes, because of b.\n  >\n  > And c.\n", "- [x] That\n  > Yes.\n- [ ] This, and much more of it\n  > No.\n\n## quiz:more Which?\n\n- [x] A\n  > Yes.\n- [ ] Longer\n  > No.\n\n## quiz:third Which?\n\n- [x] A\n  > Yes.\n- [ ] Longer\n  > No.\n"), "lessons/a-lesson/en.md:1: warning: the right answer is the first"},
        {"answer-longest", english("- [ ] This\n  > Not quite", "- [ ] B\n  > No.\n- [x] The longest\n  > Yes.\n\n## quiz:more Which?\n\n- [ ] A\n  > No.\n- [x] Longer\n  > Yes.\n\n## quiz:third Which?\n\n- [ ] This\n  > Not quite"), "lessons/a-lesson/en.md:1: warning: the right answer is the longest"},
        {"block-missing", [](Files& files) { change(files, kTeach, "## discussion:talk Talk", "## activity:talk Talk"); change(files, kTeach, "minutes: 5\n\nNotes.", "minutes: 5\n\nNotes.\n\n### without-projector\nSay it."); }, "lessons/a-lesson/session.md:1: warning: there is no discussion"},
        {"broken", [](Files& files) { change(files, kTeach, "## input:show Show", "## lecture:show Show"); }, "lessons/a-lesson/session.md:18: error: a block is one of"},
        {"check-uncovered", [](Files& files) { change(files, kJson, "\"some-check\"", ""); }, "lessons: warning: no lesson explains the check \"some-check\""},
        {"dead-link", english("amparo:lesson/a-lesson#second", "amparo:lesson/a-lesson#third"), "lessons/a-lesson/en.md:9: error: nothing lies behind amparo:lesson/a-lesson#third"},
        {"dead-link", english("amparo:lesson/a-lesson#second", "amparo:check/other-check"), "lessons/a-lesson/en.md:9: error: nothing lies behind amparo:check/other-check"},
        {"dead-link", english("amparo:lesson/a-lesson#second", "amparo:glossary/door"), "lessons/a-lesson/en.md:9: error: nothing lies behind amparo:glossary/door"},
        {"dead-link", [](Files& files) { change(files, "lessons/paths/en.md", "amparo:lesson/a-lesson", "amparo:lesson/other"); }, "lessons/paths/en.md:3: error: there is no lesson \"other\""},
        {"fixed-part", [](Files& files) { change(files, kEs, "`Settings`", "`Ajustes`"); }, "localization/es/lessons/a-lesson.md:12: error: missing: step:first code Settings"},
        {"goals", english("## goals\n\n- know one thing\n\n", ""), "lessons/a-lesson/en.md:1: warning: there are no goals"},
        {"incident-uncovered", [](Files& files) { change(files, kJson, "\"incidents\": [\"phishing\"]", "\"incidents\": []"); }, "lessons: warning: no lesson helps with \"phishing\""},
        {"long-sentence", english("Words of the second page.", "This one goes on and on and on and on and on and on and on and on and on and on and on and on and on and on and on and on and on and on and on and on and on."), "lessons/a-lesson/en.md:25: warning: a sentence of"},
        {"no-source", [](Files& files) { change(files, kJson, "{\"title\": \"A page\", \"url\": \"https://example.org/\", \"seen\": \"2026-11-23\"}", ""); }, "lessons/a-lesson/lesson.json: error: no fact has a source"},
        {"not-shown", english("[the second](amparo:lesson/a-lesson#second)", "[the second](http://example.org/)"), "lessons/a-lesson/en.md:10: error: a link to"},
        {"number", [](Files& files) { change(files, kEs, "Words of the second page.", "Words of the 2nd page."); }, "localization/es/lessons/a-lesson.md:28: warning: the number 2 is not"},
        {"old-tool", english("Words of the second page.", "Use TrueCrypt."), "lessons/a-lesson/en.md:25: warning: \"truecrypt\""},
        {"picture-alt", [](Files& files) { files[kPath] = with(kPictured, "a lock", ""); files["lessons/a-lesson/lock.png"] = png(1); files.erase(kEs); }, "lessons/a-lesson/en.md:25: error: the picture lock.png"},
        {"picture-broken", [](Files& files) { files[kPath] = kPictured; files["lessons/a-lesson/lock.png"] = png(5000); files.erase(kEs); }, "lessons/a-lesson/lock.png: error: no PNG or JPEG"},
        {"picture-metadata", [](Files& files) { files[kPath] = kPictured; files["lessons/a-lesson/lock.png"] = png(1, "eXIf"); files.erase(kEs); }, "lessons/a-lesson/lock.png: error: it holds where and with what"},
        {"picture-missing", [](Files& files) { files[kPath] = kPictured; files.erase(kEs); }, "lessons/a-lesson/en.md:25: error: there is no picture lock.png"},
        {"promise", english("Words of the second page.", "It leaves no trace."), "lessons/a-lesson/en.md:25: error: \"leaves no trace\" is a promise"},
        {"reading-level",
         [](Files& files) {
             for (const char* words : {"What it is about.", "Words of the second page.", "A situation.", "Not quite, because of a.", "Yes, because of b."}) change(files, kPath, words, kLong);
             files.erase(kEs);
         },
         "lessons/a-lesson/en.md:1: warning: sentences have"},
        {"review-due", [](Files& files) { change(files, kJson, "\"reviewed\": \"2026-11-23\"", "\"reviewed\": \"2025-01-01\""); }, "lessons/a-lesson/lesson.json: warning: last compared with its sources on 2025-01-01"},
        {"review-future", [](Files& files) { change(files, kJson, "\"reviewed\": \"2026-11-23\"", "\"reviewed\": \"2027-01-01\""); }, "lessons/a-lesson/lesson.json: error: \"reviewed\" is a day"},
        {"slide-missing", [](Files& files) { change(files, kTeach, "- first", "- third"); }, "lessons/a-lesson/session.md:18: error: the lesson has no step \"third\""},
        {"stale", [](Files& files) { change(files, kEs, source_hash(kEnglish), "0123456789abcdef"); }, "localization/es/lessons/a-lesson.md:2: warning: the English has changed"},
        {"term-twice", [](Files& files) { change(files, "lessons/glossary/en.md", "## term:lock Lock\n", "## term:lock Lock\nalso: keys\n"); }, "lessons/glossary/en.md:8: warning: \"keys\" belongs to \"key\""},
        {"untranslated", [](Files& files) { change(files, kEs, "## step:second Second page\n\nWords of the second page.\n\n", ""); }, "localization/es/lessons/a-lesson.md: warning: the step \"second\" is missing"},
        {"without-projector", [](Files& files) { change(files, kTeach, "### without-projector\nDraw it.\n\n", ""); }, "lessons/a-lesson/session.md:18: warning: \"show\" does not say"},
        {"word", english("Words of the second page.", "Only a careless person does that."), "lessons/a-lesson/en.md:25: warning: \"careless\""},
    };
    return kExamples;
}

}  // namespace

TEST_CASE("in a sound library the lint finds nothing but that words and paths are not translated") {
    Files files = sound();
    change(files, "lessons/a-lesson/lesson.json", "\"incidents\": []", "\"incidents\": [\"phishing\"]");
    const auto items = judged(files);
    INFO(all_text(items));
    CHECK(items.size() == 2);
    CHECK(std::ranges::all_of(items, [](const LessonLint& item) { return item.rule == "untranslated" && item.file.starts_with("localization/es/lessons/"); }));
}

TEST_CASE("each rule is broken by its example, told with its line and with what to do, and by nothing else") {
    std::set<std::string> seen;
    for (const Example& example : examples()) {
        Files files = sound();
        change(files, "lessons/a-lesson/lesson.json", "\"incidents\": []", "\"incidents\": [\"phishing\"]");
        example.change(files);
        // What has nothing to do with the example.
        auto items = judged(files);
        std::erase_if(items, [](const LessonLint& item) { return item.rule == "untranslated" && !item.file.ends_with("a-lesson.md"); });
        INFO(example.rule << "\n" << all_text(items));
        const bool told = std::ranges::any_of(items, [&](const LessonLint& item) { return item.rule == example.rule && lint_text(item).starts_with(example.where); });
        CHECK(told);
        CHECK(std::ranges::all_of(items, [&](const LessonLint& item) { return item.rule == example.rule && !item.remedy.empty(); }));
        seen.insert(example.rule);
    }
    for (const LintRule& rule : lint_rules()) {
        INFO("no example breaks " << rule.id);
        CHECK(seen.contains(std::string(rule.id)));
    }
    CHECK(std::ranges::is_sorted(lint_rules(), {}, &LintRule::id));
}

TEST_CASE("a page that reads well in another script's digits is not told about") {
    Files files = sound();
    change(files, "lessons/a-lesson/lesson.json", "\"incidents\": []", "\"incidents\": [\"phishing\"]");
    const std::string numbered = with(kEnglish, "Words of the second page.", "Wait 10 minutes.");
    files[kPath] = numbered;
    files.erase("localization/es/lessons/a-lesson.md");
    files["localization/ar/lessons/a-lesson.md"] = "---\nsource: " + source_hash(numbered) + "\n---\n" + with(numbered, "Wait 10 minutes.", "\xD9\xA1\xD9\xA0 x");
    INFO(all_text(judged(files)));
    CHECK(judged(files).empty());
    files["localization/ar/lessons/a-lesson.md"] = "---\nsource: " + source_hash(numbered) + "\n---\n" + with(numbered, "Wait 10 minutes.", "\xD9\xA1\xD9\xA5 x");
    CHECK(judged(files).size() == 1);
}
