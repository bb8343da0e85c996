#pragma once
// Which services offer a second step and passkeys, and where they are switched on: checks/data/second-factors.json, a dated
// table restated from public directories. A full directory becomes the same file through dist/second-factors.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/date.hpp"
#include "app/base/result.hpp"

namespace amparo::accounts {

enum class Method : std::uint8_t { Passkey, SecurityKey, AppPrompt, Totp, HardwareToken, Email, Call, Sms };

struct Service {
    std::string domain;
    std::string name;
    std::string kind;  ///< "mail", "social", …
    std::vector<Method> methods;  ///< none: the directory knows of no second step
    bool passkey_signs_in = false;  ///< instead of the password
    std::string setup;         ///< page, may be empty
    std::string passkey_page;
    std::string recovery;
    std::string own_step;      ///< of messengers that begin with a text message: what the second step is called; not confirmed by us
    Day seen;                  ///< the day of the directory's copy
    Day changed;               ///< when the directory last touched the entry; the epoch when unknown
    std::string source;

    [[nodiscard]] bool offers(Method method) const;
    /// A passkey, a key, or codes from an app or device.
    [[nodiscard]] bool offers_better_than_messages() const;
};

/// How much hangs on an account of that kind: 3 opens others or holds people's lives, 2 important, 1 the rest.
[[nodiscard]] int weight_of(std::string_view kind);

class Directory {
  public:
    Directory() = default;
    /// Errors: Corrupt — names the record and field; Limit.
    [[nodiscard]] static Result<Directory> parse(std::string_view json);

    /// The service that a host belongs to: the host itself or the nearest name above it; nullptr when nobody told us.
    [[nodiscard]] const Service* find(std::string_view host) const;
    [[nodiscard]] const std::vector<Service>& services() const { return services_; }
    [[nodiscard]] Day compiled() const { return compiled_; }
    [[nodiscard]] const std::string& credit() const { return credit_; }
    /// Older than it says it may become.
    [[nodiscard]] bool is_old(Day today) const;

  private:
    std::vector<Service> services_;
    std::map<std::string, std::size_t, std::less<>> by_host_;
    Day compiled_;
    int months_ = 12;
    std::string credit_;
};

[[nodiscard]] std::string describe(const Directory& directory);

}  // namespace amparo::accounts
