#include "app/platform/rooted_host.hpp"

namespace amparo {

Result<std::unique_ptr<Host>> make_rooted_host(const std::string& /*folder*/, std::int64_t /*now*/) {
    return fail(Errc::Unsupported, "trees of other systems are looked at on Linux only");
}

}  // namespace amparo
