// One set of cases for every Storage: the real folder, and the stick made of memory that other tests write to.

#include <catch2/catch_test_macros.hpp>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <functional>

#include "app/platform/storage.hpp"
#include "tests/support/fault_storage.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;
namespace fs = std::filesystem;

namespace {

/// A storage to be tested, and ways to prepare it from outside.
struct Bench {
    Storage* storage = nullptr;
    std::function<void(const std::string&, test::Planted)> plant;
    std::function<void()> make_read_only;
};

void plant_on_disk(const fs::path& at, test::Planted what) {
    switch (what) {
        case test::Planted::Link: fs::create_symlink("/etc/hostname", at); break;
        case test::Planted::Pipe: REQUIRE(::mkfifo(at.c_str(), 0600) == 0); break;
        case test::Planted::Folder: fs::create_directory(at); break;
    }
}

std::unique_ptr<StorageFile> make(Storage& storage, const std::string& name, std::string_view content = {}) {
    auto file = storage.open(name, OpenMode::CreateNew);
    REQUIRE(file.has_value());
    REQUIRE((*file)->write(0, as_bytes(content)).has_value());
    return *std::move(file);
}

/// Runs `cases` once for each kind of storage.
void on_both(const std::function<void(const Bench&)>& cases) {
    {
        test::FaultStorage memory;
        INFO("the stick made of memory");
        cases({&memory, [&](const std::string& name, test::Planted what) { memory.plant(name, what); },
               [&] {
                   make(memory, "a", "abc");
                   memory.make_folder_read_only();
               }});
    }
    const test::TempFolder folder;
    auto disk = open_storage(folder.path().string(), CreateFolder::No);
    REQUIRE(disk.has_value());
    INFO("a real folder");
    cases({disk->get(), [&](const std::string& name, test::Planted what) { plant_on_disk(folder.path() / name, what); },
           [&] {
               // Root may change everything, so the case runs as somebody else, who has to see the file.
               make(**disk, "a", "abc");
               fs::permissions(folder.path() / "a", fs::perms::all);
               fs::permissions(folder.path(), fs::perms::all & ~(fs::perms::owner_write | fs::perms::group_write |
                                                                fs::perms::others_write));
           }});
}

Errc opening_refused(Storage& storage, const std::string& name, OpenMode mode) {
    const auto file = storage.open(name, mode);
    INFO(name);
    REQUIRE_FALSE(file.has_value());
    return file.error().code;
}

}  // namespace

TEST_CASE("only plain file names are opened or removed, so nothing can leave the folder") {
    on_both([](const Bench& bench) {
        for (const std::string& name : std::vector<std::string>{
                 "", ".", "..", "a/b", "/a", "../a", "a/", ".a", "-a", "_a", "A", "a b", "a\\b", "a:b", "a\n", "é", "con\x01",
                 std::string("a\0b", 3), std::string(65, 'a'), "a*", "~", "%2e", "a\xFF"}) {
            for (const auto mode : {OpenMode::ReadOnly, OpenMode::ReadWrite, OpenMode::CreateNew}) {
                CHECK(opening_refused(*bench.storage, name, mode) == Errc::Usage);
            }
            CHECK(bench.storage->remove(name).error().code == Errc::Usage);
            CHECK_FALSE(is_storage_name(name));
        }
        for (const std::string& name : std::vector<std::string>{"a", "0", "store.1", "look.json", "a..b", "a-", std::string(64, 'z')}) {
            CHECK(is_storage_name(name));
            make(*bench.storage, name);
        }
    });
}

TEST_CASE("what is not there is not found, and is not made by looking") {
    on_both([](const Bench& bench) {
        CHECK(opening_refused(*bench.storage, "a", OpenMode::ReadOnly) == Errc::NotFound);
        CHECK(opening_refused(*bench.storage, "a", OpenMode::ReadWrite) == Errc::NotFound);
        CHECK(bench.storage->remove("a").error().code == Errc::NotFound);
        CHECK(bench.storage->list().value().empty());
    });
}

TEST_CASE("making a file that exists is a conflict and leaves it as it was") {
    on_both([](const Bench& bench) {
        make(*bench.storage, "a", "first");
        CHECK(opening_refused(*bench.storage, "a", OpenMode::CreateNew) == Errc::Conflict);
        const auto file = bench.storage->open("a", OpenMode::ReadOnly);
        REQUIRE(file.has_value());
        CHECK((*file)->size().value() == 5);
        CHECK((*file)->read(0, 5).value() == "first");
    });
}

TEST_CASE("reading gives exactly what was asked for, or says that the file ends too early") {
    on_both([](const Bench& bench) {
        const auto file = make(*bench.storage, "a", "0123456789");
        CHECK(file->read(0, 10).value() == "0123456789");
        CHECK(file->read(3, 4).value() == "3456");
        CHECK(file->read(0, 0).value().empty());
        CHECK(file->read(10, 0).value().empty());
        for (const auto& [offset, count] : std::vector<std::pair<std::uint64_t, std::size_t>>{
                 {0, 11}, {10, 1}, {9, 2}, {11, 0}, {UINT64_MAX, 1}, {1, SIZE_MAX}, {UINT64_MAX, SIZE_MAX}}) {
            const auto bytes = file->read(offset, count);
            REQUIRE_FALSE(bytes.has_value());
            CHECK(bytes.error().code == Errc::Corrupt);
        }
    });
}

TEST_CASE("writing grows a file, fills gaps with zeros, and never shortens it") {
    on_both([](const Bench& bench) {
        const auto file = make(*bench.storage, "a", "abc");
        REQUIRE(file->write(1, as_bytes("X")).has_value());
        CHECK(file->read(0, 3).value() == "aXc");
        REQUIRE(file->write(1000, as_bytes("end")).has_value());
        CHECK(file->size().value() == 1003);
        CHECK(file->read(0, 1003).value() == "aXc" + std::string(997, '\0') + "end");
        REQUIRE(file->write(2000, Bytes{}).has_value());
        CHECK(file->size().value() == 1003);
        CHECK_FALSE(file->write(UINT64_MAX - 1, as_bytes("abc")).has_value());
        CHECK(file->size().value() == 1003);
        REQUIRE(file->flush().has_value());
    });
}

TEST_CASE("a file opened for reading cannot be written") {
    on_both([](const Bench& bench) {
        make(*bench.storage, "a", "abc");
        const auto file = bench.storage->open("a", OpenMode::ReadOnly);
        REQUIRE(file.has_value());
        CHECK_FALSE((*file)->write(0, as_bytes("x")).has_value());
        CHECK((*file)->read(0, 3).value() == "abc");
    });
}

TEST_CASE("two openings see the same file") {
    on_both([](const Bench& bench) {
        const auto first = make(*bench.storage, "a", "abc");
        const auto second = bench.storage->open("a", OpenMode::ReadWrite);
        REQUIRE(second.has_value());
        REQUIRE((*second)->write(0, as_bytes("xyz1")).has_value());
        CHECK(first->read(0, 4).value() == "xyz1");
    });
}

TEST_CASE("a file is held by one opening at a time and is free again when that one ends") {
    on_both([](const Bench& bench) {
        auto first = make(*bench.storage, "a");
        auto second = bench.storage->open("a", OpenMode::ReadWrite);
        REQUIRE(second.has_value());
        REQUIRE(first->lock().has_value());
        REQUIRE(first->lock().has_value());
        const auto refused = (*second)->lock();
        REQUIRE_FALSE(refused.has_value());
        CHECK(refused.error().code == Errc::Conflict);
        first.reset();
        CHECK((*second)->lock().has_value());
        const auto other = make(*bench.storage, "b");
        CHECK(other->lock().has_value());
    });
}

TEST_CASE("links, pipes and folders are never opened and never listed as files") {
    on_both([](const Bench& bench) {
        bench.plant("link", test::Planted::Link);
        bench.plant("pipe", test::Planted::Pipe);
        bench.plant("folder", test::Planted::Folder);
        make(*bench.storage, "file");
        for (const char* name : {"link", "pipe", "folder"}) {
            CHECK(opening_refused(*bench.storage, name, OpenMode::ReadOnly) == Errc::NotRegular);
            CHECK(opening_refused(*bench.storage, name, OpenMode::ReadWrite) == Errc::NotRegular);
            CHECK(opening_refused(*bench.storage, name, OpenMode::CreateNew) == Errc::Conflict);
        }
        CHECK(bench.storage->list().value() == std::vector<std::string>{"file"});
    });
}

TEST_CASE("the list of files is sorted and follows what is made and removed") {
    on_both([](const Bench& bench) {
        for (const char* name : {"store.2", "b", "a-1", "a.1", "store.1", "0"}) make(*bench.storage, name);
        CHECK(bench.storage->list().value() == std::vector<std::string>{"0", "a-1", "a.1", "b", "store.1", "store.2"});
        REQUIRE(bench.storage->remove("b").has_value());
        REQUIRE(bench.storage->flush_folder().has_value());
        CHECK(bench.storage->list().value() == std::vector<std::string>{"0", "a-1", "a.1", "store.1", "store.2"});
        CHECK(bench.storage->remove("b").error().code == Errc::NotFound);
    });
}

TEST_CASE("a removed file can still be read by who has it open, and its name is free") {
    on_both([](const Bench& bench) {
        const auto old = make(*bench.storage, "a", "old");
        REQUIRE(bench.storage->remove("a").has_value());
        make(*bench.storage, "a", "new");
        CHECK(old->read(0, 3).value() == "old");
        const auto again = bench.storage->open("a", OpenMode::ReadOnly);
        REQUIRE(again.has_value());
        CHECK((*again)->read(0, 3).value() == "new");
    });
}

TEST_CASE("in a folder that cannot be changed, files are read but not made or removed") {
    on_both([](const Bench& bench) {
        bench.make_read_only();
        CHECK(test::as_ordinary_account([&] {
            const auto made = bench.storage->open("b", OpenMode::CreateNew);
            const auto removed = bench.storage->remove("a");
            const auto file = bench.storage->open("a", OpenMode::ReadOnly);
            return !made && made.error().code == Errc::Denied && !removed && removed.error().code == Errc::Denied && file &&
                   (*file)->read(0, 3) == "abc";
        }));
    });
}

TEST_CASE("the list leaves out what this program did not put there") {
    const test::TempFolder folder;
    auto storage = open_storage(folder.path().string(), CreateFolder::No);
    REQUIRE(storage.has_value());
    fs::create_directory(folder.path() / "System Volume Information");
    test::write_file(folder.path() / ".hidden", "x");
    test::write_file(folder.path() / "Photo.JPG", "x");
    const int number = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string path = (folder.path() / "socket").string();
    REQUIRE(path.size() < sizeof(address.sun_path));
    path.copy(address.sun_path, path.size());
    REQUIRE(::bind(number, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0);
    ::close(number);
    make(**storage, "ours");
    CHECK((*storage)->list().value() == std::vector<std::string>{"ours"});
    CHECK(opening_refused(**storage, "socket", OpenMode::ReadWrite) == Errc::NotRegular);
}

TEST_CASE("a new file and a new folder are private to the account") {
    const test::TempFolder folder;
    const mode_t before = ::umask(0);
    auto storage = open_storage((folder.path() / "data").string(), CreateFolder::Yes);
    REQUIRE(storage.has_value());
    make(**storage, "a");
    ::umask(before);
    CHECK(fs::status(folder.path() / "data").permissions() == fs::perms::owner_all);
    CHECK(fs::status(folder.path() / "data/a").permissions() == (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("a folder is made only on request, and something else in its place is refused") {
    const test::TempFolder folder;
    const std::string data = (folder.path() / "data").string();
    CHECK(open_storage(data, CreateFolder::No).error().code == Errc::NotFound);
    CHECK(open_storage(data, CreateFolder::Yes).has_value());
    CHECK(open_storage(data, CreateFolder::Yes).has_value());
    CHECK(open_storage(data + "/a/b", CreateFolder::Yes).error().code == Errc::NotFound);
    test::write_file(folder.path() / "file", "x");
    CHECK(open_storage((folder.path() / "file").string(), CreateFolder::No).error().code == Errc::NotRegular);
    CHECK(open_storage((folder.path() / "file").string(), CreateFolder::Yes).error().code == Errc::NotRegular);
}

TEST_CASE("a file stays the same one when its folder is moved away") {
    const test::TempFolder folder;
    auto storage = open_storage((folder.path() / "data").string(), CreateFolder::Yes);
    REQUIRE(storage.has_value());
    fs::rename(folder.path() / "data", folder.path() / "moved");
    fs::create_directory(folder.path() / "data");
    make(**storage, "a");
    CHECK(fs::exists(folder.path() / "moved/a"));
    CHECK_FALSE(fs::exists(folder.path() / "data/a"));
}
