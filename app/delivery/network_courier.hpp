#pragma once
// Carries parcels over the network: by mail, to a drop, or to a GlobaLeaks site. Each is one file; this one chooses.

#include <memory>

#include "app/delivery/courier.hpp"
#include "app/delivery/mail_account.hpp"
#include "app/network/network.hpp"

namespace amparo::delivery {

class NetworkCourier final : public Courier {
  public:
    /// `account`: the person's mail account, or null.
    NetworkCourier(std::shared_ptr<network::Network> network, std::shared_ptr<const MailAccount> account)
        : network_(std::move(network)), account_(std::move(account)) {}
    [[nodiscard]] Result<Receipt> carry(const Parcel& parcel, const network::Consent& consent, const CallLimit& limit) override;

  private:
    std::shared_ptr<network::Network> network_;
    std::shared_ptr<const MailAccount> account_;
};

/// One mail through the person's own account. The proof is the server's 250 after the last line, with its queue id.
[[nodiscard]] Result<Receipt> carry_by_mail(network::Network& network, const MailAccount& account, const Parcel& parcel,
                                            const network::Consent& consent, const CallLimit& limit);
/// One PUT of a file whose name is the hash of its content, never over another file. Stored on 200, 201 and 204, and
/// when the name is there already; confirmed only when the answer holds the hash.
[[nodiscard]] Result<Receipt> carry_to_drop(network::Network& network, const Parcel& parcel, const network::Consent& consent,
                                            const CallLimit& limit);
/// The exchange that GlobaLeaks 5.0 has with its own page. Whatever looks different is left alone, before anything was
/// handed in. Errors: Unsupported — "delivery.error.site_other": use the browser.
[[nodiscard]] Result<Receipt> carry_to_globaleaks(network::Network& network, const Parcel& parcel, const network::Consent& consent,
                                                  const CallLimit& limit);

/// What an HTTP status that is not success means: later, or not at all.
[[nodiscard]] Error status_error(int status);

/// The address of a drop with the name of the file in it, before a query if there is one.
[[nodiscard]] Result<network::Address> drop_address(const std::string& folder, const std::string& name);

/// The number that shows work was done for a token: SHA-256 of token and number ends with a zero byte.
[[nodiscard]] Result<std::uint64_t> proof_of_work(const std::string& token, const CallLimit& limit);

}  // namespace amparo::delivery
