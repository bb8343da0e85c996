#include "checks/probes/system_there.hpp"

namespace amparo::checks {

std::optional<Error> no_system_there(const HostView& host) {
    if (host.system() == System::Windows) return std::nullopt;
    const auto info = host.info(kSettingsFolder);
    return info ? std::nullopt : std::optional(info.error());
}

}  // namespace amparo::checks
