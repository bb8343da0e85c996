#pragma once
// Property lists of macOS, XML and binary, as values: dictionaries become objects, dates become text in ISO form, data
// become "<N bytes>". Reads bytes, touches nothing. Sources: Apple's DTD of property lists; CoreFoundation,
// CFBinaryPList.c.

#include <string>
#include <string_view>

#include "app/base/json.hpp"
#include "checks/host_view.hpp"

namespace amparo::checks {

/// The two after it read one form each. Errors: Corrupt — neither form, cut, or looping; Limit — larger than limits::kHostFile, deeper than 32, or more than
/// 100,000 values.
[[nodiscard]] Result<Json> parse_plist(std::string_view bytes);
[[nodiscard]] Result<Json> parse_xml_plist(std::string_view bytes);
[[nodiscard]] Result<Json> parse_binary_plist(std::string_view bytes);
[[nodiscard]] Result<Json> read_plist(const HostView& host, const std::string& path);

}  // namespace amparo::checks
