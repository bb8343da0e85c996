// Who may include whom: the doors of the house, in one table, compared with every #include line and with the link graph
// that CMake wrote. Arrows run down only.

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "app/base/text.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;
namespace fs = std::filesystem;

namespace {

/// Room by folder, the longest folder first where one lies in another.
const std::vector<std::pair<std::string, std::string>>& rooms() {
    static const std::vector<std::pair<std::string, std::string>> kRooms = {
        {"app/base/", "base"},           {"app/platform/host.hpp", "platform_api"},
        {"app/platform/storage.hpp", "platform_api"},
        {"app/platform/", "platform"},     {"app/text/", "text"},
        {"app/a11y/", "a11y"},           {"app/vault/", "vault"},           {"app/ui/", "ui"},
        {"app/escalation/", "escalation"}, {"app/seal/", "seal"}, {"app/network/", "network"}, {"app/delivery/", "delivery"}, {"app/packs/", "packs"}, {"app/pictures/", "pictures"}, {"app/cases/", "cases"},         {"app/models/", "models"},
        {"app/screens/", "screens"},     {"app/console/", "console"},       {"app/shell/", "shell"},
        {"checks/catalog/", "catalog"},  {"checks/accounts/", "accounts"},  {"checks/", "checks"},             {"lessons/", "lessons"},
        {"localization/", "localization"}, {"dist/pin/", "pin"}};
    return kRooms;
}

/// What each room may include besides itself.
const std::map<std::string, std::set<std::string>>& table() {
    static const std::map<std::string, std::set<std::string>> kTable = {
        {"base", {}},
        {"platform_api", {"base"}},
        {"platform", {"base", "platform_api"}},
        {"localization", {"base"}},
        {"text", {"base"}},
        {"a11y", {"base"}},
        {"checks", {"base", "platform_api"}},
        {"catalog", {"base", "platform_api", "checks"}},
        {"accounts", {"base", "platform_api", "checks"}},
        {"lessons", {"base", "localization"}},
        {"vault", {"base", "platform_api"}},
        {"icons", {}},
        {"fonts", {}},
        {"ui", {"base", "text", "a11y", "icons", "fonts"}},
        {"escalation", {"base", "localization"}},
        {"seal", {"base", "vault"}},
        {"network", {"base"}},
        {"delivery", {"base", "platform_api", "vault", "seal", "network"}},
        {"pictures", {"base"}},
        {"cases", {"base", "vault", "pictures"}},
        {"packs", {"base"}},
        {"models", {"base", "platform", "platform_api", "localization", "checks", "accounts", "lessons", "vault", "escalation", "cases", "seal", "network", "delivery", "packs", "pictures"}},
        {"screens", {"base", "localization", "models", "ui"}},
        {"console", {"base", "platform", "platform_api", "localization", "checks", "accounts", "escalation", "vault", "models"}},
        {"shell", {"base", "platform", "platform_api", "localization", "checks", "lessons", "vault", "escalation", "cases",
                   "models", "ui", "a11y", "text", "screens", "console"}},
        // The part of the shell that tests drive, too.
        {"window", {"base", "platform", "platform_api", "localization", "models", "ui", "a11y", "text", "screens", "console"}},
        {"pins", {"base", "platform"}},
        {"pin", {"base"}}};
    return kTable;
}

std::string room_of(const std::string& path) {
    for (const auto& [folder, room] : rooms()) {
        if (path.starts_with(folder)) return room;
    }
    return {};
}

bool one_of(const std::string& name, const std::vector<std::string>& list) {
    return std::ranges::find(list, name) != list.end();
}

/// Third-party headers by how their names begin, and the files or rooms that may have them; nobody else may.
const std::vector<std::pair<std::string, std::vector<std::string>>>& foreign_doors() {
    static const std::vector<std::pair<std::string, std::vector<std::string>>> kDoors = {
        {"nlohmann/", {"app/base/json.cpp"}},
        {"sodium.h", {"app/base/hash.cpp", "app/base/veil.cpp", "app/base/secret.cpp", "app/base/random.cpp", "app/base/wiped.cpp", "vault", "seal", "packs"}},
        {"rnp/", {"app/seal/openpgp.cpp"}},
        // The one door to the world outside.
        {"curl/", {"app/network/curl_network.cpp"}},
        {"utf8proc.h", {"app/vault/passphrase.cpp"}},
        {"imgui_internal.h", {"app/ui/inside_imgui.cpp"}},
        {"imgui", {"ui", "shell"}},
        {"backends/imgui_impl_opengl3.h", {"shell"}},
        {"GLFW/", {"shell"}},
        {"hb", {"text"}},
        {"ft2build.h", {"text"}},
        {"FT_", {"text"}},
        {"SheenBidi/", {"text"}},
        {"linebreak.h", {"text"}},
        {"graphemebreak.h", {"text"}},
        {"sqlite3.h", {"checks/probes/sqlite_copy.cpp"}},
        {"zip.h", {"checks/accounts/archive.cpp"}},
        {"zlib.h", {"checks/accounts/archive.cpp"}},
        {"zxcvbn.h", {"checks/accounts/strength.cpp"}},
        {"qrcodegen/", {"app/escalation/qr.cpp"}},
        {"png.h", {"app/pictures/picture.cpp"}},
        {"jpeglib.h", {"app/pictures/picture.cpp"}},
        {"md4c.h", {"lessons/text_tree.cpp"}},
        // The bridge to screen readers finds its libraries while the program runs; one file knows how.
        {"dlfcn.h", {"app/a11y/atspi/libraries.cpp", "platform"}},
        {"atk/", {"app/a11y/atspi/libraries.hpp"}},
        {"gio/", {"app/a11y/atspi/libraries.hpp"}},
        // What Windows says about how the person likes programs to look, beside what the portal of Linux says.
        {"windows.h", {"platform", "app/a11y/windows/system_look.cpp"}}};
    return kDoors;
}

/// The same for what CMake links to a room.
const std::map<std::string, std::set<std::string>>& foreign_links() {
    static const std::map<std::string, std::set<std::string>> kLinks = {
        {"nlohmann_json::nlohmann_json", {"base"}}, {"Sodium::sodium", {"base", "vault", "seal", "packs"}}, {"Rnp::rnp", {"seal"}}, {"Curl::curl", {"network"}},
        {"Threads::Threads", {"platform", "checks", "a11y", "vault"}}, {"Atk::headers", {"a11y"}}, {"SheenBidi::SheenBidi", {"text"}},
        {"HarfBuzz::harfbuzz", {"text"}},           {"Freetype::Freetype", {"text"}},
        {"Unibreak::unibreak", {"text"}},           {"Imgui::imgui", {"ui", "window"}},
        {"glfw", {"window"}},         {"Md4c::md4c", {"lessons"}},   {"Utf8proc::utf8proc", {"vault"}},
        {"Zxcvbn::zxcvbn", {"accounts"}}, {"Libzip::zip", {"accounts"}}, {"ZLIB::ZLIB", {"accounts"}},
        {"Qrcodegen::qrcodegen", {"escalation"}}, {"PNG::PNG", {"pictures"}}, {"JPEG::JPEG", {"pictures"}},
        {"SQLite::SQLite3", {"checks"}}};
    return kLinks;
}

/// What is wrong with a header from elsewhere; "" when it is fine there. What is not known here is a system header, so
/// that a library nobody spoke about does not slip in.
std::string foreign_fault(const std::string& file, const std::string& header) {
    const std::string room = room_of(file);
    for (const auto& [start, allowed] : foreign_doors()) {
        if (!header.starts_with(start)) continue;
        return one_of(file, allowed) || one_of(room, allowed) ? "" : room + " may not include " + header;
    }
    // Headers of the C++ library have neither a folder nor an ending.
    if (header.find_first_of("./") == std::string::npos) return {};
    return room == "platform" ? "" : "system headers belong to app/platform";
}

/// What is wrong with one include line, or "".
std::string include_fault(const std::string& file, const std::string& header, bool own) {
    if (!own) return foreign_fault(file, header);
    const std::string from = room_of(file);
    const std::string to = room_of(header);
    if (from.empty() || to.empty()) return "lies in no room: " + header;
    const bool same_folder = file.substr(0, file.rfind('/')) == header.substr(0, header.rfind('/'));
    if (from == "catalog" && to == "catalog") return same_folder ? "" : "catalogue items never include each other";
    if (from == to) return {};
    // The registry names checks; nobody else may reach into the catalogue.
    if (to == "catalog") return "nobody includes a catalogue item";
    return table().at(from).contains(to) ? "" : from + " may not include " + to;
}

struct Include {
    std::string header;
    bool own = false;
};

std::vector<Include> includes_of(const std::string& source) {
    std::vector<Include> out;
    for (std::string_view line : text::lines(source)) {
        line = text::trim(line);
        if (!line.starts_with('#')) continue;
        line = text::trim(line.substr(1));
        if (!line.starts_with("include")) continue;
        line = text::trim(line.substr(std::string_view("include").size()));
        const bool own = line.starts_with('"');
        const bool named = own || line.starts_with('<');
        // Without quotes or brackets a macro names the file.
        const std::size_t close = named ? line.find(own ? '"' : '>', 1) : line.find_first_of(" \t");
        out.push_back({std::string(named ? line.substr(1, close - 1) : line.substr(0, close)), own});
    }
    return out;
}

std::vector<std::string> faults_below(const fs::path& top) {
    std::vector<std::string> faults;
    std::size_t seen = 0;
    for (const char* part : {"app", "checks", "lessons", "localization", "dist/pin"}) {
        if (!fs::exists(top / part)) continue;
        for (const auto& entry : fs::recursive_directory_iterator(top / part)) {
            const std::string ending = entry.path().extension().string();
            if (ending != ".cpp" && ending != ".hpp") continue;
            ++seen;
            const std::string file = fs::relative(entry.path(), top).generic_string();
            for (const Include& include : includes_of(test::read_file(entry.path()))) {
                const std::string fault = include_fault(file, include.header, include.own);
                if (!fault.empty()) faults.push_back(file + ": " + include.header + ": " + fault);
            }
        }
    }
    REQUIRE(seen > 0);
    return faults;
}

/// Lines of "room: used rooms | third-party".
std::vector<std::string> graph_faults(const std::string& graph) {
    std::vector<std::string> faults;
    for (const std::string_view line : text::lines(graph)) {
        const std::size_t colon = line.find(':');
        const std::size_t bar = line.find('|');
        if (colon == std::string_view::npos || bar == std::string_view::npos) {
            faults.push_back("not a line of the graph: " + std::string(line));
            continue;
        }
        const std::string room(line.substr(0, colon));
        const auto known = table().find(room);
        if (known == table().end()) {
            faults.push_back("a room that nobody spoke about: " + room);
            continue;
        }
        for (const std::string_view other : text::words(line.substr(colon + 1, bar - colon - 1))) {
            if (!known->second.contains(std::string(other))) faults.push_back(room + " links " + std::string(other));
        }
        for (const std::string_view library : text::words(line.substr(bar + 1))) {
            const auto door = foreign_links().find(std::string(library));
            const bool open = door != foreign_links().end() && door->second.contains(room);
            if (!open) faults.push_back(room + " links " + std::string(library));
        }
    }
    return faults;
}

}  // namespace

TEST_CASE("every include line goes through an open door") {
    for (const std::string& fault : faults_below(test::source_folder())) FAIL_CHECK(fault);
}

TEST_CASE("every link of the build goes through an open door") {
    const std::string graph = test::read_file(test::build_folder() / "link-graph.txt");
    CHECK(text::lines(graph).size() >= 7);
    for (const std::string& fault : graph_faults(graph)) FAIL_CHECK(fault);
}

TEST_CASE("a forbidden include that is planted in a tree is found there") {
    const test::TempFolder folder;
    test::write_file(folder.path() / "app/base/text.hpp", "#pragma once\n#include <string>\n");
    test::write_file(folder.path() / "checks/catalog/a/check.cpp", "#include \"checks/facts.hpp\"\n");
    CHECK(faults_below(folder.path()).empty());
    test::write_file(folder.path() / "checks/catalog/a/check.cpp", "#include \"checks/facts.hpp\"\n  #include <unistd.h>\n");
    test::write_file(folder.path() / "localization/deep/er/x.hpp", "#include \"checks/check.hpp\"\n");
    CHECK(faults_below(folder.path()).size() == 2);
}

TEST_CASE("a forbidden include and a forbidden link are found") {
    CHECK(include_fault("app/base/json.hpp", "app/platform/running_host.hpp", true) == "base may not include platform");
    CHECK(include_fault("checks/catalog/a/check.cpp", "checks/catalog/b/check.hpp", true) == "catalogue items never include each other");
    CHECK(include_fault("checks/catalog/a/check.cpp", "checks/catalog/a/parts.hpp", true).empty());
    CHECK(include_fault("checks/catalog/a/check.cpp", "app/models/parsers.hpp", true) == "catalog may not include models");
    CHECK_FALSE(include_fault("app/models/languages.cpp", "imgui.h", false).empty());
    CHECK_FALSE(include_fault("checks/runner.cpp", "unistd.h", false).empty());
    CHECK_FALSE(include_fault("localization/po.cpp", "nlohmann/json.hpp", false).empty());
    CHECK_FALSE(include_fault("app/console/help.cpp", "curl/curl.h", false).empty());
    CHECK(include_fault("app/base/json.cpp", "nlohmann/json.hpp", false).empty());
    CHECK(include_fault("checks/probes/a.cpp", "app/platform/host.hpp", true).empty());
    CHECK_FALSE(include_fault("checks/probes/a.cpp", "app/platform/running_host.hpp", true).empty());
    CHECK_FALSE(include_fault("checks/probes/a.cpp", "checks/catalog/a/check.hpp", true).empty());
    CHECK_FALSE(include_fault("app/models/a.cpp", "../base/text.hpp", true).empty());
    CHECK_FALSE(include_fault("app/models/a.cpp", "imgui.h", true).empty());
    CHECK_FALSE(include_fault("checks/probes/a.cpp", "mntent.h", false).empty());
    CHECK_FALSE(include_fault("app/models/a.cpp", "string.h", false).empty());
    CHECK_FALSE(include_fault("app/models/a.cpp", "boost/any.hpp", false).empty());
    CHECK_FALSE(include_fault("app/console/a.cpp", "sys/ioctl.h", false).empty());
    CHECK_FALSE(include_fault("app/models/a.cpp", "hb.h", false).empty());
    CHECK_FALSE(include_fault("app/models/a.cpp", "FT_FREETYPE_H", false).empty());
    CHECK(include_fault("app/models/a.cpp", "string_view", false).empty());
    CHECK(include_fault("app/platform/a.cpp", "sys/stat.h", false).empty());

    CHECK(graph_faults("base:  | nlohmann_json::nlohmann_json\nplatform: base platform_api | Threads::Threads\n").empty());
    CHECK(graph_faults("base: models | \n") == std::vector<std::string>{"base links models"});
    CHECK(graph_faults("checks: base platform | \n") == std::vector<std::string>{"checks links platform"});
    CHECK(graph_faults("models: base | CURL::libcurl\n") == std::vector<std::string>{"models links CURL::libcurl"});
    CHECK(graph_faults("models: base | Sodium::sodium\n") == std::vector<std::string>{"models links Sodium::sodium"});
    CHECK(graph_faults("cellar: base | \n").size() == 1);
    CHECK(graph_faults("nothing\n").size() == 1);

    const auto planted = includes_of("  #include \"app/shell/pins.hpp\"\n#include <vector> // why\n#  include <a.h>\n#include FT_X_H\n"
                                     "// #include <b.h>\nout += \"#include <c.h>\";\n#define include\n");
    REQUIRE(planted.size() == 4);
    CHECK(planted[0].own);
    CHECK(planted[0].header == "app/shell/pins.hpp");
    CHECK_FALSE(planted[1].own);
    CHECK(planted[1].header == "vector");
    CHECK(planted[2].header == "a.h");
    CHECK(planted[3].header == "FT_X_H");
}
