// What a person does on the pages: presses with a pointer or a key, goes back, scrolls, comes and goes. And what is on a page
// when somebody came there on a certain way.
#include <algorithm>
#include <functional>
#include <optional>
#include <set>

#include "app/screens/sending.hpp"
#include "app/screens/vault_fields.hpp"
#include "tests/app/screens/whole_page.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;
using models::Place;
using test::check_nodes;
using test::House;
using test::pressable;

TEST_CASE("Get help and Hide now are on every page but the help page and the first, at the same point") {
    House house("en");
    house.model->finish_first_run();
    std::optional<a11y::Bounds> help;
    std::optional<a11y::Bounds> hide;
    for (const Place place : {Place::Home, Place::Checks, Place::Accounts, Place::Lessons, Place::Cases, Place::Settings, Place::Gallery}) {
        house.go(place);
        house.draw(1280, 800, ui::ThemeKind::Light, 1);
        for (const a11y::Node& node : house.nodes()) {
            if (node.id == "help") {
                if (help) CHECK(*help == node.bounds);
                help = node.bounds;
            }
            if (node.id == "hide") {
                if (hide) CHECK(*hide == node.bounds);
                hide = node.bounds;
            }
        }
        REQUIRE(help);
        REQUIRE(hide);
    }
    house.model->open_help();
    house.draw(1280, 800, ui::ThemeKind::Light, 1);
    const auto at = std::ranges::find(house.nodes(), "hide", &a11y::Node::id);
    REQUIRE(at != house.nodes().end());
    CHECK(at->bounds == *hide);
}

TEST_CASE("the whole help page can be walked with Tab and Enter, without a pointer") {
    House house("ar");
    house.model->open_help();
    house.draw(1280, 800, ui::ThemeKind::Light, 1);
    const auto key = [&](ui::Key pressed) {
        house.headless.ui().feed_key(pressed);
        house.draw(1280, 800, ui::ThemeKind::Light, 1);
    };
    const auto enter = [&](const std::string& id) {
        for (int i = 0; i < 60 && house.headless.ui().focused_id() != id; ++i) key(ui::Key::Tab);
        CHECK(house.headless.ui().focused_id() == id);
        key(ui::Key::Enter);
    };
    enter("danger.no");
    enter("incident.arrest");
    CHECK(house.model->desk()->incident() == "arrest");
    CHECK_FALSE(house.model->desk()->suggestions().empty());
    const auto copies = std::ranges::count_if(house.nodes(), [](const a11y::Node& node) { return node.id.starts_with("copy."); });
    CHECK(copies > 0);
    const auto write = std::ranges::find_if(house.nodes(), [](const a11y::Node& node) { return node.id.starts_with("write."); });
    REQUIRE(write != house.nodes().end());
    enter(write->id);
    CHECK(house.model->emergency()->step() == models::HelpStep::Review);
    // Back leads step by step, and out of the page from the first.
    for (int i = 0; i < 4; ++i) {
        CHECK(house.model->places.here().place == Place::Emergency);
        key(ui::Key::Escape);
    }
    CHECK(house.model->places.here().place == Place::FirstRun);
}

TEST_CASE("the message that was copied is taken back after a minute, and what somebody else copied is left alone") {
    for (const bool others : {false, true}) {
        House house("en");
        std::string clipboard;
        house.headless.ui().set_clipboard({[&](const std::string& text) { clipboard = text; }, [&] { return clipboard; }});
        house.model->open_help();
        models::Emergency& help = *house.model->emergency();
        help.choose_incident("account-compromise");
        help.write_to("accessnow-helpline");
        house.draw(1280, 800, ui::ThemeKind::Light, 1);
        house.headless.ui().set_focus("carry");
        house.headless.ui().feed_key(ui::Key::Enter);
        house.draw(1280, 800, ui::ThemeKind::Light, 1);
        CHECK(clipboard == help.preview().rendering.text);
        REQUIRE(house.state.copied);
        house.state.copied->until = house.headless.ui().time() + 1;
        house.draw(1280, 800, ui::ThemeKind::Light, 1);
        CHECK(house.headless.ui().next_due().has_value());
        if (others) clipboard = "something else";
        house.state.copied->until = 0;
        house.draw(1280, 800, ui::ThemeKind::Light, 1);
        CHECK(clipboard == (others ? "something else" : ""));
        CHECK_FALSE(house.state.copied);
    }
}

TEST_CASE("on every page of a lesson the button that shows the English keeps the page and what was answered") {
    House house("ar");
    REQUIRE(house.model->open_lesson("disk-encryption"));
    const std::size_t pages = house.model->player()->page_count();
    std::size_t pressed = 0;
    for (std::size_t page = 0; page < pages; ++page) {
        INFO("page " << page);
        house.model->player()->go_to(page);
        house.model->player()->choose(0);
        const bool answered = house.model->player()->answered();
        for (const bool english : {true, false}) {
            house.draw(1280, 800, ui::ThemeKind::Light, 1);
            if (std::ranges::find(house.nodes(), "english", &a11y::Node::id) == house.nodes().end()) break;
            house.headless.ui().set_focus("english");
            house.headless.ui().feed_key(ui::Key::Enter);
            house.draw(1280, 800, ui::ThemeKind::Light, 1);
            CHECK(house.model->shows_english() == english);
            CHECK(house.model->player()->page() == page);
            CHECK(house.model->player()->answered() == answered);
            ++pressed;
        }
    }
    CHECK(pressed >= 2 * (pages - 1));
}

TEST_CASE("every control of every page can be pressed, and a whole page follows") {
    House house("ar");
    house.model->finish_first_run();
    const auto draw = [&] { house.draw(1280, 800, ui::ThemeKind::Light, 1); };
    const auto ready = [&] {
        if (house.model->check_up().phase() != models::LiveCheckUp::Phase::Done) house.look_at_everything();
        house.model->set_language("ar");
    };
    const auto press_everything = [&](const std::string& where, const std::function<void()>& arrive) {
        ready();
        arrive();
        draw();
        std::vector<std::string> ids;
        for (const a11y::Node& node : house.nodes()) {
            // Of twenty-seven lessons to tick one is enough.
            const bool another = !node.id.starts_with("trainer.pick/") || node.id == "trainer.pick/passwords";
            if (pressable(node.role) && node.enabled && node.id != "hide" && node.id != "present.here" && another) ids.push_back(node.id);
        }
        CHECK(ids.size() > 2);
        for (const std::string& id : ids) {
            INFO(where << ", " << id);
            ready();
            arrive();
            draw();
            house.headless.ui().set_focus(id);
            house.headless.ui().feed_key(ui::Key::Enter);
            draw();
            check_nodes(house, where + ", " + id);
        }
    };
    for (const Place place : {Place::FirstRun, Place::Home, Place::Checks, Place::Accounts, Place::Lessons, Place::Settings}) {
        press_everything("place " + std::to_string(static_cast<int>(place)), [&] { house.go(place); });
    }
    press_everything("gallery", [&] {
        house.state.gallery.asking = false;
        house.go(Place::Gallery);
    });
    for (const char* check : {"disk-encryption-system", "firewall-on"}) {
        press_everything(check, [&] { house.go(Place::CheckDetail, check); });
    }
    REQUIRE(house.model->open_lesson("disk-encryption"));
    for (std::size_t page = 0; page < house.model->player()->page_count(); ++page) {
        press_everything("lesson page " + std::to_string(page), [&] {
            REQUIRE(house.model->open_lesson("disk-encryption"));
            house.model->player()->go_to(page);
        });
    }
    models::Trainer& trainer = house.model->trainer();
    const auto plan = [&] {
        trainer.clear();
        trainer.pick("helplines", true);
        trainer.set_room(60);
        trainer.make_plan();
        house.state.trainer = {};
        house.state.open["trainer.add"] = false;
    };
    press_everything("trainer", [&] {
        trainer.clear();
        house.go(Place::Trainer);
    });
    press_everything("trainer, plan", [&] {
        plan();
        house.go(Place::Trainer);
    });
    press_everything("presenter", [&] {
        plan();
        REQUIRE(trainer.start());
        trainer.presenter()->go_to_item(2, trainer.now());
        static_cast<void>(trainer.presenter()->ask(trainer.now()));
        house.go(Place::Trainer);
        house.go(Place::Presenter);
    });
    trainer.clear();
    using models::HelpStep;
    using escalation::Danger;
    const auto arrive_at = [&](const std::function<void(models::Emergency&)>& way) {
        return [&house, way] {
            house.state.help = {};
            house.model->open_help();
            way(*house.model->emergency());
        };
    };
    const auto review = [](models::Emergency& help) {
        help.answer(Danger::No);
        help.choose_incident("account-compromise");
        help.write_to("accessnow-helpline");
    };
    press_everything("help", arrive_at([](models::Emergency&) {}));
    press_everything("help, numbers", arrive_at([](models::Emergency& help) { help.answer(Danger::Now); }));
    press_everything("help, what", arrive_at([](models::Emergency& help) { help.answer(Danger::No); }));
    press_everything("help, who", arrive_at([](models::Emergency& help) { help.choose_incident("account-compromise"); }));
    press_everything("help, aid", arrive_at([](models::Emergency& help) {
        help.choose_incident("account-compromise");
        help.open_flow("account-takeover");
        help.player()->answer(0);
    }));
    press_everything("help, review", arrive_at(review));
    press_everything("help, form", arrive_at([](models::Emergency& help) {
        help.choose_incident("account-compromise");
        help.write_to("google-account");
    }));
    press_everything("help, words", arrive_at([&](models::Emergency& help) { review(help), help.go(HelpStep::Words); }));
    press_everything("help, keep", arrive_at([&](models::Emergency& help) { review(help), help.go(HelpStep::Keep); }));
    press_everything("cases", [&] {
        house.state.cases = {};
        house.model->open_help();
        review(*house.model->emergency());
        house.model->emergency()->handed_over();
        REQUIRE(house.model->cases().keep(*house.model->emergency()));
        house.go(Place::Cases);
    });
    press_everything("send, off", [&] { house.know_somebody(), house.write_to_somebody(); });
    press_everything("send, road", [&] { house.write_to_somebody(), house.model->emergency()->go(HelpStep::Road); });
    press_everything("send, key", arrive_at([&](models::Emergency& help) { review(help), help.go(HelpStep::Key); }));
    press_everything("send, mail account", arrive_at([&](models::Emergency& help) { review(help), help.go(HelpStep::Road); }));
    press_everything("send, ready", [&] { house.allow_sending(), house.write_to_somebody(); });
    press_everything("help, after", arrive_at([&](models::Emergency& help) { review(help), help.handed_over(); }));
}

TEST_CASE("Escape leads from help back to the locked page, and the passphrase can be typed at once") {
    const test::TempFolder stick;
    House house("en", test::build_folder().string(), (stick.path() / "data").string());
    const auto draw = [&] { house.draw(1280, 800, ui::ThemeKind::Light, 1); };
    house.model->finish_first_run();
    house.model->keeping().create(House::secret("a passphrase of mine"), House::secret("a passphrase of mine"));
    house.settle_saving();
    house.model->keeping().close();
    house.settle_saving();
    house.go(Place::Unlock);
    draw();
    CHECK(house.headless.ui().focused_id() == "passphrase");
    house.model->open_help();
    draw();
    house.headless.ui().feed_key(ui::Key::Escape);
    draw();
    draw();
    CHECK(house.headless.ui().focused_id() == "passphrase");
}

TEST_CASE("the switch for reduced motion is in Settings, and a question in the gallery is answered by keyboard") {
    House house("ar");
    const auto press = [&](const char* id) {
        house.headless.ui().set_focus(id);
        house.headless.ui().feed_key(ui::Key::Enter);
        CHECK(house.draw(1280, 800, ui::ThemeKind::Light, 1));
    };
    house.go(Place::Settings);
    house.draw(1280, 800, ui::ThemeKind::Light, 1);
    press("motion");
    CHECK(house.model->look.moves_little());
    press("motion");
    CHECK_FALSE(house.model->look.moves_little());
    house.go(Place::Gallery);
    house.draw(1280, 800, ui::ThemeKind::Light, 1);
    press("gallery.ask");
    CHECK(house.state.gallery.asking);
    check_nodes(house, "dialog");
    const std::size_t visits = house.model->places.visits();
    house.headless.ui().feed_key(ui::Key::Escape);
    house.draw(1280, 800, ui::ThemeKind::Light, 1);
    CHECK_FALSE(house.state.gallery.asking);
    CHECK(house.model->places.visits() == visits);
    CHECK(house.headless.ui().focused_id() == "gallery.ask");
}

TEST_CASE("Page Down, End, Home and the arrows scroll the page, and the rail stays") {
    House house("en");
    house.go(Place::Gallery);
    house.draw(1000, 600, ui::ThemeKind::Light, 1);
    const auto top_of = [&](std::string_view id) {
        const auto at = std::ranges::find(house.nodes(), id, &a11y::Node::id);
        REQUIRE(at != house.nodes().end());
        return at->bounds.y0;
    };
    const float rail = top_of("rail.home");
    const float first = top_of("gallery.button.0");
    const auto key = [&](ui::Key pressed) {
        house.headless.ui().feed_key(pressed);
        house.draw(1000, 600, ui::ThemeKind::Light, 1);
        return top_of("gallery.button.0");
    };
    const float page = key(ui::Key::PageDown);
    CHECK(page < first - 300);
    CHECK(key(ui::Key::Up) > page);
    CHECK(key(ui::Key::Finish) < page);
    CHECK(key(ui::Key::Home) == first);
    CHECK(key(ui::Key::Down) < first);
    CHECK(top_of("rail.home") == rail);
}

TEST_CASE("a telephone number inside the Arabic page stands as it is written") {
    House house("ar");
    house.model->open_help();
    house.model->emergency()->choose_incident("arrest");
    house.model->emergency()->choose_region("IN");
    house.state.open["who.all"] = true;
    house.model->desk()->toggle("hrln");
    house.draw(1280, 800, ui::ThemeKind::Light, 1);
    bool found = false;
    for (const a11y::Node& node : house.nodes()) found = found || node.name.find("+91") != std::string::npos;
    CHECK(found);
    // What is drawn: every digit of the number from left to right.
    const auto label = house.headless.ui().text_engine().line(
        ui::Face::Regular, "اتصل على \u2066+1 202-555-0147\u2069 الآن", "ar", text_layout::Direction::RightToLeft);
    std::string digits;
    for (const text_layout::Cell& cell : label->line.cells) {
        const std::string part = label->text.substr(cell.start, cell.end - cell.start);
        if (part == "+" || part == "-" || (part.size() == 1 && part[0] >= '0' && part[0] <= '9')) digits += part;
    }
    CHECK(digits == "+1202-555-0147");
}

TEST_CASE("the first page offers to save and leads there, and whoever goes on without it has saved nothing") {
    const test::TempFolder stick;
    const std::string data = (stick.path() / "data").string();
    House house("en", test::build_folder().string(), data);
    const auto press = [&](const char* id) {
        house.draw(1280, 800, ui::ThemeKind::Light, 1);
        house.headless.ui().set_focus(id);
        house.headless.ui().feed_key(ui::Key::Enter);
        house.draw(1280, 800, ui::ThemeKind::Light, 1);
    };
    press("save");
    CHECK(house.model->places.here().place == Place::Saving);
    CHECK(std::ranges::any_of(house.nodes(), [](const a11y::Node& node) { return node.id == "create.go"; }));
    house.model->go_back();
    CHECK(house.model->places.here().place == Place::Home);
    house.model->places.start_at(Place::FirstRun);
    press("continue");
    CHECK(house.model->places.here().place == Place::Home);
    CHECK(house.model->keeping().phase() == models::Keeping::Phase::Nothing);
    CHECK_FALSE(std::filesystem::exists(data));
    // Without a place to save, nothing is offered.
    House nowhere("en");
    nowhere.draw(1280, 800, ui::ThemeKind::Light, 1);
    CHECK(std::ranges::none_of(nowhere.nodes(), [](const a11y::Node& node) { return node.id == "save"; }));
}

TEST_CASE("a button of the page about saving that would do nothing is off and says what is missing") {
    const test::TempFolder stick;
    House house("en", test::build_folder().string(), (stick.path() / "data").string());
    house.model->finish_first_run();
    house.go(Place::Saving);
    house.model->keeping().create(House::secret("velvet-otter-lamp"), House::secret("velvet-otter-lamp"));
    house.settle_saving();
    screens::View view{house.headless.ui(), *house.model, house.state};
    for (const auto& [form, id] : {std::pair{"move", "move.go"}, {"export", "export.go"}, {"second", "second.join"}}) {
        INFO(id);
        screens::vault_fields(view).form = form;
        house.draw(1280, 800, ui::ThemeKind::Light, 1);
        const auto button = std::ranges::find(house.nodes(), id, &a11y::Node::id);
        REQUIRE(button != house.nodes().end());
        CHECK_FALSE(button->enabled);
        CHECK(button->description.starts_with("First "));
    }
    screens::vault_fields(view).form = "move";
    screens::vault_fields(view).folder.buffer.reset("/somewhere");
    house.draw(1280, 800, ui::ThemeKind::Light, 1);
    const auto button = std::ranges::find(house.nodes(), "move.go", &a11y::Node::id);
    REQUIRE(button != house.nodes().end());
    CHECK(button->enabled);
}

TEST_CASE("the emergency card is one press away from Settings, open and in sight") {
    House house("en");
    house.model->finish_first_run();
    house.go(Place::Settings);
    house.draw(1280, 800, ui::ThemeKind::Light, 1);
    house.headless.ui().set_focus("card");
    house.headless.ui().feed_key(ui::Key::Enter);
    house.draw(1280, 800, ui::ThemeKind::Light, 1);
    CHECK(house.model->places.here().place == Place::Saving);
    const auto name = std::ranges::find(house.nodes(), "card.0.name", &a11y::Node::id);
    REQUIRE(name != house.nodes().end());
    CHECK(house.headless.ui().focused_id() == "form.card");
}

TEST_CASE("the page of cases tells moments as a person reads them") {
    House house("en");
    house.model->open_help();
    models::Emergency& help = *house.model->emergency();
    help.choose_incident("account-compromise");
    help.write_to("accessnow-helpline");
    help.handed_over();
    house.go(Place::Cases);
    REQUIRE(house.model->cases().keep(help));
    house.draw(1280, 2400, ui::ThemeKind::Light, 1);
    CHECK(std::ranges::any_of(house.nodes(), [](const a11y::Node& node) { return node.name.find(" 14:32 UTC") != std::string::npos; }));
    for (const a11y::Node& node : house.nodes()) CHECK(node.name.find("T14:32Z") == std::string::npos);
}
