#pragma once
// The icons of the interface as lines and areas that any renderer can draw at any size. The build writes them
// from assets/icons (dist/icons does it). Everything here is constant and may be read from any thread.

#include <cstdint>
#include <span>
#include <string_view>

namespace amparo::ui {

/// One line or area of an icon. Shapes are drawn in order; later ones cover earlier ones.
struct IconShape {
    enum class Kind : std::uint8_t {
        Stroke,       ///< a line in the icon's colour, with round ends and corners
        Fill,         ///< an area in the icon's colour
        TintFill,     ///< an area in a thin veil of the icon's colour; left out in high contrast
        SurfaceFill,  ///< an area in the colour of the surface behind; hides what lies below it
    };
    Kind kind = Kind::Stroke;
    bool closed = false;     ///< the last point joins the first, which is not repeated; always so for areas
    bool convex = false;     ///< for areas: a fan from the first point fills it
    float stroke_width = 0;  ///< in grid units; 0 for areas
    /// x, y, x, y, …: at least two points, three for areas, all within the grid. x runs right and y down.
    /// Curves are at most 0.02 grid units off. Areas never cross themselves and run clockwise; mirrored, they
    /// run the other way.
    std::span<const float> points;
};

struct Icon {
    std::string_view name;  ///< its file below assets/icons without ending: "nav/home", "mark"
    float grid = 24;        ///< side of the square it is drawn in, 24 or 48
    std::span<const IconShape> shapes;
};

/// The icon with that name, or null.
[[nodiscard]] const Icon* find_icon(std::string_view name);

/// Every icon, by name.
[[nodiscard]] std::span<const Icon> all_icons();

}  // namespace amparo::ui
