#include "app/models/window_model.hpp"

#include <algorithm>
#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <thread>

#include "app/platform/recorded_host.hpp"
#include "app/shell/pins.hpp"
#include "tests/support/fixtures.hpp"

using namespace amparo;
using namespace amparo::models;

namespace {

struct House {
    ShippedData shipped{test::build_folder().string(), pinned_files(), embedded_files()};
    Languages languages = Languages::load(shipped);
    std::atomic<int> woken{0};

    WindowModel model(bool first_run = true) {
        WindowSetup setup;
        setup.shipped = &shipped;
        setup.languages = &languages;
        setup.host = make_recorded_host(test::load_fixture("disk-debian-plain"));
        setup.wake = [this] { ++woken; };
        setup.first_run = first_run;
        setup.today = std::chrono::sys_days{std::chrono::year{2026} / 11 / 23};
        return WindowModel(std::move(setup));
    }
};

bool wait_for_end(LiveCheckUp& check_up) {
    for (int i = 0; i < 1000 && check_up.phase() == LiveCheckUp::Phase::Looking; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
        static_cast<void>(check_up.poll());
    }
    return check_up.phase() != LiveCheckUp::Phase::Looking;
}

}  // namespace

TEST_CASE("back leads the way one came, and the way is bounded") {
    Places places(Place::FirstRun);
    CHECK_FALSE(places.can_go_back());
    places.start_at(Place::Home);
    places.go(Place::Checks);
    places.go(Place::CheckDetail, "firewall-on");
    places.go(Place::CheckDetail, "firewall-on");
    CHECK(places.before().place == Place::Checks);
    places.back();
    CHECK(places.here().place == Place::Checks);
    places.back();
    CHECK(places.here().place == Place::Home);
    places.back();
    CHECK(places.here().place == Place::Home);
    for (int i = 0; i < 100; ++i) places.go(i % 2 == 0 ? Place::Checks : Place::Settings);
    int steps = 0;
    while (places.can_go_back()) places.back(), ++steps;
    CHECK(steps == 32);
}

TEST_CASE("text size goes through its steps and stops at both ends") {
    Preferences look;
    CHECK(look.text_percent == 100);
    for (int i = 0; i < 20; ++i) look.grow();
    CHECK(look.text_percent == kTextSizes.back());
    CHECK_FALSE(look.can_grow());
    for (int i = 0; i < 20; ++i) look.shrink();
    CHECK(look.text_percent == kTextSizes.front());
    CHECK_FALSE(look.can_shrink());
    look.text_percent = 110;
    look.grow();
    CHECK(look.text_percent == 125);
}

TEST_CASE("a live check-up hands over findings as they come and ends as a whole one does") {
    House house;
    WindowModel model = house.model();
    LiveCheckUp& live = model.check_up();
    CHECK(live.phase() == LiveCheckUp::Phase::NotYet);
    CHECK(live.total() == checks::all_checks().size());
    CHECK(live.looked_at().empty());
    live.start();
    live.start();
    REQUIRE(wait_for_end(live));
    CHECK(live.phase() == LiveCheckUp::Phase::Done);
    CHECK(live.done() == checks::all_checks().size());
    CHECK(house.woken.load() >= static_cast<int>(checks::all_checks().size()));
    CHECK(live.looked_at().size() == 5);
    const checks::Finding* disk = live.finding("disk-encryption-system");
    REQUIRE(disk != nullptr);
    CHECK(disk->judgement.verdict == checks::Verdict::AtRisk);
    REQUIRE(live.next_step() != nullptr);
    CHECK(live.next_step()->judgement.verdict == checks::Verdict::AtRisk);
    CHECK(live.ordered().front() == live.next_step());
    CHECK(live.minutes_to_do() > 0);
    CHECK_FALSE(live.left_threads_behind());
}

TEST_CASE("a stopped check-up keeps what was seen") {
    House house;
    WindowModel model = house.model();
    LiveCheckUp& live = model.check_up();
    live.start();
    live.stop();
    REQUIRE(wait_for_end(live));
    CHECK((live.phase() == LiveCheckUp::Phase::Stopped || live.phase() == LiveCheckUp::Phase::Done));
    const std::size_t seen = live.done();
    static_cast<void>(live.poll());
    CHECK(live.done() == seen);
    live.start();
    REQUIRE(wait_for_end(live));
    CHECK(live.done() == checks::all_checks().size());
}

TEST_CASE("the model may be gone before its check-up is") {
    House house;
    {
        WindowModel model = house.model();
        model.check_up().start();
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    CHECK(house.woken.load() > 0);
}

TEST_CASE("changing the language changes words, desks and the open lesson, and keeps the page") {
    House house;
    WindowModel model = house.model();
    REQUIRE(model.open_lesson("disk-encryption"));
    model.player()->go_to(2);
    const std::string english = model.player()->lesson().title;
    model.set_language("ar");
    CHECK(model.words().language().right_to_left());
    CHECK(model.player()->page() == 2);
    CHECK(model.player()->lesson().title != english);
    CHECK(model.desk()->language() == "ar");
    const std::string arabic = model.player()->lesson().title;
    const std::string home = model.words().tr("window.place.home").text;
    model.toggle_english();
    CHECK(model.words().tr("window.place.home").text == "Home");
    CHECK(model.look.language == "ar");
    CHECK(model.player()->lesson().title == english);
    CHECK(model.player()->page() == 2);
    model.toggle_english();
    CHECK(model.words().tr("window.place.home").text == home);
    CHECK(model.player()->lesson().title == arabic);
    model.set_language("en");
    model.toggle_english();
    CHECK_FALSE(model.shows_english());
    model.set_language("ar");
    CHECK_FALSE(model.open_lesson("no-such-lesson"));
    CHECK(model.places.here().place == Place::Lesson);
}

TEST_CASE("the help desk shows who can help, narrows by place and language, and says how many it hides") {
    House house;
    WindowModel model = house.model();
    model.open_help();
    HelpDesk& desk = *model.desk();
    CHECK(desk.suggestions().empty());
    desk.choose_incident("arrest");
    const std::size_t everywhere = desk.suggestions().size();
    CHECK(everywhere > 5);
    desk.choose_region("MX");
    CHECK(desk.suggestions().size() >= everywhere);  // desks of the place join those for everywhere
    desk.set_language("es");
    const std::size_t before = desk.suggestions().size();
    desk.only_my_language(true);
    CHECK(desk.suggestions().size() + desk.hidden() == before);
    CHECK(desk.hidden() > 0);
    for (const auto& suggestion : desk.suggestions()) {
        CHECK(std::ranges::find(suggestion.channel->languages, "es") != suggestion.channel->languages.end());
    }
    desk.toggle("frontline-defenders");
    CHECK(desk.opened() == "frontline-defenders");
    desk.toggle("frontline-defenders");
    CHECK(desk.opened().empty());
    model.open_help();
    CHECK(desk.incident().empty());
    CHECK(desk.language() == "es");
}

TEST_CASE("a place is found by the beginning of a word or by its code, whatever the case") {
    House house;
    WindowModel model = house.model();
    const HelpDesk& desk = *model.desk();
    CHECK(desk.find_regions("mexi", 10) == std::vector<std::string>{"MX"});
    CHECK(std::ranges::count(desk.find_regions("eg", 10), "EG") == 1);
    CHECK(desk.find_regions("xyzzy", 10).empty());
    CHECK(desk.find_regions("", 5).size() == 5);
    for (const std::string& group : desk.find_regions("", 100)) CHECK(group.size() != 2);
    CHECK(desk.find_regions("\xff\xfe", 10).empty());
}

TEST_CASE("without any data folder the desks inside the program still answer") {
    const ShippedData alone("", pinned_files(), embedded_files());
    const Languages languages = Languages::load(alone);
    WindowSetup setup;
    setup.shipped = &alone;
    setup.languages = &languages;
    setup.host = make_recorded_host(test::load_fixture("disk-debian-plain"));
    setup.wake = [] {};
    WindowModel model(std::move(setup));
    model.open_help();
    REQUIRE(model.desk() != nullptr);
    model.desk()->choose_incident("arrest");
    CHECK_FALSE(model.desk()->suggestions().empty());
    CHECK(model.words().tr("window.help").text == "Get help now");
    CHECK(model.lessons().list(std::vector<std::string>{"en"}).empty());
}
