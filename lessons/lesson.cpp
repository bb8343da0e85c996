#include "lessons/lesson.hpp"

#include <algorithm>
#include <functional>

#include "app/base/bytes.hpp"
#include "app/base/hash.hpp"
#include "app/base/json.hpp"
#include "app/base/limits.hpp"
#include "app/base/text.hpp"
#include "lessons/sections.hpp"

namespace amparo::lessons {

namespace {

constexpr std::int64_t kMostMinutes = 240;
constexpr std::int64_t kMostOrder = 9999;
constexpr std::size_t kHashCharacters = 16;

Result<int> number(const Json& document, std::string_view key, std::int64_t most) {
    const Json* value = document.find(key);
    const std::int64_t found = value == nullptr ? 0 : value->integer_or(0);
    if (found < 1 || found > most) return fail(Errc::Corrupt, "\"" + std::string(key) + "\" must be a whole number from 1 to " + std::to_string(most));
    return static_cast<int>(found);
}

Result<Level> level(const Json& document) {
    const std::string_view name = document.member_text("level");
    for (const Level each : {Level::Everyone, Level::Raised, Level::High}) {
        if (level_name(each) == name) return each;
    }
    return fail(Errc::Corrupt, "\"level\" must be \"everyone\", \"raised\" or \"high\"");
}

Result<std::vector<std::string>> ids(const Json& document, std::string_view key) {
    AMPARO_TRY(std::vector<std::string> out, document.require_texts(key));
    if (out.size() > limits::kLessonList) return fail(Errc::Limit, "\"" + std::string(key) + "\" is too long");
    for (const std::string& id : out) {
        if (!text::is_id(id)) return fail(Errc::Corrupt, "\"" + std::string(key) + "\" must hold ids: small letters, digits and hyphens");
    }
    return out;
}

Result<Source> source(const Json& item) {
    AMPARO_TRY(std::string title, item.require_text("title"));
    const std::string url(item.member_text("url"));
    if (!url.empty() && (!url.starts_with("https://") || !is_allowed_link(url))) {
        return fail(Errc::Corrupt, "\"url\" of a source must be an https address or empty");
    }
    const auto seen = parse_day(item.member_text("seen"));
    if (!seen) return fail(Errc::Corrupt, "\"seen\" of a source must be a day such as 2026-11-23");
    return Source{std::move(title), url, *seen};
}

bool is_draft(const Wording& words) { return words.state == localization::State::Draft; }

template <typename Test>
bool any_wording(const Lesson& lesson, Test test) {
    return std::invoke(test, lesson.wording) || std::ranges::any_of(lesson.steps, test, &Step::wording) ||
           std::ranges::any_of(lesson.checklists, test, &Checklist::wording) || std::ranges::any_of(lesson.quiz, test, &QuizItem::wording);
}

}  // namespace

std::string_view level_name(Level level) {
    switch (level) {
        case Level::Everyone: return "everyone";
        case Level::Raised: return "raised";
        case Level::High: return "high";
    }
    return "everyone";
}

std::string_view quiz_kind_name(QuizKind kind) {
    switch (kind) {
        case QuizKind::Single: return "single";
        case QuizKind::Multiple: return "multiple";
        case QuizKind::Order: return "order";
        case QuizKind::Match: return "match";
        case QuizKind::Scenario: return "scenario";
    }
    return "single";
}

Result<LessonInfo> parse_lesson_info(std::string_view json) {
    AMPARO_TRY(const Json document, Json::parse(json, {.bytes = limits::kLessonBytes}));
    if (!document.is_object()) return fail(Errc::Corrupt, "lesson.json must hold an object");
    LessonInfo info;
    AMPARO_TRY(info.id, document.require_text("id"));
    if (!text::is_id(info.id)) return fail(Errc::Corrupt, "\"id\" must be made of small letters, digits and hyphens");
    AMPARO_TRY(info.order, number(document, "order", kMostOrder));
    AMPARO_TRY(info.minutes, number(document, "minutes", kMostMinutes));
    AMPARO_TRY(info.level, level(document));
    const auto reviewed = parse_day(document.member_text("reviewed"));
    if (!reviewed) return fail(Errc::Corrupt, "\"reviewed\" must be a day such as 2026-11-23");
    info.reviewed = *reviewed;
    const Json* unreviewed = document.find("unreviewed");
    if (unreviewed != nullptr && !unreviewed->is_bool()) return fail(Errc::Corrupt, "\"unreviewed\" must be true or false");
    info.unreviewed = unreviewed != nullptr && unreviewed->bool_or(false);
    AMPARO_TRY(info.checks, ids(document, "checks"));
    AMPARO_TRY(info.incidents, ids(document, "incidents"));
    AMPARO_TRY(info.unconfirmed, document.require_texts("unconfirmed"));
    const Json* sources = document.find("sources");
    if (sources == nullptr || !sources->is_array()) return fail(Errc::Corrupt, "\"sources\" must be a list");
    if (sources->elements().size() > limits::kLessonList) return fail(Errc::Limit, "\"sources\" is too long");
    for (const Json& item : sources->elements()) {
        AMPARO_TRY(Source one, source(item));
        info.sources.push_back(std::move(one));
    }
    return info;
}

std::string source_hash(std::string_view english_markdown) {
    std::string flat;
    for (const std::string_view line : text::lines(without_mark(english_markdown))) {
        flat += line;
        flat += '\n';
    }
    return hex(blake2b(as_bytes(flat))).substr(0, kHashCharacters);
}

const Step* Lesson::step(std::string_view step_id) const {
    const auto found = std::ranges::find(steps, step_id, &Step::id);
    return found == steps.end() ? nullptr : &*found;
}

bool Lesson::has_drafts() const { return any_wording(*this, is_draft); }
bool Lesson::has_stale() const { return any_wording(*this, &Wording::stale); }
bool Lesson::is_whole_in(std::string_view lang) const {
    return !any_wording(*this, [lang](const Wording& words) { return words.lang != lang; });
}

}  // namespace amparo::lessons
