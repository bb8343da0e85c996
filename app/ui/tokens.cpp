#include "app/ui/tokens.hpp"

#include <cmath>
#include <utility>

namespace amparo::ui {

namespace {

constexpr Theme kLight{ThemeKind::Light,
                       {0xF6F4F0, 0xFFFFFF, 0xECE8E1, 0xDCEBE8, 0x1B1F23, 0x545B62, 0x0B6B61, 0x095950, 0x074740, 0xFFFFFF,
                        0x0A5F8A, 0xD5CFC4, 0x7B756B, 0x1B1F23, 0xFFD23F, 0x1F6B3A, 0xE3F1E7, 0x1D5E94, 0xE2EEF8, 0x8A4B00,
                        0xFBEBD3, 0xA3242B, 0xFBE4E4, 0x545B62, 0xE9E7E2, 0xB3261E, 0x9A1F18, 0x7F1812, 0xFFFFFF}};
constexpr Theme kDark{ThemeKind::Dark,
                      {0x14171A, 0x1D2125, 0x0F1214, 0x17393A, 0xECEDEE, 0xA9B0B7, 0x5CC8B8, 0x78D6C8, 0x46B3A3, 0x06201D,
                       0x7CC0EE, 0x343A40, 0x7D868E, 0xFFFFFF, 0x0A0C0E, 0x7FD39A, 0x17301F, 0x8CC4F2, 0x152C40, 0xF2B866,
                       0x372710, 0xFF9C98, 0x3D1A1B, 0xA9B0B7, 0x2A2F34, 0xFF8A84, 0xFF9F9A, 0xF0756F, 0x2B0504}};
constexpr Theme kHigh{ThemeKind::HighContrast,
                      {0x000000, 0x000000, 0x000000, 0x003A5C, 0xFFFFFF, 0xFFFFFF, 0xFFE04D, 0xFFEB8A, 0xE6C200, 0x000000,
                       0x6FD3FF, 0xFFFFFF, 0xFFFFFF, 0xFFE04D, 0x000000, 0x7CFFA0, 0x000000, 0x8FDCFF, 0x000000, 0xFFC46B,
                       0x000000, 0xFFA8A3, 0x000000, 0xFFFFFF, 0x000000, 0xFF9D96, 0xFFB3AE, 0xF0837B, 0x000000}};

double channel(unsigned byte) {
    const double value = byte / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(Rgb color) {
    return 0.2126 * channel((color >> 16U) & 0xFFU) + 0.7152 * channel((color >> 8U) & 0xFFU) +
           0.0722 * channel(color & 0xFFU);
}

}  // namespace

const Theme& theme(ThemeKind kind) {
    switch (kind) {
        case ThemeKind::Dark: return kDark;
        case ThemeKind::HighContrast: return kHigh;
        case ThemeKind::Light: break;
    }
    return kLight;
}

double contrast(Rgb a, Rgb b) {
    double light = luminance(a);
    double dark = luminance(b);
    if (light < dark) std::swap(light, dark);
    return (light + 0.05) / (dark + 0.05);
}

TypeToken type(Style style) {
    switch (style) {
        case Style::Caption: return {13, 20, Face::Regular};
        case Style::CaptionStrong: return {13, 20, Face::Strong};
        case Style::Body: return {16, 24, Face::Regular};
        case Style::BodyStrong: return {16, 24, Face::Strong};
        case Style::Lead: return {18, 28, Face::Regular};
        case Style::Title: return {20, 28, Face::Strong};
        case Style::Heading: return {26, 34, Face::Strong};
        case Style::Display: return {34, 42, Face::Strong};
        case Style::Mono: return {15, 22, Face::Mono};
    }
    return {};
}

float units(Gap gap) {
    constexpr std::array<float, 8> kUnits{0, 4, 8, 12, 16, 24, 32, 48};
    return kUnits[static_cast<std::size_t>(gap)];
}

}  // namespace amparo::ui
