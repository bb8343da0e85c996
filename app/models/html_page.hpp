#pragma once
// Pages to print: one file, no script, nothing from elsewhere, right to left where the words run so. Nothing of this
// computer or person comes into them. Pure functions; any thread.

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "lessons/markdown.hpp"

namespace amparo::models {

/// The bytes of a PNG or JPEG file that lies beside the words; nothing when there is none.
using PictureBytes = std::function<std::optional<std::string>(const std::string& name)>;

/// Words with what is strong, soft or code. Of links to elsewhere the address is written behind them, for paper.
void write_spans(std::string& out, const std::vector<lessons::Span>& spans);
void write_html(std::string& out, const lessons::Blocks& blocks, const PictureBytes& pictures);

struct HtmlPage {
    std::string lang = "en";
    bool right_to_left = false;
    std::string title;
    std::string body;  ///< HTML
};
[[nodiscard]] std::string html_document(const HtmlPage& page);

/// " lang=… dir=…" for a part in another language than the page's, else "".
[[nodiscard]] std::string html_language(std::string_view part, std::string_view page, bool part_right_to_left);

}  // namespace amparo::models
