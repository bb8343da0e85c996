// Mail through a real postfix with STARTTLS and AUTH: what arrives is opened by GnuPG byte for byte, and its headers say
// nothing about who, where or with what.
#include <catch2/catch_test_macros.hpp>

#include <chrono>

#include "app/base/text.hpp"
#include "app/delivery/letter.hpp"
#include "app/delivery/network_courier.hpp"
#include "tests/app/delivery/gate_helper.hpp"
#include "tests/servers/server_room.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/support/process.hpp"

using namespace amparo;
using namespace amparo::delivery;
using namespace amparo::test;
using namespace std::chrono_literals;

namespace {

SecretString password(std::string_view text) {
    auto out = SecretString::create(64);
    REQUIRE(out.has_value());
    REQUIRE(out->append(text));
    return *std::move(out);
}

CallLimit soon() {
    CallLimit limit;
    limit.deadline = std::chrono::steady_clock::now() + 20s;
    return limit;
}

Result<std::shared_ptr<const MailAccount>> sign_in(network::Network& network, const std::string& server, std::string_view word, const std::string& pin) {
    const auto consent = SendGate::press_to_contact(server);
    REQUIRE(consent.has_value());
    return MailAccount::sign_in(network, *consent, server, "me@example.net", "me@example.net", password(word), pin, soon());
}

std::string why(const auto& result) { return result ? "" : result.error().message_id(); }

std::string smtp(const char* scheme, int port) { return std::string(scheme) + "://localhost:" + std::to_string(port); }

std::string run(const std::string& program, std::vector<std::string> arguments, const std::string& input = {}) {
    ProcessOptions options;
    options.arguments = std::move(arguments);
    options.input = input;
    const auto result = run_process(program, options);
    INFO(result.errors);
    REQUIRE(result.exit_code == 0);
    return result.output;
}

}  // namespace

TEST_CASE("a sealed report goes through the person's own mail service and is opened by GnuPG", "[servers]") {
    if (!is_root()) SKIP("postfix starts only for root");
    ServerRoom room;
    const auto postfix = room.start_postfix();
    const auto network = ServerRoom::network();
    std::filesystem::create_directory(room.path("gnupg"));
    std::filesystem::permissions(room.path("gnupg"), std::filesystem::perms::owner_all);
    const std::vector<std::string> home = {"--homedir", room.path("gnupg").string(), "--batch", "--quiet", "--no-tty", "--pinentry-mode",
                                           "loopback", "--passphrase", ""};
    const auto gpg = [&](std::vector<std::string> more, const std::string& input = {}) {
        std::vector<std::string> all = home;
        all.insert(all.end(), more.begin(), more.end());
        return run("/usr/bin/gpg", all, input);
    };
    (void)gpg({"--gen-key"}, "%no-protection\nKey-Type: eddsa\nKey-Curve: ed25519\nSubkey-Type: ecdh\nSubkey-Curve: cv25519\nName-Real: Desk\n%commit\n");
    const std::int64_t now = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
    const auto key = seal::read_key(gpg({"--armor", "--export", "Desk"}), {}, now);
    REQUIRE(key.has_value());

    for (const bool starttls : {true, false}) {
        const std::string server = starttls ? smtp("smtp", postfix.starttls) : smtp("smtps", postfix.tls);
        const auto account = sign_in(*network, server, ServerRoom::kPassword, room.authority());
        INFO(why(account));
        REQUIRE(account.has_value());
        Letter letter;
        letter.way = Way::Mail;
        letter.case_ref = "7KQ2M9XA";
        letter.recipient = "Desk";
        letter.address = "help@example.org";
        letter.server = server;
        letter.from = "me@example.net";
        letter.text = "They took my phone.\nأخذوا هاتفي.\n.\n..two dots";
        letter.files = {{"photo.jpg", "image/jpeg", std::string(40'000, '\xfe')}};
        letter.openpgp = {*key};
        const auto packed = pack(letter, {}, now);
        REQUIRE(packed.has_value());
        NetworkCourier courier(network, *account);
        const auto receipt = courier.carry(packed->parcel, consent_for(packed->parcel), soon());
        INFO(why(receipt));
        REQUIRE(receipt.has_value());
        CHECK(receipt->proof == Proof::MailAccepted);
        CHECK(receipt->reference.find("queued as") != std::string::npos);
    }
    const auto mails = room.mails(2);
    REQUIRE(mails.size() == 2);
    for (const std::string& mail : mails) {
        const std::size_t begin = mail.find("-----BEGIN PGP MESSAGE-----");
        REQUIRE(begin != std::string::npos);
        const std::string head = mail.substr(0, begin);
        for (const std::string& trace : traces_in(head)) FAIL_CHECK(trace);
        CHECK(head.find("Subject: 7KQ2M9XA\n") != std::string::npos);
        CHECK(head.find("Received: from [127.0.0.1] (localhost [127.0.0.1])") != std::string::npos);
        CHECK(mail.find("phone") == std::string::npos);
        const std::string opened = gpg({"--decrypt"}, mail.substr(begin));
        write_file(room.path("secret.asc"), gpg({"--armor", "--export-secret-keys", "Desk"}));
        CHECK(run("/usr/bin/sq", {"decrypt", "--recipient-key", room.path("secret.asc").string()}, mail.substr(begin)) == opened);
        // What is inside is what we put there, and a mail reader finds the text and the file in it.
        const std::string script = "import sys,email,email.policy\nm=email.message_from_bytes(sys.stdin.buffer.read(),policy=email.policy.default)\n"
                                   "p=list(m.iter_parts())\nt=p[0].get_content().replace('\\r','')\nf=p[1]\n"
                                   "print(repr(t),f.get_filename(),len(f.get_content()),set(f.get_content()),f.get_content_type(),m.defects,f.defects)";
        CHECK(run("/usr/bin/python3", {"-c", script}, opened) ==
              "'They took my phone.\\nأخذوا هاتفي.\\n.\\n..two dots\\n' photo.jpg 40000 {254} image/jpeg [] []\n");
        const std::string outer = "import sys,email,email.policy\nm=email.message_from_bytes(sys.stdin.buffer.read(),policy=email.policy.default)\n"
                                  "p=list(m.iter_parts())\nprint(m.get_content_type(),m.get_param('protocol'),[x.get_content_type() for x in p],m.defects)";
        CHECK(run("/usr/bin/python3", {"-c", outer}, mail) ==
              "multipart/encrypted application/pgp-encrypted ['application/pgp-encrypted', 'application/octet-stream'] []\n");
    }
    ProcessOptions kill;
    kill.arguments = {"--homedir", room.path("gnupg").string(), "--kill", "all"};
    (void)run_process("/usr/bin/gpgconf", kill);
}

TEST_CASE("an account comes into being only when its server takes the login over TLS", "[servers]") {
    if (!is_root()) SKIP("postfix starts only for root");
    ServerRoom room;
    const auto postfix = room.start_postfix();
    const auto network = ServerRoom::network();
    CHECK(why(sign_in(*network, smtp("smtp", postfix.starttls), "wrong", room.authority())) == "network.error.login");
    // No TLS offered: neither name nor password is said.
    CHECK(why(sign_in(*network, smtp("smtp", postfix.plain), ServerRoom::kPassword, room.authority())) == "network.error.no_tls");
    CHECK(why(sign_in(*network, smtp("smtp", postfix.starttls), ServerRoom::kPassword, "")) == "network.error.certificate");
    CHECK(why(sign_in(*network, smtp("smtp", postfix.starttls), ServerRoom::kPassword, room.stranger())) == "network.error.certificate");
    CHECK(why(sign_in(*network, "smtps://localhost:1", ServerRoom::kPassword, room.authority())) == "network.error.connect");
    const auto consent = SendGate::press_to_contact("smtps://other.example");
    CHECK(MailAccount::sign_in(*network, *consent, smtp("smtps", postfix.tls), "me@example.net", "me", password("x"), "", soon()).error().code ==
          Errc::Usage);
    // A refused recipient is a refusal in words; nothing arrived from all of this.
    const auto account = sign_in(*network, smtp("smtps", postfix.tls), ServerRoom::kPassword, room.authority());
    REQUIRE(account.has_value());
    Letter letter;
    letter.way = Way::Mail;
    letter.case_ref = "7KQ2M9XA";
    letter.address = "help@example.org";
    letter.server = (*account)->server();
    letter.from = "me@example.net";
    letter.text = std::string(30'000'000 / 2, 'x');
    const auto packed = pack(letter, {}, 0);
    CHECK_FALSE(packed.has_value());  // larger than we send at all
    letter.text = "a";
    Parcel other = pack(letter, {}, 0)->parcel;
    other.from = "other@example.net";
    NetworkCourier courier(network, *account);
    CHECK(why(courier.carry(other, consent_for(other), soon())) == "delivery.error.no_account");
    CHECK_FALSE(std::filesystem::exists(room.path("postfix/mail/inbox")));
    const std::string log = room.text("postfix/log");
    CHECK(log.find(ServerRoom::kPassword) == std::string::npos);
}

TEST_CASE("mail services that refuse passwords are known by name") {
    CHECK(mail_service("someone@Outlook.com").habit == PasswordHabit::Refuses);
    CHECK(mail_service("someone@gmail.com").habit == PasswordHabit::AppPassword);
    CHECK(mail_service("someone@gmail.com").server == "smtps://smtp.gmail.com");
    CHECK(mail_service("someone@example.org").habit == PasswordHabit::Unknown);
    CHECK(mail_service("none").habit == PasswordHabit::Unknown);
    CHECK_FALSE(mail_service("someone@tuta.com").confirmed);
}
