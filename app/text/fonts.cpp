#include "app/text/fonts.hpp"

#include <hb-ot.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <system_error>

#include "app/base/utf8.hpp"
#include "app/text/emoji.hpp"
#include "app/text/face.hpp"
#include "app/text/limits.hpp"

namespace amparo::text_layout {

namespace {

using OwnedBlob = std::unique_ptr<hb_blob_t, Releaser<hb_blob_destroy>>;
using OwnedHbFace = std::unique_ptr<hb_face_t, Releaser<hb_face_destroy>>;

bool has_colors(hb_face_t* face) {
    return hb_ot_color_has_png(face) != 0 || hb_ot_color_has_layers(face) != 0 ||
           hb_ot_color_has_svg(face) != 0;
}

/// Numbers from a file that may be anybody's: a line is never flat, upside down or a page high.
LineMetrics line_of(hb_font_t* font, int units_per_em) {
    static constexpr double kTallest = 4.0;
    hb_font_extents_t extents{};
    hb_font_get_h_extents(font, &extents);
    LineMetrics line{extents.ascender / static_cast<double>(units_per_em),
                     -extents.descender / static_cast<double>(units_per_em),
                     extents.line_gap / static_cast<double>(units_per_em)};
    line.ascent = std::clamp(line.ascent, 0.0, kTallest);
    line.descent = std::clamp(line.descent, 0.0, kTallest);
    line.gap = std::clamp(line.gap, 0.0, 1.0);
    if (line.ascent + line.descent < 0.5) line = {0.8, 0.2, 0.0};
    return line;
}

Result<FontBytes> read_font(const std::string& path) {
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (status.type() == std::filesystem::file_type::not_found)
        return fail(Errc::NotFound, "no such font file");
    if (error) return fail(Errc::Io, "a font file could not be looked at");
    if (!std::filesystem::is_regular_file(status)) return fail(Errc::NotRegular, "a font has to be a file");
    const auto size = std::filesystem::file_size(path, error);
    if (error) return fail(Errc::Io, "a font file could not be measured");
    if (size > limits::kFontBytes) return fail(Errc::Limit, "a font file is larger than allowed");
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(size));
    std::ifstream file(path, std::ios::binary);
    file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (!file || file.gcount() != static_cast<std::streamsize>(bytes.size())) {
        return fail(Errc::Io, "a font file could not be read");
    }
    return std::make_shared<const std::vector<std::uint8_t>>(std::move(bytes));
}

bool needs_no_glyph(char32_t code) {
    return code <= 0x20 ||
           hb_unicode_general_category(hb_unicode_funcs_get_default(), code) ==
               HB_UNICODE_GENERAL_CATEGORY_FORMAT ||
           is_variation_selector(code);
}

}  // namespace

struct FontSet::Inner {
    std::unique_ptr<FT_LibraryRec_, Releaser<FT_Done_FreeType>> library;
    std::vector<std::unique_ptr<Face>> faces;
    std::map<std::string, std::vector<FaceId>, std::less<>> own;    // as the caller said
    std::map<std::string, std::vector<FaceId>, std::less<>> whole;  // with that of "" behind it
    std::vector<FaceId> last;                                       // that of ""
    std::uint64_t generation = 0;
};

FontSet::FontSet() : inner_(std::make_unique<Inner>()) {
    FT_Library library = nullptr;
    if (FT_Init_FreeType(&library) == 0) inner_->library.reset(library);
}
FontSet::FontSet(FontSet&&) noexcept = default;
FontSet& FontSet::operator=(FontSet&&) noexcept = default;
FontSet::~FontSet() = default;

Result<FaceId> FontSet::add(std::string name, FontBytes bytes, unsigned index) {
    if (inner_->faces.size() >= limits::kFaces) return fail(Errc::Limit, "too many faces");
    if (!bytes || bytes->empty()) return fail(Errc::Corrupt, "an empty font");
    if (bytes->size() > limits::kFontBytes) return fail(Errc::Limit, "a font is larger than allowed");
    if (index > limits::kFaceIndex) return fail(Errc::Limit, "a face index is larger than allowed");
    if (!inner_->library) return fail(Errc::Unsupported, "FreeType did not start");

    auto face = std::make_unique<Face>();
    FT_Face drawing = nullptr;
    if (FT_New_Memory_Face(inner_->library.get(), bytes->data(), static_cast<FT_Long>(bytes->size()),
                           static_cast<FT_Long>(index), &drawing) != 0) {
        return fail(Errc::Corrupt, "not a font: " + name);
    }
    face->drawing.reset(drawing);
    if (FT_Select_Charmap(drawing, FT_ENCODING_UNICODE) != 0) {
        return fail(Errc::Corrupt, "a font without a table of characters: " + name);
    }

    const OwnedBlob blob{hb_blob_create(reinterpret_cast<const char*>(bytes->data()),
                                        static_cast<unsigned>(bytes->size()), HB_MEMORY_MODE_READONLY,
                                        nullptr, nullptr)};
    if (index >= hb_face_count(blob.get())) return fail(Errc::Corrupt, "no such face in the font: " + name);
    const OwnedHbFace shaping{hb_face_create(blob.get(), index)};
    const unsigned units_per_em = hb_face_get_upem(shaping.get());
    if (hb_face_get_glyph_count(shaping.get()) == 0 || units_per_em < 16 || units_per_em > 16384) {
        return fail(Errc::Corrupt, "a font without glyphs: " + name);
    }
    face->shaping.reset(hb_font_create(shaping.get()));
    hb_font_make_immutable(face->shaping.get());
    face->units_per_em = static_cast<int>(units_per_em);
    face->space_glyph = face->glyph_of(U' ');
    face->emoji = has_colors(shaping.get());
    face->line = line_of(face->shaping.get(), face->units_per_em);
    face->name = std::move(name);
    face->bytes = std::move(bytes);
    inner_->faces.push_back(std::move(face));
    ++inner_->generation;
    return static_cast<FaceId>(inner_->faces.size() - 1);
}

Result<FaceId> FontSet::add_file(const std::string& path, unsigned index) {
    AMPARO_TRY(FontBytes bytes, read_font(path));
    return add(std::filesystem::path(path).filename().string(), std::move(bytes), index);
}

void FontSet::mark_as_emoji(FaceId face) {
    inner_->faces.at(face)->emoji = true;
    ++inner_->generation;
}

Result<void> FontSet::set_chain(std::string_view language, const std::vector<FaceId>& faces) {
    if (faces.size() > limits::kChainFaces) return fail(Errc::Limit, "too many faces in a chain");
    if (inner_->own.size() >= limits::kChains && !inner_->own.contains(language)) {
        return fail(Errc::Limit, "too many chains");
    }
    for (const FaceId face : faces) {
        if (face >= inner_->faces.size()) return fail(Errc::Usage, "a chain names a face that is not there");
    }
    if (language.empty()) {
        inner_->last = faces;
    } else {
        inner_->own.insert_or_assign(std::string(language), faces);
    }
    inner_->whole = inner_->own;
    for (auto& [tag, chain] : inner_->whole) {
        for (const FaceId face : inner_->last) {
            if (std::find(chain.begin(), chain.end(), face) == chain.end()) chain.push_back(face);
        }
    }
    ++inner_->generation;
    return {};
}

const std::vector<FaceId>& FontSet::chain(std::string_view language) const {
    while (!language.empty()) {
        if (const auto found = inner_->whole.find(language); found != inner_->whole.end())
            return found->second;
        const std::size_t cut = language.rfind('-');
        language = language.substr(0, cut == std::string_view::npos ? 0 : cut);
    }
    return inner_->last;
}

std::size_t FontSet::face_count() const { return inner_->faces.size(); }
const std::string& FontSet::name(FaceId face) const { return inner_->faces.at(face)->name; }
int FontSet::units_per_em(FaceId face) const { return inner_->faces.at(face)->units_per_em; }
bool FontSet::is_emoji(FaceId face) const { return inner_->faces.at(face)->emoji; }
bool FontSet::covers(FaceId face, char32_t code) const { return inner_->faces.at(face)->glyph_of(code) != 0; }
std::uint64_t FontSet::generation() const { return inner_->generation; }
const Face& FontSet::face(FaceId face) const { return *inner_->faces.at(face); }

std::optional<FaceId> FontSet::face_for(std::string_view language, char32_t code) const {
    const bool emoji = has_emoji_presentation(code);
    for (const bool wanted : {emoji, !emoji}) {
        if (wanted && !emoji) break;
        for (const FaceId id : chain(language)) {
            if (is_emoji(id) == wanted && covers(id, code)) return id;
        }
    }
    return std::nullopt;
}

std::vector<char32_t> FontSet::missing(std::string_view text, std::string_view language) const {
    std::vector<char32_t> out;
    for (std::size_t i = 0; i < text.size();) {
        const utf8::Decoded next = utf8::decode(text, i);
        i += next.size;
        if (needs_no_glyph(next.code) || std::find(out.begin(), out.end(), next.code) != out.end()) continue;
        if (!face_for(language, next.code)) out.push_back(next.code);
    }
    return out;
}

LineMetrics FontSet::line_metrics(std::string_view language) const {
    LineMetrics line;
    const std::vector<FaceId>& faces = chain(language);
    const auto grow = [&](FaceId id) {
        const LineMetrics& other = face(id).line;
        line = {std::max(line.ascent, other.ascent), std::max(line.descent, other.descent),
                std::max(line.gap, other.gap)};
    };
    if (!faces.empty()) grow(faces.front());
    if (const auto latin = face_for(language, U'x')) grow(*latin);
    return line.height() > 0 ? line : LineMetrics{0.8, 0.2, 0.0};
}

}  // namespace amparo::text_layout
