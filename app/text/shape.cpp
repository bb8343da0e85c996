#include "app/text/shape.hpp"

#include <hb.h>

#include <algorithm>

#include "app/base/utf8.hpp"
#include "app/text/face.hpp"
#include "app/text/segment.hpp"

namespace amparo::text_layout {

namespace {

using OwnedBuffer = std::unique_ptr<hb_buffer_t, Releaser<hb_buffer_destroy>>;

double in_em(std::int64_t font_units, const Face& face) {
    return static_cast<double>(font_units) / static_cast<double>(face.units_per_em);
}

/// Joiners and marks that HarfBuzz hides come back as a space without width: nothing to draw.
bool is_hidden(const hb_glyph_info_t& info, const hb_glyph_position_t& position, const Face& face) {
    return face.space_glyph != 0 && info.codepoint == face.space_glyph && position.x_advance == 0 &&
           position.x_offset == 0;
}

}  // namespace

ShapedText::ShapedText(const FontSet& fonts, std::string text, std::string language, Direction direction)
    : fonts_(&fonts),
      text_(std::move(text)),
      language_(std::move(language)),
      bidi_(text_, direction),
      grapheme_starts_(grapheme_starts(text_)),
      pieces_(itemise(fonts, text_, language_, bidi_, grapheme_starts_)) {
    shaped_.reserve(pieces_.size());
    for (const Piece& piece : pieces_) shaped_.push_back(shape(piece));
}

ShapedText::Glyphs ShapedText::shape(const Piece& piece) const {
    const Face& face = fonts_->face(piece.face);
    const OwnedBuffer buffer{hb_buffer_create()};
    hb_buffer_set_cluster_level(buffer.get(), HB_BUFFER_CLUSTER_LEVEL_MONOTONE_GRAPHEMES);
    // The whole text is given, so that letters at the edges of a piece know what they join.
    hb_buffer_add_utf8(buffer.get(), text_.data(), static_cast<int>(text_.size()), piece.start,
                       static_cast<int>(piece.end - piece.start));
    unsigned flags = HB_BUFFER_FLAG_DEFAULT;
    if (piece.start == 0) flags |= HB_BUFFER_FLAG_BOT;
    if (piece.end == text_.size()) flags |= HB_BUFFER_FLAG_EOT;
    hb_buffer_set_flags(buffer.get(), static_cast<hb_buffer_flags_t>(flags));
    hb_buffer_set_direction(buffer.get(), piece.rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer.get(), hb_script_from_iso15924_tag(piece.script));
    hb_buffer_set_language(buffer.get(),
                           hb_language_from_string(language_.data(), static_cast<int>(language_.size())));
    hb_shape(face.shaping.get(), buffer.get(), nullptr, 0);

    unsigned count = 0;
    const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer.get(), &count);
    const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(buffer.get(), &count);
    Glyphs glyphs;
    if (hb_buffer_allocation_successful(buffer.get()) == 0 || infos == nullptr || positions == nullptr)
        return glyphs;
    glyphs.reserve(count);
    for (unsigned i = 0; i < count; ++i) {
        const bool unsafe = (hb_glyph_info_get_glyph_flags(&infos[i]) & HB_GLYPH_FLAG_UNSAFE_TO_BREAK) != 0;
        const bool hidden = is_hidden(infos[i], positions[i], face);
        glyphs.push_back({{infos[i].codepoint, positions[i].x_advance, positions[i].x_offset,
                           positions[i].y_offset, infos[i].cluster, 0},
                          unsafe,
                          hidden});
    }
    return glyphs;
}

ShapedText::Glyphs ShapedText::part_of(std::size_t piece, const Piece& part) const {
    const Piece& whole = pieces_[piece];
    const Glyphs& glyphs = shaped_[piece];
    if (part.start == whole.start && part.end == whole.end && part.rtl == whole.rtl) return glyphs;
    if (part.rtl != whole.rtl) return shape(part);
    // Clusters rise from left to right, or fall where the text runs to the left.
    const auto reach = [&](std::uint32_t at) {
        return std::partition_point(glyphs.begin(), glyphs.end(), [&](const ShapedGlyph& each) {
            return whole.rtl ? each.glyph.cluster >= at : each.glyph.cluster < at;
        });
    };
    // A cut that changes no shape is a cut of the glyphs; every other part is shaped again.
    const auto safe_at = [&](std::uint32_t at) {
        if (at == whole.start || at == whole.end) return true;
        const auto edge = reach(at);
        if (edge == (whole.rtl ? glyphs.begin() : glyphs.end())) return false;
        const ShapedGlyph& first = whole.rtl ? *std::prev(edge) : *edge;
        return first.glyph.cluster == at && !first.unsafe_to_break;
    };
    if (!safe_at(part.start) || !safe_at(part.end)) return shape(part);
    const auto start = reach(part.start);
    const auto end = reach(part.end);
    return whole.rtl ? Glyphs(end, start) : Glyphs(start, end);
}

std::vector<Cluster> ShapedText::clusters_of(const Piece& piece, const Glyphs& glyphs) const {
    const Face& face = fonts_->face(piece.face);
    std::vector<Cluster> out;
    bool drawn = false;  // the last cluster has a glyph that is not hidden
    // Some fonts give lam the whole width of lam-alef, and alef none: then both share one cluster.
    const auto merge_flat = [&] {
        if (out.size() < 2 || out.back().advance > 0 || !drawn) return;
        out[out.size() - 2].end = out.back().end;
        out.pop_back();
    };
    for (std::size_t i = 0; i < glyphs.size(); ++i) {
        const ShapedGlyph& each = glyphs[piece.rtl ? glyphs.size() - 1 - i : i];
        const std::uint32_t start = each.glyph.cluster;
        // A grapheme that came out as several clusters is still one place for a caret, and never cut.
        if (out.empty()) {
            out.push_back({piece.start, piece.end, 0});
        } else if (out.back().start != start && grapheme_starts_[start] != 0) {
            out.back().end = start;
            merge_flat();
            out.push_back({start, piece.end, 0});
            drawn = false;
        }
        out.back().advance += in_em(each.glyph.advance, face);
        drawn = drawn || !each.hidden;
    }
    merge_flat();
    // HarfBuzz may drop a lone mark without a shape; its bytes still have a place on the line.
    if (out.empty()) out.push_back({piece.start, piece.end, 0});
    return out;
}

std::vector<Cluster> ShapedText::clusters() const {
    std::vector<Cluster> out;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
        const std::vector<Cluster> more = clusters_of(pieces_[i], shaped_[i]);
        out.insert(out.end(), more.begin(), more.end());
    }
    return out;
}

double ShapedText::append_run(Line& line, const Piece& piece, const Glyphs& glyphs, double pen) const {
    const Face& face = fonts_->face(piece.face);
    GlyphRun run{piece.face,
                 piece.rtl,
                 piece.start,
                 piece.end,
                 static_cast<std::uint32_t>(line.glyphs.size()),
                 0,
                 static_cast<float>(pen),
                 0};
    std::int64_t advance = 0;
    for (std::size_t i = 0; i < glyphs.size(); ++i) {
        advance += glyphs[i].glyph.advance;
        if (glyphs[i].hidden) continue;
        Glyph glyph = glyphs[i].glyph;
        const auto shares_cluster = [&](std::size_t other) {
            return other < glyphs.size() && glyphs[other].glyph.cluster == glyph.cluster;
        };
        const utf8::Decoded character = utf8::decode(text_, glyph.cluster);
        const std::size_t next = glyph.cluster + character.size;
        const std::size_t after = piece.rtl ? i - 1 : i + 1;  // the glyph whose cluster follows in the text
        const bool one_character = next == (after < glyphs.size() ? glyphs[after].glyph.cluster : piece.end);
        if (!shares_cluster(i + 1) && !shares_cluster(i - 1) && one_character && glyph.dx == 0 &&
            glyph.dy == 0 && face.glyph_of(character.code) == glyph.glyph && glyph.glyph != 0 &&
            hb_font_get_glyph_h_advance(face.shaping.get(), glyph.glyph) == glyph.advance) {
            glyph.nominal = character.code;
        }
        line.glyphs.push_back(glyph);
    }
    run.glyph_count = static_cast<std::uint32_t>(line.glyphs.size()) - run.first_glyph;
    const double end = pen + in_em(advance, face);
    run.x1 = static_cast<float>(end);
    line.runs.push_back(run);
    return end;
}

void ShapedText::append_cells(Line& line, const Piece& piece, const Glyphs& glyphs, double pen) const {
    std::vector<Cluster> clusters = clusters_of(piece, glyphs);
    if (piece.rtl) std::reverse(clusters.begin(), clusters.end());
    for (const Cluster& cluster : clusters) {
        std::vector<std::uint32_t> edges{cluster.start};
        for (std::uint32_t i = cluster.start + 1; i < cluster.end; ++i) {
            if (grapheme_starts_[i] != 0) edges.push_back(i);
        }
        edges.push_back(cluster.end);
        const std::size_t count = edges.size() - 1;
        const double share = cluster.advance / static_cast<double>(count);
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t which = piece.rtl ? count - 1 - i : i;
            line.cells.push_back({edges[which], edges[which + 1], static_cast<float>(pen),
                                  static_cast<float>(pen + share), piece.rtl, which == 0});
            pen += share;
        }
    }
}

void ShapedText::find_content(Line& line) const {
    std::size_t content_end = line.end;
    while (content_end > line.start) {
        std::size_t last = content_end - 1;
        while (last > line.start && (static_cast<unsigned char>(text_[last]) & 0xC0U) == 0x80U) --last;
        if (!hangs_at_line_end(utf8::decode(text_, last).code)) break;
        content_end = last;
    }
    line.content_x0 = 0;
    line.content_x1 = line.width;
    // Rule L1 has put the spaces at the end of the line: on the left where the paragraph runs to the left.
    for (const Cell& cell : line.cells) {
        if (cell.start < content_end) continue;
        if (line.rtl) {
            line.content_x0 = std::max(line.content_x0, cell.x1);
        } else {
            line.content_x1 = std::min(line.content_x1, cell.x0);
        }
    }
    line.content_x1 = std::max(line.content_x0, line.content_x1);
}

Line ShapedText::line(std::size_t start, std::size_t end) const {
    end = std::min(end, text_.size());
    Line line;
    line.start = static_cast<std::uint32_t>(std::min(start, end));
    line.end = static_cast<std::uint32_t>(end);
    line.rtl = rtl();
    double pen = 0;
    const auto add = [&](std::size_t index, const BidiRun& run) {
        Piece part = pieces_[index];
        part.start = std::max(part.start, run.start);
        part.end = std::min(part.end, run.end);
        part.rtl = run.rtl();
        const Glyphs glyphs = part_of(index, part);
        append_cells(line, part, glyphs, pen);
        pen = append_run(line, part, glyphs, pen);
    };
    for (const BidiRun& run : bidi_.visual_runs(start, end)) {
        const auto first = std::partition_point(pieces_.begin(), pieces_.end(),
                                                [&](const Piece& piece) { return piece.end <= run.start; });
        const auto last = std::partition_point(first, pieces_.end(),
                                               [&](const Piece& piece) { return piece.start < run.end; });
        const auto from = static_cast<std::size_t>(first - pieces_.begin());
        const auto count = static_cast<std::size_t>(last - first);
        for (std::size_t i = 0; i < count; ++i) add(run.rtl() ? from + count - 1 - i : from + i, run);
    }
    line.width = static_cast<float>(pen);
    find_content(line);
    return line;
}

}  // namespace amparo::text_layout
