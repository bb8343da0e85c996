// The report as one page: no script, nothing from elsewhere, readable on a telephone and on paper.

#include "app/base/html.hpp"
#include "app/models/check_report.hpp"

namespace amparo::models {

namespace {

using localization::Text;

std::string direction(const Text& text) { return text.direction == localization::Direction::RightToLeft ? "rtl" : "ltr"; }

/// An element that says its language where that differs from the page's.
std::string element(const Report& report, const std::string& name, const Text& text) {
    const std::string lang = text.lang == report.lang ? "" : " lang=\"" + text::html_escaped(text.lang) + "\" dir=\"" + direction(text) + "\"";
    return "<" + name + lang + ">" + text::html_escaped(text.text) + "</" + name.substr(0, name.find(' ')) + ">\n";
}

constexpr const char* kStyle =
    "body{font:1rem/1.6 system-ui,sans-serif;margin:0 auto;max-width:46rem;padding:1rem;overflow-wrap:anywhere;color:#1b1f24;background:#fff}"
    "h1{font-size:1.5rem;line-height:1.3}h2{font-size:1.2rem;margin:2rem 0 .5rem}h3{font-size:1rem;margin:0 0 .25rem}"
    "p{margin:.25rem 0}.muted{color:#57606a}.item{border:1px solid #d0d7de;border-inline-start:.4rem solid #8c959f;border-radius:.4rem;padding:.75rem 1rem;margin:.75rem 0}"
    ".g0{border-inline-start-color:#b3261e}.g1{border-inline-start-color:#9a6700}.g3{border-inline-start-color:#1a7f37}"
    ".first{font-weight:600;margin:.5rem 0}"
    "ol{margin:.5rem 0;padding-inline-start:1.5rem}code{font:.85rem/1.5 ui-monospace,monospace;unicode-bidi:isolate;direction:ltr;display:block;text-align:left}"
    "summary{cursor:pointer}@media (prefers-color-scheme:dark){body{background:#0d1117;color:#e6edf3}.muted{color:#9198a1}.item{border-color:#3d444d}}"
    "@media print{details{display:none}}";

std::string item_html(const Report& report, const ReportItem& item) {
    std::string out = "<section class=\"item g" + std::to_string(static_cast<int>(item.group)) + "\">\n";
    out += element(report, "h3", item.title) + element(report, "p", item.reason);
    if (!item.first.text.empty()) out += element(report, "p class=\"first\"", item.first);
    if (!item.steps.empty()) {
        out += "<ol>\n";
        for (const Text& step : item.steps) out += element(report, "li", step);
        out += "</ol>\n";
    }
    for (const Text& note : item.notes) out += element(report, "p class=\"muted\"", note);
    if (!item.evidence.empty()) {
        out += "<details>" + element(report, "summary", report.evidence_heading);
        for (const checks::Evidence& fact : item.evidence) {
            out += "<code>" + text::html_escaped(fact.source) + "<br>" + text::html_escaped(fact.key) + " = " + text::html_escaped(fact.value) + "</code>\n";
        }
        out += "</details>\n";
    }
    return out + "</section>\n";
}

}  // namespace

std::string report_html(const Report& report) {
    const std::string dir = report.right_to_left ? "rtl" : "ltr";
    std::string out = "<!doctype html>\n<html lang=\"" + text::html_escaped(report.lang) + "\" dir=\"" + dir + "\">\n<head>\n<meta charset=\"utf-8\">\n"
                      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
                      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>" +
                      text::html_escaped(report.title.text) + "</title>\n<style>" + kStyle + "</style>\n</head>\n<body>\n<main>\n";
    out += element(report, "h1", report.title) + element(report, "p class=\"muted\"", report.made) + element(report, "p class=\"muted\"", report.told);
    if (!report.draft.text.empty()) out += element(report, "p", report.draft);
    int last = -1;
    for (const ReportItem& item : report.items) {
        const int group = static_cast<int>(item.group);
        if (group != last) out += element(report, "h2", report.headings.at(static_cast<std::size_t>(group)));
        last = group;
        out += item_html(report, item);
    }
    return out + "</main>\n</body>\n</html>\n";
}

}  // namespace amparo::models
