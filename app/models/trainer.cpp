#include "app/models/trainer.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "app/base/utf8.hpp"
#include "app/models/workshop_html.hpp"

namespace amparo::models {

namespace {

using lessons::BlockRole;
constexpr std::size_t kTitleBytes = 200;

}  // namespace

Trainer::Tongue::Tongue(const TrainerSetup& setup, const std::string& tag)
    : words(setup.languages->translator(tag)), book(*setup.lessons, LessonBook::chain(*setup.languages, tag), words) {}

Trainer::Trainer(TrainerSetup setup) : setup_(std::move(setup)) {
    own_ = std::make_shared<const Tongue>(setup_, tag_);
    wall_ = own_;
}

void Trainer::set_language(const std::string& tag) {
    tag_ = tag;
    own_ = std::make_shared<const Tongue>(setup_, tag_);
    if (!wall_own_) {
        wall_tag_ = tag_;
        wall_ = own_;
    }
    changed();
}

void Trainer::set_wall_language(const std::string& tag) {
    wall_own_ = tag != tag_;
    wall_tag_ = tag;
    wall_ = wall_own_ ? std::make_shared<const Tongue>(setup_, wall_tag_) : own_;
    changed();
}

std::vector<std::optional<lessons::TeachBlock>> Trainer::blocks_of(const Workshop& workshop) const {
    std::vector<std::optional<lessons::TeachBlock>> out;
    std::map<std::string, std::vector<lessons::TeachBlock>> known;
    for (const PlanItem& item : workshop.items) {
        auto [shelf, fresh] = known.try_emplace(item.lesson);
        if (fresh) shelf->second = own().blocks(item.lesson);
        const auto found = std::ranges::find(shelf->second, item.block, &lessons::TeachBlock::id);
        out.push_back(found == shelf->second.end() ? std::nullopt : std::optional(*found));
    }
    return out;
}

void Trainer::changed() {
    blocks_ = blocks_of(plan_);
    remarks_ = look_over(plan_, own());
    offline_ = ready_offline(plan_, wall());
    if (!presenter_) return;
    presenter_->retell(make_deck(presenter_->workshop(), wall()));
    taught_ = blocks_of(presenter_->workshop());
}

bool Trainer::ready() const {
    return std::ranges::all_of(offline_, [](const OfflineRemark& remark) { return remark.gap == OfflineGap::OtherLanguage; });
}

bool Trainer::picked(std::string_view lesson) const { return std::ranges::find(picks_, lesson) != picks_.end(); }

void Trainer::pick(const std::string& lesson, bool on) {
    std::erase(picks_, lesson);
    if (on) picks_.push_back(lesson);
}

void Trainer::pick_half_day() { picks_ = own().half_day(); }

void Trainer::make_plan() {
    const std::string title = plan_.title;
    const int begins = plan_.begins;
    plan_ = suggest_workshop(own(), picks_, plan_.room);
    plan_.title = title;
    plan_.begins = begins;
    changed();
}

void Trainer::set_title(const std::string& title) { plan_.title = utf8::displayable(title, kTitleBytes); }

void Trainer::set_room(int minutes) {
    plan_.room = std::clamp(minutes, Workshop::kLeastRoom, Workshop::kMostRoom);
    changed();
}

void Trainer::set_begins(int minutes) {
    constexpr int kDay = 24 * 60;
    plan_.begins = ((minutes % kDay) + kDay) % kDay;
}

void Trainer::fit_plan() {
    fit(plan_, own());
    changed();
}

void Trainer::add_lesson(const std::string& lesson) {
    // In front of what ends the day.
    std::size_t at = plan_.items.size();
    while (at > 0 && plan_.items[at - 1].lesson.empty() && blocks_[at - 1] &&
           (blocks_[at - 1]->role == BlockRole::Closing || blocks_[at - 1]->role == BlockRole::Synthesis)) {
        --at;
    }
    for (const lessons::TeachBlock& block : own().blocks(lesson)) {
        if (plan_.items.size() >= Workshop::kMostItems) break;
        plan_.items.insert(plan_.items.begin() + static_cast<std::ptrdiff_t>(at++), {lesson, block.id, block.minutes});
    }
    changed();
}

void Trainer::add_block(const std::string& block, std::optional<std::size_t> behind) {
    const auto found = own().block({"", block, 0});
    if (!found || plan_.items.size() >= Workshop::kMostItems) return;
    std::size_t at = plan_.items.size();
    if (behind) {
        at = std::min(*behind + 1, at);
    } else if (at > 0 && blocks_[at - 1] && blocks_[at - 1]->role == BlockRole::Closing) {
        --at;
    }
    plan_.items.insert(plan_.items.begin() + static_cast<std::ptrdiff_t>(at), {"", block, found->minutes});
    changed();
}

void Trainer::move(std::size_t item, bool earlier) {
    if (item >= plan_.items.size() || (earlier ? item == 0 : item + 1 == plan_.items.size())) return;
    std::swap(plan_.items[item], plan_.items[earlier ? item - 1 : item + 1]);
    changed();
}

void Trainer::remove(std::size_t item) {
    if (item >= plan_.items.size()) return;
    plan_.items.erase(plan_.items.begin() + static_cast<std::ptrdiff_t>(item));
    changed();
}

void Trainer::change_minutes(std::size_t item, int more) {
    if (item >= plan_.items.size()) return;
    plan_.items[item].minutes = std::clamp(plan_.items[item].minutes + more, Workshop::kLeastBlock, Workshop::kMostBlock);
    changed();
}

Result<void> Trainer::open_plan(std::string_view json) {
    AMPARO_TRY(plan_, parse_workshop(json));
    changed();
    return {};
}

std::string Trainer::plan_file() const { return workshop_document(plan_).dump() + "\n"; }

bool Trainer::start() {
    std::vector<WallCard> deck = make_deck(plan_, wall());
    if (deck.empty()) return false;
    presenter_.emplace(plan_, std::move(deck), setup_.now());
    taught_ = blocks_;
    return true;
}

const lessons::TeachBlock* Trainer::taught() const {
    if (!presenter_ || !taught_.at(presenter_->item())) return nullptr;
    return &*taught_[presenter_->item()];
}

void Trainer::clear() {
    end();
    plan_ = {};
    picks_.clear();
    changed();
}

std::vector<Trainer::PaperFile> Trainer::papers() const {
    HandoutParts group;
    group.answers = false;
    return {{"workshop-plan." + tag_ + ".html", plan_page(plan_, own())},
            {"workshop-handout." + wall_tag_ + ".html", handout_page(plan_, wall(), group)},
            {"workshop-answers." + tag_ + ".html", handout_page(plan_, own(), {.steps = false, .checklists = false, .questions = true, .answers = true})},
            {"workshop-cards." + wall_tag_ + ".html", answer_cards_page(wall().words())},
            {"workshop.json", plan_file()}};
}

}  // namespace amparo::models
