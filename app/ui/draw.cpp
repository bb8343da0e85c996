// The drawing half of Ui: shapes, text, icons.
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/text/paragraph.hpp"
#include "app/ui/icons.hpp"
#include "app/ui/images.hpp"
#include "app/ui/ui.hpp"

namespace amparo::ui {

namespace {

constexpr float kTintLight = 0.10F;
constexpr float kTintDark = 0.14F;
constexpr int kBalanceSteps = 7;
constexpr float kDash = 4;  // units, and as much between two

ImVec2 vec(float x, float y) { return {x, y}; }

bool is_heading(Style style) { return style == Style::Heading || style == Style::Display || style == Style::Title; }

}  // namespace

ImDrawList* Ui::draw_list() const { return ImGui::GetWindowDrawList(); }

std::uint32_t Ui::color(Color color, float alpha) const {
    const Rgb rgb = theme()[color];
    return IM_COL32((rgb >> 16U) & 0xFFU, (rgb >> 8U) & 0xFFU, rgb & 0xFFU,
                    static_cast<unsigned>(std::lround(alpha * fade_ * 255.0F)));
}

void Ui::fill(const Rect& rect, Color color, float radius) {
    draw_list()->AddRectFilled(vec(rect.x0, rect.y0), vec(rect.x1, rect.y1), this->color(color), radius);
}

void Ui::outline(const Rect& rect, Color color, float thickness, float radius) {
    // The library puts the middle of the line half a pixel inside of what it is given.
    const Rect inner = rect.inset((thickness - 1) / 2);
    draw_list()->AddRect(vec(inner.x0, inner.y0), vec(inner.x1, inner.y1), this->color(color),
                         std::max(radius - (thickness - 1) / 2, 0.0F), ImDrawFlags_None, thickness);
}

void Ui::dashes(const Rect& rect, Color color, float thickness, float radius) {
    const float dash = px(kDash);
    const auto along = [&](float from, float to, const auto& piece) {
        for (float at = from; at < to; at += 2 * dash) piece(at, std::min(at + dash, to));
    };
    along(rect.x0 + radius, rect.x1 - radius, [&](float a, float b) {
        fill({a, rect.y0, b, rect.y0 + thickness}, color);
        fill({a, rect.y1 - thickness, b, rect.y1}, color);
    });
    along(rect.y0 + radius, rect.y1 - radius, [&](float a, float b) {
        fill({rect.x0, a, rect.x0 + thickness, b}, color);
        fill({rect.x1 - thickness, a, rect.x1, b}, color);
    });
}

void Ui::line(float x0, float y0, float x1, float y1, Color color, float thickness) {
    if (y0 == y1) {
        draw_list()->AddRectFilled(vec(x0, y0), vec(x1, y0 + thickness), this->color(color));
    } else {
        draw_list()->AddLine(vec(x0, y0), vec(x1, y1), this->color(color), thickness);
    }
}

void Ui::image(const Rect& rect, const Image& image) {
    ImTextureData* texture = images_->texture(image, static_cast<int>(std::lround(rect.width())), static_cast<int>(std::lround(rect.height())));
    if (texture == nullptr) return;
    // The finished picture may be turned around; this one must not be.
    const float left = look_.mirrored ? 1.0F : 0.0F;
    const auto alpha = static_cast<unsigned>(std::lround(fade_ * 255.0F));
    draw_list()->AddImage(texture->GetTexRef(), vec(rect.x0, rect.y0), vec(rect.x1, rect.y1), vec(left, 0), vec(1 - left, 1), IM_COL32(255, 255, 255, alpha));
}

std::size_t Ui::image_count() const { return images_->count(); }

void Ui::circle(float x, float y, float radius, Color color) {
    draw_list()->AddCircleFilled(vec(x, y), radius, this->color(color));
}

void Ui::icon(std::string_view name, const Rect& rect, Color color, Color behind, bool flips) {
    const Icon* icon = find_icon(name);
    if (icon == nullptr) return;
    const float scale = rect.width() / icon->grid;
    // The finished picture is turned around; what must not turn is drawn turned.
    const bool turn = look_.mirrored && !flips;
    const auto place = [&](float x, float y) {
        const float along = x * scale;
        return vec(turn ? rect.x1 - along : rect.x0 + along, rect.y0 + y * scale);
    };
    ImDrawList* list = draw_list();
    std::vector<ImVec2> points;
    for (const IconShape& shape : icon->shapes) {
        points.clear();
        for (std::size_t i = 0; i + 1 < shape.points.size(); i += 2) {
            points.push_back(place(shape.points[i], shape.points[i + 1]));
        }
        const auto count = static_cast<int>(points.size());
        if (shape.kind == IconShape::Kind::Stroke) {
            const float width = std::max(shape.stroke_width * scale, 1.0F);
            const std::uint32_t ink = this->color(color);
            list->AddPolyline(points.data(), count, ink, shape.closed ? ImDrawFlags_Closed : ImDrawFlags_None, width);
            if (!shape.closed && width > 1.5F) {
                list->AddCircleFilled(points.front(), width / 2, ink);
                list->AddCircleFilled(points.back(), width / 2, ink);
            }
            continue;
        }
        if (shape.kind == IconShape::Kind::TintFill && theme().high_contrast()) continue;
        std::uint32_t ink = this->color(color);
        if (shape.kind == IconShape::Kind::TintFill) {
            ink = this->color(color, look_.theme == ThemeKind::Dark ? kTintDark : kTintLight);
        } else if (shape.kind == IconShape::Kind::SurfaceFill) {
            ink = this->color(behind);
        }
        // Areas run clockwise; turned around they would run the other way, and their soft edge inwards.
        const bool reversed = turn;
        if (reversed) std::ranges::reverse(points);
        if (shape.convex) {
            list->AddConvexPolyFilled(points.data(), count, ink);
        } else {
            list->AddConcavePolyFilled(points.data(), count, ink);
        }
    }
}

Extent Ui::measure(Style style, const Words& words, float width) {
    const TypeToken token = type(style);
    const float em = px(token.size);
    const auto paragraph = text_->paragraph(token.face, words.text, words.lang, words.direction, em, width);
    return {std::ceil(paragraph->width * TextEngine::real_em(em)),
            static_cast<float>(paragraph->lines.size()) * px(token.line)};
}

void Ui::draw_line(float x, float y, Style style, Color color, const std::string& visual) {
    const TypeToken token = type(style);
    const float size = TextEngine::font_size(px(token.size));
    const float top = std::floor(y + (px(token.line) - size) / 2);
    draw_list()->AddText(text_->face(token.face).font, size, vec(x, top), this->color(color), visual.data(),
                         visual.data() + visual.size());
}

void Ui::witness(float x, float y, Style style, const std::string& text, const text_layout::Line& line, bool shortened) {
    if (!ink_watched_ || covered()) return;
    const TypeToken token = type(style);
    const float em = TextEngine::real_em(px(token.size));
    Ink ink;
    ink.text = text.substr(line.start, line.end - line.start);
    const float from = look_.mirrored ? line.width - line.content_x1 : line.content_x0;
    ink.rect = {x + from * em, y, x + (from + line.content_x1 - line.content_x0) * em, y + px(token.line)};
    const ImVec4 clip = draw_list()->_CmdHeader.ClipRect;
    ink.clip = {clip.x, clip.y, clip.z, clip.w};
    if (!scrolls_.empty()) ink.scroll = scrolls_.back().id;
    ink.layer = layer_;
    ink.shortened = shortened;
    ink.missing = std::ranges::any_of(line.glyphs, [](const text_layout::Glyph& glyph) { return glyph.glyph == 0; });
    ink_.push_back(std::move(ink));
}

float Ui::draw_text(float x, float y, float width, Style style, Color color, const Words& words, Align align) {
    const TypeToken token = type(style);
    const float em = px(token.size);
    auto paragraph = text_->paragraph(token.face, words.text, words.lang, words.direction, em, width);
    if (is_heading(style) && paragraph->lines.size() > 1) {
        // Lines of a heading are about equally long: the narrowest width that needs no further line.
        float low = width / 2;
        float high = width;
        for (int i = 0; i < kBalanceSteps; ++i) {
            const float middle = (low + high) / 2;
            const auto tried = text_->paragraph(token.face, words.text, words.lang, words.direction, em, middle);
            if (tried->lines.size() > paragraph->lines.size()) {
                low = middle;
            } else {
                high = middle;
            }
        }
        paragraph = text_->paragraph(token.face, words.text, words.lang, words.direction, em, std::ceil(high));
    }
    const float real_em = TextEngine::real_em(em);
    float top = y;
    for (std::size_t i = 0; i < paragraph->lines.size(); ++i) {
        const text_layout::Line& line = paragraph->lines[i];
        const float content = (line.content_x1 - line.content_x0) * real_em;
        // Spaces that hang over belong to the far side of the line, whichever that is.
        float start = look_.mirrored ? x - (line.width - line.content_x1) * real_em : x - line.content_x0 * real_em;
        if (align == Align::Center) start += (width - content) / 2;
        if (align == Align::End) start += width - content;
        // What is scrolled away is neither encoded nor drawn.
        if (ImGui::IsRectVisible(vec(x, top - px(token.line)), vec(x + std::max(width, 1.0F), top + 2 * px(token.line)))) {
            draw_line(start, top, style, color, text_->visual(token.face, paragraph, i));
            witness(start, top, style, paragraph->text, line);
        }
        top += px(token.line);
    }
    return top - y;
}

float Ui::draw_label(float x, float middle_y, float width, Style style, Color color, const Words& words, Align align) {
    const TypeToken token = type(style);
    const float em = px(token.size);
    const auto label = text_->fitted(token.face, words.text, words.lang, words.direction, em, std::max(width, 1.0F));
    const float wide = label->line.width * TextEngine::real_em(em);
    float start = x;
    if (align == Align::Center) start += std::max((width - wide) / 2, 0.0F);
    if (align == Align::End) start += std::max(width - wide, 0.0F);
    const float top = std::floor(middle_y - px(token.line) / 2);
    draw_line(std::round(start), top, style, color, text_->visual(token.face, label));
    witness(std::round(start), top, style, label->text, label->line,
            label->text.ends_with("…") && !words.text.ends_with("…"));
    return wide;
}

void Ui::draw_shaped(float x, float y, Style style, Color color, const std::shared_ptr<const text_layout::Label>& label) {
    draw_line(x, y, style, color, text_->visual(type(style).face, label));
    witness(x, y, style, label->text, label->line);
}

void Ui::draw_shaped(float x, float y, Style style, Color color, const std::shared_ptr<const text_layout::Paragraph>& paragraph,
                     std::size_t line) {
    draw_line(x, y, style, color, text_->visual(type(style).face, paragraph, line));
    witness(x, y, style, paragraph->text, paragraph->lines[line]);
}

namespace {

void wipe_label(text_layout::Label& label) {
    wipe(label.text);
    std::ranges::fill(label.line.glyphs, text_layout::Glyph{});
}

}  // namespace

void Ui::draw_secret(float x, float y, Style style, Color color, std::string_view letter) {
    const Face face = type(style).face;
    text_layout::Label label = text_layout::shape_label(text_->face(face).fonts, letter, "");
    std::string visual = text_->encode(face, label.line);
    draw_line(x, y, style, color, visual);
    wipe(visual);
    wipe_label(label);
}

float Ui::secret_width(Style style, std::string_view letter) {
    const TypeToken token = type(style);
    text_layout::Label label = text_layout::shape_label(text_->face(token.face).fonts, letter, "");
    wipe_label(label);
    return label.line.width * TextEngine::real_em(px(token.size));
}

void Ui::draw_sized(float x, float y, float em, Color color, const std::shared_ptr<const text_layout::Label>& label) {
    const std::string& visual = text_->visual(Face::Regular, label);
    draw_list()->AddText(text_->face(Face::Regular).font, TextEngine::font_size(em), vec(x, y), this->color(color),
                         visual.data(), visual.data() + visual.size());
}

void Ui::clipped(const Rect& rect, const std::function<void()>& content) {
    draw_list()->PushClipRect(vec(rect.x0, rect.y0), vec(rect.x1, rect.y1), true);
    content();
    draw_list()->PopClipRect();
}

void Ui::faded(float alpha, const std::function<void()>& content) {
    const float before = std::exchange(fade_, fade_ * std::clamp(alpha, 0.0F, 1.0F));
    content();
    fade_ = before;
}

void Ui::enlarged(float factor, const std::function<void()>& content) {
    const float before = std::exchange(look_.scale, look_.scale * factor);
    content();
    look_.scale = before;
}

void Ui::shade(const Rect& rect, float alpha, float radius) {
    const auto part = static_cast<unsigned>(std::lround(std::clamp(alpha, 0.0F, 1.0F) * fade_ * 255.0F));
    draw_list()->AddRectFilled(vec(rect.x0, rect.y0), vec(rect.x1, rect.y1), IM_COL32(0, 0, 0, part), radius);
}

void Ui::layered(const std::function<Rect()>& content, const std::function<void(const Rect&)>& back) {
    ImDrawList* list = draw_list();
    ImDrawListSplitter splitter;
    splitter.Split(list, 2);
    splitter.SetCurrentChannel(list, 1);
    const Rect rect = content();
    splitter.SetCurrentChannel(list, 0);
    back(rect);
    splitter.Merge(list);
}

void Ui::focus_ring(const Rect& rect, float radius) {
    const float ring = px(size::kFocus);
    outline(rect.inset(-ring), Color::FocusHalo, ring, radius + ring);
    outline(rect.inset(-2 * ring), Color::Focus, ring, radius + 2 * ring);
}

}  // namespace amparo::ui
