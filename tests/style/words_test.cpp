// Words that must not stand anywhere in the tree, or not in front of people.

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "app/base/text.hpp"
#include "tests/support/fixtures.hpp"

using namespace amparo;
namespace fs = std::filesystem;

namespace {

/// Every file of the tree but git's and what builds leave behind.
std::vector<fs::path> all_files() {
    std::vector<fs::path> out;
    for (auto at = fs::recursive_directory_iterator(test::source_folder()); at != fs::recursive_directory_iterator(); ++at) {
        const std::string name = at->path().filename().string();
        if (at->is_directory() && (name == ".git" || name == "build" || name == ".cache")) {
            at.disable_recursion_pending();
        } else if (at->is_regular_file()) {
            out.push_back(at->path());
        }
    }
    return out;
}

bool is_word_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// True when `word` stands in `text` and is not a part of a longer one.
bool has_word(std::string_view text, std::string_view word) {
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        const bool starts = at == 0 || !is_word_character(text[at - 1]);
        const bool ends = end == text.size() || !is_word_character(text[end]);
        if (starts && ends) return true;
    }
    return false;
}

/// What we cannot prove and therefore never say; small letters.
std::vector<std::string> promises_in(std::string_view text) {
    static const std::vector<std::string> kPromises = {
        "leaves no trace", "leave no trace", "without a trace",    "secure deletion",     "securely delete", "securely deleted",
        "military-grade",  "anonymous",      "anonymously",        "undetectable",        "unbreakable",     "invisible",
        "untraceable",     "100% secure",    "completely secure",  "plausible deniability", "safe on any computer",
        "cannot be hacked"};
    std::string small;
    for (const std::string_view word : text::words(text)) small += (small.empty() ? "" : " ") + text::lower(word);
    std::vector<std::string> out;
    for (const std::string& promise : kPromises) {
        if (has_word(small, promise)) out.push_back(promise);
    }
    return out;
}

/// The English sentences of a PO file: what stands behind msgid and msgid_plural, pieces joined.
std::vector<std::string> english_of(std::string_view po) {
    std::vector<std::string> out;
    bool inside = false;
    for (const std::string_view line : text::lines(po)) {
        const bool starts = line.starts_with("msgid ") || line.starts_with("msgid_plural ");
        if (starts) out.emplace_back();
        if (!line.starts_with('"')) inside = starts;
        const std::size_t open = line.find('"');
        const std::size_t close = line.rfind('"');
        if (inside && open != std::string_view::npos && close > open) out.back() += line.substr(open + 1, close - open - 1);
    }
    return out;
}

}  // namespace

TEST_CASE("no file names a package server, a place of somebody's machine, or unfinished work") {
    // Put together here, so that this file does not find itself.
    const std::vector<std::string> words = {
        std::string("X") + "XX",          std::string("TO") + "DO",        std::string("FIX") + "ME",
        std::string("deb.debian") + ".org", std::string("snapshot.debian") + ".org", std::string("security.debian") + ".org",
        std::string("registry.npmjs") + ".org", std::string("pypi") + ".org", std::string("files.pythonhosted") + ".org",
        std::string("static.crates") + ".io", std::string("proxy.golang") + ".org", std::string("repo1.maven") + ".org"};
    const std::vector<std::string> places = {std::string("/root/") + "spike", std::string("/wo") + "rk/", std::string("../sha") + "red",
                                             std::string("/.libr") + "ary"};
    const auto files = all_files();
    CHECK(files.size() > 300);
    for (const fs::path& path : files) {
        const std::string text = test::read_file(path);
        for (const std::string& word : words) {
            if (has_word(text, word)) FAIL_CHECK(path.string() << " holds " << word);
        }
        for (const std::string& place : places) {
            if (text.find(place) != std::string::npos) FAIL_CHECK(path.string() << " holds " << place);
        }
    }
}

TEST_CASE("neither the README nor any English sentence promises what we cannot prove") {
    for (const std::string& promise : promises_in(test::read_file(test::source_folder() / "README.md"))) FAIL_CHECK("README: " << promise);
    std::size_t sentences = 0;
    for (const fs::path& path : all_files()) {
        if (path.extension() != ".po" || path.string().find("/tests/") != std::string::npos) continue;
        for (const std::string& sentence : english_of(test::read_file(path))) {
            ++sentences;
            for (const std::string& promise : promises_in(sentence)) FAIL_CHECK(path.string() << ": " << promise << ": " << sentence);
        }
    }
    CHECK(sentences > 200);
}

TEST_CASE("a planted promise and a planted word are found") {
    CHECK(promises_in("It is Completely\n  Secure.") == std::vector<std::string>{"completely secure"});
    CHECK(promises_in("You are anonymous.").size() == 1);
    CHECK(promises_in("An anonymousness of words").empty());
    CHECK(has_word("a(AB)c", "AB"));
    CHECK_FALSE(has_word("ABAB _AB AB_", "AB"));
    CHECK(english_of("msgctxt \"a\"\nmsgid \"One \"\n\"two\"\nmsgid_plural \"Three\"\nmsgstr[0] \"anonymous\"\n\"four\"\n") ==
          std::vector<std::string>{"One two", "Three"});
}
