#pragma once
// What was seen on a computer, before anybody judges it: named values, each with the place it was read from. A value can
// be known, missing (we looked, and it is not there), or unreadable (we could not look, and why). The three never mix:
// a judge that needs a value and finds it unreadable says "can't tell".

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "app/base/json.hpp"
#include "app/base/result.hpp"

namespace amparo::checks {

using FactValue = std::variant<std::monostate, bool, std::int64_t, std::string, std::vector<std::string>>;

enum class Known { Yes, Missing, Unreadable };

struct Fact {
    std::string key;
    Known known = Known::Missing;
    FactValue value;
    Errc why = Errc::NotFound;  ///< of an unreadable fact
    std::string source;         ///< path or call it came from; shown as evidence

    /// Value as it is shown: "yes", "0755", "a, b"; for the other states "not there" and "not readable (denied)".
    [[nodiscard]] std::string shown() const;
};

/// One piece of evidence in a finding.
struct Evidence {
    std::string source;
    std::string key;
    std::string value;
    bool operator==(const Evidence&) const = default;
};

/// The facts about one subject: the system (empty `subject`) or one person's account on it.
class Facts {
  public:
    Facts() = default;
    explicit Facts(std::string subject) : subject_(std::move(subject)) {}

    [[nodiscard]] const std::string& subject() const { return subject_; }
    [[nodiscard]] const std::vector<Fact>& all() const { return facts_; }

    /// Each sets the fact called `key`, replacing an earlier one.
    void put(std::string key, bool value, std::string source = {});
    void put(std::string key, std::int64_t value, std::string source = {});
    void put(std::string key, int value, std::string source = {}) { put(std::move(key), std::int64_t{value}, std::move(source)); }
    void put(std::string key, std::string value, std::string source = {});
    void put(std::string key, const char* value, std::string source = {}) { put(std::move(key), std::string(value), std::move(source)); }
    void put(std::string key, std::vector<std::string> values, std::string source = {});
    void miss(std::string key, std::string source = {});
    /// NotFound becomes "missing"; every other error "unreadable".
    void refuse(std::string key, const Error& error, std::string source = {});

    /// The fact, or one that is missing with an empty source when nobody set it.
    [[nodiscard]] const Fact& at(std::string_view key) const;
    [[nodiscard]] bool known(std::string_view key) const { return at(key).known == Known::Yes; }
    [[nodiscard]] bool missing(std::string_view key) const { return at(key).known == Known::Missing; }
    [[nodiscard]] bool unreadable(std::string_view key) const { return at(key).known == Known::Unreadable; }

    /// Values of the named type; a neutral value when the fact is not known or of another type.
    [[nodiscard]] bool flag(std::string_view key) const;
    [[nodiscard]] std::int64_t number(std::string_view key, std::int64_t fallback = 0) const;
    [[nodiscard]] std::string text(std::string_view key) const;
    [[nodiscard]] std::vector<std::string> list(std::string_view key) const;

    /// Everything that was seen, in the order it was set.
    [[nodiscard]] std::vector<Evidence> evidence() const;

    /// From a case file: {"key": value}; null is missing; {"unreadable": "denied", "source": "/etc/shadow"} is
    /// unreadable; {"value": …, "source": …} names a source. Errors: Corrupt.
    [[nodiscard]] static Result<Facts> from_json(const Json& object, std::string subject = {});

  private:
    Fact& slot(std::string key, std::string source);

    std::string subject_;
    std::vector<Fact> facts_;
};

/// The code with that name ("denied", "timeout", …). Errors: Corrupt.
[[nodiscard]] Result<Errc> errc_from_name(std::string_view name);

}  // namespace amparo::checks
