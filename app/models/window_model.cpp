#include "app/models/window_model.hpp"

#include <utility>

#include "app/models/look_file.hpp"

namespace amparo::models {

WindowModel::WindowModel(WindowSetup setup)
    : places(setup.first_run ? Place::FirstRun : Place::Home),
      setup_(std::move(setup)),
      check_up_(setup_.host, setup_.wake),
      keeping_({setup_.data_folder, setup_.wake, setup_.save_options}),
      lessons_(LessonBook::load(*setup_.shipped)) {
    if (auto book = ChannelBook::load(*setup_.shipped)) {
        channels_.emplace(*std::move(book));
        desk_.emplace(*channels_, setup_.today);
    }
    look.language = setup_.language;
    if (const auto json = setup_.data_folder.empty() ? std::nullopt : load_look_file(setup_.data_folder)) {
        keeps_look_ = true;
        take_look(*json);
        // Asked for by name, a language is meant.
        if (!setup_.first_run) look.language = setup_.language;
        places.start_at(Place::Home);
    }
    set_language(look.language);
    kept_look_ = write_look(look);
    if (keeping_.phase() == Keeping::Phase::Locked) places.start_at(Place::Unlock);
}

void WindowModel::take_look(std::string_view json) {
    Preferences wanted = look;
    if (!read_look(json, wanted)) return;
    if (setup_.languages->find(wanted.language).empty()) wanted.language = look.language;
    look = wanted;
}

void WindowModel::keep_look(bool keep) {
    const auto done = keep ? store_look_file(setup_.data_folder, write_look(look)) : remove_look_file(setup_.data_folder);
    if (done) keeps_look_ = keep;
}

void WindowModel::follow_keeping() {
    if (keeping_.generation() == heard_store_) return;
    heard_store_ = keeping_.generation();
    const bool open = keeping_.phase() == Keeping::Phase::Open;
    if (open && keeping_.last() == Keeping::Action::Open) {
        if (const auto kept = keeping_.records().get(vault::RecordType::Settings, vault::record_id("look"))) {
            const std::string before = look.language;
            take_look(*kept);
            if (look.language != before) set_language(look.language);
        }
        if (places.here().place == Place::Unlock) places.start_at(Place::Home);
    }
    // What was open is not on the screen any more.
    if (keeping_.phase() == Keeping::Phase::Locked) places.start_at(Place::Unlock);
    kept_look_.clear();
}

bool WindowModel::poll() {
    const bool looked = check_up_.poll();
    const bool kept = keeping_.poll();
    follow_keeping();
    if (std::string now = write_look(look); now != kept_look_) {
        // A full profile says so elsewhere; the look is the least of it.
        static_cast<void>(keeping_.records().put(vault::RecordType::Settings, vault::record_id("look"), now));
        if (keeps_look_) static_cast<void>(store_look_file(setup_.data_folder, now));
        kept_look_ = std::move(now);
    }
    if (places.visits() != heard_visit_) {
        heard_visit_ = places.visits();
        keeping_.save_soon();
    }
    return looked || kept;
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

void WindowModel::open_help() {
    if (desk_) desk_->reset();
    places.go(Place::Emergency);
}

void WindowModel::finish_first_run() { places.start_at(Place::Home); }

}  // namespace amparo::models
