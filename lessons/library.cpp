#include "lessons/library.hpp"

#include <algorithm>
#include <set>

#include "app/base/text.hpp"
#include "localization/language.hpp"

namespace amparo::lessons {

namespace {

constexpr std::string_view kEnglish = localization::kSourceTag;

std::string message_of(const Error& error) { return error.detail.empty() ? std::string(errc_name(error.code)) : error.detail; }

/// The same parts, so that nobody misses a warning because a translation lacks it.
bool same_parts(const Step& a, const Step& b) {
    const auto systems = [](const Step& step) {
        std::set<std::string> out;
        for (const HowTo& how : step.how_to) out.insert(how.system);
        return out;
    };
    return a.act.empty() == b.act.empty() && a.dont.empty() == b.dont.empty() && a.trade_off.empty() == b.trade_off.empty() &&
           a.legal_note.empty() == b.legal_note.empty() && systems(a) == systems(b);
}

bool same_answers(const QuizItem& a, const QuizItem& b) {
    return std::ranges::equal(a.options, b.options, {}, &QuizOption::right, &QuizOption::right);
}

template <typename Item>
const Item* with_id(const std::vector<Item>& items, const std::string& id) {
    const auto found = std::ranges::find(items, id, &Item::id);
    return found == items.end() ? nullptr : &*found;
}

}  // namespace

std::string LibraryProblem::text() const {
    return file + (message.starts_with("line ") ? ", " : ": ") + message;
}

void Library::note(const std::string& file, const std::string& message) { problems_.push_back({file, message}); }

void Library::add_lesson(const std::string& folder, const std::string& id, const ReadFile& read) {
    const std::string json = folder + "/lesson.json";
    const std::string markdown = folder + "/en.md";
    const auto json_bytes = read(json);
    if (!json_bytes) return note(json, message_of(json_bytes.error()));
    auto info = parse_lesson_info(*json_bytes);
    if (!info) return note(json, message_of(info.error()));
    if (info->id != id) return note(json, "\"id\" must be the folder's name, \"" + id + "\"");
    const auto bytes = read(markdown);
    if (!bytes) return note(markdown, message_of(bytes.error()));
    auto english = parse_lesson_text(*bytes, TextKind::Source);
    if (!english) return note(markdown, message_of(english.error()));
    shelves_.emplace(id, Shelf{*std::move(info), *std::move(english), source_hash(*bytes), {}});
}

void Library::add_translation(const std::string& path, const std::string& tag, const std::string& id, const ReadFile& read) {
    const auto shelf = shelves_.find(id);
    if (shelf == shelves_.end()) return note(path, "there is no lesson \"" + id + "\" that can be used");
    const auto bytes = read(path);
    if (!bytes) return note(path, message_of(bytes.error()));
    auto text = parse_lesson_text(*bytes, TextKind::Translation);
    if (!text) return note(path, message_of(text.error()));
    compare(path, shelf->second.english, *text);
    shelf->second.translations.emplace(tag, *std::move(text));
}

void Library::compare(const std::string& path, const LessonText& english, const LessonText& text) {
    for (const Step& step : text.steps) {
        const Step* original = with_id(english.steps, step.id);
        if (original == nullptr) {
            note(path, "the step \"" + step.id + "\" is not in the original; not used");
        } else if (!same_parts(*original, step)) {
            note(path, "the step \"" + step.id + "\" has other parts than the original; shown in English");
        }
    }
    for (const QuizItem& item : text.quiz) {
        const QuizItem* original = with_id(english.quiz, item.id);
        if (original == nullptr) {
            note(path, "the question \"" + item.id + "\" is not in the original; not used");
        } else if (!same_answers(*original, item)) {
            note(path, "the question \"" + item.id + "\" has other answers, or other right ones, than the original; shown in English");
        }
    }
}

Library Library::load(const std::vector<std::string>& paths, const ReadFile& read) {
    Library out;
    std::map<std::string, std::string> folders;  // to the id
    struct Translation {
        std::string path, tag, id;
    };
    std::vector<Translation> translations;
    for (const std::string& path : paths) {
        const auto parts = text::split(path, '/');
        const bool in_catalog = parts.size() == 4 && parts[1] == "catalog";
        if (parts[0] == "lessons" && (parts.size() == 3 || in_catalog) && (parts.back() == "lesson.json" || parts.back() == "en.md")) {
            folders.emplace(path.substr(0, path.rfind('/')), parts[parts.size() - 2]);
        }
        if (parts.size() == 4 && parts[0] == "localization" && parts[2] == "lessons" && parts[3].ends_with(".md")) {
            translations.push_back({path, std::string(parts[1]), std::string(parts[3].substr(0, parts[3].size() - 3))});
        }
    }
    for (const auto& [folder, id] : folders) out.add_lesson(folder, id, read);
    for (const Translation& each : translations) out.add_translation(each.path, each.tag, each.id, read);
    for (const auto& [id, shelf] : out.shelves_) out.ids_.push_back(id);
    std::ranges::stable_sort(out.ids_, {}, [&](const std::string& id) { return out.shelves_.find(id)->second.info.order; });
    std::ranges::stable_sort(out.problems_, {}, &LibraryProblem::file);
    return out;
}

const LessonInfo* Library::info(std::string_view id) const {
    const auto shelf = shelves_.find(id);
    return shelf == shelves_.end() ? nullptr : &shelf->second.info;
}

std::vector<std::string> Library::languages(std::string_view id) const {
    std::vector<std::string> out;
    if (const auto shelf = shelves_.find(id); shelf != shelves_.end()) {
        for (const auto& [tag, text] : shelf->second.translations) out.push_back(tag);
    }
    return out;
}

const LessonText* Library::text(std::string_view id, std::string_view tag) const {
    const auto shelf = shelves_.find(id);
    if (shelf == shelves_.end()) return nullptr;
    if (tag == kEnglish) return &shelf->second.english;
    const auto found = shelf->second.translations.find(tag);
    return found == shelf->second.translations.end() ? nullptr : &found->second;
}

std::string Library::hash(std::string_view id) const {
    const auto shelf = shelves_.find(id);
    return shelf == shelves_.end() ? std::string{} : shelf->second.hash;
}

std::optional<Lesson> Library::lesson(std::string_view id, std::span<const std::string> chain) const {
    const auto found = shelves_.find(id);
    if (found == shelves_.end()) return std::nullopt;
    const Shelf& shelf = found->second;

    struct Reading {
        const LessonText* text;
        Wording wording;
    };
    std::vector<Reading> readings;
    for (const std::string& tag : chain) {
        if (tag == kEnglish) break;
        const auto translation = shelf.translations.find(tag);
        if (translation == shelf.translations.end()) continue;
        const LessonText& text = translation->second;
        readings.push_back({&text, {tag, text.state, text.source != shelf.hash}});
    }
    const Wording english;

    Lesson out;
    static_cast<LessonInfo&>(out) = shelf.info;
    const Reading first = readings.empty() ? Reading{&shelf.english, english} : readings.front();
    out.title = first.text->title;
    out.summary = first.text->summary;
    out.goals = first.text->goals;
    out.wording = first.wording;
    for (const Step& original : shelf.english.steps) {
        Step step = original;
        step.wording = english;
        for (const Reading& reading : readings) {
            const Step* translated = with_id(reading.text->steps, original.id);
            if (translated == nullptr || !same_parts(original, *translated)) continue;
            step = *translated;
            step.wording = reading.wording;
            break;
        }
        out.steps.push_back(std::move(step));
    }
    for (const QuizItem& original : shelf.english.quiz) {
        QuizItem item = original;
        item.wording = english;
        for (const Reading& reading : readings) {
            const QuizItem* translated = with_id(reading.text->quiz, original.id);
            if (translated == nullptr || !same_answers(original, *translated)) continue;
            item = *translated;
            item.wording = reading.wording;
            break;
        }
        out.quiz.push_back(std::move(item));
    }
    return out;
}

}  // namespace amparo::lessons
