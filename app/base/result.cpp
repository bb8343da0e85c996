#include "app/base/result.hpp"

namespace amparo {

std::string_view errc_name(Errc code) {
    switch (code) {
        case Errc::NotFound: return "not-found";
        case Errc::Denied: return "denied";
        case Errc::Unsupported: return "unsupported";
        case Errc::NotRunning: return "not-running";
        case Errc::Timeout: return "timeout";
        case Errc::Cancelled: return "cancelled";
        case Errc::NotRegular: return "not-regular";
        case Errc::Loop: return "loop";
        case Errc::Corrupt: return "corrupt";
        case Errc::Tampered: return "tampered";
        case Errc::WrongPassphrase: return "wrong-passphrase";
        case Errc::NoSpace: return "no-space";
        case Errc::Limit: return "limit";
        case Errc::Conflict: return "conflict";
        case Errc::Offline: return "offline";
        case Errc::Usage: return "usage";
        case Errc::Io: return "io";
        case Errc::Bug: return "bug";
    }
    return "bug";
}

std::string Error::message_id() const {
    return say.empty() ? "error." + std::string(errc_name(code)) : say;
}

std::unexpected<Error> fail(Errc code, std::string detail, std::string say) {
    return std::unexpected(Error{code, std::move(say), std::move(detail)});
}

}  // namespace amparo
