#pragma once
// Services whose users' passwords are known to have leaked, and when: checks/data/known-breaches.json, a dated table. A password
// that is older than its service's leak should be changed. What is not in the table may have leaked all the same.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/date.hpp"
#include "app/base/result.hpp"

namespace amparo::accounts {

struct KnownBreach {
    std::string domain;
    std::string name;
    Day happened;  ///< the day that the source gives; often only the month is sure
    std::string source;
    Day seen;      ///< the day of the source's copy
};

class KnownBreaches {
  public:
    KnownBreaches() = default;
    /// Errors: Corrupt — names the record and field; Limit.
    [[nodiscard]] static Result<KnownBreaches> parse(std::string_view json);

    /// The latest leak of the service that a host belongs to: of the host itself or the nearest name above it; nullptr when the
    /// table knows of none.
    [[nodiscard]] const KnownBreach* find(std::string_view host) const;
    [[nodiscard]] const std::vector<KnownBreach>& records() const { return records_; }
    [[nodiscard]] Day compiled() const { return compiled_; }
    [[nodiscard]] const std::string& credit() const { return credit_; }

  private:
    std::vector<KnownBreach> records_;
    std::map<std::string, std::size_t, std::less<>> by_host_;
    Day compiled_;
    std::string credit_;
};

[[nodiscard]] std::string describe(const KnownBreaches& breaches);

}  // namespace amparo::accounts
