// Pictures on a page: the right way round in both kinds of window, sharp, and gone from the graphics card when they are gone.
#include "app/ui/widgets/picture.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "tests/app/ui/stage.hpp"

using namespace amparo;
using namespace amparo::ui;

namespace {

/// Red at its left, blue at its right.
struct TwoColours {
    explicit TwoColours(std::size_t wide = 80, std::size_t high = 40) : width(wide), height(high) {
        for (std::size_t y = 0; y < height; ++y) {
            for (std::size_t x = 0; x < width; ++x) {
                const bool left = x < width / 2;
                for (const int value : {left ? 255 : 0, 0, left ? 0 : 255}) rgb.push_back(static_cast<unsigned char>(value));
            }
        }
    }
    [[nodiscard]] Image image() const { return {"two", width, height, rgb}; }
    std::size_t width;
    std::size_t height;
    std::vector<unsigned char> rgb;
};

}  // namespace

TEST_CASE("a picture is drawn pixel for pixel, and never the other way round") {
    const TwoColours two;
    for (const bool mirrored : {false, true}) {
        test::HeadlessUi headless;
        headless.ui().set_look({ThemeKind::Dark, 1, mirrored});
        const test::Picture seen = headless.picture(kWidth, kHeight, [&](Ui& ui) {
            Flow flow{100, 50, 300};
            picture(ui, flow, two.image(), words("Red beside blue"));
            CHECK(flow.y == 90);
        });
        const int start = mirrored ? kWidth - 100 - 80 : 100;
        const auto is = [&](int x, int y, int red, int blue) {
            const std::uint8_t* at = seen.at(x, y);
            return at[0] == red && at[1] == 0 && at[2] == blue;
        };
        for (const int y : {52, 70, 87}) {
            CHECK(is(start + 2, y, 255, 0));
            CHECK(is(start + 38, y, 255, 0));
            CHECK(is(start + 41, y, 0, 255));
            CHECK(is(start + 77, y, 0, 255));
        }
    }
}

TEST_CASE("a picture grows with the text, never beyond its column or most of the window, and keeps its shape") {
    for (const auto& [wide, high] : {std::pair<std::size_t, std::size_t>{80, 40}, {4000, 100}, {100, 4000}, {1, 1}}) {
        const TwoColours drawn(wide, high);
        for (const Look& look : kLooks) {
            Stage stage(
                [&](Ui& ui) {
                    Flow flow{20, 20, 500};
                    picture(ui, flow, drawn.image(), words("Two colours"));
                },
                look);
            const auto& nodes = stage.ui().nodes();
            REQUIRE(nodes.size() == 1);
            CHECK(nodes[0].role == a11y::Role::Image);
            CHECK(nodes[0].name == "Two colours");
            const float width = nodes[0].bounds.x1 - nodes[0].bounds.x0;
            const float height = nodes[0].bounds.y1 - nodes[0].bounds.y0;
            CHECK(width <= 500);
            CHECK(height <= kHeight * 0.6F);
            CHECK(width <= static_cast<float>(wide) * look.scale);
            CHECK(std::abs(width / static_cast<float>(wide) - height / static_cast<float>(high)) <= 1.0F / static_cast<float>(std::min(wide, high)));
            stage.judge();
        }
    }
}

TEST_CASE("a picture has one texture while it is shown, another when it is drawn in another size, and none when it is gone") {
    const TwoColours two(400, 300);
    bool shown = true;
    float width = 300;
    Stage stage([&](Ui& ui) {
        Flow flow{20, 20, width};
        if (shown) picture(ui, flow, two.image(), words("Two colours"));
        if (shown) picture(ui, flow, two.image(), words("The same again"));
        if (!shown) text(ui, flow, Style::Body, words("Nothing to be seen"));
    });
    CHECK(stage.ui().image_count() == 1);
    width = 200;
    stage.settle();
    CHECK(stage.ui().image_count() == 1);
    // Gone and there again before it was given back.
    shown = false;
    static_cast<void>(stage.frame());
    shown = true;
    stage.settle();
    CHECK(stage.ui().image_count() == 1);
    shown = false;
    // By itself, without anybody touching the window.
    CHECK(stage.frame());
    CHECK(stage.frames_until_still() < 5);
    CHECK(stage.ui().image_count() == 0);
}

TEST_CASE("a picture without pixels, or with too few, draws nothing") {
    const std::vector<unsigned char> few(10, 1);
    Stage stage([&](Ui& ui) {
        Flow flow{20, 20, 300};
        picture(ui, flow, {"none", 0, 0, {}}, words("Nothing"));
        picture(ui, flow, {"few", 10, 10, few}, words("Too few"));
    });
    CHECK(stage.ui().image_count() == 0);
}
