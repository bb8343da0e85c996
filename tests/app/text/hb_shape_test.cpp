// Our glyphs against those of HarfBuzz's own program, which shapes a whole sentence with one font.
#include <cmath>

#include "app/base/json.hpp"
#include "app/text/shape.hpp"
#include "tests/app/text/noto.hpp"
#include "tests/support/process.hpp"

using amparo::Json;
using namespace amparo::text_layout;
using namespace amparo::test;

TEST_CASE("every language gets the glyphs, places and width that hb-shape gives") {
    static const std::string program = "/usr/bin/hb-shape";
    INFO("install the package libharfbuzz-bin");
    REQUIRE(std::filesystem::exists(program));
    const FontSet fonts = noto_fonts();
    for (const auto& [language, text] : sentences()) {
        INFO(language);
        const std::string path = noto_path(noto_first().at(language));
        if (path.empty()) {
            CHECK(language == "zh");  // the only one outside fonts-noto-core
            continue;
        }
        const unsigned face_index = path.ends_with(".ttc") ? kSimplifiedChinese : 0;
        const Line line = ShapedText(fonts, text, language, Direction::Auto).line(0, text.size());
        REQUIRE(line.runs.size() == 1);
        CHECK(fonts.name(line.runs[0].face) == noto_first().at(language));
        CHECK(line.runs[0].rtl == line.rtl);

        ProcessOptions options;
        options.environment = {{"LC_ALL=C.UTF-8"}};  // it reads its arguments in the encoding of the locale
        options.arguments = {"--output-format=json",
                             "--no-glyph-names",
                             "--remove-default-ignorables",
                             "--language=" + language,
                             "--face-index=" + std::to_string(face_index),
                             "--text=" + text,
                             path};
        const auto result = run_process(program, options);
        REQUIRE(result.exit_code == 0);
        const auto theirs = Json::parse(result.output);
        REQUIRE(theirs.has_value());
        std::int64_t total = 0;
        std::vector<Glyph> wanted;
        for (const Json& each : theirs->elements()) {
            const auto number = [&](const char* key) {
                return static_cast<std::int32_t>(each.find(key) != nullptr ? each.find(key)->integer_or(-1)
                                                                           : 0);
            };
            wanted.push_back(
                {static_cast<std::uint32_t>(number("g")), number("ax"), number("dx"), number("dy")});
            total += number("ax");
        }
        std::vector<Glyph> ours = line.glyphs;
        for (Glyph& glyph : ours) glyph.cluster = 0, glyph.nominal = 0;
        CHECK(ours == wanted);
        const double pixels = 18.0;
        const double em = static_cast<double>(total) / fonts.units_per_em(line.runs[0].face);
        CHECK(std::abs(em - static_cast<double>(line.width)) * pixels < 0.01);
    }
}
