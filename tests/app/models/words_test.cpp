// The ids in the code and the sentences in localization/en/*.po belong together: none is missing, none is left over.

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <regex>
#include <set>

#include "localization/catalog.hpp"
#include "tests/support/fixtures.hpp"

using namespace amparo;
namespace fs = std::filesystem;

namespace {

localization::Catalog english() {
    localization::Catalog catalog{localization::Language{}};
    for (const auto& entry : fs::directory_iterator(test::source_folder() / "localization/en")) {
        if (entry.path().extension() == ".po") catalog.add(entry.path().stem().string(), test::read_file(entry.path()));
    }
    return catalog;
}

/// An id begins with the first word of some English sentence's id; other words with a full stop in them are no ids.
const std::regex& id_literal() {
    static const std::regex kPattern = [] {
        std::set<std::string> beginnings = {"incident", "lessons"};
        const auto catalog = english();  // must live as long as its entries are looked at
        for (const auto& entry : catalog.entries()) beginnings.insert(entry.po.id.substr(0, entry.po.id.find('.')));
        std::string any;
        for (const std::string& word : beginnings) any += (any.empty() ? "" : "|") + word;
        return std::regex("\"((?:" + any + ")\\.[a-z0-9_.-]*)\"");
    }();
    return kPattern;
}

/// Ids written in the code, and beginnings of ids that the code completes ("incident.").
std::set<std::string> ids_in_code() {
    std::set<std::string> ids;
    for (const char* folder : {"app", "checks"}) {
        for (const auto& entry : fs::recursive_directory_iterator(test::source_folder() / folder)) {
            const std::string ending = entry.path().extension().string();
            if (ending != ".cpp" && ending != ".hpp") continue;
            const std::string text = test::read_file(entry.path());
            // Firefox calls some of its settings network.…, too, and there is a host accounts.google.com; checks name those.
            const bool checks = std::string_view(folder) == "checks";
            for (auto it = std::sregex_iterator(text.begin(), text.end(), id_literal()); it != std::sregex_iterator(); ++it) {
                const std::string id = (*it)[1].str();
                if (!checks || (!id.starts_with("network.") && !id.ends_with(".com"))) ids.insert(id);
            }
        }
    }
    return ids;
}

std::string without_ending(const std::string& id) {
    for (const char* ending : {".hint", ".no_date", ".hours"}) {
        if (id.ends_with(ending)) return id.substr(0, id.size() - std::string_view(ending).size());
    }
    return id;
}

}  // namespace

TEST_CASE("the program's English file has no problems") {
    const auto catalog = english();
    for (const auto& problem : catalog.problems()) FAIL_CHECK(problem.text());
    CHECK(catalog.entries().size() > 150);
}

TEST_CASE("every id that the code names has an English sentence") {
    const auto catalog = english();
    for (const std::string& id : ids_in_code()) {
        if (id.ends_with('.') || id.ends_with(".txt") || id.find(".json") != std::string::npos || id.find(".po") != std::string::npos) continue;
        INFO(id);
        // Some ids exist only with a hint, because the code always has one there.
        CHECK((catalog.find(id) != nullptr || catalog.find(id + ".hint") != nullptr));
    }
}

TEST_CASE("every English sentence of the program is used by the code") {
    const auto ids = ids_in_code();
    const auto catalog = english();
    for (const auto& entry : catalog.entries()) {
        const std::string id = without_ending(entry.po.id);
        const bool named = ids.contains(id) || ids.contains(entry.po.id);
        const bool completed = std::ranges::any_of(ids, [&](const std::string& start) { return start.ends_with('.') && id.starts_with(start); });
        // Shared reasons of checks: the reason comes from the check, the beginning from the model.
        const bool shared = id.starts_with("checks.common.");
        INFO(entry.po.id);
        CHECK((named || completed || shared));
    }
}
