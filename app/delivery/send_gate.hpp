#pragma once
// The gate before every send: a hold of two seconds or its equal by keyboard, then a window of ten seconds in which one
// action stops everything, then one consent, once. A plain machine: whoever draws passes the time. Time counts only
// while somebody looks: a hold that was not watched, or a window that stood still, does not run on.

#include <chrono>
#include <optional>

#include "app/delivery/parcel.hpp"
#include "app/network/consent.hpp"

namespace amparo::delivery {

class SendGate {
  public:
    using Time = std::chrono::steady_clock::time_point;
    using Span = std::chrono::milliseconds;

    enum class State {
        Closed,   ///< nothing to send
        Preview,  ///< what, to whom and how is shown
        Holding,  ///< the button is held down
        Asked,    ///< the equal of holding: asked "start the ten seconds?"
        Window,   ///< announced, can be stopped
        Open,     ///< the consent waits to be taken
        Spent,    ///< it was taken
    };

    static constexpr Span kHold{2'000};
    static constexpr Span kWindow{10'000};
    /// A step of time that nobody watched counts as this much and no more.
    static constexpr Span kWatchedStep{250};

    /// Shows a preview of one thing; what was shown before is gone. Errors: Usage — the address is none.
    [[nodiscard]] Result<void> show(const Parcel& parcel);
    /// Makes the window longer, for those who ask for it. Never shorter than kWindow.
    void set_window(Span span);

    void press(Time now);
    /// Ends a hold: before kHold nothing has happened.
    void release(Time now);
    /// The equal of the hold: first the question, then the answer.
    void ask();
    void answer_yes(Time now);
    /// From any state before Open: back to the preview.
    void cancel();
    /// Nothing is shown any more.
    void close();
    /// Lets time pass. True when the state changed.
    bool tick(Time now);

    [[nodiscard]] State state() const { return state_; }
    /// How much of the hold is done, 0 to 1.
    [[nodiscard]] double hold_done() const;
    /// Whole seconds that are left of the window, at least 1 while it is open.
    [[nodiscard]] int seconds_left() const;
    /// For a sheet that names a place, where one press contacts it and nothing of the person's is handed over: to try a
    /// login, to fetch a key, to ask with five digits of a hash whether a password leaked. Errors: Usage — no such address.
    [[nodiscard]] static Result<network::Consent> press_to_contact(const std::string& address);
    /// The permission, once; nothing in every other state.
    [[nodiscard]] std::optional<network::Consent> take();

  private:
    void pass(Time now);
    void begin(State state, Time now);

    State state_ = State::Closed;
    Time seen_{};
    Span passed_{0};
    Span window_ = kWindow;
    std::string origin_;
    Digest what_{};
};

}  // namespace amparo::delivery
