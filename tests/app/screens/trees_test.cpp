// What a person who hears the window instead of seeing it is told on every page, compared with what it was when somebody
// last read it. After a change that is meant: AMPARO_WRITE_TREES=1 build/dev/rooms/tests/test_screens "[trees]", then
// read the difference as that person would hear it.
#include <cstdlib>
#include <regex>

#include "app/a11y/describe.hpp"
#include "app/screens/vault_fields.hpp"
#include "tests/app/screens/house.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;
using models::Place;
using test::House;

namespace {

/// Without the hour of the check-up.
std::string steady(const std::string& tree) {
    static const std::regex kHour("[0-9]{2}:[0-9]{2}");
    return std::regex_replace(tree, kHour, "14:02");
}

void compare(House& house, const std::string& name) {
    REQUIRE(house.draw(1280, 800, ui::ThemeKind::Light, 1));
    const std::string now = steady(a11y::describe(house.nodes()));
    const auto path = test::source_folder() / "tests/app/screens/trees" / (name + ".tree.txt");
    if (std::getenv("AMPARO_WRITE_TREES") != nullptr) test::write_file(path, now);
    INFO("AMPARO_WRITE_TREES=1 writes " << path.filename());
    CHECK(test::read_file(path) == now);
}

void tell_all(const std::string& language) {
    House house(language);
    const auto page = [&](const std::string& name) { compare(house, name + "." + language); };
    page("first-run");
    house.model->finish_first_run();
    page("home-before");
    house.look_at_everything();
    page("home-after");
    house.go(Place::Checks);
    page("checks");
    house.go(Place::CheckDetail, "disk-encryption-system");
    for (const char* fold : {"detail.by_hand", "detail.evidence", "detail.why"}) house.state.open[fold] = true;
    page("check-detail");
    house.go(Place::Lessons);
    page("lessons");
    REQUIRE(house.model->open_lesson("disk-encryption"));
    for (std::size_t at = 0; at < house.model->player()->page_count(); ++at) {
        house.model->player()->go_to(at);
        house.model->player()->choose(0);
        page("lesson-" + std::to_string(at + 1));
    }
    house.go(Place::LessonPath, "first-hour");
    page("lesson-path");
    models::Trainer& trainer = house.model->trainer();
    house.go(Place::Trainer);
    page("trainer-nothing");
    trainer.pick("phishing", true);
    trainer.set_room(120);
    trainer.make_plan();
    page("trainer-plan");
    REQUIRE(trainer.start());
    house.go(Place::Presenter);
    page("presenter");
    trainer.presenter()->go_to_item(2, trainer.now());
    REQUIRE(trainer.presenter()->ask(trainer.now()));
    trainer.presenter()->count(0, 3);
    page("presenter-question");
    house.go(Place::Wall);
    trainer.presenter()->show_answer(true);
    page("wall-question");
    trainer.end();
    house.go(Place::Settings);
    page("settings");
    house.model->open_help();
    models::Emergency& help = *house.model->emergency();
    page("help-danger");
    help.answer(escalation::Danger::Now);
    page("help-numbers");
    help.go(models::HelpStep::What);
    page("help-what");
    help.choose_incident("account-compromise");
    page("help-who");
    house.state.choosing_region = true;
    page("help-where");
    house.state.choosing_region = false;
    help.open_flow("account-takeover");
    page("help-aid-question");
    help.player()->answer(0);
    page("help-aid-advice");
    help.back();
    help.back();
    help.write_to("google-account");
    page("help-form");
    help.back();
    help.write_to("accessnow-helpline");
    page("help-review");
    help.go(models::HelpStep::Words);
    page("help-words");
    help.back();
    help.go(models::HelpStep::Phone);
    page("help-phone");
    help.back();
    help.go(models::HelpStep::Keep);
    page("help-keep");
    help.handed_over();
    page("help-after");
    house.go(Place::Accounts);
    page("accounts-none");
    house.read_exports();
    page("accounts");
    house.go(Place::AccountPasswords);
    for (const char* fold : {"account-finding.password-reused.0", "account-finding.good"}) house.state.open[fold] = true;
    page("accounts-passwords");
    house.go(Place::AccountActivity);
    house.model->accounts().activity()->mark(0, models::Mark::NotMe);
    page("accounts-activity");
    house.go(Place::AccountPlan, "mail");
    page("accounts-plan");
    house.know_somebody();
    house.write_to_somebody();
    page("send-off");
    help.go(models::HelpStep::Road);
    page("send-road");
    house.allow_sending();
    house.write_to_somebody();
    page("send-ready");
    house.model->sending().delivery().ask();
    page("send-asked");
    house.headless.ui().set_focus("send.ask/1");
    house.headless.ui().feed_key(ui::Key::Enter);
    page("send-window");
    house.pass(11);
    house.arrive();
    page("send-after");
    house.model->open_help();
    house.model->sending().practise(true);
    page("practice-danger");
    help.choose_incident("account-compromise");
    help.write_to("accessnow-helpline");
    page("practice-review");
    house.model->sending().practise(false);
    help.go(models::HelpStep::Key);
    page("send-key");
    help.back();
    help.go(models::HelpStep::Road);
    page("send-mail");
    (void)house.state.sending.mailbox.buffer.reset("me@outlook.com");
    page("send-mail-refused");
    (void)house.state.sending.mailbox.buffer.reset("me@gmail.com");
    page("send-mail-app");
    house.state.sending.mail_place = "smtps://smtp.gmail.com";
    page("send-mail-asked");
    house.state.sending.mail_place.clear();
    house.sign_in();
    page("send-mail-done");
    help.back();
    help.go(models::HelpStep::Key);
    house.state.sending.key_place = "https://www.accessnow.org/key.asc";
    page("send-key-asked");
    house.state.sending.key_place.clear();
    help.back();
    help.handed_over();
    house.go(Place::Cases);
    page("cases-none");
    REQUIRE(house.model->cases().keep(help));
    REQUIRE(house.model->cases().add_evidence("picture.png", "bytes"));
    page("cases");
}

void tell_saving(const std::string& language) {
    const test::TempFolder stick;
    House house(language, test::build_folder().string(), (stick.path() / "data").string());
    const auto page = [&](const std::string& name) { compare(house, name + "." + language); };
    models::Keeping& keeping = house.model->keeping();
    page("first-run-saving");
    house.model->finish_first_run();
    house.go(Place::Saving);
    page("saving-new");
    keeping.create(House::secret("short"), House::secret("short"));
    page("saving-short");
    keeping.create(House::secret("velvet-otter-lamp"), House::secret("velvet-otter-lamp"));
    house.settle_saving();
    page("saving-open");
    for (const char* form : {"passphrase", "recovery", "copied", "move", "export", "second", "destroy", "card"}) {
        screens::View view{house.headless.ui(), *house.model, house.state};
        screens::vault_fields(view).form = form;
        page(std::string("saving-") + form);
    }
    house.go(Place::Settings);
    page("settings-open");
    keeping.close();
    house.settle_saving();
    page("unlock");
    keeping.open(House::secret("velvet-otter-lump"));
    house.settle_saving();
    page("unlock-wrong");
    house.go(Place::Saving);
    page("saving-closed");
}

}  // namespace

TEST_CASE("the pages about saving say in English what they said when somebody last read them", "[trees]") { tell_saving("en"); }

TEST_CASE("the pages about saving say in Arabic what they said when somebody last read them", "[trees]") { tell_saving("ar"); }

TEST_CASE("every page says in English what it said when somebody last read it", "[trees]") { tell_all("en"); }

TEST_CASE("every page says in Arabic what it said when somebody last read it", "[trees]") { tell_all("ar"); }
