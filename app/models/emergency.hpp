#pragma once
// The way through an emergency: danger, what happened, who can help, exactly what will leave, and what comes after. Works
// with every data file gone. Nothing here sends, saves or opens anything by itself. Plain state and actions; one thread.

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/escalation/handover.hpp"
#include "app/escalation/look_over.hpp"
#include "app/escalation/preview.hpp"
#include "app/escalation/questions.hpp"
#include "app/models/flow_book.hpp"
#include "app/models/help_desk.hpp"
#include "app/models/languages.hpp"

namespace amparo::models {

enum class HelpStep : std::uint8_t {
    Danger,    ///< are you in danger now
    Numbers,   ///< who to call, without a question asked
    What,      ///< what happened
    Who,       ///< who can help, and why
    FirstAid,  ///< what to do yourself
    Review,    ///< exactly what leaves
    Words,     ///< changing what is said
    Phone,     ///< a code for the telephone
    Keep,      ///< a file that the person chose
    Key,       ///< the key of the desk, so that only it can read the message
    Road,      ///< what it takes to send from here
    Going,     ///< the ten seconds, and what came of them
    After,     ///< what was handed over, and first aid while waiting
};

/// What the person handed over themselves, and says so.
struct HandedOver {
    std::string channel;
    std::string name;
    std::string method;
    std::string when;  ///< "2026-11-23T14:32Z"
};

struct EmergencySetup {
    const ChannelBook* channels = nullptr;  ///< outlives the model, like all of these
    const FlowBook* flows = nullptr;
    const Languages* languages = nullptr;
    Day today;
    std::function<std::int64_t()> now;  ///< seconds since 1970
    std::function<std::vector<unsigned char>(std::size_t)> random;
};

class Emergency {
  public:
    explicit Emergency(EmergencySetup setup);

    /// Anew, with nothing said.
    void start();
    void set_language(const std::string& tag);

    [[nodiscard]] HelpStep step() const { return way_.back(); }
    /// Where it stands of the four, from 1; 0 on pages beside the way.
    [[nodiscard]] int number() const;
    void go(HelpStep step);
    /// False when there is nothing to go back to: then the page itself is left.
    bool back();

    [[nodiscard]] HelpDesk& desk() { return desk_; }
    [[nodiscard]] const HelpDesk& desk() const { return desk_; }

    // Danger, and what happened.

    void answer(escalation::Danger danger);
    void choose_incident(const std::string& id);
    /// "Something else, or I do not know": desks that help with most things.
    void choose_unknown();
    [[nodiscard]] bool unknown() const { return desk_.anything(); }

    /// Desks that answer a call or a messenger about a threat, near the region; none of a state.
    [[nodiscard]] const std::vector<escalation::Suggestion>& protection() const { return protection_; }
    /// Bodies of a state for the region, shown only to who looks for them.
    [[nodiscard]] const std::vector<escalation::Suggestion>& state_bodies() const { return state_bodies_; }
    void choose_region(const std::string& id);

    // First aid.

    [[nodiscard]] std::vector<const escalation::Flow*> flows() const;
    /// The flow that is open, or nullptr.
    [[nodiscard]] FlowPlayer* player() { return player_ ? &*player_ : nullptr; }
    void open_flow(const std::string& id);

    // What leaves.

    /// Takes the best way of a desk and shows what would leave.
    void write_to(const std::string& channel);
    [[nodiscard]] const escalation::Channel* chosen() const { return chosen_; }
    /// The same to somebody whom the person named.
    void write_to_person(escalation::Recipient to);
    [[nodiscard]] bool to_person() const { return person_.has_value(); }
    /// The desk's key was read or dropped: the preview says who can read it.
    void seal_for(const std::string& fingerprint);
    /// True when the address of the chosen desk is well known and not old.
    [[nodiscard]] bool confirmed() const;
    /// The fingerprint that the chosen desk's file has, or "".
    [[nodiscard]] std::string pinned_fingerprint() const;
    /// The contacts of the chosen desk that one can write to or call, best first, as indices into its contacts.
    [[nodiscard]] const std::vector<std::size_t>& ways() const { return ways_; }
    [[nodiscard]] std::size_t way() const { return way_index_; }
    void choose_way(std::size_t index);

    [[nodiscard]] const escalation::Preview& preview() const { return preview_; }
    [[nodiscard]] escalation::Form form() const { return form_; }
    [[nodiscard]] escalation::Stage stage() const { return stage_; }
    void choose_stage(escalation::Stage stage);
    /// The lines as they leave, in the person's language, also those left out.
    [[nodiscard]] const std::vector<escalation::Line>& shown() const { return shown_; }
    [[nodiscard]] bool left_out(const std::string& line) const { return left_out_.contains(line); }
    void leave_out(const std::string& line, bool out);

    [[nodiscard]] const escalation::Report& report() const { return report_; }
    /// Changes the report and everything that follows from it.
    void change(const std::function<void(escalation::Report&)>& change);
    [[nodiscard]] const std::vector<escalation::Notice>& noticed() const { return noticed_; }
    void cover(const std::string& found);
    [[nodiscard]] std::string short_text() const;

    // Afterwards.

    /// The person says that they handed it over.
    void handed_over();
    /// Leaves the page of the ten seconds, which one does not come back to: to what comes after, or back to what leaves.
    /// The report remembers whom it went to, but no practice.
    enum class Went : std::uint8_t { Nowhere, Practised, Out };
    void leave_going(Went went);
    /// To the same desk that it is over: the same case and code word, and that the person is safe.
    void say_safe();
    [[nodiscard]] const std::vector<HandedOver>& handed() const { return handed_; }

  private:
    void look_for_protection();
    void renew();
    [[nodiscard]] std::string desk_language() const;

    EmergencySetup setup_;
    HelpDesk desk_;
    std::string language_ = "en";
    std::optional<localization::Translator> desk_words_;
    std::optional<localization::Translator> own_words_;
    std::string desk_words_tag_;
    std::vector<HelpStep> way_{HelpStep::Danger};
    std::vector<escalation::Suggestion> protection_;
    std::vector<escalation::Suggestion> state_bodies_;
    std::optional<FlowPlayer> player_;
    const escalation::Channel* chosen_ = nullptr;
    std::optional<escalation::Recipient> person_;
    std::string fingerprint_;  // of the key that it is sealed to
    std::vector<std::size_t> ways_;
    std::size_t way_index_ = 0;
    escalation::Report report_;
    escalation::Form form_ = escalation::Form::Message;
    escalation::Stage stage_ = escalation::Stage::FirstContact;
    std::set<std::string> left_out_;
    escalation::Preview preview_;
    std::vector<escalation::Line> shown_;
    std::vector<escalation::Notice> noticed_;
    std::vector<HandedOver> handed_;
};

/// Whether what goes this way can be sealed to a key of the desk.
[[nodiscard]] bool can_be_sealed(std::string_view method);
/// Who can read it on the way, when it is handed over without being sealed.
[[nodiscard]] escalation::Protection protection_of(std::string_view method);

}  // namespace amparo::models
