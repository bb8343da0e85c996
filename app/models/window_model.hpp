#pragma once
// Everything the window shows, as state and actions: languages, look, where the person is, the check-up, the desks, the
// lesson. Knows no toolkit. One thread: that of the window.

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/models/case_book.hpp"
#include "app/models/channel_book.hpp"
#include "app/models/emergency.hpp"
#include "app/models/languages.hpp"
#include "app/models/lesson_book.hpp"
#include "app/models/lesson_player.hpp"
#include "app/models/live_check_up.hpp"
#include "app/models/phone_check.hpp"
#include "app/models/places.hpp"
#include "app/models/preferences.hpp"
#include "app/models/sending.hpp"

namespace amparo::models {

/// What the process hands in.
struct WindowSetup {
    const ShippedData* shipped = nullptr;  ///< outlives the model
    const Languages* languages = nullptr;  ///< outlives the model
    std::shared_ptr<const Host> host;
    std::function<void()> wake;  ///< called from working threads: there is something to poll()
    std::string language = "en";
    bool first_run = true;  ///< false when the language was asked for by name
    Day today;
    /// Seconds since 1970, and random bytes; the system's own unless a test hands in others.
    std::function<std::int64_t()> now{};
    std::function<std::vector<unsigned char>(std::size_t)> random{};
    /// What leaves the program's folder; the system's own unless a test hands in others.
    std::function<Result<void>(const std::string& path, Bytes bytes)> write_file{};
    std::function<Result<void>(const std::string& link)> open_page{};
    std::function<Result<void>(const std::string& path)> make_folder{};
    std::function<Result<std::string>(const std::string& path, std::size_t most)> read_file{};
    /// The folder with the SOS that lies ready, if there is one; null: there is none and none can be made.
    std::shared_ptr<Storage> sos_storage{};
    /// See SendingSetup.
    std::function<std::shared_ptr<delivery::Courier>(const NetworkChoice&, std::shared_ptr<const delivery::MailAccount>)> courier{};
};

class WindowModel {
  public:
    explicit WindowModel(WindowSetup setup);

    [[nodiscard]] const Languages& languages() const { return *setup_.languages; }
    [[nodiscard]] const localization::Translator& words() const { return *words_; }
    /// The same in another language, for the names of languages.
    [[nodiscard]] const localization::Translator& words_in(const std::string& tag);
    void set_language(const std::string& tag);

    Preferences look;
    Places places;

    [[nodiscard]] LiveCheckUp& check_up() { return check_up_; }
    /// Nothing when the questions inside the program are broken.
    [[nodiscard]] PhoneCheck* phone() { return phone_ ? &*phone_ : nullptr; }
    /// Nothing when the region table inside the program is broken.
    [[nodiscard]] Emergency* emergency() { return emergency_ ? &*emergency_ : nullptr; }
    [[nodiscard]] CaseBook& cases() { return cases_; }
    /// Everything that can leave this computer goes through here.
    [[nodiscard]] Sending& sending() { return *sending_; }
    /// A file that the person named, as evidence of the case that is shown. Gives its name there.
    [[nodiscard]] Result<std::string> add_evidence(CaseBook& book, const std::string& path);
    /// The case that is shown, into a folder that the person named. Gives the folder that was made.
    [[nodiscard]] Result<std::string> export_case(CaseBook& book, const std::string& folder);
    /// Only after the person said so, and with what they saw.
    [[nodiscard]] Result<void> write_file(const std::string& path, Bytes bytes) { return setup_.write_file(path, bytes); }
    [[nodiscard]] Result<void> open_page(const std::string& link) { return setup_.open_page(link); }
    [[nodiscard]] HelpDesk* desk() { return emergency_ ? &emergency_->desk() : nullptr; }
    [[nodiscard]] const LessonBook& lessons() const { return lessons_; }
    /// In the language that is shown; put together when it changes, because a window asks in every frame.
    [[nodiscard]] const std::vector<LessonEntry>& lesson_list() const { return lesson_list_; }
    [[nodiscard]] LessonPlayer* player() { return player_ ? &*player_ : nullptr; }
    [[nodiscard]] Day today() const { return setup_.today; }

    /// Opens a lesson at its first page; one that was left is where it was. False when there is none of that id.
    bool open_lesson(const std::string& id);
    /// Everything in English and back, on the same page: for whoever doubts a draft. Nothing when English is the language.
    void toggle_english();
    [[nodiscard]] bool shows_english() const { return english_; }
    /// Emergency help, with nothing chosen.
    void open_help();
    /// One step back: on the emergency way to the step before, elsewhere to the place before.
    void go_back();
    /// The person has seen the first page.
    void finish_first_run();

    /// Takes over what worked in the background. True when something changed.
    bool poll();

    /// Asks the window to be gone at once.
    void hide() { hidden_ = true; }
    [[nodiscard]] bool hidden() const { return hidden_; }
    /// While a profile is open the window stays out of pictures of the screen, where the system offers that.
    void keep_private(bool yes) { private_ = yes; }
    [[nodiscard]] bool is_private() const { return private_; }

  private:
    [[nodiscard]] std::string shown_language() const { return english_ ? std::string(localization::kSourceTag) : look.language; }
    [[nodiscard]] std::vector<std::string> chain() const { return LessonBook::chain(*setup_.languages, shown_language()); }
    /// Words, lesson list and open lesson in the language that is shown.
    void use_words();

    WindowSetup setup_;
    std::shared_ptr<const localization::Translator> words_;
    std::map<std::string, std::shared_ptr<const localization::Translator>> others_;
    LiveCheckUp check_up_;
    std::optional<PhoneCheck> phone_;
    std::optional<ChannelBook> channels_;
    FlowBook flows_;
    vault::MemoryRecords memory_;
    CaseBook cases_;
    std::optional<Emergency> emergency_;
    std::unique_ptr<Sending> sending_;
    LessonBook lessons_;
    std::vector<LessonEntry> lesson_list_;
    std::optional<LessonPlayer> player_;
    bool english_ = false;
    bool hidden_ = false;
    bool private_ = false;
};

}  // namespace amparo::models
