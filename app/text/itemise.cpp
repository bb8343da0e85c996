#include <hb.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <type_traits>

#include "app/base/utf8.hpp"
#include "app/text/emoji.hpp"
#include "app/text/face.hpp"
#include "app/text/shape.hpp"

extern "C" {
#include <SheenBidi/SheenBidi.h>
}

namespace amparo::text_layout {

namespace {

using OwnedLocator =
    std::unique_ptr<std::remove_pointer_t<SBScriptLocatorRef>, Releaser<SBScriptLocatorRelease>>;

/// A grapheme, or the part of one that lies in a single bidi and script run.
struct Unit {
    std::uint32_t start = 0;
    std::uint32_t end = 0;
    std::uint8_t level = 0;
    SBScript script = SBScriptZYYY;
    bool own_script = false;  // has a character that belongs to a script, so that it chooses its face itself
    std::optional<FaceId> face;
};

std::vector<SBScript> scripts_of(std::string_view text) {
    std::vector<SBScript> scripts(text.size(), SBScriptZYYY);
    const OwnedLocator locator{SBScriptLocatorCreate()};
    if (!locator) return scripts;
    const SBCodepointSequence sequence{SBStringEncodingUTF8, text.data(), text.size()};
    SBScriptLocatorLoadCodepoints(locator.get(), &sequence);
    while (SBScriptLocatorMoveNext(locator.get()) != SBFalse) {
        const SBScriptAgent* agent = SBScriptLocatorGetAgent(locator.get());
        const std::size_t start = std::min<std::size_t>(agent->offset, text.size());
        const std::size_t end = std::min<std::size_t>(start + agent->length, text.size());
        std::fill(scripts.begin() + static_cast<std::ptrdiff_t>(start),
                  scripts.begin() + static_cast<std::ptrdiff_t>(end), agent->script);
    }
    return scripts;
}

bool needs_no_glyph(char32_t code) {
    return is_variation_selector(code) || SBCodepointGetGeneralCategory(code) == SBGeneralCategoryCF;
}

bool is_common(char32_t code) {
    const SBScript script = SBCodepointGetScript(code);
    return script == SBScriptZYYY || script == SBScriptZINH;
}

/// True when the face has every character of `part`. Joiners and marks of direction need no glyph.
bool covers_all(const FontSet& fonts, FaceId face, std::string_view part) {
    for (std::size_t i = 0; i < part.size();) {
        const utf8::Decoded next = utf8::decode(part, i);
        i += next.size;
        if (!needs_no_glyph(next.code) && !fonts.covers(face, next.code)) return false;
    }
    return true;
}

/// The first face that has all of it; else the first that has its base; nothing when there is none.
std::optional<FaceId> best_face(const FontSet& fonts, const std::vector<FaceId>& chain, std::string_view part,
                                bool emoji) {
    for (const FaceId face : chain) {
        if (fonts.is_emoji(face) == emoji && covers_all(fonts, face, part)) return face;
    }
    const char32_t base = utf8::decode(part, 0).code;
    for (const FaceId face : chain) {
        if (fonts.is_emoji(face) == emoji && fonts.covers(face, base)) return face;
    }
    return std::nullopt;
}

std::vector<Unit> units_of(std::string_view text, const BidiParagraph& bidi,
                           const std::vector<std::uint8_t>& grapheme_starts) {
    const std::vector<SBScript> scripts = scripts_of(text);
    const auto& levels = bidi.levels();
    std::vector<Unit> units;
    for (std::size_t i = 0; i < text.size();) {
        const utf8::Decoded next = utf8::decode(text, i);
        const auto at = static_cast<std::uint32_t>(i);
        const bool cut = units.empty() || grapheme_starts[i] != 0 || units.back().level != levels[i] ||
                         units.back().script != scripts[i];
        if (cut) units.push_back({at, at, levels[i], scripts[i], false, std::nullopt});
        i += next.size;
        units.back().end = static_cast<std::uint32_t>(i);
        if (!is_common(next.code)) units.back().own_script = true;
    }
    return units;
}

bool only_joiners(std::string_view part) {
    for (std::size_t i = 0; i < part.size();) {
        const utf8::Decoded next = utf8::decode(part, i);
        if (!needs_no_glyph(next.code)) return false;
        i += next.size;
    }
    return true;
}

/// Spaces, digits and punctuation take the face of the letters beside them where it has them: one word, one
/// face.
void follow_neighbours(const FontSet& fonts, std::string_view text, std::vector<Unit>& units) {
    const auto follow = [&](Unit& unit, const Unit& neighbour) {
        if (unit.face || !neighbour.face || unit.script != neighbour.script) return;
        if (fonts.is_emoji(*neighbour.face)) return;
        const std::string_view part = text.substr(unit.start, unit.end - unit.start);
        if (only_joiners(part) || covers_all(fonts, *neighbour.face, part)) unit.face = neighbour.face;
    };
    for (std::size_t i = 1; i < units.size(); ++i) follow(units[i], units[i - 1]);
    for (std::size_t i = units.size(); i-- > 1;) follow(units[i - 1], units[i]);
}

}  // namespace

std::vector<Piece> itemise(const FontSet& fonts, std::string_view text, std::string_view language,
                           const BidiParagraph& bidi, const std::vector<std::uint8_t>& grapheme_starts) {
    const std::vector<FaceId>& chain = fonts.chain(language);
    if (chain.empty()) return {};
    std::vector<Unit> units = units_of(text, bidi, grapheme_starts);
    const auto text_of = [&](const Unit& unit) { return text.substr(unit.start, unit.end - unit.start); };
    for (Unit& unit : units) {
        const std::string_view part = text_of(unit);
        if (is_emoji(part)) {
            unit.face = best_face(fonts, chain, part, true);
        } else if (unit.own_script) {
            unit.face = best_face(fonts, chain, part, false);
        }
    }
    follow_neighbours(fonts, text, units);
    for (Unit& unit : units) {
        if (!unit.face) unit.face = best_face(fonts, chain, text_of(unit), false);
    }
    // What nobody has is the empty box of a plain face.
    const auto first_plain =
        std::find_if(chain.begin(), chain.end(), [&](FaceId id) { return !fonts.is_emoji(id); });
    const FaceId last_resort = first_plain != chain.end() ? *first_plain : chain.front();

    std::vector<Piece> pieces;
    std::uint8_t level = 0;
    for (const Unit& unit : units) {
        const FaceId face = unit.face.value_or(last_resort);
        const std::uint32_t script = SBScriptGetUnicodeTag(unit.script);
        const bool same = !pieces.empty() && level == unit.level && pieces.back().script == script &&
                          pieces.back().face == face;
        level = unit.level;
        if (!same) pieces.push_back({unit.start, unit.start, (unit.level & 1U) != 0, script, face});
        pieces.back().end = unit.end;
    }
    return pieces;
}

}  // namespace amparo::text_layout
