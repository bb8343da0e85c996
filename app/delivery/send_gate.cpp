#include "app/delivery/send_gate.hpp"

#include <algorithm>

#include "app/network/address.hpp"

namespace amparo::delivery {

Result<void> SendGate::show(const Parcel& parcel) {
    close();
    AMPARO_TRY(origin_, parcel.origin());
    what_ = parcel.digest();
    state_ = State::Preview;
    return {};
}

void SendGate::set_window(Span span) {
    if (state_ != State::Window) window_ = std::max(span, kWindow);
}

void SendGate::begin(State state, Time now) {
    state_ = state;
    seen_ = now;
    passed_ = Span{0};
}

void SendGate::press(Time now) {
    if (state_ == State::Preview || state_ == State::Asked) begin(State::Holding, now);
}

void SendGate::release(Time now) {
    if (state_ != State::Holding) return;
    // The moment of release belongs to the hold; with it the hold may just be done.
    if (tick(now)) return;
    state_ = State::Preview;
}

void SendGate::ask() {
    if (state_ == State::Preview) state_ = State::Asked;
}

void SendGate::answer_yes(Time now) {
    if (state_ == State::Asked) begin(State::Window, now);
}

void SendGate::cancel() {
    if (state_ == State::Holding || state_ == State::Asked || state_ == State::Window) state_ = State::Preview;
}

void SendGate::close() {
    state_ = State::Closed;
    origin_.clear();
    what_ = {};
}

void SendGate::pass(Time now) {
    const auto step = std::chrono::duration_cast<Span>(now - seen_);
    if (step <= Span{0}) return;
    passed_ += std::min(step, kWatchedStep);
    seen_ = now;
}

bool SendGate::tick(Time now) {
    if (state_ != State::Holding && state_ != State::Window) return false;
    pass(now);
    if (state_ == State::Holding && passed_ >= kHold) {
        begin(State::Window, now);
        return true;
    }
    if (state_ == State::Window && passed_ >= window_) {
        state_ = State::Open;
        return true;
    }
    return false;
}

double SendGate::hold_done() const {
    if (state_ != State::Holding) return 0;
    return std::min(1.0, static_cast<double>(passed_.count()) / static_cast<double>(kHold.count()));
}

int SendGate::seconds_left() const {
    if (state_ != State::Window) return 0;
    const auto left = window_ - passed_;
    return static_cast<int>(std::max<std::int64_t>(1, (left.count() + 999) / 1000));
}

Result<network::Consent> SendGate::press_to_contact(const std::string& address) {
    AMPARO_TRY(const auto place, network::parse_address(address));
    return network::Consent(place.origin(), blake2b(as_bytes(address)));
}

std::optional<network::Consent> SendGate::take() {
    if (state_ != State::Open) return std::nullopt;
    state_ = State::Spent;
    return network::Consent(origin_, what_);
}

}  // namespace amparo::delivery
