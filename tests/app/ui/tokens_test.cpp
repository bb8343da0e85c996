#include "app/ui/tokens.hpp"

#include <catch2/catch_test_macros.hpp>
#include <algorithm>
#include <array>
#include <cmath>
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
    for (const Color back : {Color::Background, Color::Surface, Color::Sunken}) {
        out.push_back({Color::BorderControl, back, kShape});
        out.push_back({Color::Link, back, kText});
    }
    // Marks and lines of what is chosen or done.
    out.push_back({Color::Accent, Color::Sunken, kShape});
    // Tooltips and toasts are the page turned round.
    out.push_back({Color::Surface, Color::Text, kText});
    // A red button stands out from whatever it lies on.
    for (const Color back : {Color::Background, Color::Surface}) out.push_back({Color::Urgent, back, kShape});
    for (const Color back : {Color::OkBack, Color::InfoBack, Color::WarnBack, Color::DangerBack, Color::UnknownBack}) {
        out.push_back({Color::Text, back, kText});
    }
    out.push_back({Color::Ok, Color::OkBack, kText});
    out.push_back({Color::Info, Color::InfoBack, kText});
    out.push_back({Color::Warn, Color::WarnBack, kText});
    out.push_back({Color::Danger, Color::DangerBack, kText});
    out.push_back({Color::Unknown, Color::UnknownBack, kText});
    out.push_back({Color::Warn, Color::Surface, kText});
    for (const Color front : {Color::Ok, Color::Info, Color::Danger, Color::Unknown, Color::Urgent}) {
        out.push_back({front, Color::Surface, kText});
    }
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

TEST_CASE("the contrast of the tokens is what the style says, to a tenth") {
    struct Said {
        Color front;
        Color back;
        double light;
        double dark;
        double high;
    };
    // Section 4.4 of the style, in its order.
    constexpr std::array<Said, 23> kSaid{{{Color::Text, Color::Background, 15.1, 15.3, 21},
                                          {Color::Text, Color::Surface, 16.6, 13.8, 21},
                                          {Color::Text, Color::Sunken, 13.6, 16.0, 21},
                                          {Color::Text, Color::Selected, 13.5, 10.6, 11.9},
                                          {Color::Muted, Color::Background, 6.3, 8.2, 21},
                                          {Color::Muted, Color::Surface, 6.9, 7.4, 21},
                                          {Color::Muted, Color::Sunken, 5.6, 8.6, 21},
                                          {Color::Muted, Color::Selected, 5.6, 5.7, 11.9},
                                          {Color::OnAccent, Color::Accent, 6.4, 8.4, 16.0},
                                          {Color::OnAccent, Color::AccentHover, 8.2, 9.9, 17.5},
                                          {Color::OnAccent, Color::AccentPressed, 10.6, 6.7, 12.1},
                                          {Color::Accent, Color::Surface, 6.4, 8.0, 16.0},
                                          {Color::Accent, Color::Selected, 5.2, 6.2, 9.1},
                                          {Color::Link, Color::Surface, 7.0, 8.2, 12.4},
                                          {Color::Ok, Color::OkBack, 5.6, 7.9, 16.7},
                                          {Color::Info, Color::InfoBack, 5.8, 7.7, 13.8},
                                          {Color::Warn, Color::WarnBack, 5.8, 8.1, 13.4},
                                          {Color::Danger, Color::DangerBack, 6.1, 7.7, 11.4},
                                          {Color::Unknown, Color::UnknownBack, 5.6, 6.2, 21},
                                          {Color::OnUrgent, Color::Urgent, 6.5, 8.2, 10.5},
                                          {Color::Urgent, Color::Surface, 6.5, 7.1, 10.5},
                                          {Color::BorderControl, Color::Background, 4.2, 4.9, 21},
                                          {Color::Focus, Color::FocusHalo, 11.5, 19.6, 16.0}}};
    for (const Said& said : kSaid) {
        INFO(static_cast<int>(said.front) << " on " << static_cast<int>(said.back));
        const auto near = [&](ThemeKind kind, double value) {
            return std::abs(contrast(theme(kind)[said.front], theme(kind)[said.back]) - value) <= 0.1;
        };
        CHECK(near(ThemeKind::Light, said.light));
        CHECK(near(ThemeKind::Dark, said.dark));
        CHECK(near(ThemeKind::HighContrast, said.high));
    }
}

TEST_CASE("the focus ring is seen on every surface, because one of its two colours always is") {
    for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark, ThemeKind::HighContrast}) {
        const Theme& colors = theme(kind);
        for (const Color back : {Color::Background, Color::Surface, Color::Sunken, Color::Accent, Color::Urgent, Color::Selected, Color::OkBack,
                                 Color::InfoBack, Color::WarnBack, Color::DangerBack, Color::UnknownBack}) {
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
