#include "localization/placeholders.hpp"

#include <cstddef>

namespace amparo::localization {

namespace {

constexpr std::size_t kNameLength = 32;

bool is_name(std::string_view text) {
    if (text.empty() || text.size() > kNameLength || text.front() < 'a' || text.front() > 'z') return false;
    return text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

}  // namespace

Template parse_template(std::string_view text) {
    Template out;
    std::string words;
    std::size_t i = 0;
    while (i < text.size()) {
        const char c = text[i];
        if (c != '{' && c != '}') {
            words += c;
            ++i;
            continue;
        }
        if (i + 1 < text.size() && text[i + 1] == c) {
            words += c;
            i += 2;
            continue;
        }
        // No name is longer, so a text full of opening braces is read in one pass.
        const std::string_view ahead = text.substr(i + 1, kNameLength + 1);
        const std::size_t end = c == '{' ? ahead.find('}') : std::string_view::npos;
        const std::string_view name = ahead.substr(0, end);
        if (end != std::string_view::npos && is_name(name)) {
            if (!words.empty()) out.parts.push_back({false, std::move(words)});
            words.clear();
            out.parts.push_back({true, std::string(name)});
            i += end + 2;
        } else {
            out.well_formed = false;
            words += c;
            ++i;
        }
    }
    if (!words.empty()) out.parts.push_back({false, std::move(words)});
    return out;
}

std::set<std::string> place_names(const Template& sentence) {
    std::set<std::string> out;
    for (const TemplatePart& part : sentence.parts) {
        if (part.place) out.insert(part.text);
    }
    return out;
}

std::string fill(const Template& sentence, const ValueOf& value_of) {
    std::string out;
    for (const TemplatePart& part : sentence.parts) {
        if (!part.place) {
            out += part.text;
        } else if (const auto value = value_of(part.text)) {
            out += *value;
        } else {
            out += "{" + part.text + "}";
        }
    }
    return out;
}

}  // namespace amparo::localization
