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
#include "tests/app/screens/whole_page.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;
using models::Place;
using test::check_nodes;
using test::House;
using test::pressable;

namespace {

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
    if (language == "en") CHECK(scenes >= 5);
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
