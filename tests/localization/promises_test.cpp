#include "localization/promises.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <string>

namespace {

using namespace amparo::localization;

TEST_CASE("promises that nobody can keep are found") {
    const std::string text = GENERATE(
        as<std::string>{}, "Amparo leaves no trace.", "It will LEAVE NO TRACE", "without a trace",
        "There is nothing on this computer afterwards.", "plausible deniability", "Your data is hidden.",
        "Undetectable", "an invisible profile", "Files are securely deleted.", "Securely  delete\nthe file",
        "secure deletion", "wiped", "Files are shredded", "military-grade encryption",
        "Military grade encryption", "military\u2011grade", "military\u2010grade", "unbreakable", "anonymous",
        "Send it anonymously", "Safe on any computer", "safe on\u00A0any computer", "(hidden)",
        "hidden-service", "hid\u00ADden");
    INFO(text);
    CHECK(promises_in(text).size() == 1);
}

TEST_CASE("words that only look like a promise are left alone") {
    const std::string text =
        GENERATE(as<std::string>{}, "", "Hide now", "hiddenness", "unhidden", "The grade of a military rank",
                 "anonymized numbers", "Do not unlock on a computer you do not trust.", "traces", "wipe",
                 "unwiped", "visible", "The program itself writes nothing outside its own folder.",
                 "Made unreadable by destroying its key.");
    INFO(text);
    CHECK(promises_in(text).empty());
}

TEST_CASE("every phrase of the list is found in a sentence, and none stands twice") {
    std::string all;
    for (const std::string_view phrase : banned_promises()) {
        const std::string plain(phrase.substr(0, phrase.find('*')));
        CHECK(promises_in("We say: " + plain + ".") == std::vector<std::string>{std::string(phrase)});
        CHECK(all.find("|" + plain + "|") == std::string::npos);
        all += "|" + plain + "|";
    }
}

}  // namespace
