#include <catch2/catch_test_macros.hpp>

#include <sys/stat.h>

#include <array>

#include "app/base/veil.hpp"
#include "app/platform/shipped_data.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;
namespace fs = std::filesystem;

namespace {

constexpr std::string_view kDesk = "{\"phone\": \"+961 1 234 567\"}\n";
constexpr std::string_view kOther = "{\"phone\": \"+216 71 234 567\"}\n";
constexpr std::string_view kInside = "{\"phone\": \"+1 800 000\"}\n";

Pin pin(std::string_view path, std::string_view bytes) { return {path, bytes.size(), blake2b(as_bytes(bytes))}; }

/// A program folder with two shipped files, one of them also inside the program.
struct Shipment {
    test::TempFolder folder;
    std::array<Pin, 3> pins = {pin("channels/desk.json", kDesk), pin("channels/inside.json", kInside),
                               pin("localization/ar/app.po", kOther)};
    std::array<EmbeddedFile, 1> embedded = {EmbeddedFile{"channels/inside.json", kInside}};
    ShippedData data{folder.path().string(), pins, embedded};

    Shipment() {
        put("channels/desk.json", kDesk);
        put("channels/inside.json", kInside);
        put("localization/ar/app.po", kOther);
    }
    void put(const std::string& path, std::string_view bytes) const { test::write_file(folder.path() / path, std::string(bytes)); }
    Errc refused(const std::string& path) const {
        const auto file = data.read(path);
        INFO(path);
        REQUIRE_FALSE(file.has_value());
        return file.error().code;
    }
};

}  // namespace

TEST_CASE("files that lie as they were shipped are read, and nothing is wrong") {
    const Shipment shipment;
    const auto file = shipment.data.read("channels/desk.json");
    REQUIRE(file.has_value());
    CHECK(file->bytes == kDesk);
    CHECK(file->origin == Origin::Shipped);
    CHECK(file->path == "channels/desk.json");
    CHECK(shipment.data.problems().empty());
    CHECK(shipment.data.pinned_count() == 3);
    CHECK(shipment.data.list("channels/") == std::vector<std::string>{"channels/desk.json", "channels/inside.json"});
    CHECK(shipment.data.list("localization/ar/") == std::vector<std::string>{"localization/ar/app.po"});
    CHECK(shipment.data.list("localization/") == std::vector<std::string>{"localization/ar/app.po"});
    CHECK(shipment.data.list("lessons/").empty());
}

TEST_CASE("one changed byte, also one that keeps the length, makes a file unusable") {
    Shipment shipment;
    for (std::size_t at = 0; at < kDesk.size(); ++at) {
        std::string changed(kDesk);
        changed[at] = static_cast<char>(changed[at] ^ 1);
        shipment.put("channels/desk.json", changed);
        CHECK(shipment.refused("channels/desk.json") == Errc::Tampered);
    }
    for (const std::string& changed : {std::string(kDesk) + " ", std::string(kDesk.substr(1)), std::string()}) {
        shipment.put("channels/desk.json", changed);
        CHECK(shipment.refused("channels/desk.json") == Errc::Tampered);
    }
    CHECK(shipment.data.problems() == std::vector<ShippedProblem>{{"channels/desk.json", ShippedFault::Changed}});
    shipment.put("channels/desk.json", kDesk);
    CHECK(shipment.data.problems().empty());
}

TEST_CASE("two shipped files that changed places are both noticed") {
    Shipment shipment;
    shipment.put("channels/desk.json", kOther);
    shipment.put("localization/ar/app.po", kDesk);
    CHECK(shipment.refused("channels/desk.json") == Errc::Tampered);
    CHECK(shipment.refused("localization/ar/app.po") == Errc::Tampered);
    CHECK(shipment.data.problems().size() == 2);
}

TEST_CASE("a missing file is named, and its name is still in the list") {
    Shipment shipment;
    fs::remove(shipment.folder.path() / "channels/desk.json");
    CHECK(shipment.refused("channels/desk.json") == Errc::NotFound);
    CHECK(shipment.data.problems() == std::vector<ShippedProblem>{{"channels/desk.json", ShippedFault::Missing}});
    CHECK(shipment.data.list("channels/") == std::vector<std::string>{"channels/desk.json", "channels/inside.json"});
}

TEST_CASE("what is inside the program wins over whatever lies on the disk, and the change is told") {
    Shipment shipment;
    shipment.put("channels/inside.json", "{\"phone\": \"+000\"}");
    const auto file = shipment.data.read("channels/inside.json");
    REQUIRE(file.has_value());
    CHECK(file->bytes == kInside);
    CHECK(file->origin == Origin::BuiltIn);
    CHECK(shipment.data.problems() == std::vector<ShippedProblem>{{"channels/inside.json", ShippedFault::Changed}});
}

TEST_CASE("without the folder only what is inside the program is there") {
    Shipment shipment;
    fs::remove_all(shipment.folder.path());
    CHECK(shipment.data.read("channels/inside.json")->bytes == kInside);
    CHECK(shipment.refused("channels/desk.json") == Errc::NotFound);
    CHECK(shipment.data.problems().size() == 3);
    const ShippedData nothing("", {}, {});
    CHECK(nothing.list("channels/").empty());
    CHECK(nothing.problems().empty());
    CHECK_FALSE(nothing.read("channels/desk.json").has_value());
}

TEST_CASE("a file that the program does not know is added by hand and says so") {
    Shipment shipment;
    shipment.put("channels/mine.json", "{}");
    shipment.put("localization/fa/app.po", "x");
    CHECK(shipment.data.read("channels/mine.json")->origin == Origin::AddedByHand);
    CHECK(shipment.data.list("channels/") ==
          std::vector<std::string>{"channels/desk.json", "channels/inside.json", "channels/mine.json"});
    CHECK(shipment.data.list("localization/") == std::vector<std::string>{"localization/ar/app.po", "localization/fa/app.po"});
    CHECK(shipment.data.problems().empty());
}

TEST_CASE("files with odd names, and what is no file, are not listed") {
    Shipment shipment;
    shipment.put("channels/.hidden.json", "{}");
    shipment.put("channels/a b.json", "{}");
    shipment.put("channels/é.json", "{}");
    shipment.put("channels/" + std::string(121, 'a'), "{}");
    fs::create_symlink("desk.json", shipment.folder.path() / "channels/link.json");
    REQUIRE(::mkfifo((shipment.folder.path() / "channels/pipe.json").c_str(), 0600) == 0);
    fs::create_directory(shipment.folder.path() / "channels/folder.json");
    CHECK(shipment.data.list("channels/") == std::vector<std::string>{"channels/desk.json", "channels/inside.json"});
}

TEST_CASE("a link or a pipe in the place of a file is never followed or waited for") {
    Shipment shipment;
    const fs::path at = shipment.folder.path() / "channels/desk.json";
    shipment.put("elsewhere.json", kDesk);
    fs::remove(at);
    fs::create_symlink("../elsewhere.json", at);
    CHECK_FALSE(shipment.data.read("channels/desk.json").has_value());
    CHECK(shipment.data.problems() == std::vector<ShippedProblem>{{"channels/desk.json", ShippedFault::Unreadable}});
    fs::remove(at);
    REQUIRE(::mkfifo(at.c_str(), 0600) == 0);
    CHECK(shipment.refused("channels/desk.json") == Errc::NotRegular);
    CHECK(shipment.data.problems() == std::vector<ShippedProblem>{{"channels/desk.json", ShippedFault::Unreadable}});
}

TEST_CASE("a folder that is a link leads nowhere, neither for reading nor for the list") {
    Shipment shipment;
    const test::TempFolder outside;
    test::write_file(outside.path() / "a.json", "{}");
    fs::create_directory_symlink(outside.path(), shipment.folder.path() / "linked");
    fs::create_directory_symlink(outside.path(), shipment.folder.path() / "channels/linked");
    CHECK_FALSE(shipment.data.read("linked/a.json").has_value());
    CHECK_FALSE(shipment.data.read("channels/linked/a.json").has_value());
    CHECK(shipment.data.list("linked/").empty());
    CHECK(shipment.data.list("channels/linked/").empty());
    CHECK(shipment.data.list("channels/").size() == 2);
}

TEST_CASE("no path leads out of the program's folder") {
    Shipment shipment;
    test::write_file(shipment.folder.path() / "top.json", "{}");
    const fs::path beside = shipment.folder.path().parent_path() / (shipment.folder.path().filename().string() + "-beside");
    test::write_file(beside / "secret", "secret");
    const std::string name = beside.filename().string();
    for (const std::string& path : std::vector<std::string>{
             "../" + name + "/secret", "channels/../../" + name + "/secret", "/etc/passwd", beside.string() + "/secret", "", ".", "..",
             "channels", "channels/", "channels//desk.json", "./channels/desk.json", "channels/./desk.json",
             "channels/../top.json", "channels/desk.json/", std::string("channels/desk.json\0x", 20), "channels\\desk.json"}) {
        CHECK_FALSE(shipment.data.read(path).has_value());
    }
    for (const std::string& prefix : std::vector<std::string>{"../", "../" + name + "/", "/", "/etc/", "channels/../", "./", "channels//"}) {
        INFO(prefix);
        CHECK(shipment.data.list(prefix).empty());
    }
    fs::remove_all(beside);
}

TEST_CASE("a file beyond the cap is refused before it is read, and folders are not followed without end") {
    Shipment shipment;
    shipment.put("channels/huge.json", "");
    fs::resize_file(shipment.folder.path() / "channels/huge.json", limits::kShippedFile + 1);
    CHECK(shipment.refused("channels/huge.json") == Errc::Limit);
    fs::resize_file(shipment.folder.path() / "channels/desk.json", std::uintmax_t{1} << 40U);
    CHECK(shipment.refused("channels/desk.json") == Errc::Limit);
    CHECK(shipment.data.problems() == std::vector<ShippedProblem>{{"channels/desk.json", ShippedFault::Unreadable}});
    std::string deep = "channels";
    for (int i = 0; i < 40; ++i) deep += "/d";
    shipment.put(deep + "/x.json", "{}");
    CHECK(shipment.data.list("channels/").size() == 3);
}

namespace {

/// The same three files in one data file, as a copy under another name has them.
struct OneFile {
    test::TempFolder folder;
    std::array<Pin, 3> pins = {pin("channels/desk.json", kDesk), pin("channels/inside.json", kInside),
                               pin("localization/ar/app.po", kOther)};
    std::array<EmbeddedFile, 1> embedded = {EmbeddedFile{"channels/inside.json", kInside}};

    /// Reads `bytes` as the data file.
    ShippedData with(std::string bytes) const {
        veil(bytes);
        test::write_file(folder.path() / "notes.dat", bytes);
        return {folder.path().string(), pins, embedded, "notes.dat"};
    }
    static std::string whole() { return std::string(kDesk) + std::string(kInside) + std::string(kOther); }
};

}  // namespace

TEST_CASE("files that lie in one data file are read from there, and that file shows no word of theirs") {
    const OneFile one;
    const ShippedData data = one.with(OneFile::whole());
    CHECK(data.problems().empty());
    CHECK(data.read("channels/desk.json").value().bytes == kDesk);
    CHECK(data.read("channels/desk.json").value().origin == Origin::Shipped);
    CHECK(data.read("localization/ar/app.po").value().bytes == kOther);
    CHECK(data.list("channels/") == std::vector<std::string>{"channels/desk.json", "channels/inside.json"});
    const std::string seen = test::read_file(one.folder.path() / "notes.dat");
    CHECK(seen.find("phone") == std::string::npos);
    CHECK(seen.find("channels") == std::string::npos);
}

TEST_CASE("one changed byte in the data file makes one file unusable and leaves the others") {
    const OneFile one;
    std::string bytes = OneFile::whole();
    bytes[3] = static_cast<char>(bytes[3] ^ 1);
    const ShippedData data = one.with(bytes);
    CHECK(data.read("channels/desk.json").error().code == Errc::Tampered);
    CHECK(data.read("localization/ar/app.po").has_value());
    CHECK(data.problems() == std::vector<ShippedProblem>{{"channels/desk.json", ShippedFault::Changed}});
}

TEST_CASE("a data file that is cut short, empty or gone leaves what is inside the program") {
    const OneFile one;
    const std::string whole = OneFile::whole();
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const ShippedData data = one.with(whole.substr(0, size));
        CHECK_FALSE(data.read("localization/ar/app.po").has_value());
        CHECK(data.read("channels/inside.json").value().bytes == kInside);
        CHECK(data.read("channels/desk.json").has_value() == (size >= kDesk.size()));
    }
    fs::remove(one.folder.path() / "notes.dat");
    const ShippedData gone{one.folder.path().string(), one.pins, one.embedded, "notes.dat"};
    CHECK(gone.read("channels/desk.json").error().code == Errc::NotFound);
    CHECK(gone.read("channels/inside.json").value().bytes == kInside);
    CHECK(gone.problems().size() == 3);
}

TEST_CASE("files added by hand lie in folders beside a data file, and cannot stand in for one of its files") {
    const OneFile one;
    const ShippedData data = one.with(OneFile::whole());
    test::write_file(one.folder.path() / "channels/mine.json", "{}");
    test::write_file(one.folder.path() / "channels/desk.json", "{\"phone\": \"+1 999\"}");
    CHECK(data.read("channels/mine.json").value().origin == Origin::AddedByHand);
    CHECK(data.read("channels/desk.json").value().bytes == kDesk);
}
