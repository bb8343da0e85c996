#include "tests/support/picture.hpp"

#include <imgui.h>
#include <png.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace amparo::test {

namespace {

struct Rgba {
    float r = 1, g = 1, b = 1, a = 1;
};

Rgba unpack(ImU32 color) {
    const auto part = [&](unsigned shift) { return static_cast<float>((color >> shift) & 0xFFU) / 255.0F; };
    return {part(IM_COL32_R_SHIFT), part(IM_COL32_G_SHIFT), part(IM_COL32_B_SHIFT), part(IM_COL32_A_SHIFT)};
}

Rgba texel(const ImTextureData& texture, int x, int y) {
    x = std::clamp(x, 0, texture.Width - 1);
    y = std::clamp(y, 0, texture.Height - 1);
    const unsigned char* at = texture.Pixels + (y * texture.Width + x) * texture.BytesPerPixel;
    if (texture.BytesPerPixel == 1) return {1, 1, 1, static_cast<float>(at[0]) / 255.0F};
    return {static_cast<float>(at[0]) / 255.0F, static_cast<float>(at[1]) / 255.0F, static_cast<float>(at[2]) / 255.0F,
            static_cast<float>(at[3]) / 255.0F};
}

/// As a graphics card filters: between the centres of four texels.
Rgba sample(const ImTextureData& texture, float u, float v) {
    const float x = u * static_cast<float>(texture.Width) - 0.5F;
    const float y = v * static_cast<float>(texture.Height) - 0.5F;
    const int x0 = static_cast<int>(std::floor(x));
    const int y0 = static_cast<int>(std::floor(y));
    const float fx = x - static_cast<float>(x0);
    const float fy = y - static_cast<float>(y0);
    const Rgba a = texel(texture, x0, y0), b = texel(texture, x0 + 1, y0), c = texel(texture, x0, y0 + 1),
               d = texel(texture, x0 + 1, y0 + 1);
    const auto mix = [&](float p, float q, float r, float s) {
        return (p * (1 - fx) + q * fx) * (1 - fy) + (r * (1 - fx) + s * fx) * fy;
    };
    return {mix(a.r, b.r, c.r, d.r), mix(a.g, b.g, c.g, d.g), mix(a.b, b.b, c.b, d.b), mix(a.a, b.a, c.a, d.a)};
}

class Canvas {
  public:
    Canvas(Picture& picture, const ImTextureData& texture, const ImVec4& clip) : picture_(picture), texture_(texture), clip_(clip) {}

    void triangle(const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c) {
        const float area = edge(a.pos, b.pos, c.pos);
        if (area == 0) return;
        const int x0 = std::max(static_cast<int>(std::floor(std::max(std::min({a.pos.x, b.pos.x, c.pos.x}), clip_.x))), 0);
        const int y0 = std::max(static_cast<int>(std::floor(std::max(std::min({a.pos.y, b.pos.y, c.pos.y}), clip_.y))), 0);
        const int x1 = std::min(static_cast<int>(std::ceil(std::min(std::max({a.pos.x, b.pos.x, c.pos.x}), clip_.z))), picture_.width);
        const int y1 = std::min(static_cast<int>(std::ceil(std::min(std::max({a.pos.y, b.pos.y, c.pos.y}), clip_.w))), picture_.height);
        for (int y = y0; y < y1; ++y) {
            for (int x = x0; x < x1; ++x) {
                const ImVec2 p{static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F};
                if (p.x < clip_.x || p.x >= clip_.z || p.y < clip_.y || p.y >= clip_.w) continue;
                const float wa = edge(b.pos, c.pos, p) / area;
                const float wb = edge(c.pos, a.pos, p) / area;
                const float wc = 1 - wa - wb;
                if (!inside(wa, b.pos, c.pos, area) || !inside(wb, c.pos, a.pos, area) || !inside(wc, a.pos, b.pos, area)) continue;
                blend(x, y, a, b, c, wa, wb, wc);
            }
        }
    }

  private:
    static float edge(const ImVec2& a, const ImVec2& b, const ImVec2& p) {
        return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
    }
    /// A pixel on an edge that two triangles share belongs to one of them only.
    static bool inside(float weight, const ImVec2& from, const ImVec2& to, float area) {
        if (weight != 0) return weight > 0;
        const bool flip = area < 0;
        const float dx = flip ? from.x - to.x : to.x - from.x;
        const float dy = flip ? from.y - to.y : to.y - from.y;
        return dy < 0 || (dy == 0 && dx > 0);
    }
    void blend(int x, int y, const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c, float wa, float wb, float wc) {
        const Rgba ca = unpack(a.col), cb = unpack(b.col), cc = unpack(c.col);
        const Rgba t = sample(texture_, a.uv.x * wa + b.uv.x * wb + c.uv.x * wc, a.uv.y * wa + b.uv.y * wb + c.uv.y * wc);
        const std::array<float, 3> color{(ca.r * wa + cb.r * wb + cc.r * wc) * t.r, (ca.g * wa + cb.g * wb + cc.g * wc) * t.g,
                                         (ca.b * wa + cb.b * wb + cc.b * wc) * t.b};
        const float alpha = (ca.a * wa + cb.a * wb + cc.a * wc) * t.a;
        std::uint8_t* to = picture_.rgb.data() + (static_cast<std::size_t>(y) * static_cast<std::size_t>(picture_.width) + static_cast<std::size_t>(x)) * 3;
        for (std::size_t i = 0; i < 3; ++i) {
            const float mixed = color[i] * alpha + static_cast<float>(to[i]) / 255.0F * (1 - alpha);
            to[i] = static_cast<std::uint8_t>(std::lround(std::clamp(mixed, 0.0F, 1.0F) * 255.0F));
        }
    }

    Picture& picture_;
    const ImTextureData& texture_;
    ImVec4 clip_;
};

}  // namespace

void accept_textures(ImDrawData& data) {
    if (data.Textures == nullptr) return;
    for (ImTextureData* texture : *data.Textures) {
        if (texture->Status == ImTextureStatus_WantDestroy) {
            if (texture->UnusedFrames > 0) {
                texture->SetTexID(ImTextureID_Invalid);
                texture->SetStatus(ImTextureStatus_Destroyed);
            }
        } else if (texture->Status != ImTextureStatus_OK) {
            texture->SetTexID(static_cast<ImTextureID>(texture->UniqueID + 1));
            texture->SetStatus(ImTextureStatus_OK);
        }
    }
}

Picture render(ImDrawData& data, int width, int height, std::uint32_t background) {
    accept_textures(data);
    Picture picture{width, height, {}};
    picture.rgb.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3);
    for (std::size_t i = 0; i < picture.rgb.size(); i += 3) {
        picture.rgb[i] = static_cast<std::uint8_t>(background >> 16U);
        picture.rgb[i + 1] = static_cast<std::uint8_t>(background >> 8U);
        picture.rgb[i + 2] = static_cast<std::uint8_t>(background);
    }
    for (const ImDrawList* list : data.CmdLists) {
        for (const ImDrawCmd& command : list->CmdBuffer) {
            const ImTextureData* texture = command.TexRef._TexData;
            if (texture == nullptr || command.UserCallback != nullptr) continue;
            Canvas canvas(picture, *texture, command.ClipRect);
            for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
                const auto vertex = [&](unsigned offset) -> const ImDrawVert& {
                    const auto index = static_cast<int>(command.IdxOffset + i + offset);
                    return list->VtxBuffer[static_cast<int>(list->IdxBuffer[index] + command.VtxOffset)];
                };
                canvas.triangle(vertex(0), vertex(1), vertex(2));
            }
        }
    }
    return picture;
}

// Soft edges differ between rasterisers by a pixel or more; what counts is where strokes are.
constexpr double kFaint = 96;

Ink ink_of(const Picture& picture) {
    int x0 = picture.width, y0 = picture.height, x1 = -1, y1 = -1;
    const auto dark = [&](int x, int y) {
        const std::uint8_t* at = picture.at(x, y);
        return 255.0 - (at[0] + at[1] + at[2]) / 3.0;
    };
    for (int y = 0; y < picture.height; ++y) {
        for (int x = 0; x < picture.width; ++x) {
            if (dark(x, y) < kFaint) continue;
            x0 = std::min(x0, x), x1 = std::max(x1, x), y0 = std::min(y0, y), y1 = std::max(y1, y);
        }
    }
    Ink ink;
    if (x1 < x0) return ink;
    ink.width = x1 - x0 + 1;
    ink.height = y1 - y0 + 1;
    for (int y = y0; y <= y1; ++y) {
        for (int x = x0; x <= x1; ++x) ink.dark.push_back(dark(x, y));
    }
    return ink;
}

double correlation(const Ink& a, const Ink& b, int shift) {
    double best = -1;
    const int width = std::max(a.width, b.width) + 2 * shift;
    const int height = std::max(a.height, b.height) + 2 * shift;
    const double count = static_cast<double>(width) * height;
    const auto value = [](const Ink& ink, int x, int y) {
        const bool in = x >= 0 && y >= 0 && x < ink.width && y < ink.height;
        return in ? ink.dark[static_cast<std::size_t>(y) * static_cast<std::size_t>(ink.width) + static_cast<std::size_t>(x)] : 0.0;
    };
    for (int dy = -shift; dy <= shift; ++dy) {
        for (int dx = -shift; dx <= shift; ++dx) {
            double sa = 0, sb = 0, saa = 0, sbb = 0, sab = 0;
            for (int y = -shift; y < height - shift; ++y) {
                for (int x = -shift; x < width - shift; ++x) {
                    const double p = value(a, x, y);
                    const double q = value(b, x + dx, y + dy);
                    sa += p, sb += q, saa += p * p, sbb += q * q, sab += p * q;
                }
            }
            const double spread = std::sqrt((saa - sa * sa / count) * (sbb - sb * sb / count));
            if (spread > 0) best = std::max(best, (sab - sa * sb / count) / spread);
        }
    }
    return best;
}

Picture read_png(const std::string& path) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    Picture picture;
    if (png_image_begin_read_from_file(&image, path.c_str()) == 0) return picture;
    image.format = PNG_FORMAT_RGB;
    picture.width = static_cast<int>(image.width);
    picture.height = static_cast<int>(image.height);
    picture.rgb.resize(PNG_IMAGE_SIZE(image));
    const png_color white{255, 255, 255};
    if (png_image_finish_read(&image, &white, picture.rgb.data(), 0, nullptr) == 0) return {};
    return picture;
}

}  // namespace amparo::test
