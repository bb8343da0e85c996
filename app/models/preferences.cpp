#include "app/models/preferences.hpp"

namespace amparo::models {

ThemeChoice Preferences::drawn_theme() const {
    if (theme != ThemeChoice::System) return theme;
    if (system.high_contrast) return ThemeChoice::HighContrast;
    return system.dark ? ThemeChoice::Dark : ThemeChoice::Light;
}

void Preferences::grow() {
    for (const int size : kTextSizes) {
        if (size > text_percent) {
            text_percent = size;
            return;
        }
    }
}

void Preferences::shrink() {
    int smaller = kTextSizes.front();
    for (const int size : kTextSizes) {
        if (size < text_percent) smaller = size;
    }
    text_percent = smaller;
}

}  // namespace amparo::models
