#include "app/models/window_model.hpp"

#include <utility>

namespace amparo::models {

WindowModel::WindowModel(WindowSetup setup)
    : places(setup.first_run ? Place::FirstRun : Place::Home),
      setup_(std::move(setup)),
      check_up_(setup_.host, setup_.wake),
      accounts_(setup_.wake),
      lessons_(LessonBook::load(*setup_.shipped)) {
    if (auto book = ChannelBook::load(*setup_.shipped)) {
        channels_.emplace(*std::move(book));
        desk_.emplace(*channels_, setup_.today);
    }
    set_language(setup_.language);
}

const localization::Translator& WindowModel::words_in(const std::string& tag) {
    auto& found = others_[tag];
    if (!found) found = std::make_shared<const localization::Translator>(setup_.languages->translator(tag));
    return *found;
}

void WindowModel::set_language(const std::string& tag) {
    look.language = tag;
    if (desk_) desk_->set_language(tag);
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

void WindowModel::drop_files(std::vector<std::string> paths) {
    if (places.here().place == Place::FirstRun) finish_first_run();
    if (places.here().place != Place::Accounts) places.go(Place::Accounts);
    accounts_.read(std::move(paths), setup_.today);
}

void WindowModel::open_takeover() {
    const AccountActivity* activity = accounts_.activity();
    open_help();
    if (activity != nullptr) evidence_ = activity->evidence(*words_);
    if (desk_) desk_->choose_incident("account-compromise");
}

void WindowModel::open_help() {
    evidence_.clear();
    if (desk_) desk_->reset();
    places.go(Place::Emergency);
}

void WindowModel::finish_first_run() { places.start_at(Place::Home); }

}  // namespace amparo::models
