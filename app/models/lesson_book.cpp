#include "app/models/lesson_book.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <numeric>
#include <utility>

#include "app/base/text.hpp"
#include "lessons/lint.hpp"
#include "localization/language.hpp"

namespace amparo::models {

using lessons::LibraryProblem;

namespace {

bool is_lesson_path(const std::string& path) {
    const auto parts = text::split(path, '/');
    return path.starts_with("lessons/") || (parts.size() == 4 && parts[0] == "localization" && parts[2] == "lessons");
}

std::string_view fault_text(ShippedFault fault) {
    switch (fault) {
        case ShippedFault::Changed: return "changed since this copy was made; not used";
        case ShippedFault::Missing: return "missing";
        case ShippedFault::Unreadable: return "cannot be read";
    }
    return "cannot be read";
}

Json wording_members(Json item, const lessons::Wording& wording) {
    item.set("lang", wording.lang).set("state", localization::state_name(wording.state)).set("stale", wording.stale);
    return item;
}

void set_part(Json& item, std::string key, const lessons::Blocks& blocks) {
    if (!blocks.empty()) item.set(std::move(key), lessons::plain_text(blocks));
}

Json step_document(const lessons::Step& step) {
    Json item = Json::object();
    item.set("id", step.id).set("title", step.title).set("text", lessons::plain_text(step.body));
    set_part(item, "do", step.act);
    set_part(item, "dont", step.dont);
    set_part(item, "trade_off", step.trade_off);
    set_part(item, "legal_note", step.legal_note);
    if (!step.how_to.empty()) {
        Json ways = Json::array();
        for (const lessons::HowTo& how : step.how_to) {
            ways.push(Json::object().set("system", how.system).set("title", how.title).set("text", lessons::plain_text(how.body)));
        }
        item.set("how_to", std::move(ways));
    }
    return wording_members(std::move(item), step.wording);
}

Json quiz_document(const lessons::QuizItem& item) {
    Json options = Json::array();
    for (const lessons::QuizOption& option : item.options) {
        Json one = Json::object();
        one.set("text", lessons::plain_text(option.text));
        if (item.kind == lessons::QuizKind::Match) one.set("partner", lessons::plain_text(option.partner));
        options.push(std::move(one.set("right", option.right).set("feedback", lessons::plain_text(option.feedback))));
    }
    Json out = Json::object();
    out.set("id", item.id).set("question", item.question);
    set_part(out, "text", item.body);
    out.set("kind", lessons::quiz_kind_name(item.kind));
    if (item.kind != lessons::QuizKind::Scenario) out.set("options", std::move(options));
    if (!item.scenes.empty()) {
        Json scenes = Json::array();
        for (const lessons::Scene& scene : item.scenes) {
            Json choices = Json::array();
            for (const lessons::SceneChoice& choice : scene.choices) {
                Json one = Json::object();
                one.set("text", lessons::plain_text(choice.text)).set("to", item.scenes[choice.to].id);
                set_part(one, "consequence", choice.consequence);
                choices.push(std::move(one));
            }
            Json one = Json::object();
            one.set("id", scene.id).set("title", scene.title).set("text", lessons::plain_text(scene.body));
            scenes.push(std::move(one.set("choices", std::move(choices))));
        }
        out.set("scenes", std::move(scenes));
    }
    return wording_members(std::move(out), item.wording);
}

Json checklist_document(const lessons::Checklist& list) {
    Json items = Json::array();
    for (const lessons::ChecklistItem& item : list.items) {
        Json one = Json::object();
        one.set("id", item.id).set("text", lessons::plain_text(item.text)).set("first", item.first).set("check", item.check);
        set_part(one, "why", item.why);
        items.push(std::move(one));
    }
    Json out = Json::object();
    out.set("id", list.id).set("title", list.title);
    set_part(out, "text", list.body);
    return wording_members(std::move(out.set("items", std::move(items))), list.wording);
}

}  // namespace

LessonBook LessonBook::load(const ShippedData& shipped, const PackShelf& packs) {
    LessonBook book;
    book.shipped_ = &shipped;
    book.packs_ = packs;
    std::vector<std::string> paths;
    for (const char* prefix : {"lessons/", "localization/"}) {
        for (std::string& path : shipped.list(prefix)) {
            if (is_lesson_path(path)) paths.push_back(std::move(path));
        }
    }
    paths.insert(paths.end(), packs.paths().begin(), packs.paths().end());
    const auto read = [&](const std::string& path) -> Result<std::string> {
        AMPARO_TRY(ShippedFile file, shipped.read(path));
        if (file.origin == Origin::AddedByHand && !path.starts_with("packs/")) {
            const auto parts = text::split(path, '/');
            const std::string id(parts[0] == "lessons" ? parts[parts.size() - 2] : parts[3].substr(0, parts[3].find('.')));
            if (!book.added_by_hand(id)) book.added_by_hand_.push_back(id);
        }
        return std::move(file.bytes);
    };
    book.all_ = lessons::Library::load(paths, read);

    // A file that was changed or is missing is told in one way, whatever the library made of it.
    std::map<std::string, std::string> told;
    for (const ShippedProblem& problem : shipped.problems()) {
        if (is_lesson_path(problem.path)) told.emplace(problem.path, fault_text(problem.fault));
    }
    for (const auto& [file, message] : told) book.problems_.push_back({file, message});
    for (const LibraryProblem& problem : book.all_.problems()) {
        if (!told.contains(problem.file)) book.problems_.push_back(problem);
    }
    if (!packs.key_problem().empty()) book.problems_.push_back({"packs/keys.json", packs.key_problem()});
    for (const ShelfPack& pack : packs.packs()) {
        if (pack.verdict.fault) book.problems_.push_back({"packs/" + pack.folder, pack.verdict.detail});
    }
    std::ranges::stable_sort(book.problems_, {}, &LibraryProblem::file);
    return book;
}

std::vector<std::string> LessonBook::chain(const Languages& languages, const std::string& tag) {
    std::vector<localization::Language> known;
    for (const auto& catalog : languages.catalogs()) known.push_back(catalog->language());
    return localization::fallback_chain(tag, known);
}

std::vector<LessonEntry> LessonBook::list(std::span<const std::string> chain) const {
    std::vector<LessonEntry> out;
    for (const std::string& id : all_.ids()) {
        auto found = all_.lesson(id, chain);
        if (!found) continue;
        const ShelfPack* from = pack(id);
        out.push_back({id, std::move(found->title), std::move(found->summary), found->minutes, found->level, found->wording, added_by_hand(id),
                       from == nullptr ? std::string() : from->verdict.manifest->title});
    }
    return out;
}

std::optional<lessons::Lesson> LessonBook::lesson(std::string_view id, std::span<const std::string> chain) const {
    return all_.lesson(id, chain);
}

std::vector<std::string> LessonBook::for_check(std::string_view check_id) const {
    std::vector<std::string> out;
    for (const std::string& id : all_.ids()) {
        if (std::ranges::find(all_.info(id)->checks, check_id) != all_.info(id)->checks.end()) out.push_back(id);
    }
    return out;
}

std::vector<std::string> LessonBook::for_incident(std::string_view incident_id) const {
    std::vector<std::string> out;
    for (const std::string& id : all_.ids()) {
        if (std::ranges::find(all_.info(id)->incidents, incident_id) != all_.info(id)->incidents.end()) out.push_back(id);
    }
    return out;
}

std::vector<lessons::LessonLint> LessonBook::lint(const lessons::LintSurroundings& surroundings) const {
    lessons::LintSurroundings with = surroundings;
    if (!with.bytes) {
        with.bytes = [this](const std::string& path) -> std::optional<std::string> {
            auto file = shipped_->read(path);
            if (!file) return std::nullopt;
            return std::move(file->bytes);
        };
    }
    std::vector<lessons::LessonLint> out = lessons::lint(all_, with);
    // A file that was changed or is missing: what the library made of it is told in the same words as elsewhere.
    std::erase_if(out, [&](const lessons::LessonLint& item) { return item.rule == "broken"; });
    for (const LibraryProblem& problem : problems_) out.push_back(lessons::lint_of(problem));
    std::ranges::stable_sort(out, {}, [](const lessons::LessonLint& item) { return std::pair(item.file, item.line); });
    return out;
}

std::optional<std::string> LessonBook::picture(std::string_view id, const std::string& name) const {
    const std::vector<std::string> known = all_.pictures(id);
    if (std::ranges::find(known, name) == known.end()) return std::nullopt;
    auto file = shipped_->read(all_.folder(id) + "/" + name);
    if (!file) return std::nullopt;
    return std::move(file->bytes);
}

std::vector<std::size_t> LessonBook::mixed(const lessons::QuizItem& item) {
    std::vector<std::size_t> out(item.options.size());
    std::iota(out.begin(), out.end(), std::size_t{0});
    std::uint32_t seed = 2166136261U;
    for (const char c : item.id) seed = (seed ^ static_cast<unsigned char>(c)) * 16777619U;
    for (std::size_t i = out.size(); i > 1; --i) {
        seed = seed * 1664525U + 1013904223U;
        std::swap(out[i - 1], out[(seed >> 8U) % i]);
    }
    if (out.size() > 1 && std::ranges::is_sorted(out)) std::ranges::rotate(out, out.begin() + 1);
    return out;
}

const ShelfPack* LessonBook::pack(std::string_view id) const {
    const std::string folder = all_.pack(id);
    return folder.empty() ? nullptr : packs_.find(folder);
}

bool LessonBook::added_by_hand(std::string_view id) const { return std::ranges::find(added_by_hand_, id) != added_by_hand_.end(); }

Json LessonBook::list_document(std::span<const std::string> chain) const {
    Json list_json = Json::array();
    for (const LessonEntry& entry : list(chain)) {
        const lessons::LessonInfo& info = *all_.info(entry.id);
        Json item = Json::object();
        item.set("id", entry.id).set("title", entry.title).set("summary", lessons::plain_text(entry.summary));
        item.set("minutes", entry.minutes).set("level", lessons::level_name(entry.level)).set("reviewed", format_day(info.reviewed));
        item.set("checks", Json::strings(info.checks)).set("incidents", Json::strings(info.incidents));
        item.set("languages", Json::strings(all_.languages(entry.id))).set("added_by_hand", entry.added_by_hand).set("pack", entry.pack);
        list_json.push(wording_members(std::move(item), entry.wording));
    }
    Json problem_list = Json::array();
    for (const LibraryProblem& problem : problems_) problem_list.push(Json::object().set("path", problem.file).set("detail", problem.message));
    return Json::object().set("schema", "amparo.lessons/1").set("lessons", std::move(list_json)).set("problems", std::move(problem_list));
}

Json LessonBook::document(const lessons::Lesson& lesson) {
    Json sources = Json::array();
    for (const lessons::Source& source : lesson.sources) {
        sources.push(Json::object().set("title", source.title).set("url", source.url).set("seen", format_day(source.seen)));
    }
    Json steps = Json::array();
    for (const lessons::Step& step : lesson.steps) steps.push(step_document(step));
    Json quiz = Json::array();
    for (const lessons::QuizItem& item : lesson.quiz) quiz.push(quiz_document(item));
    Json checklists = Json::array();
    for (const lessons::Checklist& list : lesson.checklists) checklists.push(checklist_document(list));
    Json out = Json::object();
    out.set("schema", "amparo.lesson/1").set("id", lesson.id).set("title", lesson.title).set("summary", lessons::plain_text(lesson.summary));
    out.set("goals", Json::strings(lesson.goals)).set("minutes", lesson.minutes).set("level", lessons::level_name(lesson.level));
    out.set("reviewed", format_day(lesson.reviewed)).set("checks", Json::strings(lesson.checks)).set("incidents", Json::strings(lesson.incidents));
    out.set("steps", std::move(steps)).set("checklists", std::move(checklists)).set("quiz", std::move(quiz)).set("sources", std::move(sources));
    out.set("unconfirmed", Json::strings(lesson.unconfirmed));
    return wording_members(std::move(out), lesson.wording);
}

}  // namespace amparo::models
