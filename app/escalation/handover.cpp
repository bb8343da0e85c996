#include "app/escalation/handover.hpp"

#include <algorithm>
#include <array>

#include "app/base/html.hpp"
#include "app/base/text.hpp"

namespace amparo::escalation {

namespace {

constexpr std::string_view kHex = "0123456789ABCDEF";
constexpr std::size_t kMailLine = 76;

bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
}

std::string percent(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (is_unreserved(c)) {
            out += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            out += '%';
            out += kHex[byte >> 4U];
            out += kHex[byte & 15U];
        }
    }
    return out;
}

/// Digits and a leading plus.
std::string dialled(std::string_view number) {
    std::string out;
    for (const char c : number) {
        if ((c >= '0' && c <= '9') || (c == '+' && out.empty())) out += c;
    }
    return out;
}

std::string digits(std::string_view number) {
    std::string out = dialled(number);
    if (out.starts_with('+')) out.erase(0, 1);
    return out;
}

/// RFC 2045 quoted-printable; lines of at most 76 characters that end in CRLF.
std::string quoted_printable(std::string_view text) {
    std::string out;
    for (const std::string_view line : text::lines(text)) {
        std::string row;
        for (std::size_t i = 0; i < line.size(); ++i) {
            const char c = line[i];
            const bool last = i + 1 == line.size();
            // A blank at the end of a line would be lost on the way, and a lone full stop ends a message.
            const bool plain = c >= 0x20 && c < 0x7F && c != '=' && !((c == ' ' || c == '\t') && last) && !(c == '.' && row.empty());
            std::string piece(1, c);
            if (!plain) {
                const auto byte = static_cast<unsigned char>(c);
                piece = {'=', kHex[byte >> 4U], kHex[byte & 15U]};
            }
            if (row.size() + piece.size() > kMailLine - 1) {
                out += row + "=\r\n";
                row.clear();
            }
            row += piece;
        }
        out += row + "\r\n";
    }
    return out;
}

/// The code as one path of an SVG, with its quiet zone.
std::string svg_of(const QrModules& code) {
    constexpr std::size_t kQuiet = 4;
    const std::string whole = std::to_string(code.side + 2 * kQuiet);
    std::string path;
    for (std::size_t row = 0; row < code.side; ++row) {
        for (std::size_t column = 0; column < code.side; ++column) {
            if (!code.modules[row * code.side + column]) continue;
            path += "M" + std::to_string(column + kQuiet) + " " + std::to_string(row + kQuiet) + "h1v1h-1z";
        }
    }
    return "<svg class=\"code\" viewBox=\"0 0 " + whole + " " + whole + "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h" + whole +
           "v" + whole + "H0z\"/><path d=\"" + path + "\"/></svg>\n";
}

}  // namespace

std::string phone_link(std::string_view method, std::string_view address, std::string_view subject, std::string_view text) {
    const bool link = address.starts_with("https://");
    if (method == "phone" && !link) return "tel:" + dialled(address);
    if (method == "email") return "mailto:" + std::string(address) + "?subject=" + percent(subject) + "&body=" + percent(text);
    if (method == "whatsapp" && !link) return "https://wa.me/" + digits(address) + "?text=" + percent(text);
    if (method == "signal" && !link) return "https://signal.me/#p/" + dialled(address);
    if (method == "telegram" && !link) return "https://t.me/" + (address.starts_with('@') ? std::string(address.substr(1)) : dialled(address));
    return link ? std::string(address) : std::string{};
}

bool link_carries_text(std::string_view method) { return method == "email" || method == "whatsapp"; }

std::string browser_link(std::string_view address) {
    const bool safe = std::ranges::all_of(address, [](char c) { return c > 0x20 && c < 0x7F && c != '"' && c != '\'' && c != '`' && c != '\\'; });
    if (!safe) return {};
    if (address.starts_with("https://")) return std::string(address);
    constexpr std::string_view kPlain = "http://";
    if (!address.starts_with(kPlain)) return {};
    const std::string_view host = address.substr(kPlain.size(), address.find('/', kPlain.size()) - kPlain.size());
    return host.ends_with(".onion") ? std::string(address) : std::string{};
}

std::string mail_file(const Preview& preview) {
    return "To: " + preview.to.address + "\r\nSubject: " + preview.rendering.subject +
           "\r\nX-Unsent: 1\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
           "Content-Transfer-Encoding: quoted-printable\r\n\r\n" +
           quoted_printable(preview.rendering.text);
}

std::string print_page(const Preview& preview, const PageWords& words) {
    std::string out = "<!doctype html>\n<html lang=\"" + text::html_escaped(words.lang) + "\" dir=\"" + (words.right_to_left ? "rtl" : "ltr") +
                      "\">\n<head>\n<meta charset=\"utf-8\">\n"
                      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>" +
                      text::html_escaped(preview.rendering.subject) +
                      "</title>\n<style>\nbody { font: 12pt/1.5 sans-serif; max-width: 42em; margin: 2em auto; color: #000; background: #fff }\n"
                      "pre { font: 11pt/1.45 monospace; white-space: pre-wrap; border: 1px solid #000; padding: 1em }\n"
                      ".code { width: 5cm; height: 5cm }\n.address { font-size: 16pt; direction: ltr; unicode-bidi: isolate }\n</style>\n</head>\n<body>\n";
    out += "<h1>" + text::html_escaped(words.title) + "</h1>\n<p>" + text::html_escaped(words.warning) + "</p>\n";
    out += "<p>" + text::html_escaped(words.to) + " <bdi>" + text::html_escaped(preview.to.name) + "</bdi></p>\n<p class=\"address\">" + text::html_escaped(preview.to.address) + "</p>\n";
    out += "<pre dir=\"auto\">" + text::html_escaped(preview.rendering.text) + "</pre>\n";
    const std::string link = phone_link(preview.to.method, preview.to.address, preview.rendering.subject, {});
    if (const auto code = link.empty() ? std::nullopt : qr_modules(link)) out += svg_of(*code);
    return out + "</body>\n</html>\n";
}

}  // namespace amparo::escalation
