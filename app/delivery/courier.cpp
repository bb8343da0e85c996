#include "app/delivery/courier.hpp"

namespace amparo::delivery {

Result<Receipt> PracticeCourier::carry(const Parcel& parcel, const network::Consent& consent, const CallLimit& limit) {
    if (consent.what() != parcel.digest()) return fail(Errc::Usage, "consent for something else");
    if (limit.stop.stop_requested()) return fail(Errc::Cancelled);
    return Receipt{Proof::Practice, parcel.case_ref, 0};
}

bool unsure(const Error& error) { return error.say == "delivery.error.unsure"; }

bool may_pass(const Error& error) {
    if (unsure(error)) return false;
    switch (error.code) {
        case Errc::Offline:
        case Errc::Timeout:
        case Errc::Io:
        case Errc::Cancelled: return true;
        default: return false;
    }
}

}  // namespace amparo::delivery
