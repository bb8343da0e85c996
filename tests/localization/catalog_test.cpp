#include "localization/catalog.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

#include "tests/localization/samples.hpp"

namespace {

using namespace amparo::localization;
using samples::entry;
using samples::header;

TEST_CASE("the files of a language become one catalogue") {
    Catalog catalog(samples::arabic());
    catalog.add("app", header("ar", samples::kArabicRule) + entry("app.a", "A", "x"));
    catalog.add("checks", header("ar", samples::kArabicRule) + entry("checks.b", "B", "y"));
    CHECK(catalog.problems().empty());
    CHECK(catalog.entries().size() == 2);
    REQUIRE(catalog.find("app.a") != nullptr);
    CHECK(catalog.find("app.a")->file->domain == "app");
    CHECK(catalog.find("app.a")->file->path == "ar/app.po");
    CHECK(catalog.find("app.a")->texts() == std::vector<std::string>{"x"});
    REQUIRE(catalog.find("checks.b") != nullptr);
    CHECK(catalog.find("checks.b")->file->rule.forms() == 6);
    CHECK(catalog.find("checks") == nullptr);
}

TEST_CASE("the text of English is its msgid") {
    Catalog english{Language()};
    english.add("checks", "checks/catalog/x/en.po",
                header("en") + entry("a", "Save") +
                    "msgctxt \"b\"\nmsgid \"{count} file\"\nmsgid_plural \"{count} files\"\n"
                    "msgstr[0] \"\"\nmsgstr[1] \"\"\n");
    CHECK(english.is_source());
    CHECK(english.problems().empty());
    REQUIRE(english.find("a") != nullptr);
    CHECK(english.find("a")->texts() == std::vector<std::string>{"Save"});
    CHECK(english.find("b")->texts() == std::vector<std::string>{"{count} file", "{count} files"});
    CHECK(english.find("b")->file->path == "checks/catalog/x/en.po");
}

TEST_CASE("a broken file is named with its line and left out, and the others are used") {
    Catalog catalog(samples::arabic());
    catalog.add("app", header("ar") + entry("a", "A", "x"));
    catalog.add("checks", header("ar") + entry("b", "B", "\xFF"));
    catalog.add("channels",
                header("ar") + "msgctxt \"c\nmsgid \"C\"\nmsgstr \"z\"\n\n" + entry("d", "D", "w"));
    REQUIRE(catalog.problems().size() == 2);
    CHECK(catalog.problems()[0].text() == "ar/checks.po, line 10: there are bytes that are not UTF-8");
    CHECK(catalog.problems()[1].text() == "ar/channels.po, line 7: the closing quote is missing");
    CHECK(catalog.find("a") != nullptr);
    CHECK(catalog.find("b") == nullptr);
    CHECK(catalog.find("c") == nullptr);
    CHECK(catalog.find("d") != nullptr);
}

TEST_CASE("a file of another language is left out") {
    Catalog catalog(samples::arabic());
    catalog.add("app", header("fr") + entry("a", "A", "x"));
    CHECK(catalog.entries().empty());
    REQUIRE(catalog.problems().size() == 1);
    CHECK(catalog.problems()[0].message.find("\"fr\" and not \"ar\"") != std::string::npos);
    Catalog brazilian(samples::named("pt-BR"));
    brazilian.add("app", header("pt_BR") + entry("a", "A", "x"));
    CHECK(brazilian.entries().size() == 1);
    brazilian.add("more", header("pt_PT") + entry("b", "A", "x"));
    CHECK(brazilian.entries().size() == 1);
    brazilian.add("most", header("") + entry("c", "A", "x"));
    CHECK(brazilian.entries().size() == 2);
}

TEST_CASE("an id that two files have stays the first one's") {
    Catalog catalog(samples::arabic());
    catalog.add("app", header("ar") + entry("a", "A", "x"));
    catalog.add("checks", header("ar") + entry("a", "A", "y"));
    CHECK(catalog.find("a")->po.forms[0] == "x");
    REQUIRE(catalog.problems().size() == 1);
    CHECK(catalog.problems()[0].text() == "ar/checks.po, line 8: the id a is taken by ar/app.po");
}

TEST_CASE("a file of nothing but problems says how many more there are") {
    Catalog catalog(samples::arabic());
    std::string bytes = header("ar");
    for (int i = 0; i < 130; ++i) bytes += "nonsense\n\n";
    catalog.add("app", bytes);
    REQUIRE(catalog.problems().size() == kPoProblems + 1);
    CHECK(catalog.problems().back().text() == "ar/app.po: there are 30 more problems");
}

}  // namespace
