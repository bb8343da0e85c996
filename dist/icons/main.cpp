// Build helper. `icons OUT FOLDER` turns every SVG below FOLDER into C++ that app/ui/icons.hpp describes. An
// icon that cannot be drawn ends the build with its name and the reason.

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "app/base/text.hpp"
#include "dist/icons/svg.hpp"
#include "dist/pin/files.hpp"

namespace fs = std::filesystem;
using amparo::build_tool::read;
using amparo::build_tool::write;
using namespace amparo::icons;

namespace {

[[noreturn]] void stop(const std::string& message) {
    std::cerr << "icons: " << message << "\n";
    std::exit(1);
}

/// Three digits after the point, which is a hundredth of a pixel at any size; the same on every machine.
std::string number(double value) {
    const long thousandths = std::lround(value * 1000);
    std::string digits = std::to_string(thousandths % 1000);
    digits.insert(0, 3 - digits.size(), '0');
    return std::to_string(thousandths / 1000) + "." + digits + "F";
}

std::string_view kind_name(amparo::ui::IconShape::Kind kind) {
    using Kind = amparo::ui::IconShape::Kind;
    switch (kind) {
        case Kind::Stroke:
            return "Stroke";
        case Kind::Fill:
            return "Fill";
        case Kind::TintFill:
            return "TintFill";
        case Kind::SurfaceFill:
            return "SurfaceFill";
    }
    return {};
}

class Writer {
  public:
    void add(const std::string& name, const Drawing& drawing) {
        const std::size_t first = shape_count_;
        for (const Shape& shape : drawing.shapes) add(shape);
        icons_ += "    Icon{\"" + name + "\", " + number(drawing.grid) + ", kAllShapes.subspan(" +
                  std::to_string(first) + ", " + std::to_string(drawing.shapes.size()) + ")},\n";
    }

    [[nodiscard]] std::string source() const {
        return "// Written by dist/icons from assets/icons; not to be edited.\n#include "
               "\"app/ui/icons.hpp\"\n\n"
               "#include <algorithm>\n#include <array>\n\nnamespace amparo::ui {\n\nnamespace {\n\n"
               "using Kind = IconShape::Kind;\n\nconstexpr std::array<float, " +
               std::to_string(point_numbers_) + "> kNumbers = {\n" + numbers_ +
               "};\nconstexpr std::span<const float> kAllNumbers = kNumbers;\n\n"
               "constexpr std::array<IconShape, " +
               std::to_string(shape_count_) + "> kShapes = {{\n" + shapes_ +
               "}};\nconstexpr std::span<const IconShape> kAllShapes = kShapes;\n\nconstexpr auto kIcons = "
               "std::to_array<Icon>({\n" +
               icons_ +
               "});\n\n}  // namespace\n\nstd::span<const Icon> all_icons() { return kIcons; }\n\n"
               "const Icon* find_icon(std::string_view name) {\n"
               "    const auto* found = std::ranges::lower_bound(kIcons, name, {}, &Icon::name);\n"
               "    return found != kIcons.end() && found->name == name ? found : nullptr;\n}\n\n}  // "
               "namespace amparo::ui\n";
    }

  private:
    void add(const Shape& shape) {
        const std::size_t first = point_numbers_;
        std::size_t column = 0;
        for (const Point point : shape.outline.points) {
            numbers_ += number(point.x) + "," + number(point.y) + (++column % 8 == 0 ? ",\n" : ",");
            point_numbers_ += 2;
        }
        numbers_ += "\n";
        shapes_ += "    IconShape{Kind::" + std::string(kind_name(shape.kind)) + ", " +
                   (shape.outline.closed ? "true" : "false") + ", " + (shape.convex ? "true" : "false") +
                   ", " + number(shape.stroke_width) + ", kAllNumbers.subspan(" + std::to_string(first) +
                   ", " + std::to_string(point_numbers_ - first) + ")},\n";
        ++shape_count_;
    }

    std::string numbers_;
    std::string shapes_;
    std::string icons_;
    std::size_t point_numbers_ = 0;
    std::size_t shape_count_ = 0;
};

/// Names of icons and their files, in the order of the names, which is the order find_icon relies on.
std::vector<std::pair<std::string, fs::path>> icon_files(const fs::path& folder) {
    std::vector<std::pair<std::string, fs::path>> out;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        if (entry.path().extension() != ".svg") stop(entry.path().string() + ": only SVG files belong here");
        const fs::path relative = fs::relative(entry.path(), folder).replace_extension();
        for (const fs::path& part : relative) {
            if (!amparo::text::is_id(part.string()))
                stop(entry.path().string() + ": names are words of a-z and 0-9 joined by hyphens");
        }
        out.emplace_back(relative.generic_string(), entry.path());
    }
    std::ranges::sort(out);
    return out;
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.size() != 2) stop("usage: icons OUT FOLDER");
    try {
        Writer writer;
        const auto files = icon_files(words[1]);
        if (files.empty()) stop("no icons in " + words[1]);
        for (const auto& [name, path] : files) {
            const auto drawing = read_svg(read(path));
            if (!drawing) stop(path.string() + ": " + drawing.error().detail);
            writer.add(name, *drawing);
        }
        write(words[0], writer.source());
    } catch (const std::exception& error) {
        stop(error.what());
    }
    return 0;
}
