#include "localization/plural.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "app/base/text.hpp"

namespace {

using namespace amparo;
using localization::PluralRule;

PluralRule rule(const std::string& expression, int forms = 8) {
    const auto out = PluralRule::parse("nplurals=" + std::to_string(forms) + "; plural=" + expression + ";");
    INFO(expression << " " << (out ? "" : out.error().detail));
    REQUIRE(out);
    return *out;
}

struct Language {
    std::string tag;
    std::string header;
    /// For each form the numbers that CLDR gives as samples: "3~10, 103" stands for 3 to 10 and 103.
    std::vector<std::string> samples;
};

const std::string kSlavic =
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);";

const std::vector<Language> kLanguages = {
    {"en", "nplurals=2; plural=(n != 1);", {"1", "0, 2~16, 100, 1000, 10000, 100000, 1000000"}},
    {"ar",
     "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
     {"0", "1", "2", "3~10, 103~110, 1003", "11~26, 111, 1011",
      "100~102, 200~202, 300~302, 400~402, 500~502, 600, "
      "1000, 10000, 100000, 1000000"}},
    {"ru",
     kSlavic,
     {"1, 21, 31, 41, 51, 61, 71, 81, 101, 1001", "2~4, 22~24, 32~34, 42~44, 52~54, 62, 102, 1002",
      "0, 5~19, 100, 1000, 10000, 100000, 1000000"}},
    {"uk",
     kSlavic,
     {"1, 21, 31, 41, 51, 61, 71, 81, 101, 1001", "2~4, 22~24, 32~34, 42~44, 52~54, 62, 102, 1002",
      "0, 5~19, 100, 1000, 10000, 100000, 1000000"}},
    {"fr", "nplurals=2; plural=(n > 1);", {"0, 1", "2~17, 100, 1000, 10000, 100000, 1000000"}},
    {"pt", "nplurals=2; plural=(n > 1);", {"0, 1", "2~17, 100, 1000, 10000, 100000, 1000000"}},
    {"fa", "nplurals=2; plural=(n > 1);", {"0, 1", "2~17, 100, 1000, 10000, 100000, 1000000"}},
    {"pl",
     "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
     {"1", "2~4, 22~24, 32~34, 42~44, 52~54, 62, 102, 1002", "0, 5~19, 100, 1000, 10000, 100000, 1000000"}},
    {"zh", "nplurals=1; plural=0;", {"0~15, 100, 1000, 10000, 100000, 1000000"}},
};

/// The same languages by the words of CLDR's rules, written down a second time in another form.
std::size_t by_words(const std::string& tag, std::uint64_t n) {
    const std::uint64_t ones = n % 10;
    const std::uint64_t hundred = n % 100;
    const bool teen = hundred >= 11 && hundred <= 19;
    if (tag == "zh") return 0;
    if (tag == "en") return n == 1 ? 0 : 1;
    if (tag == "fr" || tag == "pt" || tag == "fa") return n <= 1 ? 0 : 1;
    if (tag == "ar") {
        if (n <= 2) return n;
        if (hundred <= 2) return 5;
        return hundred <= 10 ? 3 : 4;
    }
    if (tag == "pl" && n == 1) return 0;
    if (ones == 1 && !teen && tag != "pl") return 0;
    return ones >= 2 && ones <= 4 && !teen ? 1 : 2;
}

TEST_CASE("every sample number of CLDR takes the form that CLDR says") {
    const Language language = GENERATE(from_range(kLanguages));
    const auto parsed = PluralRule::parse(language.header);
    INFO(language.tag);
    REQUIRE(parsed);
    CHECK(parsed->forms() == language.samples.size());
    CHECK(parsed->covers_all());
    for (std::size_t form = 0; form < language.samples.size(); ++form) {
        for (const std::string_view part : text::split(language.samples[form], ',')) {
            const std::string_view range = text::trim(part);
            const std::size_t tilde = range.find('~');
            const auto first = text::to_integer(range.substr(0, tilde));
            const auto last =
                tilde == std::string_view::npos ? first : text::to_integer(range.substr(tilde + 1));
            REQUIRE((first && last));
            for (std::int64_t n = *first; n <= *last; ++n) {
                INFO(n);
                CHECK(parsed->select(static_cast<std::uint64_t>(n)) == form);
            }
        }
    }
}

TEST_CASE("the rules of the shipped languages agree with CLDR's words from 0 to 2000 and far above") {
    const Language language = GENERATE(from_range(kLanguages));
    const auto parsed = PluralRule::parse(language.header);
    REQUIRE(parsed);
    INFO(language.tag);
    std::vector<std::uint64_t> numbers = {1'000'000, 1'000'001, 1'000'011, 18'446'744'073'709'551'615U};
    for (std::uint64_t n = 0; n <= 2000; ++n) numbers.push_back(n);
    for (const std::uint64_t n : numbers) {
        INFO(n);
        REQUIRE(parsed->select(n) == by_words(language.tag, n));
    }
}

TEST_CASE("the rule that nobody named is the English one") {
    const PluralRule english;
    CHECK(english.forms() == 2);
    CHECK(english.select(1) == 0);
    CHECK(english.select(0) == 1);
    CHECK(english.select(2) == 1);
    CHECK(english.has_only_one_number(0));
    CHECK_FALSE(english.has_only_one_number(1));
}

TEST_CASE("operators bind as in C") {
    struct Sample {
        std::string expression;
        std::uint64_t n;
        std::size_t form;
    };
    const Sample sample = GENERATE(
        Sample{"1+2*3", 0, 7}, Sample{"(1+2)*2", 0, 6}, Sample{"7-2-1", 0, 4}, Sample{"7-(2-1)", 0, 6},
        Sample{"12/2/3", 0, 2}, Sample{"7%4*2", 0, 6}, Sample{"1+1<3", 0, 1}, Sample{"3<2+2", 0, 1},
        Sample{"1<2==1", 0, 1}, Sample{"2==2<1", 0, 0}, Sample{"1||0&&0", 0, 1}, Sample{"(1||0)&&0", 0, 0},
        Sample{"0==1||1", 0, 1}, Sample{"!n==1", 0, 1}, Sample{"!(n==1)", 1, 0}, Sample{"!!n", 5, 1},
        Sample{"n?1:n?2:3", 0, 3}, Sample{"n?n==2?4:5:6", 2, 4}, Sample{"n?n==2?4:5:6", 1, 5},
        Sample{"n&&2", 9, 1}, Sample{"n>=2", 2, 1}, Sample{"n<=2", 3, 0}, Sample{"n!=3", 3, 0},
        Sample{"n-1", 8, 7}, Sample{"1?2:0?3:4", 0, 2}, Sample{" n % 10 ", 17, 7}, Sample{"\tn\t", 3, 3});
    INFO(sample.expression << " with n = " << sample.n);
    const auto form = rule(sample.expression).evaluate(sample.n);
    REQUIRE(form);
    CHECK(*form == sample.form);
}

TEST_CASE("a header may be spaced as it likes and may lack the last semicolon") {
    const std::string header =
        GENERATE(as<std::string>{}, "nplurals=2;plural=n!=1", " nplurals = 2 ; plural = ( n != 1 ) ; ",
                 "nplurals=2; plural=n != 1;", "nplurals=02; plural=(((n))) != 1;");
    INFO(header);
    const auto parsed = PluralRule::parse(header);
    REQUIRE(parsed);
    CHECK(parsed->select(1) == 0);
    CHECK(parsed->select(5) == 1);
}

TEST_CASE("what is no plural rule is refused with its place") {
    const std::string header = GENERATE(
        as<std::string>{}, "", "nplurals", "nplurals=", "nplurals=;", "nplurals=2", "nplurals=2;",
        "nplurals=2; plural=", "nplurals=2; plural=;", "nplurals=0; plural=0;", "nplurals=-1; plural=0;",
        "nplurals=x; plural=0;", "nplurals=2; plural=m;", "nplurals=2; plural=n n;", "nplurals=2; plural=n!;",
        "nplurals=2; plural=n=1;", "nplurals=2; plural=(n;", "nplurals=2; plural=n);",
        "nplurals=2; plural=n?1;", "nplurals=2; plural=n?1:;", "nplurals=2; plural=?1:0;",
        "nplurals=2; plural=n&1;", "nplurals=2; plural=n|1;", "nplurals=2; plural=~n;",
        "nplurals=2; plural=-n;", "nplurals=2; plural=+n;", "nplurals=2; plural=n<<1;",
        "nplurals=2; plural=n++;", "nplurals=2; plural=n,1;", "nplurals=2; plural=f(n);",
        "nplurals=2; plural=0x1;", "nplurals=2; plural=1.5;", "nplurals=2; plural=n; plural=n;",
        "nplurals=2; plural=n;;", "nplurals=2; plural=N;", "nplurals=INTEGER; plural=EXPRESSION;",
        "nplurals=99999999999999999999; plural=0;", "nplurals=2; plural=99999999999999999999;",
        "plural=n; nplurals=2;", "nplurals=2; plural=n\x01;");
    INFO(header);
    const auto parsed = PluralRule::parse(header);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().code == Errc::Corrupt);
    CHECK(parsed.error().detail.starts_with("character "));
}

TEST_CASE("a rule that would cost too much is refused before it is read") {
    const auto detail_of = [](const std::string& expression, int forms = 2) {
        const auto parsed =
            PluralRule::parse("nplurals=" + std::to_string(forms) + "; plural=" + expression + ";");
        REQUIRE_FALSE(parsed);
        CHECK(parsed.error().code == Errc::Limit);
        return parsed.error().detail;
    };
    CHECK(detail_of(std::string(600, '(')).find("longer") != std::string::npos);
    CHECK(detail_of(std::string(100, '(') + "n" + std::string(100, ')')).find("deep") != std::string::npos);
    CHECK(detail_of(std::string(100, '!') + "n").find("deep") != std::string::npos);
    std::string choices;
    for (int i = 0; i < 60; ++i) choices += "n?n:";
    CHECK(detail_of(choices + "n").find("deep") != std::string::npos);
    CHECK(detail_of("0", 9).find("forms") != std::string::npos);
    CHECK(detail_of("0", 1'000'000'000).find("forms") != std::string::npos);
    CHECK(rule(std::string(30, '(') + "n" + std::string(30, ')')).select(3) == 3);
    std::string chain = "n";
    while (chain.size() < 460) chain += "+n";
    CHECK(rule(chain + ">0").select(1) == 1);
}

TEST_CASE("a division by zero is an error, and the last form is taken") {
    const PluralRule divide = rule("n/(n-3)", 3);
    REQUIRE_FALSE(divide.evaluate(3));
    CHECK(divide.evaluate(3).error().detail.find("divides by zero") != std::string::npos);
    CHECK(divide.select(3) == 2);
    CHECK_FALSE(divide.covers_all());
    CHECK_FALSE(rule("n%0").evaluate(7));
    CHECK(rule("n%0", 4).select(7) == 3);
    // As in C, what is not needed is not worked out.
    CHECK(rule("n==0 || 5/n>1").select(0) == 1);
    CHECK(rule("n!=0 && 5/n>1").select(0) == 0);
    CHECK(rule("n ? 6/n : 7").select(0) == 7);
    CHECK_FALSE(rule("n ? 7 : 6/n").evaluate(0));
}

TEST_CASE("a form that does not exist is an error, and the last form is taken") {
    const PluralRule wide = rule("n", 3);
    CHECK(wide.select(2) == 2);
    REQUIRE_FALSE(wide.evaluate(3));
    CHECK(wide.evaluate(3).error().detail.find("form 3") != std::string::npos);
    CHECK(wide.select(3) == 2);
    CHECK(wide.select(std::numeric_limits<std::uint64_t>::max()) == 2);
    CHECK_FALSE(wide.covers_all());
    CHECK(rule("n-1", 3).select(0) == 2);  // wraps to a very large number
}

TEST_CASE("a form may leave out the number only when it belongs to one number") {
    const auto arabic = PluralRule::parse(kLanguages[1].header);
    REQUIRE(arabic);
    for (std::size_t form = 0; form < 6; ++form) CHECK(arabic->has_only_one_number(form) == (form < 3));
    const auto russian = PluralRule::parse(kSlavic);
    REQUIRE(russian);
    for (std::size_t form = 0; form < 3; ++form) CHECK_FALSE(russian->has_only_one_number(form));
    const auto french = PluralRule::parse("nplurals=2; plural=(n > 1);");
    REQUIRE(french);
    CHECK_FALSE(french->has_only_one_number(0));
    CHECK_FALSE(french->has_only_one_number(7));
    // Two numbers, the second one far away.
    CHECK_FALSE(rule("n!=1 && n!=1000000", 2).has_only_one_number(0));
    // A form that no number takes is not one for one number.
    CHECK_FALSE(rule("0", 2).has_only_one_number(1));
}

TEST_CASE("a rule cut off anywhere or with any byte changed is read or refused, never worse") {
    const std::string whole = kLanguages[1].header;
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const auto parsed = PluralRule::parse(whole.substr(0, size));
        // Without its semicolon the rule is whole; any shorter piece lacks something.
        CHECK(parsed.has_value() == (size == whole.size() - 1));
    }
    for (std::size_t at = 0; at < whole.size(); ++at) {
        for (unsigned bit = 0; bit < 8; ++bit) {
            std::string flipped = whole;
            flipped[at] = static_cast<char>(static_cast<unsigned char>(flipped[at]) ^ (1U << bit));
            const auto parsed = PluralRule::parse(flipped);
            if (!parsed) continue;
            for (const std::uint64_t n : {0U, 1U, 2U, 7U, 50U, 100U})
                CHECK(parsed->select(n) < parsed->forms());
        }
    }
}

}  // namespace
