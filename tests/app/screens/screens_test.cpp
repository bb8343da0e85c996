// Every screen in every theme, both directions and several sizes, drawn without a window: nothing beyond the edges,
// nothing too small to press, no id where words should be.
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <functional>
#include <optional>
#include <set>

#include "app/screens/sending.hpp"
#include "app/screens/vault_fields.hpp"
#include "tests/app/screens/house.hpp"
#include "tests/support/screen_judge.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;
using models::Place;
using test::House;
using test::pressable;

namespace {

void check_nodes(House& house, const std::string& where) {
    CHECK(house.nodes().size() > 3);
    const std::vector<std::string> problems = test::judge_screen(house.headless.ui());
    for (const std::string& problem : problems) FAIL_CHECK(where << ": " << problem);
    // While the ten seconds pass there are two: the button that cancels, and Hide now.
    CHECK(house.items.size() >= 2);
    for (const std::string& problem : test::judge_items(house.headless.ui(), house.items)) FAIL_CHECK(where << ": " << problem);
}

struct Size {
    int width;
    int height;
    float scale;
};

}  // namespace

namespace {

constexpr std::array<Size, 4> kSizes{{{1280, 800, 1}, {800, 560, 1}, {1280, 800, 2}, {800, 560, 2}}};
constexpr std::array<Size, 2> kMoreSizes{{{1920, 1080, 2.5F}, {1000, 700, 0.8F}}};

/// Every page of the emergency way.
void walk_help(House& house, const std::function<void(const std::string&)>& everywhere) {
    using escalation::Danger;
    house.model->open_help();
    models::Emergency& help = *house.model->emergency();
    everywhere("help, danger");
    help.answer(Danger::Now);
    house.state.open["numbers.state"] = true;
    everywhere("help, numbers");
    help.go(models::HelpStep::What);
    everywhere("help, what");
    house.state.open["what.all"] = true;
    everywhere("help, all that happened");
    help.choose_incident("account-compromise");
    everywhere("help, who");
    house.state.choosing_region = true;
    everywhere("help, where");
    house.state.choosing_region = false;
    help.open_flow("account-takeover");
    everywhere("help, aid, question");
    help.player()->answer(0);
    help.player()->tick(0);
    everywhere("help, aid, advice");
    help.back();
    help.back();
    for (const char* desk : {"google-account", "accessnow-helpline"}) {
        house.state.open["letter"] = true;
        house.state.open["asks"] = true;
        help.write_to(desk);
        everywhere(std::string("help, review, ") + desk);
        if (desk == std::string("accessnow-helpline")) break;
        help.back();
    }
    help.choose_stage(escalation::Stage::Full);
    help.change([](escalation::Report& report) { report.summary = "They took Sara Haddad, my code: 123456"; });
    help.leave_out("code", true);
    everywhere("help, review, full");
    help.go(models::HelpStep::Words);
    everywhere("help, words");
    help.back();
    help.go(models::HelpStep::Phone);
    everywhere("help, phone");
    help.back();
    help.go(models::HelpStep::Keep);
    everywhere("help, keep");
    help.handed_over();
    everywhere("help, after");
    house.go(Place::Accounts);
    everywhere("accounts, none");
    house.state.choosing_export = true;
    everywhere("accounts, choosing");
    house.state.choosing_export = false;
    house.read_exports();
    everywhere("accounts, read");
    house.go(Place::AccountPasswords);
    for (const char* fold : {"account-finding.password-reused.0", "account-finding.good"}) house.state.open[fold] = true;
    everywhere("accounts, passwords");
    house.go(Place::AccountActivity);
    house.model->accounts().activity()->mark(0, models::Mark::NotMe);
    everywhere("accounts, activity");
    house.go(Place::AccountPlan, "page");
    everywhere("accounts, plan");
    house.go(Place::Cases);
    everywhere("cases, none");
    REQUIRE(house.model->cases().keep(help));
    REQUIRE(house.model->cases().add_evidence("a-picture-with-a-name.png", "bytes"));
    REQUIRE(house.model->cases().answered("A desk", "By Signal, with the code word"));
    everywhere("cases");
    REQUIRE(house.model->cases().decided("2026-11-09", true));
    everywhere("cases, in the Union");
    house.model->places.go(Place::Emergency);
    help.start();
    help.choose_unknown();
    everywhere("help, unknown");
}

/// Trainer mode from nothing to a question on the wall.
void walk_trainer(House& house, const std::function<void(const std::string&)>& everywhere, const std::function<void(const std::string&)>& on_wall) {
    models::Trainer& trainer = house.model->trainer();
    house.go(Place::Trainer);
    house.state.open["teach.bring"] = true;
    everywhere("trainer, nothing picked");
    trainer.pick("passwords", true);
    trainer.set_room(120);
    trainer.make_plan();
    for (const char* fold : {"trainer.add", "present.blocks", "present.disclose"}) house.state.open[fold] = true;
    everywhere("trainer, plan");
    trainer.set_room(30);
    while (trainer.plan().minutes() <= 30) trainer.change_minutes(0, 5);
    everywhere("trainer, too long");
    house.state.trainer.asking_clear = true;
    everywhere("trainer, clear?");
    house.state.trainer.asking_clear = false;
    REQUIRE(trainer.start());
    models::Presenter& show = *trainer.presenter();
    house.go(Place::Presenter);
    everywhere("presenter");
    show.go_to_item(2, trainer.now());
    REQUIRE(show.ask(trainer.now()));
    show.count(0, 3);
    show.count(1, 12);
    show.show_answer(true);
    everywhere("presenter, question");
    house.go(Place::Wall);
    on_wall("wall, question");
    for (std::size_t card = 0; card < show.cards().size(); ++card) {
        show.go_to_item(0, trainer.now());
        while (show.at() < card) show.next(trainer.now());
        on_wall("wall, card " + std::to_string(card));
    }
    trainer.end();
}

/// What a person sees from the message to the receipt.
void walk_send(House& house, const std::function<void(const std::string&)>& everywhere) {
    house.know_somebody();
    house.write_to_somebody();
    models::Emergency& help = *house.model->emergency();
    everywhere("send, off");
    help.go(models::HelpStep::Road);
    house.state.sending.own_proxy = true;
    everywhere("send, road");
    house.state.sending.own_proxy = false;
    help.back();
    help.back();
    everywhere("send, who");
    house.allow_sending();
    house.write_to_somebody();
    everywhere("send, ready");
    models::Delivery& delivery = house.model->sending().delivery();
    delivery.ask();
    everywhere("send, asked");
    house.headless.ui().set_focus("send.ask/1");
    house.headless.ui().feed_key(ui::Key::Enter);
    everywhere("send, window");
    CHECK(delivery.phase() == models::Delivery::Phase::Window);
    house.pass(11);
    everywhere("send, on its way");
    house.arrive();
    everywhere("send, after");
    *house.refuses = Error{Errc::Offline, "network.error.connect", ""};
    house.write_to_somebody();
    house.pass(0.2);
    delivery.ask();
    delivery.answer_yes(screens::frame_time({house.headless.ui(), *house.model, house.state}));
    house.pass(11);
    house.arrive();
    everywhere("send, waits");
    house.refuses->reset();
    house.model->open_help();
    house.model->sending().practise(true);
    everywhere("practice, danger");
    help.choose_incident("account-compromise");
    help.write_to("accessnow-helpline");
    everywhere("practice, review");
    house.model->sending().practise(false);
    everywhere("mail, not confirmed");
    help.go(models::HelpStep::Key);
    everywhere("mail, key");
    help.back();
    help.go(models::HelpStep::Road);
    everywhere("mail, road");
    (void)house.state.sending.mailbox.buffer.reset("me@outlook.com");
    everywhere("mail, refused");
    (void)house.state.sending.mailbox.buffer.reset("me@gmail.com");
    house.state.sending.mail_problem = {"sending.mail.no_password", {}};
    everywhere("mail, app password");
    house.state.sending.mail_problem = {};
    house.state.sending.mail_place = "smtps://smtp.gmail.com";
    everywhere("mail, asked");
    house.state.sending.mail_place.clear();
    house.sign_in();
    everywhere("mail, signed in");
    help.back();
    help.go(models::HelpStep::Key);
    house.state.sending.page_problem = {"sending.key.other_site", {}};
    everywhere("key, sending is on");
    house.state.sending.key_place = "https://www.accessnow.org/key.asc";
    everywhere("key, asked");
    house.state.sending.key_place.clear();
    REQUIRE(house.model->sending().add_contact("Our friend", "friend@example.org", vault::InboxKey::make()->address().text()).has_value());
    help.write_to_person(models::Sending::recipient_of(house.model->sending().contacts().back()));
    everywhere("send, by mail to a person");
}

void walk_every_screen(const std::string& language) {
    House house(language);
    const auto one = [&](const std::string& what, const Size& size, ui::ThemeKind theme) {
        const std::string where = what + " " + language + " " + std::to_string(size.width) + " " + std::to_string(size.scale) +
                                  " theme " + std::to_string(static_cast<int>(theme));
        INFO(where);
        CHECK(house.draw(size.width, size.height, theme, size.scale));
        check_nodes(house, where);
    };
    const auto everywhere = [&](const std::string& what) {
        for (const auto theme : {ui::ThemeKind::Light, ui::ThemeKind::Dark, ui::ThemeKind::HighContrast}) {
            for (const Size& size : kSizes) one(what, size, theme);
        }
        for (const Size& size : kMoreSizes) one(what, size, ui::ThemeKind::Light);
    };
    everywhere("first run");
    house.model->finish_first_run();
    everywhere("home before");
    house.model->check_up().start();
    everywhere("home, looking");
    house.go(Place::Checks);
    everywhere("checks, looking");
    house.model->check_up().stop();
    house.settle_check_up();
    everywhere("checks, stopped");
    house.go(Place::Home);
    everywhere("home, stopped");
    house.look_at_everything();
    everywhere("home after");
    house.go(Place::Checks);
    for (const auto filter : {screens::CheckFilter::ToDo, screens::CheckFilter::CannotTell, screens::CheckFilter::All}) {
        house.state.filter = filter;
        house.state.open["fold.quiet"] = true;
        everywhere("checks");
    }
    for (const checks::Finding* finding : house.model->check_up().ordered()) {
        house.go(Place::CheckDetail, finding->id);
        for (const char* fold : {"detail.by_hand", "detail.evidence", "detail.why"}) house.state.open[fold] = true;
        CHECK(house.draw(800, 560, ui::ThemeKind::Light, 1));
        check_nodes(house, finding->id);
    }
    everywhere("detail");
    house.go(Place::Lessons);
    everywhere("lessons");
    REQUIRE(house.model->open_lesson("disk-encryption"));
    models::LessonPlayer& player = *house.model->player();
    for (std::size_t page = 0; page < player.page_count(); ++page) {
        player.go_to(page);
        player.choose(0);
        everywhere("lesson page " + std::to_string(page));
    }
    house.go(Place::LessonPath, "first-hour");
    everywhere("path");
    walk_trainer(house, everywhere, [&](const std::string& what) {
        for (const Size& size : kSizes) {
            CHECK(house.draw(size.width, size.height, ui::ThemeKind::Light, size.scale));
            for (const std::string& problem : test::judge_screen(house.headless.ui())) FAIL_CHECK(what << " " << language << " " << size.width << " " << size.scale << ": " << problem);
        }
    });
    house.go(Place::Settings);
    everywhere("settings");
    walk_help(house, everywhere);
    walk_send(house, everywhere);
    house.go(Place::Gallery);
    everywhere("gallery");
}

/// Every page of every lesson, at 100 and at 200 %, with everything opened and answered, and every scene of every story.
void walk_every_page(const std::string& language) {
    House house(language);
    house.model->finish_first_run();
    std::size_t pages = 0;
    std::size_t scenes = 0;
    for (const lessons::Term& term : house.model->terms()) house.state.open["term." + term.id] = true;
    for (const models::LessonEntry& entry : house.model->lesson_list()) {
        REQUIRE(house.model->open_lesson(entry.id));
        models::LessonPlayer& player = *house.model->player();
        // Each page once in the person's language; what a translation lacks was seen in English.
        const bool translated = entry.wording.lang == language;
        for (std::size_t page = 0; page < player.page_count() && (translated || language == "en"); ++page) {
            player.go_to(page);
            if (const lessons::Step* step = player.step()) {
                for (const lessons::HowTo& how : step->how_to) house.state.open["how." + step->id + "." + how.system] = true;
            }
            if (const lessons::QuizItem* item = player.quiz()) {
                for (std::size_t i = 0; i < item->options.size(); ++i) player.choose(i);
                if (player.can_reveal()) player.reveal();
            }
            const auto judge = [&](const std::string& where) {
                for (const Size& size : {Size{1280, 800, 1}, Size{1280, 800, 2}}) {
                    CHECK(house.draw(size.width, size.height, ui::ThemeKind::Light, size.scale));
                    for (const std::string& problem : test::judge_screen(house.headless.ui())) {
                        FAIL_CHECK(entry.id << ", page " << page << where << " " << language << " " << size.scale << ": " << problem);
                    }
                }
            };
            judge("");
            ++pages;
            const lessons::Scene* const first = player.scene();
            if (first == nullptr) continue;
            // From each scene into each that is not seen yet, with what follows from the choice above it.
            std::set<std::string> seen{first->id};
            const std::function<void()> on = [&] {
                const std::size_t choices = player.scene()->choices.size();
                for (std::size_t choice = 0; choice < choices; ++choice) {
                    player.take(choice);
                    judge(", scene " + player.scene()->id);
                    ++scenes;
                    if (seen.insert(player.scene()->id).second) on();
                    player.take_back();
                }
            };
            on();
        }
    }
    CHECK(pages >= 10);
    if (language == "en") CHECK(scenes >= 10);
}

/// What is left on a stick whose data files are gone.
void walk_without_data(const std::string& language) {
    const test::TempFolder nothing;
    House house(language, nothing.path().string());
    house.model->finish_first_run();
    const auto one = [&](const std::string& what) {
        for (const Size& size : kSizes) {
            INFO(what << " " << size.width << " " << size.scale);
            CHECK(house.draw(size.width, size.height, ui::ThemeKind::Light, size.scale));
            check_nodes(house, what + " " + language);
        }
    };
    one("home");
    house.look_at_everything();
    house.go(Place::Checks);
    one("checks");
    house.go(Place::Lessons);
    one("lessons");
    CHECK(house.model->lesson_list().empty());
    house.go(Place::Settings);
    one("settings");
    walk_help(house, one);
    house.model->emergency()->start();
    house.model->emergency()->choose_incident("account-compromise");
    one("help, who");
    CHECK(std::ranges::count_if(house.nodes(), [](const a11y::Node& node) { return node.id.starts_with("desk."); }) >= 3);
}

/// The pages about saving, in every state that a person can bring them to.
void walk_saving(const std::string& language) {
    const test::TempFolder stick;
    House house(language, test::build_folder().string(), (stick.path() / "data").string());
    const auto everywhere = [&](const std::string& what) {
        for (const auto theme : {ui::ThemeKind::Light, ui::ThemeKind::Dark, ui::ThemeKind::HighContrast}) {
            for (const Size& size : kSizes) {
                INFO(what << " " << size.width << " " << size.scale);
                CHECK(house.draw(size.width, size.height, theme, size.scale));
                check_nodes(house, what + " " + language);
            }
        }
    };
    models::Keeping& keeping = house.model->keeping();
    everywhere("first run, where one can save");
    house.model->finish_first_run();
    house.go(Place::Saving);
    everywhere("saving, new");
    keeping.create(House::secret("velvet-otter-lamp"), House::secret("velvet-otter-lump"));
    everywhere("saving, typed in two ways");
    keeping.create(House::secret("velvet-otter-lamp"), House::secret("velvet-otter-lamp"));
    everywhere("saving, being made");
    house.settle_saving();
    everywhere("saving, open");
    keeping.make_recovery();
    house.settle_saving();
    keeping.make_second(House::secret("harmless-garden-notes"), House::secret("harmless-garden-notes"));
    house.settle_saving();
    for (const char* form : {"passphrase", "recovery", "copied", "move", "export", "second", "destroy", "card"}) {
        screens::View view{house.headless.ui(), *house.model, house.state};
        screens::vault_fields(view).form = form;
        everywhere(std::string("saving, ") + form);
    }
    for (const char* question : {"second", "second.remove", "destroy"}) {
        screens::View view{house.headless.ui(), *house.model, house.state};
        screens::vault_fields(view).question = question;
        everywhere(std::string("saving, asked about ") + question);
        screens::vault_fields(view).question.clear();
    }
    using vault::Opening;
    keeping.reopen({Opening::Access::Read, Opening::OtherProgram::Respect, std::size_t{1}});
    house.settle_saving();
    everywhere("opening, to look at a copy");
    keeping.open(House::secret("velvet-otter-lamp"));
    house.settle_saving();
    house.go(Place::Saving);
    everywhere("saving, open for reading");
    keeping.close();
    house.settle_saving();
    everywhere("opening");
    keeping.open(House::secret("velvet-otter-lump"));
    everywhere("opening, under way");
    house.settle_saving();
    everywhere("opening, refused");
    house.go(Place::Saving);
    everywhere("saving, closed");
}

}  // namespace

TEST_CASE("the pages about saving fit in English, in three themes") { walk_saving("en"); }
TEST_CASE("the pages about saving fit in Arabic, in three themes") { walk_saving("ar"); }
TEST_CASE("the pages about saving fit in longer words from right to left, in three themes") { walk_saving("qps-plocm"); }

// One case for each language, so that they run beside each other.
TEST_CASE("every screen fits in English, in three themes, from small windows to 250 % text") { walk_every_screen("en"); }
TEST_CASE("every screen fits in Arabic, in three themes, from small windows to 250 % text") { walk_every_screen("ar"); }
TEST_CASE("every screen fits in words that are longer, in three themes, from small windows to 250 % text") {
    walk_every_screen("qps-ploc");
}
TEST_CASE("every screen fits in longer words from right to left, in three themes, from small windows to 250 % text") {
    walk_every_screen("qps-plocm");
}

TEST_CASE("no page of any lesson is cut or laid over another at 100 and 200 %, in English", "[pages]") { walk_every_page("en"); }
TEST_CASE("no page of any lesson is cut or laid over another at 100 and 200 %, in Arabic", "[pages]") { walk_every_page("ar"); }
TEST_CASE("no page of any lesson is cut or laid over another at 100 and 200 %, in Spanish", "[pages]") { walk_every_page("es"); }

TEST_CASE("without any data file every page still has its words, and help has its desks") {
    walk_without_data("en");
    walk_without_data("ar");
}

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
