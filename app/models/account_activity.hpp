#pragma once
// A look at what platforms say happened to an account, as a model: opens the archives and folders that a person named, asks
// "was this you?" about each thing, and writes down what was not. Nothing is stored. Thread: one; run blocks.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/base/date.hpp"
#include "app/base/json.hpp"
#include "app/models/check_up.hpp"
#include "checks/accounts/export_reader.hpp"
#include "localization/translator.hpp"

namespace amparo::models {

enum class Mark { Unasked, Me, NotMe, NotSure };

/// What became of one archive or folder.
struct ReviewedExport {
    std::string path;
    std::optional<Errc> refused;
    accounts::ExportReport report;
    /// Nothing in it was understood.
    [[nodiscard]] bool unseen() const { return refused.has_value() || report.understood.empty(); }
};

struct ActivityOptions {
    Day today;
    StopToken stop;
    /// Heard with a part of 1,000 that is done.
    std::function<void(int)> progress;
};

class AccountActivity {
  public:
    void run(const std::vector<std::string>& paths, const ActivityOptions& options);

    [[nodiscard]] const std::vector<ReviewedExport>& exports() const { return exports_; }
    [[nodiscard]] const std::vector<accounts::ActivityItem>& items() const { return items_; }
    [[nodiscard]] bool whole() const { return whole_; }
    /// The span of log-ins that the exports tell of; the epoch when none.
    [[nodiscard]] std::int64_t oldest() const { return oldest_; }
    [[nodiscard]] std::int64_t newest() const { return newest_; }

    void mark(std::size_t index, Mark mark);
    [[nodiscard]] Mark marked(std::size_t index) const { return marks_[index]; }
    [[nodiscard]] std::size_t count(Mark mark) const;
    /// Mail goes elsewhere, and nobody has said that they want it so.
    [[nodiscard]] bool forwards() const;
    /// How it stands with the person's answer, or before it: an address of somewhere else is never called bad.
    [[nodiscard]] FindingGroup group(std::size_t index) const;
    [[nodiscard]] Outcome outcome() const;

    /// What was marked as not the person's, one line each, for whoever helps.
    [[nodiscard]] std::string evidence(const localization::Translator& words) const;
    /// The document of `accounts review --json`.
    [[nodiscard]] Json document(const localization::Translator& words) const;

  private:
    [[nodiscard]] bool recent(const accounts::ActivityItem& item) const;

    std::vector<ReviewedExport> exports_;
    std::vector<accounts::ActivityItem> items_;
    std::vector<Mark> marks_;
    Day today_;
    std::int64_t oldest_ = 0;
    std::int64_t newest_ = 0;
    bool whole_ = false;
};

// Sentences.

[[nodiscard]] Message activity_title(const accounts::ActivityItem& item);
/// What is known about it, a sentence each.
[[nodiscard]] std::vector<Message> activity_facts(const accounts::ActivityItem& item);
[[nodiscard]] Message export_message(const ReviewedExport& item);
[[nodiscard]] Message export_problem_message(const ReviewedExport& item, const accounts::ExportProblem& problem);

}  // namespace amparo::models
