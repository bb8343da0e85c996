#include "app/text/text_blocks.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace amparo::text_layout {

void TextBlocks::sync(const FontSet& fonts, const std::string& text, std::string_view language, double width) {
    if (fonts_ != &fonts || generation_ != fonts.generation() || language_ != language || width_ != width) {
        fonts_ = &fonts;
        generation_ = fonts.generation();
        language_ = language;
        width_ = width;
        drop_layouts();
    }
    if (blocks_.empty() || text != text_) take_text(text);
}

void TextBlocks::take_text(const std::string& text) {
    const auto ends = std::mismatch(text_.begin(), text_.end(), text.begin(), text.end());
    const auto same_start = static_cast<std::size_t>(ends.first - text_.begin());
    const auto tails = std::mismatch(text_.rbegin(), std::make_reverse_iterator(ends.first), text.rbegin(),
                                     std::make_reverse_iterator(ends.second));
    const auto old_end = text_.size() - static_cast<std::size_t>(tails.first - text_.rbegin());
    std::size_t first = 0;
    std::size_t last = 0;
    if (!blocks_.empty()) {
        first = block_at(static_cast<std::uint32_t>(same_start));
        last = block_at(static_cast<std::uint32_t>(old_end));
        // Neighbours in the same paragraph are cut anew, so that no line end comes to stand beside a cut.
        if (first > 0 && soft(first - 1)) --first;
        if (soft(last)) ++last;
    }
    const std::size_t from = blocks_.empty() ? 0 : blocks_[first].start;
    const std::size_t old_to = last + 1 < blocks_.size() ? blocks_[last + 1].start : text_.size();
    const std::size_t old_size = text_.size();
    text_ = text;
    const std::size_t to = old_to + text_.size() - old_size;
    std::vector<Block> made = split(from, to);
    const auto shift = static_cast<std::uint32_t>(to - old_to);  // may wrap around, and back when it is added
    for (std::size_t i = first; i < std::min(last + 1, blocks_.size()); ++i) {
        if (blocks_[i].layout) held_bytes_ -= blocks_[i].size;
    }
    const auto at = static_cast<std::ptrdiff_t>(first);
    const auto behind = static_cast<std::ptrdiff_t>(std::min(last + 1, blocks_.size()));
    for (auto block = blocks_.begin() + behind; block != blocks_.end(); ++block) block->start += shift;
    const std::size_t count = made.size();
    blocks_.erase(blocks_.begin() + at, blocks_.begin() + behind);
    blocks_.insert(blocks_.begin() + at, std::make_move_iterator(made.begin()), std::make_move_iterator(made.end()));
    direct(first, first + count);
}

std::vector<TextBlocks::Block> TextBlocks::split(std::size_t from, std::size_t to) const {
    std::vector<Block> out;
    std::string_view rest = std::string_view(text_).substr(from, to - from);
    while (!rest.empty()) {
        Block block;
        block.start = static_cast<std::uint32_t>(to - rest.size());
        const std::size_t line_end = rest.find('\n');
        std::size_t size = std::min(line_end, rest.size());
        block.ends_line = line_end != std::string_view::npos && size <= kBlockBytes;
        if (size > kBlockBytes) {
            const std::size_t space = rest.rfind(' ', kBlockBytes - 1);
            size = space == std::string_view::npos ? graphemes_within(rest, kBlockBytes) : space + 1;
            if (size == 0) size = kBlockBytes;
        }
        block.size = static_cast<std::uint32_t>(size);
        rest.remove_prefix(size + (block.ends_line ? 1 : 0));
        out.push_back(std::move(block));
    }
    // The text has a last line, be it empty.
    const bool at_end = to == text_.size();
    if (at_end && (out.empty() || out.back().ends_line)) {
        Block block;
        block.start = static_cast<std::uint32_t>(to);
        out.push_back(std::move(block));
    }
    return out;
}

/// A paragraph that was cut goes on the way it began.
void TextBlocks::direct(std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < blocks_.size(); ++i) {
        Block& block = blocks_[i];
        Direction wanted = Direction::Auto;
        if (i > 0 && soft(i - 1)) {
            wanted = blocks_[i - 1].direction;
        } else if (soft(i)) {
            const bool rtl = BidiParagraph(std::string_view(text_).substr(block.start, block.size), Direction::Auto).rtl();
            wanted = rtl ? Direction::RightToLeft : Direction::LeftToRight;
        }
        if (i >= last && block.direction == wanted) return;
        if (block.direction != wanted && block.layout) {
            held_bytes_ -= block.size;
            block.layout = nullptr;
        }
        block.direction = wanted;
    }
}

void TextBlocks::drop_layouts() {
    for (Block& block : blocks_) block.layout = nullptr;
    held_bytes_ = 0;
}

std::shared_ptr<const Paragraph> TextBlocks::layout(std::size_t index) {
    Block& block = blocks_[index];
    if (block.layout) return block.layout;
    if (held_bytes_ > kHeldBytes) drop_layouts();
    const std::string_view text = std::string_view(text_).substr(block.start, block.size);
    block.layout = std::make_shared<const Paragraph>(lay_out(*fonts_, text, language_, width_, block.direction));
    held_bytes_ += block.size;
    ++work_.layouts;
    work_.laid_out_bytes += block.size;
    return block.layout;
}

std::size_t TextBlocks::block_at(std::uint32_t offset) const {
    const auto behind = std::ranges::upper_bound(blocks_, offset, {}, &Block::start);
    return behind == blocks_.begin() ? 0 : static_cast<std::size_t>(behind - blocks_.begin()) - 1;
}

TextBlocks::Place TextBlocks::place_of(std::uint32_t offset, bool upstream) {
    Place place{block_at(offset), 0};
    const auto paragraph = layout(place.block);
    const std::uint32_t inside = offset - std::min(offset, start(place.block));
    while (place.line + 1 < paragraph->lines.size() && paragraph->lines[place.line].end <= inside) ++place.line;
    if (upstream && stretch(place).start == offset) {
        Place before = place;
        if (previous(before) && wrapped(before)) return before;
    }
    return place;
}

Stretch TextBlocks::stretch(Place place) {
    const auto paragraph = layout(place.block);
    const Line& line = paragraph->lines[std::min(place.line, paragraph->lines.size() - 1)];
    return {start(place.block) + line.start, start(place.block) + line.end};
}

bool TextBlocks::wrapped(Place place) { return place.line + 1 < lines(place.block) || soft(place.block); }

bool TextBlocks::next(Place& place) {
    if (place.line + 1 < lines(place.block)) {
        ++place.line;
        return true;
    }
    if (place.block + 1 >= blocks_.size()) return false;
    place = {place.block + 1, 0};
    return true;
}

bool TextBlocks::previous(Place& place) {
    if (place.line > 0) {
        --place.line;
        return true;
    }
    if (place.block == 0) return false;
    --place.block;
    place.line = lines(place.block) - 1;
    return true;
}

}  // namespace amparo::text_layout
