// Our pictures of text beside those of hb-view, HarfBuzz's own viewer, with the same font at the same size.
#include <cmath>

#include "app/base/result.hpp"
#include "tests/app/text/noto.hpp"
#include "tests/support/headless_ui.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;
using namespace amparo::ui;

namespace {

constexpr const char* kViewer = "/usr/bin/hb-view";
constexpr double kLeast = 0.97;
constexpr double kLeastNastaliq = 0.94;  // its letters hang at slopes that two rasterisers round differently

std::map<std::string, std::string> samples() {
    auto all = test::sentences();
    all.erase("zh");  // its fonts are not part of what the tests install
    all["el"] = "Κρατήστε ένα αντίγραφο των σημειώσεών σας.";
    all["hy"] = "Պահեք ձեր գրառումների պատճենը ապահով տեղում";
    return all;
}

std::string font_of(const std::string& language) {
    if (language == "el") return test::noto_path("NotoSans-Regular.ttf");
    if (language == "hy") return test::noto_path("NotoSansArmenian-Regular.ttf");
    return test::noto_path(test::noto_first().at(language));
}

test::Picture reference(const std::string& font, const std::string& language, const std::string& text, float em) {
    const test::TempFolder folder;
    const std::string path = (folder.path() / "out.png").string();
    test::ProcessOptions options;
    options.environment = {{"LC_ALL=C.UTF-8"}};  // it reads its arguments in the encoding of the locale
    options.arguments = {"--font-file=" + font, "--font-size=" + std::to_string(em), "--margin=4", "--background=#FFFFFF",
                         "--foreground=#000000", "--language=" + language, "--output-format=png", "--output-file=" + path,
                         "--text=" + text};
    const auto result = test::run_process(kViewer, options);
    INFO(result.errors);
    REQUIRE(result.exit_code == 0);
    return test::read_png(path);
}

}  // namespace

TEST_CASE("the pictures of twelve scripts are those of hb-view") {
    constexpr int kWidth = 2400;
    constexpr int kHeight = 260;
    constexpr float kSize = 47;  // an em that Dear ImGui's whole line boxes hit almost exactly
    const float em = TextEngine::real_em(kSize);
    CHECK(samples().size() >= 12);
    for (const auto& [language, text] : samples()) {
        INFO(language);
        const std::string font = font_of(language);
        REQUIRE_FALSE(font.empty());
        test::HeadlessUi headless;
        REQUIRE(headless.ui().text_engine().add_system_font(font, {language}).has_value());
        const auto draw = [&, language = language, text = text](Ui& ui) {
            ui.fill({0, 0, kWidth, kHeight}, Color::Surface);
            const auto label = ui.text_engine().line(Face::Regular, text, language);
            ui.draw_sized(40, 60, kSize, Color::Text, label);
        };
        const auto ours = test::ink_of(headless.picture(kWidth, kHeight, draw));
        const auto theirs = test::ink_of(reference(font, language, text, em));
        REQUIRE(ours.width > 100);
        CHECK(std::abs(ours.width - theirs.width) * 200 <= theirs.width);
        CHECK(std::abs(ours.height - theirs.height) <= 2);
        const double alike = test::correlation(ours, theirs, 1);
        CHECK(alike >= (language == "ur" ? kLeastNastaliq : kLeast));
    }
}
