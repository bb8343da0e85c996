#include "app/ui/text_engine.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/base/utf8.hpp"
#include "app/text/paragraph.hpp"
#include "app/ui/embedded_fonts.hpp"
#include "app/ui/inside_imgui.hpp"

namespace amparo::ui {

namespace {

using text_layout::FaceId;

constexpr std::uint64_t kForgetAfterFrames = 240;
constexpr std::uint64_t kSweepAfterFrames = 8;
constexpr double kNoLimit = 1e9;
constexpr std::string_view kSansRegular = "NotoSans-Regular.ttf";
constexpr std::string_view kSansBold = "NotoSans-Bold.ttf";
constexpr std::string_view kArabicRegular = "NotoSansArabicUI-Regular.ttf";
constexpr std::string_view kArabicBold = "NotoSansArabicUI-Bold.ttf";
constexpr std::string_view kArrows = "NotoSansMath-Regular.ttf";  // steps through menus are written with them
constexpr std::string_view kMonoRegular = "NotoSansMono-Regular.ttf";

const EmbeddedFont* find_font(std::string_view name) {
    for (const EmbeddedFont& font : embedded_fonts()) {
        if (font.name == name) return &font;
    }
    return nullptr;
}

Result<FaceId> add_embedded(FaceFonts& face, std::string_view name) {
    const EmbeddedFont* font = find_font(name);
    if (font == nullptr) return fail(Errc::Bug, "the program lacks a font: " + std::string(name));
    return face.fonts.add(std::string(name),
                          std::make_shared<const std::vector<std::uint8_t>>(font->bytes.begin(), font->bytes.end()));
}

/// Asked in this order for every language; text in Arabic letters finds the face that has them.
Result<std::unique_ptr<FaceFonts>> make_face(std::initializer_list<std::string_view> names) {
    auto face = std::make_unique<FaceFonts>();
    std::vector<FaceId> chain;
    for (const std::string_view name : names) {
        AMPARO_TRY(const FaceId id, add_embedded(*face, name));
        chain.push_back(id);
    }
    AMPARO_TRY_VOID(face->fonts.set_chain("", chain));
    return face;
}

}  // namespace

std::optional<text_layout::GlyphKey> FaceFonts::glyph_of(char32_t code) const {
    if (text_layout::GlyphCodes::is_private(code)) return codes.key_of(code);
    const auto face = fonts.face_for("", code);
    if (!face) return std::nullopt;
    std::string text;
    utf8::append(text, code);
    const text_layout::Label label = text_layout::shape_label(fonts, text, "");
    if (label.line.glyphs.size() != 1) return std::nullopt;
    const text_layout::Glyph& glyph = label.line.glyphs.front();
    return text_layout::GlyphKey{label.line.runs.front().face, glyph.glyph, glyph.dx, glyph.dy, glyph.advance};
}

Result<std::unique_ptr<TextEngine>> TextEngine::create() {
    std::unique_ptr<TextEngine> engine(new TextEngine);
    AMPARO_TRY(auto regular, make_face({kSansRegular, kArabicRegular, kArrows}));
    AMPARO_TRY(auto strong, make_face({kSansBold, kArabicBold, kArrows}));
    AMPARO_TRY(auto mono, make_face({kMonoRegular, kSansRegular, kArabicRegular, kArrows}));
    engine->faces_.push_back(std::move(regular));
    engine->faces_.push_back(std::move(strong));
    engine->faces_.push_back(std::move(mono));
    return engine;
}

TextEngine::~TextEngine() = default;

Result<void> TextEngine::add_system_font(const std::string& path, const std::vector<std::string>& languages) {
    for (const auto& face : faces_) {
        AMPARO_TRY(const FaceId id, face->fonts.add_file(path));
        std::vector<FaceId> all = face->fonts.chain("");
        all.push_back(id);
        AMPARO_TRY_VOID(face->fonts.set_chain("", all));
        for (const std::string& language : languages) {
            AMPARO_TRY_VOID(face->fonts.set_chain(language, {id}));
        }
    }
    // What was shown as an empty box may have a letter now.
    force_switch_ = true;
    return {};
}

void TextEngine::attach() {
    for (const auto& face : faces_) face->font = add_face(*face);
}

void TextEngine::set_mirrored(bool mirrored) { want_mirrored_ = mirrored; }

void TextEngine::discard(FaceFonts& fonts) {
    discard_glyphs(fonts);
    encoded_.clear();
}

bool TextEngine::frame_edge() {
    ++frame_;
    bool again = false;
    for (const auto& face : faces_) {
        if (!face->codes.nearly_full() && !face->codes.overflowed() && !force_switch_) continue;
        again = again || face->codes.overflowed();
        face->codes.switch_bank();
        discard(*face);
    }
    force_switch_ = false;
    if (std::exchange(forget_, false)) {
        encoded_.clear();
        for (const auto& face : faces_) face->shaper.clear();
    }
    if (want_mirrored_ != mirrored_) {
        mirrored_ = want_mirrored_;
        for (const auto& face : faces_) {
            face->mirrored = mirrored_;
            discard(*face);
        }
    }
    if (frame_ % kForgetAfterFrames == 0) {
        std::erase_if(encoded_, [&](const auto& item) { return item.second.last_frame + kForgetAfterFrames < frame_; });
    }
    // What nobody else holds any more, such as a paragraph as it was a letter ago, does not wait that long.
    if (frame_ % kSweepAfterFrames == 0) {
        std::erase_if(encoded_, [&](const auto& item) {
            return item.second.owner.use_count() == 1 && item.second.last_frame + 1 < frame_;
        });
    }
    return again;
}

float TextEngine::font_size(float em) {
    return std::max(1.0F, std::round(em * static_cast<float>(kLineBox)));
}

float TextEngine::real_em(float em) { return font_size(em) / static_cast<float>(kLineBox); }

std::shared_ptr<const text_layout::Paragraph> TextEngine::paragraph(Face face, std::string_view text,
                                                                    std::string_view language,
                                                                    text_layout::Direction direction, float em,
                                                                    float width) {
    const double limit = width > 0 ? static_cast<double>(width / real_em(em)) : kNoLimit;
    return this->face(face).shaper.paragraph(text, language, limit, direction);
}

std::shared_ptr<const text_layout::Label> TextEngine::fitted(Face face, std::string_view text, std::string_view language,
                                                             text_layout::Direction direction, float em, float width) {
    return this->face(face).shaper.fitted(text, language, static_cast<double>(width / real_em(em)), direction);
}

std::shared_ptr<const text_layout::Label> TextEngine::line(Face face, std::string_view text, std::string_view language,
                                                           text_layout::Direction direction) {
    return this->face(face).shaper.label(text, language, direction);
}

const std::string& TextEngine::visual(Face face, const std::shared_ptr<const text_layout::Paragraph>& owner,
                                      std::size_t line) {
    return encoded(face, owner, owner->lines[line], line, owner->lines.size());
}

const std::string& TextEngine::visual(Face face, const std::shared_ptr<const text_layout::Label>& owner) {
    return encoded(face, owner, owner->line, 0, 1);
}

std::string TextEngine::encode(Face face, const text_layout::Line& line) {
    FaceFonts& fonts = this->face(face);
    const auto own_face = [&](FaceId id, char32_t code) { return fonts.fonts.face_for("", code) == id; };
    return text_layout::encode(line, fonts.codes, own_face,
                               mirrored_ ? text_layout::GlyphOrder::RightToLeft : text_layout::GlyphOrder::LeftToRight);
}

const std::string& TextEngine::encoded(Face face, std::shared_ptr<const void> owner, const text_layout::Line& line,
                                       std::size_t index, std::size_t count) {
    FaceFonts& fonts = this->face(face);
    Encoded& entry = encoded_[owner.get()];
    if (entry.lines.empty() || entry.generation != fonts.codes.generation()) {
        entry.lines.assign(count, {});
        entry.known.assign(count, false);
        entry.generation = fonts.codes.generation();
        entry.owner = std::move(owner);
    }
    entry.last_frame = frame_;
    if (!entry.known[index]) {
        entry.lines[index] = encode(face, line);
        entry.known[index] = !fonts.codes.overflowed();
    }
    return entry.lines[index];
}

}  // namespace amparo::ui
