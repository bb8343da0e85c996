#include "app/platform/outside.hpp"

#include <algorithm>

namespace amparo {

bool is_page_link(const std::string& link) {
    constexpr std::size_t kLongest = 2000;
    const bool visible = std::ranges::all_of(link, [](char c) { return c > 0x20 && c < 0x7F && c != '"' && c != '\'' && c != '`' && c != '\\' && c != '$'; });
    if (!visible || link.size() > kLongest) return false;
    if (link.starts_with("https://")) return true;
    const std::string plain = "http://";
    if (!link.starts_with(plain)) return false;
    return link.substr(plain.size(), link.find('/', plain.size()) - plain.size()).ends_with(".onion");
}

}  // namespace amparo
