// Asking a service about leaked passwords: what leaves, in which order, and what a failure means. No network is touched.

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <filesystem>
#include <map>
#include <thread>

#include "app/models/live_accounts.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;
using models::LeakService;
using models::LiveAccounts;

namespace {

Day today() { return std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}; }

/// Knows some passwords, and writes down what it was asked.
class FakeNetwork final : public network::Network {
  public:
    explicit FakeNetwork(std::vector<std::string> leaked, std::size_t good = SIZE_MAX) : leaked_(std::move(leaked)), good_(good) {}
    Result<network::HttpAnswer> http(const network::Consent& consent, const network::HttpRequest& request, const CallLimit& /*limit*/) override {
        REQUIRE(consent.origin() == request.address.origin());
        requests.push_back(request);
        if (requests.size() > good_) return fail(Errc::Offline, "gone", "network.error.connect");
        network::HttpAnswer answer;
        answer.status = 200;
        answer.body = "0018A45C4D1DEF81644B54AB7F969B88D65:0\r\n";
        for (const std::string& word : leaked_) {
            const Sha1Digest digest = sha1(word);
            std::string hex;
            for (const std::uint8_t byte : digest) {
                static constexpr char kHex[] = "0123456789ABCDEF";
                hex += {kHex[byte >> 4U], kHex[byte & 15U]};
            }
            if (request.address.path == "/range/" + hex.substr(0, 5)) answer.body += hex.substr(5) + ":7\r\n";
        }
        return answer;
    }
    Result<network::MailAnswer> mail(const network::Consent&, const network::MailRequest&, const CallLimit&) override { return fail(Errc::Bug, "no mail"); }

    std::vector<network::HttpRequest> requests;

  private:
    std::vector<std::string> leaked_;
    std::size_t good_;
};

models::DigestList digests(const std::vector<std::string>& words) {
    models::DigestList out;
    for (const std::string& word : words) out.push_back(sha1(word));
    std::ranges::sort(out);
    return out;
}

void settle(LiveAccounts& accounts) {
    for (int i = 0; i < 2000 && accounts.phase() == LiveAccounts::Phase::Reading; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
        static_cast<void>(accounts.poll());
    }
}

}  // namespace

TEST_CASE("five digits leave for each password, padded answers are asked for, and nothing else is sent") {
    FakeNetwork network({"password1"});
    LeakService service(network, models::consent_to_ask().value(), {});
    REQUIRE(service.ask(digests({"password1", "vK7#qZp2!mWx9@rT", "third"}), {}).has_value());
    CHECK(service.questions() == 3);
    CHECK(service.leaked(sha1("password1")));
    CHECK_FALSE(service.leaked(sha1("third")));
    for (const auto& request : network.requests) {
        CHECK(request.address.host == "api.pwnedpasswords.com");
        CHECK(request.address.path.size() == std::string("/range/12345").size());
        CHECK(request.body.empty());
        REQUIRE(request.headers.size() == 2);
        CHECK(request.headers[0].name == "Add-Padding");
    }
}

TEST_CASE("questions come in the order of the hashes, which says nothing about where a password stands") {
    SecretPool pool;
    accounts::Import import;
    for (const char* word : {"zebra", "apple", "zebra", "mango", ""}) {
        accounts::Login login;
        login.password = pool.keep(word);
        import.logins.push_back(login);
    }
    import.logins.push_back({});
    import.logins.back().kind = accounts::EntryKind::Note;
    import.logins.back().password = pool.keep("a note");
    const auto list = models::digests_of({&import, 1});
    REQUIRE(list.size() == 3);
    CHECK(std::ranges::is_sorted(list));
}

TEST_CASE("after a failure nobody is asked any more, and what is unknown is not called clean") {
    const test::TempFolder folder;
    test::write_file(folder.path() / "p.csv", "name,url,username,password\nA,https://a.example,u,password1\nB,https://b.example,u,two\nC,https://c.example,u,three\nD,https://d.example,u,four\n");
    FakeNetwork network({}, 2);
    LeakService service(network, models::consent_to_ask().value(), {});
    auto import = models::AccountImport::create();
    import->run({(folder.path() / "p.csv").string()}, {.own_words = {}, .breach_list = {}, .service = &service, .today = today(), .stop = {}, .progress = {}});
    CHECK(network.requests.size() == 3);
    REQUIRE(import->asked().has_value());
    REQUIRE(import->asked()->failed.has_value());
    CHECK(models::asked_message(*import->asked()).id == "accounts.online.failed");
    const auto& findings = import->review().findings;
    const auto exposed = std::ranges::find(findings, "password-exposed", &accounts::Finding::id);
    REQUIRE(exposed != findings.end());
    CHECK(exposed->verdict == accounts::Verdict::CannotTell);
}

TEST_CASE("the window asks only after a consent, reads the files once more for it, and keeps what was marked") {
    const test::TempFolder folder;
    const std::string path = (folder.path() / "p.csv").string();
    test::write_file(path, "name,url,username,password\nA,https://a.example,u,password1\nB,https://b.example,u,other\n");
    test::write_file(folder.path() / "e/Mail/Forwarding Addresses.json", R"({"addresses":["copy@x.example"]})");
    std::vector<std::optional<std::uint16_t>> opened;
    LiveAccounts accounts([] {}, [&](network::Consent consent, std::optional<std::uint16_t> port, StopToken stop) -> Result<models::LeakAsking> {
        opened.push_back(port);
        auto made = std::make_unique<FakeNetwork>(std::vector<std::string>{"password1"});
        models::LeakAsking out;
        out.service = std::make_unique<LeakService>(*made, std::move(consent), std::move(stop));
        out.network = std::move(made);
        return out;
    });
    CHECK_FALSE(accounts.can_ask_online());
    accounts.read({path, (folder.path() / "e").string()}, {.today = today(), .own_words = {}});
    settle(accounts);
    REQUIRE(accounts.passwords() != nullptr);
    CHECK(opened.empty());
    CHECK_FALSE(accounts.passwords()->asked().has_value());
    REQUIRE(accounts.activity() != nullptr);
    accounts.activity()->mark(0, models::Mark::Me);
    REQUIRE(accounts.can_ask_online());
    accounts.ask_online(models::consent_to_ask().value(), models::kTorPort);
    settle(accounts);
    REQUIRE(opened == std::vector<std::optional<std::uint16_t>>{models::kTorPort});
    REQUIRE(accounts.passwords() != nullptr);
    CHECK(accounts.passwords()->asked()->questions == 2);
    CHECK_FALSE(accounts.passwords()->asked()->failed.has_value());
    CHECK(accounts.next_step(today())->title.id == "accounts.finding.password-exposed.title");
    REQUIRE(accounts.activity() != nullptr);
    CHECK(accounts.activity()->marked(0) == models::Mark::Me);
    std::filesystem::remove(path);
    accounts.look_for_files();
    CHECK_FALSE(accounts.can_ask_online());
}

TEST_CASE("a list of leaked passwords that is dropped together with an export is compared with, and is no file to delete") {
    const test::TempFolder folder;
    test::write_file(folder.path() / "p.csv", "name,url,username,password\nA,https://a.example,u,password1\n");
    test::write_file(folder.path() / "list.txt", "0000000000000000000000000000000000000001:2\r\nE38AD214943DAAD1D64C102FAEC29DE4AFE9DA3D:2401761\r\n");
    LiveAccounts accounts([] {});
    accounts.read({(folder.path() / "list.txt").string(), (folder.path() / "p.csv").string()}, {.today = today(), .own_words = {}});
    settle(accounts);
    REQUIRE(accounts.passwords() != nullptr);
    REQUIRE(accounts.passwords()->leaked_list().has_value());
    CHECK(accounts.passwords()->review().steps().front()->id == "password-exposed");
    CHECK(accounts.to_delete() == std::vector<std::string>{(folder.path() / "p.csv").string()});
}
