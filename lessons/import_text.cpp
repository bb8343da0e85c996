#include "lessons/import_text.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "app/base/text.hpp"
#include "app/base/utf8.hpp"
#include "lessons/sections.hpp"
#include "localization/characters.hpp"

namespace amparo::lessons {

namespace {

constexpr std::size_t kTitle = 160;
constexpr std::size_t kPartBytes = 12 * 1024;
constexpr std::string_view kSmall = "#### ";
/// Stands in front of headings that were large in the document; no such character may stand in a lesson.
constexpr std::string_view kLarge = "\x01";

/// How many "#" begin a heading, or 0.
std::size_t heading(std::string_view line) {
    const std::size_t level = std::min(line.find_first_not_of('#'), line.size());
    return level >= 1 && level <= 6 && (level == line.size() || line[level] == ' ' || line[level] == '\t') ? level : 0;
}

bool is_fence(std::string_view line) {
    const std::string_view trimmed = text::trim(line);
    return trimmed.starts_with("```") || trimmed.starts_with("~~~");
}

/// Without what may not stand in a lesson. Tells about the first of each kind.
std::string allowed(std::string_view line, std::size_t number, std::vector<CleanFault>& faults) {
    std::string out;
    bool told = false;
    for (std::size_t i = 0; i < line.size();) {
        const utf8::Decoded next = utf8::decode(line, i);
        const std::size_t size = std::max<std::size_t>(next.size, 1);
        const bool fine = next.valid && localization::may_stand_in_language_file(next.code);
        if (fine) {
            out += line.substr(i, size);
        } else if (!std::exchange(told, true)) {
            faults.push_back({number, next.valid ? "the character " + localization::code_point_name(next.code) + " was left out" : "a byte that is not UTF-8 was left out"});
        }
        i += size;
    }
    if (!localization::isolates_are_balanced(out)) {
        faults.push_back({number, "direction marks that do not belong together were left out"});
        std::string plain;
        for (std::size_t i = 0; i < out.size();) {
            const utf8::Decoded next = utf8::decode(out, i);
            if (next.code < 0x2066 || next.code > 0x2069) plain += out.substr(i, next.size);
            i += next.size;
        }
        out = plain;
    }
    return out;
}

}  // namespace

HeadedText split_header(std::string_view text) {
    HeadedText out;
    text = without_mark(text);
    const std::vector<std::string_view> lines = text::lines(text);
    std::size_t start = 0;
    if (!lines.empty() && text::trim(lines.front()) == "---") {
        std::size_t end = 1;
        while (end < lines.size() && text::trim(lines[end]) != "---") ++end;
        if (end == lines.size()) {
            out.broken = true;
        } else {
            for (std::size_t i = 1; i < end; ++i) out.header += std::string(lines[i]) + "\n";
            start = end + 1;
        }
    }
    out.body_line = start + 1;
    for (std::size_t i = start; i < lines.size(); ++i) out.body += std::string(lines[i]) + "\n";
    return out;
}

std::vector<CleanFault> clean(std::string& text, std::size_t first_line, LargeHeadings large) {
    std::vector<CleanFault> faults;
    std::string out;
    bool fenced = false;
    std::size_t number = first_line;
    for (const std::string_view raw : text::lines(text)) {
        std::string line = allowed(raw, number, faults);
        const bool fence = is_fence(line);
        if (const std::size_t level = fenced ? 0 : heading(line); level > 0) {
            const std::string_view words = text::trim(std::string_view(line).substr(level));
            line = (level <= 2 && large == LargeHeadings::Marked ? std::string(kLarge) : std::string()) + std::string(kSmall) + std::string(words);
        }
        if (fence) fenced = !fenced;
        out += line + "\n";
        ++number;
    }
    // A fence that never closes would swallow what we write behind it.
    if (fenced) out += "```\n";
    text = out;
    return faults;
}

std::string slug(std::string_view name) {
    std::string out;
    for (const char c : text::lower(name)) {
        const bool fits = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (fits) {
            out += c;
        } else if (!out.empty() && out.back() != '-') {
            out += '-';
        }
    }
    while (out.ends_with('-')) out.pop_back();
    constexpr std::size_t kMost = 52;  // room for what makes it unique, and for the ending of its file
    if (out.empty() || out.size() > kMost) {
        std::uint32_t mark = 2166136261U;
        for (const char c : name) mark = (mark ^ static_cast<unsigned char>(c)) * 16777619U;
        out = out.substr(0, kMost - 10);
        while (out.ends_with('-')) out.pop_back();
        out += (out.empty() ? "x" : "-") + std::to_string(mark % 100'000'000U);
    }
    return out;
}

std::string flat(const std::string& text) {
    std::string out;
    for (const char c : text) out += c == '\n' || c == '\t' || c == '\r' ? ' ' : c;
    return std::string(text::trim(out));
}

std::string plain_line(std::string_view text) {
    std::vector<CleanFault> faults;
    std::string out = allowed(flat(std::string(text)), 0, faults);
    out.resize(utf8_cut(out, kTitle));
    return std::string(text::trim(out));
}

std::optional<std::string> first_heading(std::string_view cleaned) {
    for (const std::string_view line : text::lines(cleaned)) {
        if (!line.starts_with(kSmall)) continue;
        std::string words = plain_line(line.substr(kSmall.size()));
        if (!words.empty()) return words;
    }
    return std::nullopt;
}

std::size_t utf8_cut(std::string_view text, std::size_t most) {
    if (text.size() <= most) return text.size();
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
    return most;
}

std::vector<DocumentPart> split_document(std::string_view cleaned) {
    std::vector<DocumentPart> out(1);
    bool fenced = false;
    bool any = false;
    for (std::string_view line : text::lines(cleaned)) {
        if (is_fence(line)) fenced = !fenced;
        const bool large = !fenced && line.starts_with(kLarge);
        if (line.starts_with(kLarge)) line.remove_prefix(kLarge.size());
        if (large) {
            const std::string words = plain_line(line.substr(kSmall.size()));
            if (!words.empty()) {
                // The first heading is the document's, when nothing stands before it.
                if (!any) {
                    out.front().title = words;
                    any = true;
                    continue;
                }
                out.push_back({words, {}});
                continue;
            }
        }
        if (!text::trim(line).empty()) any = true;
        if (!fenced && text::trim(line).empty() && out.back().body.size() > kPartBytes) {
            const std::string title = out.back().title;
            out.push_back({title, {}});
        }
        out.back().body += std::string(line) + "\n";
    }
    // A heading without words below it gives its own words to the page.
    for (DocumentPart& part : out) {
        if (text::trim(part.body).empty()) part.body = part.title + "\n";
    }
    return out;
}

}  // namespace amparo::lessons
