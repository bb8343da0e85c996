#include "app/text/segment.hpp"

#include <string>

extern "C" {
#include <SheenBidi/SheenBidi.h>
#include <graphemebreak.h>
#include <linebreak.h>
// The library has these two as well; its header for them is not among those that our build keeps.
void init_wordbreak(void);
void set_wordbreaks_utf8(const utf8_t* text, size_t length, const char* language, char* breaks);
}

namespace amparo::text_layout {

namespace {

const utf8_t* as_utf8(std::string_view text) { return reinterpret_cast<const utf8_t*>(text.data()); }

}  // namespace

std::vector<std::uint8_t> grapheme_starts(std::string_view text) {
    std::vector<std::uint8_t> starts(text.size() + 1, 0);
    starts.front() = 1;
    starts.back() = 1;
    if (text.empty()) return starts;
    static const bool ready = (init_graphemebreak(), true);
    static_cast<void>(ready);
    std::string breaks(text.size(), '\0');
    set_graphemebreaks_utf8(as_utf8(text), text.size(), "", breaks.data());
    for (std::size_t i = 0; i + 1 < text.size(); ++i)
        starts[i + 1] = breaks[i] == GRAPHEMEBREAK_BREAK ? 1 : 0;
    return starts;
}

std::vector<std::uint8_t> word_starts(std::string_view text) {
    std::vector<std::uint8_t> starts = grapheme_starts(text);
    if (text.empty()) return starts;
    static const bool ready = (init_wordbreak(), true);
    static_cast<void>(ready);
    std::string breaks(text.size(), '\0');
    set_wordbreaks_utf8(as_utf8(text), text.size(), "", breaks.data());
    constexpr char kBreak = 0;
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        if (breaks[i] != kBreak) starts[i + 1] = 0;
    }
    return starts;
}

bool is_in_words(char32_t code) {
    switch (SBCodepointGetGeneralCategory(code)) {
        case SBGeneralCategoryLU:
        case SBGeneralCategoryLL:
        case SBGeneralCategoryLT:
        case SBGeneralCategoryLM:
        case SBGeneralCategoryLO:
        case SBGeneralCategoryMN:
        case SBGeneralCategoryMC:
        case SBGeneralCategoryME:
        case SBGeneralCategoryND:
        case SBGeneralCategoryNL:
        case SBGeneralCategoryNO:
        case SBGeneralCategorySO: return true;
        default: return false;
    }
}

std::vector<LineBreak> line_breaks(std::string_view text, std::string_view language) {
    std::vector<LineBreak> out(text.size(), LineBreak::None);
    if (text.empty()) return out;
    static const bool ready = (init_linebreak(), true);
    static_cast<void>(ready);
    std::string breaks(text.size(), static_cast<char>(LINEBREAK_NOBREAK));
    set_linebreaks_utf8(as_utf8(text), text.size(), std::string(language).c_str(), breaks.data());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (breaks[i] == LINEBREAK_ALLOWBREAK) out[i] = LineBreak::Allowed;
        if (breaks[i] == LINEBREAK_MUSTBREAK) out[i] = LineBreak::Required;
    }
    out.back() = LineBreak::Required;
    return out;
}

bool hangs_at_line_end(char32_t code) {
    return code == 0x20 || code == 0x1680 || (code >= 0x2000 && code <= 0x200B && code != 0x2007) ||
           code == 0x205F || code == 0x3000;
}

}  // namespace amparo::text_layout
