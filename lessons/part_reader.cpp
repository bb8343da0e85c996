#include "lessons/part_reader.hpp"

#include <algorithm>
#include <array>

#include "app/base/limits.hpp"
#include "app/base/text.hpp"

namespace amparo::lessons {

namespace {

constexpr std::size_t kTitleBytes = 200;
constexpr std::array<std::string_view, 5> kTicks = {"- [ ] ", "- [x] ", "- [X] ", "- [!] ", "- [*] "};
constexpr std::string_view kArrow = " -> ";
constexpr std::string_view kPair = " = ";

/// How many characters "12. " takes at the start, or 0.
std::size_t number_length(std::string_view line) {
    const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
    return digits >= 1 && digits <= 3 && line.substr(digits).starts_with(". ") ? digits + 2 : 0;
}

/// "scene-id" of a line that ends with " -> scene-id", or "".
std::string_view leads_to(std::string_view line) {
    const std::size_t arrow = line.rfind(kArrow);
    if (arrow == std::string_view::npos) return {};
    const std::string_view id = text::trim(line.substr(arrow + kArrow.size()));
    return text::is_id(id) ? id : std::string_view{};
}

}  // namespace

bool is_quiz_section(std::string_view kind) { return kind == "quiz" || kind == "order" || kind == "match" || kind == "scenario"; }

Result<TranslationMark> PartReader::read_mark(const SectionFile& file) const {
    TranslationMark out;
    if (kind_ == TextKind::Source) {
        if (file.has_header) return fail_at(1, "the English original has no header; lesson.json says what it is about");
        return out;
    }
    out.state = localization::State::Translated;
    for (const HeaderField& field : file.header) {
        if (field.key == "source") {
            const bool fits = field.value.size() == 16 && text::from_hex(field.value).has_value() && text::lower(field.value) == field.value;
            if (!fits) return fail_at(field.line, "\"source\" holds the 16 hexadecimal characters that the lint prints");
            out.source = field.value;
        } else if (field.key == "draft") {
            if (field.value != "machine") return fail_at(field.line, "\"draft\" can only be \"machine\"");
            if (out.state == localization::State::Translated) out.state = localization::State::Draft;
        } else if (field.key == "reviewed") {
            const std::size_t space = field.value.rfind(' ');
            if (space == std::string::npos || !parse_day(field.value.substr(space + 1))) {
                return fail_at(field.line, "\"reviewed\" holds a name and a day: \"Collective in Amman 2026-11-23\"");
            }
            out.reviewed_by = field.value.substr(0, space);
            AMPARO_TRY_VOID(check_words(out.reviewed_by, field.line));
            out.state = localization::State::Reviewed;
        } else {
            return fail_at(field.line, "the header has \"source\", \"draft\" and \"reviewed\" only");
        }
    }
    if (out.source.empty()) return fail_at(1, "a translation begins with a header that holds \"source: \" and the mark of its original");
    return out;
}

std::size_t PartReader::longest() const { return kind_ == TextKind::Source ? limits::kLessonWords : limits::kLessonWords * 3 / 2; }

Result<std::string> PartReader::new_id(const Section& section) {
    const std::string kind = is_quiz_section(section.kind) ? "quiz" : section.kind;
    if (!text::is_id(section.id)) return fail_at(section.line, "an id behind the colon, of small letters, digits and hyphens: \"" + kind + ":an-id\"");
    if (!ids_.insert(kind + ":" + section.id).second) return fail_at(section.line, "the id \"" + section.id + "\" stands here a second time");
    return section.id;
}

Result<std::string> PartReader::title(const Section& section) {
    if (section.title.empty()) return fail_at(section.line, "words are missing behind the heading");
    if (section.title.size() > kTitleBytes) return fail_at(section.line, "the heading is too long", Errc::Limit);
    AMPARO_TRY_VOID(check_words(section.title, section.line));
    return section.title;
}

Result<void> PartReader::check_words(const std::string& words, std::size_t line) {
    AMPARO_TRY_VOID(parse_markdown(words, line));
    return {};
}

Result<Blocks> PartReader::blocks(const std::string& text, std::size_t line) {
    AMPARO_TRY(Markdown markdown, parse_markdown(text, line));
    for (std::string& what : markdown.left_out) {
        if (left_out_.size() < limits::kLessonList) left_out_.push_back("line " + std::to_string(line) + ": " + what);
    }
    return std::move(markdown.blocks);
}

Result<std::vector<Span>> PartReader::line_of_words(const std::string& text, std::size_t line) {
    AMPARO_TRY(const Blocks words, blocks(text, line));
    if (words.size() != 1 || words.front().kind != BlockKind::Paragraph) return fail_at(line, "an answer is one short paragraph");
    return words.front().spans;
}

bool PartReader::begins_item(Bullet bullet, std::string_view line) {
    switch (bullet) {
        case Bullet::Ticked: return std::ranges::any_of(kTicks, [&](std::string_view tick) { return line.starts_with(tick); });
        case Bullet::Numbered: return number_length(line) > 0;
        case Bullet::Plain: return line.starts_with("- ");
        case Bullet::Leading: return line.starts_with("- ") && !leads_to(line).empty();
    }
    return false;
}

Result<PartReader::Items> PartReader::read_items(const Section& section, Bullet bullet, std::size_t most) const {
    Items out;
    std::size_t number = section.body_line;
    for (const std::string_view line : text::lines(section.body)) {
        const std::string_view trimmed = text::trim(line);
        if (begins_item(bullet, line)) {
            if (out.items.size() >= most) return fail_at(number, "too many answers", Errc::Limit);
            const std::size_t skip = bullet == Bullet::Ticked ? 6 : bullet == Bullet::Numbered ? number_length(line) : 2;
            out.items.push_back({number, 0, bullet == Bullet::Ticked ? line[3] : ' ', std::string(line.substr(skip)) + "\n", {}});
        } else if (out.items.empty()) {
            out.before += std::string(line) + "\n";
        } else if (trimmed.starts_with('>')) {
            Item& item = out.items.back();
            std::string_view words = trimmed.substr(1);
            if (words.starts_with(' ')) words.remove_prefix(1);
            if (item.reason_line == 0) item.reason_line = number;
            item.reason += std::string(words) + "\n";
        } else if (trimmed.empty()) {
            if (!out.items.back().reason.empty()) out.items.back().reason += "\n";
        } else if (line.starts_with("  ") && out.items.back().reason.empty()) {
            out.items.back().text += std::string(trimmed) + "\n";
        } else if (bullet == Bullet::Ticked) {
            return fail_at(number, "an answer begins with \"- [ ] \" or \"- [x] \", and every line of what is said to it with \"  > \"");
        } else {
            return fail_at(number, "every line of what is said to an answer begins with \"  > \", and nothing follows the answers");
        }
        ++number;
    }
    return out;
}

Result<QuizOption> PartReader::read_option(const Item& item, const std::string& words) {
    QuizOption option;
    AMPARO_TRY(option.text, line_of_words(words, item.line));
    AMPARO_TRY(option.feedback, blocks(item.reason, item.reason_line));
    if (option.feedback.empty()) return fail_at(item.line, "the answer needs a line \"  > \" that says why");
    if (count_words(option.feedback) > longest()) return fail_at(item.line, "what is said to the answer is too long");
    return option;
}

Result<QuizItem> PartReader::read_quiz(const Section& section) {
    QuizItem item;
    AMPARO_TRY(item.id, new_id(section));
    AMPARO_TRY(item.question, title(section));
    if (section.kind == "scenario") {
        item.kind = QuizKind::Scenario;
        AMPARO_TRY(item.body, blocks(section));
        return item;
    }
    item.kind = section.kind == "order" ? QuizKind::Order : section.kind == "match" ? QuizKind::Match : QuizKind::Single;
    const Bullet bullet = item.kind == QuizKind::Order ? Bullet::Numbered : item.kind == QuizKind::Match ? Bullet::Plain : Bullet::Ticked;
    AMPARO_TRY(const Items list, read_items(section, bullet, limits::kLessonAnswers));
    AMPARO_TRY(item.body, blocks(list.before, section.body_line));
    for (const Item& each : list.items) {
        std::string words = each.text;
        std::string partner;
        if (item.kind == QuizKind::Match) {
            const std::size_t pair = words.find(kPair);
            if (pair == std::string::npos) return fail_at(each.line, "what belongs together stands in one line: \"- This = that\"");
            partner = words.substr(pair + kPair.size());
            words.resize(pair);
        }
        if (each.mark == '!' || each.mark == '*') return fail_at(each.line, "an answer begins with \"- [ ] \" or \"- [x] \"");
        AMPARO_TRY(QuizOption option, read_option(each, words));
        if (item.kind == QuizKind::Match) {
            AMPARO_TRY(option.partner, line_of_words(partner, each.line));
        }
        option.right = item.kind != QuizKind::Single || each.mark != ' ';
        item.options.push_back(std::move(option));
    }
    if (item.options.size() < 2) {
        const char* how = item.kind == QuizKind::Order ? "\"1. \"" : item.kind == QuizKind::Match ? "\"- This = that\"" : "\"- [ ] \"";
        return fail_at(section.line, std::string("a question needs two answers or more: ") + how);
    }
    if (item.kind != QuizKind::Single) return item;
    const auto right = std::ranges::count_if(item.options, &QuizOption::right);
    if (right == 0) return fail_at(section.line, "no answer is marked as right: \"- [x] \"");
    item.kind = right == 1 ? QuizKind::Single : QuizKind::Multiple;
    return item;
}

Result<void> PartReader::read_scene(const Section& section, QuizItem& item, SceneTargets& targets) {
    const bool end = section.kind == "end";
    if (!end && section.kind != "scene") return fail_at(section.line, "in a scenario stand \"### scene:an-id Title\" and \"### end:an-id Title\"");
    if (!text::is_id(section.id)) return fail_at(section.line, "an id behind the colon, of small letters, digits and hyphens");
    if (std::ranges::find(item.scenes, section.id, &Scene::id) != item.scenes.end()) return fail_at(section.line, "the scene \"" + section.id + "\" stands here a second time");
    if (item.scenes.size() >= limits::kLessonPages) return fail_at(section.line, "too many scenes", Errc::Limit);
    Scene scene;
    scene.id = section.id;
    AMPARO_TRY(scene.title, title(section));
    AMPARO_TRY(const Items list, read_items(section, Bullet::Leading, limits::kLessonAnswers));
    AMPARO_TRY(scene.body, blocks(list.before, section.body_line));
    if (count_words(scene.body) > longest()) return fail_at(section.line, "the scene has more words than a page holds", Errc::Limit);
    if (end && !list.items.empty()) return fail_at(list.items.front().line, "an end has no choices");
    if (!end && list.items.empty()) return fail_at(section.line, "a scene needs a choice, \"- Words -> scene-id\"; the last is \"### end:an-id Title\"");
    std::vector<SceneTarget> leads;
    for (const Item& each : list.items) {
        SceneChoice choice;
        const std::string_view first = std::string_view(each.text).substr(0, each.text.find('\n'));
        leads.push_back({std::string(leads_to(first)), each.line});
        AMPARO_TRY(choice.text, line_of_words(std::string(first.substr(0, first.rfind(kArrow))), each.line));
        AMPARO_TRY(choice.consequence, blocks(each.reason, each.reason_line));
        scene.choices.push_back(std::move(choice));
    }
    targets[item.id].push_back(std::move(leads));
    item.scenes.push_back(std::move(scene));
    return {};
}

Result<void> PartReader::join_scenes(QuizItem& item, const SceneTargets& targets, std::size_t line) {
    if (item.scenes.empty()) return fail_at(line, "a scenario needs scenes: \"### scene:an-id Title\"");
    const auto& leads = targets.at(item.id);
    std::vector<bool> reached(item.scenes.size(), false);
    std::vector<bool> ends(item.scenes.size(), false);
    for (std::size_t i = 0; i < item.scenes.size(); ++i) {
        ends[i] = item.scenes[i].choices.empty();
        for (std::size_t k = 0; k < item.scenes[i].choices.size(); ++k) {
            const auto found = std::ranges::find(item.scenes, leads[i][k].id, &Scene::id);
            if (found == item.scenes.end()) return fail_at(leads[i][k].line, "there is no scene \"" + leads[i][k].id + "\"");
            item.scenes[i].choices[k].to = static_cast<std::size_t>(found - item.scenes.begin());
        }
    }
    // Both spread until nothing changes; there are few scenes.
    reached[0] = true;
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t i = 0; i < item.scenes.size(); ++i) {
            for (const SceneChoice& choice : item.scenes[i].choices) {
                if (reached[i] && !reached[choice.to]) changed = reached[choice.to] = true;
                if (ends[choice.to] && !ends[i]) changed = ends[i] = true;
            }
        }
    }
    for (std::size_t i = 0; i < item.scenes.size(); ++i) {
        if (!reached[i]) return fail_at(line, "no choice leads to the scene \"" + item.scenes[i].id + "\"");
        if (!ends[i]) return fail_at(line, "from the scene \"" + item.scenes[i].id + "\" no end can be reached");
    }
    return {};
}

Result<Checklist> PartReader::read_checklist(const Section& section) {
    constexpr std::string_view kCheck = "amparo:check/";
    Checklist out;
    AMPARO_TRY(out.id, new_id(section));
    AMPARO_TRY(out.title, title(section));
    AMPARO_TRY(const Items list, read_items(section, Bullet::Ticked, kChecklistItems));
    AMPARO_TRY(out.body, blocks(list.before, section.body_line));
    for (const Item& each : list.items) {
        if (each.mark != ' ' && each.mark != '!') return fail_at(each.line, "a thing to do begins with \"- [ ] \", or \"- [!] \" if it comes first");
        const std::size_t colon = each.text.find(": ");
        ChecklistItem item;
        item.id = each.text.substr(0, std::min(colon, each.text.size()));
        if (colon == std::string::npos || !text::is_id(item.id)) return fail_at(each.line, "a thing to do begins with its id: \"- [ ] an-id: Words\"");
        if (std::ranges::find(out.items, item.id, &ChecklistItem::id) != out.items.end()) return fail_at(each.line, "the id \"" + item.id + "\" stands here a second time");
        AMPARO_TRY(item.text, line_of_words(each.text.substr(colon + 2), each.line));
        AMPARO_TRY(item.why, blocks(each.reason, each.reason_line));
        item.first = each.mark == '!';
        for (const Span& span : item.text) {
            if (item.check.empty() && span.link.starts_with(kCheck)) item.check = span.link.substr(kCheck.size());
        }
        out.items.push_back(std::move(item));
    }
    if (out.items.empty()) return fail_at(section.line, "a checklist needs things to do: \"- [ ] an-id: Words\"");
    return out;
}

}  // namespace amparo::lessons
