// Rows, long lists, codes, slides.
#include <algorithm>
#include <array>
#include <string>

#include "app/screens/gallery.hpp"

namespace amparo::screens {

namespace {

using ui::Gap;
using ui::Style;

constexpr std::size_t kRows = 10'000;
constexpr float kRowsSeen = 5;
constexpr std::size_t kCodeSide = 25;

/// Looks like a code and holds nothing: three corners, and modules as they come.
ui::QrCode pretended_code() {
    ui::QrCode code{kCodeSide, std::vector<bool>(kCodeSide * kCodeSide)};
    const auto corner = [](std::size_t x, std::size_t y) {
        const std::size_t ring = std::max(x > 3 ? x - 3 : 3 - x, y > 3 ? y - 3 : 3 - y);
        return ring != 2 && ring < 4;
    };
    unsigned noise = 1;
    for (std::size_t y = 0; y < kCodeSide; ++y) {
        for (std::size_t x = 0; x < kCodeSide; ++x) {
            noise = noise * 1'103'515'245U + 12'345U;
            bool dark = (noise >> 16U) % 2 == 0;
            const std::size_t far_x = kCodeSide - 1 - x;
            const std::size_t far_y = kCodeSide - 1 - y;
            if (x < 8 && y < 8) dark = corner(x, y);
            if (far_x < 8 && y < 8) dark = corner(far_x, y);
            if (x < 8 && far_y < 8) dark = corner(x, far_y);
            code.modules[y * kCodeSide + x] = dark;
        }
    }
    return code;
}

}  // namespace

void gallery_rows(View& view, ui::Flow& flow) {
    const std::array<std::pair<ui::Status, const char*>, 5> all{{{ui::Status::Large, "check.group.fix_soon"},
                                                                 {ui::Status::Small, "check.group.worth_fixing"},
                                                                 {ui::Status::Unknown, "check.group.cannot_tell"},
                                                                 {ui::Status::Good, "check.group.good"},
                                                                 {ui::Status::NotApplicable, "check.group.does_not_apply"}}};
    ui::card(view.ui, flow, {ui::CardTone::Plain, Gap::None}, [&](ui::Flow& inner) {
        for (const auto& [status, word] : all) {
            ui::ListRow row;
            row.icon = "ui/disk";
            row.title = view.say(word);
            row.note = view.say("window.home.first.body");
            row.status = status;
            row.status_word = view.say(word);
            ui::list_row(view.ui, std::string("gallery.row.") + word, inner, row, status == ui::Status::NotApplicable);
        }
    });
}

void gallery_list(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    ui::LongList list;
    list.name = sample(view, "Ten thousand rows", "عشرة آلاف صف");
    list.count = kRows;
    list.row_height = ui.px(ui::size::kRow);
    list.name_of = [&](std::size_t row) { return view.say({"window.number", {{"count", static_cast<std::int64_t>(row + 1)}}}); };
    list.draw = [&](std::size_t row, const ui::Rect& rect, const ui::Interaction& state) {
        if (state.hovered) ui.fill(rect.inset(ui.px(ui::size::kFocus)), ui::Color::Background, ui.px(ui::size::kRadius));
        const float x = rect.x0 + ui.gap(Gap::L);
        if (row > 0) ui::rule(ui, {rect.x0, rect.y0, rect.width()});
        ui.draw_label(x, rect.middle_y(), rect.x1 - x, Style::Body, ui::Color::Text, list.name_of(row));
    };
    const ui::Rect area{flow.x, flow.y, flow.end(), flow.y + kRowsSeen * list.row_height};
    ui.fill(area, ui::Color::Surface, ui.px(ui::size::kRadius));
    ui.outline(area, ui::Color::Border, ui.px(ui::size::kHairline), ui.px(ui::size::kRadius));
    static_cast<void>(ui::long_list(ui, "gallery.list", area, list, view.state.gallery.list));
    flow.y = area.y1;
}

void gallery_code(View& view, ui::Flow& flow) {
    ui::qr_view(view.ui, flow, pretended_code(), sample(view, "Code with an address", "رمز يحمل عنواناً"), view.code("help@example.org"));
}

void gallery_slide(View& view, ui::Flow& flow) {
    ui::Ui& ui = view.ui;
    const float height = ui.px(ui::size::kSideCard);
    const ui::Rect area{flow.x, flow.y, flow.end(), flow.y + height};
    ui.fill(area, ui::Color::Surface, ui.px(ui::size::kRadiusCard));
    ui.outline(area, ui::Color::Border, ui.px(ui::size::kHairline), ui.px(ui::size::kRadiusCard));
    ui::slide(ui, "gallery.slide", area.inset(ui.gap(Gap::XL)),
              {view.say("window.first.bad"), {sample(view, "Switch the telephone off, not only its screen.", "أطفئ الهاتف كله لا شاشته فقط."),
                                              sample(view, "Know one number by heart.", "احفظ رقماً واحداً عن ظهر قلب.")}});
    flow.y = area.y1;
}

}  // namespace amparo::screens
