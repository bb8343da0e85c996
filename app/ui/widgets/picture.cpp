#include "app/ui/widgets/picture.hpp"

#include <algorithm>
#include <cmath>

namespace amparo::ui {

namespace {

constexpr float kMostOfWindow = 0.6F;  // so that the words beside it are seen, too

}  // namespace

Extent picture_extent(const Ui& ui, const Image& image, float width, float height) {
    if (image.width == 0 || image.height == 0) return {};
    const auto wide = static_cast<float>(image.width);
    const auto high = static_cast<float>(image.height);
    const float factor = std::min({ui.px(1), width / wide, height / high});
    return {std::max(std::floor(wide * factor), 1.0F), std::max(std::floor(high * factor), 1.0F)};
}

void picture_in(Ui& ui, const Rect& rect, const Image& image, const Words& shows) {
    ui.image(rect, image);
    ui.outline(rect, Color::Border, ui.px(size::kHairline));
    ui.note(a11y::Role::Image, rect, shows);
}

void picture(Ui& ui, Flow& flow, const Image& image, const Words& shows) {
    const Extent extent = picture_extent(ui, image, flow.width, ui.height() * kMostOfWindow);
    picture_in(ui, {flow.x, flow.y, flow.x + extent.width, flow.y + extent.height}, image, shows);
    flow.skip(extent.height);
}

}  // namespace amparo::ui
