#pragma once
// The person's own mail account, kept in memory only unless a vault keeps it. An account exists only after its server
// took the login, so that nobody learns in an emergency that it refuses passwords.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/secret.hpp"
#include "app/network/network.hpp"

namespace amparo::delivery {

class MailAccount {
  public:
    /// Signs in once and sends nothing. `server`: "smtps://host" or "smtp://host", which must turn to TLS. Errors: those
    /// of Network::mail, Denied among them: the server refuses; Usage — no server or mailbox.
    [[nodiscard]] static Result<std::shared_ptr<const MailAccount>> sign_in(network::Network& network, const network::Consent& consent,
                                                                            std::string server, std::string mailbox, std::string user,
                                                                            SecretString password, std::string pin, const CallLimit& limit);

    /// One whose server took the login before, as a profile kept it. Errors: Usage — no server, mailbox or user.
    [[nodiscard]] static Result<std::shared_ptr<const MailAccount>> kept(std::string server, std::string mailbox, std::string user,
                                                                         SecretString password, std::string pin);

    [[nodiscard]] const std::string& server() const { return server_; }
    [[nodiscard]] const std::string& mailbox() const { return mailbox_; }
    [[nodiscard]] const std::string& user() const { return user_; }
    [[nodiscard]] const SecretString& password() const { return password_; }
    [[nodiscard]] const std::string& pin() const { return pin_; }

  private:
    MailAccount() = default;
    std::string server_;
    std::string mailbox_;
    std::string user_;
    SecretString password_;
    std::string pin_;
};

/// What is known of a mail service by the end of its addresses.
enum class PasswordHabit {
    Unknown,      ///< nothing known: the login is tried
    AppPassword,  ///< takes only a password made for programs, not the one of the account
    Refuses,      ///< takes no password at all from programs like ours
};

struct MailService {
    PasswordHabit habit = PasswordHabit::Unknown;
    std::string server;  ///< "smtps://…", or "" where unknown
    std::string name;    ///< of the service
    std::string seen;    ///< when the source was looked at
    bool confirmed = false;
};

/// By what follows the "@".
[[nodiscard]] MailService mail_service(std::string_view mailbox);
/// The names of those that refuse passwords, each once.
[[nodiscard]] std::vector<std::string> services_that_refuse();

}  // namespace amparo::delivery
