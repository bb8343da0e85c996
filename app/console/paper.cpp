#include "app/console/paper.hpp"

#include <algorithm>

#include "app/base/text.hpp"
#include "app/base/utf8.hpp"

namespace amparo::console {

namespace {

constexpr std::size_t kNarrowest = 20;

/// Columns that a text takes: marks that sit on a letter and direction controls take none.
std::size_t columns(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size();) {
        const auto next = utf8::decode(text, i);
        i += next.size;
        const char32_t code = next.code;
        const bool mark = (code >= 0x0300 && code <= 0x036F) || (code >= 0x064B && code <= 0x065F) || code == 0x0670;
        if (!mark && !utf8::is_hidden_control(code)) ++count;
    }
    return count;
}

}  // namespace

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
    width = std::max(width, kNarrowest);
    std::vector<std::string> lines;
    std::string line;
    std::size_t used = 0;
    for (const std::string_view word : text::words(text)) {
        const std::size_t size = columns(word);
        if (used != 0 && used + 1 + size > width) {
            lines.push_back(std::move(line));
            line.clear();
            used = 0;
        }
        if (used != 0) line += " ", ++used;
        line += word;
        used += size;
    }
    if (used != 0 || lines.empty()) lines.push_back(std::move(line));
    return lines;
}

std::string Paper::inked(std::string_view text, Ink ink) const {
    if (!style_.colour || ink == Ink::Plain || text.empty()) return std::string(text);
    std::string_view code;
    switch (ink) {
        case Ink::Plain: break;
        case Ink::Strong: code = "1"; break;
        case Ink::Muted: code = "2"; break;
        case Ink::Good: code = "32"; break;
        case Ink::Small: code = "33"; break;
        case Ink::Large: code = "1;31"; break;
        case Ink::Unknown: code = "36"; break;
    }
    return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
}

void Paper::blank() { *out_ << "\n"; }

void Paper::paragraph(std::string_view text, std::size_t indent, std::size_t hang, Ink ink) {
    const std::size_t taken = std::min(indent + hang, style_.width);
    bool first = true;
    for (const std::string& line : wrap(text, style_.width - taken)) {
        *out_ << std::string(first ? indent : indent + hang, ' ') << inked(line, ink) << "\n";
        first = false;
    }
}

void Paper::item(std::string_view sign, Ink sign_ink, std::string_view title, std::string_view text, std::size_t indent) {
    *out_ << std::string(indent, ' ') << inked(sign, sign_ink) << " " << inked(title, Ink::Strong) << "\n";
    if (!text.empty()) paragraph(text, indent + 2);
}

void Paper::raw(std::string_view text) { *out_ << text << "\n"; }

}  // namespace amparo::console
