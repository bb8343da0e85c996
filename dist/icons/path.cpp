#include "dist/icons/path.hpp"

#include <array>
#include <cctype>
#include <cstdlib>
#include <optional>
#include <string>

namespace amparo::icons {

namespace {

constexpr std::size_t kMaxNumber = 24;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Walks over numbers and letters.
class Words {
  public:
    explicit Words(std::string_view text) : text_(text) {}

    /// True at the end of the text.
    bool done() {
        skip();
        return at_ == text_.size();
    }

    bool at_letter() { return !done() && is_letter(text_[at_]); }
    char letter() { return text_[at_++]; }
    [[nodiscard]] std::size_t place() const { return at_ + 1; }

    /// The number that begins here.
    std::optional<double> number() {
        skip();
        std::size_t end = at_;
        const auto digits = [&] {
            const std::size_t begin = end;
            while (end < text_.size() && is_digit(text_[end])) ++end;
            return end > begin;
        };
        const auto take = [&](std::string_view any_of) {
            const bool is = end < text_.size() && any_of.find(text_[end]) != std::string_view::npos;
            if (is) ++end;
            return is;
        };
        take("+-");
        bool good = digits();
        if (take(".")) good = digits() || good;
        if (!good) return std::nullopt;
        const std::size_t before = end;
        if (take("eE")) {
            take("+-");
            if (!digits()) end = before;
        }
        const std::string word(text_.substr(at_, end - at_));
        if (word.size() > kMaxNumber) return std::nullopt;
        at_ = end;
        // The tool never leaves the C locale, so the point is a point.
        return std::strtod(word.c_str(), nullptr);
    }

    /// 0 or 1, which may stand without a space before what follows.
    std::optional<bool> flag() {
        if (done() || (text_[at_] != '0' && text_[at_] != '1')) return std::nullopt;
        return text_[at_++] == '1';
    }

  private:
    void skip() {
        while (at_ < text_.size() &&
               (text_[at_] == ',' || std::isspace(static_cast<unsigned char>(text_[at_])) != 0))
            ++at_;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

class PathReader {
  public:
    explicit PathReader(std::string_view data) : words_(data) {}

    Result<std::vector<Outline>> read() {
        char command = 0;
        while (!words_.done()) {
            if (words_.at_letter()) {
                command = words_.letter();
                if (out_.empty() && command != 'M' && command != 'm') return odd("a path begins with M");
            } else if (command == 0 || command == 'Z' || command == 'z') {
                return odd("a number without a command");
            }
            if (!step(command))
                return odd(std::string("the command ") + command + " is unknown or lacks numbers");
            // More numbers after a move are lines.
            if (command == 'M') command = 'L';
            if (command == 'm') command = 'l';
        }
        for (Outline& part : out_) drop_repeats(part);
        // What is left of a move that drew nothing.
        std::erase_if(out_, [](const Outline& part) { return part.points.size() < 2; });
        if (out_.empty()) return fail(Errc::Corrupt, "the path draws nothing");
        return std::move(out_);
    }

  private:
    std::unexpected<Error> odd(const std::string& what) const {
        return fail(Errc::Corrupt, what + " (character " + std::to_string(words_.place()) + " of the path)");
    }

    std::vector<Point>& points() { return out_.back().points; }
    Point here() { return points().back(); }

    bool step(char command) {
        const bool relative = command >= 'a';
        const char kind = relative ? static_cast<char>(command - 'a' + 'A') : command;
        if (kind == 'M') return move(relative);
        if (kind == 'Z') return close();
        // Drawing on after Z begins a new part where the closed one began.
        if (out_.back().closed) out_.push_back({{out_.back().points.front()}, false});
        const Point base = relative ? here() : Point{};
        const bool smooth = last_was_cubic_;
        last_was_cubic_ = kind == 'C' || kind == 'S';
        switch (kind) {
            case 'L':
                return curve<1>(base, [&](const auto& p) { points().push_back(p[0]); });
            case 'H':
                return straight(base.x, &Point::x);
            case 'V':
                return straight(base.y, &Point::y);
            case 'Q':
                return curve<2>(base, [&](const auto& p) { add_quadratic(points(), p[0], p[1]); });
            case 'C':
                return curve<3>(base, [&](const auto& p) { cubic(p[0], p[1], p[2]); });
            case 'S':
                return curve<2>(base,
                                [&](const auto& p) { cubic(smooth ? mirrored() : here(), p[0], p[1]); });
            case 'A':
                return arc(base);
            default:
                return false;
        }
    }

    bool move(bool relative) {
        const Point base =
            relative && !out_.empty() ? (out_.back().closed ? points().front() : here()) : Point{};
        last_was_cubic_ = false;
        return curve<1>(base, [&](const auto& p) { out_.push_back({{p[0]}, false}); });
    }

    bool close() {
        out_.back().closed = true;
        last_was_cubic_ = false;
        return true;
    }

    bool straight(double base, double Point::* axis) {
        const auto value = words_.number();
        if (!value) return false;
        Point to = here();
        to.*axis = base + *value;
        points().push_back(to);
        return true;
    }

    template <std::size_t N, typename Draw>
    bool curve(Point base, Draw draw) {
        std::array<Point, N> given{};
        for (Point& point : given) {
            const auto x = words_.number();
            const auto y = words_.number();
            if (!x || !y) return false;
            point = {base.x + *x, base.y + *y};
        }
        draw(given);
        return true;
    }

    bool arc(Point base) {
        const auto radius_x = words_.number();
        const auto radius_y = words_.number();
        const auto tilt = words_.number();
        const auto large = words_.flag();
        const auto clockwise = words_.flag();
        const auto x = words_.number();
        const auto y = words_.number();
        if (!radius_x || !radius_y || !tilt || !large || !clockwise || !x || !y) return false;
        add_arc(points(), {*radius_x, *radius_y, *tilt, *large, *clockwise, {base.x + *x, base.y + *y}});
        return true;
    }

    void cubic(Point control1, Point control2, Point to) {
        add_cubic(points(), control1, control2, to);
        last_control_ = control2;
    }

    Point mirrored() { return {2 * here().x - last_control_.x, 2 * here().y - last_control_.y}; }

    Words words_;
    std::vector<Outline> out_;
    Point last_control_;
    bool last_was_cubic_ = false;
};

}  // namespace

Result<std::vector<double>> read_numbers(std::string_view text) {
    Words words(text);
    std::vector<double> out;
    while (!words.done()) {
        const auto value = words.number();
        if (!value) return fail(Errc::Corrupt, "not a number: " + std::string(text));
        out.push_back(*value);
    }
    return out;
}

Result<std::vector<Outline>> read_path(std::string_view data) { return PathReader(data).read(); }

}  // namespace amparo::icons
