#include "app/models/html_page.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "app/base/html.hpp"

namespace amparo::models {

namespace {

using lessons::Block;
using lessons::BlockKind;
using lessons::Span;

constexpr std::string_view kStyle =
    "@page{margin:18mm 16mm}"
    "body{font-family:\"Noto Sans\",\"Noto Sans Arabic\",\"Noto Naskh Arabic\",system-ui,sans-serif;font-size:12pt;line-height:1.5;color:#1b1d22;background:#fff;"
    "max-width:42em;margin:2em auto;padding:0 1em}"
    "h1{font-size:20pt;line-height:1.25;margin:0 0 .5em}h2{font-size:14pt;margin:1.4em 0 .3em}h3{font-size:12pt;margin:1em 0 .2em}"
    "h1,h2,h3{break-after:avoid}section,.box,.card,tr{break-inside:avoid}"
    "p,ul,ol{margin:.4em 0}ul,ol{padding-inline-start:1.6em}"
    "code,.at{font-family:\"Noto Sans Mono\",monospace;font-size:.92em;unicode-bidi:isolate;direction:ltr;overflow-wrap:anywhere}"
    ".at{color:#555}.small{font-size:10pt;color:#555}"
    ".box{border:1px solid #8a8a8a;border-inline-start-width:4px;padding:.4em .8em;margin:.6em 0}.box h3{margin:0}"
    "ul.tick{list-style:none;padding-inline-start:0}ul.tick>li{padding-inline-start:2em;text-indent:-2em}ul.tick>li>*{text-indent:0}"
    ".tickbox{display:inline-block;width:.9em;height:.9em;border:1.5px solid #1b1d22;margin-inline-end:1em;vertical-align:-.1em}"
    "img{max-width:100%;max-height:90mm}table{border-collapse:collapse;width:100%}td,th{border:1px solid #8a8a8a;padding:.3em .5em;text-align:start;vertical-align:top}"
    "article.next{break-before:page}"
    ".plan td:first-child{white-space:nowrap}"
    ".cards{display:grid;grid-template-columns:1fr 1fr;gap:8mm}.card{border:2px solid #1b1d22;height:110mm;display:flex;align-items:center;justify-content:center;font-size:120pt;font-weight:700}"
    "blockquote{margin:.4em 0;padding-inline-start:1em;border-inline-start:3px solid #8a8a8a}pre{white-space:pre-wrap;direction:ltr;text-align:left}";

std::string base64(std::string_view bytes) {
    constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t group = 0;
        const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
        for (std::size_t k = 0; k < 3; ++k) group = (group << 8U) | (k < count ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k) out += k <= count ? kDigits[(group >> (18U - 6U * static_cast<unsigned>(k))) & 63U] : '=';
    }
    return out;
}

/// "image/png" or "image/jpeg" by its first bytes; "" for anything else.
std::string_view picture_type(std::string_view bytes) {
    if (bytes.starts_with("\x89PNG\r\n\x1a\n")) return "image/png";
    if (bytes.starts_with("\xFF\xD8\xFF")) return "image/jpeg";
    return {};
}

/// Lists open and close as their depth changes.
class ListWriter {
  public:
    explicit ListWriter(std::string& out) : out_(&out) {}

    void go_to(const Block& block) {
        const bool item = block.kind == BlockKind::ListItem;
        while (open_.size() > block.depth) close();
        if (!item) return;
        if (open_.size() == block.depth && !open_.empty()) {
            // A list of the other kind that follows directly.
            if (open_.back() != (block.number > 0)) {
                close();
            } else {
                *out_ += "</li>\n";
            }
        }
        while (open_.size() < block.depth) {
            const bool numbered = block.number > 0;
            *out_ += numbered ? "<ol start=\"" + std::to_string(block.number) + "\">\n" : "<ul>\n";
            open_.push_back(numbered);
            if (open_.size() < block.depth) *out_ += "<li>";
        }
        *out_ += "<li>";
    }

    void close() {
        *out_ += open_.back() ? "</li>\n</ol>\n" : "</li>\n</ul>\n";
        open_.pop_back();
    }
    void end() {
        while (!open_.empty()) close();
    }

  private:
    std::string* out_;
    std::vector<bool> open_;  // numbered
};

}  // namespace

void write_spans(std::string& out, const std::vector<Span>& spans) {
    for (std::size_t i = 0; i < spans.size(); ++i) {
        const Span& span = spans[i];
        if (span.strong) out += "<strong>";
        if (span.emphasis) out += "<em>";
        if (span.code) out += "<code>";
        for (const char c : span.text) out += c == '\n' ? "<br>" : text::html_escaped(std::string_view(&c, 1));
        if (span.code) out += "</code>";
        if (span.emphasis) out += "</em>";
        if (span.strong) out += "</strong>";
        const bool ends = i + 1 == spans.size() || spans[i + 1].link != span.link;
        if (ends && span.link.starts_with("https://") && span.link != span.text) out += " <span class=\"at\">" + text::html_escaped(span.link) + "</span>";
    }
}

void write_html(std::string& out, const lessons::Blocks& blocks, const PictureBytes& pictures) {
    ListWriter lists(out);
    for (const Block& block : blocks) {
        lists.go_to(block);
        switch (block.kind) {
            case BlockKind::Heading: out += "<h3>"; break;
            case BlockKind::Code: out += "<pre>"; break;
            case BlockKind::Quote: out += "<blockquote>"; break;
            case BlockKind::Paragraph: out += "<p>"; break;
            default: break;
        }
        if (block.kind == BlockKind::Picture) {
            const auto bytes = pictures ? pictures(block.picture) : std::nullopt;
            const std::string_view type = bytes ? picture_type(*bytes) : std::string_view{};
            const std::string alt = text::html_escaped(lessons::plain_text(block.spans));
            if (type.empty()) {
                out += "<p>" + alt + "</p>\n";
            } else {
                out += "<p><img alt=\"" + alt + "\" src=\"data:" + std::string(type) + ";base64," + base64(*bytes) + "\"></p>\n";
            }
        } else if (block.kind == BlockKind::Rule) {
            out += "<hr>\n";
        } else {
            write_spans(out, block.spans);
        }
        switch (block.kind) {
            case BlockKind::Heading: out += "</h3>\n"; break;
            case BlockKind::Code: out += "</pre>\n"; break;
            case BlockKind::Quote: out += "</blockquote>\n"; break;
            case BlockKind::Paragraph: out += "</p>\n"; break;
            default: break;
        }
    }
    lists.end();
}

std::string html_language(std::string_view part, std::string_view page, bool part_right_to_left) {
    if (part == page) return {};
    return " lang=\"" + text::html_escaped(part) + "\" dir=\"" + (part_right_to_left ? "rtl" : "ltr") + "\"";
}

std::string html_document(const HtmlPage& page) {
    std::string out = "<!doctype html>\n<html lang=\"" + text::html_escaped(page.lang) + "\" dir=\"" + (page.right_to_left ? "rtl" : "ltr") + "\">\n<head>\n<meta charset=\"utf-8\">\n";
    out += "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">\n";
    out += "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n";
    out += "<title>" + text::html_escaped(page.title) + "</title>\n<style>" + std::string(kStyle) + "</style>\n</head>\n<body>\n";
    return out + page.body + "</body>\n</html>\n";
}

}  // namespace amparo::models
