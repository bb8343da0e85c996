#include "app/models/window_model.hpp"

#include <chrono>
#include <utility>

#include "app/base/limits.hpp"
#include "app/base/random.hpp"
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
      flows_(FlowBook::load(*setup_.shipped)),
      cases_(memory_, setup_.now ? setup_.now : unix_now),
      lessons_(LessonBook::load(*setup_.shipped)) {
    if (auto phone = PhoneCheck::create()) phone_ = *std::move(phone);
    if (!setup_.write_file) setup_.write_file = write_new_file;
    if (!setup_.open_page) setup_.open_page = amparo::open_page;
    if (!setup_.make_folder) setup_.make_folder = make_new_folder;
    if (!setup_.read_file) setup_.read_file = read_named_file;
    if (auto book = ChannelBook::load(*setup_.shipped)) {
        channels_.emplace(*std::move(book));
        if (!setup_.now) setup_.now = [] { return unix_now(); };
        if (!setup_.random) setup_.random = random_bytes;
        emergency_.emplace(EmergencySetup{&*channels_, &flows_, setup_.languages, setup_.today, setup_.now, setup_.random});
    }
    sending_ = std::make_unique<Sending>(
        SendingSetup{setup_.wake, setup_.now ? setup_.now : unix_now, setup_.read_file, setup_.sos_storage.get(), setup_.courier});
    set_language(setup_.language);
}

bool WindowModel::poll() {
    const bool looked = check_up_.poll();
    const bool sent = sending_->poll();
    return looked || sent;
}

const localization::Translator& WindowModel::words_in(const std::string& tag) {
    auto& found = others_[tag];
    if (!found) found = std::make_shared<const localization::Translator>(setup_.languages->translator(tag));
    return *found;
}

void WindowModel::set_language(const std::string& tag) {
    look.language = tag;
    if (emergency_) emergency_->set_language(tag);
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
    if (!player_) return;
    if (auto lesson = lessons_.lesson(player_->lesson().id, chain())) player_->retell(*std::move(lesson));
}

bool WindowModel::open_lesson(const std::string& id) {
    if (!player_ || player_->lesson().id != id) {
        auto lesson = lessons_.lesson(id, chain());
        if (!lesson) return false;
        player_.emplace(*std::move(lesson));
    }
    places.go(Place::Lesson, id);
    return true;
}

void WindowModel::open_help() {
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
