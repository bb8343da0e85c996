#pragma once
// The design tokens: colours of the three themes, type scale, spaces. Nothing above this room names a colour or a number.
// Lengths are in units: one pixel at 100 %. Pure values; any thread. Source of the values: contrast is computed in
// tests/app/ui/tokens_test.cpp.

#include <array>
#include <cstddef>
#include <cstdint>

namespace amparo::ui {

enum class Color : std::uint8_t {
    Background, Surface, Sunken, Selected, Text, Muted, Accent, AccentHover, AccentPressed, OnAccent, Link, Border,
    BorderControl, Focus, FocusHalo, Ok, OkBack, Info, InfoBack, Warn, WarnBack, Danger, DangerBack, Unknown,
    UnknownBack, Urgent, UrgentHover, UrgentPressed, OnUrgent, Count
};

enum class ThemeKind : std::uint8_t { Light, Dark, HighContrast };

/// 0xRRGGBB.
using Rgb = std::uint32_t;

struct Theme {
    ThemeKind kind = ThemeKind::Light;
    std::array<Rgb, static_cast<std::size_t>(Color::Count)> colors{};

    [[nodiscard]] Rgb operator[](Color color) const { return colors[static_cast<std::size_t>(color)]; }
    [[nodiscard]] bool high_contrast() const { return kind == ThemeKind::HighContrast; }
};

[[nodiscard]] const Theme& theme(ThemeKind kind);

/// WCAG 2 relative luminance contrast, 1 to 21.
[[nodiscard]] double contrast(Rgb a, Rgb b);

enum class Face : std::uint8_t { Regular, Strong, Mono };

enum class Style : std::uint8_t {
    Caption, CaptionStrong, Body, BodyStrong, Lead, Title, Heading, Display, Mono
};

struct TypeToken {
    float size = 16;  ///< em
    float line = 24;
    Face face = Face::Regular;
};
[[nodiscard]] TypeToken type(Style style);

enum class Gap : std::uint8_t { None, XS, S, M, L, XL, XXL, Huge };
[[nodiscard]] float units(Gap gap);  ///< 0 4 8 12 16 24 32 48

namespace size {
inline constexpr float kTarget = 44;
inline constexpr float kUrgentTarget = 64;
inline constexpr float kHelpButton = 56;
inline constexpr float kIconSmall = 16;
inline constexpr float kIcon = 20;
inline constexpr float kIconRail = 24;
inline constexpr float kIconLarge = 32;
inline constexpr float kIconEmpty = 48;
inline constexpr float kTile = 56;
inline constexpr float kRail = 220;
inline constexpr float kRailNarrow = 88;
inline constexpr float kNarrowBelow = 960;
inline constexpr float kPage = 1120;
inline constexpr float kColumn = 720;
inline constexpr float kPageMargin = 40;
inline constexpr float kFoot = 46;  // a target below its border
inline constexpr float kRow = 52;
inline constexpr float kTallRow = 64;
inline constexpr float kPill = 28;
inline constexpr float kSideCard = 268;
inline constexpr float kRadius = 8;
inline constexpr float kRadiusCard = 12;
inline constexpr float kHairline = 1;
inline constexpr float kFocus = 2;
inline constexpr float kScrollbar = 12;
inline constexpr float kProgress = 8;
inline constexpr float kDialog = 480;
inline constexpr float kTooltip = 320;
inline constexpr float kCheckbox = 24;
inline constexpr float kQr = 240;
}  // namespace size

/// Seconds. Nothing loops; with reduced motion all that moves is there at once.
namespace motion {
inline constexpr float kQuick = 0.12F;
inline constexpr float kSlow = 0.2F;
inline constexpr float kFrame = 1.0F / 60;  ///< between two frames of something that moves
inline constexpr float kTooltip = 0.4F;     ///< that the pointer has to rest
inline constexpr float kToast = 6;
}  // namespace motion

inline constexpr float kScrim = 0.4F;  ///< of black over the page below a dialog

}  // namespace amparo::ui
