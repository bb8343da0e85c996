#include <catch2/catch_test_macros.hpp>

#include "app/platform/recorded_host.hpp"
#include "checks/probes/browser_extensions.hpp"
#include "checks/probes/firefox_prefs.hpp"

using namespace amparo;
using namespace amparo::checks;

namespace {

HostView view_of(const Host& host) { return HostView(host, CallLimit{std::chrono::steady_clock::now() + std::chrono::seconds(5), {}}); }

std::shared_ptr<const Host> host_of(const std::string& lines) {
    const auto tree = parse_tree("amparo.tree/1\nnow 2026-11-23T12:00:00Z\nrunning yes\n" + lines);
    INFO((tree ? "" : tree.error().detail));
    REQUIRE(tree.has_value());
    return make_recorded_host(*tree);
}

}  // namespace

TEST_CASE("settings of Firefox are read, and the last line of a name counts") {
    const auto prefs = parse_firefox_prefs("// Mozilla User Preferences\n\nuser_pref(\"a.flag\", true);\nuser_pref(\"a.number\", -5);\n"
                                           "user_pref(\"a.text\", \"x \\\"y\\\" \\\\z\");\nuser_pref('a.flag', false);\n");
    REQUIRE(prefs.has_value());
    CHECK(prefs->flag("a.flag") == false);
    CHECK(prefs->number("a.number") == -5);
    CHECK(prefs->text("a.text") == "x \"y\" \\z");
    CHECK_FALSE(prefs->flag("a.number").has_value());
    CHECK(prefs->odd_lines == 0);
}

TEST_CASE("lines of Firefox that cannot be understood are counted, and bytes that no text has are refused") {
    const auto cut = parse_firefox_prefs("user_pref(\"a\", true);\nuser_pref(\"b\", tr");
    REQUIRE(cut.has_value());
    CHECK(cut->odd_lines == 1);
    CHECK_FALSE(parse_firefox_prefs(std::string_view("user_pref(\"a\", true);\0", 22)).has_value());
    CHECK_FALSE(parse_firefox_prefs("user_pref(\"a\", \"\xff\");\n").has_value());
}

TEST_CASE("every profile of every browser is found, and a browser without profiles is none") {
    const auto host = host_of(
        "identity 1000 1000 1000\n"
        "f /etc/passwd 0644 0:0 2026-11-01\n| ana:x:1000:1000::/home/ana:/bin/bash\n"
        "f /home/ana/.mozilla/firefox/profiles.ini 0600 1000:1000 2026-11-01\n| [Profile0]\n| Path=abc.default\n| IsRelative=1\n| [Profile1]\n| Path=never.used\n"
        "f /home/ana/.mozilla/firefox/abc.default/prefs.js 0600 1000:1000 2026-11-01\n| user_pref(\"a\", true);\n"
        "f /home/ana/.config/chromium/Default/Preferences 0600 1000:1000 2026-11-01\n| {}\n"
        "f /home/ana/.config/chromium/Profile\\0401/Preferences 0600 1000:1000 2026-11-01\n| {}\n"
        "f /home/ana/.config/opera/Preferences 0600 1000:1000 2026-11-01\n| {}\n"
        "d /home/ana/.config/vivaldi 0700 1000:1000 2026-11-01\n");
    const auto people = view_of(*host).people();
    REQUIRE(people.has_value());
    const BrowserProfiles profiles = find_browsers(view_of(*host), people->front());
    CHECK_FALSE(profiles.trouble.has_value());
    std::vector<std::string> found;
    for (const BrowserProfile& profile : profiles.found) found.push_back(profile.browser + " " + profile.folder);
    CHECK(found == std::vector<std::string>{"Firefox /home/ana/.mozilla/firefox/abc.default", "Chromium /home/ana/.config/chromium/Default",
                                            "Chromium /home/ana/.config/chromium/Profile 1", "Opera /home/ana/.config/opera"});
}

TEST_CASE("extensions are told apart by where they came from, and what comes with a browser is left out") {
    const auto host = host_of(
        "f /p/extensions.json 0600 0:0 2026-11-01\n"
        "| {\"addons\": [{\"id\": \"uBlock0@raymondhill.net\", \"type\": \"extension\", \"active\": true, \"version\": \"1.60\", \"location\": \"app-profile\", \"signedState\": 2,\n"
        "|   \"defaultLocale\": {\"name\": \"uBlock Origin\"}, \"userPermissions\": {\"permissions\": [], \"origins\": [\"<all_urls>\"]}},\n"
        "|  {\"id\": \"formautofill@mozilla.org\", \"type\": \"extension\", \"active\": true, \"location\": \"app-system-defaults\"},\n"
        "|  {\"id\": \"x@x\", \"type\": \"extension\", \"active\": true, \"location\": \"app-profile\", \"signedState\": 0},\n"
        "|  {\"id\": \"y@y\", \"type\": \"extension\", \"active\": true, \"location\": \"app-profile\", \"signedState\": 2, \"foreignInstall\": true},\n"
        "|  {\"id\": \"deb@deb\", \"type\": \"extension\", \"active\": true, \"location\": \"app-system-share\", \"foreignInstall\": true, \"signedState\": 0}]}\n"
        "f /c/Preferences 0600 0:0 2026-11-01\n"
        "| {\"extensions\": {\"settings\": {\"aaaa\": {\"location\": 1, \"state\": 1, \"manifest\": {\"name\": \"Weather\", \"version\": \"2\"}, \"active_permissions\": {\"explicit_host\": [\"<all_urls>\"]}},\n"
        "|  \"bbbb\": {\"location\": 4, \"state\": 1, \"path\": \"/home/ana/x\"}, \"cccc\": {\"location\": 5, \"state\": 1}, \"dddd\": {\"location\": 1, \"state\": 0}, \"eeee\": {\"state\": 1}}}}\n");
    std::string source;
    const auto fox = read_extensions(view_of(*host), {"Firefox", BrowserFamily::Firefox, "/", "/p"}, source);
    REQUIRE(fox.has_value());
    REQUIRE(fox->size() == 4);
    CHECK(fox->at(0).wide_powers);
    CHECK(fox->at(0).origin == ExtensionOrigin::Store);
    CHECK(fox->at(1).origin == ExtensionOrigin::Unsigned);
    CHECK(fox->at(2).origin == ExtensionOrigin::OtherProgram);
    CHECK(fox->at(3).origin == ExtensionOrigin::Administrator);
    const auto chrome = read_extensions(view_of(*host), {"Chrome", BrowserFamily::Chromium, "/c", "/c"}, source);
    REQUIRE(chrome.has_value());
    REQUIRE(chrome->size() == 3);
    CHECK(chrome->at(0).name == "Weather");
    CHECK(chrome->at(0).wide_powers);
    CHECK(chrome->at(1).origin == ExtensionOrigin::Unsigned);
    CHECK_FALSE(chrome->at(2).active);
}
