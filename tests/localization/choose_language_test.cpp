#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <string>
#include <vector>

#include "localization/language.hpp"

namespace {

using namespace amparo::localization;
using List = std::vector<std::string>;

struct Choice {
    std::string why;
    List wanted;
    List available;
    std::string chosen;
};

const List kMany = {"en", "es",      "fr",      "pt-BR", "ar", "fa", "ru",
                    "uk", "zh-Hans", "zh-Hant", "nb",    "id", "he"};

const std::vector<Choice> kChoices = {
    {"the same tag", {"fr"}, kMany, "fr"},
    {"nothing is wanted", {}, kMany, "en"},
    {"nobody has it", {"de", "sw-KE"}, kMany, "en"},
    {"nothing is available", {"fr"}, {}, "en"},
    {"the second wish is looked at", {"de-DE", "fr-CH", "en"}, kMany, "fr"},
    {"the first wish counts, not the best match", {"pt-PT", "es"}, kMany, "pt-BR"},
    {"English that is asked for is not passed over", {"en-GB", "ar"}, kMany, "en"},
    {"Brazilian Portuguese", {"pt-BR"}, kMany, "pt-BR"},
    {"readers from Portugal can read Brazilian Portuguese", {"pt-PT"}, kMany, "pt-BR"},
    {"but take their own when it is there", {"pt-PT"}, {"pt-BR", "pt-PT"}, "pt-PT"},
    {"and Brazilians theirs", {"pt-BR"}, {"pt-PT", "pt-BR"}, "pt-BR"},
    {"a general Portuguese goes before the other region", {"pt-PT"}, {"pt-BR", "pt"}, "pt"},
    {"Portuguese of no region takes what is there", {"pt"}, kMany, "pt-BR"},
    {"simplified Chinese", {"zh-Hans"}, kMany, "zh-Hans"},
    {"traditional Chinese", {"zh-Hant"}, kMany, "zh-Hant"},
    {"China writes simplified", {"zh-CN"}, kMany, "zh-Hans"},
    {"Singapore writes simplified", {"zh-SG"}, kMany, "zh-Hans"},
    {"Taiwan writes traditional", {"zh_TW.UTF-8"}, kMany, "zh-Hant"},
    {"Hong Kong writes traditional", {"zh-HK"}, kMany, "zh-Hant"},
    {"script and region together", {"zh-Hant-HK"}, kMany, "zh-Hant"},
    {"a script that is named beats the region", {"zh-Hans-TW"}, kMany, "zh-Hans"},
    {"traditional never becomes simplified", {"zh-Hant"}, {"en", "zh-Hans"}, "en"},
    {"simplified never becomes traditional", {"zh-CN"}, {"en", "zh-Hant"}, "en"},
    {"nor by region alone", {"zh-TW"}, {"en", "zh-CN"}, "en"},
    {"the next wish goes before the wrong script", {"zh-Hant", "fr"}, {"en", "zh-Hans", "fr"}, "fr"},
    {"Dari speakers can read Persian", {"fa-AF"}, kMany, "fa"},
    {"also under Dari's own code", {"prs"}, kMany, "fa"},
    {"and take Dari when it is there", {"prs-AF"}, {"fa", "fa-AF"}, "fa-AF"},
    {"Norwegian by its old code", {"no"}, kMany, "nb"},
    {"Norwegian with region", {"nb_NO.UTF-8"}, kMany, "nb"},
    {"the old code in our list", {"nb"}, {"en", "no"}, "no"},
    {"Arabic of Egypt", {"ar-EG"}, kMany, "ar"},
    {"Arabic of Egypt in POSIX spelling", {"ar_EG.UTF-8"}, kMany, "ar"},
    {"Ukrainian never becomes Russian", {"uk"}, {"en", "ru"}, "en"},
    {"Serbian in Latin letters is not in Cyrillic", {"sr-Latn"}, {"en", "sr"}, "en"},
    {"Serbian without a script is Cyrillic", {"sr-RS"}, {"en", "sr-Cyrl"}, "sr-Cyrl"},
    {"Hebrew by its old code", {"iw-IL"}, kMany, "he"},
    {"Indonesian by its old code", {"in"}, kMany, "id"},
    {"C is no wish", {"C", "fr"}, kMany, "fr"},
    {"POSIX is no wish", {"POSIX"}, kMany, "en"},
    {"C.UTF-8 is no wish", {"C.UTF-8"}, kMany, "en"},
    {"noise is no wish", {"", "%s", "../../etc", "\xFF", "fr"}, kMany, "fr"},
    {"a tag of ours that is none is passed over", {"fr"}, {"??", "fr"}, "fr"},
    {"a test language only by its name", {"qps-plocm"}, {"en", "qps-ploc", "qps-plocm"}, "qps-plocm"},
    {"no other test language instead", {"qps-long"}, {"en", "qps-ploc"}, "en"},
};

TEST_CASE("the language is chosen that the person can read") {
    const Choice choice = GENERATE(from_range(kChoices));
    INFO(choice.why);
    CHECK(choose_language(choice.wanted, choice.available) == choice.chosen);
}

TEST_CASE("the variables of a POSIX system are read as gettext reads them") {
    CHECK(wanted_languages("", "", "", "") == List{});
    CHECK(wanted_languages("", "", "", "ar_EG.UTF-8") == List{"ar_EG.UTF-8"});
    CHECK(wanted_languages("", "", "fr_FR", "ar_EG") == List{"fr_FR"});
    CHECK(wanted_languages("", "es_MX", "fr_FR", "ar_EG") == List{"es_MX"});
    CHECK(wanted_languages("ar:fr", "", "", "en_US.UTF-8") == List{"ar", "fr", "en_US.UTF-8"});
    CHECK(wanted_languages("ar::C:fr", "", "", "fr") == List{"ar", "fr"});
    CHECK(wanted_languages("ar:fr", "", "", "C") == List{});
    CHECK(wanted_languages("ar:fr", "C.UTF-8", "fr_FR", "ar_EG") == List{});
    CHECK(wanted_languages("ar", "", "", "") == List{});
}

}  // namespace
