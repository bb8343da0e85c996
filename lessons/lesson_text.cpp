// From the sections of a Markdown file to the pages of a lesson.

#include <algorithm>

#include "app/base/limits.hpp"
#include "app/base/text.hpp"
#include "lessons/lesson.hpp"
#include "lessons/part_reader.hpp"
#include "lessons/sections.hpp"

namespace amparo::lessons {

namespace {

class TextReader : private PartReader {
  public:
    TextReader(TextKind kind, Length length) : PartReader(kind), length_(length) {}

    Result<LessonText> read(const SectionFile& file) {
        AMPARO_TRY_VOID(read_header(file));
        if (file.sections.empty()) return fail_at(1, "a lesson begins with its title: \"# Title\"");
        for (const Section& section : file.sections) AMPARO_TRY_VOID(read_section(section));
        if (out_.steps.empty()) return fail_at(1, "a lesson needs a step: \"## step:an-id Title\"");
        for (std::size_t i = 0; length_ == Length::Page && i < out_.steps.size(); ++i) AMPARO_TRY_VOID(check_length(out_.steps[i], step_lines_[i]));
        for (std::size_t i = 0; i < out_.quiz.size(); ++i) AMPARO_TRY_VOID(finish_quiz(out_.quiz[i], quiz_lines_[i]));
        out_.left_out = take_left_out();
        return std::move(out_);
    }

  private:
    Result<void> read_header(const SectionFile& file) {
        AMPARO_TRY(TranslationMark mark, read_mark(file));
        out_.source = std::move(mark.source);
        out_.state = mark.state;
        out_.reviewed_by = std::move(mark.reviewed_by);
        return {};
    }

    Result<void> read_section(const Section& section) {
        if (section.level == 1) return read_title(section);
        if (out_.title.empty()) return fail_at(section.line, "the title \"# Title\" comes first");
        if (section.level == 2) {
            inside_ = Inside::Nothing;
            if (section.kind == "goals") return read_goals(section);
            if (section.kind == "step") return read_step(section);
            if (section.kind == "checklist") return read_list(section);
            if (is_quiz_section(section.kind)) return read_question(section);
            return fail_at(section.line, "a section begins with \"## goals\", \"## step:an-id Title\", \"## checklist:an-id Title\", or with one of \"quiz\", "
                                         "\"order\", \"match\" and \"scenario\": \"## quiz:an-id Question\"");
        }
        if (inside_ == Inside::Scenario) return read_scene(section, out_.quiz.back(), scene_targets_);
        if (inside_ != Inside::Step) return fail_at(section.line, "\"### …\" belongs into a step or a scenario");
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
        out_.lines["step:" + step.id] = section.line;
        out_.steps.push_back(std::move(step));
        step_lines_.push_back(section.line);
        inside_ = Inside::Step;
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

    Result<void> read_list(const Section& section) {
        if (out_.checklists.size() >= limits::kLessonPages) return fail_at(section.line, "too many checklists", Errc::Limit);
        AMPARO_TRY(Checklist list, read_checklist(section));
        out_.lines["checklist:" + list.id] = section.line;
        out_.checklists.push_back(std::move(list));
        return {};
    }

    Result<void> read_question(const Section& section) {
        if (out_.quiz.size() >= limits::kLessonPages) return fail_at(section.line, "too many questions", Errc::Limit);
        AMPARO_TRY(QuizItem item, read_quiz(section));
        if (item.kind == QuizKind::Scenario) inside_ = Inside::Scenario;
        out_.lines["quiz:" + item.id] = section.line;
        out_.quiz.push_back(std::move(item));
        quiz_lines_.push_back(section.line);
        return {};
    }

    Result<void> finish_quiz(QuizItem& item, std::size_t line) const {
        if (item.kind != QuizKind::Scenario) return {};
        return join_scenes(item, scene_targets_, line);
    }

    [[nodiscard]] Result<void> check_length(const Step& step, std::size_t line) const {
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

    enum class Inside { Nothing, Step, Scenario };
    Length length_;
    LessonText out_;
    std::vector<std::size_t> step_lines_;
    std::vector<std::size_t> quiz_lines_;
    SceneTargets scene_targets_;
    Inside inside_ = Inside::Nothing;
};

}  // namespace

Result<LessonText> parse_lesson_text(std::string_view markdown, TextKind kind, Length length) {
    AMPARO_TRY(const SectionFile file, split_sections(markdown));
    return TextReader(kind, length).read(file);
}

}  // namespace amparo::lessons
