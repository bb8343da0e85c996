#include <algorithm>
#include <optional>

#include "app/base/text.hpp"
#include "localization/language.hpp"
#include "localization/tag.hpp"

namespace amparo::localization {

namespace {

/// How well somebody who asked for `wanted` is served by `available`; 0 is not at all.
int closeness(const Tag& wanted, const Tag& available) {
    const Tag a = reading_tag(wanted);
    const Tag b = reading_tag(available);
    if (a.language != b.language || a.script != b.script) return 0;
    // Test languages differ in their variant alone, and nobody wants one for the other.
    if (a.language == "qps" && a.variant != b.variant) return 0;
    if (a.region == b.region) return 4;
    if (b.region.empty()) return 3;
    return a.region.empty() ? 2 : 1;
}

}  // namespace

std::string choose_language(std::span<const std::string> wanted, std::span<const std::string> available) {
    for (const std::string& text : wanted) {
        const std::optional<Tag> tag = parse_tag(text);
        if (!tag) continue;
        int best = 0;
        const std::string* choice = nullptr;
        for (const std::string& candidate : available) {
            const std::optional<Tag> other = parse_tag(candidate);
            const int close = other ? closeness(*tag, *other) : 0;
            if (close > best) best = close, choice = &candidate;
        }
        if (choice != nullptr) return *choice;
    }
    return std::string(kSourceTag);
}

std::vector<std::string> wanted_languages(std::string_view language, std::string_view lc_all,
                                          std::string_view lc_messages, std::string_view lang) {
    const std::string_view locale = !lc_all.empty() ? lc_all : !lc_messages.empty() ? lc_messages : lang;
    if (!parse_tag(locale)) return {};
    std::vector<std::string> out;
    for (const std::string_view part : text::split(language, ':')) {
        if (parse_tag(part)) out.emplace_back(part);
    }
    if (std::ranges::find(out, locale) == out.end()) out.emplace_back(locale);
    return out;
}

std::vector<std::string> fallback_chain(std::string_view tag, std::span<const Language> languages) {
    std::vector<std::string> out;
    std::string next(tag);
    while (next != kSourceTag && std::ranges::find(out, next) == out.end()) {
        const auto found = std::ranges::find(languages, next, &Language::tag);
        if (found == languages.end()) break;
        out.push_back(next);
        next = found->fallback.empty() ? std::string(kSourceTag) : found->fallback;
    }
    out.emplace_back(kSourceTag);
    return out;
}

}  // namespace amparo::localization
