#include "app/text/glyph_codes.hpp"

#include <algorithm>

#include "app/base/utf8.hpp"

namespace amparo::text_layout {

std::size_t GlyphCodes::Hash::operator()(const GlyphKey& key) const noexcept {
    std::uint64_t mixed = 0xcbf29ce484222325ULL;
    const auto mix = [&mixed](std::uint64_t value) {
        mixed = (mixed ^ value) * 0x100000001b3ULL;
        mixed ^= mixed >> 29U;
    };
    mix((std::uint64_t{key.face} << 32U) | key.glyph);
    mix((std::uint64_t{static_cast<std::uint32_t>(key.dx)} << 32U) | static_cast<std::uint32_t>(key.dy));
    mix(static_cast<std::uint32_t>(key.advance));
    return static_cast<std::size_t>(mixed);
}

char32_t GlyphCodes::code_of(const GlyphKey& key) {
    Bank& bank = banks_[current_];
    if (const auto known = bank.codes.find(key); known != bank.codes.end()) return known->second;
    if (bank.keys.size() >= kBankSize) {
        overflowed_ = true;
        return kNoCode;
    }
    const char32_t code = kBankStart[current_] + static_cast<char32_t>(bank.keys.size());
    bank.keys.push_back(key);
    bank.codes.emplace(key, code);
    return code;
}

std::optional<GlyphKey> GlyphCodes::key_of(char32_t code) const {
    for (std::size_t i = 0; i < banks_.size(); ++i) {
        if (code >= kBankStart[i] && code - kBankStart[i] < banks_[i].keys.size()) {
            return banks_[i].keys[code - kBankStart[i]];
        }
    }
    return std::nullopt;
}

bool GlyphCodes::is_private(char32_t code) {
    return std::ranges::any_of(kBankStart,
                               [code](char32_t start) { return code >= start && code - start < kBankSize; });
}

bool GlyphCodes::may_pass(char32_t code) {
    return code >= 0x20 && code != U'#' && code != U'%' && !is_private(code);
}

void GlyphCodes::switch_bank() {
    current_ = 1 - current_;
    banks_[current_] = {};
    overflowed_ = false;
    ++generation_;
}

std::string encode(const Line& line, GlyphCodes& codes, const IsOwnFace& is_own_face, GlyphOrder order) {
    std::string out;
    out.reserve(line.glyphs.size() * 3);
    const auto put = [&](const GlyphRun& run, const Glyph& glyph) {
        if (glyph.nominal != 0 && GlyphCodes::may_pass(glyph.nominal) &&
            is_own_face(run.face, glyph.nominal)) {
            utf8::append(out, glyph.nominal);
        } else {
            utf8::append(out, codes.code_of({run.face, glyph.glyph, glyph.dx, glyph.dy, glyph.advance}));
        }
    };
    const std::size_t runs = line.runs.size();
    for (std::size_t i = 0; i < runs; ++i) {
        const bool mirrored = order == GlyphOrder::RightToLeft;
        const GlyphRun& run = line.runs[mirrored ? runs - 1 - i : i];
        for (std::uint32_t k = 0; k < run.glyph_count; ++k) {
            put(run, line.glyphs[run.first_glyph + (mirrored ? run.glyph_count - 1 - k : k)]);
        }
    }
    return out;
}

}  // namespace amparo::text_layout
