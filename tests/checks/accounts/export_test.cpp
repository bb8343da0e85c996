// Data exports of platforms: every file that we know, older and newer, in other languages, and what is nobody's.

#include <catch2/catch_test_macros.hpp>

#include "app/base/date.hpp"
#include "checks/accounts/export_reader.hpp"
#include "tests/checks/accounts/support.hpp"
#include "tests/support/zip_maker.hpp"

using namespace amparo;
using accounts::ActivityBook;
using accounts::ActivityItem;
using accounts::ActivityKind;
using accounts::ExportReport;
using accounts::Platform;

namespace {

struct Read {
    ActivityBook book;
    ExportReport report;
    std::vector<ActivityItem> items;
};

Read read(const std::vector<test::ZipItem>& files) {
    Read out;
    const std::string bytes = test::zip(files);
    const MemorySource source(bytes);
    const auto archive = accounts::Archive::open(source);
    REQUIRE(archive.has_value());
    out.report = accounts::read_export(*accounts::files_of(*archive), out.book, {});
    out.items = out.book.items();
    return out;
}

const ActivityItem* find(const Read& read, ActivityKind kind, std::string_view what = {}) {
    for (const ActivityItem& item : read.items) {
        if (item.kind == kind && (what.empty() || item.what == what)) return &item;
    }
    return nullptr;
}

constexpr const char* kFirefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
constexpr const char* kPhone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Mobile/15E148 Safari/604.1";

std::string google_activities(const std::string& header) {
    std::string out = header + "\n";
    for (int day = 10; day < 20; ++day) {
        out += "123,2026-11-" + std::to_string(day) + " 08:15:00 UTC,203.0.113." + std::to_string(day) + ",,,\"" + kFirefox + "\",Gmail\n";
    }
    return out + "123,2026-11-20 02:20:00 UTC,2001:db8:1:2::3,,,\"" + kPhone + "\",Gmail\n";
}

}  // namespace

TEST_CASE("Google's log of accesses is gathered by device, whatever its folder is called") {
    const std::string header = "Gaia ID,Activity Timestamp,IP Address,Proxiedhost IP Address,Is Non-routable IP Address,User Agent String,Product Name";
    for (const char* name : {"Takeout/Access Log Activity/Activities - A list of Google services accessed by your devices.csv",
                             "Takeout/Aktivit\xC3\xA4ten im Zugriffsprotokoll/Aktivit\xC3\xA4ten.csv"}) {
        const Read google = read({{name, google_activities(header), true}});
        const ActivityItem* linux = find(google, ActivityKind::LogIn, "Firefox, Linux");
        REQUIRE(linux != nullptr);
        CHECK(linux->platform == Platform::Google);
        CHECK(linux->count == 10);
        CHECK(linux->networks == std::vector<std::string>{"203.0.113.*"});
        CHECK(format_moment(linux->first) == "2026-11-10T08:15:00Z");
        const ActivityItem* phone = find(google, ActivityKind::LogIn, "Safari, iPhone");
        REQUIRE(phone != nullptr);
        CHECK(phone->networks[0] == "2001:db8:1::*");
        CHECK(google.report.problems.empty());
    }
    // Headings in a language that nobody told us about: the values say what they are.
    const Read other = read({{"Takeout/x.csv", google_activities("Gaia-ID,Zeitstempel,IP-Adresse,Proxy,Nicht routbar,User-Agent,Produktname")}});
    REQUIRE(find(other, ActivityKind::LogIn, "Firefox, Linux") != nullptr);
    CHECK(find(other, ActivityKind::LogIn)->platform == Platform::Google);
}

TEST_CASE("Google's devices are read in both layouts") {
    const Read older = read({{"Takeout/Access Log Activity/Devices - A list of devices.csv",
                              "Gaia ID,Device Type,Brand Name,Marketing Name,OS,OS Version,Device Model,User Given Name,Device Last Location,Gaia ID Device Trust,First Activity Time,Last Activity Time\n"
                              "1,MOBILE,Samsung,Galaxy A5,Android,13,SM-A5,,Kenya,,2025-01-02 03:04:05 UTC,2026-11-01 10:00:00 UTC\n"}});
    REQUIRE(older.items.size() == 1);
    CHECK(older.items[0].kind == ActivityKind::Device);
    CHECK(older.items[0].what.find("Galaxy A5") != std::string::npos);
    CHECK(older.items[0].places == std::vector<std::string>{"Kenya"});
    const Read newer = read({{"Takeout/d.csv", "Gaia ID,Device Type,Model,OS,Country,First Activity,Last Activity\n1,DESKTOP,PC,Windows,Peru,2025-01-02 03:04:05 UTC,2026-11-01 10:00:00 UTC\n"}});
    REQUIRE(newer.items.size() == 1);
    CHECK(newer.items[0].places == std::vector<std::string>{"Peru"});
}

TEST_CASE("forwarding, rules and delegates of mail are found by content, then by the name in any language") {
    const Read mail = read({{"Takeout/Mail/User Settings/Filters.json",
                             R"({"filter":[{"query":"from:bank","labelsToAdd":["Bank"]},{"query":"security alert","shouldTrash":true},{"query":"to:me","forwardTo":"copy@post.example"}]})"},
                            {"Takeout/Mail/Benutzereinstellungen/Weiterleitungsadressen.json", R"({"addresses":["backup.amal@post.example"]})"},
                            {"Takeout/Mail/User Settings/Blocked Addresses.json", R"({"addresses":["spam@x.example"]})"},
                            {"Takeout/Mail/User Settings/Delegated Sender Addresses.json", R"({"addresses":["office@x.example"]})"},
                            {"Takeout/Mail/User Settings/\xE0\xA4\x95.json", R"({"addresses":["what@x.example"]})"}});
    REQUIRE(find(mail, ActivityKind::Forwarding, "backup.amal@post.example") != nullptr);
    REQUIRE(find(mail, ActivityKind::Forwarding, "copy@post.example") != nullptr);
    CHECK(find(mail, ActivityKind::Forwarding, "copy@post.example")->detail == "to:me");
    CHECK(find(mail, ActivityKind::Delegate, "office@x.example") != nullptr);
    CHECK(find(mail, ActivityKind::AddressList, "what@x.example") != nullptr);
    for (const ActivityItem& item : mail.items) CHECK(item.what != "spam@x.example");
    std::size_t rules = 0;
    std::size_t powerful = 0;
    for (const ActivityItem& item : mail.items) {
        rules += item.kind == ActivityKind::MailFilter ? 1U : 0U;
        powerful += item.kind == ActivityKind::MailFilter && item.powerful ? 1U : 0U;
    }
    CHECK(rules == 2);
    CHECK(powerful == 1);
    CHECK(mail.items[0].kind == ActivityKind::Forwarding);
    CHECK(read({{"Takeout/Chrome/Extensions.json", R"({"Extensions":[{"name":"Mail Merge","id":"x"}]})"}}).items[0].what == "Mail Merge");
}

TEST_CASE("Facebook's sessions, trusted devices, changes and apps are read, older and newer") {
    for (const char* version : {"", "_v2"}) {
        const std::string v = version;
        const Read facebook = read(
            {{"security_and_login_information/where_you're_logged_in.json",
              "{\"active_sessions" + v + R"(":[{"created_timestamp":1760000000,"updated_timestamp":1763000000,"ip_address":"198.51.100.7","user_agent":")" + kFirefox + R"(","location":"Bogot\u00c3\u00a1","app":"web","session_type":"regular"}]})"},
             {"security_and_login_information/authorized_logins.json", "{\"recognized_devices" + v + R"(":[{"name":"Old Phone","created_timestamp":1700000000,"ip_address":"198.51.100.8","user_agent":"x"}]})"},
             {"security_and_login_information/administrative_records.json",
              "{\"admin_records" + v + R"(":[{"event":"Email changed","session":{"created_timestamp":1763000100,"ip_address":"198.51.100.9","user_agent":")" + kPhone + R"("},"extra_info":{"old_email":"a@x.example","new_email":"b@x.example"}},{"event":"Password changed","session":{"created_timestamp":1763000200}}]})"},
             {"your_activity_across_facebook/apps_and_websites_off_of_facebook/connected_apps_and_websites.json", "{\"installed_apps" + v + R"(":[{"name":"Quiz","added_timestamp":1500000000,"category":"games"},{"name":"Gone","added_timestamp":1500000000,"removed_timestamp":1600000000}]})"},
             {"security_and_login_information/account_activity.json", "{\"account_activity" + v + R"(":[{"action":"Login","timestamp":1763000300,"ip_address":"198.51.100.7","user_agent":")" + kFirefox + R"(","city":"Lima"}]})"},
             {"messages/inbox/a/message_1.json", R"({"participants":[{"name":"B"}],"messages":[]})"}});
        const ActivityItem* session = find(facebook, ActivityKind::Session);
        REQUIRE(session != nullptr);
        CHECK(session->what == "Firefox, Linux");
        CHECK(session->places == std::vector<std::string>{"Bogot\xC3\xA1"});  // Meta writes bytes as letters; repaired
        CHECK(session->detail == "web");
        CHECK(find(facebook, ActivityKind::TrustedDevice, "Old Phone") != nullptr);
        const ActivityItem* contact = find(facebook, ActivityKind::ContactChange);
        REQUIRE(contact != nullptr);
        CHECK(contact->what == "b@x.example");
        CHECK(contact->before == "a@x.example");
        CHECK(find(facebook, ActivityKind::PasswordChange) != nullptr);
        CHECK(find(facebook, ActivityKind::ConnectedApp, "Quiz") != nullptr);
        CHECK(find(facebook, ActivityKind::ConnectedApp, "Gone") == nullptr);
        CHECK(find(facebook, ActivityKind::LogIn) != nullptr);
        CHECK(facebook.report.understood.size() == 5);
        CHECK(facebook.report.problems.empty());
    }
}

TEST_CASE("Instagram's words are in the person's language, so values tell what they are") {
    const auto login = [](const char* agent, const char* ip, const char* time) {
        return std::string(R"({"account_history_login_history":[{"title":"2026-11-01T10:00:00+00:00","string_map_data":{")") + agent + R"(":{"href":"","value":")" + kPhone + R"(","timestamp":0},")" + ip +
               R"(":{"href":"","value":"203.0.113.77","timestamp":0},")" + time + R"(":{"href":"","value":"","timestamp":1762000000},"Port":{"value":"443"}}}]})";
    };
    for (const std::string& json : {login("User Agent", "IP Address", "Time"), login("\\u00d9\\u0088", "IP-Adresse", "Zeit")}) {
        const Read instagram = read({{"security_and_login_information/login_and_profile_creation/login_activity.json", json}});
        const ActivityItem* item = find(instagram, ActivityKind::LogIn, "Safari, iPhone");
        REQUIRE(item != nullptr);
        CHECK(item->platform == Platform::Instagram);
        CHECK(item->networks == std::vector<std::string>{"203.0.113.*"});
        CHECK(item->last == 1762000000);
    }
}

TEST_CASE("X's files are JavaScript with JSON in them") {
    const Read x = read({{"data/connected-application.js",
                          R"(window.YTD.connected_application.part0 = [ {"connectedApplication":{"organization":{"name":"Org","url":""},"name":"Poster","permissions":["read","write","directmessages"],"approvedAt":"2018-05-27T04:53:51.000Z","id":"1"}},{"connectedApplication":{"name":"Reader","permissions":["read"],"approvedAt":"2014-05-27T04:53:51.000Z"}} ])"},
                         {"data/ip-audit.js", R"(window.YTD.ip_audit.part0 = [{"ipAudit":{"accountId":"1","createdAt":"2026-10-01T10:00:00.000Z","loginIp":"203.0.113.5"}}])"},
                         {"data/device-token.js", R"(window.YTD.device_token.part0 = [{"deviceToken":{"clientApplicationId":"129032","token":"secret","createdAt":"2026-01-01T10:00:00.000Z","lastSeenAt":"2026-10-01T10:00:00.000Z","clientApplicationName":"Twitter for iPad"}}])"},
                         {"data/ni-devices.js", R"(window.YTD.ni_devices.part0 = [{"niDeviceResponse":{"messagingDevice":{"deviceType":"Auth","carrier":"c","phoneNumber":"+00123","createdDate":"2019.01.01"}}}])"},
                         {"data/email-address-change.js", R"(window.YTD.email_address_change.part0 = [{"emailAddressChange":{"accountId":"1","emailChange":{"changedAt":"2026-11-01T10:00:00.000Z","changedFrom":"a@x.example","changedTo":"b@x.example"}}}])"},
                         {"data/phone-number.js", R"(window.YTD.phone_number.part0 = [{"device":{"phoneNumber":"+00999"}}])"},
                         {"data/tweets.js", R"(window.YTD.tweets.part0 = [{"tweet":{"device":{"phoneNumber":"+00111"}}}])"}});
    REQUIRE(find(x, ActivityKind::ConnectedApp, "Poster") != nullptr);
    CHECK(find(x, ActivityKind::ConnectedApp, "Poster")->powerful);
    CHECK_FALSE(find(x, ActivityKind::ConnectedApp, "Reader")->powerful);
    CHECK(find(x, ActivityKind::LogIn) != nullptr);
    REQUIRE(find(x, ActivityKind::Session) != nullptr);
    CHECK(find(x, ActivityKind::Session)->what.find("Twitter for iPad") != std::string::npos);
    for (const ActivityItem& item : x.items) CHECK((item.what + item.detail).find("secret") == std::string::npos);
    CHECK(find(x, ActivityKind::TextMessageStep, "+00123") != nullptr);
    CHECK(find(x, ActivityKind::ContactChange)->before == "a@x.example");
    CHECK(find(x, ActivityKind::RecoveryContact, "+00999") != nullptr);
    CHECK(find(x, ActivityKind::RecoveryContact, "+00111") == nullptr);
}

TEST_CASE("TikTok, Snapchat, LinkedIn and Reddit") {
    const Read tiktok = read({{"user_data_tiktok.json", R"({"Profile":{},"Activity":{"Login History":{"LoginHistoryList":[{"Date":"2026-11-01 10:00:00 UTC","IP":"203.0.113.5","DeviceModel":"Pixel 8","DeviceSystem":"Android 15","NetworkType":"Wi-Fi","Carrier":"c"}]}}})"}});
    REQUIRE(tiktok.items.size() == 1);
    CHECK(tiktok.items[0].what == "Pixel 8, Android 15");
    CHECK(tiktok.items[0].platform == Platform::TikTok);
    const Read snapchat = read({{"json/account.json", R"({"Basic Information":{"Username":"u"},"Login History":[{"IP":"203.0.113.5","Country":"MX","Created":"2026-11-01 10:00:00 UTC","Status":"success","Device":"Mozilla/5.0 (Windows NT 10.0) Chrome/120.0"}],"Device History":[{"Make":"Acme","Model":"One","Start Time":"2024-01-01 10:00:00 UTC","Device Type":"PHONE"}]})"}});
    CHECK(find(snapchat, ActivityKind::LogIn, "Chrome, Windows") != nullptr);
    CHECK(find(snapchat, ActivityKind::Device, "Acme, One") != nullptr);
    const Read linkedin = read({{"Logins.csv", std::string("Login Date,IP Address,User Agent,Login Type\nTue Nov 03 10:00:00 UTC 2026,203.0.113.5,\"") + kFirefox + "\",PASSWORD\n"},
                                {"Email Addresses.csv", "Email Address,Confirmed,Primary,Updated On\na@x.example,Yes,Yes,2020-01-01\n"},
                                {"PhoneNumbers.csv", "Extension,Number,Type\n,+00123,MOBILE\n"}});
    CHECK(find(linkedin, ActivityKind::LogIn)->platform == Platform::LinkedIn);
    CHECK(format_moment(find(linkedin, ActivityKind::LogIn)->last) == "2026-11-03T10:00:00Z");
    CHECK(find(linkedin, ActivityKind::RecoveryContact, "a@x.example") != nullptr);
    CHECK(find(linkedin, ActivityKind::RecoveryContact, "+00123") != nullptr);
    const Read reddit = read({{"ip_logs.csv", "date,ip\n2026-11-01 10:00:00 UTC,203.0.113.5\n2026-11-02 10:00:00 UTC,203.0.113.9\n"}});
    REQUIRE(reddit.items.size() == 1);
    CHECK(reddit.items[0].platform == Platform::Reddit);
    CHECK(reddit.items[0].count == 2);
}

TEST_CASE("broken, foreign and tricky files are named, and the others are still read") {
    const Read mixed = read({{"security_and_login_information/where_you're_logged_in.json", R"({"active_sessions":[{"ip_address":"198.51.100.7","updated_timestamp":1763000000},)"},
                             {"../outside/login_activity.json", "{}"},
                             {"security_and_login_information/strange.json", R"({"new":1})"},
                             {"posts/1.json", "{broken"},
                             {"security_and_login_information/authorized_logins.json", R"({"recognized_devices":[{"name":"Phone","created_timestamp":1}]})"}});
    CHECK(find(mixed, ActivityKind::Session) != nullptr);
    CHECK(find(mixed, ActivityKind::TrustedDevice, "Phone") != nullptr);
    REQUIRE(mixed.report.problems.size() == 2);
    CHECK(mixed.report.problems[0].what == "json");
    CHECK(mixed.report.problems[0].detail.find("line 1") != std::string::npos);
    CHECK(mixed.report.problems[1].what == "name");
    CHECK(mixed.report.not_understood == std::vector<std::string>{"security_and_login_information/strange.json"});
    const Read pages = read({{"security_and_login_information/where_you're_logged_in.html", "<html></html>"}});
    REQUIRE(pages.report.problems.size() == 1);
    CHECK(pages.report.problems[0].what == "html");
    CHECK(read({{"a.txt", "x"}}).report.understood.empty());
}

TEST_CASE("a history with endless different things stays in bounds and says that it left some out") {
    std::string table = "date,ip\n";
    for (int i = 0; i < 20'000; ++i) table += "2026-11-01 10:00:00 UTC,10." + std::to_string(i / 200) + "." + std::to_string(i % 200) + ".1\n";
    const Read many = read({{"ip_logs.csv", table, true}});
    CHECK(many.items.size() == ActivityBook::kItems);
    CHECK(many.book.dropped() == 15'000);
}

TEST_CASE("reading can be stopped, and tells how far it is") {
    const std::string bytes = test::zip({{"ip_logs.csv", "date,ip\n2026-11-01 10:00:00 UTC,203.0.113.5\n"}, {"b.csv", "x"}});
    const MemorySource source(bytes);
    const auto archive = accounts::Archive::open(source);
    REQUIRE(archive.has_value());
    ActivityBook book;
    StopSource stop;
    accounts::ExportOptions options;
    options.stop = stop.token();
    std::uint64_t last = 0;
    std::uint64_t all = 0;
    options.progress = [&](std::uint64_t done, std::uint64_t whole) {
        CHECK(done >= last);
        last = done;
        all = whole;
    };
    CHECK_FALSE(accounts::read_export(*accounts::files_of(*archive), book, options).stopped);
    CHECK(last == all);
    last = 0;
    stop.request_stop();
    CHECK(accounts::read_export(*accounts::files_of(*archive), book, options).stopped);
}

TEST_CASE("agents, networks, moments and Meta's letters") {
    using accounts::any_moment;
    CHECK(accounts::agent_name(kPhone) == "Safari, iPhone");
    CHECK(accounts::agent_name("Mozilla/5.0 (Windows NT 10.0) Chrome/120.0 Safari/537.36 Edg/120.0") == "Edge, Windows");
    CHECK(accounts::agent_name("Instagram 300.0 Android (33/13)") == "Instagram, Android");
    CHECK(accounts::agent_name("something else") == "something else");
    CHECK(accounts::network_of("2001:DB8:a::1") == "2001:db8:a::*");
    CHECK(accounts::network_of("300.1.1.1").empty());
    CHECK(accounts::network_of("not an address").empty());
    CHECK(any_moment("1763000000") == 1763000000);
    CHECK(any_moment("1763000000123") == 1763000000);
    CHECK(any_moment("2026-11-01 10:00:00.123 UTC") == any_moment("2026-11-01T10:00:00Z"));
    CHECK(any_moment("2026/11/01 10:00:00") == any_moment("2026-11-01T10:00:00Z"));
    CHECK(any_moment("Sun Nov 01 10:00:00 +0000 2026") == any_moment("2026-11-01T10:00:00Z"));
    CHECK(any_moment("2026-11-01") == any_moment("2026-11-01T00:00:00Z"));
    CHECK(any_moment("443") == 0);
    CHECK(any_moment("soon") == 0);
    CHECK(accounts::repair_meta("Bogot\xC3\x83\xC2\xA1") == "Bogot\xC3\xA1");
    CHECK(accounts::repair_meta("Bogot\xC3\xA1") == "Bogot\xC3\xA1");
    CHECK(accounts::repair_meta("\xD9\x83") == "\xD9\x83");
}
