#include "checks/probes/xfconf.hpp"

#include <catch2/catch_test_macros.hpp>

#include "app/base/limits.hpp"
#include "tests/support/recorded_view.hpp"

using namespace amparo;
using namespace amparo::checks;

namespace {

constexpr std::string_view kGood =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<!-- a comment with <property name=\"lock\"/> inside -->\n"
    "<channel name=\"xfce4-screensaver\" version='1.0'>\n"
    "  <property name=\"lock\" type=\"empty\">\n"
    "    <property name=\"enabled\" type=\"bool\" value=\"false\"/>\n"
    "    <property name=\"a&lt;&gt;&amp;&quot;&apos;b\" type=\"string\" value=\"x &amp; y\"></property>\n"
    "  </property>\n"
    "  <property name=\"list\" type=\"array\"><value type=\"int\" value=\"1\"/><value type=\"int\" "
    "value=\"2\"/></property>\n"
    "</channel>\n";

std::string outcome(std::string_view text) {
    const auto channel = parse_xfconf(text);
    return channel ? "read" : std::string(errc_name(channel.error().code));
}

std::string channel(const std::string& inside) {
    return "<channel name=\"c\" version=\"1.0\">" + inside + "</channel>";
}

std::string enabled(const std::string& entries) {
    const test::RecordedView recorded("running no\n" + entries);
    const HostView view = recorded.view();
    const Account ana{"ana", 1000, 1000, "/home/ana", "/bin/bash"};
    const XfconfSetting setting = Xfconf::read(view, xdg_folders(view, ana), "c").get("/lock/enabled");
    if (!setting.value) return std::string(errc_name(setting.value.error().code));
    return setting.value->value_or("default");
}

std::string file(const std::string& folder, const std::string& content) {
    return test::tree_file(folder + "/xfce4/xfconf/xfce-perchannel-xml/c.xml", content);
}

std::string lock(const std::string& value, const std::string& marks = "") {
    return channel("<property name=\"lock\" type=\"empty\"" + marks +
                   "><property name=\"enabled\" type=\"bool\" value=\"" + value + "\"/></property>");
}

}  // namespace

TEST_CASE("nested properties become paths, with the five named characters filled in") {
    const auto parsed = parse_xfconf(kGood);
    REQUIRE(parsed.has_value());
    CHECK(parsed->name == "xfce4-screensaver");
    REQUIRE(parsed->find("/lock/enabled") != nullptr);
    CHECK(parsed->find("/lock/enabled")->value == "false");
    CHECK(parsed->find("/lock/enabled")->line == 5);
    CHECK(parsed->find("/lock/a<>&\"'b")->value == "x & y");
    CHECK_FALSE(parsed->find("/lock")->has_value());
    CHECK(parsed->find("/list") != nullptr);
    CHECK(parsed->find("/enabled") == nullptr);
}

TEST_CASE("a document type, other entities and CDATA are refused, whatever they hold") {
    CHECK(outcome("<!DOCTYPE channel SYSTEM \"file:///etc/passwd\"><channel name=\"c\"/>") == "unsupported");
    CHECK(outcome(channel("<property name=\"a\" value=\"&xxe;\"/>")) == "unsupported");
    CHECK(outcome(channel("<property name=\"a\" value=\"&#65;\"/>")) == "unsupported");
    CHECK(outcome(channel("<property name=\"a\" value=\"a & b\"/>")) == "unsupported");
    CHECK(outcome(channel("<![CDATA[ x ]]>")) == "unsupported");
}

TEST_CASE("what is not one well-formed channel is refused") {
    for (const char* text :
         {"", "hello", "<channel name=\"c\">", "<channel name=\"c\"></property>", "<property name=\"a\"/>",
          "<channel name=\"c\"/><channel name=\"d\"/>", "<channel name=c/>", "<channel name=\"c/>",
          "<channel name/>", "< channel/>", "<channel name=\"a<b\"/>", "<channel name=\"c\" /x>",
          "<!-- never closed", "<channel name=\"c\"><property type=\"bool\"/></channel>"}) {
        INFO(text);
        CHECK(outcome(text) == "corrupt");
    }
}

TEST_CASE("depth, number and size are bounded") {
    std::string deep;
    for (int i = 0; i < 40; ++i) deep += "<property name=\"a\" type=\"empty\">";
    CHECK(outcome("<channel name=\"c\">" + deep) == "limit");
    std::string many;
    for (std::size_t i = 0; i <= limits::kHostEntries; ++i) many += "<property name=\"a\"/>";
    CHECK(outcome(channel(many)) == "limit");
    CHECK(outcome(std::string(limits::kHostFile + 1, '<')) == "limit");
    CHECK(outcome(channel("<property name=\"a\" value=\"" + std::string(limits::kHostLine + 1, 'a') +
                          "\"/>")) == "limit");
    std::string attributes;
    for (int i = 0; i < 40; ++i) attributes += " a=\"1\"";
    CHECK(outcome("<channel" + attributes + "/>") == "limit");
}

TEST_CASE("every truncation is refused with a line, and every changed byte is read or refused") {
    for (std::size_t cut = 0; cut + 2 < kGood.size(); ++cut) {
        const auto parsed = parse_xfconf(kGood.substr(0, cut));
        REQUIRE_FALSE(parsed.has_value());
        CHECK(parsed.error().detail.starts_with("line "));
        std::string changed(kGood);
        changed[cut] = static_cast<char>(changed[cut] ^ 0x1f);
        CHECK_FALSE(outcome(changed).empty());
    }
}

TEST_CASE("the person's file beats the system's, and a property of type empty sets nothing") {
    CHECK(enabled("d /etc/xdg 0755 0:0 2026-11-01\n") == "default");
    CHECK(enabled(file("/etc/xdg", lock("true"))) == "true");
    CHECK(enabled(file("/etc/xdg", lock("true")) + file("/home/ana/.config", lock("false"))) == "false");
    CHECK(enabled(file("/home/ana/.config", channel("<property name=\"lock\" type=\"empty\"/>"))) ==
          "default");
}

TEST_CASE("a setting that an administrator limits is not guessed") {
    CHECK(enabled(file("/etc/xdg", lock("true", " locked=\"*\"")) +
                  file("/home/ana/.config", lock("false"))) == "unsupported");
    CHECK(enabled(file("/etc/xdg", "<channel name=\"c\" unlocked=\"root\"/>")) == "unsupported");
}

TEST_CASE("a file that is not understood makes its settings unreadable") {
    CHECK(enabled(file("/etc/xdg", "<channel") + file("/home/ana/.config", lock("false"))) == "corrupt");
}

TEST_CASE("values are shown without anything that could move the eye") {
    const auto parsed = parse_xfconf(channel("<property name=\"a\" value=\"\x1b[2J\xe2\x80\xae\xff\"/>"));
    REQUIRE(parsed.has_value());
    const std::string shown = describe(*parsed);
    CHECK(shown.find('\x1b') == std::string::npos);
    CHECK(shown.find("\xe2\x80\xae") == std::string::npos);
}
