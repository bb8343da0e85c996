// The look of the window as one small document: what is understood is taken over, anything else is left as it was.

#include "app/models/look_file.hpp"

#include <catch2/catch_test_macros.hpp>
#include <fstream>

#include "tests/support/fixtures.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;
using namespace amparo::models;

TEST_CASE("a look comes back as it was kept") {
    Preferences look;
    look.language = "ar";
    look.theme = ThemeChoice::HighContrast;
    look.text_percent = 150;
    look.reduced_motion = true;
    Preferences again;
    REQUIRE(read_look(write_look(look), again).has_value());
    CHECK(again.language == "ar");
    CHECK(again.theme == ThemeChoice::HighContrast);
    CHECK(again.text_percent == 150);
    CHECK(again.reduced_motion == true);
}

TEST_CASE("of a look that is not ours, or only half, nothing strange is taken") {
    Preferences look;
    look.text_percent = 125;
    for (const char* text : {"", "{", "[]", "{}", R"({"schema":"amparo.look/2","text_percent":200})"}) {
        INFO(text);
        CHECK_FALSE(read_look(text, look).has_value());
        CHECK(look.text_percent == 125);
    }
    REQUIRE(read_look(R"({"schema":"amparo.look/1","text_percent":117,"theme":"pink","language":7,"reduced_motion":"yes","more":1})", look).has_value());
    CHECK(look.text_percent == 125);
    CHECK(look.theme == ThemeChoice::System);
    CHECK(look.language == "en");
    CHECK_FALSE(look.reduced_motion);
}

TEST_CASE("the file is made, replaced and removed, and one that is too large is not read") {
    const test::TempFolder folder;
    const std::string data = (folder.path() / "data").string();
    CHECK_FALSE(load_open_file(data, kLookFile));
    REQUIRE(store_open_file(data, kLookFile, "{\"a\":1}").has_value());
    REQUIRE(store_open_file(data, kLookFile, "{}").has_value());
    CHECK(load_open_file(data, kLookFile) == "{}");
    REQUIRE(remove_open_file(data, kLookFile).has_value());
    REQUIRE(remove_open_file(data, kLookFile).has_value());
    CHECK_FALSE(load_open_file(data, kLookFile));
    test::write_file(folder.path() / "data" / "look.json", std::string(5000, ' '));
    CHECK_FALSE(load_open_file(data, kLookFile));
}
