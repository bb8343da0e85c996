#include "app/models/workshop.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "app/base/limits.hpp"
#include "app/base/text.hpp"
#include "app/base/utf8.hpp"
#include "app/models/deck.hpp"

namespace amparo::models {

using lessons::BlockRole;
using lessons::TeachBlock;

namespace {

constexpr int kLongestSitting = 90;   // minutes without a break
constexpr int kShortestSitting = 40;  // before a break is worth it
constexpr int kEnding = 25;           // minutes at the end before which there is no break any more
constexpr int kStep = 5;
constexpr int kFree = 15;
constexpr int kQuestionMinutes = 2;
constexpr std::size_t kTitleBytes = 200;
constexpr std::size_t kCardAnswers = 4;
constexpr std::string_view kSchema = "amparo.workshop/1";
constexpr std::string_view kHalfDayPath = "half-day";
constexpr std::array<std::string_view, 5> kHalfDayLessons = {"know-your-risks", "passwords", "second-factors", "phishing", "helplines"};

int to_fives(int minutes) { return std::max(kStep, (minutes + kStep - 1) / kStep * kStep); }

/// True for what frames a day rather than teaches; it is shortened last.
bool is_frame(BlockRole role) {
    return role == BlockRole::Opening || role == BlockRole::Agreements || role == BlockRole::Break || role == BlockRole::Closing;
}

lessons::Block list_item(std::vector<lessons::Span> spans) {
    lessons::Block block;
    block.kind = lessons::BlockKind::ListItem;
    block.depth = 1;
    block.spans = std::move(spans);
    return block;
}

lessons::Block paragraph(std::string words) {
    lessons::Block block;
    block.spans.push_back({std::move(words), false, false, false, {}});
    return block;
}

/// The blocks of a plan, as far as they are there.
std::vector<std::optional<TeachBlock>> resolved(const Workshop& workshop, const TeachBook& book) {
    std::map<std::string, std::vector<TeachBlock>> known;
    std::vector<std::optional<TeachBlock>> out;
    for (const PlanItem& item : workshop.items) {
        auto [shelf, fresh] = known.try_emplace(item.lesson);
        if (fresh) shelf->second = book.blocks(item.lesson);
        const auto block = std::ranges::find(shelf->second, item.block, &TeachBlock::id);
        out.push_back(block == shelf->second.end() ? std::nullopt : std::optional(*block));
    }
    return out;
}

/// Breaks at the ends of lessons where that is soon enough, and everywhere before ninety minutes have passed.
void place_breaks(std::vector<PlanItem>& items, const std::vector<TeachBlock>& general) {
    const auto pause = std::ranges::find(general, BlockRole::Break, &TeachBlock::role);
    if (pause == general.end()) return;
    std::erase_if(items, [&](const PlanItem& item) { return item.lesson.empty() && item.block == pause->id; });
    std::vector<PlanItem> out;
    int sitting = 0;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const bool lesson_begins = i > 0 && items[i].lesson != items[i - 1].lesson && !items[i].lesson.empty();
        int ahead = items[i].minutes;
        if (lesson_begins) {
            for (std::size_t k = i + 1; k < items.size() && items[k].lesson == items[i].lesson; ++k) ahead += items[k].minutes;
        }
        int left = 0;
        for (std::size_t k = i; k < items.size(); ++k) left += items[k].minutes;
        // Nobody sits down again for the last few minutes.
        const bool ending = left <= kEnding;
        const bool at_boundary = lesson_begins && sitting >= kShortestSitting && sitting + ahead > kLongestSitting;
        if (!ending && (at_boundary || (i > 0 && sitting + items[i].minutes > kLongestSitting))) {
            out.push_back({"", pause->id, pause->minutes});
            sitting = 0;
        }
        sitting += items[i].minutes;
        out.push_back(items[i]);
    }
    items = std::move(out);
}

}  // namespace

int Workshop::minutes() const {
    int sum = 0;
    for (const PlanItem& item : items) sum += item.minutes;
    return sum;
}

TeachBook::TeachBook(const LessonBook& book, std::vector<std::string> chain, const localization::Translator& words)
    : book_(&book), chain_(std::move(chain)), words_(&words) {}

TeachBlock TeachBook::named(BlockRole role, std::string_view id, const Message& title, int minutes) const {
    const localization::Text text = words_->tr(title);
    TeachBlock block;
    block.role = role;
    block.id = id;
    block.title = text.text;
    block.minutes = minutes;
    block.wording = {text.lang, text.state, text.stale};
    return block;
}

std::vector<TeachBlock> TeachBook::made(const lessons::Lesson& lesson) const {
    std::vector<TeachBlock> out;
    TeachBlock input = named(BlockRole::Input, kMadeInput, {"trainer.made.input", {}}, to_fives(lesson.minutes));
    input.notes.push_back(paragraph(words_->tr("trainer.made.input.notes").text));
    out.push_back(std::move(input));
    if (!lesson.checklists.empty()) {
        TeachBlock practice = named(BlockRole::Deepening, kMadeTry, {"trainer.made.try", {}}, 20);
        practice.notes.push_back(paragraph(words_->tr("trainer.made.try.notes").text));
        out.push_back(std::move(practice));
    }
    TeachBlock end = named(BlockRole::Synthesis, kMadeEnd, {"trainer.made.end", {}}, kStep);
    end.wall.push_back(paragraph(words_->tr("trainer.made.end.wall").text));
    out.push_back(std::move(end));
    return out;
}

std::vector<TeachBlock> TeachBook::blocks(std::string_view lesson_id) const {
    if (lesson_id.empty()) {
        const auto general = book_->all().workshop(chain_);
        return general ? general->blocks : std::vector<TeachBlock>{};
    }
    const auto lesson = book_->lesson(lesson_id, chain_);
    if (!lesson) return {};
    const auto session = book_->all().session(lesson_id, chain_);
    std::vector<TeachBlock> out = session ? session->blocks : made(*lesson);
    const std::size_t questions = card_questions(*lesson).size();
    if (questions > 0) {
        TeachBlock block = named(BlockRole::Discussion, kQuestions, {"trainer.made.questions", {}}, to_fives(kQuestionMinutes * static_cast<int>(questions)));
        block.notes.push_back(paragraph(words_->tr("trainer.made.questions.notes").text));
        const auto last_input = std::ranges::find(out.rbegin(), out.rend(), BlockRole::Input, &TeachBlock::role);
        out.insert(last_input == out.rend() ? out.end() : last_input.base(), std::move(block));
    }
    // What people do on their own devices is on the wall as a list, unless the session says what is.
    for (TeachBlock& block : out) {
        if (block.role != BlockRole::Deepening || !block.wall.empty() || lesson->checklists.empty()) continue;
        for (const lessons::ChecklistItem& item : lesson->checklists.front().items) block.wall.push_back(list_item(item.text));
    }
    return out;
}

std::optional<TeachBlock> TeachBook::block(const PlanItem& item) const {
    std::vector<TeachBlock> all = blocks(item.lesson);
    const auto found = std::ranges::find(all, item.block, &TeachBlock::id);
    if (found == all.end()) return std::nullopt;
    return std::move(*found);
}

std::vector<std::string> TeachBook::half_day() const {
    for (const lessons::Path& path : book_->all().paths(chain_)) {
        if (path.id == kHalfDayPath) return path.lessons;
    }
    std::vector<std::string> out;
    for (const std::string_view id : kHalfDayLessons) {
        if (book_->all().info(id) != nullptr) out.emplace_back(id);
    }
    return out;
}

std::vector<lessons::QuizItem> card_questions(const lessons::Lesson& lesson) {
    std::vector<lessons::QuizItem> out;
    for (const lessons::QuizItem& item : lesson.quiz) {
        const bool choice = item.kind == lessons::QuizKind::Single || item.kind == lessons::QuizKind::Multiple;
        if (choice && item.options.size() <= kCardAnswers) out.push_back(item);
    }
    return out;
}

namespace {

/// Gives back what was taken too much, to those first that lost most.
void grow(Workshop& workshop, const TeachBook& book) {
    const std::vector<std::optional<TeachBlock>> blocks = resolved(workshop, book);
    while (workshop.minutes() + kStep <= workshop.room) {
        PlanItem* shortest = nullptr;
        int least = 1000;
        for (std::size_t i = 0; i < workshop.items.size(); ++i) {
            if (!blocks[i] || workshop.items[i].minutes + kStep > blocks[i]->minutes) continue;
            const int kept = 1000 * workshop.items[i].minutes / std::max(blocks[i]->minutes, 1);
            if (kept >= least) continue;
            shortest = &workshop.items[i];
            least = kept;
        }
        if (shortest == nullptr) return;
        shortest->minutes += kStep;
    }
}

}  // namespace

Workshop suggest_workshop(const TeachBook& book, std::span<const std::string> ids, int room) {
    Workshop out;
    out.room = std::clamp(room, Workshop::kLeastRoom, Workshop::kMostRoom);
    const std::vector<TeachBlock> general = book.blocks("");
    const auto add_general = [&](BlockRole role, bool last) {
        const TeachBlock* found = nullptr;
        for (const TeachBlock& block : general) {
            if (block.role == role && (found == nullptr || last)) found = &block;
        }
        if (found != nullptr) out.items.push_back({"", found->id, found->minutes});
    };
    add_general(BlockRole::Opening, false);
    add_general(BlockRole::Agreements, false);
    for (const std::string& id : ids) {
        for (const TeachBlock& block : book.blocks(id)) {
            if (out.items.size() < Workshop::kMostItems - 10) out.items.push_back({id, block.id, block.minutes});
        }
    }
    add_general(BlockRole::Synthesis, true);
    add_general(BlockRole::Closing, false);
    const auto pause = std::ranges::find(general, BlockRole::Break, &TeachBlock::role);
    const int breaks = pause == general.end() ? 0 : (out.room - 1) / kLongestSitting * pause->minutes;
    out.room -= breaks;
    fit(out, book);
    out.room += breaks;
    place_breaks(out.items, general);
    fit(out, book);
    grow(out, book);
    // What grew may need a break where none was needed before.
    place_breaks(out.items, general);
    fit(out, book);
    return out;
}

void fit(Workshop& workshop, const TeachBook& book) {
    std::vector<std::optional<TeachBlock>> blocks = resolved(workshop, book);
    const auto shorten = [&](bool frames, const auto& least) {
        while (workshop.minutes() > workshop.room) {
            PlanItem* longest = nullptr;
            int most = 0;
            for (std::size_t i = 0; i < workshop.items.size(); ++i) {
                if (!blocks[i] || blocks[i]->role == BlockRole::Break || (is_frame(blocks[i]->role) && !frames)) continue;
                if (workshop.items[i].minutes - kStep < least(*blocks[i])) continue;
                // What has lost least so far, and of those the longest.
                const int kept = 1000 * workshop.items[i].minutes / std::max(blocks[i]->minutes, 1);
                if (longest == nullptr || std::pair(kept, workshop.items[i].minutes) > std::pair(most, longest->minutes)) {
                    longest = &workshop.items[i];
                    most = kept;
                }
            }
            if (longest == nullptr) return;
            longest->minutes -= kStep;
        }
    };
    const auto leave_out = [&](const auto& test) {
        for (std::size_t i = workshop.items.size(); i > 0 && workshop.minutes() > workshop.room; --i) {
            if (!blocks[i - 1] || !test(workshop.items[i - 1], *blocks[i - 1])) continue;
            workshop.items.erase(workshop.items.begin() + static_cast<std::ptrdiff_t>(i - 1));
            blocks.erase(blocks.begin() + static_cast<std::ptrdiff_t>(i - 1));
        }
    };
    const auto half = [](const TeachBlock& block) { return std::max(kStep, block.minutes / 2); };
    const auto least = [](const TeachBlock&) { return kStep; };
    const auto role = [](BlockRole wanted) { return [wanted](const PlanItem&, const TeachBlock& block) { return block.role == wanted; }; };
    shorten(false, half);
    leave_out(role(BlockRole::Energiser));
    shorten(true, half);
    leave_out([](const PlanItem& item, const TeachBlock&) { return item.block == kQuestions; });
    shorten(true, least);
    if (workshop.room >= kLongestSitting) return;
    // In less than an hour and a half a group sits, and one lesson is taught without what frames a day.
    leave_out(role(BlockRole::Break));
    leave_out(role(BlockRole::Agreements));
    leave_out([](const PlanItem& item, const TeachBlock& block) { return item.lesson.empty() && block.role == BlockRole::Synthesis; });
    leave_out(role(BlockRole::Discussion));
}

std::vector<PlanRemark> look_over(const Workshop& workshop, const TeachBook& book) {
    std::vector<PlanRemark> out;
    if (workshop.items.empty()) return out;
    const std::vector<std::optional<TeachBlock>> blocks = resolved(workshop, book);
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        if (!blocks[i]) out.push_back({PlanNote::Missing, i, 0});
    }
    const int left = workshop.room - workshop.minutes();
    if (left < 0) out.push_back({PlanNote::TooLong, 0, -left});
    const auto has = [&](BlockRole role) { return std::ranges::any_of(blocks, [&](const auto& block) { return block && block->role == role; }); };
    int sitting = 0;
    std::size_t since = 0;
    bool told = false;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        if (blocks[i] && blocks[i]->role == BlockRole::Break) {
            sitting = 0;
            since = i + 1;
            told = false;
            continue;
        }
        sitting += workshop.items[i].minutes;
        // The goodbye may follow without one.
        const bool last = std::none_of(blocks.begin() + static_cast<std::ptrdiff_t>(i), blocks.end(), [](const auto& block) { return block && block->role == BlockRole::Break; });
        if (sitting > kLongestSitting + (last ? kEnding : 0) && !told) {
            out.push_back({PlanNote::NoBreak, since, sitting});
            told = true;
        }
    }
    for (std::size_t i = 1; i < blocks.size(); ++i) {
        const bool both = blocks[i] && blocks[i - 1] && blocks[i]->role == BlockRole::Input && blocks[i - 1]->role == BlockRole::Input;
        if (both) out.push_back({PlanNote::InputsInARow, i, 0});
    }
    if (!has(BlockRole::Synthesis)) out.push_back({PlanNote::NoSynthesis, 0, 0});
    if (!has(BlockRole::Opening)) out.push_back({PlanNote::NoOpening, 0, 0});
    if (!has(BlockRole::Agreements) && workshop.minutes() > kLongestSitting) out.push_back({PlanNote::NoAgreements, 0, 0});
    if (!has(BlockRole::Closing)) out.push_back({PlanNote::NoClosing, 0, 0});
    if (left >= kFree) out.push_back({PlanNote::Room, 0, left});
    return out;
}

std::vector<int> begin_times(const Workshop& workshop) {
    std::vector<int> out;
    int now = workshop.begins;
    for (const PlanItem& item : workshop.items) {
        out.push_back(now);
        now += item.minutes;
    }
    return out;
}

std::string clock_text(int minutes) {
    constexpr int kDay = 24 * 60;
    const int now = ((minutes % kDay) + kDay) % kDay;
    const auto two = [](int value) { return std::string(value < 10 ? "0" : "") + std::to_string(value); };
    return two(now / 60) + ":" + two(now % 60);
}

Json workshop_document(const Workshop& workshop) {
    Json blocks = Json::array();
    for (const PlanItem& item : workshop.items) {
        blocks.push(Json::object().set("lesson", item.lesson).set("block", item.block).set("minutes", item.minutes));
    }
    Json out = Json::object();
    out.set("schema", kSchema).set("title", workshop.title).set("minutes", workshop.room).set("begins", clock_text(workshop.begins));
    return out.set("blocks", std::move(blocks));
}

namespace {

Result<int> whole(const Json& object, std::string_view key, int least, int most) {
    const Json* value = object.find(key);
    const std::int64_t found = value == nullptr ? -1 : value->integer_or(-1);
    if (found < least || found > most) {
        return fail(Errc::Corrupt, "\"" + std::string(key) + "\" must be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    }
    return static_cast<int>(found);
}

Result<int> clock(std::string_view text) {
    const auto parts = text::split(text, ':');
    const auto hours = parts.size() == 2 ? text::to_integer(parts[0]) : std::nullopt;
    const auto minutes = parts.size() == 2 ? text::to_integer(parts[1]) : std::nullopt;
    if (!hours || !minutes || *hours < 0 || *hours > 23 || *minutes < 0 || *minutes > 59) return fail(Errc::Corrupt, "\"begins\" must be a time such as \"09:00\"");
    return static_cast<int>(*hours * 60 + *minutes);
}

}  // namespace

Result<Workshop> parse_workshop(std::string_view json) {
    AMPARO_TRY(const Json document, Json::parse(json, {.bytes = 64 * limits::kKiB}));
    if (document.member_text("schema") != kSchema) return fail(Errc::Corrupt, "\"schema\" must be \"" + std::string(kSchema) + "\"");
    Workshop out;
    out.title = utf8::displayable(document.member_text("title"), kTitleBytes);
    AMPARO_TRY(out.room, whole(document, "minutes", Workshop::kLeastRoom, Workshop::kMostRoom));
    AMPARO_TRY(out.begins, clock(document.member_text("begins")));
    const Json* blocks = document.find("blocks");
    if (blocks == nullptr || !blocks->is_array()) return fail(Errc::Corrupt, "\"blocks\" must be a list");
    if (blocks->elements().size() > Workshop::kMostItems) return fail(Errc::Limit, "\"blocks\" is too long");
    for (const Json& one : blocks->elements()) {
        PlanItem item;
        item.lesson = one.member_text("lesson");
        item.block = one.member_text("block");
        if (!item.lesson.empty() && !text::is_id(item.lesson)) return fail(Errc::Corrupt, "\"lesson\" must be an id, or empty");
        if (!text::is_id(item.block)) return fail(Errc::Corrupt, "\"block\" must be an id");
        AMPARO_TRY(item.minutes, whole(one, "minutes", 1, Workshop::kMostBlock));
        out.items.push_back(std::move(item));
    }
    return out;
}

std::vector<OfflineRemark> ready_offline(const Workshop& workshop, const TeachBook& wall) {
    std::vector<OfflineRemark> out;
    if (workshop.items.empty()) return {{OfflineGap::NoBlocks, 0}};
    const auto add = [&](OfflineGap gap, std::size_t item) {
        if (std::ranges::find(out, OfflineRemark{gap, item}) == out.end()) out.push_back({gap, item});
    };
    const std::string& tag = wall.words().language().tag;
    for (std::size_t i = 0; i < workshop.items.size(); ++i) {
        const PlanItem& item = workshop.items[i];
        const auto block = wall.block(item);
        if (!block) {
            add(OfflineGap::MissingBlock, i);
            continue;
        }
        const auto lesson = item.lesson.empty() ? std::nullopt : wall.lesson(item.lesson);
        for (const std::string& slide : block->slides) {
            if (!lesson || lesson->step(slide) == nullptr) add(OfflineGap::MissingPage, i);
        }
    }
    for (const WallCard& card : make_deck(workshop, wall)) {
        if (card.wording.lang != tag) add(OfflineGap::OtherLanguage, card.item);
        for (const lessons::Block& block : card.body) {
            const bool picture = block.kind == lessons::BlockKind::Picture;
            if (picture && !wall.lessons().picture(card.lesson, block.picture)) add(OfflineGap::MissingPicture, card.item);
        }
    }
    std::ranges::stable_sort(out, {}, [](const OfflineRemark& remark) { return std::pair(remark.gap == OfflineGap::OtherLanguage, remark.item); });
    return out;
}

}  // namespace amparo::models
