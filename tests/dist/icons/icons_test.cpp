// The icons inside the program, and the strictness of what put them there.

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <filesystem>
#include <numbers>
#include <string>

#include "app/ui/icons.hpp"
#include "dist/icons/path.hpp"
#include "dist/icons/svg.hpp"
#include "tests/support/fixtures.hpp"

using namespace amparo;
namespace fs = std::filesystem;
using ui::IconShape;

namespace {

/// An icon's text around `inner`.
std::string svg(const std::string& inner, const std::string& more = "") {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 24 24\" fill=\"none\" "
           "stroke=\"currentColor\" "
           "stroke-width=\"1.75\" stroke-linecap=\"round\" stroke-linejoin=\"round\"" +
           more + ">" + inner + "</svg>";
}

/// Why the text is refused; "" when it is not.
std::string refusal(const std::string& text) {
    const auto drawing = icons::read_svg(text);
    return drawing ? "" : drawing.error().detail;
}

/// Twice the area, positive when clockwise on a screen.
double area(std::span<const float> points) {
    double sum = 0;
    for (std::size_t i = 0; i < points.size(); i += 2) {
        const std::size_t next = (i + 2) % points.size();
        sum += static_cast<double>(points[i]) * static_cast<double>(points[next + 1]) -
               static_cast<double>(points[next]) * static_cast<double>(points[i + 1]);
    }
    return sum;
}

/// The largest distance of `points`, and of the middles between them, from what `distance` measures.
template <typename Distance>
double worst(const icons::Outline& outline, Distance distance) {
    double largest = 0;
    for (std::size_t i = 0; i < outline.points.size(); ++i) {
        const auto a = outline.points[i];
        largest = std::max(largest, distance(a));
        if (i + 1 == outline.points.size() && !outline.closed) continue;
        const auto b = outline.points[(i + 1) % outline.points.size()];
        largest = std::max(largest, distance(icons::Point{(a.x + b.x) / 2, (a.y + b.y) / 2}));
    }
    return largest;
}

icons::Outline only_outline(const std::string& path) {
    const auto outlines = icons::read_path(path);
    REQUIRE(outlines);
    REQUIRE(outlines->size() == 1);
    return outlines->front();
}

}  // namespace

TEST_CASE("every picture in assets/icons is an icon that is found by its name, and nothing else is") {
    const fs::path folder = test::source_folder() / "assets/icons";
    std::size_t files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        ++files;
        const std::string name = fs::relative(entry.path(), folder).replace_extension().generic_string();
        INFO(name);
        const ui::Icon* icon = ui::find_icon(name);
        REQUIRE(icon != nullptr);
        CHECK(icon->name == name);
        CHECK(icon->grid == (name.starts_with("incident/") ? 48.0F : 24.0F));
    }
    CHECK(ui::all_icons().size() == files);
    CHECK(files >= 81);
    for (const char* absent : {"", "nav", "nav/", "nav/hom", "nav/homes", "zzz", "/nav/home", "NAV/HOME"})
        CHECK(ui::find_icon(absent) == nullptr);
}

TEST_CASE("the shapes of every icon keep what the header promises") {
    for (const ui::Icon& icon : ui::all_icons()) {
        INFO(icon.name);
        REQUIRE_FALSE(icon.shapes.empty());
        for (const IconShape& shape : icon.shapes) {
            const bool area_shape = shape.kind != IconShape::Kind::Stroke;
            CHECK(shape.points.size() % 2 == 0);
            CHECK(shape.points.size() >= (area_shape ? 6U : 4U));
            CHECK(std::ranges::all_of(shape.points, [&](float at) { return at >= 0 && at <= icon.grid; }));
            CHECK((shape.stroke_width > 0) != area_shape);
            // A round end reaches half the width past the point, and must not be cut off at the icon's edge.
            const float reach = shape.stroke_width / 2;
            CHECK(std::ranges::all_of(shape.points,
                                      [&](float at) { return at >= reach && at <= icon.grid - reach; }));
            if (area_shape) {
                CHECK(shape.closed);
                CHECK(area(shape.points) > 0);
            }
        }
    }
}

TEST_CASE("a tint lies below the lines, and a cover hides what was drawn before it") {
    const ui::Icon* icon = ui::find_icon("incident/account-compromise");
    REQUIRE(icon != nullptr);
    using Kind = IconShape::Kind;
    std::vector<Kind> kinds;
    for (const IconShape& shape : icon->shapes) kinds.push_back(shape.kind);
    CHECK(kinds == std::vector{Kind::TintFill, Kind::Stroke, Kind::Stroke, Kind::Stroke, Kind::SurfaceFill,
                               Kind::Stroke, Kind::Stroke, Kind::Fill});
    CHECK(icon->shapes[0].convex);
    CHECK(icon->shapes[1].closed);
    CHECK_FALSE(icon->shapes[3].closed);
    // The heart's dent makes it an area that no fan can fill.
    REQUIRE(ui::find_icon("incident/gender-based-violence") != nullptr);
    CHECK_FALSE(ui::find_icon("incident/gender-based-violence")->shapes[0].convex);
}

TEST_CASE("curves are at most two hundredths of a grid unit off") {
    const auto circle = icons::ellipse({24, 24}, 20, 20);
    CHECK(worst(circle, [](icons::Point p) { return std::abs(std::hypot(p.x - 24, p.y - 24) - 20); }) <=
          0.02);
    CHECK(circle.points.size() < 200);

    const auto arc = only_outline("M4 12a8 8 0 1 1 8 8");
    CHECK(worst(arc, [](icons::Point p) { return std::abs(std::hypot(p.x - 12, p.y - 12) - 8); }) <= 0.02);
    // The large way round, clockwise: over the top and the right-hand side, not through the lower left.
    CHECK(std::ranges::any_of(arc.points, [](icons::Point p) { return p.x > 19.9; }));
    CHECK(std::ranges::none_of(arc.points, [](icons::Point p) { return p.x < 11 && p.y > 13; }));

    const auto small = only_outline("M4 12A8 8 0 0 0 12 20");
    CHECK(worst(small, [](icons::Point p) { return std::abs(std::hypot(p.x - 12, p.y - 12) - 8); }) <= 0.02);
    CHECK(std::ranges::all_of(small.points, [](icons::Point p) { return p.x <= 12.001 && p.y >= 11.999; }));

    // Tilted by 90 degrees, the long radius stands upright.
    const auto tilted = only_outline("M10 2A10 4 90 0 1 10 22");
    CHECK(worst(tilted, [](icons::Point p) {
              return std::abs(std::hypot((p.x - 10) / 4, (p.y - 12) / 10) - 1) * 4;
          }) <= 0.02);
    CHECK(std::ranges::any_of(tilted.points, [](icons::Point p) { return p.x > 13.9; }));

    // Control points on a straight line, two thirds of the way: y = x² in disguise, so that the distance is
    // known.
    const auto parabola = only_outline("M0 0Q10 0 20 20");
    CHECK(worst(parabola, [](icons::Point p) { return std::abs(p.y - p.x * p.x / 20); }) <= 0.045);
    const auto cubic = only_outline("M0 0C6.6666667 0 13.3333333 6.6666667 20 20");
    CHECK(worst(cubic, [](icons::Point p) { return std::abs(p.y - p.x * p.x / 20); }) <= 0.045);
    CHECK(cubic.points.size() > 8);
}

TEST_CASE("relative and absolute commands draw the same") {
    const auto same = [](const std::string& a, const std::string& b) {
        const auto first = icons::read_path(a);
        const auto second = icons::read_path(b);
        REQUIRE(first);
        REQUIRE(second);
        REQUIRE(first->size() == second->size());
        for (std::size_t i = 0; i < first->size(); ++i) {
            const auto& left = (*first)[i];
            const auto& right = (*second)[i];
            CHECK(left.closed == right.closed);
            REQUIRE(left.points.size() == right.points.size());
            for (std::size_t k = 0; k < left.points.size(); ++k) {
                CHECK(std::hypot(left.points[k].x - right.points[k].x, left.points[k].y - right.points[k].y) <
                      1e-6);
            }
        }
    };
    same("M1 2L3 4H7V9", "m1 2 2 2h4v5");
    same("M1 1C1 5 5 5 5 1S9 -3 9 1", "m1 1c0 4 4 4 4 0s4-4 4 0");
    same("M1 1C1 5 5 5 5 1S9 -3 9 1", "M1 1C1 5 5 5 5 1C5 -3 9 -3 9 1");
    same("M1 1L5 5S9 5 9 1", "M1 1L5 5C5 5 9 5 9 1");
    same("M1 1Q3 5 5 1", "m1,1q2,4,4,0");
    same("M4 4A3 3 0 0 1 10 4", "M4 4a3 3 0 016 0");
    same("M1 1 5 1 5 5Z", "m1 1 4 0 0 4z");
    // After Z the pen is back where the part began.
    same("M1 1L5 1L5 5Zm2 2l1 1", "M1 1L5 1L5 5ZM3 3L4 4");
    same("M1 1L5 1L5 5Zl0 4", "M1 1L5 1L5 5ZM1 1L1 5");
    same("M1-.5.3.25", "M1 -0.5L0.3 0.25");
    same("M1e0 2E0L3 4", "M1 2L3 4");
}

TEST_CASE("dashes have the lengths that were asked for") {
    const icons::Outline line{{{0, 0}, {10, 0}, {10, 10}}, false};
    const auto parts = icons::dashes(line, {3, 3.5});
    REQUIRE(parts.size() == 4);
    CHECK(std::abs(parts[0].points.back().x - 3) < 1e-9);
    // The second runs from 6.5 to 9.5, the third from 13 to 16: three to six below the corner.
    CHECK(std::abs(parts[1].points.back().x - 9.5) < 1e-9);
    CHECK(std::abs(parts[2].points.front().y - 3) < 1e-9);
    CHECK(std::abs(parts[2].points.back().y - 6) < 1e-9);
    CHECK(std::abs(parts[3].points.back().y - 10) < 1e-9);
    const auto around = icons::dashes({{{0, 0}, {10, 0}, {10, 10}}, false}, {30, 1});
    REQUIRE(around.size() == 1);
    CHECK(around[0].points.size() == 3);
    const auto closed = icons::dashes({{{0, 0}, {4, 0}, {4, 4}, {0, 4}}, true}, {15, 0.5});
    REQUIRE(closed.size() == 2);
    CHECK(std::abs(closed[1].points.back().y) < 1e-9);
}

TEST_CASE("looks are inherited from groups, and an element's own come first") {
    const auto drawing =
        icons::read_svg(svg("<g stroke-width=\"3\"><g><line x1=\"4\" y1=\"4\" x2=\"9\" y2=\"4\"/></g>"
                            "<polyline stroke-width=\"2\" points=\"4 8 9,8 9 9\"/></g><rect x=\"4\" y=\"4\" "
                            "width=\"8\" height=\"4\"/>"
                            "<polygon fill=\"currentColor\" stroke=\"none\" points=\"4 4 4 9 9 9\"/>"));
    REQUIRE(drawing);
    REQUIRE(drawing->shapes.size() == 4);
    CHECK(drawing->shapes[0].stroke_width == 3);
    CHECK(drawing->shapes[1].stroke_width == 2);
    CHECK(drawing->shapes[2].stroke_width == 1.75);
    CHECK(drawing->shapes[2].outline.points.size() == 4);
    CHECK(drawing->shapes[3].kind == IconShape::Kind::Fill);
    CHECK(icons::double_area(drawing->shapes[3].outline.points) == 25);
}

TEST_CASE("a picture that cannot be drawn is refused with a reason") {
    CHECK(refusal(svg("<path d=\"M4 4h9\"/>")).empty());

    CHECK(refusal("").find("XML") != std::string::npos);
    CHECK(refusal(svg("<path d=\"M4 4h9\"/>").substr(0, 150)).find("line 1") != std::string::npos);
    CHECK(refusal("<svg>\n\n<path</svg>").find("line 3") != std::string::npos);
    CHECK(refusal(std::string(70'000, ' ')) == "larger than an icon may be");
    CHECK(refusal("<html/>") == "the outermost element is not <svg>");
    CHECK(refusal("<svg/>") == "<svg> has no viewBox");
    CHECK(refusal("<svg viewBox=\"0 0 25 25\"/>").find("viewBox is") == 0);
    CHECK(refusal(svg("")) == "nothing is drawn");
    CHECK(refusal(svg("<text>A</text>")) == "icons may not use <text>");
    CHECK(refusal(svg("A")).find("no element") != std::string::npos);
    CHECK(refusal(svg("<path d=\"M4 4h9\"><title>a</title></path>")) == "<path> has something inside");
    CHECK(refusal(svg("<path d=\"M4 4h9\" transform=\"scale(2)\"/>")).find("the attribute transform") !=
          std::string::npos);
    CHECK(refusal(svg("<circle cx=\"4\" cy=\"4\" r=\"1\" x=\"3\"/>")).find("the attribute x,") !=
          std::string::npos);
    CHECK(refusal(svg("<g class=\"a\"/>")).find("the attribute class") != std::string::npos);
    CHECK(refusal(svg("", " width=\"24\"")).find("the attribute width") != std::string::npos);
    CHECK(refusal(svg("<path d=\"M4 4h30\"/>")).find("outside the viewBox") != std::string::npos);
    CHECK(refusal(svg("<circle cx=\"4\" cy=\"4\" r=\"5\"/>")).find("outside the viewBox") !=
          std::string::npos);
    CHECK(refusal(svg("<circle cx=\"4\" cy=\"4\"/>")).find("radii") != std::string::npos);
    CHECK(refusal(svg("<rect x=\"4\" y=\"4\" width=\"9\"/>")).find("a width and a height") !=
          std::string::npos);
    CHECK(refusal(svg("<circle cx=\"4\" cy=\"4 4\" r=\"1\"/>")).find("cy is one number") !=
          std::string::npos);
    CHECK(refusal(svg("<circle cx=\"4\" cy=\"4px\" r=\"1\"/>")).find("not a number: 4px") !=
          std::string::npos);
    CHECK(refusal(svg("<polyline points=\"4 4 5\"/>")).find("pairs") != std::string::npos);
    CHECK(refusal(svg("<path stroke=\"red\" d=\"M4 4h9\"/>")).find("not red") != std::string::npos);
    CHECK(refusal(svg("<path stroke-width=\"0\" d=\"M4 4h9\"/>")).find("stroke-width") != std::string::npos);
    CHECK(refusal(svg("<path stroke-linecap=\"butt\" d=\"M4 4h9\"/>")).find("round") != std::string::npos);
    CHECK(refusal(svg("<path stroke-dasharray=\"0 0\" d=\"M4 4h9\"/>")).find("dashes") != std::string::npos);
    CHECK(refusal(svg("<path fill=\"#FFF\" d=\"M4 4h9v9z\"/>")).find("not #FFF") != std::string::npos);
    CHECK(refusal(svg("<path data-role=\"glow\" fill=\"currentColor\" d=\"M4 4h9v9z\"/>")).find("not glow") !=
          std::string::npos);
    CHECK(refusal(svg("<path data-role=\"tint\" d=\"M4 4h9v9z\"/>")).find("without fill") !=
          std::string::npos);
    CHECK(refusal(svg("<path fill=\"currentColor\" fill-opacity=\"0.5\" d=\"M4 4h9v9z\"/>"))
              .find("data-role") != std::string::npos);
    CHECK(refusal(svg("<path fill=\"currentColor\" d=\"M4 4h9v9zM6 5h2v2z\"/>")).find("holes") !=
          std::string::npos);
    CHECK(refusal(svg("<path fill=\"currentColor\" d=\"M4 4L9 9V4L4 9z\"/>")).find("crosses itself") !=
          std::string::npos);
    CHECK(refusal(svg("<path fill=\"currentColor\" d=\"M4 4h9\"/>")).find("three corners") !=
          std::string::npos);
}

TEST_CASE("path data that is odd is refused, and the place is named") {
    for (const char* odd : {"",
                            "M",
                            "M4",
                            "M4 4",
                            "L4 4",
                            "4 4",
                            "M4 4L",
                            "M4 4L5",
                            "M4 4C1 1 2 2",
                            "M4 4h9T5 5",
                            "M4 4h9zz5",
                            "M4 4h9z 5",
                            "M4 4A3 3 0 2 1 9 9",
                            "M4 4A3 3 0 1",
                            "M4 4L-",
                            "M4 4L5 .",
                            "M4 4L1e 5",
                            "M4 4L inf 5",
                            "M4 4L0x1 5",
                            "M4 4L5 00000000000000000000000005",
                            "M4 4;L5 5",
                            "Z",
                            "zM4 4"}) {
        INFO(odd);
        CHECK_FALSE(icons::read_path(odd));
    }
    const auto refused = icons::read_path("M4 4h9T5 5");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().detail.find("character 8") != std::string::npos);
    // Radii that are far too large still end, with a bounded number of points.
    const auto huge = icons::read_path("M4 4A1e9 1e9 0 1 1 5 5C1e9 1e9 -1e9 1e9 5 9");
    REQUIRE(huge);
    CHECK(huge->front().points.size() < 3000);
}
