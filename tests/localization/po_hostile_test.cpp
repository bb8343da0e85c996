#include <catch2/catch_test_macros.hpp>
#include <ctime>
#include <string>
#include <vector>

#include "app/base/utf8.hpp"
#include "localization/characters.hpp"
#include "localization/po.hpp"
#include "tests/localization/samples.hpp"

namespace {

using namespace amparo;
using namespace amparo::localization;

const std::string kSample =
    "# \u0645\u062B\u0627\u0644\n" + samples::header("ar", samples::kArabicRule) +
    "# x-reviewed: Ana 2026-11-23\n#. About {name}.\n#: a.cpp:1\n#, x-mt\n"
    "msgctxt \"a.b\"\nmsgid \"Say \\\"{name}\\\"\\n\"\nmsgstr \"\"\n\"\u0642\u0644 "
    "\u2068{name}\u2069\\n\"\n\n"
    "msgctxt \"a.c\"\nmsgid \"{count} file\"\nmsgid_plural \"{count} files\"\n"
    "msgstr[0] \"0\"\nmsgstr[1] \"1\"\nmsgstr[2] \"2\"\nmsgstr[3] \"3\"\nmsgstr[4] \"4\"\n"
    "msgstr[5] \"5\"\n\n#~ msgid \"old\"\n#~ msgstr \"x\"\n";

/// What must hold for whatever the reader gives: clean text, unique ids, the promised forms, and a canonical
/// form that reads as the same.
void check_invariants(const std::string& bytes) {
    const auto file = read_po(bytes);
    if (!file) {
        REQUIRE_FALSE(file.error().message.empty());
        REQUIRE(file.error().line >= 1);
        return;
    }
    REQUIRE(file->problems.size() <= kPoProblems);
    for (const PoProblem& problem : file->problems) REQUIRE(problem.line >= 1);
    for (const PoEntry& entry : file->entries) {
        REQUIRE(is_message_id(entry.id));
        REQUIRE_FALSE(entry.msgid.empty());
        REQUIRE(entry.forms.size() == (entry.has_plural() ? file->rule.forms() : 1));
        for (const std::string& form : entry.forms) {
            REQUIRE(utf8::is_valid(form));
            REQUIRE_FALSE(first_refused(form));
            REQUIRE(isolates_are_balanced(form));
        }
    }
    const std::string canonical = write_po(*file);
    const auto again = read_po(canonical);
    REQUIRE(again);
    REQUIRE(again->entries.size() == file->entries.size());
    REQUIRE(write_po(*again) == canonical);
}

TEST_CASE("the sample of the hostile tests is good to begin with") {
    const auto file = parse_po(kSample);
    INFO((file ? "" : file.error().detail));
    REQUIRE(file);
    CHECK(file->entries.size() == 2);
}

TEST_CASE("a file cut off anywhere gives whole sentences or a problem") {
    const auto whole = read_po(kSample);
    REQUIRE(whole);
    for (std::size_t size = 0; size < kSample.size(); ++size) {
        INFO(size);
        const std::string cut = kSample.substr(0, size);
        check_invariants(cut);
        const auto file = read_po(cut);
        if (!file) continue;
        for (std::size_t i = 0; i < file->entries.size(); ++i)
            REQUIRE(file->entries[i].id == whole->entries[i].id);
        // The sentence with six forms is whole only behind its last one.
        if (file->entries.size() == 2) REQUIRE(file->entries[1] == whole->entries[1]);
    }
}

TEST_CASE("a file with any bit flipped is read, left out in part, or refused") {
    for (std::size_t at = 0; at < kSample.size(); ++at) {
        for (unsigned bit = 0; bit < 8; ++bit) {
            INFO(at << " bit " << bit);
            std::string flipped = kSample;
            flipped[at] = static_cast<char>(static_cast<unsigned char>(flipped[at]) ^ (1U << bit));
            check_invariants(flipped);
        }
    }
}

TEST_CASE("a file with any byte replaced by one that means something is read, left out in part, or refused") {
    for (std::size_t at = 0; at < kSample.size(); ++at) {
        for (const char byte : {'"', '\\', '\n', '#', '{', ' ', '\0', '\xFF', '[', '~'}) {
            INFO(at << " byte " << static_cast<int>(byte));
            std::string changed = kSample;
            changed[at] = byte;
            check_invariants(changed);
        }
    }
}

TEST_CASE("any line may be missing or stand twice") {
    std::vector<std::string> lines;
    for (std::size_t start = 0; start < kSample.size();) {
        const std::size_t end = kSample.find('\n', start) + 1;
        lines.push_back(kSample.substr(start, end - start));
        start = end;
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::string without;
        std::string twice;
        for (std::size_t j = 0; j < lines.size(); ++j) {
            if (j != i) without += lines[j];
            twice += lines[j] + (j == i ? lines[j] : "");
        }
        INFO(i);
        check_invariants(without);
        check_invariants(twice);
    }
}

namespace {

/// Processor time of this thread of work, which a busy machine does not change; bytes of nonsense made of one unit.
double cost_of_nonsense(const std::string& unit, std::size_t size) {
    std::string bytes;
    bytes.reserve(size);
    while (bytes.size() + unit.size() <= size) bytes += unit;
    const std::clock_t start = std::clock();
    const auto file = read_po(bytes);
    if (file) CHECK(file->problems.size() <= kPoProblems);
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

}  // namespace

TEST_CASE("the largest files of nonsense cost no more for each byte than smaller ones") {
    for (const std::string unit :
         {"\n", "\"\n", "#\n", "# x-reviewed:\n", "msgid \"\"\n", "msgctxt \"a\"\n", "{", "\\", "#, a,b,c\n",
          "#: a b c\n", "\"a\"\n", "msgid \"", "\u0627", "x\n\n"}) {
        INFO(unit);
        const double small = cost_of_nonsense(unit, limits::kPoBytes / 8);
        const double large = cost_of_nonsense(unit, limits::kPoBytes);
        // Eight times the bytes are eight times the work where it grows with them, and 64 times where it grows with their
        // square; below a tenth of a second the clock is too coarse to tell.
        CHECK((large < 0.1 || large < 32 * small));
    }
}

TEST_CASE("a name in brackets with a huge number of forms costs nothing") {
    std::string bytes =
        samples::header("ar", "nplurals=8; plural=0;") + "msgctxt \"a\"\nmsgid \"A\"\nmsgid_plural \"B\"\n";
    for (int i = 0; i < 100'000; ++i) bytes += "msgstr[" + std::to_string(i) + "] \"x\"\n";
    const auto file = read_po(bytes);
    REQUIRE(file);
    CHECK(file->entries.empty());
    REQUIRE(file->problems.size() == 1);
    CHECK(file->problems[0].message == "msgstr[8] is one form too many");
}

}  // namespace
