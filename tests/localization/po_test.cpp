#include "localization/po.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <string>

#include "tests/localization/samples.hpp"

namespace {

using namespace amparo;
using namespace amparo::localization;
using samples::entry;
using samples::header;

/// A file with everything that a PO file may have.
const std::string kFull = R"(# Sentences in Arabic.
#
msgid ""
msgstr ""
"Language: ar\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 "
"&& n%100<=10 ? 3 : n%100>=11 ? 4 : 5);\n"

#  A note of the translator.
#
# x-mt
#. Button. Under 30 characters.
#.
#. {name} is a person.
#: app/a.cpp:12 app/b.cpp
#: app/c.cpp
#, no-wrap, x-mt
#| msgid "Saved"
msgctxt "home.save"
msgid "Save “{name}”"
msgstr "a \"b\" \\ \tc"

# x-reviewed: Collective in Amman 2026-11-23
#, fuzzy
msgctxt   "home.files"
msgid     ""
"{count} file\n"
"here"
msgid_plural "{count} files\nhere"

msgstr[0] "0"
msgstr[1] "1"
msgstr[2] "2"
msgstr[3] ""
"3\n"
"{count}"
msgstr[4] "4\n"
msgstr[5] "5"

#, fuzzy
#~ msgctxt "old"
#~ msgid "Gone"
#~ msgstr "x"

msgctxt "home.last"
msgid "Last"
msgstr "")";

PoFile read(const std::string& bytes) {
    auto file = read_po(bytes);
    INFO((file ? "" : file.error().text()));
    REQUIRE(file);
    return *std::move(file);
}

/// The only problem of a file, as text; the whole-file one, too.
std::string problem(const std::string& bytes) {
    const auto file = read_po(bytes);
    if (!file) return "refused: " + file.error().text();
    if (file->problems.size() != 1) return std::to_string(file->problems.size()) + " problems";
    return file->problems.front().text();
}

TEST_CASE("everything in a PO file is understood") {
    const PoFile file = read(kFull);
    CHECK(file.problems.empty());
    CHECK(file.header_comments == std::vector<std::string>{"Sentences in Arabic.", ""});
    CHECK(file.field("Language") == "ar");
    CHECK(file.field("Nothing").empty());
    CHECK(file.rule.forms() == 6);
    REQUIRE(file.entries.size() == 3);

    const PoEntry& save = file.entries[0];
    CHECK(save.line == 20);
    CHECK(save.id == "home.save");
    CHECK(save.msgid == "Save “{name}”");
    CHECK_FALSE(save.has_plural());
    CHECK(save.forms == std::vector<std::string>{"a \"b\" \\ \tc"});
    CHECK(save.description == "Button. Under 30 characters.\n\n{name} is a person.");
    CHECK(save.references == std::vector<std::string>{"app/a.cpp:12", "app/b.cpp", "app/c.cpp"});
    CHECK(save.comments == std::vector<std::string>{" A note of the translator.", ""});
    CHECK(save.flags == std::vector<std::string>{"no-wrap"});
    CHECK(save.machine);
    CHECK_FALSE(save.fuzzy);
    CHECK_FALSE(save.review);

    const PoEntry& files = file.entries[1];
    CHECK(files.line == 26);
    CHECK(files.fuzzy);
    CHECK_FALSE(files.machine);
    REQUIRE(files.review);
    CHECK(files.review->by == "Collective in Amman");
    CHECK(files.review->date == "2026-11-23");
    CHECK(files.msgid == "{count} file\nhere");
    CHECK(files.msgid_plural == "{count} files\nhere");
    CHECK(files.forms == std::vector<std::string>{"0", "1", "2", "3\n{count}", "4\n", "5"});

    const PoEntry& last = file.entries[2];
    CHECK(last.id == "home.last");
    CHECK_FALSE(last.fuzzy);
    CHECK(last.forms == std::vector<std::string>{""});
}

TEST_CASE("what is written and read again is the same") {
    const PoFile first = read(kFull);
    const std::string canonical = write_po(first);
    PoFile second = read(canonical);
    CHECK(second.problems.empty());
    CHECK(write_po(second) == canonical);
    CHECK(second.header == first.header);
    CHECK(second.header_comments == first.header_comments);
    REQUIRE(second.entries.size() == first.entries.size());
    for (std::size_t i = 0; i < first.entries.size(); ++i) {
        second.entries[i].line = first.entries[i].line;
        CHECK(second.entries[i] == first.entries[i]);
    }
}

TEST_CASE("Windows line ends mean the same") {
    std::string windows;
    for (const char c : kFull) windows += c == '\n' ? "\r\n" : std::string(1, c);
    CHECK(read(windows).entries == read(kFull).entries);
    CHECK(read(windows).problems.empty());
}

TEST_CASE("a machine draft is recognised by flag and by comment, and is written as both") {
    const std::string above = GENERATE(as<std::string>{}, "#, x-mt\n", "#,x-mt\n", "#, c-format, x-mt\n",
                                       "# x-mt\n", "#x-mt\n", "# x-mt: some tool\n");
    INFO(above);
    const PoFile file = read(header("ar") + entry("a", "A", "x", above));
    REQUIRE(file.entries.size() == 1);
    CHECK(file.entries[0].machine);
    const std::string text = write_po(file);
    CHECK(text.find("# x-mt\n") != std::string::npos);
    CHECK(text.find("x-mt\nmsgctxt") != std::string::npos);
}

TEST_CASE("a word that only looks like the mark of a draft is a comment") {
    const std::string above = GENERATE(as<std::string>{}, "# x-mtx\n", "# not x-mt\n", "#. x-mt\n");
    CHECK_FALSE(read(header("ar") + entry("a", "A", "x", above)).entries[0].machine);
}

TEST_CASE("the mark of a draft above the header marks every sentence") {
    const PoFile file = read("# x-mt\n" + header("ar") + entry("a", "A", "x") + entry("b", "B", "y"));
    REQUIRE(file.entries.size() == 2);
    CHECK(file.entries[0].machine);
    CHECK(file.entries[1].machine);
}

TEST_CASE("a review without a name or a date is no review, and is named") {
    const std::string above = GENERATE(as<std::string>{}, "# x-reviewed:\n", "# x-reviewed: Ana\n",
                                       "# x-reviewed: 2026-11-23\n", "# x-reviewed: Ana 23.11.2026\n",
                                       "# x-reviewed: Ana 2026-13-01\n", "# x-reviewed Ana 2026-11-23\n");
    INFO(above);
    const std::string bytes = header("ar") + entry("a", "A", "x", above);
    const PoFile file = read(bytes);
    REQUIRE(file.entries.size() == 1);
    CHECK_FALSE(file.entries[0].review);
    CHECK(problem(bytes) == "line 7: a review needs a name and a date: \"# x-reviewed: NAME 2026-11-23\"");
}

TEST_CASE("a file that cannot be a PO file is refused whole, with the line") {
    CHECK(problem("\xEF\xBB\xBF" + kFull) ==
          "refused: line 1: the file begins with a byte-order mark; save it as plain UTF-8");
    CHECK(problem(header("ar") + std::string("\0", 1)) == "refused: line 7: there is a NUL byte");
    CHECK(problem(header("ar") + entry("a", "A", "\xE9t\xE9")) ==
          "refused: line 10: there are bytes that are not UTF-8");
    CHECK(problem(header("ar") + entry("a", "A", "\xED\xA0\x80")) ==
          "refused: line 10: there are bytes that are not UTF-8");
    const std::string large(limits::kPoBytes + 1, '\n');
    CHECK(problem(large) == "refused: line 1: the file is larger than 4 MiB");
    CHECK(parse_po(large).error().code == Errc::Limit);
}

TEST_CASE("more sentences than allowed are refused") {
    std::string many = header("ar");
    for (std::size_t i = 0; i <= limits::kPoEntries; ++i) {
        many += "msgctxt \"i" + std::to_string(i) + "\"\nmsgid \"A\"\nmsgstr \"\"\n\n";
    }
    CHECK(problem(many).find("more than 20000 sentences") != std::string::npos);
    many.resize(many.rfind("msgctxt"));
    CHECK(read(many).entries.size() == limits::kPoEntries);
}

struct Off {
    std::string entry;    ///< stands from line 7 on
    std::string problem;  ///< the beginning of what is said
};

TEST_CASE("a sentence that is off is named and left out, and its neighbours are used") {
    const Off off = GENERATE(
        Off{"msgctxt \"b\nmsgid \"B\"\nmsgstr \"y\"\n", "line 7: the closing quote is missing"},
        Off{"msgctxt \"b\"\nmsgid \"B\" x\nmsgstr \"y\"\n", "line 8: there is text after the closing quote"},
        Off{"msgctxt \"b\"\nmsgid \"B\" \"C\"\nmsgstr \"y\"\n",
            "line 8: there is text after the closing quote"},
        Off{"msgctxt \"b\"\nmsgid \"B\" # c\nmsgstr \"y\"\n",
            "line 8: there is text after the closing quote"},
        Off{"msgctxt \"b\"\nmsgid \"B\"\nmsgstr \"y\\\"\n", "line 9: the closing quote is missing"},
        Off{"msgctxt \"b\"\nmsgid \"B\"\nmsgstr \"y\\\n", "line 9: only \\n"},
        Off{"msgctxt \"b\"\nmsgid \"B\"\nmsgstr \"\\x41\"\n", "line 9: only \\n"},
        Off{"msgctxt \"b\"\nmsgid \"B\"\nmsgstr \"\\101\"\n", "line 9: only \\n"},
        Off{"msgctxt \"b\"\nmsgid \"B\"\nmsgstr \"a\\rb\"\n", "line 9: only \\n"},
        Off{"msgctxt \"b\"\nmsgid B\nmsgstr \"y\"\n", "line 8: expected a text in quotes after msgid"},
        Off{"msgctxt \"b\"\nmsgid\nmsgstr \"y\"\n", "line 8: expected a text in quotes after msgid"},
        Off{"msgctxt \"b\"\nmsgstr \"y\"\n", "line 8: msgstr must follow msgid"},
        Off{"msgctxt \"b\"\nmsgid \"B\"\n", "line 7: msgstr is missing"},
        Off{"msgctxt \"b\"\n", "line 7: msgid is missing"},
        Off{"msgid \"B\"\nmsgstr \"y\"\n", "line 7: the id (msgctxt) is missing"},
        Off{"msgctxt \"\"\nmsgid \"B\"\nmsgstr \"y\"\n", "line 7: the id (msgctxt) is missing"},
        Off{"msgctxt \"b c\"\nmsgid \"B\"\nmsgstr \"y\"\n", "line 7: the id (msgctxt) is too long or has"},
        Off{"msgctxt \"" + std::string(129, 'b') + "\"\nmsgid \"B\"\nmsgstr \"y\"\n",
            "line 7: the id (msgctxt) is too long or has"},
        Off{"msgctxt \"a\"\nmsgid \"B\"\nmsgstr \"y\"\n", "line 7: the id a is taken by line"},
        Off{"msgctxt \"b\"\nmsgid \"\"\nmsgstr \"y\"\n", "line 7: the English text (msgid) is empty"},
        Off{"msgid \"\"\nmsgstr \"Language: fr\\n\"\n", "line 7: the header must be the first entry"},
        Off{"msgctxt \"b\"\nmsgid \"B\"\nmsgstr \"y\"\nmsgstr \"z\"\n", "line 10: msgstr must follow msgid"},
        Off{"msgctxt \"b\"\nmsgid \"B\"\nmsgid_plural \"Bs\"\nmsgstr \"y\"\n",
            "line 10: msgstr must follow msgid"},
        Off{"msgctxt \"b\"\nmsgid \"B\"\nmsgstr[0] \"y\"\n", "line 9: msgstr[0] must follow msgid_plural"},
        Off{"msgctxt \"b\"\nmsgid \"B\"\nmsgid_plural \"Bs\"\nmsgstr[1] \"y\"\n",
            "line 10: msgstr[1] is out of order"},
        Off{"msgctxt \"b\"\nmsgid \"B\"\nmsgid_plural \"Bs\"\nmsgstr[0] \"y\"\nmsgstr[0] \"z\"\n",
            "line 11: msgstr[0] is out of order"},
        Off{"msgctxt \"b\"\nmsgid \"B\"\nmsgid_plural \"Bs\"\nmsgstr[99999999999999999999] \"y\"\n",
            "line 10: msgstr[99999999999999999999] is out of order"},
        Off{"msgctxt \"b\"\nmsgid \"B\"\nmsgid_plural \"Bs\"\nmsgstr[] \"y\"\n",
            "line 10: msgstr[] is out of order"},
        Off{"msgctxt \"b\"\nmsgid \"B\"\nmsgid_plural \"Bs\"\nmsgstr[0] \"y\"\n",
            "line 7: there are 1 forms, but Plural-Forms promises 2"},
        Off{"msgctxt \"b\"\nmsgid \"B\"\nmsgid_plural \"Bs\"\nmsgstr[0] \"y\"\nmsgstr[1] \"z\"\nmsgstr[2] "
            "\"z\"\n",
            "line 7: there are 3 forms, but Plural-Forms promises 2"},
        Off{"msgctxt \"b\"\nmsgid \"B\"\nmsgid_plural \"\"\nmsgstr[0] \"y\"\n",
            "line 7: msgid_plural is empty"},
        Off{"msgctxt \"b\"\nmsgid \"B\"\nmsgstr \"a\u202Eb\"\n",
            "line 9: the character U+202E may not stand"},
        Off{"msgctxt \"b\"\nmsgid \"B\u202D\"\nmsgstr \"a\"\n", "line 8: the character U+202D may not stand"},
        Off{"msgctxt \"b\u2028\"\nmsgid \"B\"\nmsgstr \"a\"\n", "line 7: the character U+2028 may not stand"},
        Off{"#. \u202E about\nmsgctxt \"b\"\nmsgid \"B\"\nmsgstr \"a\"\n",
            "line 7: the character U+202E may not stand"},
        Off{"#, x-mt\x01\nmsgctxt \"b\"\nmsgid \"B\"\nmsgstr \"a\"\n",
            "line 7: the character U+0001 may not stand"},
        Off{"msgctxt \"b\"\nmsgid \"B\"\nmsgstr \"a\x1B[2J\"\n",
            "line 9: the character U+001B may not stand"},
        Off{"msgctxt \"b\"\nmsgid \"B\"\nmsgstr \"a\rb\"\n", "line 9: the character U+000D may not stand"},
        Off{"msgctxt \"b\"\nmsgid \"B\"\nmsgstr \"a\uE001\"\n", "line 9: the character U+E001 may not stand"},
        Off{"msgctxt \"b\"\nmsgid \"B\"\nmsgstr \"a\uFEFF\"\n", "line 9: the character U+FEFF may not stand"},
        Off{"msgctxt \"b\"\nmsgid \"B\"\nmsgstr \"\u2067a\"\n", "line 7: an isolate"},
        Off{"msgctxt \"b\"\nmsgid \"B\"\nmsgstr \"\u2067a\\n\u2069\"\n", "line 7: an isolate"},
        Off{"msgctxt \"b\"\nmsgid \"B\"\nmsgstr \"" + std::string(limits::kPoString + 1, 'x') + "\"\n",
            "line 9: a text is longer than 8192 bytes"},
        Off{"<<<<<<< mine\n", "line 7: this is not a line of a PO file"},
        Off{"domain \"b\"\n", "line 7: this is not a line of a PO file"},
        Off{"msgtext \"b\"\nmsgid \"B\"\nmsgstr \"y\"\n", "line 7: this is not a line of a PO file"},
        Off{"\"stray\"\n", "line 7: this text belongs to no keyword"});
    INFO(off.entry);
    const std::string bytes = header("fr") + off.entry + "\n" + entry("a", "A", "x") + entry("c", "C", "z");
    const PoFile file = read(bytes);
    std::vector<std::string> ids;
    for (const PoEntry& found : file.entries) ids.push_back(found.id);
    REQUIRE(file.problems.size() == 1);
    // The entry that takes the id "a" stands first, so there it is the other one that is left out.
    if (off.problem.find("is taken") != std::string::npos) {
        CHECK(file.problems[0].text().find("the id a is taken by line 7") != std::string::npos);
        CHECK(ids == std::vector<std::string>{"a", "c"});
        CHECK(file.entries[0].msgid == "B");
    } else {
        CHECK(file.problems[0].text().substr(0, off.problem.size()) == off.problem);
        CHECK(ids == std::vector<std::string>{"a", "c"});
    }
    const auto strict = parse_po(bytes);
    REQUIRE_FALSE(strict);
    CHECK(strict.error().detail == file.problems[0].text());
}

TEST_CASE("a sentence that follows its neighbour without an empty line is still its own") {
    const PoFile file =
        read(header("ar") +
             "msgctxt \"a\"\nmsgid \"A\"\nmsgstr \"x\"\nmsgctxt \"b\"\nmsgid \"B\"\nmsgstr \"y\"\n"
             "# note\nmsgctxt \"c\"\nmsgid \"C\"\nmsgstr \"z\"");
    REQUIRE(file.entries.size() == 3);
    CHECK(file.entries[1].forms[0] == "y");
    CHECK(file.entries[2].comments == std::vector<std::string>{"note"});
}

TEST_CASE("without a header or a plural rule only sentences with a plural are left out") {
    const std::string plural =
        "msgctxt \"p\"\nmsgid \"P\"\nmsgid_plural \"Ps\"\nmsgstr[0] \"x\"\nmsgstr[1] \"y\"\n\n";
    const std::string one = entry("a", "A", "x");
    const auto ids = [](const PoFile& file) {
        std::string out;
        for (const PoEntry& found : file.entries) out += found.id;
        return out;
    };
    const PoFile none = read(one + plural);
    CHECK(ids(none) == "a");
    CHECK(none.problems.size() == 2);
    CHECK(none.problems[0].message.find("Plural-Forms") != std::string::npos);
    CHECK(none.problems[1].text() == "line 1: the header with Language and Plural-Forms is missing");
    const PoFile broken = read(header("ar", "nplurals=2; plural=m;") + plural + one);
    CHECK(ids(broken) == "a");
    CHECK(broken.problems[0].text().starts_with("line 1: Plural-Forms: character 20: expected a number"));
    const PoFile empty = read("msgid \"\"\nmsgstr \"\"\n\n" + plural + one);
    CHECK(ids(empty) == "a");
    CHECK(empty.problems.size() == 1);
    CHECK(ids(read(header("ar") + plural + one)) == "pa");
}

TEST_CASE("a header that is off is named") {
    CHECK(problem(header("ar", "nplurals=2; plural=n;")) ==
          "line 1: Plural-Forms names no form for some numbers");
    CHECK(problem("msgid \"\"\nmsgstr \"\"\n\"Language ar\\n\"\n") ==
          "line 1: a header line has no \"Name: value\" in it");
    CHECK(problem("msgid \"\"\nmsgstr \"\"\n\"A: b\\n\"\n\"A: c\\n\"\n") ==
          "line 1: the header names A twice");
    CHECK(problem("msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=ISO-8859-1\\n\"\n") ==
          "line 1: the header names another charset than UTF-8");
    CHECK(problem("msgid \"\"\nmsgstr \"\"\n\"Language: \u202Ear\\n\"\n") ==
          "line 3: the character U+202E may not stand in a language file");
    CHECK(problem("") == "line 1: the header with Language and Plural-Forms is missing");
}

TEST_CASE("marks, isolates and joiners of right-to-left text are kept") {
    const std::string text = "\u200F\u2068\u0627\u200C\u0628\u2069\u200E \u061C \u200D";
    const PoFile file = read(header("ar") + entry("a", "A", text));
    CHECK(file.problems.empty());
    REQUIRE(file.entries.size() == 1);
    CHECK(file.entries[0].forms[0] == text);
}

TEST_CASE("only so many problems are listed, the rest is counted") {
    std::string bytes = header("ar");
    for (int i = 0; i < 150; ++i) bytes += "nonsense\n\n";
    const PoFile file = read(bytes + entry("a", "A", "x"));
    CHECK(file.problems.size() == kPoProblems);
    CHECK(file.further_problems == 50);
    CHECK(file.entries.size() == 1);
}

TEST_CASE("a long text is one text, up to the limit") {
    std::string lines = "msgctxt \"a\"\nmsgid \"A\"\nmsgstr \"\"\n";
    for (std::size_t i = 0; i < limits::kPoString / 16; ++i) lines += "\"0123456789abcdef\"\n";
    CHECK(read(header("ar") + lines).entries.size() == 1);
    const PoFile over = read(header("ar") + lines + "\"x\"\n");
    CHECK(over.entries.empty());
    REQUIRE(over.problems.size() == 1);
    CHECK(over.problems[0].code == Errc::Limit);
}

TEST_CASE("ids are short and plain") {
    CHECK(is_message_id("checks.home-folder.fix_1"));
    CHECK(is_message_id("region.MX:x/y"));
    for (const char* text : {"", "a b", "a\n", "a{b}", "a[0]", "\u0627", "a\"b"})
        CHECK_FALSE(is_message_id(text));
    CHECK(is_message_id(std::string(kPoId, 'a')));
    CHECK_FALSE(is_message_id(std::string(kPoId + 1, 'a')));
}

}  // namespace
