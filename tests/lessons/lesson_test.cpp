#include "lessons/lesson.hpp"

#include <catch2/catch_test_macros.hpp>

#include "tests/lessons/samples.hpp"

using namespace amparo;
using namespace amparo::lessons;
using lessons::test::kEnglish;
using lessons::test::kInfo;
using lessons::test::kMoreForms;
using lessons::test::with;

namespace {

std::string refusal(const std::string& text, TextKind kind = TextKind::Source) {
    const auto out = parse_lesson_text(text, kind);
    return out ? "" : out.error().detail;
}

std::string many_words(int count) {
    std::string out;
    for (int i = 0; i < count; ++i) out += "word ";
    return out;
}

}  // namespace

TEST_CASE("a lesson is read with its pages, parts, questions and answers") {
    const auto text = parse_lesson_text(kEnglish, TextKind::Source);
    REQUIRE(text);
    CHECK(text->title == "A title");
    CHECK(plain_text(text->summary) == "What it is about.");
    CHECK(text->goals == std::vector<std::string>{"know one thing"});
    REQUIRE(text->steps.size() == 2);
    const Step& step = text->steps[0];
    CHECK(step.id == "first");
    CHECK(step.title == "First page");
    CHECK(plain_text(step.act) == "Do this.");
    CHECK(plain_text(step.legal_note) == "Ask somebody.");
    CHECK(step.dont.empty());
    CHECK(step.trade_off.empty());
    REQUIRE(step.how_to.size() == 1);
    CHECK(step.how_to[0].system == "debian");
    CHECK(step.how_to[0].title == "Debian");
    CHECK(step.how_to[0].body.at(0).number == 1);
    REQUIRE(text->quiz.size() == 2);
    const QuizItem& one = text->quiz[0];
    CHECK(one.kind == QuizKind::Single);
    CHECK(plain_text(one.body) == "A situation.");
    REQUIRE(one.options.size() == 2);
    CHECK_FALSE(one.options[0].right);
    CHECK(one.options[1].right);
    CHECK(plain_text(one.options[1].text) == "That, over two lines");
    CHECK(plain_text(one.options[1].feedback) == "Yes, because of b.\nAnd c.");
    CHECK(text->quiz[1].kind == QuizKind::Multiple);
    CHECK(text->state == localization::State::Source);
}

TEST_CASE("checklists, orders, pairs and stories are read") {
    const auto text = parse_lesson_text(kEnglish + kMoreForms, TextKind::Source);
    REQUIRE(text);
    REQUIRE(text->checklists.size() == 1);
    const Checklist& list = text->checklists[0];
    CHECK(list.id == "before");
    CHECK(plain_text(list.body) == "Three things.");
    REQUIRE(list.items.size() == 3);
    CHECK(list.items[0].id == "backup");
    CHECK(list.items[0].first);
    CHECK(plain_text(list.items[0].why) == "So that nothing is lost.");
    CHECK(list.items[1].check == "disk-encryption-system");
    CHECK(list.items[1].why.empty());
    CHECK(plain_text(list.items[2].text) == "Tell somebody you trust.");

    REQUIRE(text->quiz.size() == 5);
    CHECK(text->quiz[2].kind == QuizKind::Order);
    CHECK(plain_text(text->quiz[2].body) == "Somebody took it.");
    REQUIRE(text->quiz[2].options.size() == 3);
    CHECK(plain_text(text->quiz[2].options[2].text) == "Write");
    CHECK(plain_text(text->quiz[2].options[0].feedback) == "First of all.");
    CHECK(text->quiz[3].kind == QuizKind::Match);
    CHECK(plain_text(text->quiz[3].options.at(1).text) == "Lid");
    CHECK(plain_text(text->quiz[3].options.at(1).partner) == "Pot");
    const QuizItem& story = text->quiz[4];
    CHECK(story.kind == QuizKind::Scenario);
    CHECK(story.options.empty());
    REQUIRE(story.scenes.size() == 4);
    CHECK(plain_text(story.scenes[0].body) == "not a choice\nWhat do you do?");
    REQUIRE(story.scenes[0].choices.size() == 2);
    CHECK(plain_text(story.scenes[0].choices[0].text) == "You answer.");
    CHECK(plain_text(story.scenes[0].choices[0].consequence) == "They ask for a code.");
    CHECK(story.scenes[0].choices[0].to == 1);
    CHECK(story.scenes[0].choices[1].to == 2);
    CHECK(story.scenes[1].choices[1].to == 0);
    CHECK(story.scenes[3].choices.empty());
}

TEST_CASE("what is off in a checklist, an order, a pair or a story is told with its line") {
    const auto refused = [](const std::string& from, const std::string& to) { return refusal(kEnglish + with(kMoreForms, from, to)); };
    CHECK(refused("backup: Make", "Make").find("begins with its id") != std::string::npos);
    CHECK(refused("- [!] backup", "- [x] backup").find("\"- [!] \" if it comes first") != std::string::npos);
    CHECK(refused("tell: Tell", "disk: Tell").find("a second time") != std::string::npos);
    CHECK(refused("   > Then.\n", "").find("needs a line \"  > \"") != std::string::npos);
    CHECK(refused("2. Call\n   > Then.\n3. Write\n   > At last.\n", "").find("two answers or more: \"1. \"") != std::string::npos);
    CHECK(refused("Lid = Pot", "Lid and Pot").find("\"- This = that\"") != std::string::npos);
    CHECK(refused("-> answered", "-> nowhere").find("there is no scene \"nowhere\"") != std::string::npos);
    CHECK(refused("- You wait. -> end-calm\n", "").find("no choice leads to the scene \"end-calm\"") != std::string::npos);
    CHECK(refused("### end:end-calm Calm\n", "### scene:end-calm Calm\n- On. -> end-calm\n\nx").find("nothing follows the answers") != std::string::npos);
    CHECK(refused("### end:end-calm Calm\n\nNothing happened.\n", "### scene:end-calm Calm\n\n- On. -> end-calm\n").find("no end can be reached") != std::string::npos);
    CHECK(refused("The account is gone.\n", "- On. -> start\n").find("an end has no choices") != std::string::npos);
    CHECK(refused("### scene:answered They ask\n\n- You give it. -> end-gone\n- You hang up and think. -> start\n", "### scene:answered They ask\n").find("a scene needs a choice") !=
          std::string::npos);
    CHECK(refused("## match:pairs", "## match:steps").find("a second time") != std::string::npos);
    CHECK(refused("### scene:answered They ask", "### do").find("\"### scene:an-id Title\"") != std::string::npos);
    CHECK(refused("## scenario:call Somebody calls\n\nIt is evening.\n\n### scene:start", "## step:x Y\n\nz\n\n### scene:start").find("in a step stand") != std::string::npos);
}

TEST_CASE("line ends of Windows and a byte-order mark change nothing, not even the mark of the source") {
    std::string windows = "\xEF\xBB\xBF";
    for (const char c : kEnglish) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
    const auto text = parse_lesson_text(windows, TextKind::Source);
    REQUIRE(text);
    CHECK(describe(*text) == describe(*parse_lesson_text(kEnglish, TextKind::Source)));
    CHECK(source_hash(windows) == source_hash(kEnglish));
    CHECK(source_hash(kEnglish).size() == 16);
    CHECK(source_hash(kEnglish + "\nmore") != source_hash(kEnglish));
}

TEST_CASE("headings inside fenced code are code") {
    const auto text = parse_lesson_text(with(kEnglish, "Words of the second page.", "Words.\n\n```\n## step:x no\n```\n\nMore."), TextKind::Source);
    REQUIRE(text);
    CHECK(text->steps.size() == 2);
    CHECK(text->steps[1].body.size() == 3);
}

TEST_CASE("what is off is told in one sentence with its line") {
    CHECK(refusal("") == "line 1: a lesson begins with its title: \"# Title\"");
    CHECK(refusal("Words\n# Title") == "line 1: a lesson begins with its title: \"# Title\"");
    CHECK(refusal("## goals\n- a") == "line 1: the title \"# Title\" comes first");
    CHECK(refusal("# Title\n\n## step:a A\n\nx") == "line 1: a short summary belongs below the title");
    CHECK(refusal("# Title\n\nAbout.") == "line 1: a lesson needs a step: \"## step:an-id Title\"");
    CHECK(refusal(with(kEnglish, "## goals", "## aims")).starts_with("line 5: a section begins with"));
    CHECK(refusal(with(kEnglish, "## goals\n\n- know", "## goals\n\nknow")).starts_with("line 5: goals are a list"));
    CHECK(refusal(with(kEnglish, "## step:first First page", "## step:first")) == "line 9: words are missing behind the heading");
    CHECK(refusal(with(kEnglish, "## step:first", "## step:First")).starts_with("line 9: an id behind the colon"));
    CHECK(refusal(with(kEnglish, "step:second", "step:first")) == "line 25: the id \"first\" stands here a second time");
    CHECK(refusal(with(kEnglish, "Words of the second page.", "")) == "line 25: the step has no words");
    CHECK(refusal(with(kEnglish, "### do", "### does")).starts_with("line 13: in a step stand"));
    CHECK(refusal(with(kEnglish, "### do\n", "### do it\n")) == "line 13: the heading ends here; the program writes it in words");
    CHECK(refusal(with(kEnglish, "### legal", "### do")) == "line 17: this part stands in the step twice");
    CHECK(refusal(with(kEnglish, "Do this.", "")) == "line 13: nothing stands below this heading");
    CHECK(refusal(with(kEnglish, "## quiz:one", "### quiz:one")).find("in a step stand") != std::string::npos);
    CHECK(refusal(with(kEnglish, "  > Not quite, because of a.\n", "")) == "line 33: the answer needs a line \"  > \" that says why");
    CHECK(refusal(with(kEnglish, "- [x] That", "- [ ] That")).find("no answer is marked as right") != std::string::npos);
    CHECK(refusal(with(kEnglish, "- [x] A\n  > Yes.\n- [x] B\n  > Yes.\n", "")).find("two answers or more") != std::string::npos);
    CHECK(refusal(with(kEnglish, "- [ ] C", "- C")).find("an answer begins with") != std::string::npos);
    CHECK(refusal(with(kEnglish, "the **first** page", "the \xFF page")) == "line 11: a byte that is not UTF-8");
    CHECK(refusal(with(kEnglish, "First page", "First \xE2\x80\xAE page")) == "line 9: the character U+202E may not stand in a lesson");
    CHECK(refusal("---\nsource: 0123456789abcdef\n---\n" + kEnglish).find("has no header") != std::string::npos);
}

TEST_CASE("a page that is too long for one look is refused with its count, each way of doing it on its own") {
    CHECK(parse_lesson_text(with(kEnglish, "Words of the second page.", many_words(120)), TextKind::Source));
    CHECK(refusal(with(kEnglish, "Words of the second page.", many_words(121))) ==
          "line 25: the step \"second\" has 121 words; a page holds 120");
    CHECK(refusal(with(kEnglish, "Do this.", many_words(118))).find("the step \"first\" has") != std::string::npos);
    CHECK(parse_lesson_text(with(kEnglish, "1. Open `Settings`.", many_words(115)), TextKind::Source));
    CHECK(refusal(with(kEnglish, "1. Open `Settings`.", many_words(121))).find("\"how:debian\" of the step has 121 words") != std::string::npos);
}

TEST_CASE("files, lists and questions beyond their limits are refused") {
    CHECK(parse_lesson_text(std::string(129 * 1024, 'a'), TextKind::Source).error().code == Errc::Limit);
    std::string answers;
    for (int i = 0; i < 10; ++i) answers += "- [x] A\n  > Yes.\n";
    CHECK(refusal(with(kEnglish, "- [ ] C\n  > No.\n", answers)).find("too many answers") != std::string::npos);
    std::string steps;
    for (int i = 0; i < 40; ++i) steps += "## step:s-" + std::to_string(i) + " Title\n\nWords.\n\n";
    CHECK(refusal(with(kEnglish, "## quiz:one", steps + "## quiz:one")).find("too many steps") != std::string::npos);
}

TEST_CASE("a translation says of which English it is, who wrote it and who read it") {
    const std::string head = "---\nsource: 0123456789abcdef\n";
    auto text = parse_lesson_text(head + "draft: machine\n---\n" + kEnglish, TextKind::Translation);
    REQUIRE(text);
    CHECK(text->source == "0123456789abcdef");
    CHECK(text->state == localization::State::Draft);
    text = parse_lesson_text(head + "---\n" + kEnglish, TextKind::Translation);
    REQUIRE(text);
    CHECK(text->state == localization::State::Translated);
    text = parse_lesson_text(head + "draft: machine\nreviewed: Collective in Amman 2026-11-23\n---\n" + kEnglish, TextKind::Translation);
    REQUIRE(text);
    CHECK(text->state == localization::State::Reviewed);
    CHECK(text->reviewed_by == "Collective in Amman");

    CHECK(refusal(kEnglish, TextKind::Translation).starts_with("line 1: a translation begins with a header"));
    CHECK(refusal(head + kEnglish, TextKind::Translation).find("header") != std::string::npos);
    CHECK(refusal("---\nsource: 0123\n---\n" + kEnglish, TextKind::Translation).starts_with("line 2: \"source\" holds"));
    CHECK(refusal(head + "draft: me\n---\n" + kEnglish, TextKind::Translation) == "line 3: \"draft\" can only be \"machine\"");
    CHECK(refusal(head + "reviewed: somebody\n---\n" + kEnglish, TextKind::Translation).starts_with("line 3: \"reviewed\" holds"));
    CHECK(refusal(head + "title: x\n---\n" + kEnglish, TextKind::Translation).starts_with("line 3: the header has"));
}

TEST_CASE("lesson.json is read, and each field that is off is named") {
    const auto info = parse_lesson_info(kInfo);
    REQUIRE(info);
    CHECK(info->id == "a-lesson");
    CHECK(info->minutes == 5);
    CHECK(info->level == Level::Everyone);
    CHECK(info->checks == std::vector<std::string>{"some-check"});
    CHECK(info->sources.at(0).url == "https://example.org/");
    const auto says = [](const std::string& json, const std::string& word) {
        const auto out = parse_lesson_info(json);
        return !out && out.error().detail.find(word) != std::string::npos;
    };
    CHECK(says(with(kInfo, "a-lesson", "A Lesson"), "id"));
    CHECK(says(with(kInfo, "\"minutes\": 5", "\"minutes\": 0"), "minutes"));
    CHECK(says(with(kInfo, "everyone", "nobody"), "level"));
    CHECK(says(with(kInfo, "\"reviewed\": \"2026-11-23\"", "\"reviewed\": \"soon\""), "reviewed"));
    CHECK(says(with(kInfo, "some-check", "Some Check"), "checks"));
    CHECK(says(with(kInfo, "https://example.org/", "http://example.org/"), "url"));
    CHECK(says(with(kInfo, "\"seen\": \"2026-11-23\"", "\"seen\": \"\""), "seen"));
    CHECK(says("[]", "object"));
    CHECK(says("{", "line 1"));
}
