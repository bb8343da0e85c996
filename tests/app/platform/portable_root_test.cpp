#include <catch2/catch_test_macros.hpp>

#include <unistd.h>

#include <cstdlib>

#include "app/platform/portable_root.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;
namespace fs = std::filesystem;

namespace {

/// Sets PROGRAM_FOLDER for the length of a test.
struct Home {
    explicit Home(const std::string& value) { ::setenv("PROGRAM_FOLDER", value.c_str(), 1); }
    Home(const Home&) = delete;
    Home& operator=(const Home&) = delete;
    ~Home() { ::unsetenv("PROGRAM_FOLDER"); }
};

std::string own_folder() { return fs::read_symlink("/proc/self/exe").parent_path().string(); }

}  // namespace

TEST_CASE("the program finds the folder that it lies in, and keeps nothing without being told where") {
    const auto root = find_portable_root(std::nullopt);
    REQUIRE(root.has_value());
    CHECK(root->program_folder == own_folder());
    CHECK_FALSE(root->data_folder.has_value());
}

TEST_CASE("a starter script can say where the program lies, links and odd spellings included") {
    const test::TempFolder folder;
    const std::string real = fs::canonical(folder.path()).string();
    fs::create_directory(folder.path() / "app");
    fs::create_symlink("app", folder.path() / "link");
    for (const char* spelling : {"app", "link", "app/", "./app/../app"}) {
        const Home home((folder.path() / spelling).string());
        CHECK(find_portable_root(std::nullopt)->program_folder == real + "/app");
    }
}

TEST_CASE("a starter script that is wrong is not believed") {
    const test::TempFolder folder;
    test::write_file(folder.path() / "file", "x");
    for (const std::string& value : {std::string(), (folder.path() / "missing").string(), (folder.path() / "file").string()}) {
        const Home home(value);
        CHECK(find_portable_root(std::nullopt)->program_folder == own_folder());
    }
}

TEST_CASE("the data folder is the one that a person named, or an error that says what is wrong") {
    const test::TempFolder folder;
    test::write_file(folder.path() / "file", "x");
    fs::create_directory(folder.path() / "data");
    fs::create_symlink("data", folder.path() / "link");
    const std::string real = fs::canonical(folder.path()).string();
    CHECK(find_portable_root((folder.path() / "data").string())->data_folder == real + "/data");
    CHECK(find_portable_root((folder.path() / "link/").string())->data_folder == real + "/data");
    CHECK(find_portable_root((folder.path() / "missing").string()).error().code == Errc::NotFound);
    CHECK(find_portable_root((folder.path() / "file").string()).error().code == Errc::NotRegular);
    CHECK(find_portable_root((folder.path() / "file/x").string()).error().code == Errc::NotFound);
    CHECK(find_portable_root("").error().code == Errc::NotFound);
}
