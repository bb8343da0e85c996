#pragma once
// What we need of Dear ImGui beyond its public interface; the one file of ours that includes its internal header is
// behind this one. Above all our font loader: it draws the glyph that a character or a private code stands for, at
// whatever size is asked for.

#include <vector>

#include "app/ui/ui.hpp"

struct ImFont;
struct ImTextureData;

namespace amparo::ui {

struct FaceFonts;

/// Adds a font of one source to the atlas of the current context. `face` outlives the context.
[[nodiscard]] ImFont* add_face(FaceFonts& face);

/// Forgets every glyph that was baked for the face. Between two frames only.
void discard_glyphs(FaceFonts& face);

/// From the next picture on the texture is kept by whoever draws, until remove_texture(). For the current context.
void add_texture(ImTextureData& data);
/// Only what nobody who draws has any more.
void remove_texture(ImTextureData& data);

/// Events that were fed too close together for one frame, such as a quick press and release, wait for the next.
[[nodiscard]] bool input_waits();

/// One thing that the library itself would let the pointer act on, in pixels of the layout. Areas that scroll and their
/// bars are left out: the wheel and the keys move them, too.
struct SeenItem {
    unsigned id = 0;
    Rect rect;
};
/// Collects them from now on, for the current context; null ends it. Builds without tests never tell of any.
void watch_items(std::vector<SeenItem>* items);

}  // namespace amparo::ui
