#pragma once
// How the window looks and speaks, as the person chose it. Kept in memory only: nothing is saved without being asked for.

#include <array>
#include <optional>
#include <string>

#include "app/base/system_look.hpp"

namespace amparo::models {

/// System: as the person has it everywhere on this computer.
enum class ThemeChoice { System, Light, Dark, HighContrast };

inline constexpr std::array<int, 6> kTextSizes{80, 100, 125, 150, 200, 250};

struct Preferences {
    std::string language = "en";
    ThemeChoice theme = ThemeChoice::System;
    int text_percent = 100;  ///< one of kTextSizes
    std::optional<bool> reduced_motion{};  ///< nothing: as the system has it
    SystemLook system{};                   ///< as far as the system has said; until then light, and moving

    [[nodiscard]] bool can_grow() const { return text_percent < kTextSizes.back(); }
    [[nodiscard]] bool can_shrink() const { return text_percent > kTextSizes.front(); }
    /// Never System: what is drawn.
    [[nodiscard]] ThemeChoice drawn_theme() const;
    [[nodiscard]] bool moves_little() const { return reduced_motion.value_or(system.reduced_motion); }
    void grow();
    void shrink();
};

}  // namespace amparo::models
