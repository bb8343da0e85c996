// Habits of the tree that nobody should have to remember in a review.

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <set>

#include "app/base/text.hpp"
#include "tests/support/fixtures.hpp"

using namespace amparo;
namespace fs = std::filesystem;

namespace {

/// Text files of ours, by path below the top. Build folders and git's own are left out.
std::vector<fs::path> our_files() {
    static const std::set<std::string> kEndings = {".cpp", ".hpp", ".md", ".json", ".po", ".txt", ".cmake", ".tree", ""};
    std::vector<fs::path> out;
    for (const char* part : {"app", "checks", "lessons", "localization", "assets", "tests", "dist", ".ci"}) {
        const fs::path folder = test::source_folder() / part;
        if (!fs::exists(folder)) continue;
        for (const auto& entry : fs::recursive_directory_iterator(folder)) {
            const bool seed = entry.path().string().find("/fuzz/seeds/") != std::string::npos;
            if (entry.is_regular_file() && !seed && kEndings.contains(entry.path().extension().string())) out.push_back(entry.path());
        }
    }
    for (const char* file : {"README.md", "SECURITY.md", "CMakeLists.txt", "CMakePresets.json"}) out.push_back(test::source_folder() / file);
    return out;
}

bool is_code(const fs::path& path) { return path.extension() == ".cpp" || path.extension() == ".hpp"; }

}  // namespace

TEST_CASE("no source file is longer than 800 lines, and each ends in one newline") {
    for (const fs::path& path : our_files()) {
        if (!is_code(path)) continue;
        const std::string text = test::read_file(path);
        INFO(path.string());
        CHECK(text::lines(text).size() <= 800);
        CHECK(text.ends_with('\n'));
        CHECK_FALSE(text.ends_with("\n\n"));
    }
}

TEST_CASE("every header is guarded") {
    for (const fs::path& path : our_files()) {
        if (path.extension() != ".hpp") continue;
        INFO(path.string());
        CHECK(test::read_file(path).find("#pragma once\n") != std::string::npos);
    }
}
