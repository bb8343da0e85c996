#pragma once
// What every screen is handed: the drawing surface, the model, and what a view remembers between frames that means
// nothing to the model, such as which fold is open. Screens draw and call actions; they decide nothing.

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/base/hash.hpp"
#include "app/models/window_model.hpp"
#include "app/ui/ui.hpp"
#include "app/ui/widgets/answer.hpp"
#include "app/ui/widgets/banner.hpp"
#include "app/ui/widgets/button.hpp"
#include "app/ui/widgets/callout.hpp"
#include "app/ui/widgets/card.hpp"
#include "app/ui/widgets/checklist.hpp"
#include "app/ui/widgets/dialog.hpp"
#include "app/ui/widgets/disclosure.hpp"
#include "app/ui/widgets/empty_state.hpp"
#include "app/ui/widgets/editor.hpp"
#include "app/ui/widgets/exit_button.hpp"
#include "app/ui/widgets/field.hpp"
#include "app/ui/widgets/flow.hpp"
#include "app/ui/widgets/hold_button.hpp"
#include "app/ui/widgets/icon_button.hpp"
#include "app/ui/widgets/list_row.hpp"
#include "app/ui/widgets/long_list.hpp"
#include "app/ui/widgets/picture.hpp"
#include "app/ui/widgets/progress.hpp"
#include "app/ui/widgets/qr_view.hpp"
#include "app/ui/widgets/rail.hpp"
#include "app/ui/widgets/secret_field.hpp"
#include "app/ui/widgets/secret_view.hpp"
#include "app/ui/widgets/segments.hpp"
#include "app/ui/widgets/slide.hpp"
#include "app/ui/widgets/status.hpp"
#include "app/ui/widgets/text_view.hpp"
#include "app/ui/widgets/tiles.hpp"
#include "app/ui/widgets/toast.hpp"
#include "app/ui/widgets/toggle.hpp"

namespace amparo::screens {

enum class CheckFilter { ToDo, All, CannotTell };

struct EditingSamples;
struct VaultFields;

/// What the gallery's widgets show.
struct GalleryState {
    ui::FieldState field;
    std::size_t segment = 0;
    std::size_t choice = 0;
    bool on = true;
    bool off = false;
    bool fold = true;
    bool fold_shut = false;
    std::array<bool, 4> ticked{true, false, true, false};
    bool asking = false;
    bool banner = true;
    ui::ToastState toast;
    ui::LongListState list;
};

/// What is typed on the emergency way, and its question.
struct HelpState {
    std::pair<std::size_t, models::HelpStep> seen{};  ///< visit and step of the last frame
    bool filled = false;  ///< the fields hold what the report says
    std::map<std::string, ui::FieldState> fields;
    ui::EditorState details;
    ui::FieldState place;     ///< a folder that the person chose
    Message kept;             ///< what became of the last file
    bool asking_open = false; ///< whether to open a page
};

/// What is typed on the page of cases, and its question.
struct CasesState {
    ui::FieldState note;
    ui::FieldState decision;
    ui::FieldState path;
    Message said;
    bool asking_remove = false;
};

/// What is typed while a workshop is planned, and its question.
struct TrainerState {
    ui::FieldState title;
    ui::FieldState path;
    Message said;
    bool asking_clear = false;
};

/// What pages about sending remember, and what is typed there.
struct SendingState {
    models::Delivery::Phase phase = models::Delivery::Phase::Nothing;  ///< in the last frame
    int heard_seconds = 0;  ///< that screen readers were told last
    ui::HoldState hold;
    bool own_proxy = false;
    ui::FieldState proxy;
    Message problem;
    ui::FieldState mailbox;
    ui::FieldState mail_server;
    std::shared_ptr<ui::SecretFieldState> mail_password;
    Message mail_problem;
    std::string mail_place;   ///< the server that is asked about, or ""
    bool mail_shown = false;  ///< in the last frame
    models::Sending::SignIn heard_sign_in = models::Sending::SignIn::None;  ///< in the last frame
    ui::FieldState name;
    ui::FieldState address;
    ui::FieldState key;
    Message contact_problem;
    ui::FieldState key_file;
    Message key_problem;
    ui::FieldState key_page;
    Message page_problem;
    std::string key_place;   ///< the server that is asked about, or ""
    bool key_shown = false;  ///< in the last frame
    models::Sending::Fetch heard_fetch = models::Sending::Fetch::None;  ///< in the last frame
    Message sos_problem;
};

/// What of ours is in the clipboard, as a digest, and until when by Ui::time().
struct CopiedText {
    Digest digest{};
    double until = 0;
};

/// What the list of lessons is narrowed to.
struct LessonFilter {
    std::size_t level = 0;  ///< 0 for all
    bool brief = false;
    ui::FieldState find;
};

struct ViewState {
    std::map<std::string, bool> open;  ///< folds, by id
    CheckFilter filter = CheckFilter::All;
    ui::FieldState region;
    ui::FieldState aside_note;  ///< why a finding does not fit
    std::size_t aside_months = 0;
    bool choosing_region = false;
    ui::FieldState account_path;
    bool choosing_export = false;
    ui::FieldState own_words;
    bool asking_online = false;  ///< what would leave is shown
    std::size_t online_way = 0;  ///< directly, Tor, Tor Browser
    std::string plan_named;  ///< the account whose name is in `account_name`
    ui::FieldState account_name;
    HelpState help;
    CasesState cases;
    SendingState sending;
    std::optional<CopiedText> copied;
    std::size_t seen_visit = static_cast<std::size_t>(-1);
    std::size_t seen_forgotten = 0;  ///< WindowModel::forgotten() in the last frame
    models::LiveCheckUp::Phase heard_phase = models::LiveCheckUp::Phase::NotYet;  ///< of the check-up, in the last frame
    std::string heard_title;  ///< of the page, in the last frame
    std::shared_ptr<VaultFields> vault;       ///< what is typed on the pages about saving
    std::shared_ptr<EditingSamples> editing;  ///< made when the gallery is opened
    ui::TextSelection reading;                ///< what is selected of the lesson
    std::size_t readings = 0;                 ///< texts of this frame that can be selected
    LessonFilter lessons;
    TrainerState trainer;
    ui::Words kept_page;                      ///< where a page to print was kept
    GalleryState gallery;
    ui::ToastState toast;
    int hide_presses = 0;  ///< of three; shown as dots
    std::vector<std::function<void()>> after;  ///< see View::after()
};

struct View {
    ui::Ui& ui;
    models::WindowModel& model;
    ViewState& state;
    std::string lesson{};  ///< whose words are drawn: its folder holds their pictures

    /// Does something when the whole page is drawn. For whatever replaces what pages draw from, such as words, findings or
    /// the open lesson: the rest of the page still reads the old.
    void after(std::function<void()> action) const { state.after.push_back(std::move(action)); }

    [[nodiscard]] ui::Words say(const Message& message) const {
        return as_words(model.words().tr(message));
    }
    [[nodiscard]] ui::Words say(const std::string& id) const { return say(Message{id, {}}); }
    [[nodiscard]] static ui::Words as_words(const localization::Text& text) {
        return {text.text, text.lang,
                text.direction == localization::Direction::RightToLeft ? text_layout::Direction::RightToLeft
                                                                       : text_layout::Direction::LeftToRight};
    }
    /// The way back from the English, in the person's own language: whoever came there by accident must be able to read it.
    [[nodiscard]] ui::Words way_back() const {
        return as_words(model.words_in(model.look.language).tr("window.lesson.translation"));
    }
    /// Text of a lesson, which knows its language.
    [[nodiscard]] ui::Words in(const std::string& lang, const std::string& text) const {
        const localization::Catalog* catalog = model.languages().catalog(lang);
        const bool rtl = catalog != nullptr && catalog->language().right_to_left();
        return {text, lang, rtl ? text_layout::Direction::RightToLeft : text_layout::Direction::LeftToRight};
    }
    /// A name, in whatever language it is.
    [[nodiscard]] static ui::Words verbatim(const std::string& text) { return {text, "en"}; }
    /// An address, a path, a fact: from left to right, always.
    [[nodiscard]] static ui::Words code(const std::string& text) {
        return {text, "en", text_layout::Direction::LeftToRight};
    }
};

/// Where a page puts its things.
struct Page {
    ui::Words title;
    ui::Words summary;              ///< may be empty
    std::string back_id;            ///< not empty: a way back, with `back`
    ui::Words back;
    ui::Words context;              ///< muted beside the way back; may be empty
    std::function<void(ui::Flow&)> actions;  ///< drawn from the end of the title line towards the start; may be empty
    float actions_width = 0;
    std::string scroll = "page";
    std::function<void()> over;     ///< drawn above the page, such as a dialog; may be empty
    std::function<void(const ui::Rect&)> foot;  ///< instead of the foot line; may be empty
    float column = ui::size::kPage;             ///< units; the content is no wider
};

/// The frame that all places but the first page and the emergency page share: rail, title, foot line. `content` fills the
/// column below the title.
void draw_frame(View& view, const Page& page, const std::function<void(ui::Flow&)>& content);

/// The button that hides everything; at the same point on every screen. Drawn last, above everything.
void draw_hide(View& view);
/// Its left side in the layout, so that titles keep away from it.
[[nodiscard]] float hide_start(View& view);

void draw_first_run(View& view);
void draw_home(View& view);
void draw_checks(View& view);
void draw_check_detail(View& view);
void draw_phone(View& view);
void draw_accounts(View& view);
void draw_account_passwords(View& view);
void draw_account_activity(View& view);
void draw_account_plan(View& view);
/// On Home: what to do about an account, as the one next step of the page, or as a row when something else goes first.
void account_step(View& view, ui::Flow& flow, const models::AccountStep& step);
void account_step_row(View& view, ui::Flow& flow, const models::AccountStep& step);
/// On the emergency page: what the person marked as not theirs, to be read out or copied.
void evidence_card(View& view, ui::Flow& flow);
void draw_lessons(View& view);
void draw_lesson_path(View& view);
void draw_lesson(View& view);
void draw_trainer(View& view);
void draw_presenter(View& view);
/// In the window of the trainer, or in one of its own.
void draw_wall(View& view, bool own_window = false);
void draw_cases(View& view);
void draw_settings(View& view);
void draw_emergency(View& view);
void draw_unlock(View& view);
void draw_saving(View& view);
void draw_gallery(View& view);
/// The part of it about text that is typed or selected.
void editing_samples(View& view, ui::Flow& flow);

/// One frame of wherever the person is.
void draw(View& view);

// Words that several screens share.

[[nodiscard]] ui::Status status_of(const checks::Finding& finding);
[[nodiscard]] ui::Words status_word(const View& view, const checks::Finding& finding);
/// The picture of a check in lists.
[[nodiscard]] std::string check_icon(std::string_view id);
/// The name of a place, for ways back to it.
[[nodiscard]] ui::Words place_name(const View& view, models::Place place);
/// The card of a language, in the language itself.
[[nodiscard]] ui::Choice language_choice(View& view, const std::string& tag);
/// How far a check-up is.
struct Looking {
    ui::Words words;
    float done = 0;  ///< 0 to 1
};
[[nodiscard]] Looking looking_of(const View& view);
/// Why a lesson is worth reading now.
[[nodiscard]] ui::Words why_words(const View& view, const checks::Finding& finding);
/// A card that opens a lesson.
void lesson_card(View& view, ui::Flow& flow, std::string_view id, const models::LessonEntry& entry);
/// The button that shows everything in English, or leads back to the translation.
[[nodiscard]] ui::Button english_button(const View& view);
void draw_english(View& view, ui::Flow& flow);
/// Copies what is not for others, and takes it back after a minute unless something else was copied meanwhile. A program
/// that keeps a history of the clipboard may have kept it; whoever copies is told so.
void copy_private(View& view, const std::string& text);
/// A row about a finding, which opens its page.
void finding_row(View& view, ui::Flow& flow, const checks::Finding& finding, bool beside, bool last);

}  // namespace amparo::screens
