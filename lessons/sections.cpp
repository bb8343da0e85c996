#include "lessons/sections.hpp"

#include <algorithm>

#include "app/base/limits.hpp"
#include "app/base/text.hpp"

namespace amparo::lessons {

namespace {

constexpr std::size_t kSections = 1000;
constexpr std::size_t kHeaderLines = 20;

/// 1 to 3 for a heading of ours, 0 for every other line.
std::size_t heading_level(std::string_view line) {
    std::size_t level = 0;
    while (level < line.size() && line[level] == '#') ++level;
    return level >= 1 && level <= 3 && level < line.size() && line[level] == ' ' ? level : 0;
}

/// The character of a fence that begins or ends code, or 0.
char fence(std::string_view line) {
    line = text::trim(line);
    if (line.starts_with("```")) return '`';
    return line.starts_with("~~~") ? '~' : '\0';
}

Section section_of(std::string_view line, std::size_t level, std::size_t number) {
    Section out;
    out.line = number;
    out.level = level;
    out.body_line = number + 1;
    std::string_view rest = text::trim(line.substr(level));
    if (level > 1) {
        const std::string_view name = rest.substr(0, rest.find(' '));
        const std::size_t colon = name.find(':');
        out.kind = std::string(name.substr(0, colon));
        if (colon != std::string_view::npos) out.id = std::string(name.substr(colon + 1));
        rest = text::trim(rest.substr(name.size()));
    }
    out.title = std::string(rest);
    return out;
}

Result<std::size_t> read_header(const std::vector<std::string_view>& lines, SectionFile& out) {
    out.has_header = true;
    for (std::size_t i = 1; i < lines.size(); ++i) {
        const std::string_view line = text::trim(lines[i]);
        if (line == "---") return i + 1;
        if (i > kHeaderLines) return fail_at(i + 1, "the header between the two lines of --- is too long");
        if (line.empty()) continue;
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos) return fail_at(i + 1, "a line of the header has the form \"key: value\"");
        out.header.push_back({i + 1, std::string(text::trim(line.substr(0, colon))), std::string(text::trim(line.substr(colon + 1)))});
    }
    return fail_at(1, "the header that begins with --- does not end");
}

}  // namespace

std::unexpected<Error> fail_at(std::size_t line, const std::string& reason, Errc code) {
    return fail(code, "line " + std::to_string(line) + ": " + reason);
}

std::string_view without_mark(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    return text;
}

Result<SectionFile> split_sections(std::string_view text) {
    if (text.size() > limits::kLessonBytes) {
        return fail(Errc::Limit, "more than " + std::to_string(limits::kLessonBytes / limits::kKiB) + " KiB");
    }
    const std::vector<std::string_view> lines = text::lines(without_mark(text));
    SectionFile out;
    std::size_t start = 0;
    if (!lines.empty() && lines.front() == "---") {
        AMPARO_TRY(start, read_header(lines, out));
    }
    char open_fence = '\0';
    for (std::size_t i = start; i < lines.size(); ++i) {
        const std::string_view line = lines[i];
        const std::size_t level = open_fence == '\0' ? heading_level(line) : 0;
        if (level != 0) {
            if (out.sections.size() >= kSections) return fail_at(i + 1, "too many sections", Errc::Limit);
            out.sections.push_back(section_of(line, level, i + 1));
            continue;
        }
        if (out.sections.empty()) {
            if (text::trim(line).empty()) continue;
            return fail_at(i + 1, "a lesson begins with its title: \"# Title\"");
        }
        if (const char mark = fence(line); mark != '\0') {
            if (open_fence == '\0') {
                open_fence = mark;
            } else if (open_fence == mark) {
                open_fence = '\0';
            }
        }
        out.sections.back().body += line;
        out.sections.back().body += '\n';
    }
    return out;
}

}  // namespace amparo::lessons
