#include "dist/icons/svg.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <pugixml.hpp>
#include <string>

#include "dist/icons/path.hpp"

namespace amparo::icons {

namespace {

using Kind = ui::IconShape::Kind;

constexpr std::size_t kMaxFile = 65'536;
constexpr std::size_t kMaxPoints = 20'000;
constexpr double kShortestDash = 0.1;

/// What elements inherit. The first values are SVG's own, so an <svg> that says nothing is refused, not
/// guessed at.
struct Look {
    std::string fill = "black";
    std::string stroke = "none";
    std::string cap = "butt";
    std::string join = "miter";
    double width = 1;
    std::vector<double> dash;
};

std::unexpected<Error> odd(const std::string& what) { return fail(Errc::Corrupt, what); }

Result<double> one_number(const pugi::xml_attribute& attribute) {
    AMPARO_TRY(const auto numbers, read_numbers(attribute.value()));
    if (numbers.size() != 1) return odd(std::string(attribute.name()) + " is one number");
    return numbers[0];
}

/// Takes over an attribute that is about looks. False when it is about something else.
Result<bool> dress(Look& look, const pugi::xml_attribute& attribute) {
    const std::string_view name = attribute.name();
    if (name == "fill") {
        look.fill = attribute.value();
    } else if (name == "stroke") {
        look.stroke = attribute.value();
    } else if (name == "stroke-linecap") {
        look.cap = attribute.value();
    } else if (name == "stroke-linejoin") {
        look.join = attribute.value();
    } else if (name == "stroke-width") {
        AMPARO_TRY(look.width, one_number(attribute));
        if (look.width <= 0)
            return odd("stroke-width is more than nothing; stroke=\"none\" leaves the line out");
    } else if (name == "stroke-dasharray") {
        look.dash.clear();
        if (std::string_view(attribute.value()) == "none") return true;
        AMPARO_TRY(look.dash, read_numbers(attribute.value()));
        // An odd pattern goes round twice.
        if (look.dash.size() % 2 == 1) look.dash.insert(look.dash.end(), look.dash.begin(), look.dash.end());
        const bool fine = std::ranges::all_of(look.dash, [](double part) { return part >= kShortestDash; });
        if (!fine || look.dash.empty()) return odd("dashes and gaps are at least 0.1 long");
    } else {
        return false;
    }
    return true;
}

/// The numbers that give an element its shape, by name; unset ones are 0.
class Measures {
  public:
    Result<bool> take(const pugi::xml_attribute& attribute) {
        const auto known = std::ranges::find(kNames, std::string_view(attribute.name()));
        if (known == kNames.end()) return false;
        AMPARO_TRY(values_[static_cast<std::size_t>(known - kNames.begin())], one_number(attribute));
        return true;
    }

    [[nodiscard]] double operator[](std::string_view name) const { return given(name).value_or(0); }
    [[nodiscard]] std::optional<double> given(std::string_view name) const {
        return values_[static_cast<std::size_t>(std::ranges::find(kNames, name) - kNames.begin())];
    }

  private:
    static constexpr std::array<std::string_view, 13> kNames = {
        "x", "y", "width", "height", "rx", "ry", "cx", "cy", "r", "x1", "y1", "x2", "y2"};
    std::array<std::optional<double>, kNames.size()> values_;
};

/// Which measures an element may have.
std::string_view measures_of(std::string_view element) {
    if (element == "rect") return " x y width height rx ry ";
    if (element == "circle") return " cx cy r ";
    if (element == "ellipse") return " cx cy rx ry ";
    if (element == "line") return " x1 y1 x2 y2 ";
    return " ";
}

Result<std::vector<Outline>> point_list(std::string_view text, bool closed) {
    AMPARO_TRY(const auto numbers, read_numbers(text));
    if (numbers.size() < 4 || numbers.size() % 2 != 0)
        return odd("points are pairs of numbers, at least two of them");
    Outline out{{}, closed};
    for (std::size_t i = 0; i + 1 < numbers.size(); i += 2)
        out.points.push_back({numbers[i], numbers[i + 1]});
    drop_repeats(out);
    return std::vector<Outline>{out};
}

Result<std::vector<Outline>> outlines_of(std::string_view element, const Measures& at,
                                         std::string_view text) {
    if (element == "path") return read_path(text);
    if (element == "polyline" || element == "polygon") return point_list(text, element == "polygon");
    if (element == "line") return std::vector<Outline>{{{{at["x1"], at["y1"]}, {at["x2"], at["y2"]}}, false}};
    if (element == "rect") {
        const double rx = at.given("rx").value_or(at["ry"]);
        const double ry = at.given("ry").value_or(at["rx"]);
        if (at["width"] <= 0 || at["height"] <= 0 || rx < 0 || ry < 0)
            return odd("a rect has a width and a height");
        return std::vector<Outline>{rectangle({at["x"], at["y"]}, {at["width"], at["height"]}, rx, ry)};
    }
    const bool circle = element == "circle";
    const double rx = circle ? at["r"] : at["rx"];
    const double ry = circle ? at["r"] : at["ry"];
    if (rx <= 0 || ry <= 0) return odd("a circle or ellipse has radii above nothing");
    return std::vector<Outline>{ellipse({at["cx"], at["cy"]}, rx, ry)};
}

class Reader {
  public:
    Result<Drawing> read(const pugi::xml_node& top) {
        if (std::string_view(top.name()) != "svg") return odd("the outermost element is not <svg>");
        Look look;
        bool sized = false;
        for (const pugi::xml_attribute& attribute : top.attributes()) {
            const std::string_view name = attribute.name();
            if (name == "xmlns") continue;
            if (name == "viewBox") {
                const std::string_view box = attribute.value();
                if (box != "0 0 24 24" && box != "0 0 48 48")
                    return odd("viewBox is \"0 0 24 24\" or \"0 0 48 48\"");
                drawing_.grid = box == "0 0 24 24" ? 24 : 48;
                sized = true;
                continue;
            }
            AMPARO_TRY(const bool known, dress(look, attribute));
            if (!known) return unknown(top, attribute);
        }
        if (!sized) return odd("<svg> has no viewBox");
        AMPARO_TRY_VOID(children(top, look, 0));
        if (drawing_.shapes.empty()) return odd("nothing is drawn");
        return std::move(drawing_);
    }

  private:
    static std::unexpected<Error> unknown(const pugi::xml_node& node, const pugi::xml_attribute& attribute) {
        return odd(std::string("<") + node.name() + "> has the attribute " + attribute.name() +
                   ", which icons may not use");
    }

    Result<void> children(const pugi::xml_node& parent, const Look& look, int depth) {
        constexpr int kMaxDepth = 8;
        if (depth > kMaxDepth) return odd("groups lie too deep in each other");
        for (const pugi::xml_node& node : parent.children()) {
            if (node.type() != pugi::node_element)
                return odd("text or something else that is no element stands between the elements");
            const std::string_view name = node.name();
            if (name == "g") {
                Look own = look;
                for (const pugi::xml_attribute& attribute : node.attributes()) {
                    AMPARO_TRY(const bool known, dress(own, attribute));
                    if (!known) return unknown(node, attribute);
                }
                AMPARO_TRY_VOID(children(node, own, depth + 1));
                continue;
            }
            constexpr std::array<std::string_view, 7> kElements = {"path", "rect",     "circle", "ellipse",
                                                                   "line", "polyline", "polygon"};
            if (std::ranges::find(kElements, name) == kElements.end())
                return odd("icons may not use <" + std::string(name) + ">");
            if (node.first_child()) return odd("<" + std::string(name) + "> has something inside");
            const auto drawn = element(node, look);
            if (!drawn) return odd("<" + std::string(name) + ">: " + drawn.error().detail);
        }
        return {};
    }

    Result<void> element(const pugi::xml_node& node, Look look) {
        const std::string_view name = node.name();
        const std::string_view text_name = name == "path" ? "d" : "points";
        const bool has_text = measures_of(name) == " ";
        std::string role;
        std::string text;
        Measures measures;
        for (const pugi::xml_attribute& attribute : node.attributes()) {
            const std::string_view key = attribute.name();
            if (key == "data-role") {
                role = attribute.value();
            } else if (has_text && key == text_name) {
                text = attribute.value();
            } else if (key == "fill-opacity") {
                // The theme decides how thin a tint is; in the file it only serves the designer's eye.
            } else {
                AMPARO_TRY(const bool looks, dress(look, attribute));
                if (looks) continue;
                if (measures_of(name).find(" " + std::string(key) + " ") == std::string_view::npos)
                    return unknown(node, attribute);
                AMPARO_TRY(const bool measured, measures.take(attribute));
                if (!measured) return unknown(node, attribute);
            }
        }
        if (role.empty() && node.attribute("fill-opacity"))
            return odd("fill-opacity needs data-role=\"tint\"");
        AMPARO_TRY(const auto outlines, outlines_of(name, measures, text));
        AMPARO_TRY_VOID(add_area(look, role, outlines));
        return add_lines(look, outlines);
    }

    Result<void> add_area(const Look& look, const std::string& role, const std::vector<Outline>& outlines) {
        if (!role.empty() && role != "tint" && role != "surface")
            return odd("data-role is tint or surface, not " + role);
        if (look.fill == "none") {
            if (!role.empty()) return odd("data-role stands on an element without fill");
            return {};
        }
        if (role != "surface" && look.fill != "currentColor")
            return odd("fill is none or currentColor, not " + look.fill);
        if (outlines.size() != 1) return odd("an area has one outline; holes cannot be drawn");
        Shape shape{role == "tint"      ? Kind::TintFill
                    : role == "surface" ? Kind::SurfaceFill
                                        : Kind::Fill,
                    0, false, outlines[0]};
        shape.outline.closed = true;
        drop_repeats(shape.outline);
        auto& points = shape.outline.points;
        if (points.size() < 3) return odd("an area has at least three corners");
        if (crosses_itself(points)) return odd("the outline of an area crosses itself");
        if (double_area(points) < 0) std::ranges::reverse(points);
        shape.convex = is_convex(points);
        return add(std::move(shape));
    }

    Result<void> add_lines(const Look& look, const std::vector<Outline>& outlines) {
        if (look.stroke == "none") return {};
        if (look.stroke != "currentColor") return odd("stroke is none or currentColor, not " + look.stroke);
        if (look.cap != "round" || look.join != "round")
            return odd("stroke-linecap and stroke-linejoin are round");
        for (const Outline& outline : outlines) {
            const auto parts = look.dash.empty() ? std::vector<Outline>{outline} : dashes(outline, look.dash);
            for (const Outline& part : parts) {
                AMPARO_TRY_VOID(add({Kind::Stroke, look.width, false, part}));
            }
        }
        return {};
    }

    Result<void> add(Shape shape) {
        for (const Point point : shape.outline.points) {
            const bool inside =
                point.x >= 0 && point.y >= 0 && point.x <= drawing_.grid && point.y <= drawing_.grid;
            if (!inside) return odd("a point lies outside the viewBox");
        }
        points_ += shape.outline.points.size();
        if (points_ > kMaxPoints) return odd("too many points for an icon");
        drawing_.shapes.push_back(std::move(shape));
        return {};
    }

    Drawing drawing_;
    std::size_t points_ = 0;
};

}  // namespace

Result<Drawing> read_svg(std::string_view text) {
    if (text.size() > kMaxFile) return odd("larger than an icon may be");
    pugi::xml_document document;
    const pugi::xml_parse_result parsed =
        document.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
    if (!parsed) {
        const auto until = text.substr(
            0, std::min(text.size(), static_cast<std::size_t>(std::max<std::ptrdiff_t>(parsed.offset, 0))));
        return odd("not well-formed XML at line " + std::to_string(1 + std::ranges::count(until, '\n')) +
                   ": " + parsed.description());
    }
    return Reader().read(document.document_element());
}

}  // namespace amparo::icons
