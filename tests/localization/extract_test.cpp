#include "localization/extract.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

#include "localization/lint.hpp"
#include "tests/localization/samples.hpp"

namespace {

using namespace amparo::localization;
using samples::entry;
using samples::header;

Catalog english() {
    Catalog out{Language()};
    out.add("app", header("en") +
                       entry("app.a", "Save \\\"{name}\\\"", "", "# x-allow: hidden\n# Note.\n#. Button.\n"));
    out.add("checks", "checks/catalog/x/en.po",
            header("en") +
                "#. About.\nmsgctxt \"checks.b\"\nmsgid \"{count} file\"\nmsgid_plural \"{count} files\"\n"
                "msgstr[0] \"\"\nmsgstr[1] \"\"\n");
    return out;
}

TEST_CASE("the template has every English sentence, its description and where it comes from") {
    const auto file = parse_po(template_po(english()));
    INFO((file ? "" : file.error().detail));
    REQUIRE(file);
    REQUIRE(file->entries.size() == 2);
    CHECK(file->entries[0].id == "app.a");
    CHECK(file->entries[0].msgid == "Save \"{name}\"");
    CHECK(file->entries[0].description == "Button.");
    CHECK(file->entries[0].references == std::vector<std::string>{"en/app.po"});
    CHECK(file->entries[0].comments == std::vector<std::string>{"Note."});
    CHECK(file->entries[0].forms == std::vector<std::string>{""});
    CHECK(file->entries[1].msgid_plural == "{count} files");
    CHECK(file->entries[1].references == std::vector<std::string>{"checks/catalog/x/en.po"});
    CHECK(file->field("Language").empty());
}

TEST_CASE("a template of one domain has that domain only") {
    const auto file = parse_po(template_po(english(), "checks"));
    REQUIRE(file);
    REQUIRE(file->entries.size() == 1);
    CHECK(file->entries[0].id == "checks.b");
    CHECK(parse_po(template_po(english(), "nothing"))->entries.empty());
}

TEST_CASE("an unfilled template is a language of which nothing is done") {
    Catalog arabic(samples::arabic());
    arabic.add("app", template_po(english()));
    CHECK(arabic.problems().empty());
    CHECK(status(english(), arabic).missing == 2);
    CHECK_FALSE(has_errors(lint(english(), arabic)));
}

}  // namespace
