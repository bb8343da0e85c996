#include "localization/pseudo.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <string>

#include "app/base/utf8.hpp"
#include "localization/characters.hpp"
#include "localization/lint.hpp"
#include "localization/placeholders.hpp"
#include "localization/tag.hpp"
#include "localization/translator.hpp"
#include "tests/localization/samples.hpp"

namespace {

using namespace amparo;
using namespace amparo::localization;
using samples::entry;

const std::string kPlural =
    "#. About.\nmsgctxt \"p\"\nmsgid \"{count} file\"\nmsgid_plural \"{count} files\"\nmsgstr[0] "
    "\"\"\nmsgstr[1] \"\"\n\n";

TEST_CASE("every text of a test language stands in its marks and keeps its places") {
    const Pseudo kind = GENERATE(Pseudo::Accented, Pseudo::Mirrored, Pseudo::Doubled);
    for (const std::string_view text : {"Save", "Call {name} at {number} now.", "{count}", "{{x}}", "", "a\n",
                                        "\u201CQuoted\u201D \u2013 dash"}) {
        INFO(text);
        const std::string made = pseudo_text(text, kind);
        if (text.empty()) {
            CHECK(made.empty());
            continue;
        }
        CHECK(made.starts_with(kPseudoOpen));
        CHECK(made.ends_with(kPseudoClose));
        CHECK(place_names(parse_template(made)) == place_names(parse_template(text)));
        CHECK(parse_template(made).well_formed);
        CHECK_FALSE(first_refused(made));
    }
}

TEST_CASE("accented texts are at least 40 percent longer and contain no plain vowel outside places") {
    for (const std::string text :
         {"OK", "Save", "Lock now", "Other accounts on this computer cannot open your home folder."}) {
        const std::string made = pseudo_text(text, Pseudo::Accented);
        CHECK(utf8::length(made) * 10 >= utf8::length(text) * 14);
        CHECK(made.find_first_of("aeiouAEIOU") == std::string::npos);
    }
}

TEST_CASE("mirrored texts are really right-to-left") {
    const std::string made = pseudo_text("Save {name}", Pseudo::Mirrored);
    CHECK(has_right_to_left(made));
    CHECK(made.find("{name}") != std::string::npos);
    CHECK(pseudo_language(Pseudo::Mirrored).right_to_left());
    CHECK_FALSE(pseudo_language(Pseudo::Accented).right_to_left());
}

TEST_CASE("short texts are doubled and long ones are not") {
    const std::string open(kPseudoOpen);
    const std::string close(kPseudoClose);
    CHECK(pseudo_text("Save", Pseudo::Doubled) == open + "Save Save" + close);
    CHECK(pseudo_text("123456789", Pseudo::Doubled) == open + "123456789 123456789" + close);
    CHECK(pseudo_text("1234567890", Pseudo::Doubled) == open + "1234567890" + close);
}

TEST_CASE("test languages have tags of their own") {
    CHECK(pseudo_of("qps-ploc") == Pseudo::Accented);
    CHECK(pseudo_of("qps-plocm") == Pseudo::Mirrored);
    CHECK(pseudo_of("qps-long") == Pseudo::Doubled);
    CHECK_FALSE(pseudo_of("qps"));
    CHECK_FALSE(pseudo_of("ar"));
    for (const Pseudo kind : {Pseudo::Accented, Pseudo::Mirrored, Pseudo::Doubled}) {
        const auto tag = parse_tag(pseudo_language(kind).tag);
        REQUIRE(tag);
        CHECK(tag->text() == pseudo_language(kind).tag);
        CHECK(pseudo_language(kind).preview);
    }
}

TEST_CASE("a test language translates every sentence of English and lints clean") {
    const Pseudo kind = GENERATE(Pseudo::Accented, Pseudo::Mirrored, Pseudo::Doubled);
    const Catalog english = samples::catalog(Language(), entry("a", "Save {name}") + kPlural);
    const Catalog made = pseudo_catalog(english, kind);
    CHECK(made.language().tag == pseudo_language(kind).tag);
    CHECK(lint(english, made).empty());
    CHECK(status(english, made).translated == 2);
    const Translator translator({samples::shared(made), samples::shared(english)}, made.language());
    const Text text = translator.tr(Message{"p", {{"count", std::int64_t{5}}}});
    CHECK(text.text.find('5') != std::string::npos);
    CHECK(text.text.starts_with(kPseudoOpen));
    CHECK(text.lang == made.language().tag);
    CHECK(translator.tr(Message{"p", {{"count", std::int64_t{1}}}}).text != text.text);
    CHECK(translator.english(Message{"p", {{"count", std::int64_t{1}}}}).text == "1 file");
}

}  // namespace
