// The models about accounts: what a command or a window gets to hear, and that nothing of a password stays in memory.

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include "app/models/live_accounts.hpp"
#include "app/models/parsers.hpp"
#include "app/models/window_model.hpp"
#include "app/shell/pins.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/zip_maker.hpp"

using namespace amparo;
using models::FindingGroup;
using models::LiveAccounts;
using models::Mark;
namespace fs = std::filesystem;

namespace {

Day today() { return std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}; }

const models::Languages& languages() {
    static const ShippedData shipped(test::build_folder().string(), pinned_files(), embedded_files());
    static const models::Languages kLanguages = models::Languages::load(shipped);
    return kLanguages;
}

void settle(LiveAccounts& accounts) {
    for (int i = 0; i < 1000 && accounts.phase() == LiveAccounts::Phase::Reading; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        static_cast<void>(accounts.poll());
    }
}

std::string fixture(const std::string& name) { return (test::source_folder() / "tests/fixtures/accounts" / name).string(); }

constexpr const char* kFacebook =
    R"({"active_sessions_v2":[{"created_timestamp":1760000000,"updated_timestamp":1763000000,"ip_address":"198.51.100.7","user_agent":"Mozilla/5.0 (X11; Linux) Firefox/128.0","location":"Lima"}]})";

/// How often `word` stands in the memory of this process that may be read, this function's own copies left out.
std::size_t times_in_memory(const std::string& masked) {
    // The word is put together a letter at a time while it is compared, so that it is nowhere whole.
    const auto letter = [&](std::size_t i) { return static_cast<char>(masked[i] ^ 0x2A); };
    std::size_t found = 0;
    std::ifstream maps("/proc/self/maps");
    std::ifstream memory("/proc/self/mem", std::ios::binary);
    std::string line;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> ranges;
    while (std::getline(maps, line)) {
        if (line.find(" rw") == std::string::npos) continue;
        const std::size_t dash = line.find('-');
        ranges.emplace_back(std::stoull(line.substr(0, dash), nullptr, 16), std::stoull(line.substr(dash + 1), nullptr, 16));
    }
    std::vector<char> piece(1 << 20);
    for (const auto& [from, to] : ranges) {
        for (std::uint64_t at = from; at < to; at += piece.size() - 64) {
            memory.clear();
            memory.seekg(static_cast<std::streamoff>(at));
            memory.read(piece.data(), static_cast<std::streamsize>(std::min<std::uint64_t>(piece.size(), to - at)));
            const auto got = static_cast<std::size_t>(memory.gcount());
            for (std::size_t i = 0; i + masked.size() <= got; ++i) {
                std::size_t k = 0;
                while (k < masked.size() && piece[i + k] == letter(k)) ++k;
                // What lies in this buffer was read from elsewhere and is counted there.
                const char* const place = reinterpret_cast<const char*>(at) + i;
                const bool own = place >= piece.data() && place < piece.data() + piece.size();
                if (k == masked.size() && !own) ++found;
            }
        }
    }
    return found;
}

std::string masked(std::string_view word) {
    std::string out;
    for (const char c : word) out.push_back(static_cast<char>(c ^ 0x2A));
    return out;
}

}  // namespace

TEST_CASE("an import names its files, finds what is wrong, and says how it ends") {
    auto import = models::AccountImport::create();
    REQUIRE(import.has_value());
    import->run({fixture("bitwarden-json.json"), "/nowhere/at/all.csv", fixture("onepassword-1pux.data.json")}, {.own_words = {}, .breach_list = {}, .service = nullptr, .today = today(), .stop = {}, .progress = {}});
    REQUIRE(import->files().size() == 3);
    CHECK(import->files()[0].format == "bitwarden-json");
    CHECK(import->files()[1].refused == Errc::NotFound);
    CHECK(import->files()[2].unseen());
    CHECK(import->whole());
    CHECK(import->outcome() == models::Outcome::NeedsAttention);
    const Json document = import->document(languages().translator("en"));
    CHECK(document.member_text("schema") == "amparo.accounts-import/1");
    CHECK(document.find("files")->elements().size() == 3);
    const std::string text = document.dump();
    CHECK(text.find("correct-Horse") == std::string::npos);
    CHECK(text.find("[accounts.") == std::string::npos);  // no sentence is missing
    CHECK(import->document(languages().translator("ar")).dump().find("[accounts.") == std::string::npos);
}

TEST_CASE("a review reads archives, folders and single files alike") {
    const test::TempFolder folder;
    test::write_file(folder.path() / "export/security_and_login_information/where_you're_logged_in.json", kFacebook);
    test::write_file(folder.path() / "export/posts/photo.jpg", "x");
    test::write_file(folder.path() / "user_data_tiktok.json", R"({"Activity":{"Login History":{"LoginHistoryList":[{"Date":"2026-11-01 10:00:00 UTC","IP":"203.0.113.5","DeviceModel":"Pixel"}]}}})");
    fs::create_directory_symlink("/etc", folder.path() / "export/link");
    models::AccountActivity activity;
    activity.run({(folder.path() / "export").string(), (folder.path() / "user_data_tiktok.json").string(), (folder.path() / "none").string()}, {.today = today(), .stop = {}, .progress = {}});
    REQUIRE(activity.items().size() == 2);
    CHECK(activity.exports()[0].report.files == 2);
    CHECK_FALSE(activity.exports()[1].unseen());
    CHECK(activity.exports()[2].refused == Errc::NotFound);
    CHECK(activity.group(0) == FindingGroup::CannotTell);  // another address is never bad by itself
    CHECK(activity.outcome() == models::Outcome::NotEverythingSeen);
    activity.mark(0, Mark::NotMe);
    CHECK(activity.group(0) == FindingGroup::FixSoon);
    CHECK(activity.outcome() == models::Outcome::NeedsAttention);
    const std::string evidence = activity.evidence(languages().translator("en"));
    CHECK(evidence.find("Firefox, Linux") != std::string::npos);
    CHECK(evidence.find("198.51.100.*") != std::string::npos);
    CHECK(activity.document(languages().translator("en")).dump().find("[accounts.") == std::string::npos);
    activity.mark(0, Mark::Me);
    CHECK(activity.evidence(languages().translator("en")).empty());
}

TEST_CASE("forwarding is asked about at once, old changes only quietly") {
    const test::TempFolder folder;
    test::write_file(folder.path() / "e/Mail/Forwarding Addresses.json", R"({"addresses":["copy@x.example"]})");
    test::write_file(folder.path() / "e/admin.json", R"({"admin_records_v2":[{"event":"Password changed","session":{"created_timestamp":1500000000}},{"event":"Email changed","extra_info":{"new_email":"b@x.example"},"session":{"created_timestamp":1763000000}}]})");
    models::AccountActivity activity;
    activity.run({(folder.path() / "e").string()}, {.today = today(), .stop = {}, .progress = {}});
    REQUIRE(activity.items().size() == 3);
    CHECK(activity.items()[0].kind == accounts::ActivityKind::Forwarding);
    CHECK(activity.group(0) == FindingGroup::FixSoon);
    CHECK(activity.group(1) == FindingGroup::CannotTell);   // years ago
    CHECK(activity.group(2) == FindingGroup::CannotTell);   // a year ago
}

TEST_CASE("files are sorted by what is in them, read beside the window, and become a task to delete") {
    const test::TempFolder folder;
    fs::copy_file(fixture("bitwarden-json.json"), folder.path() / "strange name.bin");
    test::write_file(folder.path() / "e/security_and_login_information/a.json", kFacebook);
    LiveAccounts accounts([] {});
    accounts.read({" \"" + (folder.path() / "strange name.bin").string() + "\" ", (folder.path() / "e").string()}, {.today = today(), .own_words = {}});
    CHECK(accounts.phase() == LiveAccounts::Phase::Reading);
    settle(accounts);
    REQUIRE(accounts.phase() == LiveAccounts::Phase::Done);
    REQUIRE(accounts.passwords() != nullptr);
    CHECK(accounts.passwords()->review().logins == 3);
    REQUIRE(accounts.activity() != nullptr);
    CHECK(accounts.activity()->items().size() == 1);
    REQUIRE(accounts.to_delete().size() >= 1);
    CHECK(accounts.deleted() == 0);
    fs::remove(folder.path() / "strange name.bin");
    accounts.look_for_files();
    CHECK(accounts.deleted() == 1);
    accounts.forget();
    CHECK(accounts.passwords() == nullptr);
    CHECK(accounts.phase() == LiveAccounts::Phase::Empty);
}

TEST_CASE("the plan asks four things of each account, keeps the answers and notices when half a year is over") {
    models::AccountPlan plan;
    CHECK_FALSE(plan.begun());
    CHECK(plan.accounts().front().kind == "mail");
    CHECK(plan.find("mail")->group() == FindingGroup::CannotTell);
    plan.answer("mail", models::PlanQuestion::SecondStep, models::Answer::No, today());
    CHECK(plan.find("mail")->group() == FindingGroup::FixSoon);
    for (const auto question : plan.find("mail")->questions) plan.answer("mail", question, models::Answer::Yes, today());
    CHECK(plan.find("mail")->done() == models::kPlanParts);
    CHECK(plan.find("mail")->group() == FindingGroup::Good);
    CHECK_FALSE(plan.find("mail")->next().has_value());
    CHECK_FALSE(plan.find("mail")->due(today() + std::chrono::days{179}));
    CHECK(plan.find("mail")->due(today() + std::chrono::days{180}));
    plan.rename("mail", "the blue one");
    models::AccountPlan other;
    REQUIRE(other.load(plan.save()).has_value());
    CHECK(other.find("mail")->name == "the blue one");
    CHECK(other.find("mail")->group() == FindingGroup::Good);
    CHECK(other.save() == plan.save());
    CHECK_FALSE(other.load(Json::object()).has_value());
    CHECK_FALSE(other.load(*Json::parse(R"({"schema":"amparo.account-plan/1","accounts":[{"kind":"mail","answers":{"devices":"maybe"}}]})")).has_value());
    CHECK(other.find("mail")->name == "the blue one");
}

TEST_CASE("planted passwords are nowhere afterwards: not in memory, not in the document, not in files") {
    // Each stands in another kind of file, one of them packed.
    const test::TempFolder folder;
    const std::string canary = masked("Zq7!kanarienVogel#19");
    const auto plain = [&] {
        std::string out;
        for (const char c : canary) out.push_back(static_cast<char>(c ^ 0x2A));
        return out;
    };
    {
        const std::string word = plain();
        test::write_file(folder.path() / "a.csv", "name,url,username,password\nA,https://a.example,u," + word + "\nB,http://b.example,u," + word + "\n");
        test::write_file(folder.path() / "b.json", R"({"encrypted":false,"folders":[],"items":[{"type":1,"name":"A","login":{"username":"u","password":")" + word + R"("}}]})");
        test::write_file(folder.path() / "c.xml", "<KeePassFile><Root><Group><Entry><String><Key>Password</Key><Value>" + word + "</Value></String></Entry></Group></Root></KeePassFile>");
        test::write_file(folder.path() / "d.csv", "url,username,password,totp,extra,name,grouping,fav\nhttps://d.example,u,\"" + word + "\",,\"x\n" + word + "\",D,,0\n");
    }
    const auto run = [&] {
        auto import = models::AccountImport::create();
        REQUIRE(import.has_value());
        import->run({(folder.path() / "a.csv").string(), (folder.path() / "b.json").string(), (folder.path() / "c.xml").string(), (folder.path() / "d.csv").string()},
                    {.own_words = {"kanarien"}, .breach_list = {}, .service = nullptr, .today = today(), .stop = {}, .progress = {}});
        CHECK(import->review().logins == 5);
        return import->document(languages().translator("en")).dump();
    };
    // The files were written by this test, whose own copies lie about; they are overwritten by work of the same kind.
    std::vector<std::string> noise;
    for (int i = 0; i < 2000; ++i) noise.emplace_back(static_cast<std::size_t>(16 + i % 700), 'n');
    noise.clear();
    {
        // The search itself can find: a copy that lies about is seen.
        const std::size_t without = times_in_memory(canary);
        std::string held = plain();
        CHECK(times_in_memory(canary) > without);
        wipe(held);
    }
    const std::size_t before = times_in_memory(canary);
    const std::string document = run();
    CHECK(times_in_memory(canary) <= before);
    std::string word = plain();
    CHECK(document.find(word) == std::string::npos);
    std::size_t files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder.path())) files += entry.is_regular_file() ? 1U : 0U;
    CHECK(files == 4);
    wipe(word);
}

TEST_CASE("codes by text message are a second step that could be better, and only a second step can come that way") {
    models::AccountPlan plan;
    using models::Answer;
    using models::PlanQuestion;
    plan.answer("mail", PlanQuestion::SecondStep, Answer::ByMessage, today());
    CHECK(plan.find("mail")->group() == FindingGroup::WorthFixing);
    CHECK(plan.find("mail")->done() == 0);
    CHECK(languages().translator("en").tr(models::plan_next_message(*plan.find("mail"), today())).text.find("instead of text messages") != std::string::npos);
    plan.answer("mail", PlanQuestion::Apps, Answer::ByMessage, today());
    CHECK(plan.find("mail")->answers[3] == Answer::Unanswered);
    models::AccountPlan other;
    REQUIRE(other.load(plan.save()).has_value());
    CHECK(other.find("mail")->answers[0] == Answer::ByMessage);
    CHECK_FALSE(other.load(*Json::parse(R"({"schema":"amparo.account-plan/1","accounts":[{"kind":"mail","answers":{"apps":"by-message"}}]})")).has_value());
}

TEST_CASE("the one step about accounts is mail that goes elsewhere, then somebody else, then passwords, then the plan") {
    const test::TempFolder folder;
    LiveAccounts accounts([] {});
    CHECK_FALSE(accounts.next_step(today()).has_value());
    accounts.plan.answer("mail", models::PlanQuestion::SecondStep, models::Answer::No, today());
    REQUIRE(accounts.next_step(today()).has_value());
    CHECK(accounts.next_step(today())->title.id == "accounts.plan.kind.mail");
    for (const auto question : accounts.plan.find("mail")->questions) accounts.plan.answer("mail", question, models::Answer::Yes, today());
    CHECK_FALSE(accounts.next_step(today()).has_value());
    CHECK(accounts.next_step(today() + std::chrono::days{180})->body.id == "accounts.plan.due");
    accounts.plan.answer("mail", models::PlanQuestion::SecondStep, models::Answer::No, today());
    fs::copy_file(fixture("bitwarden-json.json"), folder.path() / "p.json");
    test::write_file(folder.path() / "p.csv", "name,url,username,password\nM,https://mail.google.com,u,password1\n");
    test::write_file(folder.path() / "e/Mail/Forwarding Addresses.json", R"({"addresses":["copy@x.example"]})");
    test::write_file(folder.path() / "e/security_and_login_information/a.json", kFacebook);
    accounts.read({(folder.path() / "p.csv").string(), (folder.path() / "e").string()}, {.today = today(), .own_words = {}});
    settle(accounts);
    CHECK(accounts.next_step(today())->title.id == "accounts.page.forwarded");
    CHECK(accounts.next_step(today())->now);
    for (std::size_t i = 0; i < accounts.activity()->items().size(); ++i) accounts.activity()->mark(i, Mark::Me);
    CHECK(accounts.next_step(today())->title.id == "accounts.finding.password-weak.title");
    CHECK_FALSE(accounts.next_step(today())->now);
    accounts.activity()->mark(0, Mark::NotMe);
    CHECK(accounts.next_step(today())->title.id == "accounts.page.not_me");
}

TEST_CASE("a list of leaked passwords, and a filter made of one, are asked without anything leaving the computer") {
    const test::TempFolder folder;
    test::write_file(folder.path() / "p.csv", "name,url,username,password\nA,https://a.example,u,password1\nB,https://b.example,u,vK7#qZp2!mWx9@rT\n");
    // SHA-1 of "password1" between two others.
    test::write_file(folder.path() / "list.txt",
                     "0000000000000000000000000000000000000001:2\r\nE38AD214943DAAD1D64C102FAEC29DE4AFE9DA3D:2401761\r\nFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF:1\r\n");
    const std::string list = (folder.path() / "list.txt").string();
    const std::string filter = (folder.path() / "leaked.filter").string();
    const auto made = models::make_breach_filter(list, filter, {.bits = 16, .least_count = 1, .stop = {}, .progress = {}});
    REQUIRE(made.has_value());
    CHECK(made->entries == 3);
    CHECK(models::make_breach_filter(list, filter, {}).error().code == Errc::Conflict);
    CHECK(models::make_breach_filter(list, (folder.path() / "Capital").string(), {}).error().code == Errc::Usage);
    CHECK_FALSE(models::make_breach_filter((folder.path() / "p.csv").string(), (folder.path() / "none.filter").string(), {}).has_value());
    CHECK_FALSE(fs::exists(folder.path() / "none.filter"));
    for (const std::string& path : {list, filter}) {
        auto import = models::AccountImport::create();
        import->run({(folder.path() / "p.csv").string()}, {.own_words = {}, .breach_list = path, .service = nullptr, .today = today(), .stop = {}, .progress = {}});
        REQUIRE(import->leaked_list().has_value());
        CHECK_FALSE(import->leaked_list()->refused.has_value());
        CHECK(import->leaked_list()->filter == (path == filter));
        const auto& findings = import->review().findings;
        const auto exposed = std::ranges::find(findings, "password-exposed", &accounts::Finding::id);
        REQUIRE(exposed != findings.end());
        CHECK(exposed->reason == "found");
        REQUIRE(exposed->accounts.size() == 1);
        CHECK(exposed->accounts[0].host == "a.example");
    }
    auto import = models::AccountImport::create();
    import->run({(folder.path() / "p.csv").string()}, {.own_words = {}, .breach_list = (folder.path() / "p.csv").string(), .service = nullptr, .today = today(), .stop = {}, .progress = {}});
    CHECK(import->leaked_list()->refused == Errc::Corrupt);
    CHECK(import->outcome() == models::Outcome::NeedsAttention);
}

TEST_CASE("planted passwords of a packed export are nowhere afterwards, either") {
    const std::string canary = masked("Yk4?packedNachtigall");
    const test::TempFolder folder;
    const std::string path = (folder.path() / "packed.zip").string();
    {
        std::string table = "name,url,username,password\n";
        std::string word;
        for (const char c : canary) word.push_back(static_cast<char>(c ^ 0x2A));
        for (int i = 0; i < 300; ++i) table += "A,https://a" + std::to_string(i) + ".example,u," + word + "\n";
        test::write_file(path, test::zip({{"passwords.csv", table, true}}));
        wipe(word);
        wipe(table);
    }
    std::vector<std::string> noise;
    for (int i = 0; i < 200; ++i) noise.emplace_back(20'000, 'n');
    noise.clear();
    const std::size_t before = times_in_memory(canary);
    auto import = models::AccountImport::create();
    import->run({path}, {.own_words = {}, .breach_list = {}, .service = nullptr, .today = today(), .stop = {}, .progress = {}});
    CHECK(import->review().logins == 300);
    CHECK(times_in_memory(canary) <= before);
}
