// For builds without network code: nothing can be opened, so nothing can leave.
#include "app/network/network.hpp"

namespace amparo::network {

Result<std::unique_ptr<Network>> open_network(Travel, std::function<void(const Attempt&)>) {
    return fail(Errc::Unsupported, "built without network code", "network.none");
}

bool has_network() { return false; }

}  // namespace amparo::network
