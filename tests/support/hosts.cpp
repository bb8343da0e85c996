#include "tests/support/hosts.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "app/base/text.hpp"
#include "tests/support/fixtures.hpp"

namespace amparo::test {

namespace {

/// The base without the entry at `what`: a path, or a whole "reg", "ask", "env" or "run" line up to its value.
std::vector<std::string> without(const std::vector<std::string>& lines, const std::string& what) {
    std::vector<std::string> out;
    bool leaving = false;
    bool left = false;
    for (const std::string& line : lines) {
        const bool goes_on = line.starts_with("| ") || line == "|" || line.starts_with("= ") || line.starts_with("* ");
        if (leaving && goes_on) continue;
        const auto words = text::words(line);
        const bool entry = words.size() >= 2 && words[0].size() == 1 && words[1] == what;
        leaving = entry || line.starts_with(what);
        left = left || leaving;
        if (!leaving) out.push_back(line);
    }
    INFO("nothing to leave out: " << what);
    REQUIRE(left);
    return out;
}

}  // namespace

std::vector<KnownHost> known_hosts(const std::string& system) {
    const auto folder = source_folder() / "tests/fixtures/hosts";
    std::vector<std::string> base;
    const std::string first = read_file(folder / (system + ".base"));
    for (const std::string_view line : text::lines(first)) base.emplace_back(line);
    std::vector<KnownHost> out;
    std::vector<std::string> now = base;
    const auto close = [&] {
        if (out.empty()) return;
        const auto tree = parse_tree(text::join(now, "\n") + "\n");
        INFO("host " << out.back().name << ": " << (tree ? "" : tree.error().detail));
        REQUIRE(tree.has_value());
        out.back().tree = *tree;
        now = base;
    };
    const std::string all = read_file(folder / (system + ".hosts"));
    for (const std::string_view line : text::lines(all)) {
        const auto words = text::words(line);
        if (words.empty() || line.starts_with('#')) continue;
        const std::string rest(line.size() > 2 ? line.substr(2) : "");
        if (words[0] == "host") {
            close();
            KnownHost host;
            host.name = words.at(1);
            if (!out.empty()) host.truth = out.front().truth;
            out.push_back(std::move(host));
        } else if (words[0] == "about") {
            out.back().about = line.substr(6);
        } else if (words[0] == "guards") {
            out.back().guards.emplace_back(text::trim(line.substr(6)));
        } else if (words[0] == "-") {
            now = without(now, rest);
        } else if (words[0] == "+") {
            now.push_back(rest);
        } else if (words[0] == "=") {
            out.back().truth[std::string(words.at(1))] = std::string(text::trim(rest.substr(words.at(1).size())));
        } else {
            FAIL("an odd line: " << line);
        }
    }
    close();
    return out;
}

}  // namespace amparo::test
