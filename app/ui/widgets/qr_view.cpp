#include "app/ui/widgets/qr_view.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace amparo::ui {

namespace {

constexpr std::size_t kQuiet = 4;  // modules around the code that stay white

bool sound(const QrCode& code) {
    return code.side > 0 && code.side <= kMostQrSide && code.modules.size() == code.side * code.side;
}

/// Whole pixels for a module, so that every edge is sharp; 0 when there is no room.
float module_size(const Ui& ui, const QrCode& code, float room) {
    const auto across = static_cast<float>(code.side + 2 * kQuiet);
    return std::floor(std::min(std::max(ui.px(size::kQr), across * 2), room) / across);
}

void draw(Ui& ui, float x, float y, float module, const QrCode& code) {
    const float whole = module * static_cast<float>(code.side + 2 * kQuiet);
    ImDrawList* list = ui.draw_list();
    // Its own colours: a camera wants dark on light, whatever the person likes to read.
    list->AddRectFilled({x, y}, {x + whole, y + whole}, IM_COL32_WHITE);
    const auto along = [&](std::size_t column) {
        const float at = module * static_cast<float>(column + kQuiet);
        // The finished picture may be turned around; the code must not be.
        return ui.mirrored() ? x + whole - at : x + at;
    };
    for (std::size_t row = 0; row < code.side; ++row) {
        const float top = y + module * static_cast<float>(row + kQuiet);
        for (std::size_t column = 0; column < code.side;) {
            std::size_t end = column;
            while (end < code.side && code.modules[row * code.side + end]) ++end;
            if (end > column) {
                const float a = along(column);
                const float b = along(end);
                list->AddRectFilled({std::min(a, b), top}, {std::max(a, b), top + module}, IM_COL32_BLACK);
            }
            column = std::max(end, column + 1);
        }
    }
}

}  // namespace

void qr_view(Ui& ui, Flow& flow, const QrCode& code, const Words& name, const Words& holds) {
    const float module = sound(code) ? module_size(ui, code, flow.width) : 0;
    if (module < 1) {
        text(ui, flow, Style::Body, holds);
        return;
    }
    const float whole = module * static_cast<float>(code.side + 2 * kQuiet);
    const Rect picture{flow.x, flow.y, flow.x + whole, flow.y + whole};
    draw(ui, picture.x0, picture.y0, module, code);
    ui.outline(picture, Color::Border, ui.px(size::kHairline));
    ui.note(a11y::Role::Image, picture, name);
    const float gap = ui.gap(Gap::XL);
    const bool beside = flow.width - whole - gap >= ui.px(size::kSideCard);
    Flow words{beside ? picture.x1 + gap : flow.x, beside ? flow.y : picture.y1 + ui.gap(Gap::M),
               beside ? flow.width - whole - gap : flow.width};
    text(ui, words, Style::Body, holds);
    flow.y = std::max(words.y, picture.y1);
}

}  // namespace amparo::ui
