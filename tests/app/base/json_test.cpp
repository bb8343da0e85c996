#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <cmath>
#include <limits>
#include <random>

#include "app/base/json.hpp"

using namespace amparo;

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

Errc refusal(std::string_view text, const JsonLimits& limits = {}) {
    const auto json = Json::parse(text, limits);
    INFO(text.substr(0, 80));
    REQUIRE_FALSE(json.has_value());
    CHECK_FALSE(json.error().detail.empty());
    return json.error().code;
}

std::string complaint(std::string_view text) {
    const auto json = Json::parse(text);
    return json ? "accepted" : json.error().detail;
}

std::string repeated(std::string_view piece, std::size_t count) {
    std::string out;
    out.reserve(piece.size() * count);
    for (std::size_t i = 0; i < count; ++i) out += piece;
    return out;
}

constexpr std::string_view kSample = R"({
  "schema": "sample/1",
  "whole": -9007199254740992,
  "broken": [0.5, -1.25e-3, 1E+2],
  "words": {"a\u00e9\ud83d\ude00": "tab\tquote\"", "leer": "", "عربي": "مرحبا"},
  "flags": [true, false, null, [], {}]
})";

/// Values of every kind, nested a little.
Json random_value(std::mt19937_64& dice, int depth) {
    static const std::vector<double> kNumbers = {0.1, -2.5, 1e300, 5e-324, 123456.789, -0.0, 1.0, 1e22};
    switch (dice() % (depth > 0 ? 7 : 5)) {
        case 0: return nullptr;
        case 1: return dice() % 2 == 0;
        case 2: return static_cast<std::int64_t>(dice() % (std::uint64_t{1} << 54)) - (std::int64_t{1} << 53);
        case 3: return kNumbers[dice() % kNumbers.size()];
        case 4: {
            static const std::vector<std::string> kPieces = {"a", "\"", "\\", "/", "\n", "\x01", "é", "م", "\U0001F600", "{}"};
            std::string text;
            for (auto i = dice() % 8; i > 0; --i) text += kPieces[dice() % kPieces.size()];
            return text;
        }
        case 5: {
            Json list = Json::array();
            for (auto i = dice() % 5; i > 0; --i) list.push(random_value(dice, depth - 1));
            return list;
        }
        default: {
            Json object = Json::object();
            for (auto i = dice() % 5; i > 0; --i) object.set("k" + std::to_string(dice() % 100), random_value(dice, depth - 1));
            return object;
        }
    }
}

}  // namespace

TEST_CASE("a document is understood as it is written, keys in their order") {
    const auto json = Json::parse(kSample);
    REQUIRE(json.has_value());
    CHECK(json->members().front().first == "schema");
    CHECK(json->members().back().first == "flags");
    CHECK(json->find("whole")->integer_or(0) == -9007199254740992);
    CHECK(json->find("broken")->elements()[1].number_or(0) == -0.00125);
    CHECK(json->find("broken")->elements()[2].number_or(0) == 100.0);
    CHECK_FALSE(json->find("broken")->elements()[2].is_integer());
    CHECK(json->find("words")->members().front().first == "aé\U0001F600");
    CHECK(json->find("words")->member_text("عربي") == "مرحبا");
    CHECK(json->find("flags")->elements().size() == 5);
}

TEST_CASE("looking up the wrong kind of value finds nothing and breaks nothing") {
    const Json number(5);
    CHECK(number.find("a") == nullptr);
    CHECK(number.members().empty());
    CHECK(number.elements().empty());
    CHECK(number.text_or("none") == "none");
    CHECK(number.bool_or(true));
    CHECK(Json("5").integer_or(7) == 7);
    CHECK(Json(1.0).integer_or(7) == 7);
    CHECK(Json(5).number_or(0) == 5.0);
    CHECK(Json().is_null());
    CHECK(number.member_texts("a").empty());
}

TEST_CASE("required members are named when they are missing, empty, or of another kind") {
    const auto json = Json::parse(R"({"a": "", "b": 3, "c": ["x", 1], "d": "text", "e": ["x", "y"], "f": []})");
    REQUIRE(json.has_value());
    for (const char* key : {"a", "b", "c", "missing"}) {
        INFO(key);
        const auto text = json->require_text(key);
        REQUIRE_FALSE(text.has_value());
        CHECK(text.error().code == Errc::Corrupt);
        CHECK(text.error().detail.find(key) != std::string::npos);
    }
    CHECK(json->require_text("d").value() == "text");
    CHECK_FALSE(json->require_texts("c").has_value());
    CHECK_FALSE(json->require_texts("d").has_value());
    CHECK_FALSE(json->require_texts("missing").has_value());
    CHECK(json->require_texts("e").value() == std::vector<std::string>{"x", "y"});
    CHECK(json->require_texts("f").value().empty());
    CHECK(json->member_texts("c") == std::vector<std::string>{"x"});
}

TEST_CASE("a NUL byte is refused wherever it stands") {
    using namespace std::string_view_literals;
    CHECK(refusal("\0"sv) == Errc::Corrupt);
    CHECK(refusal("{\"a\":1}\0{\"evil\":2}"sv) == Errc::Corrupt);
    CHECK(refusal("{\"a\":1}\0"sv) == Errc::Corrupt);
    CHECK(refusal("{\"a\0b\":1}"sv) == Errc::Corrupt);
    CHECK(refusal("[\"\\u0000\"]"sv) == Errc::Corrupt);
    CHECK(refusal("{\"\\u0000\":1}"sv) == Errc::Corrupt);
}

TEST_CASE("a byte-order mark is refused") {
    CHECK(refusal("\xEF\xBB\xBF{}") == Errc::Corrupt);
    CHECK(refusal("\xFF\xFE{}") == Errc::Corrupt);
    CHECK(refusal("\xFE\xFF{}") == Errc::Corrupt);
}

TEST_CASE("a key that stands twice in one object is refused, also when it is spelt with escapes") {
    CHECK(refusal(R"({"a":1,"a":2})") == Errc::Corrupt);
    CHECK(refusal(R"({"a":1,"b":{},"\u0061":2})") == Errc::Corrupt);
    CHECK(refusal(R"([{"x":{"":1,"":1}}])") == Errc::Corrupt);
    CHECK(complaint(R"({"pin":1,"pin":2})").find("pin") != std::string::npos);
    CHECK(Json::parse(R"({"a":{"a":1},"b":[{"a":1},{"a":2}]})").has_value());
}

TEST_CASE("nesting is counted exactly") {
    JsonLimits limits;
    CHECK(Json::parse(repeated("[", 32) + repeated("]", 32)).has_value());
    CHECK(refusal(repeated("[", 33) + repeated("]", 33)) == Errc::Limit);
    limits.depth = 3;
    CHECK(Json::parse(R"({"a":[{}]})", limits).has_value());
    CHECK(refusal(R"({"a":[{"b":[]}]})", limits) == Errc::Limit);
    limits.depth = 0;
    CHECK(refusal("[]", limits) == Errc::Limit);
    CHECK(Json::parse("1", limits).has_value());
}

TEST_CASE("five million opening brackets are refused in the blink of an eye") {
    JsonLimits limits;
    limits.bytes = 64 * limits::kMiB;
    const auto begin = Clock::now();
    CHECK(refusal(repeated("[", 5'000'000)) == Errc::Limit);
    CHECK(refusal(repeated("[", 5'000'000), limits) == Errc::Limit);
    CHECK(refusal(repeated("{\"a\":", 1'000'000), limits) == Errc::Limit);
    CHECK(seconds_since(begin) < 5.0);
}

TEST_CASE("values, texts, keys and bytes are counted exactly") {
    JsonLimits limits;
    limits.nodes = 4;
    CHECK(Json::parse("[1,[2]]", limits).has_value());
    CHECK(refusal("[1,[2,3]]", limits) == Errc::Limit);
    limits = {};
    limits.string_bytes = 4;
    CHECK(Json::parse(R"(["éé"])", limits).has_value());
    CHECK(refusal(R"(["ééa"])", limits) == Errc::Limit);
    limits = {};
    limits.key_bytes = 2;
    CHECK(Json::parse(R"({"é":1})", limits).has_value());
    CHECK(refusal(R"({"éa":1})", limits) == Errc::Limit);
    limits = {};
    limits.bytes = 4;
    CHECK(Json::parse("[10]", limits).has_value());
    CHECK(refusal("[10] ", limits) == Errc::Limit);
}

TEST_CASE("the standard limits are those of the security reference") {
    CHECK(Json::parse("[" + repeated("0,", 199'998) + "0]").has_value());
    CHECK(refusal("[" + repeated("0,", 199'999) + "0]") == Errc::Limit);
    CHECK(Json::parse("\"" + repeated("x", 256 * 1024) + "\"").has_value());
    CHECK(refusal("\"" + repeated("x", 256 * 1024 + 1) + "\"") == Errc::Limit);
    CHECK(Json::parse("{\"" + repeated("k", 256) + "\":1}").has_value());
    CHECK(refusal("{\"" + repeated("k", 257) + "\":1}") == Errc::Limit);
    CHECK(Json::parse("[]" + repeated(" ", 4 * 1024 * 1024 - 2)).has_value());
    CHECK(refusal("[]" + repeated(" ", 4 * 1024 * 1024 - 1)) == Errc::Limit);
}

TEST_CASE("anything behind the document is refused") {
    for (const char* text : {"{} {}", "{}x", "[1]]", "1 2", "null,", "\"a\" \"b\"", "{}//", "[]\x7F"}) refusal(text);
    CHECK(Json::parse(" \t\r\n{} \t\r\n").has_value());
}

TEST_CASE("no document at all is refused") {
    for (const char* text : {"", " ", "\n", "\t\r\n"}) CHECK(refusal(text) == Errc::Corrupt);
    CHECK_FALSE(Json::parse(std::string_view{}).has_value());
}

TEST_CASE("whole numbers beyond what every reader keeps exactly are refused") {
    CHECK(Json::parse("9007199254740992")->integer_or(0) == 9007199254740992);
    CHECK(Json::parse("-9007199254740992")->integer_or(0) == -9007199254740992);
    for (const char* text : {"9007199254740993", "-9007199254740993", "9223372036854775807", "-9223372036854775808",
                             "9223372036854775808", "18446744073709551615", "18446744073709551616",
                             "-18446744073709551616", "100000000000000000000000000000000000000000"}) {
        CHECK(refusal(text) == Errc::Corrupt);
        CHECK(refusal("{\"a\":[" + std::string(text) + "]}") == Errc::Corrupt);
    }
    CHECK(Json::parse("-0")->integer_or(7) == 0);
}

TEST_CASE("numbers that no computer can hold, and words for them, are refused") {
    for (const char* text : {"1e400", "-1e400", "[1e400]", "1e99999", "NaN", "nan", "Infinity", "-Infinity", "inf", "+1",
                             "01", "1.", ".5", "1e", "0x10", "1,0", "--1", "1e+", "- 1", "1_000"}) {
        CHECK(refusal(text) == Errc::Corrupt);
    }
    CHECK(Json::parse("1e308")->number_or(0) == 1e308);
    CHECK(Json::parse("1e-400")->number_or(7) == 0.0);
}

TEST_CASE("bytes that are not UTF-8 are refused, in values, keys and between them") {
    for (const char* bytes : {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xE0\x9F\xBF", "\xF0\x80\x80\x80",
                              "\xF0\x8F\xBF\xBF", "\xED\xA0\x80", "\xED\xBF\xBF", "\xED\xA0\xBD\xED\xB8\x80",
                              "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xF8\x88\x80\x80\x80", "\xFE", "\xFF", "\xC3",
                              "\xE2\x82", "\xF0\x9F\x98"}) {
        const std::string piece(bytes);
        CHECK(refusal("[\"" + piece + "\"]") == Errc::Corrupt);
        CHECK(refusal("{\"" + piece + "\":1}") == Errc::Corrupt);
        CHECK(refusal("[" + piece + "]") == Errc::Corrupt);
        CHECK(refusal("[]" + piece) == Errc::Corrupt);
    }
}

TEST_CASE("half a surrogate pair in an escape is refused") {
    for (const char* text : {R"("\ud800")", R"("\udc00")", R"("\ud800x")", R"("\ud800\u0041")", R"("\ud83d\ud83d")",
                             R"("\u12")", R"("\u12g4")", R"("\x41")"}) {
        CHECK(refusal(text) == Errc::Corrupt);
    }
    CHECK(Json::parse(R"("\ud83d\ude00")")->text_or() == "\U0001F600");
}

TEST_CASE("slips that other readers let pass are refused") {
    for (const char* text : {"[1,]", "{\"a\":1,}", "{a:1}", "{'a':1}", "[1 2]", "{\"a\" 1}", "{\"a\":}", "{:1}", "[,1]",
                             "// x\n{}", "/* x */{}", "\"line\nbreak\"", "\"tab\there\"", "True", "nul", "[", "]", "{", "}",
                             "\"", "[\"\\\"]", "{1:2}", "\xC2\xA0[]", "[]\xE2\x80\xA8"}) {
        CHECK(refusal(text) == Errc::Corrupt);
    }
}

TEST_CASE("a refusal names the line and the column of the first character that does not fit") {
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"{\"a\":}", "line 1, column 6:"},
        {"x", "line 1, column 1:"},
        {"[1,\n 2,\n x]", "line 3, column 2:"},
        {"[1,\r\n x]", "line 2, column 2:"},
        {"{\n  \"a\": tru}\n", "line 2, column 11:"},
        {"[\"é\" x]", "line 1, column 6:"},
        {"[\"مرحبا\",\n\"\U0001F600\" x]", "line 2, column 5:"},
        {"[]\n]", "line 2, column 1:"},
        {"[1,\n2", "line 2, column 2:"},
        {"[1,\n", "line 2, column 1:"},
        {"{\"a\":\n\"x\ny\"}", "line 2, column 3:"},
        {"[\n\"\xFF\"]", "line 2, column 2:"},
        {std::string("[\n\n") + '\0' + "]", "line 3, column 1:"},
        {"\xEF\xBB\xBF[]", "line 1, column 1:"},
    };
    for (const auto& [text, place] : cases) {
        INFO(text);
        INFO(complaint(text));
        CHECK(complaint(text).starts_with(place));
    }
}

TEST_CASE("a refused value is looked for on the line where it stands") {
    CHECK(complaint("{\n \"a\": 1,\n \"a\": 2\n}").starts_with("line 3, column 4:"));
    CHECK(complaint("[\n 99999999999999999999\n]").starts_with("line 2,"));
    CHECK(complaint("[\n 1e999\n]").starts_with("line 2,"));
    CHECK(complaint("[\n\"\\u0000\"\n]").starts_with("line 2,"));
    JsonLimits limits;
    limits.depth = 1;
    const auto json = Json::parse("[\n[\n]]", limits);
    CHECK(json.error().detail.starts_with("line 2, column 1:"));
}

TEST_CASE("a document that is cut off anywhere is refused and never breaks the reader") {
    REQUIRE(Json::parse(kSample).has_value());
    for (std::size_t size = 0; size < kSample.size(); ++size) {
        // The copy ends where the text ends, so that a reader that goes on is caught.
        const std::vector<char> exact(kSample.begin(), kSample.begin() + static_cast<std::ptrdiff_t>(size));
        const auto json = Json::parse(std::string_view(exact.data(), exact.size()));
        INFO("cut after " << size);
        REQUIRE_FALSE(json.has_value());
        CHECK(json.error().detail.starts_with("line "));
    }
}

TEST_CASE("a document with any byte changed is read or refused, and what is read can be written") {
    std::string text(kSample);
    for (std::size_t at = 0; at < text.size(); ++at) {
        for (const char byte : {'\0', '"', '\\', '{', ']', '9', ' ', '\n', '\x80', '\xFF'}) {
            const char before = std::exchange(text[at], byte);
            if (const auto json = Json::parse(text)) {
                const auto again = Json::parse(json->dump());
                REQUIRE(again.has_value());
                CHECK(*again == *json);
            }
            text[at] = before;
        }
    }
}

TEST_CASE("what is written is read back as the same value") {
    std::mt19937_64 dice(2026);
    for (int i = 0; i < 400; ++i) {
        const Json value = random_value(dice, 4);
        for (const auto style : {Json::Style::Compact, Json::Style::Indented}) {
            const std::string text = value.dump(style);
            const auto again = Json::parse(text);
            INFO(text);
            REQUIRE(again.has_value());
            CHECK(*again == value);
        }
    }
    CHECK(Json::object().set("a", 1).set("b", Json::array().push("é")).dump(Json::Style::Compact) == R"({"a":1,"b":["é"]})");
    CHECK(Json::object().set("a", 1).set("a", 2).dump(Json::Style::Compact) == R"({"a":2})");
}

TEST_CASE("text from a computer that is not UTF-8 can still be written") {
    const Json value = Json::object().set("path\xFF", "\xC3(").set("cut", "\xF0\x9F");
    const auto again = Json::parse(value.dump());
    REQUIRE(again.has_value());
    CHECK(again->members().size() == 2);
}

TEST_CASE("a number that is not finite is written as null rather than as something no reader takes") {
    CHECK(Json(std::numeric_limits<double>::infinity()).dump() == "null");
    CHECK(Json(std::nan("")).dump() == "null");
}

TEST_CASE("an object with tens of thousands of keys is read and written without delay") {
    std::string text = "{";
    for (int i = 0; i < 40'000; ++i) text += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\":0";
    text += "}";
    const auto begin = Clock::now();
    const auto json = Json::parse(text);
    REQUIRE(json.has_value());
    CHECK(json->members().size() == 40'000);
    CHECK(json->dump(Json::Style::Compact) == text);
    CHECK(seconds_since(begin) < 3.0);
}
