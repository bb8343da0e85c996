#include "app/models/learning.hpp"

#include <algorithm>
#include <utility>

#include "app/base/text.hpp"

namespace amparo::models {

namespace {

constexpr std::string_view kSchema = "amparo.learning/1";
constexpr std::size_t kMost = 4000;  // lessons, and cards
constexpr std::size_t kMostTicks = 1000;

Day after(Day today, std::size_t stage) { return today + std::chrono::days(Learning::kReviewDays.at(stage)); }

bool is_tick(std::string_view text) {
    const std::size_t slash = text.find('/');
    return slash != std::string_view::npos && text::is_id(text.substr(0, slash)) && text::is_id(text.substr(slash + 1));
}

Result<std::int64_t> number(const Json& item, std::string_view key, std::int64_t most) {
    const Json* value = item.find(key);
    const std::int64_t found = value == nullptr ? -1 : value->integer_or(-1);
    if (found < 0 || found > most) return fail(Errc::Corrupt, std::string(key));
    return found;
}

Result<LessonProgress> read_progress(const Json& item) {
    LessonProgress out;
    AMPARO_TRY(const std::int64_t page, number(item, "page", 10'000));
    AMPARO_TRY(const std::int64_t pages, number(item, "pages", 10'000));
    out.page = static_cast<std::size_t>(page);
    out.pages = static_cast<std::size_t>(pages);
    const Json* done = item.find("done");
    out.done = done != nullptr && done->bool_or(false);
    AMPARO_TRY(const std::vector<std::string> ticks, item.require_texts("ticked"));
    if (ticks.size() > kMostTicks) return fail(Errc::Limit, "ticked");
    for (const std::string& tick : ticks) {
        if (!is_tick(tick)) return fail(Errc::Corrupt, "ticked");
        out.ticked.insert(tick);
    }
    return out;
}

Result<ReviewCard> read_card(const Json& item) {
    ReviewCard out;
    AMPARO_TRY(out.lesson, item.require_text("lesson"));
    AMPARO_TRY(out.question, item.require_text("question"));
    AMPARO_TRY(const std::int64_t stage, number(item, "stage", static_cast<std::int64_t>(Learning::kReviewDays.size()) - 1));
    out.stage = static_cast<std::size_t>(stage);
    const auto due = parse_day(item.member_text("due"));
    if (!due || !text::is_id(out.lesson) || !text::is_id(out.question)) return fail(Errc::Corrupt, "cards");
    out.due = *due;
    return out;
}

}  // namespace

const LessonProgress* Learning::progress(std::string_view lesson) const {
    const auto found = lessons_.find(lesson);
    return found == lessons_.end() ? nullptr : &found->second;
}

bool Learning::done(std::string_view lesson) const {
    const LessonProgress* found = progress(lesson);
    return found != nullptr && found->done;
}

std::string Learning::unfinished() const {
    for (auto id = opened_.rbegin(); id != opened_.rend(); ++id) {
        const LessonProgress* found = progress(*id);
        if (found != nullptr && !found->done && found->page > 0) return *id;
    }
    return {};
}

void Learning::note_page(const std::string& lesson, std::size_t page, std::size_t pages) {
    LessonProgress& here = lessons_[lesson];
    const bool done = here.done || (pages > 0 && page + 1 >= pages);
    if (here.page == page && here.pages == pages && here.done == done && !opened_.empty() && opened_.back() == lesson) return;
    here.page = page;
    here.pages = pages;
    here.done = done;
    std::erase(opened_, lesson);
    opened_.push_back(lesson);
    ++changes_;
}

bool Learning::ticked(std::string_view lesson, const std::string& list, const std::string& thing) const {
    const LessonProgress* found = progress(lesson);
    return found != nullptr && found->ticked.contains(list + "/" + thing);
}

void Learning::tick(const std::string& lesson, const std::string& list, const std::string& thing, bool on) {
    LessonProgress& here = lessons_[lesson];
    if (on) {
        here.ticked.insert(list + "/" + thing);
    } else {
        here.ticked.erase(list + "/" + thing);
    }
    ++changes_;
}

void Learning::set_reminds(bool on) {
    reminds_ = on;
    if (!on) cards_.clear();
    ++changes_;
}

void Learning::answered(const std::string& lesson, const std::string& question, bool rightly, Day today) {
    if (!reminds_) return;
    const auto same = [&](const ReviewCard& card) { return card.lesson == lesson && card.question == question; };
    const auto card = std::ranges::find_if(cards_, same);
    ++changes_;
    if (card == cards_.end()) {
        if (cards_.size() < kMost) cards_.push_back({lesson, question, 0, after(today, 0)});
        return;
    }
    if (card->due > today) return;
    if (rightly) {
        card->stage = std::min(card->stage + 1, kReviewDays.size() - 1);
    } else if (card->stage > 0) {
        --card->stage;
    }
    card->due = after(today, card->stage);
}

std::vector<ReviewCard> Learning::due(Day today) const {
    std::vector<ReviewCard> out;
    std::ranges::copy_if(cards_, std::back_inserter(out), [&](const ReviewCard& card) { return card.due <= today; });
    std::ranges::stable_sort(out, {}, &ReviewCard::due);
    return out;
}

void Learning::clear() {
    lessons_.clear();
    opened_.clear();
    cards_.clear();
    ++changes_;
}

Json Learning::document() const {
    Json lessons = Json::array();
    for (const auto& [id, here] : lessons_) {
        Json item = Json::object();
        item.set("id", id).set("page", static_cast<std::int64_t>(here.page)).set("pages", static_cast<std::int64_t>(here.pages)).set("done", here.done);
        lessons.push(std::move(item.set("ticked", Json::strings(std::vector<std::string>(here.ticked.begin(), here.ticked.end())))));
    }
    Json cards = Json::array();
    for (const ReviewCard& card : cards_) {
        Json item = Json::object();
        item.set("lesson", card.lesson).set("question", card.question).set("stage", static_cast<std::int64_t>(card.stage));
        cards.push(std::move(item.set("due", format_day(card.due))));
    }
    Json out = Json::object();
    out.set("schema", kSchema).set("reminds", reminds_).set("lessons", std::move(lessons)).set("opened", Json::strings(opened_));
    return std::move(out.set("cards", std::move(cards)));
}

Result<void> Learning::load(const Json& document) {
    if (document.member_text("schema") != kSchema) return fail(Errc::Corrupt, "schema");
    Learning fresh;
    const Json* reminds = document.find("reminds");
    fresh.reminds_ = reminds != nullptr && reminds->bool_or(false);
    AMPARO_TRY(fresh.opened_, document.require_texts("opened"));
    const Json* lessons = document.find("lessons");
    const Json* cards = document.find("cards");
    if (lessons == nullptr || !lessons->is_array() || cards == nullptr || !cards->is_array()) return fail(Errc::Corrupt, "lessons");
    if (lessons->elements().size() > kMost || cards->elements().size() > kMost || fresh.opened_.size() > kMost) return fail(Errc::Limit);
    for (const Json& item : lessons->elements()) {
        AMPARO_TRY(const std::string id, item.require_text("id"));
        AMPARO_TRY(LessonProgress here, read_progress(item));
        if (!text::is_id(id)) return fail(Errc::Corrupt, "id");
        fresh.lessons_.emplace(id, std::move(here));
    }
    for (const Json& item : cards->elements()) {
        AMPARO_TRY(ReviewCard card, read_card(item));
        fresh.cards_.push_back(std::move(card));
    }
    fresh.changes_ = changes_ + 1;
    *this = std::move(fresh);
    return {};
}

}  // namespace amparo::models
