#include "lessons/lint.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <tuple>
#include <utility>

#include "app/base/text.hpp"
#include "lessons/picture_file.hpp"
#include "localization/language.hpp"
#include "localization/promises.hpp"

namespace amparo::lessons {

namespace {

constexpr std::string_view kEnglish = localization::kSourceTag;
constexpr std::string_view kLesson = "amparo:lesson/";
constexpr std::string_view kCheck = "amparo:check/";
constexpr std::string_view kIncident = "amparo:incident/";
constexpr std::string_view kGlossary = "amparo:glossary/";
constexpr std::size_t kLongSentence = 40;   // words
constexpr double kMeanSentence = 18;        // words, over a lesson
constexpr int kReviewDays = 365;

constexpr std::array kRules = {
    LintRule{"answer-first", LintGrade::Warning, "Change the order of answers: a reader notices when the first one always fits."},
    LintRule{"answer-longest", LintGrade::Warning, "Make other answers as long, or this one shorter: a reader notices which one was written with care."},
    LintRule{"block-missing", LintGrade::Warning, "Add a block of that kind; people need all five to learn: activity, discussion, input, deepening, synthesis."},
    LintRule{"broken", LintGrade::Error, "Change the line that is named; until then this file, or the part, is not used."},
    LintRule{"check-uncovered", LintGrade::Warning, "Name the check in the lesson.json of a lesson that explains it."},
    LintRule{"dead-link", LintGrade::Error, "Correct the id behind the link, or take the link away."},
    LintRule{"fixed-part", LintGrade::Error, "Copy links and what stands in `code` from the English, letter by letter."},
    LintRule{"goals", LintGrade::Warning, "Write under \"## goals\" what the reader can do afterwards."},
    LintRule{"incident-uncovered", LintGrade::Warning, "Name the incident in the lesson.json of a lesson that helps with it."},
    LintRule{"long-sentence", LintGrade::Warning, "Make two sentences of it: people read this tired or afraid."},
    LintRule{"no-source", LintGrade::Error, "Name in lesson.json where the facts come from, or write them down as unconfirmed."},
    LintRule{"not-shown", LintGrade::Error, "Use an https or amparo: link, or a picture from the lesson's own folder."},
    LintRule{"number", LintGrade::Warning, "Compare the numbers of this page with the English; digits of the language are fine."},
    LintRule{"old-tool", LintGrade::Warning, "Name what people use now, or say that this one is gone."},
    LintRule{"picture-alt", LintGrade::Error, "Say between the brackets what the picture shows: ![a padlock](padlock.png)."},
    LintRule{"picture-broken", LintGrade::Error, "Save it as PNG or JPEG, at most 4 MiB and 4096 pixels each way."},
    LintRule{"picture-metadata", LintGrade::Error, "Save it without metadata: it may tell who made it, where, and with what."},
    LintRule{"picture-missing", LintGrade::Error, "Put the file into the lesson's folder, or take the picture out of the text."},
    LintRule{"promise", LintGrade::Error, "Say what is known instead; nobody can keep this promise."},
    LintRule{"reading-level", LintGrade::Warning, "Shorter sentences and plainer words."},
    LintRule{"review-due", LintGrade::Warning, "Compare the lesson with its sources and write the day into \"reviewed\"."},
    LintRule{"review-future", LintGrade::Error, "Write the day on which somebody compared the lesson with its sources."},
    LintRule{"slide-missing", LintGrade::Error, "Correct the id under \"### slides\": it is the id of a step of this lesson."},
    LintRule{"stale", LintGrade::Warning, "Compare with the English that changed; then write its new value behind \"source:\"."},
    LintRule{"term-twice", LintGrade::Warning, "One word leads to one explanation; take it away from the other one."},
    LintRule{"untranslated", LintGrade::Warning, "Translate it; until then it is shown in English."},
    LintRule{"without-projector", LintGrade::Warning, "Say under \"### without-projector\" how it goes without a wall or electricity."},
    LintRule{"word", LintGrade::Warning, "Use another word: this one blames, belittles, or comes from the tabloids."},
};

// Whole words, in small letters.
constexpr std::array<std::string_view, 10> kWords = {"stupid", "careless", "idiot", "idiots", "victim", "victims", "revenge porn", "user error", "obviously", "paranoid"};
constexpr std::array<std::string_view, 6> kOldTools = {"truecrypt", "chatsecure", "orfox", "cryptocat", "wickr", "peerio"};

/// Every part of a text with words, with the page it stands on.
template <typename Visit>
void each_part(const LessonText& text, Visit visit) {
    visit(std::string(), text.summary);
    for (const Step& step : text.steps) {
        for (const Blocks* part : {&step.body, &step.act, &step.dont, &step.trade_off, &step.legal_note}) visit("step:" + step.id, *part);
        for (const HowTo& how : step.how_to) visit("step:" + step.id, how.body);
    }
    for (const Checklist& list : text.checklists) {
        visit("checklist:" + list.id, list.body);
        for (const ChecklistItem& item : list.items) {
            Block line;
            line.spans = item.text;
            visit("checklist:" + list.id, Blocks{line});
            visit("checklist:" + list.id, item.why);
        }
    }
    for (const QuizItem& item : text.quiz) {
        const std::string page = "quiz:" + item.id;
        visit(page, item.body);
        for (const QuizOption& option : item.options) {
            for (const auto* spans : {&option.text, &option.partner}) {
                Block line;
                line.spans = *spans;
                visit(page, Blocks{line});
            }
            visit(page, option.feedback);
        }
        for (const Scene& scene : item.scenes) {
            visit(page, scene.body);
            for (const SceneChoice& choice : scene.choices) {
                Block line;
                line.spans = choice.text;
                visit(page, Blocks{line});
                visit(page, choice.consequence);
            }
        }
    }
}

template <typename Visit>
void each_span(const LessonText& text, Visit visit) {
    each_part(text, [&](const std::string& page, const Blocks& all) {
        for (const Block& block : all) {
            for (const Span& span : block.spans) visit(page, span);
        }
    });
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

/// Titles and words of each page.
std::map<std::string, std::string> words_of(const LessonText& text) {
    std::map<std::string, std::string> out;
    out[""] = text.title + "\n";
    for (const std::string& goal : text.goals) out[""] += goal + "\n";
    for (const Step& step : text.steps) out["step:" + step.id] = step.title + "\n";
    for (const Checklist& list : text.checklists) out["checklist:" + list.id] = list.title + "\n";
    for (const QuizItem& item : text.quiz) {
        std::string& words = out["quiz:" + item.id];
        words = item.question + "\n";
        for (const Scene& scene : item.scenes) words += scene.title + "\n";
    }
    each_part(text, [&](const std::string& page, const Blocks& blocks) { out[page] += plain_text(blocks) + "\n"; });
    return out;
}

/// Whole numbers in ASCII, Arabic or Persian digits, sorted. Those of a list's own numbering are not in the words.
std::vector<std::string> numbers_in(std::string_view words) {
    std::vector<std::string> out;
    std::string now;
    for (std::size_t i = 0; i < words.size();) {
        const auto byte = static_cast<unsigned char>(words[i]);
        const auto next = i + 1 < words.size() ? static_cast<unsigned char>(words[i + 1]) : 0U;
        char digit = 0;
        std::size_t size = 1;
        if (byte >= '0' && byte <= '9') {
            digit = words[i];
        } else if (byte == 0xD9 && next >= 0xA0 && next <= 0xA9) {
            digit = static_cast<char>('0' + (next - 0xA0));
            size = 2;
        } else if (byte == 0xDB && next >= 0xB0 && next <= 0xB9) {
            digit = static_cast<char>('0' + (next - 0xB0));
            size = 2;
        }
        if (digit != 0) {
            now += digit;
        } else if (!now.empty()) {
            out.push_back(std::exchange(now, {}));
        }
        i += size;
    }
    if (!now.empty()) out.push_back(now);
    std::ranges::sort(out);
    return out;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

bool has_word(const std::string& small, std::string_view word) {
    for (std::size_t at = small.find(word); at != std::string::npos; at = small.find(word, at + 1)) {
        const bool starts = at == 0 || !is_letter(small[at - 1]);
        const bool ends = at + word.size() >= small.size() || !is_letter(small[at + word.size()]);
        if (starts && ends) return true;
    }
    return false;
}

/// Words of each sentence. Lists and paragraphs end sentences, too.
std::vector<std::size_t> sentences(const Blocks& blocks) {
    std::vector<std::size_t> out;
    for (const Block& block : blocks) {
        std::size_t words = 0;
        const std::string line = plain_text(block.spans);
        for (const std::string_view word : text::words(line)) {
            ++words;
            std::string_view bare = word;
            while (!bare.empty() && (bare.back() == '"' || bare.back() == ')' || bare.back() == '*')) bare.remove_suffix(1);
            if (!bare.empty() && (bare.back() == '.' || bare.back() == '?' || bare.back() == '!' || bare.back() == ':')) out.push_back(std::exchange(words, 0));
        }
        if (words > 0) out.push_back(words);
    }
    return out;
}

/// "line 12: reason" apart.
std::pair<std::size_t, std::string> taken_apart(const std::string& message) {
    constexpr std::string_view kLine = "line ";
    const std::size_t colon = message.find(": ");
    if (!message.starts_with(kLine) || colon == std::string::npos) return {0, message};
    // JSON tells the column, too.
    const std::string_view place = std::string_view(message).substr(kLine.size(), colon - kLine.size());
    const auto line = text::to_integer(place.substr(0, place.find(',')));
    if (!line || *line < 0) return {0, message};
    return {static_cast<std::size_t>(*line), message.substr(colon + 2)};
}

LessonLint item_of(const std::string& file, std::size_t line, std::string_view rule, std::string message) {
    const auto known = std::ranges::find(kRules, rule, &LintRule::id);
    return {file, line, std::string(rule), known->grade, std::move(message), std::string(known->remedy)};
}

class Linter {
  public:
    Linter(const Library& library, const LintSurroundings& around) : library_(library), around_(around) {}

    std::vector<LessonLint> run() {
        for (const LibraryProblem& problem : library_.problems()) look_at_problem(problem);
        for (const std::string& id : library_.ids()) {
            const LessonText& english = *library_.text(id, kEnglish);
            look_at_source(id, english);
            for (const std::string& tag : library_.languages(id)) look_at_translation(id, tag, english);
        }
        for (const std::string& id : library_.session_ids()) look_at_session(id);
        look_at_topics();
        look_at_coverage();
        std::ranges::stable_sort(out_, {}, [](const LessonLint& item) { return std::tie(item.file, item.line); });
        return std::move(out_);
    }

  private:
    void add(const std::string& file, std::size_t line, std::string_view rule, std::string message) { out_.push_back(item_of(file, line, rule, std::move(message))); }

    void look_at_problem(const LibraryProblem& problem) { out_.push_back(lint_of(problem)); }

    [[nodiscard]] static std::size_t line_of(const LessonText& text, const std::string& page) {
        const auto found = text.lines.find(page);
        return found == text.lines.end() ? 1 : found->second;
    }

    [[nodiscard]] std::string file_of(const std::string& id, std::string_view tag) const {
        if (tag == kEnglish) return library_.folder(id) + "/en.md";
        const std::string folder = library_.folder(id);
        const std::string root = folder.substr(0, folder.find("lessons/"));
        return root + "localization/" + std::string(tag) + "/lessons/" + id + ".md";
    }

    void look_at_source(const std::string& id, const LessonText& text) {
        const std::string file = file_of(id, kEnglish);
        const std::string json = library_.folder(id) + "/lesson.json";
        const LessonInfo& info = *library_.info(id);
        common(file, text);
        for (const auto& [page, words] : words_of(text)) {
            const std::string small = text::lower(words);
            for (const std::string& promise : localization::promises_in(words)) add(file, line_of(text, page), "promise", "\"" + promise + "\" is a promise that we do not make");
            for (const std::string_view word : kWords) {
                if (has_word(small, word)) add(file, line_of(text, page), "word", "\"" + std::string(word) + "\"");
            }
            for (const std::string_view tool : kOldTools) {
                if (has_word(small, tool)) add(file, line_of(text, page), "old-tool", "\"" + std::string(tool) + "\" is not kept up any more");
            }
        }
        each_span(text, [&](const std::string& page, const Span& span) { look_at_link(file, line_of(text, page), span.link); });
        look_at_sentences(file, text);
        look_at_pictures(file, id, text);
        look_at_answers(file, text);
        if (text.goals.empty()) add(file, 1, "goals", "there are no goals");
        if (info.sources.empty() && info.unconfirmed.empty()) add(json, 0, "no-source", "no fact has a source");
        if (around_.today && info.reviewed > *around_.today) add(json, 0, "review-future", "\"reviewed\" is a day that has not come");
        if (around_.today && *around_.today - info.reviewed > std::chrono::days(kReviewDays)) {
            add(json, 0, "review-due", "last compared with its sources on " + format_day(info.reviewed));
        }
        for (const std::string& check : info.checks) {
            if (!around_.checks.empty() && std::ranges::find(around_.checks, check) == around_.checks.end()) add(json, 0, "dead-link", "there is no check \"" + check + "\"");
        }
        for (const std::string& incident : info.incidents) {
            if (!around_.incidents.empty() && std::ranges::find(around_.incidents, incident) == around_.incidents.end()) add(json, 0, "dead-link", "there is no incident \"" + incident + "\"");
        }
    }

    void look_at_link(const std::string& file, std::size_t line, const std::string& link) {
        const auto known = [](const std::vector<std::string>& ids, const std::string& id) { return ids.empty() || std::ranges::find(ids, id) != ids.end(); };
        bool there = true;
        if (link.starts_with(kLesson)) {
            const std::string rest = link.substr(kLesson.size());
            const std::size_t hash = rest.find('#');
            const LessonText* target = library_.text(rest.substr(0, hash), kEnglish);
            there = target != nullptr && (hash == std::string::npos || std::ranges::find(target->steps, rest.substr(hash + 1), &Step::id) != target->steps.end());
        } else if (link.starts_with(kCheck)) {
            there = known(around_.checks, link.substr(kCheck.size()));
        } else if (link.starts_with(kIncident)) {
            there = known(around_.incidents, link.substr(kIncident.size()));
        } else if (link.starts_with(kGlossary)) {
            const TopicsText* glossary = library_.topics("glossary", kEnglish);
            there = glossary != nullptr && std::ranges::find(glossary->terms, link.substr(kGlossary.size()), &Term::id) != glossary->terms.end();
        }
        if (!there) add(file, line, "dead-link", "nothing lies behind " + link);
    }

    void look_at_sentences(const std::string& file, const LessonText& text) {
        std::size_t count = 0;
        std::size_t words = 0;
        each_part(text, [&](const std::string& page, const Blocks& blocks) {
            for (const std::size_t length : sentences(blocks)) {
                ++count;
                words += length;
                if (length > kLongSentence) add(file, line_of(text, page), "long-sentence", "a sentence of " + std::to_string(length) + " words");
            }
        });
        const double mean = count == 0 ? 0 : static_cast<double>(words) / static_cast<double>(count);
        if (mean > kMeanSentence) add(file, 1, "reading-level", "sentences have " + std::to_string(static_cast<int>(mean + 0.5)) + " words on average");
    }

    void look_at_pictures(const std::string& file, const std::string& id, const LessonText& text) {
        const std::vector<std::string> there = library_.pictures(id);
        each_part(text, [&](const std::string& page, const Blocks& blocks) {
            for (const Block& block : blocks) {
                if (block.kind != BlockKind::Picture) continue;
                const std::size_t line = line_of(text, page);
                if (text::trim(plain_text(block.spans)).empty()) add(file, line, "picture-alt", "the picture " + block.picture + " is described in no words");
                if (std::ranges::find(there, block.picture) == there.end()) {
                    add(file, line, "picture-missing", "there is no picture " + block.picture);
                    continue;
                }
                if (!around_.bytes) continue;
                const std::string path = library_.folder(id) + "/" + block.picture;
                const auto bytes = around_.bytes(path);
                const auto facts = bytes && bytes->size() <= kPictureBytes ? picture_facts(*bytes) : std::nullopt;
                if (!facts || facts->width > kPictureSide || facts->height > kPictureSide) {
                    add(path, 0, "picture-broken", "no PNG or JPEG file of at most 4 MiB and 4096 pixels each way");
                } else if (!facts->metadata.empty()) {
                    add(path, 0, "picture-metadata", "it holds " + facts->metadata);
                }
            }
        });
    }

    void look_at_answers(const std::string& file, const LessonText& text) {
        std::size_t choices = 0;
        std::size_t longest = 0;
        std::size_t first = 0;
        for (const QuizItem& item : text.quiz) {
            if (item.kind != QuizKind::Single) continue;
            ++choices;
            // A few letters more give nothing away; a quarter does.
            std::size_t right = 0;
            std::size_t others = 0;
            for (const QuizOption& option : item.options) {
                std::size_t& longer = option.right ? right : others;
                longer = std::max(longer, plain_text(option.text).size());
            }
            if (4 * right > 5 * others) ++longest;
            if (item.options.front().right) ++first;
        }
        // With two questions it may be chance.
        if (choices < 3) return;
        if (longest == choices) add(file, 1, "answer-longest", "the right answer is the longest in every question");
        if (first == choices) add(file, 1, "answer-first", "the right answer is the first in every question");
    }

    void look_at_translation(const std::string& id, const std::string& tag, const LessonText& english) {
        const std::string file = file_of(id, tag);
        const LessonText& text = *library_.text(id, tag);
        common(file, text);
        if (text.source != library_.hash(id)) add(file, 2, "stale", "the English has changed since; when this fits again, write \"source: " + library_.hash(id) + "\"");
        const auto missing = [&](const char* what, const std::string& one) { add(file, 0, "untranslated", std::string("the ") + what + " \"" + one + "\" is missing; shown in English"); };
        for (const Step& step : english.steps) {
            if (std::ranges::find(text.steps, step.id, &Step::id) == text.steps.end()) missing("step", step.id);
        }
        for (const Checklist& list : english.checklists) {
            if (std::ranges::find(text.checklists, list.id, &Checklist::id) == text.checklists.end()) missing("checklist", list.id);
        }
        for (const QuizItem& item : english.quiz) {
            if (std::ranges::find(text.quiz, item.id, &QuizItem::id) == text.quiz.end()) missing("question", item.id);
        }
        if (text.goals.size() != english.goals.size()) add(file, 0, "fixed-part", "the list of goals is not as long as the original's");
        look_at_fixed_parts(file, english, text);
        if (text.source == library_.hash(id)) look_at_numbers(file, english, text);
    }

    /// Only on pages that the translation has: a missing page is told once, above.
    void look_at_fixed_parts(const std::string& file, const LessonText& english, const LessonText& text) {
        const std::multiset<std::string> wanted = fixed_parts(english);
        const std::multiset<std::string> found = fixed_parts(text);
        const auto page = [](const std::string& part) { return part.substr(0, part.find(' ')); };
        const auto shown = [&](const std::string& part) {
            const std::string where = page(part);
            return where.empty() ? "the summary:" + part : part;
        };
        std::set<std::string> told;
        for (const std::string& part : wanted) {
            const bool has_page = page(part).empty() || text.lines.contains(page(part));
            if (has_page && found.count(part) < wanted.count(part) && told.insert("-" + part).second) add(file, line_of(text, page(part)), "fixed-part", "missing: " + shown(part));
        }
        for (const std::string& part : found) {
            const bool compared = page(part).empty() || english.lines.contains(page(part));
            if (compared && wanted.count(part) < found.count(part) && told.insert("+" + part).second) add(file, line_of(text, page(part)), "fixed-part", "not in the original: " + shown(part));
        }
    }

    /// A number that is lost or changed, such as a count of minutes. Words for numbers are fine.
    void look_at_numbers(const std::string& file, const LessonText& english, const LessonText& text) {
        const auto original = words_of(english);
        for (const auto& [page, words] : words_of(text)) {
            const auto source = original.find(page);
            if (source == original.end()) continue;
            const std::vector<std::string> wanted = numbers_in(source->second);
            std::vector<std::string> extra;
            const std::vector<std::string> found = numbers_in(words);
            std::ranges::set_difference(found, wanted, std::back_inserter(extra));
            for (const std::string& number : extra) add(file, line_of(text, page), "number", "the number " + number + " is not in the English of this page");
        }
    }

    void look_at_session(const std::string& id) {
        const SessionText& session = *library_.session_text(id, kEnglish);
        const bool general = id == "workshop";
        const std::string folder = library_.folder(id);
        const std::string file = general ? "lessons/workshop/en.md" : (folder.empty() ? "lessons/" + id : folder) + "/session.md";
        const LessonText* lesson = library_.text(id, kEnglish);
        for (const std::string& what : session.left_out) {
            const auto [line, message] = taken_apart(what);
            add(file, line, "not-shown", message + " is not shown");
        }
        if (!general && lesson == nullptr) add(file, 0, "dead-link", "there is no lesson \"" + id + "\"");
        std::set<BlockRole> roles;
        for (const TeachBlock& block : session.blocks) {
            const auto at = session.lines.find(block.id);
            const std::size_t line = at == session.lines.end() ? 0 : at->second;
            roles.insert(block.role);
            for (const std::string& slide : block.slides) {
                const bool there = lesson != nullptr && std::ranges::find(lesson->steps, slide, &Step::id) != lesson->steps.end();
                if (!there) add(file, line, "slide-missing", "the lesson has no step \"" + slide + "\"");
            }
            const bool needs_wall = block.role == BlockRole::Activity || block.role == BlockRole::Input;
            if (!general && needs_wall && block.without_projector.empty()) add(file, line, "without-projector", "\"" + block.id + "\" does not say how it goes without a projector");
        }
        if (general) return;
        for (const BlockRole role : {BlockRole::Activity, BlockRole::Discussion, BlockRole::Input, BlockRole::Deepening, BlockRole::Synthesis}) {
            if (!roles.contains(role)) add(file, 1, "block-missing", "there is no " + std::string(role_name(role)));
        }
    }

    void look_at_topics() {
        if (const TopicsText* glossary = library_.topics("glossary", kEnglish)) {
            const std::string file = "lessons/glossary/en.md";
            std::map<std::string, std::string> known;
            for (const Term& term : glossary->terms) {
                std::vector<std::string> forms = term.also;
                forms.push_back(term.term);
                for (const std::string& form : forms) {
                    const auto [before, fresh] = known.emplace(text::lower(form), term.id);
                    const auto line = glossary->lines.find(term.id);
                    if (!fresh && before->second != term.id) add(file, line == glossary->lines.end() ? 0 : line->second, "term-twice", "\"" + form + "\" belongs to \"" + before->second + "\" already");
                }
            }
        }
        if (const TopicsText* paths = library_.topics("paths", kEnglish)) {
            for (const Path& path : paths->paths) {
                const auto line = paths->lines.find(path.id);
                for (const std::string& id : path.lessons) {
                    if (library_.info(id) == nullptr) add("lessons/paths/en.md", line == paths->lines.end() ? 0 : line->second, "dead-link", "there is no lesson \"" + id + "\"");
                }
            }
        }
        if (!around_.complete) return;
        for (const char* name : {"glossary", "paths"}) {
            const TopicsText* english = library_.topics(name, kEnglish);
            if (english == nullptr) continue;
            for (const std::string& tag : languages()) {
                if (around_.complete(tag) && library_.topics(name, tag) == nullptr) add("localization/" + tag + "/lessons/" + name + ".md", 0, "untranslated", "this file is missing; shown in English");
            }
        }
    }

    [[nodiscard]] std::set<std::string> languages() const {
        std::set<std::string> out;
        for (const std::string& id : library_.ids()) {
            for (const std::string& tag : library_.languages(id)) out.insert(tag);
        }
        return out;
    }

    void look_at_coverage() {
        const auto covered = [&](auto member, const std::string& one) {
            return std::ranges::any_of(library_.ids(), [&](const std::string& id) {
                const auto& list = library_.info(id)->*member;
                return std::ranges::find(list, one) != list.end();
            });
        };
        for (const std::string& incident : around_.incidents) {
            if (!covered(&LessonInfo::incidents, incident)) add("lessons", 0, "incident-uncovered", "no lesson helps with \"" + incident + "\"");
        }
        for (const std::string& check : around_.checks) {
            if (!covered(&LessonInfo::checks, check)) add("lessons", 0, "check-uncovered", "no lesson explains the check \"" + check + "\"");
        }
    }

    void common(const std::string& file, const LessonText& text) {
        for (const std::string& what : text.left_out) {
            const auto [line, message] = taken_apart(what);
            add(file, line, "not-shown", message + " is not shown");
        }
    }

    const Library& library_;
    const LintSurroundings& around_;
    std::vector<LessonLint> out_;
};

}  // namespace

std::span<const LintRule> lint_rules() { return kRules; }

std::vector<LessonLint> lint(const Library& library, const LintSurroundings& surroundings) { return Linter(library, surroundings).run(); }

LessonLint lint_of(const LibraryProblem& problem) {
    const auto [line, message] = taken_apart(problem.message);
    return item_of(problem.file, line, "broken", message);
}

std::string lint_text(const LessonLint& item) {
    std::string out = item.file;
    if (item.line > 0) out += ":" + std::to_string(item.line);
    out += item.grade == LintGrade::Error ? ": error: " : ": warning: ";
    return out + item.message + " [" + item.rule + "]\n    " + item.remedy;
}

}  // namespace amparo::lessons
