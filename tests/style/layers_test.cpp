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

using namespace amparo;
namespace fs = std::filesystem;

namespace {

/// Room by folder, the longest folder first where one lies in another.
const std::vector<std::pair<std::string, std::string>>& rooms() {
    static const std::vector<std::pair<std::string, std::string>> kRooms = {
        {"app/base/", "base"},           {"app/platform/", "platform"},     {"app/text/", "text"},
        {"app/a11y/", "a11y"},           {"app/vault/", "vault"},           {"app/ui/", "ui"},
        {"app/escalation/", "escalation"}, {"app/cases/", "cases"},         {"app/models/", "models"},
        {"app/screens/", "screens"},     {"app/console/", "console"},       {"app/shell/", "shell"},
        {"checks/catalog/", "catalog"},  {"checks/", "checks"},             {"lessons/", "lessons"},
        {"localization/", "localization"}, {"dist/pin/", "pin"}};
    return kRooms;
}

/// What each room may include besides itself.
const std::map<std::string, std::set<std::string>>& table() {
    static const std::map<std::string, std::set<std::string>> kTable = {
        {"base", {}},
        {"platform", {"base"}},
        {"localization", {"base"}},
        {"text", {"base"}},
        {"a11y", {"base"}},
        {"checks", {"base", "platform"}},
        {"catalog", {"base", "platform", "checks"}},
        {"lessons", {"base", "localization"}},
        {"vault", {"base", "platform"}},
        {"ui", {"base", "text", "a11y"}},
        {"escalation", {"base", "localization"}},
        {"cases", {"base", "vault"}},
        {"models", {"base", "platform", "localization", "checks", "lessons", "vault", "escalation", "cases"}},
        {"screens", {"base", "localization", "models", "ui"}},
        {"console", {"base", "platform", "localization", "checks", "escalation", "models"}},
        {"shell", {"base", "platform", "localization", "checks", "lessons", "vault", "escalation", "cases", "models", "ui",
                   "a11y", "text", "screens", "console"}},
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

/// Third-party and system headers that belong behind one door; "" when the include is fine there.
std::string foreign_fault(const std::string& file, const std::string& header) {
    const std::string room = room_of(file);
    if (header.starts_with("nlohmann/")) return file == "app/base/json.cpp" ? "" : "only app/base/json.cpp reads JSON";
    if (header == "sodium.h") {
        const bool allowed = one_of(file, {"app/base/hash.cpp", "app/base/secret.cpp"}) || room == "vault";
        return allowed ? "" : "libsodium belongs to base and the vault";
    }
    if (header.starts_with("imgui")) return room == "ui" || room == "shell" ? "" : "Dear ImGui belongs to ui and shell";
    if (header.starts_with("curl/")) return "nothing sends anything yet";
    const bool system = header.starts_with("sys/") || header.starts_with("linux/") ||
                        one_of(header, {"unistd.h", "fcntl.h", "dirent.h", "spawn.h", "poll.h", "signal.h", "windows.h", "pwd.h",
                                        "grp.h", "dlfcn.h", "pthread.h"});
    // main() asks the terminal for its width; everything else about a system is the platform's.
    if (system && room != "platform" && file != "app/shell/main.cpp") return "system headers belong to app/platform";
    return {};
}

/// What is wrong with one include line, or "".
std::string include_fault(const std::string& file, const std::string& header, bool own) {
    if (!own) return foreign_fault(file, header);
    const std::string from = room_of(file);
    const std::string to = room_of(header);
    if (from.empty() || to.empty()) return "lies in no room: " + header;
    if (from == "catalog" && to == "catalog") return "catalogue items never include each other";
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
        if (!line.starts_with("#include")) continue;
        const std::size_t open = line.find_first_of("\"<");
        const std::size_t close = line.find_last_of("\">");
        if (open == std::string_view::npos || close <= open) continue;
        out.push_back({std::string(line.substr(open + 1, close - open - 1)), line[open] == '"'});
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

/// Lines of "room: used rooms | third-party"; the interface of the platform counts as the platform.
std::vector<std::string> graph_faults(const std::string& graph) {
    std::vector<std::string> faults;
    for (const std::string_view line : text::lines(graph)) {
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos) continue;
        std::string room(line.substr(0, colon));
        if (room == "platform_api" || room == "pins") continue;
        const std::string_view used = line.substr(colon + 1, line.find('|') - colon - 1);
        for (const std::string_view word : text::words(used)) {
            const std::string other = word == "platform_api" ? "platform" : std::string(word);
            if (other != room && !table().at(room).contains(other)) faults.push_back(room + " links " + other);
        }
    }
    return faults;
}

}  // namespace

TEST_CASE("every include line goes through an open door") {
    for (const std::string& fault : faults_below(test::source_folder())) FAIL_CHECK(fault);
}

TEST_CASE("every link of the build goes through an open door") {
    const std::string graph = test::read_file(fs::path(AMPARO_BINARY_DIR) / "link-graph.txt");
    CHECK(text::lines(graph).size() >= 7);
    for (const std::string& fault : graph_faults(graph)) FAIL_CHECK(fault);
}

TEST_CASE("a forbidden include and a forbidden link are found") {
    CHECK(include_fault("app/base/json.hpp", "app/platform/host.hpp", true) == "base may not include platform");
    CHECK(include_fault("checks/catalog/a/check.cpp", "checks/catalog/b/check.hpp", true) == "catalogue items never include each other");
    CHECK(include_fault("checks/catalog/a/check.cpp", "app/models/parsers.hpp", true) == "catalog may not include models");
    CHECK_FALSE(include_fault("app/models/languages.cpp", "imgui.h", false).empty());
    CHECK_FALSE(include_fault("checks/runner.cpp", "unistd.h", false).empty());
    CHECK_FALSE(include_fault("localization/po.cpp", "nlohmann/json.hpp", false).empty());
    CHECK_FALSE(include_fault("app/console/help.cpp", "curl/curl.h", false).empty());
    CHECK(include_fault("app/base/json.cpp", "nlohmann/json.hpp", false).empty());
    CHECK(graph_faults("base: models | x\n") == std::vector<std::string>{"base links models"});
    const auto planted = includes_of("  #include \"app/shell/pins.hpp\"\n#include <vector>\n// #include nothing\n");
    REQUIRE(planted.size() == 2);
    CHECK(planted[0].own);
    CHECK_FALSE(planted[1].own);
}
