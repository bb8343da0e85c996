#include "app/text/glyph_codes.hpp"

#include <set>

#include "app/base/utf8.hpp"
#include "app/text/paragraph.hpp"
#include "tests/app/text/noto.hpp"

using namespace amparo::text_layout;
using namespace amparo::test;

namespace {

std::vector<char32_t> code_points(const std::string& text) {
    std::vector<char32_t> out;
    for (std::size_t i = 0; i < text.size();) {
        const auto next = amparo::utf8::decode(text, i);
        i += next.size;
        out.push_back(next.code);
    }
    return out;
}

GlyphKey key(std::uint32_t glyph) { return {1, glyph, 0, 0, 500}; }

IsOwnFace always() {
    return [](FaceId, char32_t) { return true; };
}

}  // namespace

TEST_CASE("one glyph has one code, and a code leads back to its glyph") {
    GlyphCodes codes;
    std::set<char32_t> seen;
    const GlyphKey keys[] = {{1, 2, 0, 0, 500}, {2, 2, 0, 0, 500}, {1, 3, 0, 0, 500},
                             {1, 2, 1, 0, 500}, {1, 2, 0, 1, 500}, {1, 2, 0, 0, 501}};
    for (const GlyphKey& each : keys) {
        const char32_t code = codes.code_of(each);
        CHECK(seen.insert(code).second);
        CHECK(codes.code_of(each) == code);
        CHECK(codes.key_of(code) == each);
        CHECK(GlyphCodes::is_private(code));
    }
    CHECK(codes.used() == 6);
    CHECK_FALSE(codes.key_of(0xE006).has_value());
    CHECK_FALSE(codes.key_of(U'a').has_value());
    CHECK_FALSE(codes.key_of(0x10000).has_value());
}

TEST_CASE("a full bank says so and gives no code that means something else") {
    GlyphCodes codes;
    for (std::uint32_t i = 0; i < GlyphCodes::kBankSize; ++i) {
        CHECK(codes.nearly_full() == (i >= GlyphCodes::kBankSize * 3 / 4));
        REQUIRE(codes.code_of(key(i)) != GlyphCodes::kNoCode);
    }
    CHECK_FALSE(codes.overflowed());
    CHECK(codes.code_of(key(7)) == 0xE007);
    CHECK(codes.code_of(key(100'000)) == GlyphCodes::kNoCode);
    CHECK(codes.overflowed());
    CHECK(codes.used() == GlyphCodes::kBankSize);
}

TEST_CASE("after a switch the old codes can still be read, and after the next one no more") {
    GlyphCodes codes;
    const char32_t old_code = codes.code_of(key(1));
    const auto before = codes.generation();
    codes.switch_bank();
    CHECK(codes.generation() != before);
    CHECK(codes.used() == 0);
    CHECK(codes.key_of(old_code) == key(1));
    const char32_t new_code = codes.code_of(key(2));
    CHECK(new_code == GlyphCodes::kBankStart[1]);
    CHECK(codes.code_of(key(1)) != old_code);
    codes.switch_bank();
    CHECK_FALSE(codes.key_of(old_code).has_value());
    CHECK(codes.key_of(new_code) == key(2));
    CHECK(codes.code_of(key(3)) == old_code);
    CHECK(codes.key_of(old_code) == key(3));
}

TEST_CASE("plain letters pass, and what widgets read as a command never does") {
    const FontSet fonts = noto_fonts();
    GlyphCodes codes;
    const std::string out = encode(shape_label(fonts, "Окно 50% ##id %s", "ru").line, codes, always());
    CHECK(out.starts_with("Окно 50"));
    CHECK(out.find('#') == std::string::npos);
    CHECK(out.find('%') == std::string::npos);
    CHECK(code_points(out).size() == 16);
    CHECK(codes.used() == 2);
}

TEST_CASE("a character passes only for the face that the loader would take") {
    const FontSet fonts = noto_fonts();
    GlyphCodes codes;
    const auto line = shape_label(fonts, "ab", "en").line;
    CHECK(encode(line, codes, always()) == "ab");
    const std::string out = encode(line, codes, [](FaceId, char32_t) { return false; });
    CHECK(code_points(out) == std::vector<char32_t>{0xE000, 0xE001});
    CHECK(codes.key_of(0xE000)->glyph == line.glyphs[0].glyph);
}

TEST_CASE("text cannot bring a private code along as itself") {
    CHECK_FALSE(GlyphCodes::may_pass(0xE000));
    CHECK_FALSE(GlyphCodes::may_pass(0xF8FF));
    CHECK_FALSE(GlyphCodes::may_pass(0x10000));
    CHECK_FALSE(GlyphCodes::may_pass(0x118FF));
    CHECK(GlyphCodes::may_pass(0xF900));
    CHECK(GlyphCodes::may_pass(0x11900));
    CHECK(GlyphCodes::may_pass(U'ж'));
    // Whatever a font says about such a character: it is shown by the code of its glyph.
    Line line;
    line.glyphs.push_back({5, 600, 0, 0, 0, 0xE123});
    line.runs.push_back({3, false, 0, 3, 0, 1, 0, 1});
    GlyphCodes codes;
    CHECK(code_points(encode(line, codes, always())) == std::vector<char32_t>{0xE000});
    CHECK(codes.key_of(0xE000)->face == 3);
}

TEST_CASE("for a mirrored window the glyphs come in reversed order") {
    const FontSet fonts = noto_fonts();
    GlyphCodes codes;
    const auto line = shape_label(fonts, "abc שלום", "en").line;
    auto forward = code_points(encode(line, codes, always()));
    const auto backward = code_points(encode(line, codes, always(), GlyphOrder::RightToLeft));
    CHECK(forward.size() == 8);
    CHECK(std::vector<char32_t>(forward.rbegin(), forward.rend()) == backward);
}
