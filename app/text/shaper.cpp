#include "app/text/shaper.hpp"

#include <bit>
#include <cstdint>
#include <limits>

#include "app/text/limits.hpp"
#include "app/text/paragraph.hpp"

namespace amparo::text_layout {

namespace {

constexpr double kNoWidth = std::numeric_limits<double>::infinity();

std::size_t bytes_of(const Line& line) {
    return sizeof(Line) + line.glyphs.capacity() * sizeof(Glyph) + line.runs.capacity() * sizeof(GlyphRun) +
           line.cells.capacity() * sizeof(Cell);
}

}  // namespace

Shaper::Shaper(const FontSet& fonts)
    : fonts_(&fonts),
      generation_(fonts.generation()),
      labels_(limits::kCachedLines, limits::kCachedBytes),
      paragraphs_(limits::kCachedParagraphs, limits::kCachedBytes) {}

void Shaper::forget_stale() {
    if (generation_ == fonts_->generation()) return;
    clear();
    generation_ = fonts_->generation();
}

void Shaper::clear() {
    labels_.clear();
    paragraphs_.clear();
    key_ = {};
}

void Shaper::set_key(std::string_view text, std::string_view language, double width, Direction direction) {
    key_.clear();
    key_.push_back(static_cast<char>(direction));
    const auto bits = std::bit_cast<std::uint64_t>(width);
    for (unsigned shift = 0; shift < 64; shift += 8)
        key_.push_back(static_cast<char>((bits >> shift) & 0xFFU));
    key_ += language.substr(0, 255);
    key_.push_back('\0');
    key_ += text;
}

std::shared_ptr<const Label> Shaper::label(std::string_view text, std::string_view language,
                                           Direction direction) {
    return fitted(text, language, kNoWidth, direction);
}

std::shared_ptr<const Label> Shaper::fitted(std::string_view text, std::string_view language, double width,
                                            Direction direction) {
    forget_stale();
    set_key(text, language, width, direction);
    if (auto known = labels_.find(key_)) return known;
    auto made = std::make_shared<const Label>(fit(*fonts_, text, language, width, direction));
    labels_.insert(key_, made, sizeof(Label) + made->text.size() + bytes_of(made->line));
    return made;
}

std::shared_ptr<const Paragraph> Shaper::paragraph(std::string_view text, std::string_view language,
                                                   double width, Direction direction) {
    forget_stale();
    set_key(text, language, width, direction);
    if (auto known = paragraphs_.find(key_)) return known;
    auto made = std::make_shared<const Paragraph>(lay_out(*fonts_, text, language, width, direction));
    std::size_t bytes = sizeof(Paragraph) + made->text.size();
    for (const Line& line : made->lines) bytes += bytes_of(line);
    paragraphs_.insert(key_, made, bytes);
    return made;
}

}  // namespace amparo::text_layout
