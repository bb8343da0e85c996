#include <algorithm>

#include "app/base/text.hpp"
#include "lessons/describe_parts.hpp"
#include "lessons/lesson.hpp"

namespace amparo::lessons {

namespace {

std::string_view name(BlockKind kind) {
    switch (kind) {
        case BlockKind::Heading: return "heading";
        case BlockKind::Paragraph: return "paragraph";
        case BlockKind::ListItem: return "item";
        case BlockKind::Quote: return "quote";
        case BlockKind::Code: return "code";
        case BlockKind::Rule: return "rule";
        case BlockKind::Picture: return "picture";
    }
    return "paragraph";
}

std::string one_line(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\n') {
            out += "\\n";
        } else {
            out += c;
        }
    }
    return out;
}

void write(std::string& out, const std::vector<Span>& spans, std::string_view indent) {
    for (const Span& span : spans) {
        out += std::string(indent) + "\"" + one_line(span.text) + "\"";
        if (span.strong) out += " strong";
        if (span.emphasis) out += " emphasis";
        if (span.code) out += " code";
        if (!span.link.empty()) out += " -> " + span.link;
        out += "\n";
    }
}

void write(std::string& out, const Blocks& blocks, const std::string& indent) {
    for (const Block& block : blocks) {
        out += indent + std::string(name(block.kind));
        if (block.level != 0) out += " level " + std::to_string(block.level);
        if (block.depth != 0) out += " depth " + std::to_string(block.depth);
        if (block.number != 0) out += " number " + std::to_string(block.number);
        if (block.quoted != 0) out += " quoted " + std::to_string(block.quoted);
        if (!block.picture.empty()) out += " " + block.picture;
        out += "\n";
        write(out, block.spans, indent + "  ");
    }
}

void write_checklist(std::string& out, const Checklist& list) {
    out += "checklist " + list.id + " \"" + list.title + "\"\n";
    write(out, list.body, "  ");
    for (const ChecklistItem& item : list.items) {
        out += "  item " + item.id + (item.first ? " first" : "") + (item.check.empty() ? "" : " ticked by " + item.check) + "\n";
        write(out, item.text, "    ");
        write(out, item.why, "    > ");
    }
}

void write_quiz(std::string& out, const QuizItem& item) {
    out += "quiz " + item.id + " \"" + item.question + "\" " + std::string(quiz_kind_name(item.kind)) + "\n";
    write(out, item.body, "  ");
    for (const QuizOption& option : item.options) {
        out += option.right ? "  right\n" : "  other\n";
        write(out, option.text, "    ");
        write(out, option.partner, "    = ");
        write(out, option.feedback, "    > ");
    }
    for (const Scene& scene : item.scenes) {
        out += "  scene " + scene.id + " \"" + scene.title + "\"\n";
        write(out, scene.body, "    ");
        for (const SceneChoice& choice : scene.choices) {
            out += "    choice to " + item.scenes[choice.to].id + "\n";
            write(out, choice.text, "      ");
            write(out, choice.consequence, "      > ");
        }
    }
}

void write_part(std::string& out, std::string_view title, const Blocks& blocks) {
    if (blocks.empty()) return;
    out += "  [" + std::string(title) + "]\n";
    write(out, blocks, "  ");
}

}  // namespace

void write_blocks(std::string& out, const Blocks& blocks, const std::string& indent) { write(out, blocks, indent); }

std::string plain_text(const std::vector<Span>& spans) {
    std::string out;
    for (const Span& span : spans) out += span.text;
    return out;
}

std::string plain_text(const Blocks& blocks) {
    std::string out;
    for (const Block& block : blocks) {
        if (block.kind == BlockKind::Rule) continue;
        if (!out.empty()) out += '\n';
        out += plain_text(block.spans);
    }
    return out;
}

std::size_t count_words(const Blocks& blocks) {
    std::string flat = plain_text(blocks);
    std::ranges::replace(flat, '\n', ' ');
    return text::words(flat).size();
}

std::string describe(const Markdown& markdown) {
    std::string out;
    write(out, markdown.blocks, "");
    for (const std::string& what : markdown.left_out) out += "# left out: " + what + "\n";
    return out;
}

std::string describe(const LessonText& text) {
    std::string out = "lesson \"" + text.title + "\" " + std::string(localization::state_name(text.state));
    if (!text.source.empty()) out += " of " + text.source;
    if (!text.reviewed_by.empty()) out += ", read by " + text.reviewed_by;
    out += "\n";
    write(out, text.summary, "  ");
    for (const std::string& goal : text.goals) out += "goal \"" + goal + "\"\n";
    for (const Step& step : text.steps) {
        out += "step " + step.id + " \"" + step.title + "\"\n";
        write(out, step.body, "  ");
        write_part(out, "do", step.act);
        write_part(out, "dont", step.dont);
        write_part(out, "trade-off", step.trade_off);
        write_part(out, "legal", step.legal_note);
        for (const HowTo& how : step.how_to) write_part(out, "how:" + how.system + " " + how.title, how.body);
    }
    for (const Checklist& list : text.checklists) write_checklist(out, list);
    for (const QuizItem& item : text.quiz) write_quiz(out, item);
    for (const std::string& what : text.left_out) out += "# left out: " + what + "\n";
    return out;
}

}  // namespace amparo::lessons
