#include "app/models/window_model.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "app/base/date.hpp"
#include "app/base/json.hpp"
#include "app/base/limits.hpp"
#include "app/base/random.hpp"
#include "app/models/handout.hpp"
#include "app/models/kept_sending.hpp"
#include "app/models/look_file.hpp"
#include "app/platform/outside.hpp"
#include "app/platform/storage.hpp"

namespace amparo::models {

namespace {

std::int64_t unix_now() {
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

Result<void> write_now(const std::string& path, Bytes bytes) { return write_new_file(path, bytes); }

}  // namespace

WindowModel::WindowModel(WindowSetup setup)
    : places(setup.first_run ? Place::FirstRun : Place::Home),
      setup_(std::move(setup)),
      check_up_(setup_.host, setup_.wake, setup_.today),
      accounts_(setup_.wake),
      keeping_({setup_.data_folder, setup_.wake, setup_.save_options, setup_.write_file ? setup_.write_file : write_now}),
      flows_(FlowBook::load(*setup_.shipped)),
      cases_(keeping_.records(), setup_.now ? setup_.now : unix_now),
      lessons_(LessonBook::load(*setup_.shipped, PackShelf::load(*setup_.shipped, setup_.today))) {
    if (auto phone = PhoneCheck::create()) phone_ = *std::move(phone);
    if (!setup_.write_file) setup_.write_file = write_now;
    if (!setup_.open_page) setup_.open_page = amparo::open_page;
    if (!setup_.make_folder) setup_.make_folder = make_new_folder;
    if (!setup_.read_file) setup_.read_file = read_named_file;
    if (!setup_.now) setup_.now = [] { return unix_now(); };
    if (!setup_.random) setup_.random = random_bytes;
    if (auto book = ChannelBook::load(*setup_.shipped)) channels_.emplace(*std::move(book));
    look.language = setup_.language;
    start_emergency();
    if (const auto json = can_keep() ? load_open_file(setup_.data_folder, kLookFile) : std::nullopt) {
        keeps_look_ = true;
        take_look(*json);
        places.start_at(Place::Home);
    }
    start_sending();
    trainer_.emplace(TrainerSetup{&lessons_, setup_.languages, setup_.now});
    if (const auto json = can_keep() ? load_open_file(setup_.data_folder, kCardFile) : std::nullopt) card_is_open_ = card_.load(*json).has_value();
    seen_card_ = card_.changes();
    set_language(look.language);
    seen_look_ = write_look(look);
    keep_documents();
    if (keeping_.phase() == Keeping::Phase::Locked) places.start_at(Place::Unlock);
}

void WindowModel::start_emergency() {
    if (!channels_) return;
    emergency_.emplace(EmergencySetup{&*channels_, &flows_, setup_.languages, setup_.today, setup_.now, setup_.random});
    emergency_->set_language(look.language);
}

void WindowModel::find_sos_folder() {
    if (setup_.sos_storage || !can_keep()) return;
    if (auto folder = open_storage(setup_.data_folder, CreateFolder::No)) setup_.sos_storage = *std::move(folder);
}

void WindowModel::start_sending() {
    find_sos_folder();
    sending_ = std::make_unique<Sending>(SendingSetup{setup_.wake, setup_.now, setup_.read_file, setup_.sos_storage.get(), setup_.courier, setup_.network});
}

void WindowModel::take_look(std::string_view json) {
    Preferences wanted = look;
    if (!read_look(json, wanted)) return;
    if (!setup_.first_run || setup_.languages->find(wanted.language).empty()) wanted.language = look.language;
    look = wanted;
}

void WindowModel::keep_look(bool keep) {
    keeps_look_ = keep;
    write_open_file(kLookFile, keep ? write_look(look) : std::string{});
}

void WindowModel::open_card(bool open) {
    card_is_open_ = open;
    write_open_file(kCardFile, open ? card_.to_json().dump() + "\n" : std::string{});
}

void WindowModel::write_open_file(const char* name, std::string json) {
    errands_.run([folder = setup_.data_folder, name, json = std::move(json)] {
        // What cannot be written is as before at the next start; there is nothing a person could do about it.
        static_cast<void>(json.empty() ? remove_open_file(folder, name) : store_open_file(folder, name, json));
    });
}

void WindowModel::follow_card() {
    if (card_.changes() == seen_card_) return;
    seen_card_ = card_.changes();
    if (card_is_open_) open_card(true);
}

void WindowModel::keep_documents() {
    const auto parsed = [](std::string_view text) { return Json::parse(text, {.bytes = limits::kMiB, .depth = 8, .nodes = 20'000}); };
    documents_.add({vault::RecordType::Settings, "look", [this] { return write_look(look); },
                    [this](std::string_view json) {
                        // One that lies open counts for every profile, so that it cannot tell them apart.
                        if (keeps_look_) return;
                        const std::string before = look.language;
                        take_look(json);
                        if (look.language != before) set_language(look.language);
                        seen_look_ = write_look(look);
                    },
                    // It stays as it is on the screen.
                    [] {}, [this] { return look_changes_; }});
    documents_.add({vault::RecordType::EmergencyCard, "card", [this] { return card_.empty() ? std::string{} : card_.to_json().dump(Json::Style::Compact); },
                    [this](std::string_view json) {
                        // As with the look.
                        if (!card_is_open_ && card_.empty()) static_cast<void>(card_.load(json));
                        seen_card_ = card_.changes();
                    },
                    [this] {
                        if (!card_is_open_) card_.clear();
                        seen_card_ = card_.changes();
                    },
                    [this] { return card_.changes(); }});
    documents_.add({vault::RecordType::LessonProgress, "learning", [this] { return learning_.document().dump(Json::Style::Compact); },
                    [this, parsed](std::string_view text) {
                        const auto json = parsed(text);
                        // What is here stays when that cannot be read.
                        if (json) static_cast<void>(learning_.load(*json));
                    },
                    [this] { learning_.clear(); }, [this] { return learning_.changes(); }});
    documents_.add({vault::RecordType::AccountNotes, "account plan",
                    [this] { return accounts_.plan.empty() ? std::string{} : accounts_.plan.save().dump(Json::Style::Compact); },
                    [this, parsed](std::string_view text) {
                        const auto json = parsed(text);
                        // What is here stays when that cannot be read.
                        if (json) static_cast<void>(accounts_.plan.load(*json));
                    },
                    [this] { accounts_.plan.clear(); }, [this] { return accounts_.plan.changes(); }});
    documents_.add({vault::RecordType::Settings, "closing",
                    [this] { return Json::object().set("schema", "amparo.closing/1").set("minutes", idle_.minutes()).dump(Json::Style::Compact); },
                    [this, parsed](std::string_view text) {
                        const auto json = parsed(text);
                        const Json* minutes = json ? json->find("minutes") : nullptr;
                        if (minutes != nullptr) idle_.set_minutes(static_cast<int>(minutes->integer_or(0)));
                    },
                    [] {}, [this] { return idle_.changes(); }});
    documents_.add({vault::RecordType::Settings, "contacts", [this] { return sending_->contacts_document(); },
                    [this](std::string_view json) { sending_->take_contacts(json); }, [this] { sending_->forget_contacts(); },
                    [this] { return sending_->contact_changes(); }});
    documents_.add({vault::RecordType::Settings, kAccountRecord, [this] { return sending_->account_document(); },
                    [this](std::string_view json) { sending_->take_account(json); }, [this] { sending_->forget_account(); },
                    [this] { return sending_->account_changes(); }});
    documents_.add({vault::RecordType::Settings, "copies",
                    [this] {
                        if (!last_copy_) return std::string{};
                        return Json::object().set("schema", "amparo.copies/1").set("last", format_day(*last_copy_)).dump(Json::Style::Compact);
                    },
                    [this, parsed](std::string_view text) {
                        const auto json = parsed(text);
                        if (json) last_copy_ = parse_day(json->member_text("last"));
                    },
                    [this] { last_copy_.reset(); }, [this] { return copy_changes_; }});
    documents_.add({vault::RecordType::Settings, "profile",
                    [this] { return Json::object().set("schema", "amparo.profile/1").set("profile", profile_name(check_up_.profile())).dump(Json::Style::Compact); },
                    [this, parsed](std::string_view text) {
                        const auto json = parsed(text);
                        const auto profile = json ? profile_from_name(json->member_text("profile")) : std::nullopt;
                        if (profile) check_up_.use_profile(*profile);
                    },
                    [] {}, [this] { return check_up_.memory_changes(); }});
    documents_.add({vault::RecordType::CheckHistory, "last look",
                    [this] { return check_up_.remembered() ? check_up_.remembered()->to_json().dump(Json::Style::Compact) : std::string{}; },
                    [this, parsed](std::string_view text) {
                        const auto json = parsed(text);
                        if (!json) return;
                        if (auto earlier = CheckSnapshot::from_json(*json)) check_up_.remember(*std::move(earlier));
                    },
                    [] {}, [this] { return check_up_.memory_changes(); }});
    documents_.add({vault::RecordType::CheckHistory, "put aside", [this] { return check_up_.aside_list().to_json().dump(Json::Style::Compact); },
                    [this, parsed](std::string_view text) {
                        const auto json = parsed(text);
                        if (!json) return;
                        auto kept = PutAsideList::from_json(*json);
                        if (!kept) return;
                        for (const PutAside& entry : check_up_.aside_list().all()) kept->put(entry.id, entry.note, entry.until, setup_.today);
                        check_up_.use_aside_list(*std::move(kept), setup_.today);
                    },
                    [this] { check_up_.forget(); }, [this] { return check_up_.memory_changes(); }});
}

void WindowModel::forget_all() {
    documents_.forget();
    cases_.forget(keeping_.records());
    start_emergency();
    // Own contacts and what has not left yet belong to the profile; a send that is still in its window is called off.
    sending_->delivery().cancel();
    start_sending();
    if (phone_) {
        if (auto fresh = PhoneCheck::create()) phone_ = *std::move(fresh);
    }
    player_.reset();
    review_.clear();
    accounts_.forget();
    evidence_.clear();
    ++forgotten_;
}

void WindowModel::follow_keeping() {
    if (keeping_.generation() == heard_store_) return;
    heard_store_ = keeping_.generation();
    if (keeping_.phase() == Keeping::Phase::Open) {
        cases_.use(keeping_.records());
        documents_.take_over(keeping_.records());
        find_sos_folder();
        sending_->use_storage(setup_.sos_storage.get());
        sending_->use_records(&keeping_.records());
        if (places.here().place == Place::Unlock) places.start_at(Place::Home);
        return;
    }
    if (keeping_.phase() == Keeping::Phase::Nothing) {
        // Everything was destroyed; what lay open goes with it.
        if (keeps_look_) keep_look(false);
        card_.clear();
        if (card_is_open_) open_card(false);
    }
    forget_all();
    places.start_at(keeping_.phase() == Keeping::Phase::Locked ? Place::Unlock : Place::Home);
    if (keeping_.phase() != Keeping::Phase::Locked) places.go(Place::Saving);
}

void WindowModel::follow_look() {
    std::string now = write_look(look);
    if (now == seen_look_) return;
    seen_look_ = std::move(now);
    ++look_changes_;
    if (keeps_look_) keep_look(true);
}

void WindowModel::follow_copies() {
    const bool copy = keeping_.last() == Keeping::Action::CopyTo || keeping_.last() == Keeping::Action::ExportTo;
    if (!copy || !keeping_.finished() || keeping_.problem() || last_copy_ == setup_.today) return;
    last_copy_ = setup_.today;
    ++copy_changes_;
}

void WindowModel::mind_idle(IdleLock::Clock::time_point now, bool touched) {
    if (touched || keeping_.phase() != Keeping::Phase::Open) idle_.touch(now);
    if (idle_.left(now) == IdleLock::Clock::duration::zero()) keeping_.close();
}

bool WindowModel::poll() {
    const bool looked = check_up_.poll();
    const bool accounts = accounts_.poll();
    const bool kept = keeping_.poll();
    const bool sent = sending_->poll();
    follow_keeping();
    follow_look();
    follow_card();
    follow_copies();
    if (keeping_.phase() == Keeping::Phase::Open) documents_.follow(keeping_.records());
    if (places.visits() != heard_visit_) {
        heard_visit_ = places.visits();
        keeping_.save_soon();
    }
    return looked || accounts || kept || sent;
}

const localization::Translator& WindowModel::words_in(const std::string& tag) {
    return others_.try_emplace(tag, setup_.languages->translator(tag)).first->second;
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
    words_ = &words_in(shown_language());
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

std::string_view WindowModel::page_lesson() const {
    if (!player_) return {};
    if (!in_review()) return player_->lesson().id;
    const lessons::QuizItem* item = player_->quiz();
    if (item == nullptr) return {};
    return review_[static_cast<std::size_t>(item - player_->lesson().quiz.data())].lesson;
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
    // Practice is asked for anew each time, so that nobody takes it for the other, or the other for it.
    sending_->practise(false);
    sending_->start_over();
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
    if (places.here().place == Place::Emergency && emergency_ && emergency_->step() == HelpStep::Going) {
        // Back means: not yet. What is on its way already is not called back by this.
        sending_->delivery().cancel();
        return;
    }
    if (places.here().place == Place::Emergency && emergency_ && emergency_->back()) return;
    places.back();
}

void WindowModel::finish_first_run() { places.start_at(Place::Home); }

}  // namespace amparo::models
