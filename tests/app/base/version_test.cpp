#include <catch2/catch_test_macros.hpp>

#include "app/base/veil.hpp"
#include "app/base/version.hpp"

using namespace amparo;

TEST_CASE("this copy bears its own name, and its sentences stay as they are") {
    CHECK(product_name() == "Amparo");
    CHECK(program_word() == "amparo");
    CHECK(in_own_name("This copy of Amparo. Type amparo check.") == "This copy of Amparo. Type amparo check.");
}

TEST_CASE("a copy under another name speaks of itself by that name, in every language, and leaves ids alone") {
    CHECK(renamed("Amparo looks. This is Amparo.", "Field Notes", "field-notes") == "Field Notes looks. This is Field Notes.");
    CHECK(renamed("ينظر أمبارو في ذلك", "Notes", "notes") == "ينظر Notes في ذلك");
    CHECK(renamed("Type amparo check --json", "Notes", "notes") == "Type notes check --json");
    CHECK(renamed("amparo:check/firewall-on \"amparo.check/1\"", "Notes", "notes") == "amparo:check/firewall-on \"amparo.check/1\"");
    // A name that holds ours would be replaced for ever.
    CHECK(renamed("Amparo", "My Amparo Kit", "my-amparo-kit") == "My Amparo Kit");
    CHECK(renamed("", "Notes", "notes").empty());
}

TEST_CASE("a disguise that is put on twice is gone, and shows no word while it is on") {
    std::string bytes = "Front Line Defenders, channels/frontline-defenders.json";
    const std::string before = bytes;
    veil(bytes);
    CHECK(bytes.size() == before.size());
    CHECK(bytes.find("Front") == std::string::npos);
    CHECK(bytes.find("json") == std::string::npos);
    veil(bytes);
    CHECK(bytes == before);
    std::string nothing;
    veil(nothing);
    CHECK(nothing.empty());
}
