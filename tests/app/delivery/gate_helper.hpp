#pragma once
// A consent as a person gives it, for tests of what comes after.

#include "app/delivery/send_gate.hpp"

namespace amparo::test {

inline network::Consent consent_for(const delivery::Parcel& parcel) {
    delivery::SendGate gate;
    delivery::SendGate::Time now{};
    if (gate.show(parcel)) {
        gate.press(now);
        for (int i = 0; i < 130; ++i) {
            now += std::chrono::milliseconds(100);
            (void)gate.tick(now);
        }
    }
    return std::move(gate.take()).value();
}

}  // namespace amparo::test
