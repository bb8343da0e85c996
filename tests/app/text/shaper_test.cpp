#include "app/text/shaper.hpp"

#include "app/text/limits.hpp"
#include "tests/app/text/noto.hpp"

using namespace amparo::text_layout;
using namespace amparo::test;

TEST_CASE("a cache forgets what was not used for longest, and stays within both bounds") {
    BoundedCache<int> cache(3, 10'000);
    for (int i = 0; i < 3; ++i) cache.insert(std::to_string(i), std::make_shared<const int>(i), 100);
    CHECK(*cache.find("0") == 0);
    cache.insert("3", std::make_shared<const int>(3), 100);
    CHECK(cache.find("1") == nullptr);
    CHECK(cache.find("0") != nullptr);
    CHECK(cache.size() == 3);
    cache.insert("large", std::make_shared<const int>(4), 9'900);
    CHECK(cache.size() == 1);
    CHECK(cache.bytes() <= 10'000);
    cache.insert("too large", std::make_shared<const int>(5), 10'000);
    CHECK(cache.find("too large") == nullptr);
    CHECK(cache.find("large") != nullptr);
    cache.insert("large", std::make_shared<const int>(6), 50);
    CHECK(*cache.find("large") == 6);
    CHECK(cache.bytes() < 1'000);
    cache.clear();
    CHECK(cache.size() + cache.bytes() == 0);
}

TEST_CASE("a text that is asked for again is the same object, and every other question is another") {
    const FontSet fonts = noto_fonts(false);
    Shaper shaper(fonts);
    const auto first = shaper.label("سلام", "ar");
    CHECK(shaper.label("سلام", "ar") == first);
    CHECK(shaper.label("سلام", "ur") != first);
    CHECK(shaper.label("سلام", "ar", Direction::LeftToRight) != first);
    CHECK(shaper.fitted("سلام", "ar", 1.0) != first);
    const auto lines = shaper.paragraph("سلام", "ar", 10.0);
    CHECK(shaper.paragraph("سلام", "ar", 10.0) == lines);
    CHECK(shaper.paragraph("سلام", "ar", 11.0) != lines);
    shaper.clear();
    CHECK(shaper.remembered() == 0);
    CHECK(first->text == "سلام");
}

TEST_CASE("texts without number leave the memory within its bounds") {
    const FontSet fonts = noto_fonts(false);
    Shaper shaper(fonts);
    const std::string filling(300, 'x');
    for (std::size_t i = 0; i < limits::kCachedLines + 500; ++i) {
        static_cast<void>(shaper.label("n" + std::to_string(i), "en"));
        if (i < limits::kCachedParagraphs + 50) {
            static_cast<void>(shaper.paragraph(filling + std::to_string(i), "en", 20.0));
        }
    }
    CHECK(shaper.remembered() == limits::kCachedLines + limits::kCachedParagraphs);
    CHECK(shaper.remembered_bytes() <= 2 * limits::kCachedBytes);
}

TEST_CASE("when the fonts change, nothing old is shown") {
    FontSet fonts = noto_fonts(false);
    Shaper shaper(fonts);
    const auto before = shaper.label("سلام", "ar");
    REQUIRE(fonts.set_chain("ar", fonts.chain("ur")).has_value());
    const auto after = shaper.label("سلام", "ar");
    CHECK(after != before);
    CHECK(after->line.runs[0].face != before->line.runs[0].face);
}
