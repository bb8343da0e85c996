#include "app/text/bidi.hpp"

#include <algorithm>
#include <memory>
#include <type_traits>

#include "app/base/utf8.hpp"

extern "C" {
#include <SheenBidi/SheenBidi.h>
}

namespace amparo::text_layout {

namespace {

template <auto release>
struct Releaser {
    template <typename T>
    void operator()(T* object) const {
        release(object);
    }
};
using OwnedAlgorithm = std::unique_ptr<std::remove_pointer_t<SBAlgorithmRef>, Releaser<SBAlgorithmRelease>>;
using OwnedParagraph = std::unique_ptr<std::remove_pointer_t<SBParagraphRef>, Releaser<SBParagraphRelease>>;

SBLevel requested_level(Direction direction) {
    switch (direction) {
        case Direction::LeftToRight:
            return 0;
        case Direction::RightToLeft:
            return 1;
        case Direction::Auto:
            break;
    }
    return SBLevelDefaultLTR;
}

}  // namespace

BidiParagraph::BidiParagraph(std::string_view text, Direction direction)
    : base_level_(direction == Direction::RightToLeft ? 1 : 0), kinds_(text.size(), Kind::Other) {
    levels_.assign(text.size(), base_level_);
    if (text.empty()) return;
    const SBCodepointSequence sequence{SBStringEncodingUTF8, text.data(), text.size()};
    const OwnedAlgorithm algorithm{SBAlgorithmCreate(&sequence)};
    if (!algorithm) return;
    SBUInteger length = 0;
    SBUInteger separator = 0;
    SBAlgorithmGetParagraphBoundary(algorithm.get(), 0, text.size(), &length, &separator);
    const OwnedParagraph paragraph{
        SBAlgorithmCreateParagraph(algorithm.get(), 0, length, requested_level(direction))};
    if (!paragraph) return;
    base_level_ = SBParagraphGetBaseLevel(paragraph.get());
    levels_.assign(text.size(), base_level_);
    std::copy_n(SBParagraphGetLevelsPtr(paragraph.get()),
                std::min<std::size_t>(SBParagraphGetLength(paragraph.get()), text.size()), levels_.begin());

    for (std::size_t i = 0; i < text.size();) {
        const utf8::Decoded next = utf8::decode(text, i);
        Kind kind = Kind::Other;
        switch (SBCodepointGetBidiType(next.code)) {
            case SBBidiTypeB:
            case SBBidiTypeS:
                kind = Kind::Separator;
                break;
            case SBBidiTypeWS:
            case SBBidiTypeLRI:
            case SBBidiTypeRLI:
            case SBBidiTypeFSI:
            case SBBidiTypePDI:
            // The rest has no place of its own on a line and goes with the spaces.
            case SBBidiTypeLRE:
            case SBBidiTypeRLE:
            case SBBidiTypeLRO:
            case SBBidiTypeRLO:
            case SBBidiTypePDF:
            case SBBidiTypeBN:
                kind = Kind::Space;
                break;
            default:
                break;
        }
        std::fill_n(kinds_.begin() + static_cast<std::ptrdiff_t>(i), next.size, kind);
        i += next.size;
    }
}

// Rule L1: separators, and spaces before one or at the end of the line, take the level of the paragraph.
// (SheenBidi has lines of its own; version 3.0.0 gets this rule wrong for some characters of several bytes
// after a tab.)
std::vector<BidiRun> BidiParagraph::logical_runs(std::size_t start, std::size_t end) const {
    std::vector<BidiRun> runs;
    bool before_end = true;
    for (std::size_t i = end; i > start; --i) {
        const Kind kind = kinds_[i - 1];
        before_end = kind == Kind::Separator || (kind == Kind::Space && before_end);
        const std::uint8_t level = before_end ? base_level_ : levels_[i - 1];
        const auto at = static_cast<std::uint32_t>(i - 1);
        if (runs.empty() || runs.back().level != level) runs.push_back({at, at + 1, level});
        runs.back().start = at;
    }
    std::reverse(runs.begin(), runs.end());
    return runs;
}

std::vector<BidiRun> BidiParagraph::visual_runs(std::size_t start, std::size_t end) const {
    end = std::min(end, levels_.size());
    if (start >= end) return {};
    std::vector<BidiRun> runs = logical_runs(start, end);
    // Rule L2: from the highest level down to the lowest odd one, turn round everything at that level or
    // above.
    std::uint8_t highest = 0;
    std::uint8_t lowest_odd = 255;
    for (const BidiRun& run : runs) {
        highest = std::max(highest, run.level);
        if (run.rtl()) lowest_odd = std::min(lowest_odd, run.level);
    }
    for (std::uint8_t level = highest; level >= lowest_odd; --level) {
        for (auto first = runs.begin(); first != runs.end();) {
            const auto below = [level](const BidiRun& run) { return run.level < level; };
            first = std::find_if_not(first, runs.end(), below);
            const auto last = std::find_if(first, runs.end(), below);
            std::reverse(first, last);
            first = last;
        }
    }
    return runs;
}

}  // namespace amparo::text_layout
