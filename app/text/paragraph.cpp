#include "app/text/paragraph.hpp"

#include <algorithm>

#include "app/base/utf8.hpp"
#include "app/text/clean.hpp"
#include "app/text/limits.hpp"
#include "app/text/segment.hpp"
#include "app/text/shape.hpp"

namespace amparo::text_layout {

namespace {

/// Sums of many small numbers differ a little from the width that a person measured before.
constexpr double kTolerance = 1e-4;
/// Cuts tried for one line that came out too wide; more would be slow on text made to be slow.
constexpr int kTries = 8;

/// Finds the ends of lines in one paragraph.
class LineCutter {
  public:
    LineCutter(const ShapedText& shaped, std::string_view language, double width)
        : shaped_(shaped),
          clusters_(shaped.clusters()),
          breaks_(line_breaks(shaped.text(), language)),
          width_(width + kTolerance) {}

    [[nodiscard]] bool done() const { return first_ >= clusters_.size(); }

    /// The next line. Shapes can change where a line is cut, so a line that came out too wide is cut earlier.
    [[nodiscard]] Line next() {
        std::size_t end = longest();
        Line line = shaped_.line(clusters_[first_].start, clusters_[end - 1].end);
        for (int tries = 0; tries < kTries && line.content_x1 - line.content_x0 > static_cast<float>(width_);
             ++tries) {
            const std::size_t earlier = opportunity_before(end);
            if (earlier == first_) break;
            end = earlier;
            line = shaped_.line(clusters_[first_].start, clusters_[end - 1].end);
        }
        first_ = end;
        return line;
    }

  private:
    [[nodiscard]] bool may_end_after(std::size_t cluster) const {
        return breaks_[clusters_[cluster].end - 1] != LineBreak::None;
    }
    [[nodiscard]] bool hangs(std::size_t cluster) const {
        return hangs_at_line_end(utf8::decode(shaped_.text(), clusters_[cluster].start).code);
    }

    /// One past the last cluster of the longest line from `first_` on.
    [[nodiscard]] std::size_t longest() const {
        double pen = 0;
        std::size_t allowed = first_;
        for (std::size_t i = first_; i < clusters_.size(); ++i) {
            pen += clusters_[i].advance;
            if (pen > width_ && !hangs(i)) {
                if (allowed > first_) return allowed;
                return std::max(i, first_ + 1);  // between two clusters, since no break is near
            }
            if (may_end_after(i)) allowed = i + 1;
        }
        return clusters_.size();
    }

    /// The last opportunity that makes the line shorter; `first_` when there is none.
    [[nodiscard]] std::size_t opportunity_before(std::size_t end) const {
        for (std::size_t i = end - 1; i > first_; --i) {
            if (may_end_after(i - 1)) return i;
        }
        return end - 1;
    }

    const ShapedText& shaped_;
    std::vector<Cluster> clusters_;
    std::vector<LineBreak> breaks_;
    double width_;
    std::size_t first_ = 0;
};

/// Offsets inside a paragraph become offsets inside the whole text.
void move_by(Line& line, std::uint32_t offset) {
    line.start += offset;
    line.end += offset;
    for (Glyph& glyph : line.glyphs) glyph.cluster += offset;
    for (GlyphRun& run : line.runs) run.start += offset, run.end += offset;
    for (Cell& cell : line.cells) cell.start += offset, cell.end += offset;
}

/// How much of `rest` is shaped at once: to the line end, or less when that is far away.
std::size_t paragraph_length(std::string_view rest) {
    const std::size_t line_end = std::min(rest.find('\n'), rest.size());
    if (line_end <= limits::kParagraphBytes) return line_end;
    std::size_t cut = rest.rfind(' ', limits::kParagraphBytes - 1);
    if (cut != std::string_view::npos) return cut + 1;
    cut = limits::kParagraphBytes;
    while ((static_cast<unsigned char>(rest[cut]) & 0xC0U) == 0x80U) --cut;
    return cut;
}

Direction settled(bool rtl) { return rtl ? Direction::RightToLeft : Direction::LeftToRight; }

std::string cut_text(const std::string& text, std::size_t end) {
    while (end > 0 && text[end - 1] == ' ') --end;
    std::string out = text.substr(0, end);
    // An isolate that stays open would put the ellipsis on its wrong side.
    out += closing_marks(out);
    utf8::append(out, 0x2026);
    return out;
}

}  // namespace

Label shape_label(const FontSet& fonts, std::string_view text, std::string_view language,
                  Direction direction) {
    Label label;
    const ShapedText shaped(fonts, clean(text, LineEnds::Space, limits::kLineBytes), std::string(language),
                            direction);
    label.text = shaped.text();
    label.line = shaped.line(0, label.text.size());
    label.line.ends_paragraph = true;
    return label;
}

Label fit(const FontSet& fonts, std::string_view text, std::string_view language, double width,
          Direction direction) {
    Label whole = shape_label(fonts, text, language, direction);
    if (static_cast<double>(whole.line.width) <= width + kTolerance) return whole;
    // The rest keeps the direction of the whole, even if the letter that chose it is cut off.
    const Direction found = settled(whole.line.rtl);
    std::vector<std::uint32_t> ends{0};
    for (const Cell& cell : whole.line.cells) ends.push_back(cell.end);
    std::sort(ends.begin(), ends.end());
    const auto shortened = [&](std::size_t count) {
        return shape_label(fonts, cut_text(whole.text, ends[count]), language, found);
    };
    std::size_t fits = 0;
    std::size_t too_long = ends.size() - 1;
    Label best = shortened(0);
    while (too_long - fits > 1) {
        const std::size_t middle = fits + (too_long - fits) / 2;
        Label candidate = shortened(middle);
        if (static_cast<double>(candidate.line.width) <= width + kTolerance) {
            fits = middle;
            best = std::move(candidate);
        } else {
            too_long = middle;
        }
    }
    return best;
}

Paragraph lay_out(const FontSet& fonts, std::string_view text, std::string_view language, double width,
                  Direction direction) {
    Paragraph out;
    out.text = clean(text, LineEnds::Keep, limits::kTextBytes);
    const std::string_view all = out.text;
    std::size_t start = 0;
    Direction next_direction = direction;
    while (true) {
        const std::size_t length = paragraph_length(all.substr(start));
        const std::string part(all.substr(start, length));
        const ShapedText shaped(fonts, part, std::string(language), next_direction);
        LineCutter cutter(shaped, language, width);
        const std::size_t before = out.lines.size();
        while (!cutter.done()) out.lines.push_back(cutter.next());
        if (out.lines.size() == before) out.lines.push_back(shaped.line(0, part.size()));
        for (std::size_t i = before; i < out.lines.size(); ++i) {
            move_by(out.lines[i], static_cast<std::uint32_t>(start));
            out.width = std::max(out.width, out.lines[i].content_x1 - out.lines[i].content_x0);
        }
        start += length;
        const bool ends = start >= all.size() || all[start] == '\n';
        out.lines.back().ends_paragraph = ends;
        // A paragraph that was cut because it is long goes on the way it began.
        next_direction = ends ? direction : settled(shaped.rtl());
        if (start >= all.size()) break;
        if (all[start] == '\n') ++start;
    }
    return out;
}

}  // namespace amparo::text_layout
