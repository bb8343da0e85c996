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
#include "app/models/emergency_card.hpp"
#include "app/models/errands.hpp"
#include "app/models/idle_lock.hpp"
#include "app/models/keeping.hpp"
#include "app/models/kept_documents.hpp"
#include "app/models/languages.hpp"
#include "app/models/learning.hpp"
#include "app/models/lesson_book.hpp"
#include "app/models/lesson_player.hpp"
#include "app/models/live_accounts.hpp"
#include "app/models/live_check_up.hpp"
#include "app/models/phone_check.hpp"
#include "app/models/picture_book.hpp"
#include "app/models/places.hpp"
#include "app/models/preferences.hpp"
#include "app/models/sending.hpp"
#include "app/models/trainer.hpp"

namespace amparo::models {

/// What the process hands in.
struct WindowSetup {
    const ShippedData* shipped = nullptr;  ///< outlives the model
    const Languages* languages = nullptr;  ///< outlives the model
    std::shared_ptr<const Host> host;
    std::function<void()> wake;  ///< called from working threads: there is something to poll()
    std::string language = "en";
    /// Keeps a page to print where the person finds it and gives its path; empty where nothing can be kept.
    std::function<Result<std::string>(const std::string& name, const std::string& html)> keep_page;
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
    std::string data_folder{};  ///< empty: nothing can be saved
    SaveOptions save_options{};
    /// Where an SOS and what waits lie; null: `data_folder`, as soon as it is there.
    std::shared_ptr<Storage> sos_storage{};
    /// See SendingSetup.
    std::function<std::shared_ptr<delivery::Courier>(const NetworkChoice&, std::shared_ptr<const delivery::MailAccount>)> courier{};
    std::function<Result<std::unique_ptr<network::Network>>(const NetworkChoice&)> network{};
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
    [[nodiscard]] LiveAccounts& accounts() { return accounts_; }
    /// Files that somebody dropped on the window: they are read, and the place for accounts shows how far that is.
    void drop_files(std::vector<std::string> paths);
    /// The step about accounts that goes before what a check-up found; nothing when a check-up's goes first or nobody has one.
    [[nodiscard]] std::optional<AccountStep> first_account_step() const;
    /// Somebody is in an account: emergency help for just that, with what the person marked as not theirs.
    void open_takeover();
    /// What was marked, in words; empty unless help was opened with it.
    [[nodiscard]] const std::string& evidence() const { return evidence_; }
    /// Whether anything is kept, and the way in and out.
    [[nodiscard]] Keeping& keeping() { return keeping_; }
    /// Where models keep what a person would want to find again: the open profile, or memory that is gone with the window.
    [[nodiscard]] vault::RecordStore& records() { return keeping_.records(); }
    /// Whether the look is kept where anybody can read it, so that it is there before anything is opened.
    [[nodiscard]] bool keeps_look() const { return keeps_look_; }
    void keep_look(bool keep);
    [[nodiscard]] EmergencyCard& card() { return card_; }
    /// Whether the card can be read without opening anything.
    [[nodiscard]] bool card_is_open() const { return card_is_open_; }
    void open_card(bool open);
    /// When the person last made a copy elsewhere of what is open; nothing for never.
    [[nodiscard]] std::optional<Day> last_copy() const { return last_copy_; }
    /// Whether there is a folder in which anything can be kept.
    [[nodiscard]] bool can_keep() const { return !setup_.data_folder.empty(); }
    /// Goes up when everything was forgotten, so that whoever draws forgets what was typed, too.
    [[nodiscard]] std::size_t forgotten() const { return forgotten_; }
    [[nodiscard]] IdleLock& idle() { return idle_; }
    /// Closes what is open if nobody touched the window for long. `touched`: somebody just did.
    void mind_idle(IdleLock::Clock::time_point now, bool touched);
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
    /// The lesson that the current page of the player is from; "" without one.
    [[nodiscard]] std::string_view page_lesson() const;
    /// A picture in the folder of a lesson; see PictureBook.
    [[nodiscard]] const LessonPicture& picture(std::string_view lesson, const std::string& name) { return pictures_.picture(lesson, name); }
    [[nodiscard]] const std::vector<lessons::Term>& terms() const { return terms_; }
    [[nodiscard]] const std::vector<lessons::Path>& paths() const { return paths_; }
    [[nodiscard]] Learning& learning() { return learning_; }
    /// The finding because of which a lesson is worth reading now, or nullptr: the check-up found something at risk that
    /// the lesson explains.
    [[nodiscard]] const checks::Finding* why(std::string_view lesson_id) const;
    /// True when the check found all well on this computer, so that what it stands for is done.
    [[nodiscard]] bool check_is_good(std::string_view check_id) const;
    [[nodiscard]] Day today() const { return setup_.today; }

    /// Opens a lesson at its first page; one that was left is where it was. False when there is none of that id.
    bool open_lesson(const std::string& id);
    /// The same at one of its steps.
    bool open_lesson_at(const std::string& id, const std::string& step);
    /// Questions that the person asked to be shown again and whose day has come, as a lesson of their own.
    void open_review();
    [[nodiscard]] bool in_review() const { return !review_.empty(); }
    /// Remembers where the person is in the open lesson, and how the question that is shown was answered.
    void note_lesson();
    /// Keeps the open lesson as a page to print. Gives where it is.
    [[nodiscard]] Result<std::string> keep_handout();
    /// Keeps a page or file of a workshop beside it. Gives where it is.
    [[nodiscard]] Result<std::string> keep_paper(const std::string& name, const std::string& text);
    /// A plan that the person named.
    [[nodiscard]] Result<std::string> read_plan(const std::string& path) { return setup_.read_file(path, limits::kJsonString); }
    [[nodiscard]] Trainer& trainer() { return *trainer_; }
    /// Which way the window runs: on the wall that of the wall's language.
    [[nodiscard]] bool right_to_left() const;
    [[nodiscard]] bool can_keep_pages() const { return static_cast<bool>(setup_.keep_page); }
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
    [[nodiscard]] bool is_private() const { return keeping_.phase() == Keeping::Phase::Open; }

  private:
    [[nodiscard]] std::string shown_language() const { return english_ ? std::string(localization::kSourceTag) : look.language; }
    [[nodiscard]] std::vector<std::string> chain() const { return LessonBook::chain(*setup_.languages, shown_language()); }
    [[nodiscard]] std::optional<lessons::Lesson> review_lesson() const;
    /// Takes over a look that was kept; the language only if there is such a one, and none was asked for by name.
    void take_look(std::string_view json);
    void start_emergency();
    void start_sending();
    /// The folder beside what is saved, if it is there by now.
    void find_sos_folder();
    void keep_documents();
    void follow_keeping();
    void follow_look();
    void follow_card();
    void follow_copies();
    void write_open_file(const char* name, std::string json);
    /// What a profile held, and what was done since, is nowhere any more.
    void forget_all();
    /// Words, lesson list and open lesson in the language that is shown.
    void use_words();

    WindowSetup setup_;
    const localization::Translator* words_ = nullptr;  ///< one of others_
    std::map<std::string, localization::Translator> others_;
    LiveCheckUp check_up_;
    std::optional<PhoneCheck> phone_;
    LiveAccounts accounts_;
    std::string evidence_;
    Keeping keeping_;
    KeptDocuments documents_;
    IdleLock idle_;
    std::string seen_look_;        // as it was in the last poll
    std::size_t look_changes_ = 0;
    std::size_t heard_store_ = 0;  // generation of the records
    std::size_t heard_visit_ = 0;
    bool keeps_look_ = false;
    EmergencyCard card_;
    std::size_t seen_card_ = 0;
    bool card_is_open_ = false;
    std::optional<Day> last_copy_;
    std::size_t copy_changes_ = 0;
    std::size_t forgotten_ = 0;
    std::optional<ChannelBook> channels_;
    FlowBook flows_;
    CaseBook cases_;
    std::optional<Emergency> emergency_;
    std::unique_ptr<Sending> sending_;
    LessonBook lessons_;
    PictureBook pictures_{lessons_};
    std::vector<LessonEntry> lesson_list_;
    std::vector<lessons::Term> terms_;
    std::vector<lessons::Path> paths_;
    std::optional<LessonPlayer> player_;
    Learning learning_;
    std::optional<Trainer> trainer_;
    std::vector<ReviewCard> review_;  ///< what the open lesson is made of, when it is no lesson
    bool english_ = false;
    bool hidden_ = false;
    Errands errands_;
};

}  // namespace amparo::models
