#include "checks/probes/plist.hpp"

#include "app/base/limits.hpp"
#include "app/base/utf8.hpp"

namespace amparo::checks {

Result<Json> parse_plist(std::string_view bytes) {
    if (bytes.size() > limits::kHostFile) return fail(Errc::Limit);
    if (bytes.starts_with("bplist00")) return parse_binary_plist(bytes);
    if (!utf8::is_valid(bytes) || bytes.find('\0') != std::string_view::npos) return fail(Errc::Corrupt, "neither form of a property list");
    return parse_xml_plist(bytes);
}

Result<Json> read_plist(const HostView& host, const std::string& path) {
    AMPARO_TRY(const std::string bytes, host.read(path));
    return parse_plist(bytes);
}

}  // namespace amparo::checks
