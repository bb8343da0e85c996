#include "app/platform/outside.hpp"

#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "tests/support/fixtures.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;
namespace fs = std::filesystem;

TEST_CASE("a file is made where the person said, for this account alone, and never over another") {
    const test::TempFolder folder;
    const std::string path = (folder.path() / "7K4Q-M6XT.txt").string();
    REQUIRE(write_new_file(path, as_bytes("words")));
    CHECK(test::read_file(path) == "words");
    CHECK((fs::status(path).permissions() & (fs::perms::group_all | fs::perms::others_all)) == fs::perms::none);
    const auto again = write_new_file(path, as_bytes("others"));
    REQUIRE_FALSE(again);
    CHECK(again.error().code == Errc::Conflict);
    CHECK(test::read_file(path) == "words");
    CHECK(write_new_file((folder.path() / "no/such/folder.txt").string(), as_bytes("x")).error().code == Errc::NotFound);
    CHECK(write_new_file("", as_bytes("x")).error().code == Errc::Usage);
    // A link that lies there is not written through.
    fs::create_symlink(folder.path() / "elsewhere", folder.path() / "link");
    CHECK_FALSE(write_new_file((folder.path() / "link").string(), as_bytes("x")));
    CHECK_FALSE(fs::exists(folder.path() / "elsewhere"));
}

TEST_CASE("only a page can be opened") {
    CHECK(is_page_link("https://desk.example.org/form?a=b"));
    CHECK(is_page_link("http://" + std::string(56, 'a') + ".onion/"));
    for (const char* other : {"http://desk.example.org/", "file:///etc/passwd", "--help", "https://a b", "https://a\"b", "https://$(x)", "https://a'b", "mailto:a@b.c", ""}) {
        INFO(other);
        CHECK_FALSE(is_page_link(other));
        CHECK(open_page(other).error().code == Errc::Usage);
    }
}

TEST_CASE("a page is handed to the system's opener as one word, and a computer without one says so") {
    const test::TempFolder folder;
    const std::string before = std::getenv("PATH") == nullptr ? "" : std::getenv("PATH");
    ::setenv("PATH", folder.path().c_str(), 1);
    CHECK(open_page("https://desk.example.org/").error().code == Errc::NotFound);
    test::write_file(folder.path() / "xdg-open", "#!/bin/sh\necho \"$#:$1\" > " + (folder.path() / "seen").string() + "\n");
    fs::permissions(folder.path() / "xdg-open", fs::perms::owner_all);
    CHECK(open_page("https://desk.example.org/a?b=c&d=e"));
    ::setenv("PATH", before.c_str(), 1);
    for (int i = 0; i < 500 && (!fs::exists(folder.path() / "seen") || fs::file_size(folder.path() / "seen") == 0); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    CHECK(test::read_file(folder.path() / "seen") == "1:https://desk.example.org/a?b=c&d=e\n");
}
