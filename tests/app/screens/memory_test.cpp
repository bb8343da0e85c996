// What a person typed, kept and read in an open profile is nowhere in the program's memory once it is closed, however it
// was drawn, shaped, spoken or saved meanwhile; nor is their passphrase. And on the stick it never stood in clear.

#include <filesystem>

#include "app/platform/wiping_memory.hpp"
#include "app/screens/vault_fields.hpp"
#include "tests/app/screens/house.hpp"
#include "tests/support/own_memory.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;
using models::Place;
using test::House;

namespace {

/// Typed as by a keyboard, letter by letter, and drawn after each.
void type(House& house, const test::Canary& canary) {
    std::string text = canary.text();
    for (const char letter : text) {
        std::string one(1, letter);
        house.headless.ui().feed_text(one);
        house.draw(1280, 800, ui::ThemeKind::Light, 1);
        wipe(one);
    }
    wipe(text);
}

void focus(House& house, const char* id) {
    house.headless.ui().set_focus(id);
    house.draw(1280, 800, ui::ThemeKind::Light, 1);
}

}  // namespace

TEST_CASE("a closed profile and its passphrase leave no trace in the memory of the window") {
    if (!memory_is_wiped()) SKIP("sanitizer builds keep their own memory");
    const test::Canary passphrase("passphrase-of-the-test");
    const test::Canary name("a-name-in-a-case-note");
    const test::Canary draft("a-name-in-a-half-typed-note");
    const test::TempFolder stick;
    const auto data = stick.path() / "data";
    {
        House house("en", test::build_folder().string(), data.string());
        house.model->finish_first_run();
        house.go(Place::Saving);
        house.draw(1280, 800, ui::ThemeKind::Light, 1);
        focus(house, "create.first");
        type(house, passphrase);
        focus(house, "create.second");
        type(house, passphrase);
        house.headless.ui().feed_key(ui::Key::Enter);
        house.draw(1280, 800, ui::ThemeKind::Light, 1);
        house.settle_saving();
        REQUIRE(house.model->keeping().phase() == models::Keeping::Phase::Open);

        house.model->open_help();
        models::Emergency& help = *house.model->emergency();
        help.answer(escalation::Danger::No);
        help.choose_incident("account-compromise");
        help.write_to("accessnow-helpline");
        help.handed_over();
        REQUIRE(house.model->cases().keep(help).has_value());
        {
            std::string text = name.text();
            REQUIRE(house.model->cases().note(text).has_value());
            wipe(text);
        }
        house.go(Place::Cases);
        house.draw(1280, 800, ui::ThemeKind::Light, 1);
        focus(house, "case.note");
        type(house, draft);
        house.settle_saving();
        // The eyes can see.
        CHECK(name.count() > 0);
        CHECK(draft.count() > 0);

        house.model->keeping().close();
        house.settle_saving();
        REQUIRE(house.model->keeping().phase() == models::Keeping::Phase::Locked);
        for (int i = 0; i < 3; ++i) house.draw(1280, 800, ui::ThemeKind::Light, 1);
        CHECK(passphrase.count() == 0);
        CHECK(name.count() == 0);
        CHECK(draft.count() == 0);
        // The window still works, and what was kept is there again.
        {
            std::string text = passphrase.text();
            house.model->keeping().open(House::secret(text));
            wipe(text);
        }
        house.settle_saving();
        REQUIRE(house.model->cases().files().size() == 1);
        CHECK(name.count() > 0);
        house.model->keeping().abandon();
        house.model->hide();
    }
    CHECK(passphrase.count() == 0);
    CHECK(name.count() == 0);
    for (const auto& entry : std::filesystem::directory_iterator(data)) {
        const std::string bytes = test::read_file(entry.path());
        INFO(entry.path());
        CHECK(name.count_in(bytes) == 0);
        CHECK(draft.count_in(bytes) == 0);
        CHECK(passphrase.count_in(bytes) == 0);
    }
}
