#include "app/pictures/picture.hpp"

#include <png.h>

#include <algorithm>
#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

// After <cstdio>, which it leaves to others.
#include <jpeglib.h>

namespace amparo::pictures {

namespace {

constexpr int kQuality = 92;

bool allowed(std::uint64_t width, std::uint64_t height, const Bounds& bounds) {
    return width <= bounds.side && height <= bounds.side && width * height <= bounds.pixels;
}

/// libjpeg ends the program when something is wrong, unless one jumps away.
struct JpegErrors {
    jpeg_error_mgr manager;
    std::jmp_buf away;
};

extern "C" {
[[noreturn]] static void leave_jpeg(j_common_ptr info) { std::longjmp(reinterpret_cast<JpegErrors*>(info->err)->away, 1); }
static void say_nothing(j_common_ptr) {}
}

void prepare(JpegErrors& errors) {
    jpeg_std_error(&errors.manager);
    errors.manager.error_exit = leave_jpeg;
    errors.manager.output_message = say_nothing;
}

/// The number 1 to 8 of the Exif tag Orientation; 1 when there is none. `app1` is the segment's payload.
int orientation_in(Bytes app1) {
    constexpr std::size_t kHead = 6;  // "Exif\0\0"
    if (app1.size() < kHead + 8 || std::memcmp(app1.data(), "Exif\0", 5) != 0) return 1;
    const Bytes tiff = app1.subspan(kHead);
    const bool little = tiff[0] == 'I';
    const auto number = [&](std::size_t at, std::size_t size) -> std::uint32_t {
        if (at + size > tiff.size()) return 0;
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < size; ++i) value = (value << 8U) | tiff[at + (little ? size - 1 - i : i)];
        return value;
    };
    const std::size_t table = number(4, 4);
    const std::size_t entries = number(table, 2);
    constexpr std::size_t kEntry = 12;
    constexpr std::uint32_t kOrientation = 0x0112;
    for (std::size_t i = 0; i < entries && i < 200; ++i) {
        const std::size_t at = table + 2 + i * kEntry;
        if (number(at, 2) != kOrientation) continue;
        const std::uint32_t value = number(at + 8, 2);
        return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
    }
    return 1;
}

int orientation_of(Bytes jpeg) {
    std::size_t at = 2;
    while (at + 4 <= jpeg.size() && jpeg[at] == 0xFF) {
        const unsigned marker = jpeg[at + 1];
        if (marker == 0xDA || marker == 0xD9) break;
        const std::size_t length = (std::size_t{jpeg[at + 2]} << 8U) | jpeg[at + 3];
        if (length < 2 || at + 2 + length > jpeg.size()) break;
        if (marker == 0xE1) {
            const int turn = orientation_in(jpeg.subspan(at + 4, length - 2));
            if (turn != 1) return turn;
        }
        at += 2 + length;
    }
    return 1;
}

/// As the camera meant it to be seen.
Pixels turned(Pixels from, int orientation) {
    if (orientation == 1) return from;
    Pixels to;
    const bool swaps = orientation >= 5;
    to.width = swaps ? from.height : from.width;
    to.height = swaps ? from.width : from.height;
    to.channels = from.channels;
    to.bytes.resize(from.bytes.size());
    for (std::size_t y = 0; y < to.height; ++y) {
        for (std::size_t x = 0; x < to.width; ++x) {
            std::size_t sx = swaps ? y : x;
            std::size_t sy = swaps ? x : y;
            if (orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8) sx = from.width - 1 - sx;
            if (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7) sy = from.height - 1 - sy;
            std::memcpy(&to.bytes[(y * to.width + x) * to.channels], &from.bytes[(sy * from.width + sx) * from.channels], to.channels);
        }
    }
    return to;
}

/// No object with a destructor may live between setjmp and a jump, so the pixels belong to the caller.
bool decode_jpeg(Bytes bytes, const Bounds& bounds, Pixels& out, bool& too_large) {
    jpeg_decompress_struct info;
    JpegErrors errors;
    std::memset(&info, 0, sizeof info);
    prepare(errors);
    info.err = &errors.manager;
    if (setjmp(errors.away) != 0) {
        jpeg_destroy_decompress(&info);
        return false;
    }
    jpeg_create_decompress(&info);
    jpeg_mem_src(&info, bytes.data(), static_cast<unsigned long>(bytes.size()));
    jpeg_read_header(&info, TRUE);
    too_large = !allowed(info.image_width, info.image_height, bounds);
    if (!too_large) {
        info.out_color_space = info.num_components == 1 ? JCS_GRAYSCALE : JCS_RGB;
        jpeg_start_decompress(&info);
        out.width = info.output_width;
        out.height = info.output_height;
        out.channels = static_cast<std::size_t>(info.output_components);
        out.bytes.resize(out.width * out.height * out.channels);
        while (info.output_scanline < info.output_height) {
            JSAMPROW row = &out.bytes[info.output_scanline * out.width * out.channels];
            jpeg_read_scanlines(&info, &row, 1);
        }
        jpeg_finish_decompress(&info);
    }
    // What was missing is filled in grey with a warning; that is no copy of the picture.
    const bool whole = !too_large && errors.manager.num_warnings == 0;
    jpeg_destroy_decompress(&info);
    return whole;
}

bool encode_jpeg(const Pixels& pixels, unsigned char*& bytes, unsigned long& size) {
    jpeg_compress_struct info;
    JpegErrors errors;
    std::memset(&info, 0, sizeof info);
    prepare(errors);
    info.err = &errors.manager;
    if (setjmp(errors.away) != 0) {
        jpeg_destroy_compress(&info);
        return false;
    }
    jpeg_create_compress(&info);
    jpeg_mem_dest(&info, &bytes, &size);
    info.image_width = static_cast<JDIMENSION>(pixels.width);
    info.image_height = static_cast<JDIMENSION>(pixels.height);
    info.input_components = static_cast<int>(pixels.channels);
    info.in_color_space = pixels.channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(&info);
    jpeg_set_quality(&info, kQuality, TRUE);
    jpeg_start_compress(&info, TRUE);
    while (info.next_scanline < info.image_height) {
        // The library only reads what it is given here.
        auto* row = const_cast<JSAMPROW>(&pixels.bytes[info.next_scanline * pixels.width * pixels.channels]);
        jpeg_write_scanlines(&info, &row, 1);
    }
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    return true;
}

Result<Pixels> read_jpeg(Bytes bytes, const Bounds& bounds) {
    Pixels pixels;
    bool too_large = false;
    if (!decode_jpeg(bytes, bounds, pixels, too_large)) {
        return too_large ? fail(Errc::Limit, "the picture is too large") : fail(Errc::Corrupt, "the picture could not be read whole");
    }
    return turned(std::move(pixels), orientation_of(bytes));
}

Result<Pixels> read_png(Bytes bytes, const Bounds& bounds) {
    png_image image;
    std::memset(&image, 0, sizeof image);
    image.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()) == 0) return fail(Errc::Corrupt, "the picture could not be read");
    if (!allowed(image.width, image.height, bounds)) {
        png_image_free(&image);
        return fail(Errc::Limit, "the picture is too large");
    }
    image.format = PNG_FORMAT_RGBA;
    Pixels out{image.width, image.height, 4, std::vector<unsigned char>(PNG_IMAGE_SIZE(image))};
    if (png_image_finish_read(&image, nullptr, out.bytes.data(), 0, nullptr) == 0) return fail(Errc::Corrupt, "the picture could not be read whole");
    return out;
}

Result<std::string> write_jpeg(const Pixels& pixels) {
    unsigned char* made = nullptr;
    unsigned long size = 0;
    const bool good = encode_jpeg(pixels, made, size);
    std::string out;
    if (good) out.assign(reinterpret_cast<const char*>(made), size);
    std::free(made);
    if (!good) return fail(Errc::Bug, "the picture could not be written");
    return out;
}

Result<std::string> write_png(const Pixels& pixels) {
    png_image image;
    std::memset(&image, 0, sizeof image);
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(pixels.width);
    image.height = static_cast<png_uint_32>(pixels.height);
    image.format = pixels.channels == 4 ? PNG_FORMAT_RGBA : pixels.channels == 3 ? PNG_FORMAT_RGB : PNG_FORMAT_GRAY;
    png_alloc_size_t size = 0;
    if (png_image_write_to_memory(&image, nullptr, &size, 0, pixels.bytes.data(), 0, nullptr) == 0) return fail(Errc::Bug, "the picture could not be written");
    std::string out(size, '\0');
    if (png_image_write_to_memory(&image, out.data(), &size, 0, pixels.bytes.data(), 0, nullptr) == 0) return fail(Errc::Bug, "the picture could not be written");
    out.resize(size);
    return out;
}

}  // namespace

Kind kind_of(Bytes bytes) {
    constexpr std::string_view kPng = "\x89PNG\r\n\x1a\n";
    if (as_text(bytes).starts_with(kPng)) return Kind::Png;
    const bool jpeg = bytes.size() > 3 && bytes[0] == 0xFF && bytes[1] == 0xD8 && bytes[2] == 0xFF;
    return jpeg ? Kind::Jpeg : Kind::None;
}

Result<Pixels> read(Bytes bytes, const Bounds& bounds) {
    switch (kind_of(bytes)) {
        case Kind::Jpeg: return read_jpeg(bytes, bounds);
        case Kind::Png: return read_png(bytes, bounds);
        case Kind::None: break;
    }
    return fail(Errc::Unsupported, "neither a JPEG nor a PNG picture");
}

Result<std::string> write(const Pixels& pixels, Kind kind) {
    if (pixels.bytes.empty() || pixels.bytes.size() != pixels.width * pixels.height * pixels.channels) return fail(Errc::Bug, "no whole picture");
    return kind == Kind::Jpeg ? write_jpeg(pixels) : write_png(pixels);
}

Pixels on_white(const Pixels& pixels) {
    Pixels out{pixels.width, pixels.height, 3, std::vector<unsigned char>(pixels.width * pixels.height * 3)};
    for (std::size_t i = 0; i < pixels.width * pixels.height; ++i) {
        const unsigned char* from = &pixels.bytes[i * pixels.channels];
        const unsigned opaque = pixels.channels == 4 ? from[3] : 255U;
        for (std::size_t c = 0; c < 3; ++c) {
            const unsigned value = from[pixels.channels == 1 ? 0 : c];
            out.bytes[i * 3 + c] = static_cast<unsigned char>((value * opaque + 255U * (255U - opaque) + 127U) / 255U);
        }
    }
    return out;
}

Pixels reduced(const Pixels& pixels, std::size_t width, std::size_t height) {
    width = std::clamp<std::size_t>(width, 1, std::max<std::size_t>(pixels.width, 1));
    height = std::clamp<std::size_t>(height, 1, std::max<std::size_t>(pixels.height, 1));
    if (width == pixels.width && height == pixels.height) return pixels;
    Pixels out{width, height, pixels.channels, std::vector<unsigned char>(width * height * pixels.channels)};
    // Rows of the original belong to the new row in which they begin, and columns likewise, so that each counts once.
    std::vector<std::uint64_t> sums(width * pixels.channels);
    std::vector<std::uint64_t> counts(width);
    for (std::size_t y = 0; y < height; ++y) {
        std::ranges::fill(sums, 0U);
        std::ranges::fill(counts, 0U);
        for (std::size_t from_y = y * pixels.height / height; from_y < (y + 1) * pixels.height / height; ++from_y) {
            const unsigned char* row = &pixels.bytes[from_y * pixels.width * pixels.channels];
            for (std::size_t x = 0; x < width; ++x) {
                for (std::size_t from_x = x * pixels.width / width; from_x < (x + 1) * pixels.width / width; ++from_x) {
                    for (std::size_t c = 0; c < pixels.channels; ++c) sums[x * pixels.channels + c] += row[from_x * pixels.channels + c];
                    ++counts[x];
                }
            }
        }
        for (std::size_t x = 0; x < width; ++x) {
            for (std::size_t c = 0; c < pixels.channels; ++c) {
                const std::uint64_t mean = (sums[x * pixels.channels + c] + counts[x] / 2) / std::max<std::uint64_t>(counts[x], 1);
                out.bytes[(y * width + x) * pixels.channels + c] = static_cast<unsigned char>(mean);
            }
        }
    }
    return out;
}

}  // namespace amparo::pictures
