// The person's own mail account: one login on a thread of its own, and keeping it where the person wants that.

#include <algorithm>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

#include "app/base/json.hpp"
#include "app/models/kept_sending.hpp"
#include "app/models/sending.hpp"

namespace amparo::models {

struct Sending::Login {
    std::mutex mutex;
    StopSource stop;
    bool finished = false;
    std::shared_ptr<const delivery::MailAccount> account;
    std::optional<Error> error;
};

Result<network::Address> Sending::mail_server(const std::string& mailbox, const std::string& server) {
    if (!network::is_mailbox(mailbox)) return fail(Errc::Usage, "mailbox", "network.address.mailbox");
    const delivery::MailService service = delivery::mail_service(mailbox);
    if (service.habit == delivery::PasswordHabit::Refuses) return fail(Errc::Unsupported, service.name, "sending.mail.refuses");
    std::string where = server.empty() ? service.server : server;
    if (where.empty()) where = network::mailbox_host(mailbox);
    if (where.find("://") == std::string::npos) where = "smtps://" + where;
    AMPARO_TRY(network::Address address, network::parse_address(where));
    if (!address.mail()) return fail(Errc::Usage, "not a mail server", "network.address.scheme");
    return address;
}

Result<void> Sending::sign_in(const std::string& mailbox, const std::string& server, SecretString password) {
    if (login_) return fail(Errc::Conflict, "under way", "delivery.error.busy");
    if (!choice_.on) return fail(Errc::Denied, "off", "network.off");
    AMPARO_TRY(const network::Address address, mail_server(mailbox, server));
    AMPARO_TRY(network::Consent consent, delivery::SendGate::press_to_contact(address.text()));
    AMPARO_TRY(auto opened, make_network());
    sign_in_ = SignIn::Trying;
    sign_in_problem_ = {};
    login_ = std::make_shared<Login>();
    // A thread takes copyable work only, and neither a consent nor a secret can be copied.
    struct Load {
        std::unique_ptr<network::Network> network;
        network::Consent consent;
        SecretString password;
    };
    const auto load = std::make_shared<Load>(Load{std::move(opened), std::move(consent), std::move(password)});
    const auto run = [login = login_, load, address = address.text(), mailbox, wake = setup_.wake] {
        CallLimit limit;
        limit.deadline = std::chrono::steady_clock::now() + std::chrono::minutes(1);
        limit.stop = login->stop.token();
        auto account = delivery::MailAccount::sign_in(*load->network, load->consent, address, mailbox, mailbox, std::move(load->password), {}, limit);
        {
            const std::lock_guard lock(login->mutex);
            login->finished = true;
            if (account) login->account = *std::move(account);
            else login->error = account.error();
        }
        if (wake) wake();
    };
    try {
        std::thread(run).detach();
    } catch (const std::system_error&) {
        login_.reset();
        sign_in_ = SignIn::None;
        return fail(Errc::Limit, "no thread");
    }
    return {};
}

void Sending::stop_login() {
    if (login_) login_->stop.request_stop();
    login_.reset();
}

void Sending::sign_out() {
    stop_login();
    account_.reset();
    keep_account_ = false;
    ++account_changes_;
    sign_in_ = SignIn::None;
    renew_courier();
}

void Sending::keep_account(bool keep) {
    keep_account_ = keep;
    ++account_changes_;
}

std::string Sending::account_document() const {
    if (!keeps_account()) return {};
    return Json::object()
        .set("schema", "amparo.mail-account/1")
        .set("server", account_->server())
        .set("mailbox", account_->mailbox())
        .set("user", account_->user())
        .set("password", std::string(account_->password().view()))
        .set("pin", account_->pin())
        .dump(Json::Style::Compact);
}

std::shared_ptr<const delivery::MailAccount> account_in(std::string_view document) {
    const auto parsed = Json::parse(document);
    if (!parsed || parsed->member_text("schema") != "amparo.mail-account/1") return nullptr;
    const std::string_view kept = parsed->member_text("password");
    auto password = SecretString::create(std::max<std::size_t>(kept.size(), 1));
    if (!password || !password->append(kept)) return nullptr;
    auto account = delivery::MailAccount::kept(std::string(parsed->member_text("server")), std::string(parsed->member_text("mailbox")),
                                               std::string(parsed->member_text("user")), *std::move(password), std::string(parsed->member_text("pin")));
    return account ? *std::move(account) : nullptr;
}

void Sending::take_account(std::string_view json) {
    auto account = account_in(json);
    if (!account) return;
    account_ = std::move(account);
    keep_account_ = true;
    ++account_changes_;
    sign_in_ = SignIn::Done;
    renew_courier();
}

void Sending::forget_account() {
    if (keeps_account()) sign_out();
}

bool Sending::poll_login() {
    if (!login_) return false;
    const std::shared_ptr<Login> login = login_;
    const std::lock_guard lock(login->mutex);
    if (!login->finished) return false;
    login_.reset();
    if (login->account) {
        account_ = login->account;
        ++account_changes_;
        sign_in_ = SignIn::Done;
        renew_courier();
    } else {
        sign_in_ = SignIn::Failed;
        sign_in_problem_ = {login->error->message_id(), {}};
    }
    return true;
}

}  // namespace amparo::models
