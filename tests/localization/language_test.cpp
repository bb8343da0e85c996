#include "localization/language.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "app/base/json.hpp"
#include "localization/tag.hpp"
#include "tests/support/fixtures.hpp"

namespace {

using namespace amparo;
using namespace amparo::localization;

const std::string kPersian = R"({
  "schema": "amparo.language/1", "tag": "fa", "name": "فارسی", "english_name": "Persian", "direction": "rtl",
  "fallback": null, "digits": "arabext", "list_separator": "، ", "decimal": "٫", "group": "٬", "preview": true
})";

std::string with(std::string_view key, Json value) {
    const auto parsed = Json::parse(kPersian);
    REQUIRE(parsed);
    Json out = *parsed;
    out.set(std::string(key), std::move(value));
    return out.dump();
}

std::string without(std::string_view key) {
    const auto parsed = Json::parse(kPersian);
    REQUIRE(parsed);
    Json out = Json::object();
    for (const auto& [name, value] : parsed->members()) {
        if (name != key) out.set(name, value);
    }
    return out.dump();
}

TEST_CASE("a language is read with everything in it") {
    const auto language = parse_language(kPersian);
    REQUIRE(language);
    CHECK(language->tag == "fa");
    CHECK(language->name == "فارسی");
    CHECK(language->english_name == "Persian");
    CHECK(language->direction == Direction::RightToLeft);
    CHECK(language->right_to_left());
    CHECK(language->fallback.empty());
    CHECK(language->digits == "arabext");
    CHECK(language->list_separator == "، ");
    CHECK(language->decimal == "٫");
    CHECK(language->group == "٬");
    CHECK(language->preview);
}

TEST_CASE("a language without one of its members is refused, and the member is named") {
    const std::string key = GENERATE(as<std::string>{}, "schema", "tag", "name", "english_name", "direction",
                                     "fallback", "digits", "list_separator", "decimal", "group", "preview");
    const auto language = parse_language(without(key));
    INFO(key);
    REQUIRE_FALSE(language);
    CHECK(language.error().code == Errc::Corrupt);
    CHECK(language.error().detail.find(key) != std::string::npos);
}

TEST_CASE("a language with a member that means nothing is refused") {
    CHECK_FALSE(parse_language(with("schema", "amparo.language/2")));
    CHECK_FALSE(parse_language(with("tag", "persian language")));
    CHECK_FALSE(parse_language(with("tag", "FA")));
    CHECK_FALSE(parse_language(with("tag", "fa_AF")));
    CHECK_FALSE(parse_language(with("tag", 3)));
    CHECK_FALSE(parse_language(with("name", "")));
    CHECK_FALSE(parse_language(with("name", std::string(65, 'x'))));
    CHECK_FALSE(parse_language(with("name", "a\u202E")));
    CHECK_FALSE(parse_language(with("name", "a\nb")));
    CHECK_FALSE(parse_language(with("group", "{count}")));
    CHECK_FALSE(parse_language(with("group", "a long separator")));
    CHECK_FALSE(parse_language(with("direction", "up")));
    CHECK_FALSE(parse_language(with("digits", "roman")));
    CHECK_FALSE(parse_language(with("preview", "yes")));
    CHECK_FALSE(parse_language(with("fallback", "fa")));
    CHECK_FALSE(parse_language(with("fallback", "")));
    CHECK_FALSE(parse_language("[]"));
    CHECK_FALSE(parse_language(""));
    CHECK_FALSE(parse_language(kPersian + std::string(5000, ' ')));
}

TEST_CASE("a misspelled member is refused with what was meant") {
    const auto language = parse_language(with("fallbak", nullptr));
    REQUIRE_FALSE(language);
    CHECK(language.error().detail.find("did you mean \"fallback\"") != std::string::npos);
}

TEST_CASE("fallbacks lead to English, without circles and without languages that are not there") {
    const auto made = [](std::string tag, std::string fallback) {
        Language out;
        out.tag = std::move(tag), out.fallback = std::move(fallback);
        return out;
    };
    const std::vector<Language> languages = {made("fa", ""),   made("fa-AF", "fa"), made("a1", "b1"),
                                             made("aa", "bb"), made("bb", "aa"),    made("cc", "dd")};
    using Chain = std::vector<std::string>;
    CHECK(fallback_chain("fa", languages) == Chain{"fa", "en"});
    CHECK(fallback_chain("fa-AF", languages) == Chain{"fa-AF", "fa", "en"});
    CHECK(fallback_chain("aa", languages) == Chain{"aa", "bb", "en"});
    CHECK(fallback_chain("cc", languages) == Chain{"cc", "en"});
    CHECK(fallback_chain("xx", languages) == Chain{"en"});
    CHECK(fallback_chain("en", languages) == Chain{"en"});
    const auto named = parse_language(with("fallback", "en"));
    REQUIRE(named);
    CHECK(named->fallback.empty());
}

TEST_CASE("tags are read in the spelling of any system") {
    const auto text = [](std::string_view tag) { return parse_tag(tag) ? parse_tag(tag)->text() : "none"; };
    CHECK(text("ar") == "ar");
    CHECK(text("AR_eg.UTF-8") == "ar-EG");
    CHECK(text("pt-br") == "pt-BR");
    CHECK(text("zh-hant-hk") == "zh-Hant-HK");
    CHECK(text("es-419") == "es-419");
    CHECK(text("sr_RS@latin") == "sr-Latn-RS");
    CHECK(text("ca_ES@valencia") == "ca-ES");
    CHECK(text("ca-valencia") == "ca-valencia");
    CHECK(text("fa-IR-u-nu-latn") == "fa-IR");
    CHECK(text("en-x-private") == "en");
    CHECK(text("de-1996") == "de-1996");
    CHECK(text("qps-ploc") == "qps-ploc");
    CHECK(text("qps-plocm") == "qps-plocm");
}

TEST_CASE("what is no tag is no tag") {
    const std::string text = GENERATE(as<std::string>{}, "", "C", "POSIX", "C.UTF-8", "c", "posix", "a", "1",
                                      "en-", "-en", "en--US", "e n", "en/US", "english1", "en-US-",
                                      "\xFF\xFE", "toolonglanguage", "../en", "en-toolongpart", "%s");
    INFO(text);
    CHECK_FALSE(parse_tag(text));
    CHECK_FALSE(parse_tag(std::string(100, 'a')));
}

TEST_CASE("every language folder of the program can be read and names its own folder") {
    const std::filesystem::path folder = test::source_folder() / "localization";
    int found = 0;
    for (const auto& child : std::filesystem::directory_iterator(folder)) {
        if (!child.is_directory()) continue;
        INFO(child.path().filename().string());
        std::ifstream in(child.path() / "language.json", std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        const auto language = parse_language(bytes);
        INFO((language ? "" : language.error().detail));
        REQUIRE(language);
        CHECK(language->tag == child.path().filename().string());
        ++found;
    }
    CHECK(found >= 2);
}

}  // namespace
