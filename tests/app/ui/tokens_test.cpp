#include "app/ui/tokens.hpp"

#include <catch2/catch_test_macros.hpp>
#include <algorithm>
#include <vector>

using namespace amparo::ui;

namespace {

constexpr double kText = 4.5;
constexpr double kShape = 3.0;

struct Pair {
    Color front;
    Color back;
    double least;
};

std::vector<Pair> pairs() {
    std::vector<Pair> out;
    for (const Color back : {Color::Background, Color::Surface, Color::Sunken, Color::Selected}) {
        out.push_back({Color::Text, back, kText});
        out.push_back({Color::Muted, back, kText});
    }
    for (const Color back : {Color::OkBack, Color::InfoBack, Color::WarnBack, Color::DangerBack}) {
        out.push_back({Color::Text, back, kText});
        out.push_back({Color::Muted, back, kText});
        out.push_back({Color::Accent, back, kShape});
    }
    for (const Color back : {Color::Accent, Color::AccentHover, Color::AccentPressed}) out.push_back({Color::OnAccent, back, kText});
    for (const Color back : {Color::Urgent, Color::UrgentHover, Color::UrgentPressed}) out.push_back({Color::OnUrgent, back, kText});
    for (const Color back : {Color::Background, Color::Surface, Color::Selected}) out.push_back({Color::Accent, back, kText});
    for (const Color back : {Color::Background, Color::Surface, Color::Sunken}) out.push_back({Color::BorderControl, back, kShape});
    out.push_back({Color::Link, Color::Surface, kText});
    out.push_back({Color::Ok, Color::OkBack, kText});
    out.push_back({Color::Info, Color::InfoBack, kText});
    out.push_back({Color::Warn, Color::WarnBack, kText});
    out.push_back({Color::Danger, Color::DangerBack, kText});
    out.push_back({Color::Unknown, Color::UnknownBack, kText});
    out.push_back({Color::Warn, Color::Surface, kText});
    out.push_back({Color::Ok, Color::Surface, kText});
    out.push_back({Color::Focus, Color::FocusHalo, kShape});
    return out;
}

}  // namespace

TEST_CASE("contrast is that of the WCAG formula") {
    CHECK(contrast(0x000000, 0xFFFFFF) > 20.9);
    CHECK(contrast(0xFFFFFF, 0xFFFFFF) < 1.01);
    const double grey = contrast(0x767676, 0xFFFFFF);
    CHECK((grey > 4.5 && grey < 4.6));
    CHECK(contrast(0x777777, 0xFFFFFF) < 4.5);
}

TEST_CASE("every pair of colours that is read or must be seen has enough contrast, in every theme") {
    for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark, ThemeKind::HighContrast}) {
        for (const Pair& pair : pairs()) {
            INFO("theme " << static_cast<int>(kind) << ", " << static_cast<int>(pair.front) << " on " << static_cast<int>(pair.back));
            CHECK(contrast(theme(kind)[pair.front], theme(kind)[pair.back]) >= pair.least);
        }
    }
}

TEST_CASE("the focus ring is seen on every surface, because one of its two colours always is") {
    for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark, ThemeKind::HighContrast}) {
        const Theme& colors = theme(kind);
        for (const Color back : {Color::Background, Color::Surface, Color::Accent, Color::Urgent, Color::Selected, Color::DangerBack}) {
            INFO("theme " << static_cast<int>(kind) << " on " << static_cast<int>(back));
            CHECK(std::max(contrast(colors[Color::Focus], colors[back]), contrast(colors[Color::FocusHalo], colors[back])) >= kShape);
        }
    }
}

TEST_CASE("no size of type is below 13 units, and lines are higher than their letters") {
    for (const Style style : {Style::Caption, Style::CaptionStrong, Style::Body, Style::BodyStrong, Style::Lead, Style::Title,
                              Style::Heading, Style::Display, Style::Mono}) {
        CHECK(type(style).size >= 13);
        CHECK(type(style).line >= type(style).size * 1.2F);
    }
}
