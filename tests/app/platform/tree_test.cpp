#include <catch2/catch_test_macros.hpp>

#include <chrono>

#include "app/base/date.hpp"
#include "app/platform/recorded_host.hpp"
#include "app/platform/tree.hpp"

using namespace amparo;

namespace {

Tree read(const std::string& lines) {
    auto tree = parse_tree("amparo.tree/1\n" + lines);
    INFO(lines);
    INFO((tree ? std::string() : tree.error().detail));
    REQUIRE(tree.has_value());
    return *std::move(tree);
}

/// The complaint about a tree whose second line is `line`.
std::string complaint(const std::string& line) {
    const auto tree = parse_tree("amparo.tree/1\n" + line);
    return tree ? "accepted" : tree.error().detail;
}

bool refused_in_line_2(const std::string& line) {
    const std::string text = complaint(line);
    UNSCOPED_INFO(line.substr(0, 60) << " gives " << text);
    return text.starts_with("line 2: ");
}

}  // namespace

TEST_CASE("every kind of line is understood") {
    const Tree tree = read(
        "# a comment\n"
        "\n"
        "now 2026-11-23T12:00:00Z\n"
        "running no\n"
        "identity 1000 1001 27,1000\n"
        "env LANG=es_ES.UTF-8\n"
        "env EMPTY=\n"
        "env EQUALS=a=b c\n"
        "run zfs get -H -o value encryption rpool/ROOT\n"
        "| aes-256-gcm\n"
        "d /etc 0750 0:42 2026-11-01\n"
        "f /etc/os-release 0644 1:2 2026-11-01T10:00:00Z\n"
        "| ID=debian\n"
        "|  two spaces\n"
        "|\n"
        "= AAECAw==\n"
        "* 3\n"
        "l /etc/old -> ../usr/lib/os-release\n"
        "p /run/pipe 0600 5:6 2026-11-02\n"
        "f /home/ana\\040maria/x 0600 1000:1000 2026-11-01\n"
        "x /etc/os-release\n");
    CHECK(tree.now == parse_moment("2026-11-23T12:00:00Z"));
    CHECK_FALSE(tree.running);
    REQUIRE(tree.identity.has_value());
    CHECK(tree.identity->user == 1000);
    CHECK(tree.identity->group == 1001);
    CHECK(tree.identity->groups == std::vector<std::uint32_t>{27, 1000});
    CHECK(tree.environment.at("LANG") == "es_ES.UTF-8");
    CHECK(tree.environment.at("EMPTY").empty());
    CHECK(tree.environment.at("EQUALS") == "a=b c");
    CHECK(tree.commands.at("zfs get -H -o value encryption rpool/ROOT") == "aes-256-gcm\n");
    const TreeEntry& folder = tree.entries.at("/etc");
    CHECK(folder.info.type == FileType::Folder);
    CHECK(folder.info.mode == 0750);
    CHECK(folder.info.group == 42);
    const TreeEntry& file = tree.entries.at("/etc/os-release");
    CHECK(file.content == std::string("ID=debian\n two spaces\n\n\0\1\2\3\0\0\0", 30));
    CHECK(file.info.size == 30);
    CHECK(file.info.owner == 1);
    CHECK(file.info.changed == parse_moment("2026-11-01T10:00:00Z"));
    CHECK(file.refused);
    CHECK(tree.entries.at("/etc/old").target == "../usr/lib/os-release");
    CHECK(tree.entries.at("/etc/old").info.type == FileType::Link);
    CHECK(tree.entries.at("/run/pipe").info.type == FileType::Pipe);
    CHECK(tree.entries.contains("/home/ana maria/x"));
    CHECK(tree.entries.at("/home").info.type == FileType::Folder);
    CHECK(tree.entries.at("/home").info.mode == 0755);
    CHECK_FALSE(tree.entries.contains("/"));
}

TEST_CASE("a folder that appeared by itself can still be described, once") {
    const Tree tree = read("f /a/b/c 0644 0:0 2026-11-01\nd /a/b 0700 5:5 2026-11-01\n");
    CHECK(tree.entries.at("/a/b").info.mode == 0700);
    CHECK(complaint("f /a/b 0644 0:0 2026-11-01\nd /a 0700 0:0 2026-11-01\nd /a 0755 0:0 2026-11-01").starts_with("line 4: "));
}

TEST_CASE("lines that begin with spaces mean the same as without") {
    const Tree tree = read("  env LANG=C\n\t run a b\n  l /x -> y\n  d /etc 0755 0:0 2026-11-01\n");
    CHECK(tree.environment.at("LANG") == "C");
    CHECK(tree.commands.contains("a b"));
    CHECK(tree.entries.at("/x").target == "y");
    CHECK(tree.entries.contains("/etc"));
}

TEST_CASE("lines of nothing but spaces are passed over") {
    CHECK(read("   \n\t\n \t \nrunning no\n").running == false);
}

TEST_CASE("what is no tree is refused in its first line") {
    for (const char* text : {"", "\n", "amparo.tree/2\n", "amparo.tree/1 \n", "{}", "# comment\namparo.tree/1\n", "\xEF\xBB\xBF" "amparo.tree/1"}) {
        const auto tree = parse_tree(text);
        REQUIRE_FALSE(tree.has_value());
        CHECK(tree.error().detail.starts_with("line 1: "));
        CHECK(tree.error().code == Errc::Corrupt);
    }
    CHECK(parse_tree("amparo.tree/1").has_value());
    CHECK(parse_tree("amparo.tree/1\r\nrunning no\r\n").has_value());
}

TEST_CASE("every kind of mistake is named with its line") {
    for (const char* line : {
             "now", "now yesterday", "now 2026-11-23 10:00", "now 2026-02-30", "running", "running maybe", "running yes no",
             "identity 1000", "identity a 1", "identity 1 b", "identity 1 2 3,x", "identity 1 2 3 4", "identity 1 2 ,",
             "env", "env NAME", "env =x", "run", "run   ", "d", "d /etc", "d /etc 0755 0:0", "d /etc 0755 0:0 2026-11-01 x",
             "d /etc 755x 0:0 2026-11-01", "d /etc 0888 0:0 2026-11-01", "d /etc 17777 0:0 2026-11-01",
             "d /etc 0755 0 2026-11-01", "d /etc 0755 0:0:0 2026-11-01", "d /etc 0755 root:0 2026-11-01",
             "d /etc 0755 0:x 2026-11-01", "d /etc 0755 0:0 2026", "d / 0755 0:0 2026-11-01", "d etc 0755 0:0 2026-11-01",
             "d /etc/ 0755 0:0 2026-11-01", "d //etc 0755 0:0 2026-11-01", "d /a//b 0755 0:0 2026-11-01",
             "d /a/../b 0755 0:0 2026-11-01", "d /../b 0755 0:0 2026-11-01", "d /a/.. 0755 0:0 2026-11-01",
             "d /a/./b 0755 0:0 2026-11-01", "d /a/. 0755 0:0 2026-11-01", "l /a", "l /a -> ", "l /a->b", "l a -> b", "l  -> b",
             "x", "x /missing", "x /a /b", "| text", "= AAAA", "* 5", "q /etc", "file /etc", "-", "f"}) {
        CHECK(refused_in_line_2(line));
    }
}

TEST_CASE("numbers of people and groups that do not exist on Linux are refused instead of being bent") {
    for (const char* line : {"identity -1 0", "identity 4294967296 0", "identity 0 -5", "identity 0 99999999999", "identity 0 0 -1",
                             "identity 0 0 4294967296", "d /etc 0755 -1:0 2026-11-01", "d /etc 0755 0:4294967296 2026-11-01"}) {
        CHECK(refused_in_line_2(line));
    }
    CHECK(read("identity 4294967294 0\n").identity->user == 4294967294U);
}

TEST_CASE("content that is not base64 or not a count is refused") {
    const std::string file = "f /a 0644 0:0 2026-11-01\n";
    for (const char* line : {"= A", "= AA=A", "= AAAAA", "= AA AA", "= é", "= !", "* -1", "* x", "* 99999999999", "*"}) {
        INFO(line);
        CHECK(complaint(file + line).starts_with("line 3: "));
    }
    CHECK(read(file + "=\n").entries.at("/a").content.empty());
    CHECK(read(file + "= QQ==\n= QUI=\n= QUJD\n").entries.at("/a").content == "AABABC");
    CHECK(read(file + "= QQ\n").entries.at("/a").content == "A");
}

TEST_CASE("content belongs to the line right above it and to nothing else") {
    CHECK(complaint("f /a 0644 0:0 2026-11-01\nd /b 0755 0:0 2026-11-01\n| x").starts_with("line 4: "));
    CHECK(complaint("p /a 0644 0:0 2026-11-01\n| x").starts_with("line 3: "));
    CHECK(complaint("l /a -> b\n| x").starts_with("line 3: "));
    CHECK(complaint("f /a 0644 0:0 2026-11-01\nx /a\n| x").starts_with("line 4: "));
    const Tree tree = read("f /a 0644 0:0 2026-11-01\nrun b\n| x\n");
    CHECK(tree.entries.at("/a").content.empty());
    CHECK(tree.entries.at("/a").info.size == 0);
    CHECK(tree.commands.at("b") == "x\n");
}

TEST_CASE("nothing lies below what is no folder, so that laying a tree out cannot write elsewhere") {
    const std::string when = " 0644 0:0 2026-11-01\n";
    CHECK(complaint("f /a" + when + "f /a/b" + when).starts_with("line 3: "));
    CHECK(complaint("p /a" + when + "f /a/b" + when).starts_with("line 3: "));
    CHECK(complaint("l /a -> /tmp\nf /a/b" + when).starts_with("line 3: "));
    CHECK(complaint("l /a -> /tmp\nf /a/b/c" + when).starts_with("line 3: "));
    CHECK(complaint("f /a/b" + when + "l /a -> /tmp").starts_with("line 3: "));
    CHECK(complaint("f /a/b" + when + "f /a" + when).starts_with("line 3: "));
}

TEST_CASE("a path cannot hide a NUL byte") {
    CHECK(refused_in_line_2(std::string("d /a\0b 0755 0:0 2026-11-01", 27)));
    CHECK(refused_in_line_2(std::string("l /a -> b\0c", 11)));
}

TEST_CASE("a tree that is larger than allowed is refused before it fills the memory") {
    const std::string file = "f /a 0644 0:0 2026-11-01\n";
    std::string zeros;
    for (int i = 0; i < 5; ++i) zeros += "* 16777216\n";
    const auto large = parse_tree("amparo.tree/1\n" + file + zeros);
    REQUIRE_FALSE(large.has_value());
    CHECK(large.error().code == Errc::Limit);
    CHECK(parse_tree(std::string(16 * 1024 * 1024 + 1, '\n')).error().code == Errc::Limit);
    std::string deep;
    for (int i = 0; i < 1900; ++i) deep += "/a";
    std::string many = "amparo.tree/1\n";
    for (int i = 0; i < 80; ++i) many += "d /" + std::to_string(i) + deep + " 0755 0:0 2026-11-01\n";
    const auto fanned = parse_tree(many);
    REQUIRE_FALSE(fanned.has_value());
    CHECK(fanned.error().code == Errc::Limit);
}

TEST_CASE("a path of nothing but escaped spaces takes no time to refuse") {
    std::string line = "x /";
    for (int i = 0; i < 300'000; ++i) line += "\\040";
    const auto begin = std::chrono::steady_clock::now();
    CHECK(refused_in_line_2(line));
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(2));
}

TEST_CASE("a tree that is cut off anywhere, or has a byte changed, never breaks the reader") {
    const std::string text =
        "amparo.tree/1\nnow 2026-11-23\nrunning yes\nidentity 1 2 3\nenv A=b\nrun a b\n| out\n"
        "d /etc 0755 0:0 2026-11-01\nf /etc/x 0644 0:0 2026-11-01\n| a\n= QUJD\n* 3\nl /y -> /etc/x\np /z 0600 0:0 2026-11-01\nx /etc/x\n";
    REQUIRE(parse_tree(text).has_value());
    for (std::size_t size = 0; size < text.size(); ++size) {
        const auto tree = parse_tree(std::string_view(text).substr(0, size));
        if (!tree) CHECK(tree.error().detail.starts_with("line "));
    }
    for (std::size_t at = 0; at < text.size(); ++at) {
        for (const char byte : {'\0', ' ', '\n', '/', '|', '-', '\xFF', '9', '\t'}) {
            std::string changed = text;
            changed[at] = byte;
            const auto tree = parse_tree(changed);
            if (tree) CHECK_FALSE(describe(*tree).empty());
        }
    }
}

TEST_CASE("the description names each entry once") {
    const Tree tree = read("f /b 0644 1:2 2026-11-01\n| x\nl /a -> b\nx /b\n");
    CHECK(describe(tree) ==
          "now 1970-01-01T00:00:00Z, running\n"
          "/a type=2 mode=511 owner=0:0 size=0\n"
          "/b type=0 mode=420 owner=1:2 size=2 refused\n");
}

TEST_CASE("a recorded Windows holds its registry and its answers, and names are compared without case") {
    const Tree tree = read(
        "system windows\n"
        "reg HKLM\\Software\\A Key\\B | Number = 5\n"
        "reg HKLM\\Software\\A Key\\B | Text = \"one = two | three\"\n"
        "reg HKCU\\C | List = [\"a\", \"b\"]\n"
        "reg HKCU\\Empty\n"
        "closed HKLM\\Software\\Secret\n"
        "ask bitlocker C:\n"
        "| 1\n"
        "f /C:/Users/ana/notes.txt 0666 0:0 2026-11-01\n"
        "| hello\n");
    const auto host = make_recorded_host(tree);
    CHECK(host->system() == System::Windows);
    CHECK(std::get<std::int64_t>(host->registry("hklm\\software\\a key\\b", "NUMBER", {}).value()) == 5);
    CHECK(std::get<std::string>(host->registry("HKLM\\Software\\A Key\\B", "Text", {}).value()) == "one = two | three");
    CHECK(std::get<std::vector<std::string>>(host->registry("HKCU\\C", "List", {}).value()) == std::vector<std::string>{"a", "b"});
    CHECK(host->registry("HKCU\\C", "Other", {}).error().code == Errc::NotFound);
    CHECK(host->registry("HKLM\\Software\\Secret", "Value", {}).error().code == Errc::Denied);
    CHECK(host->registry_key("HKCU\\Empty", {}).has_value());
    CHECK(host->registry_key("HKLM\\Software\\A Key", {}).has_value());
    CHECK(host->registry_key("HKLM\\Software\\A", {}).error().code == Errc::NotFound);
    CHECK(host->ask(HostQuestion::BitLocker, "C:", {}).value() == "1");
    CHECK(host->ask(HostQuestion::BitLocker, "D:", {}).error().code == Errc::Unsupported);
    CHECK(host->read("C:/Users/ana/notes.txt", 100, Longer::Refuse, {}).value() == "hello\n");
    CHECK(host->list("C:/Users/ana", 10, {}).value() == std::vector<std::string>{"notes.txt"});
    CHECK(host->resolve("C:/Users/ana", {}).value() == "C:/Users/ana");
}

TEST_CASE("a recorded Linux answers no question of Windows") {
    const auto host = make_recorded_host(read("system linux\nreg HKLM\\A | B = 1\nask uptime\n| 5\n"));
    CHECK(host->registry("HKLM\\A", "B", {}).error().code == Errc::Unsupported);
    CHECK(host->registry_key("HKLM\\A", {}).error().code == Errc::Unsupported);
    CHECK(host->ask(HostQuestion::Uptime, "", {}).error().code == Errc::Unsupported);
}

TEST_CASE("lines of a recorded Windows that are not understood are named") {
    CHECK(refused_in_line_2("system beos\n"));
    CHECK(refused_in_line_2("reg HKXX\\A | B = 1\n"));
    CHECK(refused_in_line_2("reg HKLM\\A | B\n"));
    CHECK(refused_in_line_2("reg HKLM\\A | B = {}\n"));
    CHECK(refused_in_line_2("closed C:\n"));
    CHECK(refused_in_line_2("ask\n"));
}
