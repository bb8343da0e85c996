#include "dist/icons/geometry.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace amparo::icons {

namespace {

constexpr double kPi = std::numbers::pi;
/// Points nearer than this are one.
constexpr double kSame = 1e-4;
constexpr int kMaxPieces = 1000;

Point operator+(Point a, Point b) { return {a.x + b.x, a.y + b.y}; }
Point operator-(Point a, Point b) { return {a.x - b.x, a.y - b.y}; }
Point operator*(double factor, Point a) { return {factor * a.x, factor * a.y}; }
double cross(Point a, Point b) { return a.x * b.y - a.y * b.x; }
double length(Point a) { return std::hypot(a.x, a.y); }

int pieces(double count) {
    // Written so that "not a number" gives one piece.
    return count > 1 ? static_cast<int>(std::ceil(std::min<double>(count, kMaxPieces))) : 1;
}

/// A chord of a circle is farthest from it in the middle: radius * (1 - cos(half the angle)).
int arc_pieces(double radius, double angle) {
    if (radius <= kTolerance) return pieces(std::abs(angle) / (kPi / 4));
    return pieces(std::abs(angle) / (2 * std::acos(1 - kTolerance / radius)));
}

/// Adds the ellipse's points from angle `start`, which is there already, over `sweep`.
void add_turn(std::vector<Point>& points, Point center, Point radii, double tilt, double start,
              double sweep) {
    const int count = arc_pieces(std::max(radii.x, radii.y), sweep);
    for (int i = 1; i <= count; ++i) {
        const double angle = start + sweep * i / count;
        const Point at = {radii.x * std::cos(angle), radii.y * std::sin(angle)};
        points.push_back(center + Point{at.x * std::cos(tilt) - at.y * std::sin(tilt),
                                        at.x * std::sin(tilt) + at.y * std::cos(tilt)});
    }
}

}  // namespace

void add_cubic(std::vector<Point>& points, Point control1, Point control2, Point to) {
    const Point from = points.back();
    // The distance from a chord is at most an eighth of the second derivative times the piece's length
    // squared; the second derivative is at most six times the larger second difference of the control points.
    const double bend =
        std::max(length(from - 2 * control1 + control2), length(control1 - 2 * control2 + to));
    const int count = pieces(std::sqrt(0.75 * bend / kTolerance));
    for (int i = 1; i <= count; ++i) {
        const double t = static_cast<double>(i) / count;
        const double s = 1 - t;
        points.push_back(s * s * s * from + 3 * s * s * t * control1 + 3 * s * t * t * control2 +
                         t * t * t * to);
    }
}

void add_quadratic(std::vector<Point>& points, Point control, Point to) {
    const Point from = points.back();
    const int count = pieces(std::sqrt(0.25 * length(from - 2 * control + to) / kTolerance));
    for (int i = 1; i <= count; ++i) {
        const double t = static_cast<double>(i) / count;
        points.push_back((1 - t) * (1 - t) * from + 2 * t * (1 - t) * control + t * t * to);
    }
}

void add_arc(std::vector<Point>& points, const Arc& arc) {
    const Point from = points.back();
    Point radii = {std::abs(arc.radius_x), std::abs(arc.radius_y)};
    if (length(arc.to - from) < kSame) return;
    if (radii.x < kSame || radii.y < kSame) {
        points.push_back(arc.to);
        return;
    }
    // Seen in a frame turned by the tilt and squeezed so that the ellipse is a circle of radius 1, both ends
    // lie on that circle; its center is on the line through their middle, square to it.
    const double tilt = arc.tilt_degrees * kPi / 180;
    const auto squeeze = [&](Point p) {
        return Point{(p.x * std::cos(tilt) + p.y * std::sin(tilt)) / radii.x,
                     (p.y * std::cos(tilt) - p.x * std::sin(tilt)) / radii.y};
    };
    const double half = length(squeeze(arc.to - from)) / 2;
    // Radii that are too small to reach grow until they do.
    if (half > 1) radii = half * radii;
    const Point a = squeeze(from);
    const Point b = squeeze(arc.to);
    const Point middle = 0.5 * (a + b);
    const double offset = std::sqrt(std::max(0.0, 1 - length(b - a) * length(b - a) / 4));
    const Point across = (1 / length(b - a)) * (b - a);
    const Point square = {-across.y, across.x};
    const Point center = middle + (arc.large == arc.clockwise ? -offset : offset) * square;
    const double start = std::atan2(a.y - center.y, a.x - center.x);
    double sweep = std::atan2(b.y - center.y, b.x - center.x) - start;
    if (arc.clockwise && sweep <= 0) sweep += 2 * kPi;
    if (!arc.clockwise && sweep >= 0) sweep -= 2 * kPi;
    const Point stretched = {center.x * radii.x, center.y * radii.y};
    const Point plain = {stretched.x * std::cos(tilt) - stretched.y * std::sin(tilt),
                         stretched.x * std::sin(tilt) + stretched.y * std::cos(tilt)};
    add_turn(points, plain, radii, tilt, start, sweep);
    points.back() = arc.to;
}

Outline ellipse(Point center, double radius_x, double radius_y) {
    Outline out{{{center.x + radius_x, center.y}}, true};
    add_turn(out.points, center, {radius_x, radius_y}, 0, 0, 2 * kPi);
    drop_repeats(out);
    return out;
}

Outline rectangle(Point corner, Point size, double radius_x, double radius_y) {
    const double rx = std::min(radius_x, size.x / 2);
    const double ry = std::min(radius_y, size.y / 2);
    const Point end = corner + size;
    Outline out{{{corner.x + rx, corner.y}}, true};
    const auto turn = [&](Point center, double start) {
        const Point begin = center + Point{rx * std::cos(start), ry * std::sin(start)};
        out.points.push_back(begin);
        add_turn(out.points, center, {rx, ry}, 0, start, kPi / 2);
    };
    turn({end.x - rx, corner.y + ry}, -kPi / 2);
    turn({end.x - rx, end.y - ry}, 0);
    turn({corner.x + rx, end.y - ry}, kPi / 2);
    turn({corner.x + rx, corner.y + ry}, kPi);
    drop_repeats(out);
    return out;
}

void drop_repeats(Outline& outline) {
    std::vector<Point> kept;
    for (const Point point : outline.points) {
        if (kept.empty() || length(point - kept.back()) >= kSame) kept.push_back(point);
    }
    while (outline.closed && kept.size() > 1 && length(kept.front() - kept.back()) < kSame) kept.pop_back();
    outline.points = std::move(kept);
}

std::vector<Outline> dashes(const Outline& outline, const std::vector<double>& pattern) {
    std::vector<Point> path = outline.points;
    if (outline.closed && !path.empty()) path.push_back(path.front());
    std::vector<Outline> out;
    if (path.size() < 2 || pattern.empty()) return out;
    std::size_t turn = 0;  // even ones draw, odd ones skip
    double left = pattern[0];
    out.push_back({{path[0]}, false});
    for (std::size_t i = 1; i < path.size(); ++i) {
        Point at = path[i - 1];
        double remaining = length(path[i] - at);
        while (remaining > left) {
            at = at + (left / remaining) * (path[i] - at);
            remaining -= left;
            if (turn % 2 == 0) out.back().points.push_back(at);
            ++turn;
            left = pattern[turn % pattern.size()];
            if (turn % 2 == 0) out.push_back({{at}, false});
        }
        left -= remaining;
        if (turn % 2 == 0) out.back().points.push_back(path[i]);
    }
    for (Outline& dash : out) drop_repeats(dash);
    std::erase_if(out, [](const Outline& dash) { return dash.points.size() < 2; });
    return out;
}

double double_area(const std::vector<Point>& points) {
    double sum = 0;
    for (std::size_t i = 0; i < points.size(); ++i) sum += cross(points[i], points[(i + 1) % points.size()]);
    return sum;
}

bool crosses_itself(const std::vector<Point>& points) {
    const std::size_t count = points.size();
    const auto side = [](Point a, Point b, Point p) { return cross(b - a, p - a); };
    for (std::size_t i = 0; i < count; ++i) {
        const Point a = points[i];
        const Point b = points[(i + 1) % count];
        for (std::size_t j = i + 2; j < count; ++j) {
            if (i == 0 && j + 1 == count) continue;
            const Point c = points[j];
            const Point d = points[(j + 1) % count];
            const bool apart =
                std::max(a.x, b.x) < std::min(c.x, d.x) || std::max(c.x, d.x) < std::min(a.x, b.x) ||
                std::max(a.y, b.y) < std::min(c.y, d.y) || std::max(c.y, d.y) < std::min(a.y, b.y);
            if (!apart && side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0)
                return true;
        }
    }
    return false;
}

bool is_convex(const std::vector<Point>& points) {
    const std::size_t count = points.size();
    double lowest = 0;
    double highest = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const double turn =
            cross(points[(i + 1) % count] - points[i], points[(i + 2) % count] - points[(i + 1) % count]);
        lowest = std::min(lowest, turn);
        highest = std::max(highest, turn);
    }
    // Rounding must not make a straight side look like a dent.
    constexpr double kStraight = 1e-6;
    return lowest > -kStraight || highest < kStraight;
}

}  // namespace amparo::icons
