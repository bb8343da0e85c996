#include "app/delivery/mail_account.hpp"

#include <algorithm>
#include <array>

namespace amparo::delivery {

namespace {

struct Row {
    std::string_view domain;
    PasswordHabit habit;
    std::string_view server;
    std::string_view name;
    bool confirmed;
};

// Source: pages read in November 2026. Outlook: Microsoft's end of Basic Authentication for personal accounts on
// 2024-09-16, reported by techissuestoday.com and others. Google, Yahoo and Apple: pages about app passwords of several
// vendors. Proton and Tuta: from memory, not confirmed by us.
constexpr std::array<Row, 19> kRows = {{
    {"gmail.com", PasswordHabit::AppPassword, "smtps://smtp.gmail.com", "Gmail", true},
    {"googlemail.com", PasswordHabit::AppPassword, "smtps://smtp.gmail.com", "Gmail", true},
    {"yahoo.com", PasswordHabit::AppPassword, "smtps://smtp.mail.yahoo.com", "Yahoo", true},
    {"ymail.com", PasswordHabit::AppPassword, "smtps://smtp.mail.yahoo.com", "Yahoo", true},
    {"icloud.com", PasswordHabit::AppPassword, "smtp://smtp.mail.me.com", "iCloud", true},
    {"me.com", PasswordHabit::AppPassword, "smtp://smtp.mail.me.com", "iCloud", true},
    {"mac.com", PasswordHabit::AppPassword, "smtp://smtp.mail.me.com", "iCloud", true},
    {"fastmail.com", PasswordHabit::AppPassword, "smtps://smtp.fastmail.com", "Fastmail", false},
    {"outlook.com", PasswordHabit::Refuses, "", "Outlook.com", true},
    {"hotmail.com", PasswordHabit::Refuses, "", "Outlook.com", true},
    {"live.com", PasswordHabit::Refuses, "", "Outlook.com", true},
    {"msn.com", PasswordHabit::Refuses, "", "Outlook.com", true},
    {"proton.me", PasswordHabit::Refuses, "", "Proton", false},
    {"protonmail.com", PasswordHabit::Refuses, "", "Proton", false},
    {"pm.me", PasswordHabit::Refuses, "", "Proton", false},
    {"tuta.com", PasswordHabit::Refuses, "", "Tuta", false},
    {"tutanota.com", PasswordHabit::Refuses, "", "Tuta", false},
    {"tuta.io", PasswordHabit::Refuses, "", "Tuta", false},
    {"tutanota.de", PasswordHabit::Refuses, "", "Tuta", false},
}};

}  // namespace

Result<std::shared_ptr<const MailAccount>> MailAccount::kept(std::string server, std::string mailbox, std::string user, SecretString password,
                                                             std::string pin) {
    AMPARO_TRY(const network::Address address, network::parse_address(server));
    if (!address.mail()) return fail(Errc::Usage, "not a mail server", "network.address.scheme");
    if (!network::is_mailbox(mailbox)) return fail(Errc::Usage, "no mailbox", "network.address.mailbox");
    // A name that could end a line never reaches a server.
    if (user.empty() || !std::ranges::all_of(user, [](char c) { return static_cast<unsigned char>(c) >= ' ' && c != 0x7f; })) {
        return fail(Errc::Usage, "user name", "network.error.login");
    }
    std::shared_ptr<MailAccount> out(new MailAccount);
    out->server_ = address.origin();
    out->mailbox_ = std::move(mailbox);
    out->user_ = std::move(user);
    out->password_ = std::move(password);
    out->pin_ = std::move(pin);
    return std::shared_ptr<const MailAccount>(std::move(out));
}

Result<std::shared_ptr<const MailAccount>> MailAccount::sign_in(network::Network& network, const network::Consent& consent, std::string server,
                                                                std::string mailbox, std::string user, SecretString password,
                                                                std::string pin, const CallLimit& limit) {
    AMPARO_TRY(std::shared_ptr<const MailAccount> out,
               kept(std::move(server), std::move(mailbox), std::move(user), std::move(password), std::move(pin)));
    network::MailRequest request;
    AMPARO_TRY(request.server, network::parse_address(out->server()));
    request.user = out->user();
    request.password = &out->password();
    request.from = out->mailbox();
    request.login_only = true;
    request.pin.pem = out->pin();
    AMPARO_TRY(const network::MailAnswer answer, network.mail(consent, request, limit));
    if (answer.code >= 400) return fail(Errc::Denied, std::to_string(answer.code), "network.error.login");
    return out;
}

MailService mail_service(std::string_view mailbox) {
    const std::string host = network::mailbox_host(mailbox);
    const auto row = std::ranges::find(kRows, host, &Row::domain);
    if (row == kRows.end()) return {};
    return {row->habit, std::string(row->server), std::string(row->name), "2026-11-29", row->confirmed};
}

std::vector<std::string> services_that_refuse() {
    std::vector<std::string> out;
    for (const Row& row : kRows) {
        if (row.habit == PasswordHabit::Refuses && std::ranges::find(out, row.name) == out.end()) out.emplace_back(row.name);
    }
    return out;
}

}  // namespace amparo::delivery
