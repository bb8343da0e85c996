#pragma once
// A network without wires: one mail server that knows one password, and pages under their addresses. It writes down what
// it was asked, so that a test can say that nobody was contacted.

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/network/network.hpp"

namespace amparo::test {

struct FakeWorld {
    std::string password = "right";
    std::map<std::string, network::HttpAnswer> pages;  ///< by Address::text()
    std::vector<std::string> contacted;                ///< origins, in their order
    std::vector<network::MailRequest> mails;           ///< without their passwords
};

class FakeNetwork final : public network::Network {
  public:
    explicit FakeNetwork(std::shared_ptr<FakeWorld> world) : world_(std::move(world)) {}

    [[nodiscard]] Result<network::HttpAnswer> http(const network::Consent& consent, const network::HttpRequest& request, const CallLimit&) override {
        if (consent.origin() != request.address.origin()) return fail(Errc::Usage, "consent for another place");
        world_->contacted.push_back(request.address.origin());
        const auto page = world_->pages.find(request.address.text());
        if (page == world_->pages.end()) return network::HttpAnswer{404, {}, {}};
        if (page->second.body.size() > request.answer_limit) return fail(Errc::Limit, "answer", "network.error.too_long");
        return page->second;
    }
    [[nodiscard]] Result<network::MailAnswer> mail(const network::Consent& consent, const network::MailRequest& request, const CallLimit&) override {
        if (consent.origin() != request.server.origin()) return fail(Errc::Usage, "consent for another place");
        world_->contacted.push_back(request.server.origin());
        if (request.password == nullptr || request.password->view() != world_->password) return fail(Errc::Denied, "535", "network.error.login");
        network::MailRequest seen = request;
        seen.password = nullptr;
        world_->mails.push_back(std::move(seen));
        return network::MailAnswer{250, "250 queued"};
    }

  private:
    std::shared_ptr<FakeWorld> world_;
};

}  // namespace amparo::test
