#include "app/models/window_model.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "app/base/limits.hpp"
#include "app/base/random.hpp"
#include "app/models/handout.hpp"
#include "app/platform/outside.hpp"

namespace amparo::models {

namespace {

std::int64_t unix_now() {
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace

WindowModel::WindowModel(WindowSetup setup)
    : places(setup.first_run ? Place::FirstRun : Place::Home),
      setup_(std::move(setup)),
      check_up_(setup_.host, setup_.wake),
      accounts_(setup_.wake),
      flows_(FlowBook::load(*setup_.shipped)),
      cases_(memory_, setup_.now ? setup_.now : unix_now),
      lessons_(LessonBook::load(*setup_.shipped, PackShelf::load(*setup_.shipped, setup_.today))) {
    if (auto phone = PhoneCheck::create()) phone_ = *std::move(phone);
    if (!setup_.write_file) setup_.write_file = [](const std::string& path, Bytes bytes) { return write_new_file(path, bytes); };
    if (!setup_.open_page) setup_.open_page = amparo::open_page;
    if (!setup_.make_folder) setup_.make_folder = make_new_folder;
    if (!setup_.read_file) setup_.read_file = read_named_file;
    if (auto book = ChannelBook::load(*setup_.shipped)) {
        channels_.emplace(*std::move(book));
        if (!setup_.now) setup_.now = [] { return unix_now(); };
        if (!setup_.random) setup_.random = random_bytes;
        emergency_.emplace(EmergencySetup{&*channels_, &flows_, setup_.languages, setup_.today, setup_.now, setup_.random});
    }
    if (!setup_.now) setup_.now = unix_now;
    trainer_.emplace(TrainerSetup{&lessons_, setup_.languages, setup_.now});
    set_language(setup_.language);
}

const localization::Translator& WindowModel::words_in(const std::string& tag) {
    auto& found = others_[tag];
    if (!found) found = std::make_shared<const localization::Translator>(setup_.languages->translator(tag));
    return *found;
}

void WindowModel::set_language(const std::string& tag) {
    look.language = tag;
    if (emergency_) emergency_->set_language(tag);
    trainer_->set_language(tag);
    english_ = false;
    use_words();
}

void WindowModel::toggle_english() {
    if (look.language == localization::kSourceTag) return;
    english_ = !english_;
    use_words();
}

void WindowModel::use_words() {
    static_cast<void>(words_in(shown_language()));
    words_ = others_[shown_language()];
    lesson_list_ = lessons_.list(chain());
    terms_ = lessons_.all().terms(chain());
    paths_ = lessons_.all().paths(chain());
    if (!player_) return;
    if (in_review()) {
        if (auto lesson = review_lesson()) player_->retell(*std::move(lesson));
        return;
    }
    if (auto lesson = lessons_.lesson(player_->lesson().id, chain())) player_->retell(*std::move(lesson));
}

bool WindowModel::open_lesson(const std::string& id) {
    if (!player_ || in_review() || player_->lesson().id != id) {
        auto lesson = lessons_.lesson(id, chain());
        if (!lesson) return false;
        review_.clear();
        player_.emplace(*std::move(lesson));
        const LessonProgress* before = learning_.progress(id);
        if (before != nullptr && !before->done) player_->go_to(before->page);
    }
    places.go(Place::Lesson, id);
    return true;
}

void WindowModel::drop_files(std::vector<std::string> paths) {
    if (places.here().place == Place::FirstRun) finish_first_run();
    if (places.here().place != Place::Accounts) places.go(Place::Accounts);
    accounts_.read(std::move(paths), {.today = setup_.today, .own_words = {}});
}

std::optional<AccountStep> WindowModel::first_account_step() const {
    auto step = accounts_.next_step(setup_.today);
    if (!step || step->now) return step;
    const bool looked = check_up_.phase() == LiveCheckUp::Phase::Done || check_up_.phase() == LiveCheckUp::Phase::Stopped;
    const auto* next = check_up_.next_step();
    return looked && (next == nullptr || group_of(*next) != FindingGroup::FixSoon) ? step : std::nullopt;
}

void WindowModel::open_takeover() {
    const AccountActivity* activity = accounts_.activity();
    open_help();
    if (activity != nullptr) evidence_ = activity->evidence(*words_);
    if (!emergency_) return;
    emergency_->choose_incident("account-compromise");
    // It stands in the report like words of the person's own: shown before anything leaves, and changed as they like.
    emergency_->change([&](escalation::Report& report) { report.details = evidence_; });
}

bool WindowModel::open_lesson_at(const std::string& id, const std::string& step) {
    if (!open_lesson(id)) return false;
    if (!step.empty()) static_cast<void>(player_->go_to_step(step));
    return true;
}

std::optional<lessons::Lesson> WindowModel::review_lesson() const {
    lessons::Lesson out;
    for (const ReviewCard& card : review_) {
        const auto lesson = lessons_.lesson(card.lesson, chain());
        if (!lesson) return std::nullopt;
        const auto item = std::ranges::find(lesson->quiz, card.question, &lessons::QuizItem::id);
        if (item == lesson->quiz.end()) return std::nullopt;
        out.quiz.push_back(*item);
    }
    out.title = words_->tr(Message{"lessons.review.title", {}}).text;
    out.summary = {{lessons::BlockKind::Paragraph, 0, 0, 0, 0, {}, {{words_->tr(Message{"lessons.review.summary", {}}).text, false, false, false, {}}}}};
    out.wording.lang = words_->tr(Message{"lessons.review.title", {}}).lang;
    return out;
}

void WindowModel::open_review() {
    review_.clear();
    for (const ReviewCard& card : learning_.due(setup_.today)) {
        const auto lesson = lessons_.lesson(card.lesson, chain());
        if (lesson && std::ranges::find(lesson->quiz, card.question, &lessons::QuizItem::id) != lesson->quiz.end()) review_.push_back(card);
    }
    auto lesson = review_lesson();
    if (review_.empty() || !lesson) return review_.clear();
    player_.emplace(*std::move(lesson));
    places.go(Place::Lesson, "review");
}

void WindowModel::note_lesson() {
    if (!player_) return;
    if (!in_review()) learning_.note_page(player_->lesson().id, player_->page(), player_->page_count());
    const lessons::QuizItem* item = player_->quiz();
    if (item == nullptr || !player_->answered()) return;
    const auto index = static_cast<std::size_t>(item - player_->lesson().quiz.data());
    const std::string& lesson = in_review() ? review_[index].lesson : player_->lesson().id;
    learning_.answered(lesson, item->id, player_->answered_rightly(), setup_.today);
}

Result<std::string> WindowModel::keep_handout() {
    if (!player_ || !setup_.keep_page) return fail(Errc::Unsupported);
    const lessons::Lesson& lesson = player_->lesson();
    const std::string html = lesson_handout(lessons_, lesson, words_in(shown_language()), {});
    return setup_.keep_page((in_review() ? "questions" : lesson.id) + "." + shown_language() + ".html", html);
}

Result<std::string> WindowModel::keep_paper(const std::string& name, const std::string& text) {
    if (!setup_.keep_page) return fail(Errc::Unsupported);
    return setup_.keep_page(name, text);
}

bool WindowModel::right_to_left() const {
    if (places.here().place == Place::Wall) return trainer_->wall().words().language().right_to_left();
    return words_->language().right_to_left();
}

const checks::Finding* WindowModel::why(std::string_view lesson_id) const {
    const lessons::LessonInfo* info = lessons_.all().info(lesson_id);
    if (info == nullptr) return nullptr;
    for (const std::string& check : info->checks) {
        const checks::Finding* found = check_up_.finding(check);
        if (found != nullptr && (group_of(*found) == FindingGroup::FixSoon || group_of(*found) == FindingGroup::WorthFixing)) return found;
    }
    return nullptr;
}

bool WindowModel::check_is_good(std::string_view check_id) const {
    const checks::Finding* found = check_up_.finding(check_id);
    return found != nullptr && group_of(*found) == FindingGroup::Good;
}

void WindowModel::open_help() {
    evidence_.clear();
    if (emergency_) emergency_->start();
    places.go(Place::Emergency);
}

Result<std::string> WindowModel::add_evidence(CaseBook& book, const std::string& path) {
    AMPARO_TRY(std::string bytes, setup_.read_file(path, limits::kEvidenceFile));
    const std::size_t slash = path.find_last_of("/\\");
    return book.add_evidence(slash == std::string::npos ? path : path.substr(slash + 1), std::move(bytes));
}

Result<std::string> WindowModel::export_case(CaseBook& book, const std::string& folder) {
    return book.export_to(folder, words(), {setup_.write_file, setup_.make_folder});
}

void WindowModel::go_back() {
    if (places.here().place == Place::Emergency && emergency_ && emergency_->back()) return;
    places.back();
}

void WindowModel::finish_first_run() { places.start_at(Place::Home); }

}  // namespace amparo::models
