#pragma once
// Pictures without a graphics card: draws what Dear ImGui wants drawn by hand, slowly and always the same. For tests that
// look at pixels, and for looking at a screen where there is no display.

#include <cstdint>
#include <string>
#include <vector>

struct ImDrawData;

namespace amparo::test {

struct Picture {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgb;  ///< three bytes a pixel

    [[nodiscard]] const std::uint8_t* at(int x, int y) const {
        return rgb.data() + (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)) * 3;
    }
};

/// Accepts the textures that the library wants, as a graphics backend would.
void accept_textures(ImDrawData& data);

/// The picture on `background` (0xRRGGBB).
[[nodiscard]] Picture render(ImDrawData& data, int width, int height, std::uint32_t background);

/// How dark each pixel is, 0 to 255, cut to the box of its ink; empty when there is none.
struct Ink {
    int width = 0;
    int height = 0;
    std::vector<double> dark;
};
[[nodiscard]] Ink ink_of(const Picture& picture);

/// Pearson correlation of two inks, the best over shifts of up to `shift` pixels; 1 is the same picture.
[[nodiscard]] double correlation(const Ink& a, const Ink& b, int shift);

/// Reads a PNG that one of our own tools wrote; an empty picture when it is none.
[[nodiscard]] Picture read_png(const std::string& path);

}  // namespace amparo::test
