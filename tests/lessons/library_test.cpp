#include "lessons/library.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <map>

#include "lessons/lint.hpp"
#include "tests/lessons/samples.hpp"

using namespace amparo;
using namespace amparo::lessons;
using lessons::test::kEnglish;
using lessons::test::kInfo;
using lessons::test::kMoreForms;
using lessons::test::with;

namespace {

using Files = std::map<std::string, std::string>;

Library load(const Files& files) {
    std::vector<std::string> paths;
    for (const auto& [path, bytes] : files) paths.push_back(path);
    return Library::load(paths, [&](const std::string& path) -> Result<std::string> {
        const auto found = files.find(path);
        if (found == files.end()) return fail(Errc::NotFound);
        return found->second;
    });
}

std::string arabic(const std::string& body, const std::string& source = source_hash(kEnglish)) {
    return "---\nsource: " + source + "\ndraft: machine\n---\n" + body;
}

Files files_with(const std::string& translation) {
    return {{"lessons/a-lesson/lesson.json", kInfo}, {"lessons/a-lesson/en.md", kEnglish}, {"localization/ar/lessons/a-lesson.md", translation}};
}

const std::vector<std::string> kArabicFirst = {"ar", "en"};
const std::vector<std::string> kEnglishOnly = {"en"};

}  // namespace

TEST_CASE("a lesson is found in English and in its translation, with where the words come from") {
    const Library library = load(files_with(arabic(with(kEnglish, "# A title", "# \xD8\xB9\xD9\x86\xD9\x88\xD8\xA7\xD9\x86"))));
    CHECK(library.problems().empty());
    CHECK(library.ids() == std::vector<std::string>{"a-lesson"});
    CHECK(library.languages("a-lesson") == std::vector<std::string>{"ar"});
    const auto english = library.lesson("a-lesson", kEnglishOnly);
    REQUIRE(english);
    CHECK(english->title == "A title");
    CHECK(english->is_whole_in("en"));
    CHECK_FALSE(english->has_drafts());
    const auto translated = library.lesson("a-lesson", kArabicFirst);
    REQUIRE(translated);
    CHECK(translated->title == "\xD8\xB9\xD9\x86\xD9\x88\xD8\xA7\xD9\x86");
    CHECK(translated->is_whole_in("ar"));
    CHECK(translated->has_drafts());
    CHECK_FALSE(translated->has_stale());
    CHECK(translated->minutes == 5);
    CHECK_FALSE(library.lesson("another", kArabicFirst));
}

TEST_CASE("a page that a translation lacks is shown in English and says so") {
    const std::string cut = with(kEnglish, "## step:second Second page\n\nWords of the second page.\n\n", "");
    const Library library = load(files_with(arabic(cut)));
    CHECK(library.problems().empty());
    const auto lesson = library.lesson("a-lesson", kArabicFirst);
    REQUIRE(lesson);
    CHECK(lesson->steps.at(0).wording.lang == "ar");
    CHECK(lesson->steps.at(1).wording.lang == "en");
    CHECK(lesson->steps.at(1).wording.state == localization::State::Source);
    CHECK_FALSE(lesson->is_whole_in("ar"));
}

TEST_CASE("a translation without the original's warning, or with a system less, is not shown for that page") {
    for (const std::string& cut : {with(kEnglish, "### legal\n\nAsk somebody.\n\n", ""), with(kEnglish, "### how:debian", "### how:fedora")}) {
        const Library library = load(files_with(arabic(cut)));
        REQUIRE(library.problems().size() == 1);
        CHECK(library.problems()[0].text().find("\"first\" has other parts") != std::string::npos);
        CHECK(library.lesson("a-lesson", kArabicFirst)->steps.at(0).wording.lang == "en");
    }
}

TEST_CASE("which answers are right is decided by the original") {
    const std::string other = with(with(kEnglish, "- [ ] This", "- [x] This"), "- [x] That", "- [ ] That");
    const Library library = load(files_with(arabic(other)));
    REQUIRE(library.problems().size() == 1);
    const auto lesson = library.lesson("a-lesson", kArabicFirst);
    CHECK(lesson->quiz.at(0).wording.lang == "en");
    CHECK_FALSE(lesson->quiz.at(0).options.at(0).right);
    CHECK(lesson->quiz.at(1).wording.lang == "ar");
}

TEST_CASE("what is ticked, and where a story leads, is decided by the original") {
    const std::string english = kEnglish + kMoreForms;
    const auto loaded = [&](const std::string& from, const std::string& to) {
        Files files = files_with(arabic(with(english, from, to), source_hash(english)));
        files["lessons/a-lesson/en.md"] = english;
        return load(files);
    };
    const Library fits = loaded("Make a backup.", "Otra copia.");
    CHECK(fits.problems().empty());
    CHECK(plain_text(fits.lesson("a-lesson", kArabicFirst)->checklists.at(0).items.at(0).text) == "Otra copia.");
    for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{{"[!] backup", "[ ] backup"},
                                                                                   {"disk: Look whether [the disk is encrypted](amparo:check/disk-encryption-system)", "disk: Look"},
                                                                                   {"- You wait. -> end-calm", "- You wait. -> end-gone\n- On. -> end-calm"},
                                                                                   {"## order:steps", "## match:steps"}}) {
        INFO(from);
        const Library library = loaded(from, to);
        CHECK(library.problems().size() >= 1);
    }
}

TEST_CASE("words to look up, paths and sessions are found in the reader's language") {
    Files files = files_with(arabic(kEnglish));
    files["lessons/glossary/en.md"] = "# Words\n\n## term:two-step Two-step sign-in\nalso: 2FA, second factor\n\nA second proof.\n\nMore of it.\n";
    files["localization/ar/lessons/glossary.md"] = arabic("## term:two-step X\nalso: Y\n\nZ.\n", source_hash(files["lessons/glossary/en.md"]));
    files["lessons/paths/en.md"] = "# Paths\n\n## path:first First\n\nFor all.\n\n- [A](amparo:lesson/a-lesson)\n- [B](amparo:lesson/gone)\n\n## path:none None\n\nFor none.\n\n- [B](amparo:lesson/gone)\n";
    files["lessons/a-lesson/session.md"] = "# S\n\n## activity:start Begin\nminutes: 10\n\nNotes.\n\n### wall\n\nSeen.\n\n## input:talk Talk\nminutes: 15\n\n### slides\n\n- first\n";
    files["localization/ar/lessons/a-lesson.session.md"] = arabic("# T\n\n## activity:start Other\n\nN.\n", source_hash(files["lessons/a-lesson/session.md"]));
    const Library library = load(files);
    CHECK(library.problems().empty());
    const auto terms = library.terms(kArabicFirst);
    REQUIRE(terms.size() == 1);
    CHECK(terms[0].term == "X");
    CHECK(terms[0].wording.lang == "ar");
    CHECK(library.terms(kEnglishOnly).at(0).also == std::vector<std::string>{"2FA", "second factor"});
    CHECK(plain_text(library.terms(kEnglishOnly).at(0).more) == "More of it.");
    const auto paths = library.paths(kArabicFirst);
    REQUIRE(paths.size() == 1);
    CHECK(paths[0].lessons == std::vector<std::string>{"a-lesson"});
    const auto session = library.session("a-lesson", kArabicFirst);
    REQUIRE(session);
    CHECK(session->title == "T");
    REQUIRE(session->blocks.size() == 2);
    CHECK(session->blocks[0].title == "Other");
    CHECK(session->blocks[0].minutes == 10);
    CHECK(session->blocks[1].role == BlockRole::Input);
    CHECK(session->blocks[1].slides == std::vector<std::string>{"first"});
    CHECK_FALSE(library.workshop(kArabicFirst));
}

TEST_CASE("a word is found as a whole, in any of its forms, once") {
    const std::vector<Term> terms = {{"two-step", "Two-step sign-in", {"2FA"}, {}, {}, {}}, {"key", "key", {}, {}, {}, {}}};
    CHECK(terms_in("Use 2fa with a KEY, then 2FA again.", terms) == std::vector<std::string>{"two-step", "key"});
    CHECK(terms_in("A keyboard and monkeys.", terms).empty());
    CHECK(terms_in("", terms).empty());
}

TEST_CASE("a pack's lesson is found with its pictures, and cannot take the place of ours") {
    Files files = files_with(arabic(kEnglish));
    files["lessons/a-lesson/lock.png"] = "x";
    files["packs/ngo/lessons/a-lesson/lesson.json"] = kInfo;
    files["packs/ngo/lessons/a-lesson/en.md"] = with(kEnglish, "# A title", "# Another");
    files["packs/ngo/lessons/theirs/lesson.json"] = with(kInfo, "\"a-lesson\"", "\"theirs\"");
    files["packs/ngo/lessons/theirs/en.md"] = kEnglish;
    const Library library = load(files);
    CHECK(library.lesson("a-lesson", kEnglishOnly)->title == "A title");
    CHECK(library.pack("a-lesson").empty());
    CHECK(library.pictures("a-lesson") == std::vector<std::string>{"lock.png"});
    CHECK(library.pack("theirs") == "ngo");
    CHECK(library.folder("theirs") == "packs/ngo/lessons/theirs");
    REQUIRE(library.problems().size() == 1);
    CHECK(library.problems()[0].text() == "packs/ngo/lessons/a-lesson/lesson.json: there is another lesson with this id; this one is not used");
}

TEST_CASE("a translation of an older English is shown and marked") {
    const Library library = load(files_with(arabic(kEnglish, "0123456789abcdef")));
    CHECK(library.problems().empty());
    const auto lesson = library.lesson("a-lesson", kArabicFirst);
    CHECK(lesson->has_stale());
    CHECK(lesson->wording.lang == "ar");
    const auto items = lint(library);
    REQUIRE(items.size() == 1);
    CHECK(items[0].message.find(source_hash(kEnglish)) != std::string::npos);
}

TEST_CASE("pages and questions that the original does not have are named and left out") {
    const Library library = load(files_with(arabic(with(kEnglish, "step:second", "step:zweite"))));
    REQUIRE(library.problems().size() == 1);
    CHECK(library.problems()[0].message == "the step \"zweite\" is not in the original; not used");
    CHECK(library.lesson("a-lesson", kArabicFirst)->steps.size() == 2);
}

TEST_CASE("a broken file is named with its line, and the other lessons stay") {
    Files files = files_with(arabic(kEnglish));
    files["lessons/b/lesson.json"] = with(kInfo, "a-lesson", "b");
    files["lessons/b/en.md"] = with(kEnglish, "## goals", "## aims");
    files["lessons/c/lesson.json"] = "{";
    files["lessons/c/en.md"] = kEnglish;
    files["lessons/d/lesson.json"] = kInfo;
    files["lessons/d/en.md"] = kEnglish;
    files["lessons/e/en.md"] = kEnglish;
    files["localization/ar/lessons/b.md"] = arabic(kEnglish);
    files["localization/fr/lessons/a-lesson.md"] = kEnglish;
    files["lessons/a-lesson/notes.txt"] = "passed over";
    const Library library = load(files);
    CHECK(library.ids() == std::vector<std::string>{"a-lesson"});
    std::vector<std::string> told;
    for (const LibraryProblem& problem : library.problems()) told.push_back(problem.text());
    CHECK(std::ranges::is_sorted(told));
    REQUIRE(told.size() == 6);
    CHECK(told[0].starts_with("lessons/b/en.md, line 5: a section begins with"));
    CHECK(told[1].starts_with("lessons/c/lesson.json, line 1"));
    CHECK(told[2] == "lessons/d/lesson.json: \"id\" must be the folder's name, \"d\"");
    CHECK(told[3] == "lessons/e/lesson.json: not-found");
    CHECK(told[4] == "localization/ar/lessons/b.md: there is no lesson \"b\" that can be used");
    CHECK(told[5].starts_with("localization/fr/lessons/a-lesson.md, line 1: a translation begins with a header"));
}

TEST_CASE("lessons come in the order of the curriculum") {
    Files files = files_with(arabic(kEnglish));
    files["lessons/first/lesson.json"] = with(with(kInfo, "a-lesson", "first"), "\"order\": 1", "\"order\": 2");
    files["lessons/first/en.md"] = kEnglish;
    files["lessons/zero/lesson.json"] = with(kInfo, "a-lesson", "zero");
    files["lessons/zero/en.md"] = kEnglish;
    CHECK(load(files).ids() == std::vector<std::string>{"a-lesson", "zero", "first"});
}

TEST_CASE("the lint finds a lost link, changed code, a promise, a dead link and a missing page") {
    const auto messages = [](const Files& files) {
        std::string out;
        for (const LessonLint& item : lint(load(files))) out += item.message + "\n";
        return out;
    };
    CHECK(messages(files_with(arabic(kEnglish))).empty());
    CHECK(messages(files_with(arabic(with(kEnglish, "[the second](amparo:lesson/a-lesson#second)", "the second")))) ==
          "missing: step:first link amparo:lesson/a-lesson#second\n");
    const std::string code = messages(files_with(arabic(with(kEnglish, "`Settings`", "`Setings`"))));
    CHECK(code == "missing: step:first code Settings\nnot in the original: step:first code Setings\n");
    CHECK(messages(files_with(arabic(with(kEnglish, "## step:second Second page\n\nWords of the second page.\n\n", "")))) ==
          "the step \"second\" is missing; shown in English\n");
    Files files = files_with(arabic(kEnglish));
    files["lessons/a-lesson/en.md"] = with(kEnglish, "Words of the second page.", "It is unbreakable, see [x](amparo:lesson/a-lesson#third) and [y](http://example.org).");
    const std::string source = messages(files);
    CHECK(source.find("\"unbreakable\" is a promise") != std::string::npos);
    CHECK(source.find("nothing lies behind amparo:lesson/a-lesson#third") != std::string::npos);
    CHECK(source.find("a link to http://example.org is not shown") != std::string::npos);
}
