#pragma once
// Getting a message out by the person's own hand: links that a telephone understands, a mail that a mail program opens as
// a draft, a page to print, a square code. Nothing here sends anything. Pure.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/escalation/preview.hpp"

namespace amparo::escalation {

/// What a telephone opens for a contact, with the text in it where the way allows one: "tel:…", "mailto:…", "https://…".
/// Empty when there is no such link, as for an onion address or a fingerprint.
[[nodiscard]] std::string phone_link(std::string_view method, std::string_view address, std::string_view subject, std::string_view text);
/// True when phone_link() carries the text; else the person types or pastes it.
[[nodiscard]] bool link_carries_text(std::string_view method);

/// A link for a browser on this computer: https to a named host, or an onion address. Empty for everything else, so that
/// nothing but a page is ever opened.
[[nodiscard]] std::string browser_link(std::string_view address);

/// RFC 5322 with CRLF: recipient, case as subject, the text. No sender, date or program: the mail program adds its own.
[[nodiscard]] std::string mail_file(const Preview& preview);

/// One page without scripts, pictures or links to elsewhere: to whom, the text, and the code for a telephone.
struct PageWords {
    std::string lang;
    bool right_to_left = false;
    std::string title;
    std::string to;       ///< "To"
    std::string warning;  ///< that paper can be read by anybody
};
[[nodiscard]] std::string print_page(const Preview& preview, const PageWords& words);

/// Row by row from the top left, true is dark; nothing when the text is too long for any code.
struct QrModules {
    std::size_t side = 0;
    std::vector<bool> modules;
};
[[nodiscard]] std::optional<QrModules> qr_modules(std::string_view text);

}  // namespace amparo::escalation
