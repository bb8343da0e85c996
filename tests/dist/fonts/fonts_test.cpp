// The fonts inside the program: whole, with every character that our own texts use, and of one height.

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <filesystem>
#include <optional>
#include <set>
#include <string>

#include "app/base/text.hpp"
#include "app/base/utf8.hpp"
#include "app/text/fonts.hpp"
#include "app/ui/embedded_fonts.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;
namespace fs = std::filesystem;
using text_layout::FaceId;
using text_layout::FontSet;

namespace {

/// All embedded fonts with the letters `style` in their names, and those without a style of their own.
struct Family {
    FontSet fonts;
    std::vector<FaceId> faces;

    explicit Family(const std::string& style) {
        for (const ui::EmbeddedFont& font : ui::embedded_fonts()) {
            const bool arrows = font.name.find("Math") != std::string_view::npos;
            const bool mono = font.name.find("Mono") != std::string_view::npos;
            if (mono || (!arrows && font.name.find(style) == std::string_view::npos)) continue;
            const auto face = fonts.add(
                std::string(font.name),
                std::make_shared<const std::vector<std::uint8_t>>(font.bytes.begin(), font.bytes.end()));
            REQUIRE(face);
            faces.push_back(*face);
        }
        REQUIRE(fonts.set_chain("", faces));
    }
};

/// Every character of the texts in a language that people read here, each once.
std::string characters_of(const std::string& language) {
    std::set<std::string> seen;
    std::size_t files = 0;
    for (const char* part : {"localization", "checks", "lessons", "app/escalation"}) {
        for (const auto& entry : fs::recursive_directory_iterator(test::source_folder() / part)) {
            const std::string path = entry.path().generic_string();
            const std::string ending = entry.path().extension().string();
            const bool text = ending == ".po" || ending == ".json" ||
                              (ending == ".md" && entry.path().filename() != "README.md");
            const bool ours = path.find("/localization/" + language + "/") != std::string::npos ||
                              (language == "en" && path.find("/localization/") == std::string::npos);
            if (!entry.is_regular_file() || !text || !ours) continue;
            ++files;
            const std::string content = test::read_file(entry.path());
            for (std::size_t at = 0; at < content.size();) {
                const auto size = utf8::decode(content, at).size;
                const std::string character = content.substr(at, size);
                if (static_cast<unsigned char>(character[0]) >= 0x20) seen.insert(character);
                at += size;
            }
        }
    }
    REQUIRE(files >= 3);
    std::string out;
    for (const std::string& character : seen) out += character;
    return out;
}

std::string script() { return (test::source_folder() / "dist/fonts").string(); }

test::ProcessResult run_script(const std::vector<std::string>& arguments,
                               const std::vector<std::string>& environment = {}) {
    test::ProcessOptions options;
    options.arguments = arguments;
    options.environment = environment;
    options.environment->push_back("PATH=/usr/bin:/bin");
    options.limit = std::chrono::seconds(120);
    return test::run_process(script(), options);
}

}  // namespace

TEST_CASE("every font inside the program opens, and is the one its name says") {
    std::string names;
    for (const ui::EmbeddedFont& font : ui::embedded_fonts()) {
        INFO(font.name);
        names += std::string(font.name) + "\n";
        FontSet set;
        const std::vector<std::uint8_t> bytes(font.bytes.begin(), font.bytes.end());
        REQUIRE(set.add(std::string(font.name), std::make_shared<const std::vector<std::uint8_t>>(bytes)));
        CHECK(set.units_per_em(0) == 1000);
        CHECK_FALSE(set.is_emoji(0));
        const std::string file = test::read_file(test::build_folder() / "fonts" / font.name);
        CHECK(std::ranges::equal(file, bytes, {}, [](char c) { return static_cast<std::uint8_t>(c); }));
    }
    CHECK(names == run_script({"--list"}).output);
    CHECK(ui::embedded_fonts().size() >= 6);
}

TEST_CASE("the fonts cover every character of our English and Arabic texts, regular and bold") {
    for (const char* style : {"Regular", "Bold"}) {
        const Family family(style);
        for (const char* language : {"en", "ar"}) {
            INFO(style << " " << language);
            const std::string characters = characters_of(language);
            CHECK(utf8::length(characters) > 60);
            for (const char32_t code : family.fonts.missing(characters, "")) {
                FAIL_CHECK("no font has U+" << std::hex << static_cast<std::uint32_t>(code));
            }
        }
        // What the languages to come need, and what steps through menus are written with.
        CHECK(family.fonts.missing("Tiếng Việt Ελληνικά Українська Ɓɗɛŋ €₴₽₺₹ ← →", "").empty());
        CHECK(family.fonts.missing("پژگچ ےٹڈ ۀێۆ ٠١٢ ۰۱۲ ،؛؟ «»", "").empty());
        // The question itself can be answered with no.
        CHECK(family.fonts.missing("漢字", "").size() == 2);
    }
}

TEST_CASE("lines with Arabic are no taller than lines without") {
    for (const char* style : {"Regular", "Bold"}) {
        const Family family(style);
        REQUIRE(family.faces.size() == 3);
        FontSet latin;
        FontSet arabic;
        for (const ui::EmbeddedFont& font : ui::embedded_fonts()) {
            const auto bytes =
                std::make_shared<const std::vector<std::uint8_t>>(font.bytes.begin(), font.bytes.end());
            if (font.name == std::string("NotoSans-") + style + ".ttf") REQUIRE(latin.add("latin", bytes));
            if (font.name == std::string("NotoSansArabicUI-") + style + ".ttf")
                REQUIRE(arabic.add("arabic", bytes));
        }
        REQUIRE(latin.set_chain("", {0}));
        REQUIRE(arabic.set_chain("", {0}));
        CHECK(latin.line_metrics("").ascent == arabic.line_metrics("").ascent);
        CHECK(latin.line_metrics("").descent == arabic.line_metrics("").descent);
        CHECK(std::abs(latin.line_metrics("").height() - 1.362) < 0.001);
    }
}

TEST_CASE("the licence of the fonts lies beside the program") {
    const std::string licence = test::read_file(test::build_folder() / "licences/noto-fonts.txt");
    CHECK(licence.find("SIL Open Font License") != std::string::npos);
    CHECK(licence.find("Google") != std::string::npos);
    CHECK(licence.find("PREAMBLE") != std::string::npos);
}

TEST_CASE("cutting the fonts again gives the same bytes, and heals a file that was damaged") {
    const fs::path built = test::build_folder() / "fonts";
    const test::TempFolder folder;
    for (const char* file : {"made", "made-from", "noto-fonts.txt"})
        fs::copy_file(built / file, folder.path() / file);
    for (const ui::EmbeddedFont& font : ui::embedded_fonts())
        fs::copy_file(built / font.name, folder.path() / font.name);

    const fs::path arrows = folder.path() / "NotoSansMath-Regular.ttf";
    const auto before = fs::last_write_time(arrows);
    const auto idle = run_script({folder.path().string()});
    CHECK(idle.exit_code == 0);
    CHECK(idle.errors.empty());
    CHECK(fs::last_write_time(arrows) == before);

    fs::resize_file(arrows, 100);
    const auto again = run_script({folder.path().string()});
    INFO(again.errors);
    CHECK(again.exit_code == 0);
    CHECK(fs::last_write_time(arrows) != before);
    for (const ui::EmbeddedFont& font : ui::embedded_fonts()) {
        CHECK(test::read_file(folder.path() / font.name) == test::read_file(built / font.name));
    }
}

TEST_CASE("a font or a tool that is missing is named in one sentence") {
    const test::TempFolder folder;
    const auto lines = [](const test::ProcessResult& result) { return text::lines(result.errors).size(); };
    const auto no_font =
        run_script({(folder.path() / "out").string()}, {"AMPARO_NOTO=" + folder.path().string()});
    CHECK(no_font.exit_code == 1);
    CHECK(lines(no_font) == 1);
    CHECK(no_font.errors.find("NotoSans-Regular.ttf is not here") != std::string::npos);
    CHECK(no_font.errors.find("fonts-noto-ui-core") != std::string::npos);
    CHECK_FALSE(fs::exists(folder.path() / "out"));

    // A folder of tools with everything but the one that cuts.
    const fs::path tools = folder.path() / "tools";
    fs::create_directory(tools);
    for (const char* tool : {"bash", "env", "readlink", "dirname"})
        fs::create_symlink(fs::path("/usr/bin") / tool, tools / tool);
    test::ProcessOptions options;
    options.arguments = {(folder.path() / "out").string()};
    options.environment = {"PATH=" + tools.string()};
    const auto no_tool = test::run_process(script(), options);
    CHECK(no_tool.exit_code == 1);
    CHECK(lines(no_tool) == 1);
    CHECK(no_tool.errors.find("install the package fonttools") != std::string::npos);

    CHECK(run_script({"--help"}).exit_code == 2);
    CHECK(run_script({"a", "b"}).exit_code == 2);
}
