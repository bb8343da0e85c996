#pragma once
// Curves turned into straight pieces, for the icon tool. Pure arithmetic in grid units; y runs down.

#include <vector>

namespace amparo::icons {

struct Point {
    double x = 0;
    double y = 0;
};

/// How far a straight piece may be from its curve. The promise to the renderer is twice that.
inline constexpr double kTolerance = 0.01;

/// A line, or the rim of an area. A closed one does not repeat its first point.
struct Outline {
    std::vector<Point> points;
    bool closed = false;
};

/// Each adds a curve that begins at the last of `points`, which is not empty.
void add_cubic(std::vector<Point>& points, Point control1, Point control2, Point to);
void add_quadratic(std::vector<Point>& points, Point control, Point to);

/// The arc of an SVG path.
struct Arc {
    double radius_x = 0;
    double radius_y = 0;
    double tilt_degrees = 0;
    bool large = false;
    bool clockwise = false;
    Point to;
};
void add_arc(std::vector<Point>& points, const Arc& arc);

[[nodiscard]] Outline ellipse(Point center, double radius_x, double radius_y);
/// `radius_x`, `radius_y`: of the corners, 0 for sharp ones.
[[nodiscard]] Outline rectangle(Point corner, Point size, double radius_x, double radius_y);

/// Takes out points that repeat the one before, and for closed outlines the last if it repeats the first.
void drop_repeats(Outline& outline);

/// The pieces that a dash pattern leaves: lengths of line and gap in turn, all above 0, an even number of
/// them.
[[nodiscard]] std::vector<Outline> dashes(const Outline& outline, const std::vector<double>& pattern);

/// Twice the area inside; positive when the points run clockwise.
[[nodiscard]] double double_area(const std::vector<Point>& points);
/// True when two sides that are no neighbours meet.
[[nodiscard]] bool crosses_itself(const std::vector<Point>& points);
/// For outlines that do not cross themselves.
[[nodiscard]] bool is_convex(const std::vector<Point>& points);

}  // namespace amparo::icons
