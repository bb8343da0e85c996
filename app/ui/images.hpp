#pragma once
// Pictures as textures: made when a picture is drawn for the first time, as large as it is drawn, and given back when a frame goes
// by without it. Belongs to one surface and its thread.

#include <map>
#include <memory>
#include <string>

#include "app/ui/ui.hpp"

struct ImTextureData;

namespace amparo::ui {

class Images {
  public:
    Images();
    Images(const Images&) = delete;
    Images& operator=(const Images&) = delete;
    /// The library's context is gone by now, and with it what the graphics card held.
    ~Images();

    /// Before the frame: what was not drawn in the last one is given back.
    void begin_frame();
    /// The texture of a picture that is drawn `width` by `height` pixels large in this frame; nullptr for an empty one.
    [[nodiscard]] ImTextureData* texture(const Image& image, int width, int height);
    /// True while something is to be given back, for which further frames are needed.
    [[nodiscard]] bool waits() const;
    [[nodiscard]] std::size_t count() const { return entries_.size(); }

  private:
    struct Entry {
        std::unique_ptr<ImTextureData> data;
        bool seen = true;
    };
    std::map<std::string, Entry> entries_;  ///< by the picture's id and size
};

}  // namespace amparo::ui
