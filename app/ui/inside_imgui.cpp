#include "app/ui/inside_imgui.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "app/text/raster.hpp"
#include "app/ui/text_engine.hpp"

namespace amparo::ui {

namespace {

constexpr ImWchar kReplacement = 0xFFFD;
// Pens stand between pixels, so a glyph's edge is filtered: an empty border keeps its neighbours out.
constexpr int kBorder = 1;

/// The library copies the data of a font; ours is nothing but the address of the face.
FaceFonts* face_of(const ImFontConfig* source) {
    FaceFonts* face = nullptr;
    std::memcpy(&face, source->FontData, sizeof face);
    return face;
}

bool source_init(ImFontAtlas* /*atlas*/, ImFontConfig* source) {
    return source->FontDataSize == static_cast<int>(sizeof(FaceFonts*));
}

void source_destroy(ImFontAtlas* /*atlas*/, ImFontConfig* /*source*/) {}

bool contains(ImFontAtlas* /*atlas*/, ImFontConfig* source, ImWchar code) {
    return face_of(source)->glyph_of(code).has_value();
}

bool baked_init(ImFontAtlas* /*atlas*/, ImFontConfig* /*source*/, ImFontBaked* baked, void* /*data*/) {
    baked->Ascent = std::round(baked->Size * static_cast<float>(kAscent / kLineBox));
    baked->Descent = baked->Ascent - baked->Size;
    return true;
}

/// The picture with its border as RGBA, turned around for a mirrored window.
void copy_picture(const text_layout::GlyphImage& image, bool mirrored, ImVector<unsigned char>& out) {
    const int width = image.width + 2 * kBorder;
    const int height = image.height + 2 * kBorder;
    out.resize(width * height * 4);
    std::memset(out.Data, 0, static_cast<std::size_t>(out.Size));
    for (int y = 0; y < image.height; ++y) {
        for (int x = 0; x < image.width; ++x) {
            const int to_x = mirrored ? image.width - 1 - x : x;
            unsigned char* to = out.Data + ((y + kBorder) * width + to_x + kBorder) * 4;
            const auto from = static_cast<std::size_t>(y * image.width + x);
            if (image.color) {
                std::memcpy(to, image.pixels.data() + from * 4, 4);
            } else {
                std::memset(to, 0xFF, 3);
                to[3] = image.pixels[from];
            }
        }
    }
}

bool load_glyph(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void* /*data*/, ImWchar code,
                ImFontGlyph* out, float* out_advance) {
    const FaceFonts& face = *face_of(source);
    const auto key = face.glyph_of(code);
    if (!key) return false;
    const double em = static_cast<double>(baked->Size) / kLineBox;
    const double scale = em / face.fonts.units_per_em(key->face);
    const auto advance = static_cast<float>(key->advance * scale);
    if (out_advance != nullptr) {
        *out_advance = advance;
        return true;
    }
    out->Codepoint = code & 0x1FFFFFU;  // the field has 26 bits, a character 21
    out->AdvanceX = advance;
    const double density = static_cast<double>(source->RasterizerDensity * baked->RasterizerDensity);
    const auto image = text_layout::draw_glyph(face.fonts, key->face, key->glyph, em * density, key->dx * scale * density,
                                               key->dy * scale * density);
    // A glyph that cannot be drawn keeps its place on the line.
    if (!image || image->width == 0) return true;

    const ImFontAtlasRectId pack = ImFontAtlasPackAddRect(atlas, image->width + 2 * kBorder, image->height + 2 * kBorder);
    if (pack == ImFontAtlasRectId_Invalid) return true;
    ImTextureRect* rect = ImFontAtlasPackGetRect(atlas, pack);
    copy_picture(*image, face.mirrored, atlas->Builder->TempBuffer);
    const auto pixel = static_cast<float>(1 / density);
    const float width = static_cast<float>(image->width) * pixel;
    const float left = static_cast<float>(image->left) * pixel;
    const float x0 = face.mirrored ? advance - left - width : left;
    const float y0 = baked->Ascent - static_cast<float>(image->top) * pixel;
    out->X0 = x0 - kBorder * pixel;
    out->Y0 = y0 - kBorder * pixel;
    out->X1 = x0 + width + kBorder * pixel;
    out->Y1 = y0 + static_cast<float>(image->height) * pixel + kBorder * pixel;
    out->Visible = true;
    out->Colored = image->color;
    out->PackId = pack;
    ImFontAtlasBakedSetFontGlyphBitmap(atlas, baked, source, out, rect, atlas->Builder->TempBuffer.Data,
                                       ImTextureFormat_RGBA32, (image->width + 2 * kBorder) * 4);
    return true;
}

const ImFontLoader& loader() {
    static const ImFontLoader kLoader = [] {
        ImFontLoader made;
        made.Name = "amparo";
        made.FontSrcInit = source_init;
        made.FontSrcDestroy = source_destroy;
        made.FontSrcContainsGlyph = contains;
        made.FontBakedInit = baked_init;
        made.FontBakedLoadGlyph = load_glyph;
        return made;
    }();
    return kLoader;
}

}  // namespace

ImFont* add_face(FaceFonts& face) {
    FaceFonts* address = &face;
    ImFontConfig config;
    config.FontData = &address;
    config.FontDataSize = static_cast<int>(sizeof address);
    config.FontDataOwnedByAtlas = false;
    config.PixelSnapH = false;
    config.PixelSnapV = false;
    config.OversampleH = 1;
    config.OversampleV = 1;
    config.SizePixels = TextEngine::font_size(type(Style::Body).size);
    config.EllipsisChar = 0x2026;
    config.FontLoader = &loader();
    ImFont* font = ImGui::GetIO().Fonts->AddFont(&config);
    font->FallbackChar = kReplacement;
    return font;
}

void discard_glyphs(FaceFonts& face) {
    if (face.font != nullptr) ImFontAtlasFontDiscardBakes(ImGui::GetIO().Fonts, face.font, 0);
}

void add_texture(ImTextureData& data) { ImGui::RegisterUserTexture(&data); }

void remove_texture(ImTextureData& data) { ImGui::UnregisterUserTexture(&data); }

namespace {

std::vector<SeenItem>* the_items = nullptr;

}  // namespace

void watch_items(std::vector<SeenItem>* items) {
    the_items = items;
    ImGui::GetCurrentContext()->TestEngineHookItems = items != nullptr;
}

#ifdef IMGUI_ENABLE_TEST_ENGINE
/// True for a window, an area that scrolls, and its bars.
static bool holds_others(ImGuiContext& context, ImGuiID id) {
    for (ImGuiWindow* window : context.Windows) {
        if (id == window->ID || id == window->ChildId) return true;
        // One that was not drawn for a minute has no ids for its bars any more.
        if (window->IDStack.empty()) continue;
        if (id == ImGui::GetWindowScrollbarID(window, ImGuiAxis_X) ||
            id == ImGui::GetWindowScrollbarID(window, ImGuiAxis_Y)) {
            return true;
        }
    }
    return false;
}

static void see_item(ImGuiContext* context, ImGuiID id, const ImRect& at) {
    if (the_items == nullptr || id == 0 || holds_others(*context, id)) return;
    the_items->push_back({id, {at.Min.x, at.Min.y, at.Max.x, at.Max.y}});
}
#endif

bool input_waits() { return !ImGui::GetCurrentContext()->InputEventsQueue.empty(); }

}  // namespace amparo::ui

#ifdef IMGUI_ENABLE_TEST_ENGINE
// What the library calls, by its own names.
void ImGuiTestEngineHook_ItemAdd(ImGuiContext* context, ImGuiID id, const ImRect& at, const ImGuiLastItemData* /*data*/) {
    amparo::ui::see_item(context, id, at);
}
void ImGuiTestEngineHook_ItemInfo(ImGuiContext* /*context*/, ImGuiID /*id*/, const char* /*label*/, ImGuiItemStatusFlags /*flags*/) {}
void ImGuiTestEngineHook_Log(ImGuiContext* /*context*/, const char* /*format*/, ...) {}
const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext* /*context*/, ImGuiID /*id*/) { return nullptr; }
#endif
