#pragma once
// The permission to contact one place with one thing, given by a person's press and by nothing else. Without a value of
// this type nothing leaves. Only the gate that watches the press, and the outbox that keeps what went through the
// gate, can make one; a consent cannot be copied.

#include <string>
#include <utility>

#include "app/base/hash.hpp"

namespace amparo::delivery {
class SendGate;
class Outbox;
}  // namespace amparo::delivery

namespace amparo::network {

class Consent {
  public:
    Consent(const Consent&) = delete;
    Consent& operator=(const Consent&) = delete;
    Consent(Consent&&) noexcept = default;
    Consent& operator=(Consent&&) noexcept = default;
    ~Consent() = default;

    /// The place the person saw: Address::origin().
    [[nodiscard]] const std::string& origin() const { return origin_; }
    /// BLAKE2b of what the person saw.
    [[nodiscard]] const Digest& what() const { return what_; }

  private:
    friend class delivery::SendGate;
    friend class delivery::Outbox;
    Consent(std::string origin, const Digest& what) : origin_(std::move(origin)), what_(what) {}

    std::string origin_;
    Digest what_{};
};

}  // namespace amparo::network
