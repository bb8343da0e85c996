#include "app/cases/ladder.hpp"

#include <algorithm>
#include <array>

namespace amparo::cases {

namespace {

// Source: escalation of a platform's decision after 3 days, then after 7 (the rule of Report Harmful Content, UK);
// Regulation (EU) 2022/2065 Articles 20 and 21; 60 days is what a State has to answer a UN communication.
constexpr int kAgain = 3;
constexpr int kSecond = 7;
constexpr int kDesk = 1;
constexpr int kUnNews = 60;
constexpr int kDsaMonths = 6;

enum class Way : std::uint8_t { Platform, State, Desk };

Way way_of(const std::string& incident) {
    constexpr std::array<std::string_view, 6> kPlatform = {"account-compromise", "censorship-takedown", "harassment", "doxxing", "impersonation", "gender-based-violence"};
    constexpr std::array<std::string_view, 3> kState = {"arrest", "physical-threat", "device-seizure"};
    if (std::ranges::find(kPlatform, incident) != kPlatform.end()) return Way::Platform;
    return std::ranges::find(kState, incident) != kState.end() ? Way::State : Way::Desk;
}

Day day_of_minute(const std::string& minute) {
    constexpr std::size_t kDay = 10;
    return parse_day(minute.substr(0, kDay)).value_or(Day{});
}

/// The day from which waiting counts: when it was first handed to somebody, else when it began.
Day counted_from(const CaseFile& file) {
    const auto first = std::ranges::find(file.entries, EntryKind::HandedOver, &Entry::kind);
    return day_of_minute(first == file.entries.end() ? file.begun : first->when);
}

/// Six calendar months on, or the last day of that month.
Day months_later(Day day, int months) {
    const std::chrono::year_month_day date{day};
    std::chrono::year_month_day later = date + std::chrono::months{months};
    if (!later.ok()) later = later.year() / later.month() / std::chrono::last;
    return later;
}

class Ladder {
  public:
    explicit Ladder(const CaseFile& file) : file_(&file) {}

    void rung(std::string id, std::optional<Day> due, bool until = false) {
        const auto taken = std::ranges::find(file_->steps, id, &TakenStep::id);
        out_.push_back({std::move(id), due, until, taken == file_->steps.end() ? "" : taken->when});
    }
    [[nodiscard]] std::vector<Rung> take() { return std::move(out_); }

  private:
    const CaseFile* file_;
    std::vector<Rung> out_;
};

}  // namespace

std::vector<Rung> ladder_of(const CaseFile& file) {
    Ladder out(file);
    const Day from = counted_from(file);
    const auto after = [&](int days) { return from + std::chrono::days{days}; };
    switch (way_of(file.incident)) {
        case Way::Platform:
            out.rung("ask-platform", from);
            out.rung("ask-again", after(kAgain));
            out.rung("trusted-desk", after(kSecond));
            if (!file.decision.empty()) {
                const Day decided = parse_day(file.decision).value_or(from);
                // Article 20: complaints are taken for at least six months after the decision.
                if (file.in_eu) out.rung("dsa-complaint", months_later(decided, kDsaMonths), true);
            } else if (file.in_eu) {
                out.rung("dsa-complaint", std::nullopt);
            }
            if (file.in_eu) {
                out.rung("dsa-body", std::nullopt);
                out.rung("dsa-coordinator", std::nullopt);
            }
            out.rung("un-letter", std::nullopt);
            break;
        case Way::State:
            out.rung("lawyer", from);
            out.rung("protection", from);
            out.rung("un-letter", after(kAgain));
            out.rung("un-news", after(kUnNews));
            out.rung("regional-body", std::nullopt);
            break;
        case Way::Desk:
            out.rung("ask-desk", from);
            out.rung("ask-again", after(kDesk));
            out.rung("other-desk", after(kAgain));
            break;
    }
    return out.take();
}

std::optional<NextDate> next_date(const CaseFile& file) {
    if (file.closed) return std::nullopt;
    std::optional<NextDate> next;
    const auto offer = [&](NextDate date) {
        if (!next || date.day < next->day) next = std::move(date);
    };
    for (const Rung& rung : ladder_of(file)) {
        if (rung.due && rung.taken.empty()) offer({*rung.due, rung.id, {}});
    }
    for (std::size_t i = 0; i < file.entries.size(); ++i) {
        const Entry& entry = file.entries[i];
        if (entry.due.empty()) continue;
        // Whoever answered later owes nothing any more.
        const bool answered = std::any_of(file.entries.begin() + static_cast<std::ptrdiff_t>(i) + 1, file.entries.end(),
                                          [&](const Entry& later) { return later.kind == EntryKind::Answered && later.who == entry.who; });
        if (!answered) offer({parse_day(entry.due).value_or(Day{}), {}, entry.who});
    }
    return next;
}

std::string state_of(const CaseFile& file) {
    if (file.closed) return "closed";
    for (auto entry = file.entries.rbegin(); entry != file.entries.rend(); ++entry) {
        if (entry->kind == EntryKind::Answered) return "answered";
        if (entry->kind == EntryKind::HandedOver) return "waiting";
    }
    return "drafted";
}

}  // namespace amparo::cases
