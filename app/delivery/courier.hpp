#pragma once
// Who carries parcels. The real one uses the network; the one for practice has none, so that nothing can leave.

#include "app/base/stop.hpp"
#include "app/delivery/parcel.hpp"
#include "app/delivery/receipt.hpp"
#include "app/network/consent.hpp"

namespace amparo::delivery {

class Courier {
  public:
    virtual ~Courier() = default;
    /// Carries one parcel once. Errors: Usage — the consent is for something else; Unsure is an error of code Io with
    /// `say` "delivery.error.unsure"; all others mean that the other side does not have it. Thread: not the window's.
    [[nodiscard]] virtual Result<Receipt> carry(const Parcel& parcel, const network::Consent& consent, const CallLimit& limit) = 0;
};

/// Keeps the last parcel in memory and sends nothing: it has no network to send with.
class PracticeCourier final : public Courier {
  public:
    [[nodiscard]] Result<Receipt> carry(const Parcel& parcel, const network::Consent& consent, const CallLimit& limit) override;
};

/// Whether trying again later makes sense after this error.
[[nodiscard]] bool may_pass(const Error& error);
/// True when the other side may have it although no proof came back.
[[nodiscard]] bool unsure(const Error& error);

}  // namespace amparo::delivery
