#include "lessons/picture_file.hpp"

namespace amparo::lessons {

namespace {

constexpr std::string_view kPng = "\x89PNG\r\n\x1a\n";
constexpr std::string_view kJpeg = "\xFF\xD8\xFF";

std::uint32_t big(std::string_view bytes, std::size_t at, std::size_t size) {
    std::uint32_t out = 0;
    for (std::size_t i = 0; i < size; ++i) out = (out << 8U) | static_cast<unsigned char>(bytes[at + i]);
    return out;
}

std::optional<PictureFacts> png(std::string_view bytes) {
    constexpr std::size_t kHead = 8;
    constexpr std::size_t kChunk = 12;  // length, kind and sum around what it holds
    constexpr std::size_t kSizeAt = 16;
    if (bytes.size() < kSizeAt + 8 || bytes.substr(kHead + 4, 4) != "IHDR") return std::nullopt;
    PictureFacts out{big(bytes, kSizeAt, 4), big(bytes, kSizeAt + 4, 4), {}};
    for (std::size_t at = kHead; bytes.size() - at >= kChunk;) {
        const std::uint32_t length = big(bytes, at, 4);
        const std::string_view kind = bytes.substr(at + 4, 4);
        if (kind == "eXIf") out.metadata = "where and with what it was taken (eXIf)";
        if ((kind == "tEXt" || kind == "zTXt" || kind == "iTXt") && out.metadata.empty()) out.metadata = "words of the program that wrote it (" + std::string(kind) + ")";
        if (kind == "tIME" && out.metadata.empty()) out.metadata = "the time at which it was changed (tIME)";
        if (kind == "IEND" || length > bytes.size() - at - kChunk) break;
        at += kChunk + length;
    }
    return out;
}

std::optional<PictureFacts> jpeg(std::string_view bytes) {
    PictureFacts out;
    for (std::size_t at = 2; at + 4 <= bytes.size();) {
        if (static_cast<unsigned char>(bytes[at]) != 0xFF) break;
        const auto mark = static_cast<unsigned char>(bytes[at + 1]);
        if (mark == 0xFF) {
            ++at;
            continue;
        }
        if (mark == 0xD9 || mark == 0xDA) break;  // the picture itself begins
        const std::uint32_t length = big(bytes, at + 2, 2);
        if (length < 2 || length > bytes.size() - at - 2) break;
        const std::string_view body = bytes.substr(at + 4, length - 2);
        if (mark == 0xE1) out.metadata = body.starts_with("Exif") ? "where and with what it was taken (Exif)" : "words of the program that wrote it (XMP)";
        if (mark == 0xED && out.metadata.empty()) out.metadata = "names and captions (IPTC)";
        if (mark == 0xFE && out.metadata.empty()) out.metadata = "a remark";
        const bool frame = mark >= 0xC0 && mark <= 0xCF && mark != 0xC4 && mark != 0xC8 && mark != 0xCC;
        if (frame && body.size() >= 5) {
            out.height = big(body, 1, 2);
            out.width = big(body, 3, 2);
        }
        at += 2 + length;
    }
    if (out.width == 0 || out.height == 0) return std::nullopt;
    return out;
}

}  // namespace

std::optional<PictureFacts> picture_facts(std::string_view bytes) {
    if (bytes.starts_with(kPng)) return png(bytes);
    if (bytes.starts_with(kJpeg)) return jpeg(bytes);
    return std::nullopt;
}

}  // namespace amparo::lessons
