#pragma once
// How the window looks and speaks, as the person chose it. Kept in memory only: nothing is saved without being asked for.

#include <array>
#include <string>

namespace amparo::models {

enum class ThemeChoice { Light, Dark, HighContrast };

inline constexpr std::array<int, 6> kTextSizes{80, 100, 125, 150, 200, 250};

struct Preferences {
    std::string language = "en";
    ThemeChoice theme = ThemeChoice::Light;
    int text_percent = 100;  ///< one of kTextSizes
    bool reduced_motion = false;

    [[nodiscard]] bool can_grow() const { return text_percent < kTextSizes.back(); }
    [[nodiscard]] bool can_shrink() const { return text_percent > kTextSizes.front(); }
    void grow();
    void shrink();
};

}  // namespace amparo::models
