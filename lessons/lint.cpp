#include "lessons/lint.hpp"

#include <algorithm>
#include <functional>
#include <set>

#include "localization/language.hpp"
#include "localization/promises.hpp"

namespace amparo::lessons {

namespace {

/// Every run of words of a text, with the id of the page it stands on.
void each_span(const LessonText& text, const std::function<void(const std::string& page, const Span&)>& visit) {
    const auto blocks = [&](const std::string& page, const Blocks& all) {
        for (const Block& block : all) {
            for (const Span& span : block.spans) visit(page, span);
        }
    };
    blocks("", text.summary);
    for (const Step& step : text.steps) {
        for (const Blocks* part : {&step.body, &step.act, &step.dont, &step.trade_off, &step.legal_note}) blocks("step:" + step.id, *part);
        for (const HowTo& how : step.how_to) blocks("step:" + step.id, how.body);
    }
    for (const QuizItem& item : text.quiz) {
        blocks("quiz:" + item.id, item.body);
        for (const QuizOption& option : item.options) {
            for (const Span& span : option.text) visit("quiz:" + item.id, span);
            blocks("quiz:" + item.id, option.feedback);
        }
    }
}

/// What must be the same in every language, page by page: link targets and code.
std::multiset<std::string> fixed_parts(const LessonText& text) {
    std::multiset<std::string> out;
    each_span(text, [&](const std::string& page, const Span& span) {
        if (!span.link.empty()) out.insert(page + " link " + span.link);
        if (span.code) out.insert(page + " code " + span.text);
    });
    return out;
}

std::string all_words(const LessonText& text) {
    std::string out = text.title + "\n";
    for (const std::string& goal : text.goals) out += goal + "\n";
    for (const Step& step : text.steps) out += step.title + "\n";
    for (const QuizItem& item : text.quiz) out += item.question + "\n";
    each_span(text, [&](const std::string&, const Span& span) { out += span.text + "\n"; });
    return out;
}

class Linter {
  public:
    explicit Linter(const Library& library) : library_(library) {}

    std::vector<LessonLint> run() {
        for (const LibraryProblem& problem : library_.problems()) add(problem.file, LintGrade::Error, problem.message);
        for (const std::string& id : library_.ids()) {
            const LessonText& english = *library_.text(id, localization::kSourceTag);
            look_at_source(id, english);
            for (const std::string& tag : library_.languages(id)) look_at_translation(id, tag, english);
        }
        std::ranges::stable_sort(out_, {}, &LessonLint::file);
        return std::move(out_);
    }

  private:
    void add(const std::string& file, LintGrade grade, std::string message) { out_.push_back({file, grade, std::move(message)}); }

    void look_at_source(const std::string& id, const LessonText& text) {
        const std::string file = "lessons/" + id + "/en.md";
        common(file, text);
        for (const std::string& promise : localization::promises_in(all_words(text))) {
            add(file, LintGrade::Error, "\"" + promise + "\" is a promise that we do not make");
        }
        each_span(text, [&](const std::string& page, const Span& span) { look_at_link(file, page, span.link); });
        const bool gives_away = text.quiz.size() >= 2 && std::ranges::all_of(text.quiz, [](const QuizItem& item) {
            const auto longest = std::ranges::max_element(item.options, {}, [](const QuizOption& option) { return plain_text(option.text).size(); });
            return item.kind == QuizKind::Single && longest->right;
        });
        if (gives_away) add(file, LintGrade::Warning, "the right answer is the longest in every question");
    }

    void look_at_link(const std::string& file, const std::string& page, const std::string& link) {
        constexpr std::string_view kLesson = "amparo:lesson/";
        if (!link.starts_with(kLesson)) return;
        const std::string rest = link.substr(kLesson.size());
        const std::size_t hash = rest.find('#');
        const LessonText* target = library_.text(rest.substr(0, hash), localization::kSourceTag);
        const bool there = target != nullptr && (hash == std::string::npos ||
                                                 std::ranges::find(target->steps, rest.substr(hash + 1), &Step::id) != target->steps.end());
        if (!there) add(file, LintGrade::Error, page + ": nothing lies behind " + link);
    }

    void look_at_translation(const std::string& id, const std::string& tag, const LessonText& english) {
        const std::string file = "localization/" + tag + "/lessons/" + id + ".md";
        const LessonText& text = *library_.text(id, tag);
        common(file, text);
        if (text.source != library_.hash(id)) {
            add(file, LintGrade::Warning, "the English has changed since; when this fits again, write \"source: " + library_.hash(id) + "\"");
        }
        for (const Step& step : english.steps) {
            if (std::ranges::find(text.steps, step.id, &Step::id) == text.steps.end()) {
                add(file, LintGrade::Warning, "the step \"" + step.id + "\" is missing; shown in English");
            }
        }
        for (const QuizItem& item : english.quiz) {
            if (std::ranges::find(text.quiz, item.id, &QuizItem::id) == text.quiz.end()) {
                add(file, LintGrade::Warning, "the question \"" + item.id + "\" is missing; shown in English");
            }
        }
        if (text.goals.size() != english.goals.size()) add(file, LintGrade::Error, "the list of goals is not as long as the original's");
        look_at_fixed_parts(file, english, text);
    }

    /// Only on pages that the translation has: a missing page is told once, above.
    void look_at_fixed_parts(const std::string& file, const LessonText& english, const LessonText& text) {
        const std::multiset<std::string> wanted = fixed_parts(english);
        const std::multiset<std::string> found = fixed_parts(text);
        std::set<std::string> pages = {""};
        for (const Step& step : text.steps) pages.insert("step:" + step.id);
        for (const QuizItem& item : text.quiz) pages.insert("quiz:" + item.id);
        const auto page = [](const std::string& part) { return part.substr(0, part.find(' ')); };
        for (const std::string& part : wanted) {
            if (pages.contains(page(part)) && !found.contains(part)) add(file, LintGrade::Error, "missing: " + part);
        }
        for (const std::string& part : found) {
            if (!wanted.contains(part)) add(file, LintGrade::Error, "not in the original: " + part);
        }
    }

    void common(const std::string& file, const LessonText& text) {
        for (const std::string& what : text.left_out) add(file, LintGrade::Error, what + " is not shown");
    }

    const Library& library_;
    std::vector<LessonLint> out_;
};

}  // namespace

std::vector<LessonLint> lint(const Library& library) { return Linter(library).run(); }

}  // namespace amparo::lessons
