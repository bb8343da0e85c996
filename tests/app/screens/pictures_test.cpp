// Not a test: draws every screen for somebody to look at, without a display, in the looks where things go wrong first.
// AMPARO_PICTURES=folder build/dev/rooms/tests/test_screens "[pictures]" writes portable pixmaps into it.
// AMPARO_PICTURES_ONLY=15-saving,16 writes those alone whose names begin so; AMPARO_PICTURES_LOOKS=en-light-tall,ar-light-tall
// takes other looks than the three that are taken without it. A tall window shows a page to its end.
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <string_view>
#include <vector>

#include "app/screens/vault_fields.hpp"
#include "tests/app/screens/house.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;
using models::Place;
using test::House;

namespace {

struct LookAt {
    const char* name;
    const char* language;
    int width;
    int height;
    ui::ThemeKind theme;
    float scale;
};
constexpr std::size_t kUsualLooks = 3;
constexpr LookAt kLooks[] = {{"en-light-100", "en", 1280, 800, ui::ThemeKind::Light, 1},
                             {"ar-dark-200", "ar", 1280, 800, ui::ThemeKind::Dark, 2},
                             {"ploc-contrast-narrow", "qps-ploc", 800, 560, ui::ThemeKind::HighContrast, 1},
                             {"en-light-tall", "en", 1280, 2400, ui::ThemeKind::Light, 1},
                             {"en-light-200", "en", 1280, 800, ui::ThemeKind::Light, 2},
                             {"en-light-narrow", "en", 800, 560, ui::ThemeKind::Light, 1},
                             {"en-dark-100", "en", 1280, 800, ui::ThemeKind::Dark, 1},
                             {"ar-light-100", "ar", 1280, 800, ui::ThemeKind::Light, 1},
                             {"ar-light-tall", "ar", 1280, 2400, ui::ThemeKind::Light, 1},
                             {"ar-light-narrow", "ar", 800, 560, ui::ThemeKind::Light, 1}};

/// What is between commas in a variable of the environment; empty when it is not set.
std::vector<std::string> listed(const char* variable) {
    std::vector<std::string> out;
    const char* value = std::getenv(variable);
    std::string_view rest = value == nullptr ? "" : value;
    while (!rest.empty()) {
        const std::size_t comma = rest.find(',');
        out.emplace_back(rest.substr(0, comma));
        rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
    }
    return out;
}

void write(const test::Picture& picture, const std::string& path) {
    std::ofstream file(path, std::ios::binary);
    file << "P6\n" << picture.width << " " << picture.height << "\n255\n";
    file.write(reinterpret_cast<const char*>(picture.rgb.data()), static_cast<std::streamsize>(picture.rgb.size()));
    CHECK(file.good());
}

void show_all(const LookAt& look, const std::string& folder) {
    const test::TempFolder stick;
    House house(look.language, test::build_folder().string(), (stick.path() / "data").string());
    const std::vector<std::string> only = listed("AMPARO_PICTURES_ONLY");
    const auto picture = [&](const std::string& name) {
        const auto begins = [&name](const std::string& start) { return name.starts_with(start); };
        // What is pressed for a later page needs this one to have been drawn.
        if (!only.empty() && std::ranges::none_of(only, begins)) {
            house.draw(look.width, look.height, look.theme, look.scale);
            return;
        }
        house.headless.ui().set_look({look.theme, look.scale, house.model->words().language().right_to_left(), true});
        const auto draw = [&](ui::Ui& ui) {
            screens::View view{ui, *house.model, house.state};
            screens::draw(view);
        };
        write(house.headless.picture(look.width, look.height, draw), folder + "/" + name + "." + look.name + ".ppm");
    };
    picture("01-first-run");
    house.model->finish_first_run();
    picture("02-home-before");
    house.model->check_up().start();
    picture("03-home-looking");
    house.look_at_everything();
    picture("04-home-after");
    house.go(Place::Checks);
    picture("05-checks");
    house.state.filter = screens::CheckFilter::CannotTell;
    picture("06-checks-unknown");
    house.go(Place::CheckDetail, "disk-encryption-system");
    for (const char* fold : {"detail.by_hand", "detail.evidence", "detail.why"}) house.state.open[fold] = true;
    picture("07-detail");
    house.go(Place::Phone);
    house.model->phone()->answer("phone-android-linked", models::PhoneAnswer::No);
    house.model->phone()->answer("phone-android-updates", models::PhoneAnswer::Yes);
    picture("07-phone");
    house.go(Place::Lessons);
    picture("08-lessons");
    REQUIRE(house.model->open_lesson("disk-encryption"));
    for (const std::size_t page : {0U, 2U, 11U}) {
        house.model->player()->go_to(page);
        house.model->player()->choose(0);
        picture("09-lesson-" + std::to_string(page + 1));
    }
    house.go(Place::LessonPath, "first-hour");
    picture("09-path");
    for (const auto& [lesson, what] : {std::pair{"deleting-safely", "order"}, {"browsing-and-circumvention", "match"}, {"border-crossing", "story"}, {"backups", "checklist"}}) {
        REQUIRE(house.model->open_lesson(lesson));
        models::LessonPlayer& player = *house.model->player();
        for (std::size_t page = 0; page < player.page_count(); ++page) {
            player.go_to(page);
            const bool wanted = player.quiz() != nullptr ? lessons::quiz_kind_name(player.quiz()->kind) == (std::string_view(what) == "story" ? "scenario" : what)
                                                          : player.checklist() != nullptr && std::string_view(what) == "checklist";
            if (wanted) break;
        }
        if (player.can_reveal()) player.reveal();
        picture(std::string("09-lesson-") + what);
    }
    models::Trainer& trainer = house.model->trainer();
    house.go(Place::Trainer);
    picture("09-trainer-1-nothing");
    trainer.pick_half_day();
    trainer.make_plan();
    picture("09-trainer-2-plan");
    REQUIRE(trainer.start());
    house.go(Place::Presenter);
    trainer.presenter()->go_to_item(4, trainer.now());
    picture("09-trainer-3-presenter");
    house.go(Place::Wall);
    picture("09-trainer-4-wall");
    if (trainer.presenter()->ask(trainer.now())) {
        trainer.presenter()->count(0, 3);
        trainer.presenter()->count(1, 9);
        trainer.presenter()->show_answer(true);
    }
    picture("09-trainer-6-wall-question");
    house.go(Place::Presenter);
    picture("09-trainer-5-presenter-question");
    trainer.clear();
    house.go(Place::Settings);
    picture("10-settings");
    house.model->open_help();
    models::Emergency& help = *house.model->emergency();
    picture("11-help-1-danger");
    help.answer(escalation::Danger::Now);
    picture("11-help-2-numbers");
    help.go(models::HelpStep::What);
    picture("11-help-3-what");
    help.choose_incident("account-compromise");
    picture("12-help-4-who");
    help.open_flow("account-takeover");
    picture("12-help-5-question");
    help.player()->answer(0);
    help.player()->tick(0);
    picture("12-help-6-advice");
    help.back();
    help.back();
    help.write_to("google-account");
    picture("13-help-7-form");
    help.back();
    help.write_to("accessnow-helpline");
    picture("13-help-8-review");
    help.go(models::HelpStep::Words);
    picture("13-help-9-words");
    help.back();
    help.go(models::HelpStep::Phone);
    picture("13-help-a-phone");
    help.back();
    help.go(models::HelpStep::Keep);
    picture("13-help-b-keep");
    help.handed_over();
    picture("13-help-c-after");
    house.know_somebody();
    house.write_to_somebody();
    picture("15-send-1-off");
    help.go(models::HelpStep::Road);
    picture("15-send-2-road");
    house.allow_sending();
    house.write_to_somebody();
    house.draw(look.width, look.height, look.theme, look.scale);
    for (int i = 0; i < 2; ++i) house.headless.ui().feed_key(ui::Key::PageDown);
    picture("15-send-3-ready");
    house.model->sending().delivery().ask();
    picture("15-send-4-asked");
    house.headless.ui().set_focus("send.ask/1");
    house.headless.ui().feed_key(ui::Key::Enter);
    picture("15-send-5-window");
    house.pass(11);
    house.arrive();
    picture("15-send-6-after");
    house.model->open_help();
    house.model->sending().practise(true);
    picture("15-send-7-practice");
    help.choose_incident("account-compromise");
    help.write_to("accessnow-helpline");
    house.draw(look.width, look.height, look.theme, look.scale);
    for (int i = 0; i < 2; ++i) house.headless.ui().feed_key(ui::Key::PageDown);
    picture("15-send-8-practice-review");
    house.model->sending().practise(false);
    help.go(models::HelpStep::Key);
    picture("15-send-9-key");
    help.back();
    help.go(models::HelpStep::Road);
    (void)house.state.sending.mailbox.buffer.reset("me@gmail.com");
    house.draw(look.width, look.height, look.theme, look.scale);
    for (int i = 0; i < 2; ++i) house.headless.ui().feed_key(ui::Key::PageDown);
    picture("15-send-b-mail");
    house.state.sending.mail_place = "smtps://smtp.gmail.com";
    picture("15-send-c-mail-asked");
    house.state.sending.mail_place.clear();
    help.back();
    house.go(Place::Settings);
    house.draw(look.width, look.height, look.theme, look.scale);
    for (int i = 0; i < 2; ++i) house.headless.ui().feed_key(ui::Key::PageDown);
    picture("15-send-a-settings");
    help.handed_over();
    house.go(Place::Cases);
    REQUIRE(house.model->cases().keep(help));
    REQUIRE(house.model->cases().add_evidence("picture.png", "bytes"));
    picture("13-help-d-cases");
    house.go(Place::Accounts);
    picture("15-accounts-none");
    house.state.choosing_export = true;
    picture("15-accounts-import");
    house.state.choosing_export = false;
    house.read_exports();
    picture("15-accounts");
    house.go(Place::AccountPasswords);
    for (const char* fold : {"account-finding.password-reused.0", "account-finding.good"}) house.state.open[fold] = true;
    picture("15-accounts-passwords");
    house.state.asking_online = true;
    picture("15-accounts-passwords-online");
    house.state.asking_online = false;
    house.go(Place::AccountActivity);
    picture("15-accounts-activity-new");
    house.model->accounts().activity()->mark(0, models::Mark::NotMe);
    picture("15-accounts-activity");
    house.go(Place::AccountPlan, "mail");
    picture("15-accounts-plan");
    house.model->open_takeover();
    picture("15-accounts-takeover");
    house.go(Place::Home);
    picture("15-accounts-home");
    house.go(Place::Saving);
    models::Keeping& keeping = house.model->keeping();
    picture("15-saving-new");
    keeping.create(House::secret("short"), House::secret("short"));
    picture("15-saving-short");
    keeping.create(House::secret("velvet-otter-lamp"), House::secret("velvet-otter-lamp"));
    picture("15-saving-working");
    house.settle_saving();
    picture("15-saving-open");
    for (const char* form : {"passphrase", "recovery", "copied", "move", "export", "second", "destroy", "card"}) {
        screens::View view{house.headless.ui(), *house.model, house.state};
        screens::vault_fields(view).form = form;
        picture(std::string("15-saving-") + form);
        if (form == std::string("recovery")) {
            keeping.make_recovery();
            house.settle_saving();
            picture("15-saving-recovery-code");
        }
        if (form == std::string("second") || form == std::string("destroy")) {
            screens::vault_fields(view).question = form;
            picture(std::string("15-saving-") + form + "-question");
            screens::vault_fields(view).question.clear();
        }
    }
    house.go(Place::Settings);
    picture("15-saving-settings");
    keeping.close();
    house.settle_saving();
    picture("16-unlock");
    keeping.open(House::secret("velvet-otter-lump"));
    picture("16-unlock-working");
    house.settle_saving();
    picture("16-unlock-wrong");
    house.go(Place::Saving);
    picture("16-unlock-saving");
    house.go(Place::Gallery);
    for (int part = 0; part < 6; ++part) {
        picture("14-gallery-" + std::to_string(part));
        for (int i = 0; i < 2; ++i) {
            house.headless.ui().feed_key(ui::Key::PageDown);
            house.draw(look.width, look.height, look.theme, look.scale);
        }
    }
}

}  // namespace

TEST_CASE("pictures of every screen", "[.][pictures]") {
    const char* folder = std::getenv("AMPARO_PICTURES");
    REQUIRE(folder != nullptr);
    const std::vector<std::string> chosen = listed("AMPARO_PICTURES_LOOKS");
    for (std::size_t i = 0; i < std::size(kLooks); ++i) {
        const bool wanted = chosen.empty() ? i < kUsualLooks : std::ranges::find(chosen, kLooks[i].name) != chosen.end();
        if (wanted) show_all(kLooks[i], folder);
    }
}

// Every page of the lessons that people read page by page before a release, in each language that they are written in; pages that are
// longer than the window come in parts.
TEST_CASE("pictures of every page of six lessons", "[.][lesson-pictures]") {
    const char* folder = std::getenv("AMPARO_PICTURES");
    REQUIRE(folder != nullptr);
    for (const char* language : {"en", "ar", "es"}) {
        House house(language);
        house.model->finish_first_run();
        for (const char* lesson : {"know-your-risks", "phishing", "disk-encryption", "device-lost-or-seized", "intimate-images", "helplines"}) {
            REQUIRE(house.model->open_lesson(lesson));
            models::LessonPlayer& player = *house.model->player();
            if (player.lesson().wording.lang != language) continue;
            for (std::size_t page = 0; page < player.page_count(); ++page) {
                player.go_to(page);
                player.choose(0);
                if (player.can_reveal()) player.reveal();
                house.headless.ui().set_look({ui::ThemeKind::Light, 1, house.model->right_to_left(), true});
                const auto draw = [&](ui::Ui& ui) {
                    screens::View view{ui, *house.model, house.state};
                    screens::draw(view);
                };
                const std::string name = std::string(folder) + "/" + lesson + "." + language + "." + (page < 10 ? "0" : "") + std::to_string(page);
                // Higher than any screen, so that a page is one picture.
                write(house.headless.picture(1000, 1400, draw), name + ".ppm");
            }
        }
    }
}
