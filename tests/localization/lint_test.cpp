#include "localization/lint.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <string>

#include "tests/localization/samples.hpp"

namespace {

using namespace amparo::localization;
using samples::entry;

std::string forms(const std::vector<std::string>& texts) {
    std::string out =
        "msgctxt \"p\"\nmsgid \"{count} file of {name}\"\nmsgid_plural \"{count} files of {name}\"\n";
    for (std::size_t i = 0; i < texts.size(); ++i)
        out += "msgstr[" + std::to_string(i) + "] \"" + texts[i] + "\"\n";
    return out + "\n";
}

/// "E a: message" or "W a: message" for each item.
std::vector<std::string> said(const std::vector<LintItem>& items) {
    std::vector<std::string> out;
    for (const LintItem& item : items) {
        out.push_back((item.severity == Severity::Error ? "E " : "W ") + item.id + ": " + item.message);
    }
    return out;
}

std::vector<std::string> english_lint(const std::string& body) {
    const Catalog english = samples::catalog(Language(), body);
    return said(lint(english, english));
}

std::vector<std::string> arabic_lint(const std::string& source, const std::string& body) {
    const Catalog english = samples::catalog(Language(), source);
    return said(lint(english, samples::catalog(samples::arabic(), body, samples::kArabicRule)));
}

using Said = std::vector<std::string>;

TEST_CASE("a translation with everything in order is praised by silence") {
    CHECK(arabic_lint(entry("a", "Save {name}.") + "#. About.\n" + forms({"", ""}),
                      entry("a", "Save {name}.", "x {name}.") +
                          forms({"no {name}", "one {name}", "two {name}", "{count} {name}", "{name} {count}",
                                 "{count} {name}"}))
              .empty());
}

TEST_CASE("what is missing, fuzzy, half filled in or out of date is a warning and never an error") {
    const Catalog english =
        samples::catalog(Language(), entry("a", "A") + entry("b", "B") + entry("c", "C") + entry("d", "D") +
                                         "#. About.\n" + forms({"", ""}));
    const Catalog arabic =
        samples::catalog(samples::arabic(),
                         entry("b", "B") + entry("c", "C", "x", "#, fuzzy\n") + entry("d", "was D", "x") +
                             forms({"{name}", "{name}", "{name}", "{count} {name}", "", ""}),
                         samples::kArabicRule);
    const auto items = lint(english, arabic);
    CHECK(said(items) == Said{"W a: the sentence is missing", "W b: not translated yet",
                              "W c: fuzzy; English is shown",
                              "W d: the English has changed since this was translated",
                              "W p: only some forms are filled in; English is shown"});
    CHECK_FALSE(has_errors(items));
    CHECK(items[0].file == "ar/app.po");
    CHECK(items[0].line == 0);
    CHECK(items[1].line == 8);
}

TEST_CASE("an id that English does not have is an error") {
    CHECK(arabic_lint("", entry("a", "A", "x")) == Said{"E a: English has no sentence with this id"});
}

TEST_CASE("places that differ are an error, form by form") {
    CHECK(arabic_lint(entry("a", "A {name}"), entry("a", "A {name}", "x {nam}")) ==
          Said{"E a: {name} is missing; {nam} is not in the English"});
    CHECK(arabic_lint(entry("a", "A {x} {y}"), entry("a", "A {x} {y}", "z")) ==
          Said{"E a: {x}, {y} is missing"});
    CHECK(arabic_lint("#. About.\n" + forms({"", ""}),
                      forms({"{name}", "{count}", "{name}", "{name}", "{count} {name}", "{count} {nam}"})) ==
          Said{"E p: form 1: {name} is missing", "E p: form 3: {count} is missing",
               "E p: form 5: {name} is missing; {nam} is not in the English"});
    // A sentence without a plural may never leave out the number.
    CHECK(arabic_lint(entry("a", "A {count}"), entry("a", "A {count}", "x")) ==
          Said{"E a: {count} is missing"});
}

TEST_CASE("markup, printf directives and single braces are errors in any language") {
    const std::string text =
        GENERATE(as<std::string>{}, "a <b>b</b>", "a<br/>", "<!-- a -->", "a &nbsp; b", "&#160;", "%s",
                 "100%d", "%2$s", "%-5.1f", "%ld", "%(a)s", "%n.", "a { b", "a }");
    INFO(text);
    const auto source = english_lint(entry("a", text));
    REQUIRE(source.size() == 1);
    CHECK(source[0].starts_with("E a: "));
    const auto translated = arabic_lint(entry("a", "A"), entry("a", "A", text));
    REQUIRE(translated.size() == 1);
    CHECK(translated[0].starts_with("E a: "));
}

TEST_CASE("ordinary percentages, comparisons and ampersands are no markup") {
    const std::string text = GENERATE(as<std::string>{}, "5 % done", "100%", "50%, or 50%.", "a < b > c",
                                      "a <3", "Q & A", "Q&A", "R&D;", "{{a}}", "100 %discount", "~/.ssh");
    INFO(text);
    const auto found = english_lint(entry("a", text));
    CHECK(found.size() == (text == "R&D;" ? 1U : 0U));
}

TEST_CASE("a sentence of ours without a description for translators is an error") {
    CHECK(english_lint(entry("a", "A", "", "")) ==
          Said{"E a: a description for translators is missing: where it is seen, what {places} mean"});
    CHECK(english_lint(entry("a", "A")).empty());
    CHECK(arabic_lint(entry("a", "A"), entry("a", "A", "x", "")).empty());
}

TEST_CASE("promises that we do not make are errors in English and nobody's business elsewhere") {
    CHECK(english_lint(entry("a", "Your files are hidden and anonymous.")) ==
          Said{"E a: \"hidden\" is a promise that we do not make",
               "E a: \"anonymous\" is a promise that we do not make"});
    CHECK(english_lint(
              "#. About.\nmsgctxt \"p\"\nmsgid \"A file\"\nmsgid_plural \"Files, wiped\"\nmsgstr[0] \"\"\n"
              "msgstr[1] \"\"\n") == Said{"E p: \"wiped\" is a promise that we do not make"});
    CHECK(arabic_lint(entry("a", "A"), entry("a", "A", "anonymous")).empty());
}

TEST_CASE("a sentence that denies a promise says so in a comment") {
    CHECK(
        english_lint(entry("a", "This is not anonymous.", "", "# x-allow: anonymous\n#. About.\n")).empty());
    CHECK(english_lint(entry("a", "Hidden, not anonymous.", "", "# x-allow: Anonymous, hidden\n#. About.\n"))
              .empty());
    CHECK(english_lint(entry("a", "This is anonymous and hidden.", "", "# x-allow: hidden\n#. About.\n"))
              .size() == 1);
    CHECK(english_lint(entry("a", "This is anonymous.", "", "# x-allow:\n#. About.\n")).size() == 1);
}

TEST_CASE("English text in the wrong place is an error") {
    CHECK(english_lint(entry("a", "A", "A")) ==
          Said{"E a: English text belongs into msgid; msgstr stays empty"});
}

TEST_CASE("the two English texts of a plural have the same places, but the first may lack the number") {
    const auto two = [](std::string_view one, std::string_view other) {
        return "#. About.\nmsgctxt \"p\"\nmsgid \"" + std::string(one) + "\"\nmsgid_plural \"" +
               std::string(other) + "\"\nmsgstr[0] \"\"\nmsgstr[1] \"\"\n\n";
    };
    CHECK(english_lint(two("One file", "{count} files")).empty());
    CHECK(english_lint(two("{count} file", "Files")) == Said{"E p: form 1: {count} is missing"});
    CHECK(english_lint(two("One file", "{count} files of {name}")) == Said{"E p: form 0: {name} is missing"});
}

TEST_CASE("spaces at the edges are compared") {
    CHECK(arabic_lint(entry("a", "A\\n"), entry("a", "A\\n", "x")) ==
          Said{"W a: the spaces at the edges differ from English"});
    CHECK(arabic_lint(entry("a", "A"), entry("a", "A", " x")) ==
          Said{"W a: the spaces at the edges differ from English"});
    CHECK(english_lint(entry("a", "A ")) == Said{"W a: there is space at an edge of the text"});
    CHECK(arabic_lint(entry("a", "A\\n"), entry("a", "A\\n", "x\\n")).empty());
}

TEST_CASE("whatever the reader left out is an error with its file and line") {
    const Catalog english = samples::catalog(Language(), entry("a", "A"));
    const Catalog arabic =
        samples::catalog(samples::arabic(), "msgctxt \"a\"\nmsgid \"A\"\nmsgstr \"\u202E\"\n");
    const auto items = lint(english, arabic);
    CHECK(has_errors(items));
    REQUIRE(items.size() == 2);
    CHECK(items[1] == LintItem{"ar/app.po", 9, "", Severity::Error,
                               "the character U+202E may not stand in a language file"});
}

TEST_CASE("status counts every English sentence once") {
    const Catalog english = samples::catalog(
        Language(), entry("a", "A") + entry("b", "B") + entry("c", "C") + entry("d", "D") + entry("e", "E") +
                        entry("f", "F {x}") + entry("g", "G") + entry("h", "H"));
    const Catalog arabic = samples::catalog(
        samples::arabic(),
        entry("a", "A", "x", "# x-reviewed: Ana 2026-11-23\n") + entry("b", "B", "x", "# x-mt\n") +
            entry("c", "was C", "x") + entry("d", "D", "x", "#, fuzzy\n") + entry("e", "E") +
            entry("f", "F {x}", "x") + entry("g", "was G", "x", "#, x-mt\n") + entry("unknown", "U", "x"),
        samples::kArabicRule);
    const Status counts = status(english, arabic);
    CHECK(
        counts ==
        Status{.total = 8, .translated = 1, .draft = 2, .reviewed = 1, .fuzzy = 1, .missing = 3, .stale = 2});
    CHECK(counts.translated + counts.draft + counts.reviewed + counts.fuzzy + counts.missing == counts.total);
    CHECK(counts.percent(counts.reviewed) == 12);
    CHECK(status(english, english).translated == 8);
    CHECK(Status().percent(0) == 0);
    CHECK(Status{.total = 3}.percent(3) == 100);
    CHECK(Status{.total = 1000}.percent(999) == 99);
}

}  // namespace
