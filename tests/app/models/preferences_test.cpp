#include "app/models/preferences.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace amparo;
using models::Preferences;
using models::ThemeChoice;

TEST_CASE("colours and motion are those of the system until the person chooses") {
    Preferences look;
    CHECK(look.drawn_theme() == ThemeChoice::Light);
    CHECK_FALSE(look.moves_little());
    look.system = {.dark = true, .high_contrast = false, .reduced_motion = true};
    CHECK(look.drawn_theme() == ThemeChoice::Dark);
    CHECK(look.moves_little());
    // High contrast is asked for by those who need it, whichever ground they like.
    look.system.high_contrast = true;
    CHECK(look.drawn_theme() == ThemeChoice::HighContrast);
    look.theme = ThemeChoice::Light;
    look.reduced_motion = false;
    CHECK(look.drawn_theme() == ThemeChoice::Light);
    CHECK_FALSE(look.moves_little());
}
