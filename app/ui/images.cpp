#include "app/ui/images.hpp"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <utility>

#include "app/ui/inside_imgui.hpp"

namespace amparo::ui {

namespace {

bool sound(const Image& image) { return image.width > 0 && image.height > 0 && image.rgb.size() == image.width * image.height * 3; }

/// Every pixel of the texture is the mean of those of the picture that it stands for: a large picture that is drawn small keeps
/// its thin lines, which a graphics card would skip.
void paint(ImTextureData& data, const Image& image) {
    const auto width = static_cast<std::size_t>(data.Width);
    const auto height = static_cast<std::size_t>(data.Height);
    for (std::size_t y = 0; y < height; ++y) {
        const std::size_t top = y * image.height / height;
        const std::size_t bottom = (y + 1) * image.height / height;
        for (std::size_t x = 0; x < width; ++x) {
            const std::size_t left = x * image.width / width;
            const std::size_t right = (x + 1) * image.width / width;
            std::array<std::size_t, 3> sums{};
            for (std::size_t from_y = top; from_y < bottom; ++from_y) {
                const unsigned char* from = &image.rgb[(from_y * image.width + left) * 3];
                for (std::size_t i = 0; i < (right - left) * 3; ++i) sums[i % 3] += from[i];
            }
            const std::size_t count = (right - left) * (bottom - top);
            unsigned char* to = data.Pixels + (y * width + x) * 4;
            for (std::size_t i = 0; i < 3; ++i) to[i] = static_cast<unsigned char>((sums[i] + count / 2) / count);
            to[3] = 0xFF;
        }
    }
}

}  // namespace

Images::Images() = default;
Images::~Images() = default;

void Images::begin_frame() {
    for (auto at = entries_.begin(); at != entries_.end();) {
        Entry& entry = at->second;
        ImTextureData& data = *entry.data;
        const bool seen = std::exchange(entry.seen, false);
        // Whoever draws has it no more, or never had it.
        const bool nowhere = data.Status == ImTextureStatus_Destroyed || data.Status == ImTextureStatus_WantCreate;
        if (!seen && nowhere) {
            remove_texture(data);
            at = entries_.erase(at);
            continue;
        }
        if (!seen) {
            data.SetStatus(ImTextureStatus_WantDestroy);
            data.UnusedFrames = 1;
        }
        ++at;
    }
}

ImTextureData* Images::texture(const Image& image, int width, int height) {
    if (!sound(image)) return nullptr;
    // Larger than it is, the graphics card makes it as well as we could.
    const int wide = std::clamp(width, 1, static_cast<int>(image.width));
    const int high = std::clamp(height, 1, static_cast<int>(image.height));
    Entry& entry = entries_[image.id + " " + std::to_string(wide) + "x" + std::to_string(high)];
    entry.seen = true;
    if (!entry.data) {
        entry.data = std::make_unique<ImTextureData>();
        entry.data->Create(ImTextureFormat_RGBA32, wide, high);
        paint(*entry.data, image);
        entry.data->UseColors = true;
        add_texture(*entry.data);
    } else if (entry.data->Status == ImTextureStatus_WantDestroy) {
        entry.data->SetStatus(ImTextureStatus_OK);
    } else if (entry.data->Status == ImTextureStatus_Destroyed) {
        entry.data->SetStatus(ImTextureStatus_WantCreate);
    }
    return entry.data.get();
}

bool Images::waits() const {
    return std::ranges::any_of(entries_, [](const auto& item) { return !item.second.seen; });
}

}  // namespace amparo::ui
