#include "app/escalation/questions.hpp"

#include <algorithm>
#include <array>

namespace amparo::escalation {

namespace {

using enum Asks;

constexpr std::array kAccount = {ReportQuestion{"service", Words},      ReportQuestion{"profile", Link},
                                 ReportQuestion{"shared", YesNo},       ReportQuestion{"still-in", YesNo},
                                 ReportQuestion{"recovery", YesNo},     ReportQuestion{"alerts", Words},
                                 ReportQuestion{"last-access", Date},   ReportQuestion{"same-password", YesNo}};
constexpr std::array kDevice = {ReportQuestion{"device", Words}, ReportQuestion{"sign", Words}, ReportQuestion{"opened", Words},
                                ReportQuestion{"touched-by", Words}};
constexpr std::array kSeizure = {ReportQuestion{"device", Words},    ReportQuestion{"taken-where", Words},
                                 ReportQuestion{"taken-by", Words},  ReportQuestion{"paper", Words},
                                 ReportQuestion{"device-state", Words}, ReportQuestion{"disk-locked", YesNo},
                                 ReportQuestion{"made-to-unlock", YesNo}, ReportQuestion{"signed-in", Words}};
constexpr std::array kHarassment = {ReportQuestion{"platform", Words}, ReportQuestion{"links", Link}, ReportQuestion{"accounts", Words},
                                    ReportQuestion{"pattern", Words},  ReportQuestion{"violence", YesNo}, ReportQuestion{"gender", YesNo}};
constexpr std::array kDoxxing = {ReportQuestion{"which-data", Words}, ReportQuestion{"links", Link}, ReportQuestion{"family", YesNo},
                                 ReportQuestion{"home-safe", YesNo}};
constexpr std::array kImpersonation = {ReportQuestion{"false-profile", Link}, ReportQuestion{"real-profile", Link},
                                       ReportQuestion{"asks-money", YesNo}};
constexpr std::array kPhishing = {ReportQuestion{"message-kept", YesNo}, ReportQuestion{"strange-link", Words},
                                  ReportQuestion{"entered", Words}, ReportQuestion{"which-accounts", Words}};
constexpr std::array kSpyware = {ReportQuestion{"notice-text", Words}, ReportQuestion{"notice-date", Date}, ReportQuestion{"device", Words},
                                 ReportQuestion{"sign", Words}, ReportQuestion{"others", YesNo}};
constexpr std::array kTakedown = {ReportQuestion{"content", Link},   ReportQuestion{"decision", Words}, ReportQuestion{"decision-date", Date},
                                  ReportQuestion{"rule", Words},     ReportQuestion{"complainant", Words}, ReportQuestion{"in-eu", YesNo}};
constexpr std::array kWebsite = {ReportQuestion{"domain", Words}, ReportQuestion{"host", Words}, ReportQuestion{"attack-kind", Words},
                                 ReportQuestion{"backups", YesNo}};
constexpr std::array kShutdown = {ReportQuestion{"area", Words}, ReportQuestion{"carrier", Words}, ReportQuestion{"still-works", Words}};
constexpr std::array kThreat = {ReportQuestion{"threat-where", Words}, ReportQuestion{"threat-who", Words}, ReportQuestion{"threat-said", Words},
                                ReportQuestion{"safe-place", YesNo},   ReportQuestion{"dependants", YesNo}};
constexpr std::array kArrest = {ReportQuestion{"arrested-who", Words}, ReportQuestion{"last-seen", Words}, ReportQuestion{"taken-by", Words},
                                ReportQuestion{"charge", Words},       ReportQuestion{"lawyer", Words},    ReportQuestion{"health", Words},
                                ReportQuestion{"devices-taken", Words}};
constexpr std::array kLoss = {ReportQuestion{"lost-what", Words}, ReportQuestion{"last-backup", Date}, ReportQuestion{"lost-how", Words},
                              ReportQuestion{"ransom-note", YesNo}};
constexpr std::array kViolence = {ReportQuestion{"violence-kind", Words}, ReportQuestion{"adult", YesNo}, ReportQuestion{"platform", Words},
                                  ReportQuestion{"abuser-access", YesNo}};

struct Row {
    std::string_view incident;
    std::span<const ReportQuestion> questions;
};
constexpr std::array<Row, 15> kRows = {{{"account-compromise", kAccount},
                                        {"device-compromise", kDevice},
                                        {"device-seizure", kSeizure},
                                        {"harassment", kHarassment},
                                        {"doxxing", kDoxxing},
                                        {"impersonation", kImpersonation},
                                        {"phishing", kPhishing},
                                        {"spyware", kSpyware},
                                        {"censorship-takedown", kTakedown},
                                        {"website-attack", kWebsite},
                                        {"network-shutdown", kShutdown},
                                        {"physical-threat", kThreat},
                                        {"arrest", kArrest},
                                        {"data-loss", kLoss},
                                        {"gender-based-violence", kViolence}}};

}  // namespace

std::span<const ReportQuestion> questions_of(std::string_view incident) {
    const auto found = std::ranges::find(kRows, incident, &Row::incident);
    return found == kRows.end() ? std::span<const ReportQuestion>{} : found->questions;
}

bool is_question(std::string_view id) {
    return std::ranges::any_of(kRows, [&](const Row& row) {
        return std::ranges::find(row.questions, id, &ReportQuestion::id) != row.questions.end();
    });
}

}  // namespace amparo::escalation
