#include <algorithm>
#include <array>

#include "app/base/text.hpp"
#include "lessons/markdown.hpp"

namespace amparo::lessons {

namespace {

constexpr std::size_t kLinkBytes = 512;
constexpr std::string_view kHttps = "https://";
constexpr std::string_view kOurs = "amparo:";
constexpr std::array<std::string_view, 4> kPlaces = {"lesson/", "check/", "incident/", "glossary/"};

bool is_visible_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7F' && c != '\\' && c != '<' && c != '>' && c != '"'; });
}

bool is_host(std::string_view host) {
    if (host.empty() || host.size() > 253 || host.find('.') == std::string_view::npos) return false;
    for (const std::string_view label : text::split(host, '.')) {
        const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'; };
        if (label.empty() || label.size() > 63 || !std::ranges::all_of(label, fits)) return false;
        // Names in other scripts travel in this form; their letters can look like those of somebody else's name.
        if (text::lower(label).starts_with("xn--")) return false;
    }
    return true;
}

bool is_place(std::string_view place) {
    for (const std::string_view start : kPlaces) {
        if (!place.starts_with(start)) continue;
        const std::string_view rest = place.substr(start.size());
        const std::size_t hash = rest.find('#');
        if (hash == std::string_view::npos) return text::is_id(rest);
        return start == "lesson/" && text::is_id(rest.substr(0, hash)) && text::is_id(rest.substr(hash + 1));
    }
    return false;
}

}  // namespace

std::string link_host(std::string_view target) {
    if (!target.starts_with(kHttps)) return {};
    target.remove_prefix(kHttps.size());
    return std::string(target.substr(0, target.find_first_of("/?#")));
}

bool is_picture_name(std::string_view name) {
    if (name.size() > 64) return false;
    const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.'; };
    if (name.empty() || name.front() == '.' || !std::ranges::all_of(name, fits)) return false;
    return name.ends_with(".png") || name.ends_with(".jpg") || name.ends_with(".jpeg");
}

bool is_allowed_link(std::string_view target) {
    if (target.size() > kLinkBytes || !is_visible_ascii(target)) return false;
    if (target.starts_with(kOurs)) return is_place(target.substr(kOurs.size()));
    return is_host(link_host(target));
}

}  // namespace amparo::lessons
