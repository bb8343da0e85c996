#pragma once

#include <string>
#include <string_view>

namespace amparo::text {

/// Text as it stands in HTML, between elements and inside quoted attributes.
[[nodiscard]] inline std::string html_escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&#39;"; break;
            default: out += c;
        }
    }
    return out;
}

}  // namespace amparo::text
