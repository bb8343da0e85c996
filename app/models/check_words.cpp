#include "app/models/check_words.hpp"

#include <algorithm>

namespace amparo::models {

namespace {

constexpr int kMaxSteps = 20;

}  // namespace

Message check_message(std::string_view id, std::string_view part) {
    return {"checks." + std::string(id) + "." + std::string(part), {}};
}

std::optional<Message> by_hand_message(const checks::Finding& finding, const localization::Translator& words) {
    Message message = check_message(finding.id, "by_hand");
    if (finding.system == System::Linux) return message;
    const Message own{message.id + "." + std::string(system_name(finding.system)), {}};
    if (words.knows(own.id)) return own;
    // A check that looks the same way everywhere has one way of looking by hand.
    const auto checks = checks::all_checks();
    const auto at = std::ranges::find(checks, finding.id, [](const auto& check) { return check.definition->id; });
    if (at == checks.end() || at->on(finding.system) != at->definition) return std::nullopt;
    if (!words.knows(message.id)) return std::nullopt;
    return message;
}

Message reason_message(const checks::Finding& finding) {
    const checks::Judgement& judgement = finding.judgement;
    const bool shared = judgement.reason.find('.') != std::string::npos;
    Message message{shared ? "checks.common." + judgement.reason : "checks." + finding.id + ".reason." + judgement.reason,
                    judgement.arguments};
    if (!finding.subject.empty()) message.arguments.push_back({"account", Code{finding.subject}});
    return message;
}

std::vector<Message> remedy_steps(std::string_view id, const std::string& variant, const localization::Translator& words) {
    const std::string prefix = "checks." + std::string(id) + ".fix." + (variant.empty() ? "" : variant + ".");
    std::vector<Message> steps;
    for (int number = 1; number <= kMaxSteps; ++number) {
        std::string step = prefix + std::to_string(number);
        if (!words.knows(step)) break;
        steps.push_back({std::move(step), {}});
    }
    return steps;
}

Message time_message(const std::string& id, std::int64_t minutes) {
    constexpr std::int64_t kHour = 60;
    if (minutes < kHour + kHour / 2) return {id, {{"count", minutes}}};
    return {id + ".hours", {{"count", (minutes + kHour / 2) / kHour}}};
}

Message effort_message(const checks::CheckInfo& info) {
    return time_message(info.restart ? "check.effort.restart" : "check.effort", info.minutes);
}

}  // namespace amparo::models
