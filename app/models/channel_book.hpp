#pragma once
// The channels of this copy of the program: what was shipped, what was added by hand, what was changed and is therefore
// not used. Built once; reading is safe from several threads.

#include <string>
#include <vector>

#include "app/base/json.hpp"
#include "app/escalation/directory.hpp"
#include "app/escalation/regions.hpp"
#include "app/escalation/suggest.hpp"
#include "app/platform/shipped_data.hpp"
#include "localization/translator.hpp"

namespace amparo::models {

class ChannelBook {
  public:
    /// Errors: Bug — the region table inside the program is broken.
    [[nodiscard]] static Result<ChannelBook> load(const ShippedData& shipped);

    [[nodiscard]] const escalation::Directory& directory() const { return directory_; }
    [[nodiscard]] const escalation::Regions& regions() const { return regions_; }

    /// Channel files that are changed, missing, or broken.
    [[nodiscard]] const std::vector<escalation::ChannelProblem>& problems() const { return directory_.problems(); }

    /// One channel as a document, with its grade on that day.
    [[nodiscard]] Json document(const escalation::Channel& channel, Day today) const;
    /// `{schema, channels: […], problems: […]}`.
    [[nodiscard]] Json list_document(Day today) const;
    /// The same for suggestions, each with `why`.
    [[nodiscard]] Json suggestion_document(const std::vector<escalation::Suggestion>& suggestions, Day today,
                                           const localization::Translator& words) const;

  private:
    ChannelBook() = default;
    [[nodiscard]] Json problem_document() const;

    escalation::Directory directory_;
    escalation::Regions regions_;
};

}  // namespace amparo::models
