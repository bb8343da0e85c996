#include "lessons/library.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

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

bool same_scenes(const QuizItem& a, const QuizItem& b) {
    return std::ranges::equal(a.scenes, b.scenes, [](const Scene& one, const Scene& other) {
        return one.id == other.id && std::ranges::equal(one.choices, other.choices, {}, &SceneChoice::to, &SceneChoice::to);
    });
}

bool same_answers(const QuizItem& a, const QuizItem& b) {
    return a.kind == b.kind && std::ranges::equal(a.options, b.options, {}, &QuizOption::right, &QuizOption::right) && same_scenes(a, b);
}

bool same_items(const Checklist& a, const Checklist& b) {
    return std::ranges::equal(a.items, b.items, [](const ChecklistItem& one, const ChecklistItem& other) {
        return one.id == other.id && one.check == other.check && one.first == other.first;
    });
}

constexpr std::array<std::string_view, 3> kNoLessons = {"glossary", "paths", "workshop"};

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

std::optional<Library::Place> Library::place(const std::string& path) {
    auto parts = text::split(path, '/');
    Place out;
    out.path = path;
    if (parts.size() > 2 && parts[0] == "packs") {
        out.pack = std::string(parts[1]);
        parts.erase(parts.begin(), parts.begin() + 2);
    }
    if (parts.size() == 4 && parts[0] == "lessons" && parts[1] == "catalog") parts.erase(parts.begin() + 1);
    if (parts.size() == 3 && parts[0] == "lessons") {
        out.id = std::string(parts[1]);
        out.file = std::string(parts[2]);
        return out;
    }
    if (parts.size() == 4 && parts[0] == "localization" && parts[2] == "lessons" && parts[3].ends_with(".md")) {
        out.tag = std::string(parts[1]);
        out.id = std::string(parts[3].substr(0, parts[3].size() - 3));
        out.file = "en.md";
        constexpr std::string_view kSession = ".session";
        if (out.id.ends_with(kSession)) {
            out.id.resize(out.id.size() - kSession.size());
            out.file = "session.md";
        }
        return out;
    }
    return std::nullopt;
}

void Library::add_lesson(const Place& place, const std::string& folder, const ReadFile& read) {
    const std::string json = folder + "/lesson.json";
    const std::string markdown = folder + "/en.md";
    const auto json_bytes = read(json);
    if (!json_bytes) return note(json, message_of(json_bytes.error()));
    auto info = parse_lesson_info(*json_bytes);
    if (!info) return note(json, message_of(info.error()));
    if (info->id != place.id) return note(json, "\"id\" must be the folder's name, \"" + place.id + "\"");
    const auto bytes = read(markdown);
    if (!bytes) return note(markdown, message_of(bytes.error()));
    auto english = parse_lesson_text(*bytes, TextKind::Source, info->unreviewed ? Length::Any : Length::Page);
    if (!english) return note(markdown, message_of(english.error()));
    Shelf shelf;
    shelf.info = *std::move(info);
    shelf.english = *std::move(english);
    shelf.hash = source_hash(*bytes);
    shelf.folder = folder;
    shelf.pack = place.pack;
    if (!shelves_.emplace(place.id, std::move(shelf)).second) note(json, "there is another lesson with this id; this one is not used");
}

void Library::add_translation(const Place& place, const ReadFile& read) {
    const auto shelf = shelves_.find(place.id);
    if (shelf == shelves_.end()) return note(place.path, "there is no lesson \"" + place.id + "\" that can be used");
    const auto bytes = read(place.path);
    if (!bytes) return note(place.path, message_of(bytes.error()));
    auto text = parse_lesson_text(*bytes, TextKind::Translation, shelf->second.info.unreviewed ? Length::Any : Length::Page);
    if (!text) return note(place.path, message_of(text.error()));
    compare(place.path, shelf->second.english, *text);
    if (!shelf->second.translations.emplace(place.tag, *std::move(text)).second) note(place.path, "there is another translation of this lesson; this one is not used");
}

template <typename Text>
void Library::add_words(std::map<std::string, Words<Text>, std::less<>>& shelf, const Place& place, const ReadFile& read,
                        Result<Text> (*parse)(std::string_view, TextKind)) {
    const std::string key = place.pack.empty() || place.file == "session.md" ? place.id : place.pack + "/" + place.id;
    const bool original = place.tag.empty();
    const auto known = shelf.find(key);
    if (!original && known == shelf.end()) return note(place.path, "there is no English original of this file that can be used");
    if (original && known != shelf.end()) return note(place.path, "there is another file for this; this one is not used");
    const auto bytes = read(place.path);
    if (!bytes) return note(place.path, message_of(bytes.error()));
    auto text = parse(*bytes, original ? TextKind::Source : TextKind::Translation);
    if (!text) return note(place.path, message_of(text.error()));
    if (original) {
        shelf.emplace(key, Words<Text>{*std::move(text), source_hash(*bytes), {}});
    } else {
        known->second.translations.emplace(place.tag, *std::move(text));
    }
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
    for (const Checklist& list : text.checklists) {
        const Checklist* original = with_id(english.checklists, list.id);
        if (original == nullptr) {
            note(path, "the checklist \"" + list.id + "\" is not in the original; not used");
        } else if (!same_items(*original, list)) {
            note(path, "the checklist \"" + list.id + "\" has other things to do, or other checks, than the original; shown in English");
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
    std::map<std::string, Place> folders;
    std::vector<Place> words;         // of topics and sessions, originals first
    std::vector<Place> translations;  // of lessons
    std::map<std::string, std::vector<std::string>> pictures;  // by folder
    for (const std::string& path : paths) {
        const auto found = place(path);
        if (!found) continue;
        const bool lesson = std::ranges::find(kNoLessons, found->id) == kNoLessons.end();
        const std::string folder = path.substr(0, path.rfind('/'));
        if (found->file == "session.md" || (!lesson && found->file == "en.md")) {
            words.push_back(*found);
        } else if (!found->tag.empty()) {
            translations.push_back(*found);
        } else if (lesson && (found->file == "lesson.json" || found->file == "en.md")) {
            folders.emplace(folder, *found);
        } else if (is_picture_name(found->file)) {
            pictures[folder].push_back(found->file);
        }
    }
    for (const auto& [folder, lesson] : folders) out.add_lesson(lesson, folder, read);
    for (const Place& each : translations) out.add_translation(each, read);
    std::ranges::stable_sort(words, {}, [](const Place& each) { return std::pair(!each.tag.empty(), !each.pack.empty()); });
    for (const Place& each : words) {
        if (each.file == "session.md") {
            out.add_words(out.sessions_, each, read, &parse_session);
        } else if (each.id == "workshop") {
            if (each.pack.empty()) out.add_words(out.sessions_, each, read, &parse_session);
        } else {
            out.add_words(out.topics_, each, read, &parse_topics);
        }
    }
    for (auto& [id, shelf] : out.shelves_) {
        shelf.pictures = pictures[shelf.folder];
        std::ranges::sort(shelf.pictures);
        out.ids_.push_back(id);
    }
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

std::string Library::folder(std::string_view id) const {
    const auto shelf = shelves_.find(id);
    return shelf == shelves_.end() ? std::string{} : shelf->second.folder;
}

std::string Library::pack(std::string_view id) const {
    const auto shelf = shelves_.find(id);
    return shelf == shelves_.end() ? std::string{} : shelf->second.pack;
}

std::vector<std::string> Library::pictures(std::string_view id) const {
    const auto shelf = shelves_.find(id);
    return shelf == shelves_.end() ? std::vector<std::string>{} : shelf->second.pictures;
}

const TopicsText* Library::topics(std::string_view name, std::string_view tag) const {
    const auto found = topics_.find(name);
    if (found == topics_.end()) return nullptr;
    if (tag == kEnglish) return &found->second.english;
    const auto translated = found->second.translations.find(tag);
    return translated == found->second.translations.end() ? nullptr : &translated->second;
}

const SessionText* Library::session_text(std::string_view id, std::string_view tag) const {
    const auto found = sessions_.find(id);
    if (found == sessions_.end()) return nullptr;
    if (tag == kEnglish) return &found->second.english;
    const auto translated = found->second.translations.find(tag);
    return translated == found->second.translations.end() ? nullptr : &translated->second;
}

std::vector<std::string> Library::session_ids() const {
    std::vector<std::string> out;
    for (const auto& [id, words] : sessions_) out.push_back(id);
    return out;
}

std::vector<Term> Library::terms(std::span<const std::string> chain) const {
    std::vector<Term> out;
    for (const auto& [key, words] : topics_) {
        for (const Term& original : words.english.terms) {
            if (with_id(out, original.id) != nullptr) continue;
            Term term = original;
            for (const std::string& tag : chain) {
                const auto text = words.translations.find(tag);
                const Term* translated = text == words.translations.end() ? nullptr : with_id(text->second.terms, original.id);
                if (translated == nullptr) continue;
                term = *translated;
                term.wording = {tag, text->second.state, text->second.source != words.hash};
                break;
            }
            out.push_back(std::move(term));
        }
    }
    return out;
}

std::vector<Path> Library::paths(std::span<const std::string> chain) const {
    std::vector<Path> out;
    for (const auto& [key, words] : topics_) {
        for (const Path& original : words.english.paths) {
            if (with_id(out, original.id) != nullptr) continue;
            Path path = original;
            for (const std::string& tag : chain) {
                const auto text = words.translations.find(tag);
                const Path* translated = text == words.translations.end() ? nullptr : with_id(text->second.paths, original.id);
                if (translated == nullptr) continue;
                path = *translated;
                path.lessons = original.lessons;
                path.wording = {tag, text->second.state, text->second.source != words.hash};
                break;
            }
            std::erase_if(path.lessons, [&](const std::string& id) { return !shelves_.contains(id); });
            if (!path.lessons.empty()) out.push_back(std::move(path));
        }
    }
    return out;
}

SessionText Library::in_languages(const Words<SessionText>& words, std::span<const std::string> chain) {
    SessionText out = words.english;
    for (const std::string& tag : chain) {
        const auto text = words.translations.find(tag);
        if (text == words.translations.end()) continue;
        out.title = text->second.title;
        out.summary = text->second.summary;
        for (TeachBlock& block : out.blocks) {
            const TeachBlock* translated = with_id(text->second.blocks, block.id);
            if (translated == nullptr) continue;
            const int minutes = block.minutes;
            const BlockRole role = block.role;
            std::vector<std::string> slides = std::move(block.slides);
            block = *translated;
            block.minutes = minutes;
            block.role = role;
            block.slides = std::move(slides);
            block.wording = {tag, text->second.state, text->second.source != words.hash};
        }
        break;
    }
    return out;
}

std::optional<SessionText> Library::session(std::string_view id, std::span<const std::string> chain) const {
    const auto found = sessions_.find(id);
    if (found == sessions_.end()) return std::nullopt;
    return in_languages(found->second, chain);
}

std::optional<SessionText> Library::workshop(std::span<const std::string> chain) const { return session("workshop", chain); }

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
    for (const Checklist& original : shelf.english.checklists) {
        Checklist list = original;
        list.wording = english;
        for (const Reading& reading : readings) {
            const Checklist* translated = with_id(reading.text->checklists, original.id);
            if (translated == nullptr || !same_items(original, *translated)) continue;
            list = *translated;
            list.wording = reading.wording;
            break;
        }
        out.checklists.push_back(std::move(list));
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
