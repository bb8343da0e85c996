#include <catch2/catch_test_macros.hpp>

#include "checks/probes/plist.hpp"

using namespace amparo;
using namespace amparo::checks;

namespace {

const std::string kXml = R"(<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
	<key>autoLoginUser</key>
	<string>ana &amp; co &#233;</string>
	<key>on</key><true/>
	<key>off</key><false/>
	<key>count</key><integer>-7</integer>
	<key>list</key><array><string>a</string><dict/></array>
	<key>when</key><date>2026-11-23T12:00:00Z</date>
	<key>blob</key><data>AAAA</data>
</dict>
</plist>
)";

/// {"IsEncrypted": true, "n": 300, "é": "ü"} as plutil -convert binary1 writes it.
std::string binary() {
    std::string out = "bplist00";
    std::vector<std::string> objects = {std::string("\xd3\x01\x02\x03\x04\x05\x06", 7), "\x5bIsEncrypted", "\x51n", std::string("\x61\x00\xe9", 3), "\x09",
                                        std::string("\x11\x01\x2c", 3), std::string("\x61\x00\xfc", 3)};
    std::string offsets;
    for (const std::string& object : objects) {
        offsets.push_back(static_cast<char>(out.size()));
        out += object;
    }
    const std::size_t table = out.size();
    out += offsets;
    out += std::string(6, '\0') + "\x01\x01" + std::string(7, '\0') + static_cast<char>(objects.size()) + std::string(8, '\0') + std::string(7, '\0') + static_cast<char>(table);
    return out;
}

}  // namespace

TEST_CASE("the XML form of property lists is read") {
    const auto list = parse_plist(kXml);
    INFO((list ? "" : list.error().detail));
    REQUIRE(list.has_value());
    CHECK(list->member_text("autoLoginUser") == "ana & co \xc3\xa9");
    CHECK(list->find("on")->bool_or(false));
    CHECK_FALSE(list->find("off")->bool_or(true));
    CHECK(list->find("count")->integer_or(0) == -7);
    CHECK(list->find("list")->elements().size() == 2);
    CHECK(list->member_text("blob") == "<3 bytes>");
}

TEST_CASE("the binary form of property lists is read") {
    const auto list = parse_plist(binary());
    INFO((list ? "" : list.error().detail));
    REQUIRE(list.has_value());
    CHECK(list->find("IsEncrypted")->bool_or(false));
    CHECK(list->find("n")->integer_or(0) == 300);
    CHECK(list->member_text("\xc3\xa9") == "\xc3\xbc");
}

TEST_CASE("a property list that is cut anywhere is refused") {
    for (const std::string& whole : {kXml.substr(0, kXml.rfind("</plist>")), binary().substr(0, binary().size() - 1)}) {
        for (std::size_t size = 0; size < whole.size(); ++size) CHECK_FALSE(parse_plist(whole.substr(0, size)).has_value());
    }
}

TEST_CASE("a property list with any byte changed is read or refused, never worse, and one that contains itself is refused") {
    const std::string whole = binary();
    for (std::size_t at = 0; at < whole.size(); ++at) {
        for (const int bit : {0, 3, 7}) {
            std::string odd = whole;
            odd[at] = static_cast<char>(odd[at] ^ (1 << bit));
            (void)parse_plist(odd);
        }
    }
    std::string loop = "bplist00";
    loop += std::string("\xa1\x00", 2);
    loop += '\x08';
    loop += std::string(6, '\0') + "\x01\x01" + std::string(7, '\0') + '\x01' + std::string(8, '\0') + std::string(7, '\0') + '\x0a';
    CHECK_FALSE(parse_plist(loop).has_value());
}
