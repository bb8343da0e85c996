#include "app/a11y/system_look.hpp"

#ifndef NOMINMAX
#define NOMINMAX
#endif
#include <windows.h>

#include <utility>

namespace amparo::a11y {

namespace {

/// As in Settings, Personalisation, Colours, since Windows 10.
bool apps_are_dark() {
    DWORD light = 1;
    DWORD size = sizeof light;
    const LSTATUS status =
        ::RegGetValueW(HKEY_CURRENT_USER, L"Software\\Microsoft\\Windows\\CurrentVersion\\Themes\\Personalize",
                       L"AppsUseLightTheme", RRF_RT_REG_DWORD, nullptr, &light, &size);
    return status == ERROR_SUCCESS && light == 0;
}

bool has_high_contrast() {
    HIGHCONTRASTW contrast{};
    contrast.cbSize = sizeof contrast;
    return ::SystemParametersInfoW(SPI_GETHIGHCONTRAST, sizeof contrast, &contrast, 0) != 0 &&
           (contrast.dwFlags & HCF_HIGHCONTRASTON) != 0;
}

bool moves_little() {
    BOOL animated = TRUE;
    return ::SystemParametersInfoW(SPI_GETCLIENTAREAANIMATION, 0, &animated, 0) != 0 && animated == FALSE;
}

class Answer : public SystemLookAnswer {
  public:
    std::optional<SystemLook> take() override {
        if (std::exchange(taken_, true)) return std::nullopt;
        return SystemLook{apps_are_dark(), has_high_contrast(), moves_little()};
    }

  private:
    bool taken_ = false;
};

}  // namespace

// Windows answers at once, so there is nothing to wake anybody for.
std::unique_ptr<SystemLookAnswer> ask_system_look(std::function<void()> /*wake*/) { return std::make_unique<Answer>(); }

}  // namespace amparo::a11y
