#include "localization/translator.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <limits>
#include <string>
#include <utility>

#include "tests/localization/samples.hpp"

namespace {

using namespace amparo;
using namespace amparo::localization;
using samples::entry;
using samples::shared;

std::string plural(std::string_view id, std::string_view one, std::string_view other,
                   const std::vector<std::string>& forms) {
    std::string out = "#. About.\nmsgctxt \"" + std::string(id) + "\"\nmsgid \"" + std::string(one) +
                      "\"\nmsgid_plural \"" + std::string(other) + "\"\n";
    for (std::size_t i = 0; i < forms.size(); ++i)
        out += "msgstr[" + std::to_string(i) + "] \"" + forms[i] + "\"\n";
    return out + "\n";
}

std::shared_ptr<const Catalog> english(const std::string& body) {
    return shared(samples::catalog(Language(), body));
}
std::shared_ptr<const Catalog> arabic(const std::string& body) {
    return shared(samples::catalog(samples::arabic(), body, samples::kArabicRule));
}

/// English beside Arabic, where the Arabic sentence is the English one behind a letter Alef.
Translator pair(const std::string& english_body, const std::string& arabic_body) {
    return {{arabic(arabic_body), english(english_body)}, samples::arabic()};
}

/// One sentence "x {v} y" with a value, in English and in Arabic.
std::pair<std::string, std::string> both(MessageValue value, const std::string& more = "") {
    const Translator translator =
        pair(entry("a", "x {v} y") + more, entry("a", "x {v} y", "\u0627 {v} \u0628"));
    const Message message{"a", {{"v", std::move(value)}}};
    return {translator.english(message).text, translator.tr(message).text};
}

TEST_CASE("a sentence comes from the first language of the chain that has it, and says so") {
    const Language dari = [] {
        Language out = samples::arabic();
        out.tag = "fa-AF";
        return out;
    }();
    const Language persian = [] {
        Language out = samples::arabic();
        out.tag = "fa";
        return out;
    }();
    const std::string source = entry("a", "A") + entry("b", "B") + entry("c", "C");
    const Translator translator(
        {shared(samples::catalog(dari, entry("a", "A", "1"))),
         shared(samples::catalog(persian, entry("a", "A", "2") + entry("b", "B", "3"))), english(source)},
        dari);
    CHECK(translator.language().tag == "fa-AF");
    CHECK(translator.tr("a").text == "1");
    CHECK(translator.tr("a").lang == "fa-AF");
    CHECK(translator.tr("b").text == "3");
    CHECK(translator.tr("b").lang == "fa");
    const Text last = translator.tr("c");
    CHECK(last.text == "C");
    CHECK(last.lang == "en");
    CHECK(last.direction == Direction::LeftToRight);
    CHECK(last.state == State::Source);
    CHECK(translator.knows("c"));
    CHECK_FALSE(translator.knows("d"));
}

TEST_CASE("an id that nobody has is shown in brackets, and no id is shown as nothing") {
    const Translator translator = pair(entry("a", "A"), "");
    CHECK(translator.tr("no.such").text == "[no.such]");
    CHECK(translator.tr("no.such").state == State::Source);
    CHECK(translator.english({"no.such", {}}).text == "[no.such]");
    CHECK(translator.tr("").text.empty());
    CHECK(Translator({}, Language()).tr("a").text == "[a]");
}

TEST_CASE("every sentence says whether anybody has read it") {
    const auto state = [](std::string_view above) {
        return pair(entry("a", "A"), entry("a", "A", "x", above)).tr("a").state;
    };
    CHECK(state("") == State::Translated);
    CHECK(state("#, x-mt\n") == State::Draft);
    CHECK(state("# x-mt\n") == State::Draft);
    CHECK(state("# x-reviewed: Ana 2026-11-23\n") == State::Reviewed);
    CHECK(state("# x-mt\n# x-reviewed: Ana 2026-11-23\n") == State::Reviewed);
    CHECK(state("# x-mt\n# x-reviewed: Ana\n") == State::Draft);
    CHECK(state("#, fuzzy\n") == State::Source);
    CHECK(state("#, fuzzy, x-mt\n# x-reviewed: Ana 2026-11-23\n") == State::Source);
    for (const State each : {State::Source, State::Draft, State::Translated, State::Reviewed}) {
        CHECK_FALSE(state_name(each).empty());
    }
}

TEST_CASE("what is empty or only partly filled in is shown in English") {
    const Translator translator =
        pair(entry("a", "A") + plural("p", "{count} file", "{count} files", {"", ""}),
             entry("a", "A", "") +
                 plural("p", "{count} file", "{count} files", {"x", "x", "x", "{count}", "", "{count}"}));
    CHECK(translator.tr("a").lang == "en");
    CHECK(translator.tr(Message{"p", {{"count", std::int64_t{5}}}}).text == "5 files");
}

TEST_CASE("a sentence whose English has changed is used and marked") {
    const Translator translator = pair(entry("a", "New words") + entry("b", "Same"),
                                       entry("a", "Old words", "x") + entry("b", "Same", "y"));
    CHECK(translator.tr("a").text == "x");
    CHECK(translator.tr("a").stale);
    CHECK_FALSE(translator.tr("b").stale);
    CHECK(translator.english({"a", {}}).text == "New words");
}

TEST_CASE("a sentence whose places differ from the English is never used") {
    const std::string text =
        GENERATE(as<std::string>{}, "x", "x {nam}", "x {name} {more}", "x {{name}}", "x {Name}");
    INFO(text);
    const Translator translator = pair(entry("a", "A {name}"), entry("a", "A {name}", text));
    CHECK(translator.tr(Message{"a", {{"name", "Z"}}}).text == "A Z");
    CHECK(translator.tr("a").lang == "en");
}

TEST_CASE("a form for one number may leave that number out, another may not") {
    const std::string source = plural("p", "{count} file", "{count} files", {"", ""});
    const auto shown = [&](const std::vector<std::string>& forms, std::int64_t count) {
        return pair(source, plural("p", "{count} file", "{count} files", forms))
            .tr(Message{"p", {{"count", count}}})
            .text;
    };
    CHECK(shown({"none", "one", "two", "{count} a", "{count} b", "{count} c"}, 2) == "two");
    CHECK(shown({"none", "one", "two", "{count} a", "{count} b", "{count} c"}, 7) == "\u0667 a");
    CHECK(shown({"none", "one", "two", "a few", "{count} b", "{count} c"}, 2) == "2 files");
    // English may do so, too.
    const Translator translator =
        pair(plural("p", "One file of {name}", "{count} files of {name}", {"", ""}), "");
    CHECK(translator.tr(Message{"p", {{"count", std::int64_t{1}}, {"name", "Z"}}}).text == "One file of Z");
}

TEST_CASE("the number called count chooses the form") {
    const Translator translator = pair(plural("p", "{count} file", "{count} files", {"", ""}),
                                       plural("p", "{count} file", "{count} files",
                                              {"0", "1", "2", "few {count}", "many {count}", "{count}"}));
    const auto shown = [&](std::int64_t count) {
        return translator.tr(Message{"p", {{"count", count}}}).text;
    };
    const auto source = [&](std::int64_t count) {
        return translator.english(Message{"p", {{"count", count}}}).text;
    };
    CHECK(shown(0) == "0");
    CHECK(shown(1) == "1");
    CHECK(shown(2) == "2");
    CHECK(shown(3) == "few \u0663");
    CHECK(shown(11) == "many \u0661\u0661");
    CHECK(shown(100) == "\u0661\u0660\u0660");
    CHECK(source(1) == "1 file");
    CHECK(source(0) == "0 files");
    CHECK(source(-1) == "-1 file");
    CHECK(source(std::numeric_limits<std::int64_t>::min()) == "-9,223,372,036,854,775,808 files");
    // Without a number, or with something else under that name, the general form is taken.
    CHECK(translator.tr("p").text == "{count}");
    CHECK(translator.english({"p", {}}).text == "{count} files");
    CHECK(translator.english(Message{"p", {{"count", "1"}}}).text == "1 files");
}

TEST_CASE("numbers take the digits of the sentence's language") {
    CHECK(both(std::int64_t{12'345}) ==
          std::pair<std::string, std::string>("x 12,345 y",
                                              "\u0627 \u0661\u0662\u066C\u0663\u0664\u0665 \u0628"));
    CHECK(both(std::int64_t{-3}).second == "\u0627 \u2066-\u0663\u2069 \u0628");
    // A person who wants 0 to 9 hands in a copy of the language.
    Language latin = samples::arabic();
    latin.digits = "latn";
    const Translator translator({arabic(entry("a", "{v}", "{v}")), english(entry("a", "{v}"))}, latin);
    CHECK(translator.tr(Message{"a", {{"v", std::int64_t{42}}}}).text == "42");
    // A sentence that is shown in English keeps English digits.
    const Translator falls_back = pair(entry("a", "{v}"), "");
    CHECK(falls_back.tr(Message{"a", {{"v", std::int64_t{42}}}}).text == "42");
}

TEST_CASE("text is isolated where it could turn the words around it") {
    CHECK(both("Ana").first == "x Ana y");
    CHECK(both("Ana").second == "\u0627 \u2068Ana\u2069 \u0628");
    CHECK(both("\u0639\u0644\u064A").first == "x \u2068\u0639\u0644\u064A\u2069 y");
    CHECK(both("\u0639\u0644\u064A").second == "\u0627 \u2068\u0639\u0644\u064A\u2069 \u0628");
    CHECK(both("12").first == "x 12 y");
    CHECK(both("a\u202E").first == "x a\\u{202e} y");
    CHECK(both("a\u2069").second == "\u0627 \u2068a\\u{2069}\u2069 \u0628");
    CHECK(both("{v} %s").first == "x {v} %s y");
}

TEST_CASE("code is shown left to right, with its own digits and its controls visible") {
    CHECK(both(Code{"+52 55 1234"}).first == "x +52 55 1234 y");
    CHECK(both(Code{"+52 55 1234"}).second == "\u0627 \u2066+52 55 1234\u2069 \u0628");
    CHECK(both(Code{"/home/\u0639/a"}).first == "x \u2066/home/\u0639/a\u2069 y");
    CHECK(both(Code{"a\u202Egpj.exe"}).first == "x a\\u{202e}gpj.exe y");
    CHECK(both(Code{"a\nb"}).first == "x a\\u{a}b y");
    CHECK(both(Code{std::string(5000, 'a')}).first.size() < 5000);
    CHECK(both(Code{std::string(4000, 'a')}).first.size() == 4004);
}

TEST_CASE("a message inside a message is put into words, too") {
    const Translator translator =
        pair(entry("a", "x {v} y") + entry("in", "IN") + entry("only", "ONLY"),
             entry("a", "x {v} y", "\u0627 {v} \u0628") + entry("in", "IN", "\u062F"));
    const auto shown = [&](std::string id) {
        return translator.tr(Message{"a", {{"v", MessageRef{std::move(id)}}}}).text;
    };
    CHECK(shown("in") == "\u0627 \u062F \u0628");
    CHECK(shown("only") == "\u0627 \u2066ONLY\u2069 \u0628");
    CHECK(shown("none") == "\u0627 \u2066[none]\u2069 \u0628");
    CHECK(translator.english(Message{"a", {{"v", MessageRef{"in"}}}}).text == "x IN y");
}

TEST_CASE("an Arabic sentence inside an English one is isolated") {
    const Translator translator =
        pair(entry("a", "x {v} y") + entry("in", "IN"), entry("in", "IN", "\u062F"));
    CHECK(translator.tr(Message{"a", {{"v", MessageRef{"in"}}}}).text == "x \u2067\u062F\u2069 y");
}

TEST_CASE("messages that name each other in a circle end") {
    const Translator translator = pair(entry("a", "a({v})"), "");
    CHECK(translator.tr(Message{"a", {{"v", MessageRef{"a"}}}}).text == "a(a(a(a(a([a])))))");
}

TEST_CASE("a sentence with a draft inside is a draft, and with something stale is stale") {
    const std::string source =
        entry("a", "{v}") + entry("draft", "D") + entry("old", "O") + entry("person", "P");
    const auto text = [&](std::string_view above, const char* inner) {
        return pair(source, entry("a", "{v}", "{v}", above) + entry("draft", "D", "x", "# x-mt\n") +
                                entry("old", "was O", "x") + entry("person", "P", "x"))
            .tr(Message{"a", {{"v", MessageRef{inner}}}});
    };
    const std::string_view reviewed = "# x-reviewed: Ana 2026-11-23\n";
    CHECK(text(reviewed, "draft").state == State::Draft);
    CHECK(text(reviewed, "person").state == State::Translated);
    CHECK(text("# x-mt\n", "person").state == State::Draft);
    CHECK(text("", "draft").state == State::Draft);
    CHECK(text(reviewed, "old").stale);
    CHECK_FALSE(text(reviewed, "person").stale);
    CHECK(text(reviewed, "missing").state == State::Reviewed);
}

TEST_CASE("a message without a value for a place shows the place") {
    CHECK(pair(entry("a", "x {v} {w}"), "").tr(Message{"a", {{"w", "1"}}}).text == "x {v} 1");
}

TEST_CASE("without the English catalogue translations still work and are marked stale") {
    const Translator translator({arabic(entry("a", "A {v}", "x {v}") + entry("b", "B {v}", "x"))},
                                samples::arabic());
    const Text text = translator.tr(Message{"a", {{"v", std::int64_t{1}}}});
    CHECK(text.text == "x \u0661");
    CHECK(text.stale);
    CHECK(translator.english(Message{"a", {{"v", std::int64_t{1}}}}).text == "A 1");
    CHECK(translator.english(Message{"a", {}}).lang == "en");
    // Its places do not fit its own English.
    CHECK(translator.tr("b").text == "[b]");
}

TEST_CASE("a translator may be moved and copied") {
    Translator first = pair(entry("a", "{v}"), entry("a", "{v}", "{v}"));
    const Translator copy = first;
    const Translator second = std::move(first);
    CHECK(second.tr(Message{"a", {{"v", std::int64_t{1}}}}).text == "\u0661");
    CHECK(copy.tr(Message{"a", {{"v", std::int64_t{1}}}}).text == "\u0661");
}

}  // namespace
