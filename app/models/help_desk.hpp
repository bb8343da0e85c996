#pragma once
// Who can help: with what happened, where, in which language. Works with every data file gone.
// Plain state and actions; one thread.

#include <string>
#include <vector>

#include "app/base/date.hpp"
#include "app/models/channel_book.hpp"

namespace amparo::models {

class HelpDesk {
  public:
    /// `book` outlives this. `language`: the person's, used to rank desks that answer in it.
    HelpDesk(const ChannelBook& book, Day today) : book_(&book), today_(today) {}

    /// Starts anew, with nothing chosen.
    void reset();
    void choose_incident(std::string id);
    /// Nobody knows yet what it is: desks that help with most things, forms of platforms left out.
    void choose_anything();
    [[nodiscard]] bool anything() const { return anything_; }
    void choose_region(std::string id);
    void set_language(std::string tag);
    void only_my_language(bool only);

    [[nodiscard]] const std::string& incident() const { return question_.incident; }
    [[nodiscard]] const std::string& region() const { return question_.region; }
    [[nodiscard]] const std::string& language() const { return question_.language; }
    [[nodiscard]] bool filters_language() const { return only_mine_; }

    /// Best first; empty until something is chosen.
    [[nodiscard]] const std::vector<escalation::Suggestion>& suggestions() const { return shown_; }
    /// Desks that the language filter hides.
    [[nodiscard]] std::size_t hidden() const { return hidden_; }
    [[nodiscard]] bool all_old() const { return escalation::all_old(shown_); }
    [[nodiscard]] Day today() const { return today_; }
    [[nodiscard]] const ChannelBook& book() const { return *book_; }

    /// The desk whose addresses are shown, or "".
    [[nodiscard]] const std::string& opened() const { return opened_; }
    void toggle(const std::string& channel);

    /// Regions whose English name or code begins a word with `typed`, groups first, at most `most`; all groups when
    /// nothing was typed.
    [[nodiscard]] std::vector<std::string> find_regions(std::string_view typed, std::size_t most) const;

  private:
    void look_up();
    [[nodiscard]] std::vector<escalation::Suggestion> for_anything() const;

    const ChannelBook* book_;
    Day today_;
    escalation::Question question_;
    bool anything_ = false;
    bool only_mine_ = false;
    std::vector<escalation::Suggestion> shown_;
    std::size_t hidden_ = 0;
    std::string opened_;
};

/// The sentence about how well a channel is known and how old that is.
[[nodiscard]] Message grade_message(const escalation::Channel& channel, Day today);

/// Why a desk is suggested, as sentences for a person: a language is named rather than given as a tag.
[[nodiscard]] std::vector<Message> why_messages(const escalation::Suggestion& suggestion, const localization::Language& language);

/// A sentence of a channel in the person's language; files added by hand have only their own words.
[[nodiscard]] localization::Text channel_text(const localization::Translator& words, const escalation::Channel& channel,
                                              const std::string& part, const std::string& english);

}  // namespace amparo::models
