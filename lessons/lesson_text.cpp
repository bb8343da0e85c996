// From the sections of a Markdown file to the pages of a lesson.

#include <algorithm>
#include <array>
#include <set>

#include "app/base/limits.hpp"
#include "app/base/text.hpp"
#include "lessons/lesson.hpp"
#include "lessons/sections.hpp"

namespace amparo::lessons {

namespace {

constexpr std::size_t kTitleBytes = 200;
constexpr std::array<std::string_view, 3> kTicks = {"- [ ] ", "- [x] ", "- [X] "};

class TextReader {
  public:
    explicit TextReader(TextKind kind) : kind_(kind) {}

    Result<LessonText> read(const SectionFile& file) {
        AMPARO_TRY_VOID(read_header(file));
        if (file.sections.empty()) return fail_at(1, "a lesson begins with its title: \"# Title\"");
        for (const Section& section : file.sections) AMPARO_TRY_VOID(read_section(section));
        if (out_.steps.empty()) return fail_at(1, "a lesson needs a step: \"## step:an-id Title\"");
        for (std::size_t i = 0; i < out_.steps.size(); ++i) AMPARO_TRY_VOID(check_length(out_.steps[i], step_lines_[i]));
        return std::move(out_);
    }

  private:
    Result<void> read_header(const SectionFile& file) {
        if (kind_ == TextKind::Source) {
            if (file.has_header) return fail_at(1, "the English original has no header; lesson.json says what it is about");
            return {};
        }
        out_.state = localization::State::Translated;
        for (const HeaderField& field : file.header) {
            if (field.key == "source") {
                const bool fits = field.value.size() == 16 && text::from_hex(field.value).has_value() && text::lower(field.value) == field.value;
                if (!fits) return fail_at(field.line, "\"source\" holds the 16 hexadecimal characters that the lint prints");
                out_.source = field.value;
            } else if (field.key == "draft") {
                if (field.value != "machine") return fail_at(field.line, "\"draft\" can only be \"machine\"");
                if (out_.state == localization::State::Translated) out_.state = localization::State::Draft;
            } else if (field.key == "reviewed") {
                const std::size_t space = field.value.rfind(' ');
                if (space == std::string::npos || !parse_day(field.value.substr(space + 1))) {
                    return fail_at(field.line, "\"reviewed\" holds a name and a day: \"Collective in Amman 2026-11-23\"");
                }
                out_.reviewed_by = field.value.substr(0, space);
                AMPARO_TRY_VOID(check_words(out_.reviewed_by, field.line));
                out_.state = localization::State::Reviewed;
            } else {
                return fail_at(field.line, "the header has \"source\", \"draft\" and \"reviewed\" only");
            }
        }
        if (out_.source.empty()) return fail_at(1, "a translation begins with a header that holds \"source: \" and the mark of its original");
        return {};
    }

    Result<void> read_section(const Section& section) {
        if (section.level == 1) return read_title(section);
        if (out_.title.empty()) return fail_at(section.line, "the title \"# Title\" comes first");
        if (section.level == 2) {
            in_step_ = false;
            if (section.kind == "goals") return read_goals(section);
            if (section.kind == "step") return read_step(section);
            if (section.kind == "quiz") return read_quiz(section);
            return fail_at(section.line, "a section begins with \"## goals\", \"## step:an-id Title\" or \"## quiz:an-id Question\"");
        }
        if (!in_step_) return fail_at(section.line, "\"### …\" belongs into a step");
        return read_part(section, out_.steps.back());
    }

    Result<void> read_title(const Section& section) {
        if (!out_.title.empty()) return fail_at(section.line, "a lesson has one title; smaller headings have two # or more");
        AMPARO_TRY(out_.title, title(section));
        AMPARO_TRY(out_.summary, blocks(section));
        if (out_.summary.empty()) return fail_at(section.line, "a short summary belongs below the title");
        return {};
    }

    Result<void> read_goals(const Section& section) {
        AMPARO_TRY(const Blocks list, blocks(section));
        if (!out_.goals.empty() || list.empty()) return fail_at(section.line, "one list of goals, each line beginning with \"- \"");
        for (const Block& block : list) {
            if (block.kind != BlockKind::ListItem || block.spans.empty()) return fail_at(section.line, "goals are a list, each line beginning with \"- \"");
            out_.goals.push_back(plain_text(block.spans));
        }
        if (out_.goals.size() > limits::kLessonList) return fail_at(section.line, "too many goals", Errc::Limit);
        return {};
    }

    Result<void> read_step(const Section& section) {
        if (out_.steps.size() >= limits::kLessonPages) return fail_at(section.line, "too many steps", Errc::Limit);
        Step step;
        AMPARO_TRY(step.id, new_id(section));
        AMPARO_TRY(step.title, title(section));
        AMPARO_TRY(step.body, blocks(section));
        if (step.body.empty()) return fail_at(section.line, "the step has no words");
        out_.steps.push_back(std::move(step));
        step_lines_.push_back(section.line);
        in_step_ = true;
        return {};
    }

    Result<void> read_part(const Section& section, Step& step) {
        AMPARO_TRY(Blocks body, blocks(section));
        if (body.empty()) return fail_at(section.line, "nothing stands below this heading");
        if (section.kind == "how") {
            const bool known = std::ranges::any_of(step.how_to, [&](const HowTo& how) { return how.system == section.id; });
            if (!text::is_id(section.id) || known) return fail_at(section.line, "one \"### how:a-system Name\" for each system");
            if (step.how_to.size() >= limits::kLessonSystems) return fail_at(section.line, "too many systems", Errc::Limit);
            AMPARO_TRY(std::string name, title(section));
            step.how_to.push_back({section.id, std::move(name), std::move(body)});
            return {};
        }
        Blocks* place = section.kind == "do"          ? &step.act
                        : section.kind == "dont"      ? &step.dont
                        : section.kind == "trade-off" ? &step.trade_off
                        : section.kind == "legal"     ? &step.legal_note
                                                      : nullptr;
        if (place == nullptr || !section.id.empty()) {
            return fail_at(section.line, "in a step stand \"### do\", \"### dont\", \"### trade-off\", \"### legal\" and \"### how:a-system Name\"");
        }
        if (!section.title.empty()) return fail_at(section.line, "the heading ends here; the program writes it in words");
        if (!place->empty()) return fail_at(section.line, "this part stands in the step twice");
        *place = std::move(body);
        return {};
    }

    Result<void> read_quiz(const Section& section) {
        if (out_.quiz.size() >= limits::kLessonPages) return fail_at(section.line, "too many questions", Errc::Limit);
        QuizItem item;
        AMPARO_TRY(item.id, new_id(section));
        AMPARO_TRY(item.question, title(section));
        AMPARO_TRY_VOID(read_answers(section, item));
        const auto right = std::ranges::count_if(item.options, &QuizOption::right);
        if (item.options.size() < 2) return fail_at(section.line, "a question needs two answers or more");
        if (right == 0) return fail_at(section.line, "no answer is marked as right: \"- [x] \"");
        item.kind = right == 1 ? QuizKind::Single : QuizKind::Multiple;
        out_.quiz.push_back(std::move(item));
        return {};
    }

    struct Answer {
        std::size_t line = 0;
        std::size_t feedback_line = 0;
        bool right = false;
        std::string text;
        std::string feedback;
    };

    Result<void> read_answers(const Section& section, QuizItem& item) {
        std::string situation;
        std::vector<Answer> answers;
        std::size_t number = section.body_line;
        for (const std::string_view line : text::lines(section.body)) {
            const std::string_view trimmed = text::trim(line);
            if (std::ranges::any_of(kTicks, [&](std::string_view tick) { return line.starts_with(tick); })) {
                if (answers.size() >= limits::kLessonAnswers) return fail_at(number, "too many answers", Errc::Limit);
                answers.push_back({number, 0, line[3] != ' ', std::string(line.substr(6)) + "\n", {}});
            } else if (answers.empty()) {
                situation += std::string(line) + "\n";
            } else if (trimmed.starts_with('>')) {
                std::string_view words = trimmed.substr(1);
                if (words.starts_with(' ')) words.remove_prefix(1);
                if (answers.back().feedback_line == 0) answers.back().feedback_line = number;
                answers.back().feedback += std::string(words) + "\n";
            } else if (trimmed.empty()) {
                if (!answers.back().feedback.empty()) answers.back().feedback += "\n";
            } else if (line.starts_with("  ") && answers.back().feedback.empty()) {
                answers.back().text += std::string(trimmed) + "\n";
            } else {
                return fail_at(number, "an answer begins with \"- [ ] \" or \"- [x] \", and every line of what is said to it with \"  > \"");
            }
            ++number;
        }
        AMPARO_TRY(item.body, blocks(situation, section.body_line));
        for (const Answer& answer : answers) {
            QuizOption option;
            option.right = answer.right;
            AMPARO_TRY(const Blocks words, blocks(answer.text, answer.line));
            if (words.size() != 1 || words.front().kind != BlockKind::Paragraph) return fail_at(answer.line, "an answer is one short paragraph");
            option.text = words.front().spans;
            AMPARO_TRY(option.feedback, blocks(answer.feedback, answer.feedback_line));
            if (option.feedback.empty()) return fail_at(answer.line, "the answer needs a line \"  > \" that says why");
            if (count_words(option.feedback) > longest()) return fail_at(answer.line, "what is said to the answer is too long");
            item.options.push_back(std::move(option));
        }
        return {};
    }

    Result<std::string> new_id(const Section& section) {
        if (!text::is_id(section.id)) return fail_at(section.line, "an id behind the colon, of small letters, digits and hyphens: \"step:an-id\"");
        if (!ids_.insert(section.kind + ":" + section.id).second) return fail_at(section.line, "the id \"" + section.id + "\" stands here a second time");
        return section.id;
    }

    Result<std::string> title(const Section& section) {
        if (section.title.empty()) return fail_at(section.line, "words are missing behind the heading");
        if (section.title.size() > kTitleBytes) return fail_at(section.line, "the heading is too long", Errc::Limit);
        AMPARO_TRY_VOID(check_words(section.title, section.line));
        return section.title;
    }

    /// Headings and names are shown as they are, so only their characters are looked at.
    static Result<void> check_words(const std::string& words, std::size_t line) {
        AMPARO_TRY_VOID(parse_markdown(words, line));
        return {};
    }

    Result<Blocks> blocks(const Section& section) { return blocks(section.body, section.body_line); }

    Result<Blocks> blocks(const std::string& text, std::size_t line) {
        AMPARO_TRY(Markdown markdown, parse_markdown(text, line));
        for (std::string& what : markdown.left_out) {
            if (out_.left_out.size() < limits::kLessonList) out_.left_out.push_back("line " + std::to_string(line) + ": " + what);
        }
        return std::move(markdown.blocks);
    }

    /// Words on a page. Other languages may need half as many again.
    [[nodiscard]] std::size_t longest() const { return kind_ == TextKind::Source ? limits::kLessonWords : limits::kLessonWords * 3 / 2; }

    Result<void> check_length(const Step& step, std::size_t line) const {
        const std::size_t words = count_words(step.body) + count_words(step.act) + count_words(step.dont) + count_words(step.trade_off) +
                                  count_words(step.legal_note);
        const auto too_long = [&](const std::string& what, std::size_t count) {
            return fail_at(line, what + " has " + std::to_string(count) + " words; a page holds " + std::to_string(longest()), Errc::Limit);
        };
        if (words > longest()) return too_long("the step \"" + step.id + "\"", words);
        for (const HowTo& how : step.how_to) {
            if (const std::size_t count = count_words(how.body); count > longest()) return too_long("\"how:" + how.system + "\" of the step", count);
        }
        return {};
    }

    TextKind kind_;
    LessonText out_;
    std::vector<std::size_t> step_lines_;
    std::set<std::string> ids_;
    bool in_step_ = false;
};

}  // namespace

Result<LessonText> parse_lesson_text(std::string_view markdown, TextKind kind) {
    AMPARO_TRY(const SectionFile file, split_sections(markdown));
    return TextReader(kind).read(file);
}

}  // namespace amparo::lessons
