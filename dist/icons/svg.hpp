#pragma once
// Reads the icons of assets/icons: a small, strict part of SVG. What this reader does not know it refuses,
// because an attribute that is passed over would draw something else than the designer saw.

#include <string_view>
#include <vector>

#include "app/base/result.hpp"
#include "app/ui/icons.hpp"
#include "dist/icons/geometry.hpp"

namespace amparo::icons {

/// As ui::IconShape, which says what each field promises.
struct Shape {
    ui::IconShape::Kind kind = ui::IconShape::Kind::Stroke;
    double stroke_width = 0;
    bool convex = false;
    Outline outline;
};

struct Drawing {
    int grid = 24;
    std::vector<Shape> shapes;
};

/// Reads one file's text. Errors: Corrupt, and the detail says what is wrong, for a designer.
[[nodiscard]] Result<Drawing> read_svg(std::string_view text);

}  // namespace amparo::icons
